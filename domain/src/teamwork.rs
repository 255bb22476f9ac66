//! Teamwork: how those who work on service orders share the work, and what they are told.

pub mod draft;
pub mod notification;
pub mod presence;
pub mod reveal;
pub mod robot;
pub mod saved_view;
