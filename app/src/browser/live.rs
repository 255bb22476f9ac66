//! The live stream: what changes about service orders while a page is open.
//!
//! A browser has one stream for each person who is signed in there, however many pages are open: [`SharedStream`] says how they share it.

#[cfg(feature = "hydrate")]
pub(super) mod connection;
#[cfg(feature = "hydrate")]
mod lead;
#[cfg(feature = "hydrate")]
pub mod news;
#[cfg(feature = "hydrate")]
mod shared;
#[cfg(feature = "hydrate")]
mod stream;

use std::sync::Arc;

use aftercare_domain::view::{Changed, Me};
use leptos::prelude::*;

#[cfg(feature = "hydrate")]
pub use self::{
    shared::SharedStream,
    stream::{BROKEN, OPENED, OTHERS, SERVER, StreamEvent},
};
use crate::request::person::person;

/// The position in the stream up to which a page is complete. The server provides it when it begins to render the page,
/// and the page subscribes from there: what happens until it is hydrated is not lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamPosition(pub Arc<str>);

/// The attribute with the position.
#[cfg(feature = "hydrate")]
const PLACE_DATA: &str = "data-place";

/// Writes the page's person and stream position into it.
#[component]
pub fn PlaceMark() -> impl IntoView {
    let StreamPosition(place) = use_context()?;
    let me: Me = use_context()?;
    Some(view! { <div hidden data-person=person(&me) data-place=place.to_string()></div> })
}

/// The position of the page that was loaded; empty where it has none.
#[cfg(feature = "hydrate")]
fn place_of_page() -> String {
    crate::window::dom::first::<web_sys::Element>(&format!("[{PLACE_DATA}]"))
        .and_then(|mark| mark.get_attribute(PLACE_DATA))
        .unwrap_or_default()
}

/// News about service orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LiveNews {
    /// An order has changed.
    Changed(Changed),
    /// Events may have been missed while the connection was lost or slow: fetch again.
    Missed,
}

impl LiveNews {
    /// Reads an event of the stream; none where it is about something else.
    pub fn of(event: &str, data: &str) -> Option<Self> {
        match event {
            "changed" => crate::json::decode(data.as_bytes()).ok().map(Self::Changed),
            "missed" => Some(Self::Missed),
            _ => None,
        }
    }
}
