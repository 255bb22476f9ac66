//! The key that signs what the server gives out, in a file of its own: so that a copy of the database is not enough to sign.

use std::{fmt, fs};

use serde::{
    Deserialize,
    de::{Deserializer, Error},
};

/// The key, read from the file that the setting names. It is shown nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct SigningKey(String);

impl SigningKey {
    /// The shortest key: what an HMAC of SHA-256 needs, written in hexadecimal.
    const SHORTEST: usize = 32;

    /// The key, to sign with.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey(..)")
    }
}

impl<'de> Deserialize<'de> for SigningKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let path = String::deserialize(deserializer)?;
        let key = fs::read_to_string(&path)
            .map_err(|error| D::Error::custom(format_args!("`{path}` can't be read: {error}")))?;
        let key = key.trim();
        if key.chars().count() < Self::SHORTEST {
            let shortest = Self::SHORTEST;
            return Err(D::Error::custom(format_args!(
                "`{path}` has fewer than {shortest} characters: make one with `openssl rand -hex 32`"
            )));
        }
        Ok(Self(key.to_owned()))
    }
}
