//! Facts, each with its name.

use leptos::prelude::*;

use crate::words::common;

/// A list of facts; give [`Fact`]s as children.
#[component]
pub fn DescriptionList(
    /// The facts.
    children: Children,
) -> impl IntoView {
    view! { <dl class="description-list">{children()}</dl> }
}

/// A fact. One that isn't there is shown as such, so that nobody looks for it.
#[component]
pub fn Fact(
    /// What it is.
    #[prop(into)]
    label: String,
    /// What it says.
    #[prop(optional, into)]
    value: Option<String>,
    /// It takes the whole width.
    #[prop(optional)]
    wide: bool,
    /// What it says, when that is more than text.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let said = match (children, value) {
        (Some(children), _) => children(),
        (None, Some(value)) if !value.is_empty() => value.into_any(),
        (None, _) => view! { <span class="muted">{common().none}</span> }.into_any(),
    };
    view! {
        <div class="fact" data-wide=wide.then_some("")>
            <dt>{label}</dt>
            <dd>{said}</dd>
        </div>
    }
}
