//! Finding the first error of a form.

use leptos::{html, prelude::*, wasm_bindgen::JsCast as _, web_sys};

/// Once the errors are shown, focuses the first field with one; without such a field, scrolls to the message.
pub fn show_first_error(form: NodeRef<html::Form>) {
    request_animation_frame(move || {
        let Some(form) = form.get_untracked() else {
            return;
        };
        let first = form
            .query_selector("[aria-invalid='true'], [data-fault] input")
            .ok()
            .flatten()
            .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
        match first {
            Some(first) => {
                if first.focus().is_err() {
                    leptos::logging::warn!("the field could not be focused");
                }
            }
            None => form.scroll_into_view(),
        }
    });
}
