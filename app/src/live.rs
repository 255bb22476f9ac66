//! The live stream: what changes about service orders while a page is open.

use aftercare_domain::view::Changed;

/// What the stream tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// An order has changed.
    Changed(Changed),
    /// Something may have been missed, while the connection was lost or slow: look again.
    Missed,
}

#[cfg(feature = "hydrate")]
pub use self::stream::Stream;

#[cfg(feature = "hydrate")]
mod stream {
    use std::rc::Rc;

    use wasm_bindgen::{JsCast as _, prelude::Closure};
    use web_sys::{EventSource, MessageEvent};

    use super::News;
    use crate::api::json;

    /// A listener of the stream, which lives as long as it listens.
    type Listener = Closure<dyn FnMut(MessageEvent)>;

    /// The stream, open until it is dropped.
    pub struct Stream {
        source: EventSource,
        _listeners: [Listener; 3],
    }

    impl Stream {
        /// Opens the stream; none in a browser that has no such thing.
        pub fn open(hear: impl Fn(News) + 'static) -> Option<Self> {
            let Ok(source) = EventSource::new("/api/v1/events") else {
                leptos::logging::warn!(
                    "this browser has no live stream, so pages show what they loaded"
                );
                return None;
            };
            let hear = Rc::new(hear);
            let (hears_change, hears_gap) = (Rc::clone(&hear), Rc::clone(&hear));
            let changed = listener(move |told| {
                if let Ok(changed) = json::decode(told.as_bytes()) {
                    hears_change(News::Changed(changed));
                }
            });
            let missed = listener(move |_| hears_gap(News::Missed));
            // Opened for the first time there is nothing to have missed; opened again there is.
            let mut opened_before = false;
            let opened = listener(move |_| {
                if std::mem::replace(&mut opened_before, true) {
                    hear(News::Missed);
                }
            });
            for (name, listener) in [
                ("changed", &changed),
                ("missed", &missed),
                ("opened", &opened),
            ] {
                let added = source
                    .add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
                if added.is_err() {
                    leptos::logging::warn!("the live stream can't be listened to");
                }
            }
            Some(Self {
                source,
                _listeners: [changed, missed, opened],
            })
        }
    }

    impl Drop for Stream {
        fn drop(&mut self) {
            self.source.close();
        }
    }

    fn listener(mut hear: impl FnMut(String) + 'static) -> Listener {
        Closure::new(move |message: MessageEvent| {
            hear(message.data().as_string().unwrap_or_default());
        })
    }
}
