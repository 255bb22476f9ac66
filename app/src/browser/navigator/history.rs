//! The browser's history: where a page is, and how far it was scrolled.

use leptos::prelude::window;
use wasm_bindgen::JsValue;

/// The direction of a navigation.
#[derive(Clone, Copy)]
pub(super) enum Direction {
    /// Forward, by a link.
    Forward,
    /// Back or forward in the browser's history, with the scroll position to restore.
    History(f64),
}

/// Stores the scroll position in the browser's history.
pub(super) fn remember_scroll() {
    let scrolled = window().scroll_y().unwrap_or_default();
    let kept = window()
        .history()
        .and_then(|history| history.replace_state(&JsValue::from_f64(scrolled), ""));
    if kept.is_err() {
        leptos::logging::warn!("the page's place is not kept");
    }
}

/// Adds the page that is shown now to the history.
pub(super) fn push(address: &str) {
    let pushed = window().history().and_then(|history| {
        history.push_state_with_url(&JsValue::from_f64(0.0), "", Some(address))
    });
    if pushed.is_err() {
        leptos::logging::warn!("the page has no place in the history");
    }
}

/// Leaves the document: the browser itself loads a page.
pub(super) fn load(address: &str) {
    if window().location().assign(address).is_err() {
        leptos::logging::error!("the browser refused to leave the page");
    }
}
