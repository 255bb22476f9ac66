//! Copies a text.

use leptos::prelude::*;

use crate::words::common;

/// A small button that puts a text on the clipboard, and says so. Where nothing runs that could copy, it is not there.
#[component]
pub fn Copy(
    /// What is copied.
    text: String,
    /// What it says.
    #[prop(default = common().copy)]
    label: &'static str,
) -> impl IntoView {
    view! {
        <button
            class="button copy"
            data-emphasis="quiet"
            type="button"
            hidden
            data-copy=text
            data-copied=common().copied
        >
            {label}
        </button>
    }
}
