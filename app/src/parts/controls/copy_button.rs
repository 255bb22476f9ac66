//! Copies a text.

use leptos::prelude::*;

use super::hydrated::taken_over;
use crate::{window::island::island, words::common};

island! {
    /// Copies a text.
    pub struct CopyIsland = "Copy" {
        /// The text.
        text: String,
    }
    view! { <CopyButton text /> }
}

/// A small button that copies a text to the clipboard, and says so. It is hidden without a script.
#[component]
pub fn CopyButton(
    /// What is copied.
    #[prop(into)]
    text: String,
    /// What it says; "copy" by default.
    #[prop(optional, into)]
    label: Option<String>,
) -> impl IntoView {
    let ui = common();
    let label = label.unwrap_or_else(|| ui.copy.to_owned());
    let copied = RwSignal::new(false);
    let taken_over = taken_over();
    let text = StoredValue::new(text);
    let label = StoredValue::new(label);
    let press = move |_| text.with_value(|text| copy(text, copied));
    move || {
        taken_over.get().then(|| {
            view! {
                <button class="button copy" data-emphasis="quiet" type="button" on:click=press>
                    {move || if copied.get() { ui.copied.to_owned() } else { label.get_value() }}
                </button>
            }
        })
    }
}

/// Puts a text on the clipboard; a page that is not served safely has none.
#[cfg(feature = "hydrate")]
fn copy(text: &str, copied: RwSignal<bool>) {
    let navigator = window().navigator();
    let has_clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into())
        .is_ok_and(|clipboard| !clipboard.is_undefined());
    if !has_clipboard {
        leptos::logging::warn!("this page has no clipboard");
        return;
    }
    let done = wasm_bindgen_futures::JsFuture::from(navigator.clipboard().write_text(text));
    wasm_bindgen_futures::spawn_local(async move {
        match done.await {
            Ok(_) => copied.set(true),
            Err(_) => leptos::logging::warn!("the text could not be copied"),
        }
    });
}

#[cfg(not(feature = "hydrate"))]
fn copy(_text: &str, _copied: RwSignal<bool>) {}
