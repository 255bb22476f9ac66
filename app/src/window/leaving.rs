//! Work that would be lost with the page: the user is asked before leaving.

use leptos::prelude::*;

/// Asks before the page is left, as long as work is under way on it.
pub fn ask_while(is_at_work: Signal<bool>) {
    #[cfg(feature = "hydrate")]
    asking::ask_while(is_at_work);
    #[cfg(not(feature = "hydrate"))]
    let _ = is_at_work;
}

#[cfg(feature = "hydrate")]
pub(crate) use asking::{is_at_work, may_leave};

#[cfg(feature = "hydrate")]
mod asking {
    use leptos::{
        leptos_dom::helpers::{WindowListenerHandle, window_event_listener_untyped},
        prelude::*,
    };
    use wasm_bindgen::JsCast as _;
    use web_sys::BeforeUnloadEvent;

    use crate::{window::dom, words::batch};

    /// What a page is marked with on which something is at work.
    const AT_WORK: &str = "data-at-work";

    pub(super) fn ask_while(is_at_work: Signal<bool>) {
        let asking = StoredValue::new_local(None::<WindowListenerHandle>);
        let end = move || {
            mark(false);
            if let Some(Some(listener)) = asking.try_update_value(Option::take) {
                listener.remove();
            }
        };
        // A page with a `beforeunload` listener is not kept in the browser's back/forward cache: the listener is there
        // only while needed.
        Effect::new(move || {
            end();
            if is_at_work.get() {
                mark(true);
                asking.set_value(Some(window_event_listener_untyped(
                    "beforeunload",
                    |event| {
                        event.prevent_default();
                        if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>() {
                            event.set_return_value("asked");
                        }
                    },
                )));
            }
        });
        on_cleanup(end);
    }

    fn mark(is_at_work: bool) {
        if let Some(html) = document().document_element() {
            dom::mark(&html, AT_WORK, is_at_work);
        }
    }

    /// Whether something is at work that would end with the page.
    pub(crate) fn is_at_work() -> bool {
        let html = document().document_element();
        html.is_some_and(|html| html.has_attribute(AT_WORK))
    }

    /// Whether the page may be left: the user is asked while work is under way.
    pub(crate) fn may_leave() -> bool {
        let confirm = || window().confirm_with_message(batch().leaving);
        !is_at_work() || confirm().unwrap_or(true)
    }
}
