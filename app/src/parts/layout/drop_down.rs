//! A button, and a panel that opens below it.

use leptos::prelude::*;

/// What opens below a button, and closes by itself. One is open at a time; a click elsewhere and `Esc` close it
/// ([`crate::browser::drop_down`]).
#[component]
pub fn DropDown(
    /// The button's words.
    #[prop(into)]
    label: String,
    /// What stands in the panel.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="drop-down" name="drop-down">
            <summary class="button">{label}</summary>
            <div class="drop-down-panel">{children()}</div>
        </details>
    }
}
