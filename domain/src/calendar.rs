//! Working calendars: which days count towards a deadline (R-TIM-2).

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

use crate::time::{Span, Timestamp, marketplace_day, marketplace_time};

/// How far a calendar looks for a day that counts, so that one without any can't loop for ever.
const HORIZON_DAYS: u32 = 3 * 366;

/// Days that count towards a deadline, midnight to midnight in the marketplace's time zone.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Calendar {
    /// Days of the week that don't count, 1 = Monday to 7 = Sunday.
    pub rest_days: BTreeSet<u8>,
    /// Dates that don't count, whatever the day of the week.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub holidays: BTreeSet<NaiveDate>,
    /// Dates that count although their day of the week doesn't (调休).
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub extra_working_days: BTreeSet<NaiveDate>,
}

impl Calendar {
    /// Every day counts: a deadline of 24 hours is over in 24 hours.
    pub fn every_day() -> Self {
        Self::default()
    }

    /// Saturdays and Sundays don't count.
    pub fn weekdays() -> Self {
        let rest_days = [Weekday::Sat, Weekday::Sun]
            .into_iter()
            .map(day_number)
            .collect();
        Self {
            rest_days,
            ..Self::default()
        }
    }

    fn counts(&self, day: NaiveDate) -> bool {
        if self.extra_working_days.contains(&day) {
            return true;
        }
        !self.holidays.contains(&day) && !self.rest_days.contains(&day_number(day.weekday()))
    }

    fn is_trivial(&self) -> bool {
        self.rest_days.is_empty() && self.holidays.is_empty()
    }

    /// The time at which `span` of counting time has passed since `from`.
    pub fn add(&self, from: Timestamp, span: Span) -> Timestamp {
        if self.is_trivial() || span <= Span::ZERO {
            return span.after(from);
        }
        let mut at = from;
        let mut left = span;
        for _ in 0..HORIZON_DAYS {
            let midnight = next_midnight(at);
            if self.counts(marketplace_day(at)) {
                let today = Span::between(at, midnight);
                if left <= today {
                    return left.after(at);
                }
                left = Span::milliseconds(left.ms() - today.ms());
            }
            at = midnight;
        }
        at
    }

    /// How much counting time lies between two times; nothing when the second is not later.
    pub fn between(&self, from: Timestamp, to: Timestamp) -> Span {
        if self.is_trivial() {
            return Span::between(from, to).at_least_zero();
        }
        let mut at = from;
        let mut counted = 0;
        for _ in 0..HORIZON_DAYS {
            if at >= to {
                break;
            }
            let until = next_midnight(at).min(to);
            if self.counts(marketplace_day(at)) {
                counted += Span::between(at, until).ms();
            }
            at = until;
        }
        Span::milliseconds(counted)
    }
}

fn day_number(day: Weekday) -> u8 {
    match day {
        Weekday::Mon => 1,
        Weekday::Tue => 2,
        Weekday::Wed => 3,
        Weekday::Thu => 4,
        Weekday::Fri => 5,
        Weekday::Sat => 6,
        Weekday::Sun => 7,
    }
}

fn next_midnight(at: Timestamp) -> Timestamp {
    let local = marketplace_time(at);
    let tomorrow = local.date_naive().checked_add_days(Days::new(1));
    tomorrow
        .map(|day| day.and_time(NaiveTime::MIN))
        .and_then(|midnight| midnight.and_local_timezone(local.timezone()).single())
        .map_or_else(
            || Span::days(1).after(at),
            |midnight| Timestamp::from(midnight.to_utc()),
        )
}
