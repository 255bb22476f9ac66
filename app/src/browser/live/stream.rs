//! The stream as the server sends it (server-sent events).

use std::rc::Rc;

use wasm_bindgen::{JsCast as _, prelude::Closure};
use web_sys::{Event, EventSource, MessageEvent};

use crate::request::query::QueryString;

/// The first event: the server's build, and the person of the stream.
pub const SERVER: &str = "server";

/// The stream is complete from here on.
pub const OPENED: &str = "opened";

/// The browser's own event for an interruption.
pub const BROKEN: &str = "error";

/// Not an event of the server: somebody else has signed in meanwhile.
pub const OTHERS: &str = "others";

/// Every event.
const EVENTS: [&str; 7] = [
    "notified", SERVER, OPENED, "changed", "missed", "presence", BROKEN,
];

/// A listener of the stream; dropped, it is removed.
type StreamListener = Closure<dyn FnMut(Event)>;

/// An event of the stream.
pub struct StreamEvent {
    /// Its name.
    pub event: &'static str,
    /// Its data.
    pub data: String,
    /// Its position in the stream; empty where it has none.
    pub id: String,
}

impl StreamEvent {
    /// An event by its name; none for names that are not known here.
    pub(super) fn of(name: &str, id: &str, data: &str) -> Option<Self> {
        let known = EVENTS.into_iter().chain([OTHERS]);
        Some(Self {
            event: known.into_iter().find(|event| *event == name)?,
            data: data.to_owned(),
            id: id.to_owned(),
        })
    }
}

/// The stream, open until it is dropped. When it is interrupted the browser reconnects by itself, from the last
/// position.
pub(super) struct Stream {
    source: EventSource,
    _listener: StreamListener,
}

impl Stream {
    /// Opens the stream after a position, or from now on where that is empty; none in a browser without event streams.
    pub(super) fn open(after: &str, hear: impl Fn(StreamEvent) + 'static) -> Option<Self> {
        let address = QueryString::new()
            .with("last_event_id", after)
            .on("/api/v1/events");
        let Ok(source) = EventSource::new(&address) else {
            leptos::logging::warn!(
                "this browser has no live stream, so pages show what they loaded"
            );
            return None;
        };
        let hear = Rc::new(hear);
        let listener = StreamListener::new(move |told: Event| {
            // The browser's own error event has no data.
            let message = told.dyn_ref::<MessageEvent>();
            let data = message.and_then(|message| message.data().as_string());
            let id = message.map_or_else(String::new, MessageEvent::last_event_id);
            if let Some(heard) = StreamEvent::of(&told.type_(), &id, &data.unwrap_or_default()) {
                hear(heard);
            }
        });
        for event in EVENTS {
            let added =
                source.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
            if added.is_err() {
                leptos::logging::warn!("the live stream can't be listened to");
            }
        }
        Some(Self {
            source,
            _listener: listener,
        })
    }

    /// Whether the browser has given up: the answer was not a stream.
    pub(super) fn is_given_up(&self) -> bool {
        self.source.ready_state() == EventSource::CLOSED
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.source.close();
    }
}
