//! Deadlines as they are set: human durations, one key a node.

use std::time::Duration;

use serde::{Deserialize, Deserializer, de::Error};

/// A length of time as people write it: `1d`, `36h`, `90m`, `5s`, `1d 12h`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length(Duration);

impl Length {
    /// So many hours.
    pub const fn hours(count: u64) -> Self {
        Self(Duration::from_secs(count * 3600))
    }

    /// Parses a human duration of at least a millisecond and at most ten years.
    pub fn parse(text: &str) -> Result<Self, String> {
        const LONGEST: Duration = Duration::from_secs(10 * 365 * 24 * 3600);
        let wrong =
            |why: &str| format!("`{text}` is not a duration such as `1d`, `36h` or `5s`: {why}");
        let length = humantime::parse_duration(text).map_err(|error| wrong(&error.to_string()))?;
        if length.as_millis() == 0 {
            return Err(wrong("it is shorter than a millisecond"));
        }
        if length > LONGEST {
            return Err(wrong("it is longer than ten years"));
        }
        Ok(Self(length))
    }

    /// In milliseconds.
    pub fn ms(self) -> i64 {
        i64::try_from(self.0.as_millis()).unwrap_or(i64::MAX)
    }
}

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(D::Error::custom)
    }
}

/// A deadline that can be taken away with the word `none`.
fn deadline<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Length>, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text == "none" {
        return Ok(None);
    }
    Length::parse(&text).map(Some).map_err(D::Error::custom)
}

macro_rules! deadlines {
    ($($(#[$meta:meta])* $key:ident = $default:expr,)+) => {
        /// How long each node may take; `None` is no deadline (product.md § 2.1).
        #[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub struct Deadlines {
            $($(#[$meta])* #[serde(deserialize_with = "deadline")] pub $key: Option<Length>,)+
        }

        impl Default for Deadlines {
            fn default() -> Self {
                Self { $($key: $default,)+ }
            }
        }
    };
}

const fn days(count: u64) -> Option<Length> {
    Some(Length::hours(count * 24))
}

deadlines! {
    /// 待审核
    pending_review = days(1),
    /// 待用户发货
    pending_shipment = days(7),
    /// 待签收
    pending_receipt = days(10),
    /// 待异常处理
    pending_exception = None,
    /// 待质检
    pending_inspection = days(1),
    /// 待处理 of returns and exchanges
    pending_handling = days(1),
    /// 待处理 of repairs
    pending_handling_repair = days(7),
    /// 待处理 of supplements
    pending_handling_supplement = None,
    /// 维修中
    in_repair = None,
    /// 待返用户
    pending_return = None,
    /// 售中处理 (R-SAL-1)
    in_sale = None,
}
