//! What the list shows, as its address says it.

use aftercare_domain::{
    service_order::{Node, query::ServiceOrderQuery},
    values::{
        page::{CursorText, Page},
        time::{Span, Timestamp},
    },
};

use crate::request::{
    routes::{self, Screen},
    sealed::{self, Sealing},
};

/// In the address of a page: the first day, in the marketplace's zone, on which what it shows was applied for.
pub const FROM_DAY: &str = "from";
/// In the address of a page: the last such day.
pub const TO_DAY: &str = "to";

/// The name of a list that only the browser knows that saw it.
pub const UNADDRESSED: &str = "seen";

/// The name of the list without filters.
const ALL: &str = "all";

/// Where what a list shows is had as a workbook: beside its page, since the API's own door takes nothing that is sealed.
pub const EXPORT_PATH: &str = "/service-orders/export.xlsx";
/// Where a page asks for the orders of what it shows, page by page, for the same reason.
pub const LISTED_PATH: &str = "/service-orders/list.json";

/// What the list shows. It stands in the address, so that a list can be kept, sent and gone back to: the address has the
/// parameters of the API's own query, of which those that tell of a person are sealed ([`crate::request::sealed`]). From a form it may also
/// have days, which become times.
#[derive(Clone, Debug, Default)]
pub struct ListUrl {
    query: ServiceOrderQuery,
    sealing: Sealing,
}

/// Two are the same when they show the same.
impl PartialEq for ListUrl {
    fn eq(&self, other: &Self) -> bool {
        self.query == other.query
    }
}

impl ListUrl {
    /// What the address of the page says.
    pub fn current() -> Self {
        Self::of_address(&routes::here(), Sealing::current())
    }

    /// What an address (a path with its query) says; what makes no sense says nothing.
    pub fn of_address(address: &str, sealing: Sealing) -> Self {
        let text = address.split_once('?').map_or("", |(_, query)| query);
        Self::of_text(text, sealing)
    }

    fn of_text(text: &str, sealing: Sealing) -> Self {
        let text = sealing.opened(text).query;
        let mut query = ServiceOrderQuery::of_page(&text);
        if let Some(from) = day(&text, FROM_DAY) {
            query.applied_from = Some(from);
        }
        if let Some(to) = day(&text, TO_DAY) {
            query.applied_to = Some(Span::days(1).after(to));
        }
        if matches!((query.applied_from, query.applied_to), (Some(from), Some(to)) if to <= from) {
            query.applied_to = None;
        }
        Self { query, sealing }
    }

    /// The list that was asked for with this query, such as a form sends it: its address tells nothing of a person.
    pub fn address_of(query: &str, sealing: &Sealing) -> String {
        at(Screen::ServiceOrders.path(), &sealing.sealed(query))
    }

    /// Where the list is that was asked for by an address that tells of a person; none where it does not.
    pub fn sealed_address(path: &str, query: &str, sealing: &Sealing) -> Option<String> {
        let is_list = path == Screen::ServiceOrders.path();
        (is_list && sealed::is_open(query)).then(|| Self::address_of(query, sealing))
    }

    /// The list as a link to one of its orders names it, so that the order's page knows its neighbours (R-LST-3). One that was
    /// searched for keeps the neighbours that were found, whatever becomes of them: it is the browser that knows them.
    pub fn as_list(&self) -> String {
        match self.query.to_query() {
            _ if self.is_searched() => UNADDRESSED.to_owned(),
            list if list.is_empty() => ALL.to_owned(),
            list => list,
        }
    }

    /// Whether something was searched for that may tell of a person.
    pub const fn is_searched(&self) -> bool {
        self.query.q.is_some() || self.query.phone.is_some()
    }

    /// The list that [`Self::as_list`] names: nothing that tells of a person is read from there.
    pub fn of_list(list: &str) -> Self {
        let none = Sealing::default();
        Self::of_text(&none.sealed(list), none)
    }

    /// The list of a view that was saved.
    #[must_use]
    pub fn of_view(&self, query: &str) -> Self {
        Self::of_text(query, self.sealing.clone())
    }

    /// What the API is asked for: the text of a query.
    pub fn api_query(&self) -> String {
        self.query.to_query()
    }

    /// What is asked of the API.
    pub const fn query(&self) -> &ServiceOrderQuery {
        &self.query
    }

    /// Its address.
    pub fn address(&self) -> String {
        Self::address_of(&self.query.to_query(), &self.sealing)
    }

    /// Where it is had as a workbook, all of it.
    pub fn export(&self) -> String {
        at(EXPORT_PATH, &self.sealed_whole())
    }

    /// Which list it is, wherever in it the page stands, as it may stand in addresses and in what browsers keep.
    pub fn sealed_whole(&self) -> String {
        self.sealing.sealed(&self.of_whole())
    }

    /// Which list it is, wherever in it the page stands: the query of its beginning.
    pub fn of_whole(&self) -> String {
        self.query.clone().from_the_start().to_query()
    }

    /// The same list with something else about it, from its beginning.
    #[must_use]
    pub fn with(&self, change: impl FnOnce(&mut ServiceOrderQuery)) -> Self {
        let mut query = self.query.clone().from_the_start();
        query.limit = self.query.limit;
        change(&mut query);
        self.showing(query)
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
        self.showing(ServiceOrderQuery {
            node: self.query.node,
            sort: self.query.sort,
            ..ServiceOrderQuery::default()
        })
    }

    fn showing(&self, query: ServiceOrderQuery) -> Self {
        Self {
            query,
            sealing: self.sealing.clone(),
        }
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

/// The address of a path with a query.
fn at(path: &str, query: &str) -> String {
    match query {
        "" => path.to_owned(),
        query => format!("{path}?{query}"),
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
    use aftercare_domain::values::service::ServiceType;

    use super::*;
    use crate::request::sealed::tests::sealing;

    fn of_address(address: &str) -> ListUrl {
        ListUrl::of_address(address, sealing())
    }

    // R-LST-1
    #[test]
    fn an_address_says_what_the_list_shows_and_back() {
        let address = "/service-orders?node=pending_review&service_type=return&sku=138&overdue=true&cursor=abc";
        let filter = of_address(address);
        assert_eq!(filter.query().node, Some(Node::PendingReview));
        assert_eq!(filter.query().service_type, Some(ServiceType::Return));
        assert_eq!(filter.address(), address);
        assert_eq!(
            filter.of_whole(),
            "node=pending_review&service_type=return&sku=138&overdue=true"
        );
        assert_eq!(
            filter.cleared().address(),
            "/service-orders?node=pending_review"
        );
        assert!(filter.is_filtered() && !filter.cleared().is_filtered());
    }

    #[test]
    fn days_are_days_of_the_marketplace() {
        let filter = of_address("/service-orders?from=2026-11-20&to=2026-11-20");
        assert_eq!(
            filter.address(),
            "/service-orders?applied_from=2026-11-19T16:00:00Z&applied_to=2026-11-20T16:00:00Z"
        );
    }

    // R-LST-1
    #[test]
    fn nothing_that_was_typed_of_a_person_stands_in_an_address() {
        let path = Screen::ServiceOrders.path();
        for typed in [
            "phone=13812345678&from=2026-11-20",
            "q=138%201234%205678&cursor=abc",
            "q=%E5%BC%A0%E4%B8%89&node=pending_review",
            "q=010-58230000&phone=0571-88886666",
        ] {
            let asked = of_address(&format!("{path}?{typed}"));
            let kept = ListUrl::sealed_address(path, typed, &sealing()).unwrap();
            let (_, kept_query) = kept.split_once('?').unwrap();
            assert_eq!(ListUrl::sealed_address(path, kept_query, &sealing()), None);
            assert_eq!(of_address(&kept), asked, "{kept}");
            assert_eq!(of_address(&asked.address()), asked);
            for address in [&kept, &asked.address(), &asked.export(), &asked.as_list()] {
                let tells = ["q=", "phone=", "5678", "58230000"];
                assert!(
                    tells.iter().all(|told| !address.contains(told)),
                    "{address}"
                );
            }
        }
        for (elsewhere, query) in [
            (path, ""),
            (path, "phone=5678&from=2026-11-20"),
            ("/", "q=13812345678"),
        ] {
            assert_eq!(ListUrl::sealed_address(elsewhere, query, &sealing()), None);
        }
    }

    // R-LST-3
    #[test]
    fn a_list_is_named_for_its_orders_unless_somebody_searched() {
        for address in [
            "/service-orders?node=pending_review&overdue=true&cursor=a%2Bb",
            "/service-orders",
        ] {
            let filter = of_address(address);
            assert_eq!(ListUrl::of_list(&filter.as_list()), filter);
        }
        for searched in ["q=13812345678", "phone=5678"] {
            let filter = of_address(&format!("/service-orders?{searched}"));
            assert_eq!(filter.as_list(), UNADDRESSED);
        }
        assert_eq!(
            ListUrl::of_list("q=13812345678&phone=0571-88886666"),
            ListUrl::default(),
            "what was searched for is not read from there either"
        );
    }

    #[test]
    fn nonsense_in_an_address_says_nothing() {
        let filter = of_address("/service-orders?node=nowhere&overdue=yes&from=x&a=b");
        assert_eq!(filter, ListUrl::default());
        assert_eq!(filter.address(), "/service-orders");
    }

    #[test]
    fn the_next_page_is_of_the_same_list() {
        let page: Page<()> = Page {
            items: Vec::new(),
            next_cursor: Some("a+b".to_owned()),
        };
        let next = |address| of_address(address).after(&page);
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
