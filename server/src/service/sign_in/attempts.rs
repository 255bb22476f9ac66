//! How often somebody may try a password: by name, and besides by the address from which they try.

use aftercare_domain::time::{Span, Timestamp};
use ipnet::Ipv6Net;
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
                return Err(u64::try_from(left.ms()).unwrap_or(0).div_ceil(1000));
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
        .chain(peer.map(|peer| Who::Address(of_one_place(peer))))
        .collect()
}

/// One place has one address of IPv4, and of IPv6 a network of them, from which it takes others as it likes.
fn of_one_place(address: IpAddr) -> IpAddr {
    const PREFIX: u8 = 64;
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(own) => {
            Ipv6Net::new(own, PREFIX).map_or(address, |network| IpAddr::V6(network.network()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Case 10.
    #[test]
    fn a_network_of_ipv6_is_one_place() {
        let attempts = Attempts::default();
        let at = Timestamp::from_ms(0);
        let tried = |place: u32, address: &str| {
            let address = address.parse().unwrap();
            attempts.begin(&format!("nobody-{place}"), Some(address), at)
        };
        for place in 0..BY_ADDRESS {
            assert_eq!(tried(place, &format!("2001:db8:1:2::{place:x}")), Ok(()));
        }
        assert!(tried(BY_ADDRESS, "2001:db8:1:2:ffff::1").is_err());
        assert_eq!(tried(BY_ADDRESS, "2001:db8:1:3::1"), Ok(()));
        assert_eq!(tried(BY_ADDRESS, "192.0.2.1"), Ok(()));
    }
}
