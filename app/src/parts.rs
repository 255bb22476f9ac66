//! The kit: what pages are made of. One file a part.

pub mod button;
pub mod field;
pub mod language_switch;
pub mod problem_panel;
pub mod result_page;
pub mod text_input;
pub mod theme_switch;
pub mod toast;
