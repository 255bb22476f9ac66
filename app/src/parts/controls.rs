//! Controls: buttons, fields and choices.

pub mod button;
pub mod choice_cards;
pub mod copy_button;
pub mod count_input;
pub mod field;
pub mod first_error;
pub mod hydrated;
pub mod language_switch;
pub mod money_input;
pub mod select;
pub mod show_password;
pub mod text_area;
pub mod text_input;
pub mod typed;
