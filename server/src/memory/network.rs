//! The network that a request comes from, as limits count it.

use std::net::IpAddr;

use ipnet::Ipv6Net;

/// An IPv4 address, or an IPv6 network (/64): one subscriber can use any address in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Network(IpAddr);

impl Network {
    /// The network of an address. An IPv4 address mapped to IPv6 counts as IPv4.
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
