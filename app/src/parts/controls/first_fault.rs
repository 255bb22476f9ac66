//! The way to what is wrong with a form.

use leptos::{html, prelude::*, wasm_bindgen::JsCast as _, web_sys};

/// Once the faults are shown, the first of them has the focus; without one, what went wrong comes into view.
pub fn show_first_fault(form: NodeRef<html::Form>) {
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
