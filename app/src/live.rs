//! The live stream: what changes about service orders while a page is open.

use aftercare_domain::view::Changed;
use leptos::prelude::*;

/// What the stream tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// An order has changed.
    Changed(Changed),
    /// Something may have been missed, while the connection was lost or slow: look again.
    Missed,
}

/// The last news; none before the first. The stream is open as long as the component that asked for it; the browser opens
/// it again by itself when it breaks.
pub fn news() -> Signal<Option<News>> {
    let last = RwSignal::new(None);
    #[cfg(feature = "hydrate")]
    Effect::new(move || listening::listen(last));
    last.into()
}

#[cfg(feature = "hydrate")]
mod listening {
    use leptos::prelude::*;
    use send_wrapper::SendWrapper;
    use wasm_bindgen::{JsCast as _, prelude::Closure};
    use web_sys::{EventSource, MessageEvent};

    use super::News;
    use crate::api::json;

    /// A listener of the stream, which lives as long as it listens.
    type Listener = Closure<dyn FnMut(MessageEvent)>;

    /// Opens the stream, and closes it with the component.
    pub(super) fn listen(last: RwSignal<Option<News>>) {
        let Ok(stream) = EventSource::new("/api/v1/events") else {
            leptos::logging::warn!(
                "this browser has no live stream, so pages show what they loaded"
            );
            return;
        };
        let changed = listener(move |told| {
            last.set(json::decode(told.as_bytes()).ok().map(News::Changed));
        });
        let missed = listener(move |_| last.set(Some(News::Missed)));
        // Opened for the first time there is nothing to have missed; opened again there is.
        let mut opened_before = false;
        let opened = listener(move |_| {
            if std::mem::replace(&mut opened_before, true) {
                last.set(Some(News::Missed));
            }
        });
        let listeners = [("changed", changed), ("missed", missed), ("opened", opened)];
        for (name, listener) in &listeners {
            let added =
                stream.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
            if added.is_err() {
                leptos::logging::warn!("the live stream can't be listened to");
            }
        }
        let open = SendWrapper::new((stream, listeners));
        on_cleanup(move || {
            open.0.close();
            drop(open);
        });
    }

    fn listener(mut hear: impl FnMut(String) + 'static) -> Listener {
        Closure::new(move |message: MessageEvent| {
            hear(message.data().as_string().unwrap_or_default());
        })
    }
}
