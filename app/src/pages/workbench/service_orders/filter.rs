//! What the list shows, as its address says it.

use aftercare_domain::{channel::Channel, service::ServiceType, service_order::Node};
use leptos_router::{location::RequestUrl, params::ParamsMap};

use crate::{query::Query, routes::Screen};

/// How many orders a page has.
const PAGE_SIZE: u32 = 50;

/// The name of a list that only the browser knows that saw it.
pub const SEEN: &str = "seen";

/// The name of the list without filters.
const ALL: &str = "all";

/// What the list shows. It stands in the address, so that a list can be kept, sent and gone back to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The tab: one node, or all.
    pub node: Option<Node>,
    /// One service.
    pub service_type: Option<ServiceType>,
    /// One channel.
    pub channel: Option<Channel>,
    /// Overdue ones only.
    pub overdue: bool,
    /// What is searched for.
    pub search: String,
    /// Where the page begins; empty for the first one.
    pub cursor: String,
}

impl Filter {
    /// What an address says; what makes no sense says nothing.
    pub fn of(params: &ParamsMap) -> Self {
        let text = |name: &str| params.get(name).unwrap_or_default();
        Self {
            node: Node::parse(&text("node")),
            service_type: ServiceType::parse(&text("service_type")),
            channel: Channel::parse(&text("channel")),
            overdue: text("overdue") == "true",
            search: text("q").trim().to_owned(),
            cursor: text("cursor"),
        }
    }

    /// Its address.
    pub fn address(&self) -> String {
        self.query()
            .with("cursor", self.cursor.as_str())
            .on(Screen::ServiceOrders.path())
    }

    /// The list as a link to one of its orders names it, so that the order's page knows its neighbours (R-LST-3). What was
    /// searched for may be a phone number or a name, which no address keeps: such a list is known to the browser alone.
    pub fn as_list(&self) -> String {
        let list = self.query().with("cursor", self.cursor.as_str());
        match list.to_string() {
            _ if !self.search.is_empty() => SEEN.to_owned(),
            list if list.is_empty() => ALL.to_owned(),
            list => list,
        }
    }

    /// The list that [`Self::as_list`] names.
    pub fn of_list(list: &str) -> Self {
        let query = RequestUrl::new(&format!("/?{list}")).parse();
        query.map_or_else(
            |_| Self::default(),
            |url| Self {
                search: String::new(),
                ..Self::of(url.search_params())
            },
        )
    }

    /// What the API is asked for.
    pub fn asked(&self) -> Query {
        self.query()
            .with("cursor", self.cursor.as_str())
            .with("sort", "due")
            .with("limit", PAGE_SIZE.to_string())
    }

    /// Another tab with the same filters, from its first page.
    #[must_use]
    pub fn in_node(&self, node: Option<Node>) -> Self {
        Self {
            node,
            cursor: String::new(),
            ..self.clone()
        }
    }

    /// The page that begins at a cursor; the first one without.
    #[must_use]
    pub fn from_cursor(&self, cursor: Option<&str>) -> Self {
        Self {
            cursor: cursor.unwrap_or_default().to_owned(),
            ..self.clone()
        }
    }

    /// The same tab without filters; none when there are none.
    pub fn cleared(&self) -> Option<Self> {
        let cleared = Self {
            node: self.node,
            ..Self::default()
        };
        (cleared != self.from_cursor(None)).then_some(cleared)
    }

    fn query(&self) -> Query {
        Query::new()
            .with("node", self.node.map_or("", Node::name))
            .with(
                "service_type",
                self.service_type.map_or("", ServiceType::name),
            )
            .with("channel", self.channel.map_or("", Channel::name))
            .with("overdue", if self.overdue { "true" } else { "" })
            .with("q", self.search.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_the_list_shows_and_back() {
        let filter = Filter {
            node: Some(Node::PendingReview),
            service_type: Some(ServiceType::Return),
            channel: Some(Channel::MiHome),
            overdue: true,
            search: "138 1234".to_owned(),
            cursor: "abc".to_owned(),
        };
        let params: ParamsMap = [
            ("node", "pending_review"),
            ("service_type", "return"),
            ("channel", "mi_home"),
            ("overdue", "true"),
            ("q", "138 1234"),
            ("cursor", "abc"),
        ]
        .into_iter()
        .collect();
        assert_eq!(Filter::of(&params), filter);
        assert_eq!(
            filter.address(),
            "/service-orders?node=pending_review&service_type=return&channel=mi_home&overdue=true&q=138%201234&cursor=abc"
        );
    }

    // R-LST-3
    #[test]
    fn a_list_is_named_for_its_orders_unless_somebody_searched() {
        let named = |filter: &Filter| Filter::of_list(&filter.as_list());
        let filter = Filter {
            node: Some(Node::PendingReview),
            overdue: true,
            cursor: "a+b/c=".to_owned(),
            ..Filter::default()
        };
        for filter in [filter, Filter::default()] {
            assert_eq!(named(&filter), filter);
        }
        let searched = Filter {
            search: "13812345678".to_owned(),
            ..Filter::default()
        };
        assert_eq!(searched.as_list(), SEEN);
        assert_eq!(
            Filter::of_list("q=13812345678"),
            Filter::default(),
            "what was searched for is not read from there either"
        );
    }

    #[test]
    fn nonsense_in_an_address_says_nothing() {
        let params: ParamsMap = [("node", "nowhere"), ("overdue", "yes")]
            .into_iter()
            .collect();
        assert_eq!(Filter::of(&params), Filter::default());
        assert_eq!(Filter::default().cleared(), None);
    }
}
