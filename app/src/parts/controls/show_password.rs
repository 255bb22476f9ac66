//! Shows what was typed as a password.

use leptos::{ev, prelude::*, wasm_bindgen::JsCast as _, web_sys::HtmlInputElement};

use super::hydrated::taken_over;
use crate::window::island::island;

island! {
    /// Shows what was typed as a password.
    pub struct ShowPasswordIsland = "ShowPassword" {
        /// The id of its input.
        field: String,
        /// What it says.
        label: String,
    }
    view! { <ShowPassword field label /> }
}

/// A small button that shows a password, and hides it again. Where nothing runs that could show it, it is not there.
#[component]
pub fn ShowPassword(
    /// The id of the password's input.
    field: String,
    /// What it says.
    label: String,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    let taken_over = taken_over();
    let (id, label) = (StoredValue::new(field), StoredValue::new(label));
    Effect::new(move || set_type(&id.read_value(), shown.get()));
    // A browser keeps no password of a field that shows it.
    Effect::new(move || {
        if taken_over.get() {
            let listening = window_event_listener(ev::submit, move |_| shown.set(false));
            on_cleanup(move || listening.remove());
        }
    });
    move || {
        taken_over.get().then(|| {
            view! {
                <button
                    class="button show-password"
                    data-emphasis="quiet"
                    type="button"
                    aria-pressed=move || shown.get().to_string()
                    aria-controls=id.get_value()
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    {label.get_value()}
                </button>
            }
        })
    }
}

fn set_type(id: &str, shown: bool) {
    let field = document().get_element_by_id(id);
    let field = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    if let Some(field) = field {
        field.set_type(if shown { "text" } else { "password" });
    }
}
