//! How requests arrive: through whom, how large, how slowly, on how many connections.

use serde::{Deserialize, Deserializer, de::Error};

use super::{Networks, deadlines::Length};

/// The settings of how requests arrive. What is beyond them costs whoever sent it their connection, so that slow or
/// greedy visitors take nothing away from others.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Http {
    /// The networks of the proxies that are believed when they say from whom they got a request (`X-Forwarded-For`,
    /// `Forwarded`); nobody else is.
    pub trusted_proxies: Networks,
    /// How many bytes the head of a request may have: its first line and its headers.
    pub head_bytes: HeadBytes,
    /// How long a head may take to arrive, and a new connection to begin with one.
    pub head_timeout: Length,
    /// How long a body may take to arrive.
    pub body_timeout: Length,
    /// How long a connection may stay open on which nothing is asked for any more. Longer than a proxy in front keeps its own,
    /// which would else ask on one that is being closed.
    pub idle_timeout: Length,
    /// How long a visitor may take nothing of an answer that is being sent.
    pub send_timeout: Length,
    /// How many connections may be open; others wait for one to be closed.
    pub connections: usize,
    /// How many connections one address may have open, or one network of IPv6 (/64); trusted proxies may have any number.
    pub connections_an_address: usize,
}

impl Default for Http {
    fn default() -> Self {
        Self {
            trusted_proxies: Networks::default(),
            head_bytes: HeadBytes(16 * 1024),
            head_timeout: Length::seconds(10),
            body_timeout: Length::seconds(30),
            idle_timeout: Length::seconds(75),
            send_timeout: Length::seconds(30),
            connections: 4096,
            connections_an_address: 512,
        }
    }
}

/// The size of a head: at least as much as browsers send with a few cookies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeadBytes(usize);

impl HeadBytes {
    /// With less the server would refuse its own pages' requests.
    const LEAST: usize = 8192;

    /// So many bytes; none where that is too few.
    pub fn new(bytes: usize) -> Option<Self> {
        (bytes >= Self::LEAST).then_some(Self(bytes))
    }

    /// How many bytes.
    pub const fn get(self) -> usize {
        self.0
    }
}

impl<'de> Deserialize<'de> for HeadBytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = usize::deserialize(deserializer)?;
        Self::new(bytes).ok_or_else(|| {
            let least = Self::LEAST;
            D::Error::custom(format!(
                "a head of {bytes} bytes is too small: {least} at least"
            ))
        })
    }
}
