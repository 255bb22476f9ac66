//! The links that the navigator follows, and those of the frame that lead to the current page.

use leptos::prelude::*;
use web_sys::{Document, Element, HtmlAnchorElement, MouseEvent};

use crate::{request::routes, window::dom};

/// The address of a link that was clicked; none where the browser itself must follow it.
pub(super) fn address_of(event: &MouseEvent) -> Option<String> {
    let is_plain = event.button() == 0
        && !event.default_prevented()
        && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
    let link: HtmlAnchorElement = dom::around(event, "a[href]").filter(|_| is_plain)?;
    let leads_out = !link.target().is_empty()
        || link.has_attribute("download")
        || link.rel().contains("external")
        || link.origin() != window().location().origin().ok()?
        || !routes::is_of_workbench(&link.pathname());
    let only_scrolls = !link.hash().is_empty()
        && link.pathname() == window().location().pathname().ok()?
        && link.search() == window().location().search().ok()?;
    (!leads_out && !only_scrolls).then(|| link.href())
}

/// Updates the frame's mark of the current page.
pub(super) fn mark_current_link(fresh: &Document) {
    for here in dom::all_in_document::<Element>("[data-frame] [aria-current]") {
        if here.remove_attribute("aria-current").is_err() {
            leptos::logging::warn!("the frame shows where we were");
        }
    }
    let there: Option<HtmlAnchorElement> = dom::first_in(fresh, "[data-frame] [aria-current]");
    let path = there.and_then(|there| there.get_attribute("href"));
    let link: Option<Element> =
        path.and_then(|path| dom::first(&format!("[data-frame] a[href='{path}']")));
    if let Some(link) = link {
        dom::set(&link, "aria-current", "page");
    }
}
