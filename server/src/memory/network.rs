//! Where somebody asks from, as far as it can be counted.

use std::net::IpAddr;

use ipnet::Ipv6Net;

/// One place on the network: an address of IPv4, and of IPv6 a network of them (/64), from which one place takes others as it
/// likes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Network(IpAddr);

impl Network {
    /// The place of an address. One of IPv4 that IPv6 wraps counts as what it is.
    pub fn of(address: IpAddr) -> Self {
        const PREFIX: u8 = 64;
        let address = address.to_canonical();
        Self(match address {
            IpAddr::V4(_) => address,
            IpAddr::V6(own) => {
                Ipv6Net::new(own, PREFIX).map_or(address, |network| IpAddr::V6(network.network()))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Case 10.
    #[test]
    fn a_network_of_ipv6_is_one_place() {
        let of = |address: &str| Network::of(address.parse().unwrap());
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::1"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_ne!(of("192.0.2.1"), of("192.0.2.2"));
        assert_eq!(of("192.0.2.1"), of("::ffff:192.0.2.1"));
    }
}
