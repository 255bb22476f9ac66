//! What the list shows, as its address says it.

use aftercare_domain::{
    service_order::{
        Node,
        query::{CursorText, ServiceOrderQuery},
    },
    time::{Span, Timestamp},
    view::Page,
};

use crate::routes::Screen;

/// In the address of a page: the first day, in the marketplace's zone, on which what it shows was applied for.
pub const FROM_DAY: &str = "from";
/// In the address of a page: the last such day.
pub const TO_DAY: &str = "to";

/// The name of a list that only the browser knows that saw it.
pub const SEEN: &str = "seen";

/// The name of the list without filters.
const ALL: &str = "all";

/// What the list shows. It stands in the address, so that a list can be kept, sent and gone back to: the address has the
/// parameters of the API's own query. From a form it may also have days, which become times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter(ServiceOrderQuery);

impl Filter {
    /// What an address (a path with its query) says; what makes no sense says nothing. Where a phone number was typed, what
    /// staff are shown of it anyhow is all that is asked for: the number itself stands in no address.
    pub fn of_address(address: &str) -> Self {
        let text = address.split_once('?').map_or("", |(_, query)| query);
        let mut query = ServiceOrderQuery::of_page(text);
        if let Some(from) = day(text, FROM_DAY) {
            query.applied_from = Some(from);
        }
        if let Some(to) = day(text, TO_DAY) {
            query.applied_to = Some(Span::days(1).after(to));
        }
        if matches!((query.applied_from, query.applied_to), (Some(from), Some(to)) if to <= from) {
            query.applied_to = None;
        }
        Self(query.discreet())
    }

    /// The address of the list that was asked for by one in which a phone number stands; none where there is none in it.
    pub fn discreet_address(asked: &str) -> Option<String> {
        let (path, text) = asked.split_once('?')?;
        let query = ServiceOrderQuery::of_page(text);
        let is_list = path == Screen::ServiceOrders.path();
        (is_list && query.clone().discreet() != query).then(|| Self::of_address(asked).address())
    }

    /// The list as a link to one of its orders names it, so that the order's page knows its neighbours (R-LST-3). What was
    /// searched for may be a phone number or a name, which no address keeps: such a list is known to the browser alone.
    pub fn as_list(&self) -> String {
        match self.0.to_query() {
            _ if self.is_searched() => SEEN.to_owned(),
            list if list.is_empty() => ALL.to_owned(),
            list => list,
        }
    }

    /// Whether something was searched for that may tell of a person.
    pub const fn is_searched(&self) -> bool {
        self.0.q.is_some() || self.0.phone.is_some()
    }

    /// The list that [`Self::as_list`] names.
    pub fn of_list(list: &str) -> Self {
        Self(ServiceOrderQuery {
            q: None,
            phone: None,
            ..ServiceOrderQuery::of_page(list)
        })
    }

    /// What the API is asked for: the text of a query.
    pub fn asked(&self) -> String {
        self.0.to_query()
    }

    /// What is asked of the API.
    pub const fn query(&self) -> &ServiceOrderQuery {
        &self.0
    }

    /// Its address.
    pub fn address(&self) -> String {
        let path = Screen::ServiceOrders.path();
        match self.0.to_query() {
            query if query.is_empty() => path.to_owned(),
            query => format!("{path}?{query}"),
        }
    }

    /// Which list it is, wherever in it the page stands: the query of its beginning.
    pub fn of_whole(&self) -> String {
        self.0.clone().from_the_start().to_query()
    }

    /// The same list with something else about it, from its beginning.
    #[must_use]
    pub fn with(&self, change: impl FnOnce(&mut ServiceOrderQuery)) -> Self {
        let mut query = self.0.clone().from_the_start();
        query.limit = self.0.limit;
        change(&mut query);
        Self(query)
    }

    /// The page that begins at a cursor.
    #[must_use]
    pub fn from_cursor(&self, cursor: &str) -> Self {
        self.with(|query| query.cursor = CursorText::parse(cursor).ok())
    }

    /// Another tab with the same filters.
    #[must_use]
    pub fn in_node(&self, node: Option<Node>) -> Self {
        self.with(|query| query.node = node)
    }

    /// The same tab without filters.
    #[must_use]
    pub fn cleared(&self) -> Self {
        Self(ServiceOrderQuery {
            node: self.0.node,
            sort: self.0.sort,
            ..ServiceOrderQuery::default()
        })
    }

    /// Whether something is filtered, besides the tab.
    pub fn is_filtered(&self) -> bool {
        self.cleared() != self.with(|query| query.limit = None)
    }

    /// The next page, where there is one.
    pub fn after<T>(&self, page: &Page<T>) -> Option<String> {
        let cursor = page.next_cursor.as_deref()?;
        Some(self.from_cursor(cursor).address())
    }
}

/// The begin of a day that a query names.
fn day(query: &str, name: &str) -> Option<Timestamp> {
    let (_, day) = query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(own, _)| *own == name)?;
    Timestamp::parse(&format!("{day}T00:00:00+08:00")).ok()
}

#[cfg(test)]
mod tests {
    use aftercare_domain::service::ServiceType;

    use super::*;

    // R-LST-1
    #[test]
    fn an_address_says_what_the_list_shows_and_back() {
        let address = "/service-orders?node=pending_review&service_type=return&q=138%201234&overdue=true&cursor=abc";
        let filter = Filter::of_address(address);
        assert_eq!(filter.query().node, Some(Node::PendingReview));
        assert_eq!(filter.query().service_type, Some(ServiceType::Return));
        assert_eq!(filter.address(), address);
        assert_eq!(
            filter.of_whole(),
            "node=pending_review&service_type=return&q=138%201234&overdue=true"
        );
        assert_eq!(
            filter.cleared().address(),
            "/service-orders?node=pending_review"
        );
        assert!(filter.is_filtered() && !filter.cleared().is_filtered());
    }

    #[test]
    fn days_are_days_of_the_marketplace() {
        let filter = Filter::of_address("/service-orders?from=2026-11-20&to=2026-11-20");
        assert_eq!(
            filter.address(),
            "/service-orders?applied_from=2026-11-19T16:00:00Z&applied_to=2026-11-20T16:00:00Z"
        );
    }

    // R-LST-1
    #[test]
    fn a_phone_number_stands_in_no_address() {
        for (asked, kept) in [
            (
                "phone=13812345678&from=2026-11-20",
                "phone=138****5678&applied_from=2026-11-19T16:00:00Z",
            ),
            (
                "q=138%201234%205678&cursor=abc",
                "phone=138****5678&cursor=abc",
            ),
        ] {
            let asked = format!("/service-orders?{asked}");
            let kept = format!("/service-orders?{kept}");
            assert_eq!(Filter::of_address(&asked).address(), kept);
            assert_eq!(Filter::discreet_address(&asked), Some(kept.clone()));
            assert_eq!(Filter::discreet_address(&kept), None);
        }
        for other in [
            "/service-orders",
            "/service-orders?phone=5678&from=2026-11-20",
            "/?q=13812345678",
        ] {
            assert_eq!(Filter::discreet_address(other), None);
        }
    }

    // R-LST-3
    #[test]
    fn a_list_is_named_for_its_orders_unless_somebody_searched() {
        for address in [
            "/service-orders?node=pending_review&overdue=true&cursor=a%2Bb",
            "/service-orders",
        ] {
            let filter = Filter::of_address(address);
            assert_eq!(Filter::of_list(&filter.as_list()), filter);
        }
        for searched in [
            "/service-orders?q=13812345678",
            "/service-orders?phone=5678",
        ] {
            assert_eq!(Filter::of_address(searched).as_list(), SEEN);
        }
        assert_eq!(
            Filter::of_list("q=13812345678&phone=5678"),
            Filter::default(),
            "what was searched for is not read from there either"
        );
    }

    #[test]
    fn nonsense_in_an_address_says_nothing() {
        let filter = Filter::of_address("/service-orders?node=nowhere&overdue=yes&from=x&a=b");
        assert_eq!(filter, Filter::default());
        assert_eq!(filter.address(), "/service-orders");
    }

    #[test]
    fn the_next_page_is_of_the_same_list() {
        let page: Page<()> = Page {
            items: Vec::new(),
            next_cursor: Some("a+b".to_owned()),
        };
        let next = |address| Filter::of_address(address).after(&page);
        assert_eq!(
            next("/service-orders?urged=true&cursor=x").as_deref(),
            Some("/service-orders?urged=true&cursor=a%2Bb")
        );
        assert_eq!(
            next("/service-orders").as_deref(),
            Some("/service-orders?cursor=a%2Bb")
        );
    }
}
