//! The live stream: what changes about service orders while a page is open.

use std::sync::Arc;

use aftercare_domain::view::Changed;
use leptos::prelude::*;

/// The place in the stream up to which a page knows everything. The server gives it in context when it begins to render the
/// page, and the page follows from there: what happens until it has come to life is told to it as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place(pub Arc<str>);

/// The attribute that carries the place to the browser.
#[cfg(feature = "hydrate")]
const PLACE_DATA: &str = "data-place";

/// Writes the place into the page.
#[component]
pub fn PlaceMark() -> impl IntoView {
    let Place(place) = use_context()?;
    Some(view! { <div hidden data-place=place.to_string()></div> })
}

/// The place of the page that was loaded; empty where it carries none.
#[cfg(feature = "hydrate")]
pub fn place_of_page() -> String {
    crate::page::dom::first::<web_sys::Element>(&format!("[{PLACE_DATA}]"))
        .and_then(|mark| mark.get_attribute(PLACE_DATA))
        .unwrap_or_default()
}

/// What the stream tells of service orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// An order has changed.
    Changed(Changed),
    /// Something may have been missed, while the connection was lost or slow: look again.
    Missed,
}

impl News {
    /// The events of the stream that are news.
    pub const EVENTS: [&'static str; 2] = ["changed", "missed"];

    /// What an event of the stream says; none where it is no news.
    pub fn of(event: &str, data: &str) -> Option<Self> {
        match event {
            "changed" => crate::api::json::decode(data.as_bytes())
                .ok()
                .map(Self::Changed),
            "missed" => Some(Self::Missed),
            _ => None,
        }
    }
}

#[cfg(feature = "hydrate")]
pub use self::stream::{Heard, Stream};

#[cfg(feature = "hydrate")]
mod stream {
    use std::rc::Rc;

    use wasm_bindgen::{JsCast as _, prelude::Closure};
    use web_sys::{Event, EventSource, MessageEvent};

    use crate::query::Query;

    /// A listener of the stream, which lives as long as it listens.
    type Listener = Closure<dyn FnMut(Event)>;

    /// An event of the stream.
    pub struct Heard {
        /// Its name.
        pub event: &'static str,
        /// What it says.
        pub data: String,
        /// Its place in the stream.
        pub id: String,
    }

    /// The stream, open until it is dropped. When it breaks the browser opens it again by itself, from where it broke.
    pub struct Stream {
        source: EventSource,
        _listeners: Vec<Listener>,
    }

    impl Stream {
        /// Opens the stream after a place in it, from now on where that is empty, and listens to events of these names; none in
        /// a browser that has no such thing.
        pub fn open(
            after: &str,
            events: &[&'static str],
            hear: impl Fn(Heard) + 'static,
        ) -> Option<Self> {
            let address = Query::new()
                .with("last_event_id", after)
                .on("/api/v1/events");
            let Ok(source) = EventSource::new(&address) else {
                leptos::logging::warn!(
                    "this browser has no live stream, so pages show what they loaded"
                );
                return None;
            };
            let hear = Rc::new(hear);
            let listeners = events.iter().map(|&event| {
                let hear = Rc::clone(&hear);
                let listener = Listener::new(move |told: Event| {
                    // The browser's own word for a break says nothing more.
                    let message = told.dyn_ref::<MessageEvent>();
                    hear(Heard {
                        event,
                        data: message
                            .and_then(|message| message.data().as_string())
                            .unwrap_or_default(),
                        id: message.map_or_else(String::new, MessageEvent::last_event_id),
                    });
                });
                let added = source
                    .add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
                if added.is_err() {
                    leptos::logging::warn!("the live stream can't be listened to");
                }
                listener
            });
            Some(Self {
                _listeners: listeners.collect(),
                source,
            })
        }

        /// Whether the browser has given it up: what answered was no stream.
        pub fn is_given_up(&self) -> bool {
            self.source.ready_state() == EventSource::CLOSED
        }
    }

    impl Drop for Stream {
        fn drop(&mut self) {
            self.source.close();
        }
    }
}
