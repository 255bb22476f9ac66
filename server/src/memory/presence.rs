//! Presence: which colleagues have which order open, as far as this process has heard of it. All of it is gone with the server.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use aftercare_domain::{
    people::party::{Actor, Organisation},
    teamwork::presence::{Colleague, Gathered, Others},
    values::{
        id::Username,
        number::ServiceOrderNumber,
        time::{Span, Timestamp},
    },
};
use serde::{Deserialize, Serialize};

/// Without a heartbeat for this time somebody counts as gone: two of them may get lost.
const SILENCE: Span = Span::milliseconds(45_000);

/// How many orders have presence at most.
const GATHERINGS: usize = 20_000;

/// Where colleagues see each other: one organisation at one order.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct OrderRoom {
    /// The order.
    pub number: ServiceOrderNumber,
    /// The side.
    pub side: Organisation,
}

/// A heartbeat, or that somebody left, as replicas tell each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heartbeat {
    /// Where.
    pub place: OrderRoom,
    /// Who: one person, whatever they look through.
    pub username: Username,
    /// How they look to others; none when they left.
    pub here: Option<Colleague>,
}

/// Those who have an order open, as the live stream publishes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomMembers {
    /// Where.
    pub place: OrderRoom,
    /// Who, by the names with which they sign in.
    pub people: BTreeMap<Username, Colleague>,
}

/// Who has which order open. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Presence(Arc<Mutex<HashMap<OrderRoom, BTreeMap<Username, Member>>>>);

#[derive(Debug, Clone)]
struct Member {
    colleague: Colleague,
    /// Real time of the last sign of life.
    heard_at: Timestamp,
}

impl Presence {
    fn lock(&self) -> MutexGuard<'_, HashMap<OrderRoom, BTreeMap<Username, Member>>> {
        // What a panic left behind is a map all the same.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records a heartbeat; returns who is there when that changed.
    pub fn receive(&self, sign: &Heartbeat, real_now: Timestamp) -> Option<RoomMembers> {
        let mut places = self.lock();
        let is_known = places.contains_key(&sign.place);
        if !is_known && (sign.here.is_none() || places.len() >= GATHERINGS) {
            return None;
        }
        let people = places.entry(sign.place.clone()).or_default();
        let before = names(people);
        people.retain(|_, seen| !seen.is_silent(real_now));
        match &sign.here {
            None => {
                people.remove(&sign.username);
            }
            Some(colleague) => {
                // A second tab keeps the time of the first.
                let since = people
                    .get(&sign.username)
                    .map_or(colleague.since, |seen| seen.colleague.since);
                let seen = Member {
                    colleague: Colleague {
                        since,
                        ..colleague.clone()
                    },
                    heard_at: real_now,
                };
                people.insert(sign.username.clone(), seen);
            }
        }
        let after = names(people);
        if after.is_empty() {
            places.remove(&sign.place);
        }
        (after != before).then(|| RoomMembers {
            place: sign.place.clone(),
            people: after,
        })
    }

    /// Removes those whose heartbeats stopped; returns who is left where somebody was removed.
    pub fn remove_silent(&self, real_now: Timestamp) -> Vec<RoomMembers> {
        let mut left = Vec::new();
        self.lock().retain(|place, people| {
            let before = people.len();
            people.retain(|_, seen| !seen.is_silent(real_now));
            if people.len() != before && !people.is_empty() {
                left.push(RoomMembers {
                    place: place.clone(),
                    people: names(people),
                });
            }
            !people.is_empty()
        });
        left
    }

    /// Who else has the order open.
    pub(crate) fn others(
        &self,
        place: &OrderRoom,
        username: &Username,
        real_now: Timestamp,
    ) -> Others {
        let mut people = self.lock().get(place).cloned().unwrap_or_default();
        people.retain(|_, seen| !seen.is_silent(real_now));
        Others {
            others: others(&names(&people), username),
        }
    }
}

impl Member {
    fn is_silent(&self, real_now: Timestamp) -> bool {
        Span::between(self.heard_at, real_now) > SILENCE
    }
}

fn names(people: &BTreeMap<Username, Member>) -> BTreeMap<Username, Colleague> {
    people
        .iter()
        .map(|(username, seen)| (username.clone(), seen.colleague.clone()))
        .collect()
}

fn others(people: &BTreeMap<Username, Colleague>, username: &Username) -> Vec<Colleague> {
    let mut others: Vec<Colleague> = people
        .iter()
        .filter(|(other, _)| *other != username)
        .map(|(_, colleague)| colleague.clone())
        .collect();
    others.sort_by_key(|colleague| colleague.since);
    others
}

impl RoomMembers {
    /// What a member sees; none for everybody else.
    pub fn as_seen_by(&self, actor: &Actor) -> Option<Gathered> {
        let username = actor.username.as_ref()?;
        if Organisation::of(actor)? != self.place.side || !self.people.contains_key(username) {
            return None;
        }
        Some(Gathered {
            number: self.place.number.clone(),
            others: others(&self.people, username),
        })
    }
}
