//! The head of a page.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::words::common;

/// The heading, which is also the window's title, and what stands beside it.
#[component]
pub fn PageHeader(
    /// The heading.
    #[prop(into)]
    title: String,
    /// What stands beside it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let product = common().product;
    view! {
        <Title text=format!("{title} · {product}") />
        <header class="page-header">
            <h1>{title}</h1>
            {children.map(|children| children())}
        </header>
    }
}
