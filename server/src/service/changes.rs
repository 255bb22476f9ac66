//! What changes, told to whoever follows: pages that are open, integrators that listen.

use std::sync::Arc;

use aftercare_domain::{
    channel::Channel,
    id::{ConsumerId, MerchantId},
    party::Actor,
    service_order::ServiceOrder,
    view::Changed,
};
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast;

use crate::db::DbError;

/// How many changes a follower may be behind before it misses some.
const BACKLOG: usize = 4096;

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

/// What a replica tells the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    /// Which replica.
    pub replica: String,
    /// What it changed.
    pub changes: Vec<Change>,
    /// Whether somebody's session or token was taken back.
    #[serde(default)]
    pub taken_back: bool,
}

impl News {
    /// As it is told.
    pub fn to_text(&self) -> Result<String, DbError> {
        serde_json::to_string(self)
            .map_err(|error| DbError::corrupt("events", "document", "news", error))
    }
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

    /// Whether somebody may be told.
    pub fn concerns(&self, actor: &Actor) -> bool {
        actor.may_see(&self.merchant, &self.consumer, self.channel)
    }
}

/// Tells changes to those who follow in this process. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Changes(broadcast::Sender<Arc<Change>>);

impl Default for Changes {
    fn default() -> Self {
        Self(broadcast::Sender::new(BACKLOG))
    }
}

impl Changes {
    /// Tells a change that is committed.
    pub fn tell(&self, change: Change) {
        // An error says that nobody follows.
        let _ = self.0.send(Arc::new(change));
    }

    /// Follows the changes from now on.
    pub fn follow(&self) -> broadcast::Receiver<Arc<Change>> {
        self.0.subscribe()
    }
}
