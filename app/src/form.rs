//! Forms: what they ask for, what was typed into them, and how it is sent, with a script and without.

pub mod consumer_form;
mod controls;
pub mod drafts;
#[cfg(feature = "hydrate")]
pub(crate) mod kept_forms;
pub mod model;
mod questions;
pub mod record_form;
pub mod rules;
pub mod spec;
pub mod state;
mod steps;
pub mod submission;
#[cfg(feature = "hydrate")]
pub(crate) mod typed;
pub mod values;
pub mod without_script;

/// Stores what was typed into the page's forms, to restore it after signing in again.
pub fn keep_forms() {
    #[cfg(feature = "hydrate")]
    kept_forms::keep();
}
