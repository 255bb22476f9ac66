//! Networks as they are set: a list in the file, or one text with commas between them in the environment.

use std::{fmt, net::IpAddr};

use ipnet::IpNet;
use serde::{
    Deserialize,
    de::{Deserializer, Error, SeqAccess, Visitor},
};

/// A set of networks: `["127.0.0.1/32", "10.0.0.0/8", "::1"]`. An address without a length is a network of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Networks(Vec<IpNet>);

impl Networks {
    /// Whether an address is in one of them. An IPv4 address that IPv6 wraps (`::ffff:127.0.0.1`) counts as the IPv4 address.
    pub fn contain(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.contains(&address))
    }

    /// Parses networks with commas between them.
    pub fn parse(text: &str) -> Result<Self, NoNetwork> {
        text.split(',')
            .map(str::trim)
            .filter(|one| !one.is_empty())
            .map(network)
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

/// A text that names no network.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no network such as `127.0.0.1/32` or `2001:db8::/32`")]
pub struct NoNetwork(String);

fn network(text: &str) -> Result<IpNet, NoNetwork> {
    let address = || text.parse::<IpAddr>().map(IpNet::from);
    text.parse()
        .or_else(|_| address())
        .map_err(|_| NoNetwork(text.to_owned()))
}

impl<'de> Deserialize<'de> for Networks {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NetworksVisitor)
    }
}

struct NetworksVisitor;

impl<'de> Visitor<'de> for NetworksVisitor {
    type Value = Networks;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of networks")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Networks, E> {
        Networks::parse(text).map_err(E::custom)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Networks, A::Error> {
        let mut networks = Vec::new();
        while let Some(text) = entries.next_element::<String>()? {
            networks.push(network(text.trim()).map_err(A::Error::custom)?);
        }
        Ok(Networks(networks))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contain(networks: &str, address: &str) -> bool {
        let networks = Networks::parse(networks).unwrap();
        networks.contain(address.parse().unwrap())
    }

    #[test]
    fn an_address_is_in_its_network_alone() {
        assert!(contain("127.0.0.1/32", "127.0.0.1"));
        assert!(contain("127.0.0.1/32", "::ffff:127.0.0.1"));
        assert!(!contain("127.0.0.1/32", "127.0.0.2"));
        assert!(contain("10.0.0.0/8, fd00::/8", "fd12::1"));
        assert!(contain("10.0.0.7", "10.0.0.7") && !contain("10.0.0.7", "10.0.0.8"));
        assert!(contain("::1", "::1") && !contain("0.0.0.0/0", "::1"));
        assert!(!contain("", "127.0.0.1"));
    }

    #[test]
    fn what_is_no_network_is_named() {
        for wrong in [
            "localhost",
            "127.0.0.1/33",
            "10.0.0",
            "10.0.0.0/8;11.0.0.0/8",
        ] {
            let told = Networks::parse(wrong).unwrap_err().to_string();
            assert!(told.contains(wrong), "{told}");
        }
    }
}
