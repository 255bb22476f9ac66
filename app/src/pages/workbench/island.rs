//! What of the workbench's pages reacts.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::service_order::{commands::Commands, header::Standing};
use crate::{
    island::Island,
    parts::{
        appearance::{Appearance, ThemeSwitch},
        copy_button::CopyButton,
        palette::Palette,
        toast::ToastRegion,
    },
};

/// The parts, with all that they show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WorkbenchIsland {
    /// What can be done with the order of the page.
    Commands,
    /// Copies a text.
    Copy {
        /// The text.
        text: String,
    },
    /// Where the order of the page stands.
    Standing,
    /// How pages look.
    Appearance,
    /// Finds orders, pages and actions.
    Palette,
    /// Light or dark.
    Theme,
    /// Short news.
    Toasts,
}

impl Island for WorkbenchIsland {
    fn part(self) -> AnyView {
        match self {
            Self::Appearance => view! { <Appearance /> }.into_any(),
            Self::Palette => view! { <Palette /> }.into_any(),
            Self::Commands => view! { <Commands /> }.into_any(),
            Self::Copy { text } => view! { <CopyButton text /> }.into_any(),
            Self::Standing => view! { <Standing /> }.into_any(),
            Self::Theme => view! { <ThemeSwitch /> }.into_any(),
            Self::Toasts => view! { <ToastRegion /> }.into_any(),
        }
    }
}
