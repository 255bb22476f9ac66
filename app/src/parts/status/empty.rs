//! Nothing here.

use leptos::prelude::*;

/// Says that nothing is here, and what would fill it.
#[component]
pub fn Empty(
    /// What is missing.
    #[prop(into)]
    title: String,
    /// What would fill it.
    #[prop(into)]
    next: String,
    /// A link to go on.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <p class="empty-title">{title}</p>
            <p class="muted">{next}</p>
            {children.map(|children| view! { <p class="actions">{children()}</p> })}
        </div>
    }
}
