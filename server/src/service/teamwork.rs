//! How those who work on service orders share the work, and what they are told.

pub mod drafts;
pub mod notifications;
pub mod presence;
pub mod reveals;
pub mod robots;
pub mod saved_views;
