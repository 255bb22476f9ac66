//! After an order is handled, the next one of its list is opened, or the list at its end (R-LST-3).

use leptos::prelude::*;

use crate::{
    parts::controls::button::Button,
    request::context::{OPENS_NEXT_COOKIE, PageContext, STAYS, keep_in_cookie},
    window::navigation::Navigation,
    words::order_page,
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
                checked=PageContext::current().opens_next
                on:change:target=move |event| keep(event.target().checked())
            />
            {order_page().opens_next}
        </label>
    }
}

fn keep(opens_next: bool) {
    keep_in_cookie(OPENS_NEXT_COOKIE, if opens_next { "yes" } else { STAYS });
    #[cfg(feature = "hydrate")]
    if let Some(html) = document().document_element() {
        crate::window::dom::mark(&html, "data-stays", !opens_next);
    }
}

/// Skips the order and opens the next one.
#[component]
pub fn Skip() -> impl IntoView {
    let navigation = use_context::<Navigation>();
    let skip = move |()| {
        if let (Some(navigation), Some(next)) = (navigation, after_this()) {
            navigation.go_to(&next);
        }
    };
    view! { <Button on_press=skip>{order_page().skip}</Button> }
}

/// The page to open once the order is handled; none to stay.
#[cfg(feature = "hydrate")]
pub fn onward() -> Option<String> {
    use web_sys::HtmlInputElement;

    let opens_next = crate::window::dom::by_id::<HtmlInputElement>(SWITCH)?.checked();
    after_this().filter(|_| opens_next)
}

/// The next order of the list, or at its end the list; none where the order was opened from none.
#[cfg(feature = "hydrate")]
fn after_this() -> Option<String> {
    use web_sys::{Element, HtmlAnchorElement};

    use crate::window::dom;

    dom::first::<Element>(".row-nav")?;
    let next = dom::first::<HtmlAnchorElement>("main .row-nav a[rel~='next']");
    let list = || dom::first::<HtmlAnchorElement>("main a[rel~='up']");
    Some(next.or_else(list)?.href())
}

/// The page to open once the order is handled; none to stay.
#[cfg(not(feature = "hydrate"))]
pub fn onward() -> Option<String> {
    after_this()
}

#[cfg(not(feature = "hydrate"))]
fn after_this() -> Option<String> {
    None
}
