//! How those who work on service orders share the work, and what they are told.

mod drafts;
mod notifications;
mod presence;
mod robots;
mod saved_views;
