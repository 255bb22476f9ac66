//! The list that this browser showed last: a searched list has no readable address, since the search may be personal.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    neighbours::{NeighbourLinks, Neighbours},
    page_url::PageUrl,
};
use crate::{
    request::routes::Screen,
    window::{island::island, store},
    words::service_order,
};

/// Under which key the list is kept.
const KEY: &str = "seen";

/// A list as it was seen.
#[derive(Serialize, Deserialize)]
struct LastSearch {
    /// Its address.
    address: String,
    /// The numbers of its orders.
    numbers: Vec<String>,
}

/// Keeps the list of the page, where it is one that was searched for.
#[cfg(feature = "hydrate")]
pub fn remember_list() {
    use web_sys::HtmlElement;

    use crate::window::dom;

    if dom::first::<HtmlElement>("[data-seen]").is_some() {
        let links = dom::all_in_document::<HtmlElement>("[data-seen] tbody th a");
        let numbers = links.iter().map(HtmlElement::inner_text).collect();
        let address = crate::request::routes::here();
        store::write(KEY, &LastSearch { address, numbers });
    }
}

island! {
    /// The neighbours of the order of the page in the list that this browser saw last.
    pub struct LastSearchIsland = "LastSearch" {
        /// The page's address.
        address: PageUrl,
    }
    view! { <LastSearchLinks address /> }
}

/// Links back to the list and to the neighbours.
#[component]
pub fn LastSearchLinks(
    /// The page's address.
    address: PageUrl,
) -> impl IntoView {
    let seen = RwSignal::new(None::<(String, Neighbours)>);
    Effect::new(move || {
        if let Some(LastSearch {
            address: list,
            numbers,
        }) = store::read(KEY)
        {
            let goes_on = false;
            seen.set(Some((list, Neighbours::among(&address, &numbers, goes_on))));
        }
    });
    let back = move || {
        let list = seen.with(|seen| seen.as_ref().map(|(list, _)| list.clone()));
        list.unwrap_or_else(|| Screen::ServiceOrders.path().to_owned())
    };
    view! {
        <a href=back rel="up">
            {service_order().back}
        </a>
        {move || seen.get().map(|(_, row)| view! { <NeighbourLinks row /> })}
    }
}
