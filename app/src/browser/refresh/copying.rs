//! Buttons that put a text on the clipboard.

use leptos::prelude::{document, window};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Event, HtmlElement};

use crate::window::dom::{self, on};

/// Shows the buttons where there is a clipboard: a page without HTTPS has none.
pub(super) fn offer() {
    for button in dom::all_in_document::<HtmlElement>("[data-copy]") {
        button.set_hidden(!window().is_secure_context());
    }
}

/// Copies on click, and says so.
pub(super) fn copy_on_press() {
    on("click", &document(), |press: Event| {
        let pressed: Option<HtmlElement> = dom::around(&press, "[data-copy]");
        let Some(button) = pressed else { return };
        let text = button.get_attribute("data-copy").unwrap_or_default();
        let copied = JsFuture::from(window().navigator().clipboard().write_text(&text));
        spawn_local(async move {
            if copied.await.is_ok() {
                button.set_text_content(button.get_attribute("data-copied").as_deref());
            } else {
                leptos::logging::warn!("the text could not be copied");
            }
        });
    });
}
