//! How often somebody may try a password.
//!
//! Who tries a name from one place may fail so often, and then waits until a quarter of an hour is over: that locks out
//! whoever guesses, and nobody else. A name that fails from many places, and a place from which many names fail, are
//! slowed down: a second between two attempts, two, four, up to half a minute. A device on which that person signed in
//! before (a cookie says so that only we can have signed) is counted by itself, so that nobody's guesses elsewhere keep
//! it out.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
};

use aftercare_domain::values::time::{Span, Timestamp};

use crate::memory::network::Network;

/// Within this time attempts count.
const WINDOW: Span = Span::minutes(15);
/// Failures that one name may have from one place, or from one device, within it.
const BY_PLACE: u32 = 10;
/// Failures after which a name is slowed down, wherever they come from.
const BY_NAME: u32 = 10;
/// Failures after which a place is slowed down, whatever the names: many people can share one.
const BY_NETWORK: u32 = 100;
/// The longest time between two attempts of who is slowed down, in seconds.
const SLOWEST_SECONDS: u64 = 30;
/// How many of each kind are remembered, so that nobody fills our memory with invented names.
const REMEMBERED: usize = 20_000;

/// Somebody who tries a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// The name that they try.
    pub name: String,
    /// Where they ask from.
    pub network: Option<Network>,
    /// The device, where this person signed in there before.
    pub device: Option<String>,
}

/// Attempts of the last minutes that did not succeed. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Attempts(Arc<Mutex<FailedAttempts>>);

#[derive(Debug, Default)]
struct FailedAttempts {
    devices: AttemptCounts<(String, String)>,
    places: AttemptCounts<(String, Option<Network>)>,
    names: AttemptCounts<String>,
    networks: AttemptCounts<Network>,
}

impl Attempts {
    /// Counts an attempt as failed until it has succeeded, or says in how many seconds to try again.
    pub fn begin(&self, attempt: &Attempt, at: Timestamp) -> Result<(), u64> {
        let mut memory = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Attempt {
            name,
            network,
            device,
        } = attempt.clone();
        if let Some(device) = device {
            let own = (name, device);
            memory.devices.closed(&own, BY_PLACE, at)?;
            memory.devices.add(own, at);
            return Ok(());
        }
        let place = (name.clone(), network);
        memory.places.closed(&place, BY_PLACE, at)?;
        memory.names.slowed(&name, BY_NAME, at)?;
        if let Some(network) = network {
            memory.networks.slowed(&network, BY_NETWORK, at)?;
            memory.networks.add(network, at);
        }
        memory.places.add(place, at);
        memory.names.add(name, at);
        Ok(())
    }

    /// Takes back what [`Attempts::begin`] counted: who tried starts anew there. What others tried of the same name, and the
    /// same place of other names, still counts.
    pub fn succeeded(&self, attempt: &Attempt) {
        let mut memory = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Attempt {
            name,
            network,
            device,
        } = attempt.clone();
        if let Some(device) = device {
            memory.devices.0.remove(&(name, device));
            return;
        }
        memory.names.take_back(&name);
        if let Some(network) = &network {
            memory.networks.take_back(network);
        }
        memory.places.0.remove(&(name, network));
    }
}

#[derive(Debug, Clone, Copy)]
struct AttemptCount {
    since: Timestamp,
    last: Timestamp,
    failures: u32,
}

impl AttemptCount {
    fn is_recent(&self, at: Timestamp) -> bool {
        Span::between(self.since, at) < WINDOW
    }
}

#[derive(Debug)]
struct AttemptCounts<K>(HashMap<K, AttemptCount>);

impl<K> Default for AttemptCounts<K> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<K: Eq + Hash + Clone> AttemptCounts<K> {
    fn recent(&self, who: &K, at: Timestamp) -> Option<AttemptCount> {
        self.0.get(who).copied().filter(|count| count.is_recent(at))
    }

    /// In how many seconds a caller with so many failures may try again.
    fn closed(&self, who: &K, allowed: u32, at: Timestamp) -> Result<(), u64> {
        match self.recent(who, at) {
            Some(count) if count.failures >= allowed => {
                Err(seconds_until(WINDOW.after(count.since), at).max(1))
            }
            Some(_) | None => Ok(()),
        }
    }

    /// In how many seconds the next attempt is allowed after so many failures: twice as long each time.
    fn slowed(&self, who: &K, allowed: u32, at: Timestamp) -> Result<(), u64> {
        let Some(count) = self.recent(who, at) else {
            return Ok(());
        };
        let Some(beyond) = count.failures.checked_sub(allowed) else {
            return Ok(());
        };
        let seconds = 1_u64
            .checked_shl(beyond)
            .map_or(SLOWEST_SECONDS, |seconds| seconds.clamp(1, SLOWEST_SECONDS));
        let pause = Span::milliseconds(i64::try_from(seconds * 1000).unwrap_or(i64::MAX));
        match seconds_until(pause.after(count.last), at) {
            0 => Ok(()),
            left => Err(left),
        }
    }

    fn add(&mut self, who: K, at: Timestamp) {
        if !self.0.contains_key(&who) {
            self.make_room(at);
        }
        let new = AttemptCount {
            since: at,
            last: at,
            failures: 0,
        };
        let count = self.0.entry(who).or_insert(new);
        if !count.is_recent(at) {
            *count = new;
        }
        count.failures += 1;
        count.last = at;
    }

    fn take_back(&mut self, who: &K) {
        if let Some(count) = self.0.get_mut(who) {
            count.failures = count.failures.saturating_sub(1);
        }
    }

    /// Where too many are remembered, those are forgotten whose time is over, and then those who failed least and longest ago:
    /// who is being kept out or slowed down stays so, however many names are invented.
    fn make_room(&mut self, at: Timestamp) {
        if self.0.len() < REMEMBERED {
            return;
        }
        self.0.retain(|_, count| count.is_recent(at));
        if self.0.len() < REMEMBERED {
            return;
        }
        let mut all: Vec<(u32, Timestamp, K)> = self
            .0
            .iter()
            .map(|(who, count)| (count.failures, count.last, who.clone()))
            .collect();
        let quarter = all.len() / 4;
        all.select_nth_unstable_by_key(quarter, |(failures, last, _)| (*failures, *last));
        for (_, _, who) in all.into_iter().take(quarter) {
            self.0.remove(&who);
        }
    }
}

/// How many seconds are left until a time, a part of one being one.
fn seconds_until(until: Timestamp, at: Timestamp) -> u64 {
    let left = Span::between(at, until);
    u64::try_from(left.ms()).unwrap_or(0).div_ceil(1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attempt(name: &str, address: &str) -> Attempt {
        Attempt {
            name: name.to_owned(),
            network: Some(Network::of(address.parse().unwrap())),
            device: None,
        }
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_ms(seconds * 1000)
    }

    /// Case 10.
    #[test]
    fn who_guesses_a_name_is_kept_out_and_nobody_else() {
        let attempts = Attempts::default();
        let guess = attempt("agent", "192.0.2.1");
        for _ in 0..BY_PLACE {
            assert_eq!(attempts.begin(&guess, at(0)), Ok(()));
        }
        assert_eq!(attempts.begin(&guess, at(0)), Err(900));
        assert_eq!(attempts.begin(&guess, at(899)), Err(1));
        let elsewhere = attempt("agent", "192.0.2.2");
        assert_eq!(attempts.begin(&elsewhere, at(1)), Ok(()));
        let another = attempt("finance", "192.0.2.1");
        assert_eq!(attempts.begin(&another, at(0)), Ok(()));
        assert_eq!(attempts.begin(&guess, at(900)), Ok(()));
    }

    #[test]
    fn a_name_that_fails_from_everywhere_is_slowed_down_up_to_half_a_minute() {
        let attempts = Attempts::default();
        let from = |place: u32| attempt("agent", &format!("192.0.2.{place}"));
        for place in 0..BY_NAME {
            assert_eq!(attempts.begin(&from(place), at(0)), Ok(()));
        }
        let mut now = 0;
        for (place, pause) in (100..).zip([1, 2, 4, 8, 16, 30, 30]) {
            let left = attempts.begin(&from(place), at(now)).unwrap_err();
            assert_eq!(left, pause);
            // Who was refused takes nothing from the next one.
            now += i64::try_from(pause).unwrap();
            assert_eq!(attempts.begin(&from(place), at(now)), Ok(()));
        }
    }

    // Case 10.
    #[test]
    fn a_place_that_fails_with_every_name_is_slowed_down() {
        let attempts = Attempts::default();
        let tried = |count: u32, address: &str| {
            attempts.begin(&attempt(&format!("nobody-{count}"), address), at(0))
        };
        for count in 0..BY_NETWORK {
            assert_eq!(tried(count, &format!("2001:db8:1:2::{count:x}")), Ok(()));
        }
        assert_eq!(tried(BY_NETWORK, "2001:db8:1:2:ffff::1"), Err(1));
        assert_eq!(tried(BY_NETWORK, "2001:db8:1:3::1"), Ok(()));
        assert_eq!(tried(BY_NETWORK, "192.0.2.1"), Ok(()));
    }

    #[test]
    fn a_device_that_signed_in_before_is_counted_by_itself() {
        let attempts = Attempts::default();
        let strange = attempt("agent", "192.0.2.1");
        for _ in 0..BY_PLACE {
            assert_eq!(attempts.begin(&strange, at(0)), Ok(()));
        }
        assert!(attempts.begin(&strange, at(0)).is_err());
        let known = |device: &str| Attempt {
            device: Some(device.to_owned()),
            ..strange.clone()
        };
        for _ in 0..BY_PLACE {
            assert_eq!(attempts.begin(&known("desk"), at(0)), Ok(()));
        }
        assert_eq!(attempts.begin(&known("desk"), at(0)), Err(900));
        assert_eq!(attempts.begin(&known("phone"), at(0)), Ok(()));
        attempts.succeeded(&known("desk"));
        assert_eq!(attempts.begin(&known("desk"), at(0)), Ok(()));
    }

    #[test]
    fn however_many_names_are_invented_who_is_kept_out_stays_so() {
        let attempts = Attempts::default();
        let guess = attempt("agent", "192.0.2.1");
        for _ in 0..BY_PLACE {
            assert_eq!(attempts.begin(&guess, at(0)), Ok(()));
        }
        for place in 0..40_000_u32 {
            let [_, _, high, low] = place.to_be_bytes();
            let invented = attempt(&format!("nobody-{place}"), &format!("10.0.{high}.{low}"));
            assert_eq!(attempts.begin(&invented, at(1)), Ok(()));
        }
        assert!(attempts.begin(&guess, at(2)).is_err());
        let memory = attempts.0.lock().unwrap();
        assert!(memory.places.0.len() <= REMEMBERED);
        assert!(memory.names.0.len() <= REMEMBERED);
        assert!(memory.networks.0.len() <= REMEMBERED);
    }
}
