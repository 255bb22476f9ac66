//! From page to page of a list.

use leptos::prelude::*;

use crate::words::ui;

/// Back to the first page, and on to the next. A list is walked by cursor, so that what comes in meanwhile moves nothing;
/// the browser's back button goes to the page before.
#[component]
pub fn Pager(
    /// The first page, when this is another one.
    first: Option<String>,
    /// The next page, when there is one.
    next: Option<String>,
) -> impl IntoView {
    let ui = &ui().common;
    (first.is_some() || next.is_some()).then(|| {
        view! {
            <nav class="pager" aria-label=ui.pages>
                {first.map(|href| view! { <a href=href class="button">{ui.first_page}</a> })}
                {next.map(|href| view! { <a href=href class="button" rel="next">{ui.next_page}</a> })}
            </nav>
        }
    })
}
