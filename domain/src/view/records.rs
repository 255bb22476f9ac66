//! The views of what stands around service orders.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{OrderView, Summary};
use crate::{
    id::{ConsumerId, MerchantId, OrderNumber, StoreId, Username},
    number::ServiceOrderNumber,
    party::{Actor, Party, Positions, Role},
    service_order::{Node, effect::Effect},
    time::Timestamp,
};

use super::LogLine;

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The entries.
    pub items: Vec<T>,
    /// Where the next page begins; null on the last one.
    pub next_cursor: Option<String>,
}

/// How many orders stand in each node, for what the caller may see.
pub type Counts = BTreeMap<Node, u64>;

/// What there is to do: of the orders that the caller may see, those that stand where staff act ([`Node::FOR_STAFF`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ToDo {
    /// Due within four hours, and not overdue.
    pub due_soon: u64,
    /// Overdue.
    pub overdue: u64,
    /// The consumer urged.
    pub urged: u64,
    /// Held for a second look (R-EXC-2).
    pub held: u64,
    /// The caller works on them (R-ASN-1).
    pub mine: u64,
    /// Nobody works on them.
    pub unassigned: u64,
}

/// What a command would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Preview {
    /// The order as it would be.
    pub order: OrderView,
    /// The lines that its log would get.
    pub events: Vec<LogLine>,
    /// What would follow.
    pub effects: Vec<Effect>,
}

/// The result of one command of a batch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BatchResult {
    /// The order.
    pub number: String,
    /// The status that the command alone would have been answered with.
    pub status: u16,
    /// The order after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderView>,
    /// The problem, where it was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schema::problem))]
    pub problem: Option<Value>,
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

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    /// The name by which they sign in; null for an API client.
    pub username: Option<Username>,
    /// Their name.
    pub name: String,
    /// Their party.
    pub party: Party,
    /// What they are there for.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<crate::party::Position>))]
    pub positions: Positions,
    /// The merchant for which they act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merchant_id: Option<MerchantId>,
    /// The consumer that they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consumer_id: Option<ConsumerId>,
    /// The one order that they may see, when they came by its link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_number: Option<OrderNumber>,
    /// The store for which they act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub store_id: Option<StoreId>,
}

impl Me {
    /// The person who acts, as they see themselves.
    pub fn of(actor: Actor) -> Self {
        let mut me = Self {
            party: actor.party(),
            username: actor.username,
            name: actor.name,
            positions: Positions::new(),
            merchant_id: None,
            consumer_id: None,
            order_number: None,
            store_id: None,
        };
        match actor.role {
            Role::Consumer { consumer, order } => {
                // Who came by a link has no name to sign in with: their id tells them apart as well.
                me.username = me
                    .username
                    .or_else(|| Username::parse(consumer.as_str()).ok());
                me.consumer_id = Some(consumer);
                me.order_number = order;
            }
            Role::Merchant {
                merchant,
                positions,
            } => {
                me.merchant_id = Some(merchant);
                me.positions = positions;
            }
            Role::Store { store, .. } => me.store_id = Some(store),
            Role::ApiClient { merchant, .. } => me.merchant_id = merchant,
            Role::Operator | Role::ReturnCentre | Role::System { .. } => {}
        }
        me
    }

    /// What tells them from anybody else who signs in at the same browser. A consumer who comes by a link is the one who signs
    /// in by name.
    pub fn person(&self) -> String {
        let consumer = self.consumer_id.as_ref().map(ConsumerId::as_str);
        let own = consumer.or(self.username.as_ref().map(Username::as_str));
        format!("{}:{}", self.party.name(), own.unwrap_or_default())
    }
}

/// A reason as the lists publish it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReasonView {
    /// The code.
    pub code: String,
    /// In the caller's language.
    pub text: String,
    /// Whether photos should support it.
    pub evidence_required: bool,
    /// Whether a remark must explain it.
    pub remark_required: bool,
}

/// A carrier as published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CarrierView {
    /// The code.
    pub code: String,
    /// In the caller's language.
    pub name: String,
    /// What its numbers look like, a regular expression.
    pub tracking_pattern: String,
    /// The code that 快递100 uses.
    pub kuaidi100_code: String,
    /// The code that 快递鸟 uses.
    pub kdniao_code: String,
}

/// The sandbox clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClockView {
    /// The time that orders, deadlines and reports see.
    pub now: Timestamp,
}

/// A signed link by which a consumer arrives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsumerLinkView {
    /// Where to send them.
    pub url: String,
    /// Until when it works.
    pub expires_at: Timestamp,
}

/// A token of an integrator, without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TokenView {
    /// Its id.
    pub id: String,
    /// What it is for.
    pub name: String,
    /// The merchant for which it acts; null for the platform.
    pub merchant_id: Option<MerchantId>,
    /// What it may do.
    pub scopes: Vec<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
    /// When it ends; null for one that was made before tokens had an end.
    #[serde(default)]
    pub expires_at: Option<Timestamp>,
    /// When it was used last, to ten minutes; null before its first use.
    #[serde(default)]
    pub last_used_at: Option<Timestamp>,
    /// The secret; only in the answer that made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
}

/// Something changed about a service order: the live stream tells of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Changed {
    /// Which.
    pub number: ServiceOrderNumber,
    /// Its version now.
    pub version: u32,
    /// Where it stands now.
    pub node: Node,
}
