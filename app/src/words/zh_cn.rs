//! Chinese, simplified.

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
