//! How it is asked for: HTTP, JSON and pages.

pub mod health;
pub mod problem;
mod request_id;
pub mod router;
pub mod serve;
