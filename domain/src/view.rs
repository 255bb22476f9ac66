//! What is told of no record: who is signed in, and that something changed.

use serde::{Deserialize, Serialize};

use crate::{
    people::party::{Actor, Party, Positions, Role},
    service_order::Node,
    values::{
        id::{ConsumerId, MerchantId, OrderNumber, StoreId, Username},
        number::ServiceOrderNumber,
    },
};

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
