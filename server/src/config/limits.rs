//! How much anybody may ask for: generous for people, tight for floods. Each replica counts for itself.

use serde::Deserialize;

/// The settings of limits. Whoever is beyond one is refused in words, and told when to try again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// How many bytes a query string may have: that of a list of 200 numbers has up to 13 000.
    pub query_bytes: usize,
    /// How many parameters a query string may have.
    pub parameters: usize,
    /// How many bytes the body of a request may have.
    pub body_bytes: usize,
    /// How many passwords are checked at once, each on 19 MiB; 0: on all cores but one.
    pub hashing_threads: usize,
    /// How many sign-ins may wait for that.
    pub hashing_queue: usize,
    /// How many requests a person, or a token, may make a minute.
    pub requests_a_minute_a_person: u32,
    /// How many requests a merchant, a store, the platform or the return centre may make a minute, its tokens among them.
    pub requests_a_minute_a_side: u32,
    /// How many requests an address, or a network of IPv6 (/64), may make a minute from which nobody is signed in.
    pub requests_a_minute_a_network: u32,
    /// How many live streams a person, or a token, may follow at once.
    pub streams_a_person: usize,
    /// How many exports are written at once, of all sides; a person has one, and the sides take turns.
    pub exports_at_once: usize,
    /// How many robots a side may have.
    pub robots_a_side: usize,
    /// How many tokens of a side may be in force.
    pub tokens_a_side: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            query_bytes: 14 * 1024,
            parameters: 200,
            body_bytes: 256 * 1024,
            hashing_threads: 0,
            hashing_queue: 64,
            requests_a_minute_a_person: 600,
            requests_a_minute_a_side: 6000,
            requests_a_minute_a_network: 6000,
            streams_a_person: 20,
            exports_at_once: 2,
            robots_a_side: 20,
            tokens_a_side: 50,
        }
    }
}
