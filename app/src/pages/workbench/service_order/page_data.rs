//! The data of the page: the order with its log, and what the tab needs.

use aftercare_domain::{
    refund::Refund,
    service_order::view::{LogLine, OrderRecord, OrderView, Summary},
    teamwork::reveal::Reveals,
};
use serde::{Deserialize, Serialize};

use super::{
    neighbours::{Neighbours, neighbours},
    order_state::{OrderData, load},
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
    Refunds(Result<Vec<Refund>, ApiError>),
    /// Service orders of the same item.
    History(OtherOrders),
    /// Service orders of the same order.
    SameOrder(OtherOrders),
}

/// Asks for what the page of an address shows.
pub async fn show(api: &Api, address: &PageUrl) -> Result<PageData, ApiError> {
    let number = &address.number;
    let log = api.service_order_log(number).await?;
    let newest = log.last().map(|line| line.sequence);
    // After the newest line it is as it is now.
    if let Some(at) = address.at.filter(|&at| Some(at) != newest) {
        let order = Box::new(api.service_order_at(number, at).await?);
        return Ok(PageData::AsOf { order, log });
    }
    let loaded = load(api, number, &log).await?;
    let related = api.related(number).await;
    let refunds = api
        .refunds(&QueryString::new().with("service_order", number.as_str()))
        .await
        .map(|page| page.items);
    let counts = TabCounts {
        log: log.len(),
        refunds: refunds.as_ref().map_or(0, Vec::len),
        history: related.as_ref().map_or(0, |found| found.same_item.len()),
        same_order: related.as_ref().map_or(0, |found| found.same_order.len()),
    };
    let part = match address.tab {
        Tab::Application => TabData::Application,
        Tab::Order => {
            let order_number = &loaded.basis.order.goods.order_number;
            TabData::Order(Box::new(api.order(&order_number.to_string()).await))
        }
        Tab::Log => TabData::Log(Box::new(api.reveals(number).await)),
        Tab::Refunds => TabData::Refunds(refunds),
        Tab::History => TabData::History(related.map(|found| found.same_item)),
        Tab::SameOrder => TabData::SameOrder(related.map(|found| found.same_order)),
    };
    Ok(PageData::Now(Box::new(CurrentOrder {
        row: neighbours(api, address).await,
        loaded,
        log,
        counts,
        part,
    })))
}
