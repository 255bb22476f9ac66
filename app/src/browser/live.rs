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

/// The place in the stream up to which a page knows everything. The server gives it in context when it begins to render the
/// page, and the page follows from there: what happens until it has come to life is told to it as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamPosition(pub Arc<str>);

/// The attribute that carries the place to the browser.
#[cfg(feature = "hydrate")]
const PLACE_DATA: &str = "data-place";

/// Writes into the page whose it is, and its place.
#[component]
pub fn PlaceMark() -> impl IntoView {
    let StreamPosition(place) = use_context()?;
    let me: Me = use_context()?;
    Some(view! { <div hidden data-person=person(&me) data-place=place.to_string()></div> })
}

/// The place of the page that was loaded; empty where it carries none.
#[cfg(feature = "hydrate")]
fn place_of_page() -> String {
    crate::window::dom::first::<web_sys::Element>(&format!("[{PLACE_DATA}]"))
        .and_then(|mark| mark.get_attribute(PLACE_DATA))
        .unwrap_or_default()
}

/// What the stream tells of service orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LiveNews {
    /// An order has changed.
    Changed(Changed),
    /// Something may have been missed, while the connection was lost or slow: look again.
    Missed,
}

impl LiveNews {
    /// What an event of the stream says; none where it is no news.
    pub fn of(event: &str, data: &str) -> Option<Self> {
        match event {
            "changed" => crate::json::decode(data.as_bytes()).ok().map(Self::Changed),
            "missed" => Some(Self::Missed),
            _ => None,
        }
    }
}
