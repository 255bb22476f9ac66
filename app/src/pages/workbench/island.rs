//! What of the workbench's pages reacts.

use aftercare_domain::teamwork::notification::NotificationSettings;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    service_order::{
        header::Standing,
        last_search::LastSearchLinks,
        page_url::PageUrl,
        panel::{commands::Commands, presence::Presence},
        reveal::Reveal,
    },
    service_orders::batch::Batch,
    settings::{notifications::Bells, robots::try_out::TryOut},
};
use crate::{
    browser::island::Island,
    frame::{
        appearance::{Appearance, ThemeSwitch},
        bell::Bell,
        connection::ConnectionBar,
        palette::Palette,
        toast::ToastRegion,
    },
    json,
    parts::controls::{copy_button::CopyButton, show_password::ShowPassword},
};

/// The parts, with all that they show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WorkbenchIsland {
    /// How the line to the server is.
    Connection,
    /// What can be done with the selected orders of a list.
    Batch {
        /// Which list: its query, with personal parts sealed.
        list: String,
    },
    /// What can be done with the order of the page.
    Commands {
        /// It was opened from a list.
        in_list: bool,
    },
    /// Copies a text.
    Copy {
        /// The text.
        text: String,
    },
    /// Who else has the order of the page open.
    Presence,
    /// Personal data of the order of the page, in full.
    Reveal,
    /// The neighbours of the order of the page in the list that this browser saw last.
    SeenRow(PageUrl),
    /// The state of the page's order.
    Standing,
    /// How pages look.
    Appearance,
    /// The notifications.
    Bell,
    /// The settings of notifications.
    Bells {
        /// As it is set.
        settings: NotificationSettings,
    },
    /// Finds orders, pages and actions.
    Palette,
    /// Shows what was typed as a password.
    ShowPassword {
        /// The id of its input.
        field: String,
        /// What it says.
        label: String,
    },
    /// Light or dark.
    Theme,
    /// Tries a robot out.
    TryOut {
        /// Its id.
        robot: String,
    },
    /// Toasts.
    Toasts,
}

impl Island for WorkbenchIsland {
    fn read(written: Value) -> Option<Self> {
        json::read(&written).ok()
    }

    fn part(self) -> AnyView {
        match self {
            Self::Appearance => view! { <Appearance /> }.into_any(),
            Self::Bell => view! { <Bell /> }.into_any(),
            Self::Bells { settings } => view! { <Bells settings /> }.into_any(),
            Self::Palette => view! { <Palette /> }.into_any(),
            Self::Connection => view! { <ConnectionBar /> }.into_any(),
            Self::Commands { in_list } => view! { <Commands in_list /> }.into_any(),
            Self::Batch { list } => view! { <Batch list /> }.into_any(),
            Self::Copy { text } => view! { <CopyButton text /> }.into_any(),
            Self::Presence => view! { <Presence /> }.into_any(),
            Self::Reveal => view! { <Reveal /> }.into_any(),
            Self::SeenRow(address) => view! { <LastSearchLinks address /> }.into_any(),
            Self::Standing => view! { <Standing /> }.into_any(),
            Self::ShowPassword { field, label } => {
                view! { <ShowPassword field label /> }.into_any()
            }
            Self::Theme => view! { <ThemeSwitch /> }.into_any(),
            Self::TryOut { robot } => view! { <TryOut robot /> }.into_any(),
            Self::Toasts => view! { <ToastRegion /> }.into_any(),
        }
    }
}
