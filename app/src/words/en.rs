//! English.

mod consumer;
mod forms;
mod names;
mod outcomes;
mod refusals;
mod timeline;
mod ui;

use super::{Language, Ui, Words};

/// The words in English.
#[derive(Debug)]
pub(super) struct English;

impl Words for English {
    fn language(&self) -> Language {
        Language::English
    }

    fn ui(&self) -> &'static Ui {
        &ui::UI
    }
}
