//! A page with one message.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::words::common;

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
    let product = common().product;
    view! {
        <Title text=format!("{title} · {product}") />
        <section class="result-page">
            <h1>{title}</h1>
            <p class="muted">{next}</p>
            <p class="actions">{children()}</p>
        </section>
    }
}
