//! What changes, told to whoever follows: pages that are open, integrators that listen.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use aftercare_domain::{
    people::party::{Actor, Ownership},
    service_order::ServiceOrder,
    teamwork::notification::Notified,
    values::{
        channel::Channel,
        id::{ConsumerId, MerchantId, OrderNumber, Username},
    },
    view::Changed,
};
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast;

use crate::db::DbError;
use crate::service::teamwork::presence::{Heartbeat, RoomMembers};

/// How many things a follower may be behind before it misses some, and how many are told again to one that comes back.
const BACKLOG: usize = 4096;

/// A change of an order, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceOrderChange {
    /// What is told.
    pub changed: Changed,
    /// The order of the marketplace.
    pub order_number: OrderNumber,
    /// The order's merchant.
    pub merchant: MerchantId,
    /// Its consumer.
    pub consumer: ConsumerId,
    /// Its channel.
    pub channel: Channel,
}

/// Somebody's bell as it is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BellEvent {
    /// Whose.
    pub username: Username,
    /// What they are told.
    pub notified: Notified,
}

/// What a replica tells the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplicaMessage {
    /// Which replica.
    pub replica: String,
    /// What it changed.
    pub changes: Vec<ServiceOrderChange>,
    /// Whether somebody's session or token was taken back.
    #[serde(default)]
    pub taken_back: bool,
    /// Who opened an order, or closed it.
    #[serde(default)]
    pub signs: Vec<Heartbeat>,
    /// Whose bells rang.
    #[serde(default)]
    pub rings: Vec<BellEvent>,
}

impl ReplicaMessage {
    /// News of a replica, of nothing so far.
    pub fn of(replica: &str) -> Self {
        Self {
            replica: replica.to_owned(),
            changes: Vec::new(),
            taken_back: false,
            signs: Vec::new(),
            rings: Vec::new(),
        }
    }

    /// As it is told.
    pub fn to_text(&self) -> Result<String, DbError> {
        serde_json::to_string(self)
            .map_err(|error| DbError::corrupt("events", "document", "news", error))
    }
}

impl ServiceOrderChange {
    /// The change that led to an order as it is now.
    pub fn of(order: &ServiceOrder) -> Self {
        Self {
            changed: Changed {
                number: order.number.clone(),
                version: order.version,
                node: order.node(),
            },
            order_number: order.goods.order_number.clone(),
            merchant: order.goods.merchant.clone(),
            consumer: order.goods.consumer.clone(),
            channel: order.goods.channel,
        }
    }

    /// Whether somebody may be told.
    pub fn concerns(&self, actor: &Actor) -> bool {
        actor.may_see(Ownership {
            order: &self.order_number,
            merchant: &self.merchant,
            consumer: &self.consumer,
            channel: self.channel,
        })
    }
}

/// Something that followers are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LiveEvent {
    /// An order changed.
    Changed(ServiceOrderChange),
    /// Who is at an order changed.
    Gathered(RoomMembers),
    /// Somebody was notified, or read what they had been told.
    Rang(BellEvent),
}

/// Something that followers were told, and its place among all that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sequenced {
    /// Its place: later than that of whatever was told before.
    pub place: u64,
    /// What it is.
    pub told: LiveEvent,
}

/// Tells what happens to those who follow in this process, and remembers the last of it for those who lost their
/// connection (R-LIV-1). Cheap to clone.
///
/// Places are moments: microseconds since this began, each at least one after the one before. So whoever compares two of them
/// learns how long it was from one to the other, and not how much others were told in between.
#[derive(Debug, Clone)]
pub struct LiveHub {
    /// What tells places here from another server's.
    origin: Arc<str>,
    began: Instant,
    memory: Arc<Mutex<Backlog>>,
    followers: broadcast::Sender<Arc<Sequenced>>,
}

#[derive(Debug, Default)]
struct Backlog {
    /// The last place that anybody was given.
    last: u64,
    /// The place of the last thing that is not remembered any more.
    forgotten: u64,
    kept: VecDeque<Arc<Sequenced>>,
}

/// Following from a place on.
#[derive(Debug)]
pub struct Subscription {
    /// The place from which on everything comes.
    pub place: u64,
    /// What was told since the follower was there last.
    pub again: Vec<Arc<Sequenced>>,
    /// Whether something was told that nobody remembers any more.
    pub missed: bool,
    /// What is told from here on.
    pub coming: broadcast::Receiver<Arc<Sequenced>>,
}

impl LiveHub {
    /// Tells nobody anything yet.
    pub fn new(origin: Arc<str>) -> Self {
        Self {
            origin,
            began: Instant::now(),
            memory: Arc::default(),
            followers: broadcast::Sender::new(BACKLOG),
        }
    }

    /// Tells a change that is committed.
    pub fn publish_change(&self, change: ServiceOrderChange) {
        self.publish(LiveEvent::Changed(change));
    }

    /// Tells who is at an order.
    pub fn publish_presence(&self, gathering: RoomMembers) {
        self.publish(LiveEvent::Gathered(gathering));
    }

    /// Tells somebody of their bell.
    pub fn publish_bell(&self, ring: BellEvent) {
        self.publish(LiveEvent::Rang(ring));
    }

    fn publish(&self, told: LiveEvent) {
        let mut memory = self.lock();
        memory.last = self.moment().max(memory.last + 1);
        let numbered = Arc::new(Sequenced {
            place: memory.last,
            told,
        });
        if memory.kept.len() == BACKLOG
            && let Some(forgotten) = memory.kept.pop_front()
        {
            memory.forgotten = forgotten.place;
        }
        memory.kept.push_back(Arc::clone(&numbered));
        // Still under the lock, so that everybody hears it in this order. An error says that nobody follows.
        let _ = self.followers.send(numbered);
    }

    /// Follows from now on, or from the place on that an event's id names.
    pub fn follow(&self, since: Option<&str>) -> Subscription {
        let mut memory = self.lock();
        let here = self.here_in(&mut memory);
        let coming = self.followers.subscribe();
        let place = match since {
            None => Some(here),
            Some(id) => self
                .place(id)
                .filter(|place| (memory.forgotten..=here).contains(place)),
        };
        let again = match place {
            None => Vec::new(),
            Some(place) => {
                let later = memory.kept.iter().filter(|kept| kept.place > place);
                later.cloned().collect()
            }
        };
        Subscription {
            place: here,
            missed: place.is_none(),
            again,
            coming,
        }
    }

    /// The place of this moment: whoever follows from there is told all that comes after.
    pub fn last_id(&self) -> u64 {
        self.here_in(&mut self.lock())
    }

    /// Whatever is told from now on has a later place. That of what was told last would say when that was.
    fn here_in(&self, memory: &mut Backlog) -> u64 {
        memory.last = self.moment().max(memory.last);
        memory.last
    }

    fn moment(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_micros()).unwrap_or(u64::MAX)
    }

    /// The id of a place.
    pub fn id(&self, place: u64) -> String {
        format!("{}:{place}", self.origin)
    }

    /// The place that an id names; none where it is another server's.
    fn place(&self, id: &str) -> Option<u64> {
        let (origin, place) = id.rsplit_once(':')?;
        (origin == &*self.origin).then(|| place.parse().ok())?
    }

    fn lock(&self) -> MutexGuard<'_, Backlog> {
        // What a panic left behind is a memory all the same.
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
