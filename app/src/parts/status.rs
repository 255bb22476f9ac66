//! Status displays and error messages.

pub mod empty;
pub mod icon;
pub mod node_steps;
pub mod problem_panel;
pub mod result_page;
pub mod time_left;
pub mod timeline;
