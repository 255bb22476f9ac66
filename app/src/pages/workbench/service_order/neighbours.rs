//! Work in a row: the orders before and after this one in the list that it was opened from (R-LST-3).

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::page_url::PageUrl;
use crate::{
    api::{Api, ApiError},
    request::list_url::{ListUrl, UNADDRESSED},
    words::order_page,
};

/// The neighbours of an order in a list. An order that has left the list meanwhile counts as before the one that took
/// its place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Neighbours {
    /// Its place and how many there are on the page of the list; none where it has left.
    standing: Option<(usize, usize)>,
    /// There are more after these.
    goes_on: bool,
    /// The order before it.
    previous: Option<PageUrl>,
    /// The order after it.
    next: Option<PageUrl>,
}

/// Asks for the neighbours of the order of an address; none where it is in no list, or the list can't be had.
pub async fn neighbours(api: &Api, address: &PageUrl) -> Option<Neighbours> {
    if address.list.is_empty() || address.list == UNADDRESSED || address.at.is_some() {
        return None;
    }
    let filter = ListUrl::of_list(&address.list);
    let page = api.service_orders(&filter.api_query()).await.ok()?;
    let numbers: Vec<_> = page
        .items
        .iter()
        .map(|item| item.number.to_string())
        .collect();
    let mut row = Neighbours::among(address, &numbers, page.next_cursor.is_some());
    if let (None, Some(cursor)) = (&row.next, &page.next_cursor) {
        let on = filter.from_cursor(cursor);
        row.next = first_of(api, address, &on).await.ok().flatten();
    }
    Some(row)
}

/// The first order of the next page of a list.
async fn first_of(api: &Api, from: &PageUrl, list: &ListUrl) -> Result<Option<PageUrl>, ApiError> {
    let page = api.service_orders(&list.api_query()).await?;
    Ok(page.items.first().map(|first| PageUrl {
        list: list.as_list(),
        ..from.neighbour(first.number.to_string(), 1)
    }))
}

impl Neighbours {
    /// Whether the order has left the list since the page was opened from there. The page goes on with the neighbours that it
    /// had while it knew them.
    pub fn has_left(&self) -> bool {
        self.standing.is_none()
    }

    /// The neighbours of the order of an address among the numbers of its list.
    pub fn among(address: &PageUrl, numbers: &[String], goes_on: bool) -> Self {
        let found = numbers.iter().position(|number| *number == address.number);
        // One that has left stood before the one that is now in its place.
        let own = address.place.unwrap_or(1).saturating_sub(1);
        let after = found.map_or(own, |index| index + 1);
        let before = found.unwrap_or(own).checked_sub(1);
        let neighbour = |index: usize| {
            let number = numbers.get(index)?;
            Some(address.neighbour(number.clone(), index + 1))
        };
        Self {
            standing: found.map(|index| (index + 1, numbers.len())),
            goes_on,
            previous: before.and_then(neighbour),
            next: neighbour(after),
        }
    }
}

/// The list, the place in it, and links to the neighbours.
#[component]
pub fn NeighbourLinks(
    /// The neighbours.
    row: Neighbours,
) -> impl IntoView {
    let ui = order_page();
    let Neighbours {
        standing,
        goes_on,
        previous,
        next,
    } = row;
    let place = standing.map(|(place, of)| {
        view! { <span class="muted">{ui.place(place, of, goes_on)}</span> }
    });
    view! {
        <nav class="row-nav" aria-label=ui.row>
            {place}
            <Neighbour address=previous rel="prev" label=ui.previous />
            <Neighbour address=next rel="next" label=ui.next />
        </nav>
    }
}

/// A link to a neighbour; a disabled one where there is none.
#[component]
fn Neighbour(address: Option<PageUrl>, rel: &'static str, label: &'static str) -> impl IntoView {
    match address {
        Some(address) => {
            let ahead = (rel == "next").then_some("");
            view! {
                <a class="button" href=address.href() rel=rel data-ahead=ahead>
                    {label}
                </a>
            }
            .into_any()
        }
        None => view! {
            <span class="button" role="link" aria-disabled="true">
                {label}
            </span>
        }
        .into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn neighbours(number: &str, place: usize) -> (Option<String>, Option<String>) {
        let address = PageUrl {
            number: number.to_owned(),
            list: "all".to_owned(),
            place: Some(place),
            ..PageUrl::default()
        };
        let row = Neighbours::among(&address, &["a", "b", "c"].map(str::to_owned), false);
        let number = |address: Option<PageUrl>| address.map(|address| address.number);
        (number(row.previous), number(row.next))
    }

    // R-LST-3
    #[test]
    fn an_order_has_its_neighbours_and_one_that_has_left_those_of_its_place() {
        let are = |previous: &str, next: &str| {
            let some = |number: &str| Some(number.to_owned()).filter(|it| !it.is_empty());
            (some(previous), some(next))
        };
        assert_eq!(neighbours("a", 1), are("", "b"));
        assert_eq!(neighbours("b", 9), are("a", "c"));
        assert_eq!(neighbours("c", 3), are("b", ""));
        assert_eq!(neighbours("x", 1), are("", "a"));
        assert_eq!(neighbours("x", 3), are("b", "c"));
        assert_eq!(neighbours("x", 4), are("c", ""));
    }
}
