//! The frame in English.

use crate::{
    request::shortcut::Shortcut,
    words::frame::{FrameWords, KeyWords, PaletteWords},
};

pub(in crate::words) const FRAME: FrameWords = FrameWords {
    navigation: "Main navigation",
    service_orders: "Service orders",
    sign_out: "Sign out",
    signed_in_as: "Signed in as",
    keys: KeyWords {
        title: "Keyboard shortcuts",
        then: "then",
        deed,
    },
    palette: PaletteWords {
        title: "Search and actions",
        hint: "A number, goods, the last four digits of a phone, a page or an action",
        here: "On this page",
        everywhere: "Pages and settings",
        orders: "Service orders",
        nothing: "Nothing found",
        nothing_next: "Try a number, a word of the goods, or the last four digits of a phone number.",
        searching: "Searching…",
    },
};

const fn deed(deed: Shortcut) -> &'static str {
    match deed {
        Shortcut::Palette => "Search orders, pages and actions",
        Shortcut::Search => "Search in the list",
        Shortcut::NextRow => "Next row",
        Shortcut::PreviousRow => "Previous row",
        Shortcut::Select => "Select this row, or not",
        Shortcut::Open => "Open this row",
        Shortcut::Form => "Open the form",
        Shortcut::Submit => "Submit the form",
        Shortcut::NextOrder => "Next order",
        Shortcut::PreviousOrder => "Previous order",
        Shortcut::ServiceOrders => "Go to the service orders",
        Shortcut::Close => "Close, or leave the field",
        Shortcut::Help => "Show all shortcuts",
    }
}
