//! Rate limits: a number of requests a minute, which becomes available again evenly.
//!
//! A caller who was quiet may send a whole minute's requests at once; beyond that the answer says when the next one is
//! allowed (the generic cell rate algorithm, which keeps one time for each caller).

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
};

use aftercare_domain::{people::party::Organisation, values::time::Timestamp};

use super::{caller::Caller, network::Network};
use crate::config::Limits;

const MINUTE_US: i64 = 60_000_000;
/// How many callers of a kind are remembered; beyond, those not seen lately are forgotten.
const MOST: usize = 100_000;

/// The requests of the last minute. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Rates(Arc<Mutex<RateTable>>);

#[derive(Debug, Default)]
struct RateTable {
    people: Rate<String>,
    sides: Rate<Organisation>,
    networks: Rate<Network>,
}

/// A request beyond a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateExceeded {
    /// Whose limit it is.
    pub of: Limited,
    /// How many requests it allows a minute.
    pub limit: u32,
    /// When to try again.
    pub retry_after_seconds: u64,
}

/// Whose requests are counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limited {
    /// One person's, or one token's.
    Person,
    /// All people and tokens of an organisation.
    Side,
    /// All requests from a network without a session.
    Network,
}

impl Rates {
    /// Counts a request of a caller, or refuses it.
    pub fn count(
        &self,
        caller: &Caller,
        limits: &Limits,
        at: Timestamp,
    ) -> Result<(), RateExceeded> {
        let mut memory = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let limit = limits.requests_a_minute_a_person;
        let person = memory.people.count(&caller.id, limit, at);
        person.map_err(|seconds| Limited::Person.beyond(limit, seconds))?;
        let Some(side) = Organisation::acted_for(&caller.actor) else {
            return Ok(());
        };
        let limit = limits.requests_a_minute_a_side;
        let side = memory.sides.count(&side, limit, at);
        side.map_err(|seconds| Limited::Side.beyond(limit, seconds))
    }

    /// Counts a request without a session by its network, or refuses it.
    pub fn count_network(
        &self,
        network: Network,
        limits: &Limits,
        at: Timestamp,
    ) -> Result<(), RateExceeded> {
        let mut memory = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let limit = limits.requests_a_minute_a_network;
        let counted = memory.networks.count(&network, limit, at);
        counted.map_err(|seconds| Limited::Network.beyond(limit, seconds))
    }
}

impl Limited {
    const fn beyond(self, limit: u32, retry_after_seconds: u64) -> RateExceeded {
        RateExceeded {
            of: self,
            limit,
            retry_after_seconds,
        }
    }
}

/// When the next request of each would be due if they came evenly, in microseconds.
#[derive(Debug)]
struct Rate<K> {
    due_us: HashMap<K, i64>,
    swept_at: usize,
}

impl<K> Default for Rate<K> {
    fn default() -> Self {
        Self {
            due_us: HashMap::new(),
            swept_at: MOST / 100,
        }
    }
}

impl<K: Eq + Hash + Clone> Rate<K> {
    fn count(&mut self, who: &K, limit: u32, at: Timestamp) -> Result<(), u64> {
        let now = at.ms() * 1000;
        let each = MINUTE_US / i64::from(limit.max(1));
        if !self.due_us.contains_key(who) && !self.has_room(now) {
            return Ok(());
        }
        let due = self.due_us.entry(who.clone()).or_insert(now);
        let next = (*due).max(now) + each;
        let early = next - now - MINUTE_US;
        if early > 0 {
            let seconds = u64::try_from(early).unwrap_or(0).div_ceil(1_000_000);
            return Err(seconds);
        }
        *due = next;
        Ok(())
    }

    /// Now and then forgets callers whose limit is fully available again.
    fn has_room(&mut self, now: i64) -> bool {
        if self.due_us.len() >= self.swept_at {
            self.due_us.retain(|_, due| *due > now);
            self.swept_at = (self.due_us.len() * 2).clamp(MOST / 100, MOST);
        }
        self.due_us.len() < MOST
    }
}

#[cfg(test)]
mod tests {
    use aftercare_domain::{
        people::party::{Actor, Role, TokenSight},
        values::id::MerchantId,
    };

    use super::*;

    fn at(ms: i64) -> Timestamp {
        Timestamp::from_ms(ms)
    }

    #[test]
    fn a_minutes_requests_come_at_once_and_then_one_by_one() {
        let mut rate = Rate::default();
        for _ in 0..600 {
            assert_eq!(rate.count(&"a", 600, at(0)), Ok(()));
        }
        assert_eq!(rate.count(&"a", 600, at(0)), Err(1));
        assert_eq!(rate.count(&"b", 600, at(0)), Ok(()));
        assert_eq!(rate.count(&"a", 600, at(99)), Err(1));
        assert_eq!(rate.count(&"a", 600, at(100)), Ok(()));
        assert_eq!(rate.count(&"a", 600, at(100)), Err(1));
        // After a quiet minute all of them are good again, and no more than that.
        let quiet = at(3_600_000);
        assert!((0..600).all(|_| rate.count(&"a", 600, quiet).is_ok()));
        assert_eq!(rate.count(&"a", 600, quiet), Err(1));
    }

    #[test]
    fn who_asks_once_a_minute_is_told_to_wait_for_one() {
        let mut rate = Rate::default();
        assert_eq!(rate.count(&"a", 1, at(0)), Ok(()));
        assert_eq!(rate.count(&"a", 1, at(10_500)), Err(50));
        assert_eq!(rate.count(&"a", 1, at(60_000)), Ok(()));
    }

    #[test]
    fn those_who_are_quiet_are_forgotten() {
        let mut rate = Rate::default();
        for who in 0..5_000 {
            let now = at(i64::from(who) * 1000);
            assert_eq!(rate.count(&who, 600, now), Ok(()));
        }
        assert!(rate.due_us.len() <= MOST / 100, "{}", rate.due_us.len());
    }

    fn token(id: &str, merchant: &str) -> Caller {
        Caller {
            actor: Actor {
                name: "ERP".to_owned(),
                username: None,
                role: Role::ApiClient {
                    merchant: Some(MerchantId::parse(merchant).unwrap()),
                    shown: TokenSight::Masked,
                },
            },
            id: id.to_owned(),
            scopes: None,
            ends_at: None,
        }
    }

    #[test]
    fn a_side_shares_its_limit_and_leaves_that_of_others_alone() {
        let rates = Rates::default();
        let limits = Limits {
            requests_a_minute_a_person: 2,
            requests_a_minute_a_side: 3,
            ..Limits::default()
        };
        let asked = |id: &str, merchant: &str| {
            let counted = rates.count(&token(id, merchant), &limits, at(0));
            counted.map_err(|refused| (refused.of, refused.retry_after_seconds))
        };
        assert_eq!(asked("t-1", "m-1"), Ok(()));
        assert_eq!(asked("t-1", "m-1"), Ok(()));
        assert_eq!(asked("t-1", "m-1"), Err((Limited::Person, 30)));
        assert_eq!(asked("t-2", "m-1"), Ok(()));
        assert_eq!(asked("t-3", "m-1"), Err((Limited::Side, 20)));
        assert_eq!(asked("t-4", "m-2"), Ok(()));
    }
}
