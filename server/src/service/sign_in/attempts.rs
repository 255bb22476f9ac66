//! How often somebody may try a password: by name, and by the address from which they try.

use aftercare_domain::time::{Span, Timestamp};
use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

/// Within this time attempts count.
const WINDOW: Span = Span::minutes(15);
/// Failures that one name may have within it.
const BY_NAME: u32 = 10;
/// Failures that one address may have within it: many people can share one.
const BY_ADDRESS: u32 = 100;
/// How many names and addresses are remembered, so that nobody fills our memory with invented names.
const REMEMBERED: usize = 20_000;

/// Attempts of the last minutes that did not succeed. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Attempts(Arc<Mutex<HashMap<Who, Count>>>);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Who {
    Name(String),
    Address(IpAddr),
}

#[derive(Debug, Clone, Copy)]
struct Count {
    since: Timestamp,
    failures: u32,
}

impl Count {
    fn is_recent(&self, at: Timestamp) -> bool {
        Span::between(self.since, at) < WINDOW
    }
}

impl Who {
    const fn allowed(&self) -> u32 {
        match self {
            Self::Name(_) => BY_NAME,
            Self::Address(_) => BY_ADDRESS,
        }
    }
}

impl Attempts {
    /// Counts an attempt as failed until it has succeeded, or says in how many seconds to try again.
    pub fn begin(&self, name: &str, peer: Option<IpAddr>, at: Timestamp) -> Result<(), u64> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let who = who(name, peer);
        for who in &who {
            if let Some(count) = counts.get(who)
                && count.is_recent(at)
                && count.failures >= who.allowed()
            {
                let left = Span::between(at, WINDOW.after(count.since));
                return Err(u64::try_from(left.ms() / 1000).unwrap_or(0) + 1);
            }
        }
        if counts.len() >= REMEMBERED {
            counts.retain(|_, count| count.is_recent(at));
        }
        if counts.len() >= REMEMBERED {
            counts.clear();
        }
        for who in who {
            let count = counts.entry(who).or_insert(Count {
                since: at,
                failures: 0,
            });
            if !count.is_recent(at) {
                *count = Count {
                    since: at,
                    failures: 0,
                };
            }
            count.failures += 1;
        }
        Ok(())
    }

    /// Takes back what [`Attempts::begin`] counted: the name starts anew.
    pub fn succeeded(&self, name: &str, peer: Option<IpAddr>) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for who in who(name, peer) {
            match &who {
                Who::Name(_) => {
                    counts.remove(&who);
                }
                Who::Address(_) => {
                    if let Some(count) = counts.get_mut(&who) {
                        count.failures = count.failures.saturating_sub(1);
                    }
                }
            }
        }
    }
}

fn who(name: &str, peer: Option<IpAddr>) -> Vec<Who> {
    std::iter::once(Who::Name(name.to_owned()))
        .chain(peer.map(Who::Address))
        .collect()
}
