//! The views of what stands around service orders.

use serde::{Deserialize, Serialize};

use crate::{
    people::party::{Actor, Party, Positions, Role},
    service_order::Node,
    values::{
        id::{ConsumerId, MerchantId, OrderNumber, StoreId, Username},
        number::ServiceOrderNumber,
        time::Timestamp,
    },
};

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The entries of this page, in the order of the list.
    pub items: Vec<T>,
    /// Where the next page begins; null on the last one.
    pub next_cursor: Option<String>,
}

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    /// The name by which they sign in; null for an API client.
    pub username: Option<Username>,
    /// Their name, as colleagues read it.
    pub name: String,
    /// The party for which they act.
    pub party: Party,
    /// The positions that they have with their merchant.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<crate::people::party::Position>))]
    pub positions: Positions,
    /// The merchant for which they act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merchant_id: Option<MerchantId>,
    /// The consumer that they are; left out for staff.
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
    /// The name of the reason, as commands and events have it.
    pub code: String,
    /// The reason in the caller's language.
    pub text: String,
    /// Whether photos should support the reason.
    pub evidence_required: bool,
    /// Whether a remark must explain it.
    pub remark_required: bool,
}

/// A carrier as published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CarrierView {
    /// The name of the carrier, as commands and events have it.
    pub code: String,
    /// The name of the carrier in the caller's language.
    pub name: String,
    /// What its numbers look like, a regular expression.
    pub tracking_pattern: String,
    /// The code that 快递100 uses.
    pub kuaidi100_code: String,
    /// The code of the carrier at 快递鸟.
    pub kdniao_code: String,
}

/// The clock of the sandbox, which can be moved.
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
    /// The id of the token; not the token itself.
    pub id: String,
    /// What the token is for, in the words of who made it.
    pub name: String,
    /// The merchant for which it acts; null for the platform.
    pub merchant_id: Option<MerchantId>,
    /// What the token may be used for.
    pub scopes: Vec<String>,
    /// When the token was made.
    pub created_at: Timestamp,
    /// When the token was taken back; null where it was not.
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
    /// The number of the service order that changed.
    pub number: ServiceOrderNumber,
    /// Its version now: how many events its log has.
    pub version: u32,
    /// The node in which it stands now.
    pub node: Node,
}
