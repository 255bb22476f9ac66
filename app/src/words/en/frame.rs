//! The frame in English.

use crate::{
    browser::keyboard::Deed,
    words::frame::{Frame, Keys, Palette},
};

pub(in crate::words) const FRAME: Frame = Frame {
    navigation: "Main navigation",
    service_orders: "Service orders",
    sign_out: "Sign out",
    signed_in_as: "Signed in as",
    keys: Keys {
        title: "Keyboard shortcuts",
        then: "then",
        deed,
    },
    palette: Palette {
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

const fn deed(deed: Deed) -> &'static str {
    match deed {
        Deed::Palette => "Search orders, pages and actions",
        Deed::Search => "Search in the list",
        Deed::NextRow => "Next row",
        Deed::PreviousRow => "Previous row",
        Deed::Select => "Select this row, or not",
        Deed::Open => "Open this row",
        Deed::Form => "Open the form",
        Deed::Submit => "Submit the form",
        Deed::NextOrder => "Next order",
        Deed::PreviousOrder => "Previous order",
        Deed::ServiceOrders => "Go to the service orders",
        Deed::Close => "Close, or leave the field",
        Deed::Help => "Show all shortcuts",
    }
}
