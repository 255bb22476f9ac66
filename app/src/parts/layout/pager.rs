//! From page to page of a list.

use leptos::prelude::*;

use crate::words::common;

/// Links to the first and the next page. A list is paged by cursor, so that new entries move nothing; the browser's
/// back button goes to the page before.
#[component]
pub fn Pager(
    /// The first page, when this is another one.
    first: Option<String>,
    /// The next page, when there is one.
    next: Option<String>,
) -> impl IntoView {
    let ui = common();
    (first.is_some() || next.is_some()).then(|| {
        view! {
            <nav class="pager" aria-label=ui.pages>
                {first.map(|href| view! { <a href=href class="button">{ui.first_page}</a> })}
                {next.map(|href| view! { <a href=href class="button" rel="next">{ui.next_page}</a> })}
            </nav>
        }
    })
}
