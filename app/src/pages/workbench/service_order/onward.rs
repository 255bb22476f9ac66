//! Once an order is handled, the next one of its list opens; at the end of the list, the list (R-LST-3).

use leptos::prelude::*;

use crate::{
    visit::{OPENS_NEXT_COOKIE, STAYS, Visit, keep_in_cookie},
    words::ui,
};

/// The id of the switch.
const SWITCH: &str = "opens-next";

/// Whether it does is everybody's own choice, kept in a cookie.
#[component]
pub fn OpensNext() -> impl IntoView {
    view! {
        <label class="check opens-next">
            <input
                type="checkbox"
                id=SWITCH
                checked=Visit::current().opens_next
                on:change:target=move |event| keep(event.target().checked())
            />
            {ui().order_page.opens_next}
        </label>
    }
}

fn keep(opens_next: bool) {
    keep_in_cookie(OPENS_NEXT_COOKIE, if opens_next { "yes" } else { STAYS });
    #[cfg(feature = "hydrate")]
    if let Some(html) = document().document_element() {
        crate::page::dom::mark(&html, "data-stays", !opens_next);
    }
}

/// Where to go on from here once the order of the page is handled; none where one stays.
#[cfg(feature = "hydrate")]
pub fn onward() -> Option<String> {
    use web_sys::{Element, HtmlAnchorElement, HtmlInputElement};

    use crate::page::dom;

    let opens_next = dom::by_id::<HtmlInputElement>(SWITCH)?.checked();
    dom::first::<Element>(".row-nav").filter(|_| opens_next)?;
    let next = dom::first::<HtmlAnchorElement>("main .row-nav a[rel~='next']");
    let list = || dom::first::<HtmlAnchorElement>("main a[rel~='up']");
    Some(next.or_else(list)?.href())
}

/// Where to go on from here once the order of the page is handled; none where one stays.
#[cfg(not(feature = "hydrate"))]
pub fn onward() -> Option<String> {
    None
}
