//! What is done with the order: its commands, and who else is at it.

pub mod autosave;
pub mod command_card;
pub mod commands;
pub mod conflict;
pub mod form_rules;
pub mod open_next;
pub mod overtaken;
pub mod presence;
