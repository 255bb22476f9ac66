//! What is known of a request before anything is asked of the API.

pub mod clock;
pub mod context;
pub mod language;
pub mod list_url;
pub mod person;
pub mod query;
pub mod routes;
pub mod sealed;
pub mod shell;
pub mod shortcut;
