//! Chinese, simplified.

mod consumer;
mod forms;
mod names;
mod outcomes;
mod refusals;
mod timeline;
mod ui;

use super::{Language, Ui, Words};

/// The words in Chinese.
#[derive(Debug)]
pub(super) struct Chinese;

impl Words for Chinese {
    fn language(&self) -> Language {
        Language::Chinese
    }

    fn ui(&self) -> &'static Ui {
        &ui::UI
    }
}
