//! Working calendars: which days count towards a deadline (R-TIM-2), and what rests between two times they leave.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use crate::values::time::{Span, Timestamp, marketplace_day, next_marketplace_day};

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

/// A time that does not count towards a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rest {
    /// When the rest begins.
    pub from: Timestamp,
    /// When the rest ends.
    pub until: Timestamp,
}

/// How much of the time between two times counts; nothing when the second is not later.
pub fn counting(from: Timestamp, to: Timestamp, rests: &[Rest]) -> Span {
    let rested = rests.iter().map(|rest| {
        let (from, until) = (rest.from.max(from), rest.until.min(to));
        Span::between(from, until).at_least_zero().ms()
    });
    let whole = Span::between(from, to).ms();
    Span::milliseconds(whole - rested.sum::<i64>()).at_least_zero()
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
            let midnight = next_marketplace_day(at);
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

    /// What does not count between two times, in order; what follows on another rest is one with it.
    pub fn rests(&self, from: Timestamp, to: Timestamp) -> Vec<Rest> {
        let mut rests: Vec<Rest> = Vec::new();
        if self.is_trivial() {
            return rests;
        }
        let mut at = from;
        for _ in 0..HORIZON_DAYS {
            if at >= to {
                break;
            }
            let until = next_marketplace_day(at).min(to);
            if !self.counts(marketplace_day(at)) {
                match rests.last_mut() {
                    Some(last) if last.until == at => last.until = until,
                    Some(_) | None => rests.push(Rest { from: at, until }),
                }
            }
            at = until;
        }
        rests
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
