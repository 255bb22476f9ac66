//! Points in time and lengths of time. The domain never asks for the time: it comes in as an argument.

use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::form::{Field, FieldError, FieldKind, text_of};

/// A point in time in whole milliseconds, UTC; written as RFC 3339.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

#[cfg(feature = "openapi")]
crate::form::schema::described!(Timestamp => crate::form::schema::field(FieldKind::Time));

impl Timestamp {
    /// The earliest and the latest time that can be written: the years 1970 to 9999.
    const RANGE_MS: std::ops::RangeInclusive<i64> = 0..=253_402_300_799_999;

    /// The latest time that can be written.
    pub const MAX: Self = Self(*Self::RANGE_MS.end());

    /// So many milliseconds after the beginning of 1970; times that can't be written become the nearest that can.
    pub fn from_ms(ms: i64) -> Self {
        Self(ms.clamp(*Self::RANGE_MS.start(), *Self::RANGE_MS.end()))
    }

    /// In milliseconds after the beginning of 1970.
    pub const fn ms(self) -> i64 {
        self.0
    }

    /// Parses a time as RFC 3339 writes it, with any offset.
    pub fn parse(text: &str) -> Result<Self, FieldError> {
        let time = DateTime::parse_from_rfc3339(text).map_err(|_| FieldError::NotATime {})?;
        let ms = time.timestamp_millis();
        if Self::RANGE_MS.contains(&ms) {
            Ok(Self(ms))
        } else {
            Err(FieldError::NotATime {})
        }
    }

    /// The same time for calendar arithmetic.
    pub fn to_utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0).unwrap_or_default()
    }
}

impl From<DateTime<Utc>> for Timestamp {
    fn from(time: DateTime<Utc>) -> Self {
        Self::from_ms(time.timestamp_millis())
    }
}

impl std::fmt::Display for Timestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.to_utc().to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

impl std::fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Timestamp({self})")
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(crate::form::undecodable)
    }
}

/// A length of time in whole milliseconds.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Span(i64);

impl Span {
    /// A span of no time.
    pub const ZERO: Self = Self(0);

    /// A span of that many milliseconds.
    pub const fn milliseconds(count: i64) -> Self {
        Self(count)
    }

    /// A span of that many minutes.
    pub const fn minutes(count: i64) -> Self {
        Self(count * 60_000)
    }

    /// A span of that many hours.
    pub const fn hours(count: i64) -> Self {
        Self(count * 3_600_000)
    }

    /// So many days of 24 hours.
    pub const fn days(count: i64) -> Self {
        Self::hours(count * 24)
    }

    /// Parses a length of time as people write it: `4h`, `90m`, `1d12h`, `1d 12h`; more than nothing, at most ten years.
    pub fn parse(text: &str) -> Result<Self, FieldError> {
        const LONGEST: Span = Span::days(3650);
        let mut whole = Self::ZERO;
        let mut rest = text.trim();
        while !rest.is_empty() {
            let digits = rest.find(|c: char| !c.is_ascii_digit());
            let (count, after) = rest.split_at(digits.ok_or(FieldError::NotADuration {})?);
            let count: i64 = count.parse().map_err(|_| FieldError::NotADuration {})?;
            let (unit, after) = after.split_at(after.chars().next().map_or(0, char::len_utf8));
            let (_, of_unit) = Self::UNITS
                .into_iter()
                .find(|(name, _)| *name == unit)
                .ok_or(FieldError::NotADuration {})?;
            let part = count.checked_mul(of_unit.ms());
            let sum = part.and_then(|part| whole.0.checked_add(part));
            whole = Self(sum.ok_or(FieldError::NotADuration {})?);
            rest = after.trim_start();
        }
        if whole > Self::ZERO && whole <= LONGEST {
            Ok(whole)
        } else {
            Err(FieldError::NotADuration {})
        }
    }

    /// The units in which lengths of time are written, the longest first.
    const UNITS: [(&'static str, Self); 4] = [
        ("d", Self::days(1)),
        ("h", Self::hours(1)),
        ("m", Self::minutes(1)),
        ("s", Self(1000)),
    ];

    /// The span in whole milliseconds.
    pub const fn ms(self) -> i64 {
        self.0
    }

    /// From one time to another; negative when the second is earlier.
    pub fn between(from: Timestamp, to: Timestamp) -> Self {
        Self(to.ms() - from.ms())
    }

    /// The time so much later.
    pub fn after(self, time: Timestamp) -> Timestamp {
        Timestamp::from_ms(time.ms().saturating_add(self.0))
    }

    /// The time so much earlier.
    pub fn before(self, time: Timestamp) -> Timestamp {
        Timestamp::from_ms(time.ms().saturating_sub(self.0))
    }

    /// The span, or none where it is negative.
    #[must_use]
    pub fn at_least_zero(self) -> Self {
        Self(self.0.max(0))
    }
}

impl std::fmt::Display for Span {
    /// As [`Span::parse`] reads it, in whole seconds: `1d12h`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut left_ms = self.0;
        for (name, unit) in Self::UNITS {
            let count = left_ms / unit.ms();
            left_ms %= unit.ms();
            if count != 0 {
                write!(f, "{count}{name}")?;
            }
        }
        Ok(())
    }
}

/// The marketplace's time zone, China Standard Time: days, calendars and numbers are counted in it.
pub fn marketplace_time(at: Timestamp) -> DateTime<FixedOffset> {
    const EIGHT_HOURS_SECONDS: i32 = 8 * 3600;
    match FixedOffset::east_opt(EIGHT_HOURS_SECONDS) {
        Some(zone) => at.to_utc().with_timezone(&zone),
        None => at.to_utc().fixed_offset(),
    }
}

/// The calendar day of a time in the marketplace's time zone.
pub fn marketplace_day(at: Timestamp) -> NaiveDate {
    marketplace_time(at).date_naive()
}

/// When the next day begins in the marketplace's time zone.
pub fn next_marketplace_day(at: Timestamp) -> Timestamp {
    end_of_marketplace_day(marketplace_day(at))
}

/// The midnight with which a day of the marketplace's time zone ends, and the next one begins.
pub(crate) fn end_of_marketplace_day(day: NaiveDate) -> Timestamp {
    const ZONE: Span = Span::hours(8);
    let days_before = day.signed_duration_since(NaiveDate::default()).num_days();
    Timestamp::from_ms((days_before + 1) * Span::days(1).ms() - ZONE.ms())
}

impl Field for Timestamp {
    const KIND: FieldKind = FieldKind::Time;

    fn read(value: &Value) -> Result<Self, FieldError> {
        Self::parse(text_of(value)?)
    }
}

impl Field for NaiveDate {
    const KIND: FieldKind = FieldKind::Date;

    fn read(value: &Value) -> Result<Self, FieldError> {
        NaiveDate::parse_from_str(text_of(value)?, "%Y-%m-%d").map_err(|_| FieldError::NotADate {})
    }
}

/// The clock of the sandbox, which can be moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClockView {
    /// The time that orders, deadlines and reports see.
    pub now: Timestamp,
}
