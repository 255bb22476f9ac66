//! Tenancy: whose a record is, and whose records somebody may see.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Actor, Authority};
use crate::values::{
    channel::Channel,
    id::{ConsumerId, MerchantId, OrderNumber},
};

/// Whose a record is: all that tenancy asks of an order, of its service orders, and of what they lead to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// The order of the marketplace to which it belongs.
    pub order_number: OrderNumber,
    /// The merchant who sold.
    pub merchant: MerchantId,
    /// The consumer who bought.
    pub consumer: ConsumerId,
    /// The channel where the goods were sold.
    pub channel: Channel,
}

/// An [`Owner`] by reference, of a record that keeps the four among its own facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnerRef<'a> {
    /// The order of the marketplace to which it belongs.
    pub order_number: &'a OrderNumber,
    /// The merchant who sold.
    pub merchant: &'a MerchantId,
    /// The consumer who bought.
    pub consumer: &'a ConsumerId,
    /// The channel where the goods were sold.
    pub channel: Channel,
}

impl<'a> From<&'a Owner> for OwnerRef<'a> {
    fn from(owner: &'a Owner) -> Self {
        Self {
            order_number: &owner.order_number,
            merchant: &owner.merchant,
            consumer: &owner.consumer,
            channel: owner.channel,
        }
    }
}

impl From<OwnerRef<'_>> for Owner {
    fn from(owner: OwnerRef<'_>) -> Self {
        Self {
            order_number: owner.order_number.clone(),
            merchant: owner.merchant.clone(),
            consumer: owner.consumer.clone(),
            channel: owner.channel,
        }
    }
}

/// Whose records somebody may see: the one tenancy rule. A query of the server makes a condition of it, for a record that is
/// at hand [`Tenancy::covers`] asks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tenancy<'a> {
    /// A consumer's own, or those of the one order of the marketplace to which the consumer is confined.
    Consumer(&'a ConsumerId, Option<&'a OrderNumber>),
    /// A merchant's.
    Merchant(&'a MerchantId),
    /// Those of the channels that a store serves.
    Channels(&'a BTreeSet<Channel>),
    /// Everybody's.
    Platform,
    /// Nobody's.
    Nobody,
}

impl Tenancy<'_> {
    /// Whether a record that is owned so is within it.
    pub fn covers<'o>(self, owner: impl Into<OwnerRef<'o>>) -> bool {
        let owner = owner.into();
        match self {
            Self::Consumer(consumer, order) => {
                consumer == owner.consumer && order.is_none_or(|order| order == owner.order_number)
            }
            Self::Merchant(merchant) => merchant == owner.merchant,
            Self::Channels(channels) => channels.contains(&owner.channel),
            Self::Platform => true,
            Self::Nobody => false,
        }
    }
}

impl Actor {
    /// Whose records they may see.
    pub fn tenancy(&self) -> Tenancy<'_> {
        match self.authority() {
            Authority::Consumer(consumer, order) => Tenancy::Consumer(consumer, order),
            Authority::Merchant(merchant, _) => Tenancy::Merchant(merchant),
            Authority::Store(channels) => Tenancy::Channels(channels),
            Authority::Operator | Authority::System => Tenancy::Platform,
            Authority::ReturnCentre => Tenancy::Nobody,
        }
    }

    /// Whether they may see a record that is owned so.
    pub fn may_see<'o>(&self, owner: impl Into<OwnerRef<'o>>) -> bool {
        self.tenancy().covers(owner)
    }
}
