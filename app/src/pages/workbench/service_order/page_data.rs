//! The data of the page: the order with its log, and what the tab needs.

use aftercare_domain::{
    refund::RefundView,
    service_order::{
        Node,
        inspection::InspectionForm,
        view::{Basis, LogLine, OrderRecord, OrderView, Summary},
    },
    teamwork::reveal::Reveals,
};
use futures::join;
use serde::{Deserialize, Serialize};

use super::{
    neighbours::{Neighbours, neighbours},
    order_state::OrderData,
    page_url::{PageUrl, Tab},
    tab::TabCounts,
};
use crate::{
    api::{Api, ApiError},
    request::query::QueryString,
};

/// The order as it is, or as it was.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum PageData {
    /// As it is.
    Now(Box<CurrentOrder>),
    /// As it was.
    AsOf {
        /// The order.
        order: Box<OrderView>,
        /// Its whole log.
        log: Vec<LogLine>,
    },
}

/// The order as it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CurrentOrder {
    /// What its islands share.
    pub loaded: OrderData,
    /// Its log.
    pub log: Vec<LogLine>,
    /// How many things its tabs have.
    pub counts: TabCounts,
    /// Its neighbours in the list.
    pub row: Option<Neighbours>,
    /// What the tab shows.
    pub part: TabData,
}

/// Other service orders, or why they can't be had.
pub type OtherOrders = Result<Vec<Summary>, ApiError>;

/// What a tab shows besides the order and its log. When it can't be loaded the tab says so, and the rest of the page is
/// shown.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum TabData {
    /// The order itself is all.
    Application,
    /// The order of the marketplace.
    Order(Box<Result<OrderRecord, ApiError>>),
    /// Who was told its personal data, besides the log.
    Log(Box<Result<Reveals, ApiError>>),
    /// Its refunds.
    Refunds(Result<Vec<RefundView>, ApiError>),
    /// Service orders of the same item.
    History(OtherOrders),
    /// Service orders of the same order.
    SameOrder(OtherOrders),
}

/// Asks for what the page of an address shows.
pub async fn show(api: &Api, address: &PageUrl) -> Result<PageData, ApiError> {
    if let Some(at) = address.at {
        let log = api.service_order_log(&address.number).await?;
        // After the newest line it is as it is now.
        if log.last().map(|line| line.sequence) != Some(at) {
            let order = Box::new(api.service_order_at(&address.number, at).await?);
            return Ok(PageData::AsOf { order, log });
        }
    }
    show_current(api, address).await
}

/// Asks for an order as it is. What does not depend on an answer is asked for at the same time.
async fn show_current(api: &Api, address: &PageUrl) -> Result<PageData, ApiError> {
    let number = &address.number;
    let own = QueryString::new().with("service_order", number.as_str());
    let (log, basis, drafts, related, refunds, row) = join!(
        api.service_order_log(number),
        api.service_order_basis(number),
        api.drafts(number),
        api.related(number),
        api.refunds(&own),
        neighbours(api, address),
    );
    let (log, basis) = (log?, basis?);
    let refunds = refunds.map(|page| page.items);
    let counts = TabCounts {
        log: log.len(),
        refunds: refunds.as_ref().map_or(0, Vec::len),
        history: related.as_ref().map_or(0, |found| found.same_item.len()),
        same_order: related.as_ref().map_or(0, |found| found.same_order.len()),
    };
    let part = async {
        match address.tab {
            Tab::Application => TabData::Application,
            Tab::Order => {
                let order_number = basis.order.goods.order_number.to_string();
                TabData::Order(Box::new(api.order(&order_number).await))
            }
            Tab::Log => TabData::Log(Box::new(api.reveals(number).await)),
            Tab::Refunds => TabData::Refunds(refunds),
            Tab::History => TabData::History(related.map(|found| found.same_item)),
            Tab::SameOrder => TabData::SameOrder(related.map(|found| found.same_order)),
        }
    };
    let (inspection_form, part) = join!(inspection_form(api, &basis), part);
    Ok(PageData::Now(Box::new(CurrentOrder {
        loaded: OrderData {
            visited: log.iter().map(|line| line.result).collect(),
            inspection_form: inspection_form?,
            // Without its drafts an order can be worked on all the same.
            drafts: drafts.map_or_else(|_| Vec::new(), |drafts| drafts.items),
            basis,
        },
        row,
        log,
        counts,
        part,
    })))
}

/// The template of the inspection, while the order waits for it.
async fn inspection_form(api: &Api, basis: &Basis) -> Result<Option<InspectionForm>, ApiError> {
    match basis.order.node() {
        Node::PendingInspection => {
            let number = basis.order.number.as_str();
            api.inspection_form(number).await.map(Some)
        }
        Node::PendingReview
        | Node::PendingShipment
        | Node::PendingReceipt
        | Node::PendingException
        | Node::PendingHandling
        | Node::InRepair
        | Node::PendingReturn
        | Node::Completed
        | Node::Cancelled
        | Node::Declined => Ok(None),
    }
}
