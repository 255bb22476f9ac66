//! The address of the page: order, tab, version, and the list that it was opened from.

use leptos::prelude::*;
use leptos_router::{
    hooks::{use_params_map, use_query_map},
    params::ParamsMap,
};
use serde::{Deserialize, Serialize};

use super::tab::Tab;
use crate::request::{query::QueryString, routes};

/// In the query: the list that the page was opened from, as [`crate::request::list_url::ListUrl`] writes it.
pub const LIST: &str = "in";

/// In the query: where in that list the order stood, from 1.
pub const PLACE: &str = "place";

/// The address. It has no personal data: addresses are stored, sent and logged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageUrl {
    /// The order's number.
    pub number: String,
    /// Which part is shown.
    pub tab: Tab,
    /// The log line after which the order is shown; none: as it is now.
    pub at: Option<u32>,
    /// The list that it was opened from; empty where there was none.
    pub list: String,
    /// Where in the list, from 1.
    pub place: Option<usize>,
}

impl PageUrl {
    /// The address of the requested page.
    pub fn current() -> Self {
        let number =
            use_params_map().with_untracked(|params| params.get("number").unwrap_or_default());
        use_query_map().with_untracked(|query| Self::of(number, query))
    }

    fn of(number: String, query: &ParamsMap) -> Self {
        let text = |name: &str| query.get(name).unwrap_or_default();
        Self {
            number,
            tab: Tab::from_id(&text("tab")),
            at: text("at").parse().ok(),
            list: text(LIST),
            place: text(PLACE).parse().ok(),
        }
    }

    /// Another part of the same order.
    #[must_use]
    pub fn on(&self, tab: Tab) -> Self {
        Self {
            tab,
            ..self.clone()
        }
    }

    /// The same as it was after a line of its log; as it is now without.
    #[must_use]
    pub fn at(&self, line: Option<u32>) -> Self {
        Self {
            at: line,
            ..self.clone()
        }
    }

    /// Another order of the same list.
    #[must_use]
    pub fn neighbour(&self, number: String, place: usize) -> Self {
        Self {
            number,
            tab: self.tab,
            at: None,
            list: self.list.clone(),
            place: Some(place),
        }
    }

    /// As a link has it.
    pub fn href(&self) -> String {
        let number = |number: Option<String>| number.unwrap_or_default();
        QueryString::new()
            .with("tab", self.tab.id())
            .with("at", number(self.at.map(|at| at.to_string())))
            .with(LIST, self.list.as_str())
            .with(PLACE, number(self.place.map(|place| place.to_string())))
            .on(&routes::service_order(&self.number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // R-LST-3, R-DET-1
    #[test]
    fn an_address_says_order_part_line_and_list_and_back() {
        let address = PageUrl {
            number: "26112300000012".to_owned(),
            tab: Tab::Log,
            at: Some(3),
            list: "node=pending_review".to_owned(),
            place: Some(7),
        };
        let query: ParamsMap = [
            ("tab", "log"),
            ("at", "3"),
            (LIST, "node=pending_review"),
            (PLACE, "7"),
        ]
        .into_iter()
        .collect();
        assert_eq!(PageUrl::of(address.number.clone(), &query), address);
        assert_eq!(
            address.href(),
            "/service-orders/26112300000012?tab=log&at=3&in=node%3Dpending_review&place=7"
        );
        let plain = PageUrl::of("1".to_owned(), &ParamsMap::new());
        assert_eq!(plain.href(), "/service-orders/1");
    }
}
