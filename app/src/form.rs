//! Forms: what they ask for, what was typed into them, and how it is sent, with a script and without.

pub mod command_form;
pub mod consumer_form;
mod controls;
pub mod drafts;
#[cfg(feature = "hydrate")]
pub(crate) mod kept_forms;
pub mod model;
mod questions;
pub mod state;
mod steps;
pub mod submission;
#[cfg(feature = "hydrate")]
pub(crate) mod typed;
pub mod values;
pub mod without_script;
