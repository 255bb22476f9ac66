//! Numbers of service orders.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize};

use serde_json::Value;

use crate::form::{Field, FieldError, FieldKind, text_of};

/// A service order's number: fourteen digits, `yyMMdd`, a sequence of seven, a Luhn check digit. Numeric, so that it is
/// short as Code 128 C; a mistyped digit is caught.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct ServiceOrderNumber(String);

impl ServiceOrderNumber {
    /// The greatest sequence of a day.
    pub(crate) const MAX_SEQUENCE: u32 = 9_999_999;

    /// The number with that sequence on that day of the marketplace's time zone; `None` when the day's numbers are used up.
    pub fn compose(day: NaiveDate, sequence: u32) -> Option<Self> {
        if sequence > Self::MAX_SEQUENCE {
            return None;
        }
        let year = day.year().rem_euclid(100);
        let body = format!("{year:02}{:02}{:02}{sequence:07}", day.month(), day.day());
        let check = luhn(&body);
        Some(Self(format!("{body}{check}")))
    }

    /// Parses a number as typed or scanned.
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        let raw = raw.trim();
        let (Some(body), Some(check)) = (raw.get(..13), raw.get(13..)) else {
            return Err(FieldError::NotAServiceOrderNumber {});
        };
        let digits = raw.bytes().all(|b| b.is_ascii_digit());
        if digits && check == luhn(body).to_string() {
            Ok(Self(raw.to_owned()))
        } else {
            Err(FieldError::NotAServiceOrderNumber {})
        }
    }

    /// The fourteen digits of the number.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The Luhn check digit of a string of digits.
fn luhn(body: &str) -> u32 {
    let sum: u32 = body
        .chars()
        .rev()
        .filter_map(|c| c.to_digit(10))
        .enumerate()
        .map(|(place, digit)| {
            let doubled = if place % 2 == 0 { digit * 2 } else { digit };
            if doubled > 9 { doubled - 9 } else { doubled }
        })
        .sum();
    (10 - sum % 10) % 10
}

impl std::fmt::Display for ServiceOrderNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Field for ServiceOrderNumber {
    const KIND: FieldKind = FieldKind::Identifier;

    fn read(value: &Value) -> Result<Self, FieldError> {
        Self::parse(text_of(value)?)
    }
}

impl<'de> Deserialize<'de> for ServiceOrderNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = String::deserialize(deserializer)?;
        Self::parse(&raw).map_err(crate::form::undecodable)
    }
}
