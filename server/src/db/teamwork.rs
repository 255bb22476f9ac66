//! How it is kept what those share who work on service orders, and what they are told.

pub mod drafts;
pub mod notifications;
pub mod reveals;
pub mod robots;
pub mod saved_views;
