//! Chinese, simplified.

mod consumer;
mod entrance;
mod faults;
mod forms;
mod frame;
mod lists;
mod names;
mod notifications;
mod order_page;
mod outcomes;
mod refusals;
mod robot_settings;
mod sign_in;
mod timeline;
mod ui;

pub(super) use self::{
    entrance::ENTRANCE,
    lists::{BATCH, LISTS},
    notifications::ROBOTS,
    robot_settings::ROBOT_SETTINGS,
    sign_in::{DEMO, SIGN_IN},
    ui::{COMMON, ERRORS, TIME, UI},
};
use super::Words;
use crate::request::language::Language;

/// The words in Chinese.
#[derive(Debug)]
pub(super) struct Chinese;

impl Words for Chinese {
    fn language(&self) -> Language {
        Language::Chinese
    }
}
