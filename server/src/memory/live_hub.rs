//! The live hub: publishes what changes to subscribers, which are open pages and integrators.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use aftercare_domain::{
    people::party::{Actor, Owner},
    service_order::ServiceOrder,
    teamwork::notification::Notified,
    values::id::Username,
    view::Changed,
};
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast;

use crate::{
    db::DbError,
    memory::presence::{Heartbeat, RoomMembers},
};

/// How many events a subscriber may be behind before it misses some, and how many are kept for those who reconnect.
const BACKLOG: usize = 4096;

/// A change of a service order, and whose order it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceOrderChange {
    /// What is told.
    pub changed: Changed,
    /// Whose the order is.
    #[serde(flatten)]
    pub owner: Owner,
}

/// Somebody's notifications as they are now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BellEvent {
    /// Whose.
    pub username: Username,
    /// Their count and the latest one.
    pub notified: Notified,
}

/// A message of a replica to the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplicaMessage {
    /// Which replica.
    pub replica: String,
    /// The changes.
    pub changes: Vec<ServiceOrderChange>,
    /// Whether a session or token was revoked.
    #[serde(default)]
    pub taken_back: bool,
    /// Heartbeats: who has which order open.
    #[serde(default)]
    pub signs: Vec<Heartbeat>,
    /// Notifications that changed.
    #[serde(default)]
    pub rings: Vec<BellEvent>,
}

impl ReplicaMessage {
    /// An empty message of a replica.
    pub fn of(replica: &str) -> Self {
        Self {
            replica: replica.to_owned(),
            changes: Vec::new(),
            taken_back: false,
            signs: Vec::new(),
            rings: Vec::new(),
        }
    }

    /// Its JSON text.
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
            owner: order.goods.owner().into(),
        }
    }

    /// Whether somebody may see the change.
    pub fn concerns(&self, actor: &Actor) -> bool {
        actor.may_see(&self.owner)
    }
}

/// An event of the live stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LiveEvent {
    /// An order changed.
    Changed(ServiceOrderChange),
    /// The colleagues at an order changed.
    Gathered(RoomMembers),
    /// Somebody got a notification, or read one.
    Rang(BellEvent),
}

/// An event with its place in the stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sequenced {
    /// Its place, greater than that of all events before.
    pub place: u64,
    /// What it is.
    pub told: LiveEvent,
}

/// Publishes events to the subscribers of this process, and keeps the last ones for those who reconnect (R-LIV-1).
/// Cheap to clone.
///
/// Places are moments: microseconds since this began, each at least one after the one before. So whoever compares two of them
/// learns how long it was from one to the other, and not how much others were told in between.
#[derive(Debug, Clone)]
pub struct LiveHub {
    /// Identifies this server, since places of another one mean nothing here.
    origin: Arc<str>,
    began: Instant,
    memory: Arc<Mutex<Backlog>>,
    followers: broadcast::Sender<Arc<Sequenced>>,
}

#[derive(Debug, Default)]
struct Backlog {
    /// The last place that was given out.
    last: u64,
    /// The place of the last event that was dropped from the backlog.
    forgotten: u64,
    kept: VecDeque<Arc<Sequenced>>,
}

/// A subscription from a place on.
#[derive(Debug)]
pub struct Subscription {
    /// From here on the subscription is complete.
    pub place: u64,
    /// The events since the subscriber was connected last.
    pub again: Vec<Arc<Sequenced>>,
    /// Whether events since then were dropped.
    pub missed: bool,
    /// The events from here on.
    pub coming: broadcast::Receiver<Arc<Sequenced>>,
}

impl LiveHub {
    /// A hub without subscribers.
    pub fn new(origin: Arc<str>) -> Self {
        Self {
            origin,
            began: Instant::now(),
            memory: Arc::default(),
            followers: broadcast::Sender::new(BACKLOG),
        }
    }

    /// Publishes a committed change.
    pub fn publish_change(&self, change: ServiceOrderChange) {
        self.publish(LiveEvent::Changed(change));
    }

    /// Publishes who is at an order.
    pub fn publish_presence(&self, gathering: RoomMembers) {
        self.publish(LiveEvent::Gathered(gathering));
    }

    /// Publishes somebody's notifications to them.
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
        // Sent under the lock, so that all subscribers get the same order. An error means that there is no subscriber.
        let _ = self.followers.send(numbered);
    }

    /// Subscribes from now on, or from the place that the id of an event names.
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

    /// The place of this moment: a subscription from there gets all later events.
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
        // A panic while locked leaves the data usable.
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
