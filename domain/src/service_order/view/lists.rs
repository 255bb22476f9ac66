//! What lists of service orders say of many at once.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Summary;
use crate::service_order::Node;

/// How many orders stand in each node, for what the caller may see.
pub type Counts = BTreeMap<Node, u64>;

/// What there is to do: of the orders that the caller may see, those that stand where staff act ([`Node::FOR_STAFF`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ToDo {
    /// How many orders are due within four hours, and not overdue.
    pub due_soon: u64,
    /// How many orders are past their deadline.
    pub overdue: u64,
    /// How many orders the consumer urged in their node.
    pub urged: u64,
    /// How many orders are held for a second look (R-EXC-2).
    pub held: u64,
    /// On how many orders the caller works (R-ASN-1).
    pub mine: u64,
    /// On how many orders nobody works.
    pub unassigned: u64,
}

/// Orders that have to do with one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Related {
    /// 历史服务单: of the goods with the same serial number, else of the same line.
    pub same_item: Vec<Summary>,
    /// 同订单服务单: of the same order of the marketplace.
    pub same_order: Vec<Summary>,
}
