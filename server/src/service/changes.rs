//! What changes: told after it is committed, to whoever listens and may see it.

use aftercare_domain::{
    channel::Channel,
    id::{ConsumerId, MerchantId},
    party::Actor,
    service_order::ServiceOrder,
    view::Changed,
};
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast;

/// How many changes a listener may be behind. One that is further behind looks at everything anew.
const KEPT: usize = 4096;

/// A change of an order, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What is told.
    pub changed: Changed,
    /// The order's merchant.
    pub merchant: MerchantId,
    /// Its consumer.
    pub consumer: ConsumerId,
    /// Its channel.
    pub channel: Channel,
}

impl Change {
    /// The change that led to an order as it is now.
    pub fn of(order: &ServiceOrder) -> Self {
        Self {
            changed: Changed {
                number: order.number.clone(),
                version: order.version,
                node: order.node(),
            },
            merchant: order.goods.merchant.clone(),
            consumer: order.goods.consumer.clone(),
            channel: order.goods.channel,
        }
    }

    /// Whether somebody may be told of it.
    pub fn is_for(&self, actor: &Actor) -> bool {
        actor.may_see(&self.merchant, &self.consumer, self.channel)
    }
}

/// Tells of changes and lets others listen. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Changes(broadcast::Sender<Change>);

impl Default for Changes {
    fn default() -> Self {
        Self(broadcast::Sender::new(KEPT))
    }
}

impl Changes {
    /// Tells of a change.
    pub fn tell(&self, change: Change) {
        // An error says that nobody listens.
        let _ = self.0.send(change);
    }

    /// Listens from now on.
    pub fn listen(&self) -> broadcast::Receiver<Change> {
        self.0.subscribe()
    }
}
