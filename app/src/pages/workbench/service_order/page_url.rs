//! The address of the page: order, tab, version, and the list that it was opened from.

use leptos::prelude::*;
use leptos_router::{
    hooks::{use_params_map, use_query_map},
    params::ParamsMap,
};
use serde::{Deserialize, Serialize};

use crate::request::{query::QueryString, routes};

/// In the query: the list that the page was opened from, as [`crate::request::list_url::ListUrl`] writes it.
pub const LIST: &str = "in";

/// In the query: where in that list the order stood, from 1.
pub const PLACE: &str = "place";

/// A part of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tab {
    /// 申请: the goods, what was applied for, and what each node added.
    #[default]
    Application,
    /// 订单信息: the order of the marketplace.
    Order,
    /// 节点日志
    Log,
    /// 退款信息
    Refunds,
    /// 历史服务单: of the same item.
    History,
    /// 同订单服务单
    SameOrder,
}

impl Tab {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 6] = [
        Self::Application,
        Self::Order,
        Self::Log,
        Self::Refunds,
        Self::History,
        Self::SameOrder,
    ];

    /// The tabs that can show an earlier version, from the log alone.
    pub const OF_THE_PAST: [Self; 2] = [Self::Application, Self::Log];

    /// The id in the address; the first tab needs none.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Application => "",
            Self::Order => "order",
            Self::Log => "log",
            Self::Refunds => "refunds",
            Self::History => "history",
            Self::SameOrder => "same_order",
        }
    }

    /// The tab of an id; an unknown one is the first.
    pub fn from_id(id: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|tab| tab.id() == id)
            .unwrap_or_default()
    }
}

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

    #[test]
    fn a_tab_has_an_id_of_its_own_and_an_unknown_id_is_the_first_tab() {
        for tab in Tab::ALL {
            assert_eq!(Tab::from_id(tab.id()), tab);
        }
        assert_eq!(Tab::from_id("photos"), Tab::Application);
    }
}
