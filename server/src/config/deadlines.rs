//! Deadlines as they are set: human durations, one key a node.

use std::{collections::BTreeMap, time::Duration};

use aftercare_domain::{
    policy::{self, DeadlineKey},
    values::time::Span,
};
use serde::{Deserialize, Deserializer, de::Error};

/// A length of time as people write it: `1d`, `36h`, `90m`, `5s`, `1d 12h`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length(Span);

impl Length {
    /// So many hours.
    pub const fn hours(count: i64) -> Self {
        Self(Span::hours(count))
    }

    /// So many seconds.
    pub const fn seconds(count: i64) -> Self {
        Self(Span::milliseconds(count * 1000))
    }

    /// Parses a human duration of at least a millisecond and at most ten years.
    pub fn parse(text: &str) -> Result<Self, String> {
        const LONGEST: Duration = Duration::from_hours(10 * 365 * 24);
        let wrong =
            |why: &str| format!("`{text}` is not a duration such as `1d`, `36h` or `5s`: {why}");
        let length = humantime::parse_duration(text).map_err(|error| wrong(&error.to_string()))?;
        if length.as_millis() == 0 {
            return Err(wrong("it is shorter than a millisecond"));
        }
        if length > LONGEST {
            return Err(wrong("it is longer than ten years"));
        }
        let ms = i64::try_from(length.as_millis()).map_err(|error| wrong(&error.to_string()))?;
        Ok(Self(Span::milliseconds(ms)))
    }

    /// The same for the domain.
    pub const fn span(self) -> Span {
        self.0
    }

    /// The same for timers.
    pub fn duration(self) -> Duration {
        Duration::from_millis(u64::try_from(self.0.ms()).unwrap_or(0))
    }
}

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(D::Error::custom)
    }
}

/// How long each node may take; a key that is not set has its default, and `none` takes a deadline away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineSettings(BTreeMap<DeadlineKey, Span>);

impl Default for DeadlineSettings {
    /// The deadlines of the manual (docs/rules.md § 2.1).
    fn default() -> Self {
        Self(policy::Deadlines::default().platform)
    }
}

impl DeadlineSettings {
    /// The deadlines for the domain.
    pub fn platform(&self) -> BTreeMap<DeadlineKey, Span> {
        self.0.clone()
    }

    /// Sets a deadline, or takes it away.
    pub fn set(&mut self, key: DeadlineKey, length: Option<Length>) {
        match length {
            Some(length) => self.0.insert(key, length.span()),
            None => self.0.remove(&key),
        };
    }
}

impl<'de> Deserialize<'de> for DeadlineSettings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut deadlines = Self::default();
        for (name, text) in BTreeMap::<String, String>::deserialize(deserializer)? {
            let key = DeadlineKey::parse(&name).ok_or_else(|| {
                D::Error::custom(format!(
                    "unknown key `deadlines.{name}`, expected one of {}",
                    DeadlineKey::NAMES.join(", ")
                ))
            })?;
            let length = match text.as_str() {
                "none" => None,
                text => Some(
                    Length::parse(text)
                        .map_err(|why| D::Error::custom(format!("`deadlines.{name}`: {why}")))?,
                ),
            };
            deadlines.set(key, length);
        }
        Ok(deadlines)
    }
}
