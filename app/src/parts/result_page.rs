//! A page that has one thing to say.

use leptos::prelude::*;

/// What happened, what to do next, and the ways on.
#[component]
pub fn ResultPage(
    /// What happened.
    #[prop(into)]
    title: String,
    /// What to do next.
    #[prop(into)]
    next: String,
    /// The ways on.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="result-page">
            <h1>{title}</h1>
            <p class="muted">{next}</p>
            <p class="actions">{children()}</p>
        </section>
    }
}
