//! When people do things: a year of applications, and the hours at which people are about.

use aftercare_domain::values::time::{Span, Timestamp, marketplace_time};
use chrono::{Datelike, Timelike, Weekday};

use super::{dice::Dice, error::DemoError};

/// How far back the demo's history reaches.
pub(super) const HISTORY: Span = Span::days(365);

/// How many of a hundred applications fall into each hour of the day, but for the night.
const HOURS: [(u32, i64); 17] = [
    (2, 7),
    (4, 8),
    (7, 9),
    (9, 10),
    (8, 11),
    (6, 12),
    (6, 13),
    (7, 14),
    (7, 15),
    (6, 16),
    (5, 17),
    (5, 18),
    (6, 19),
    (8, 20),
    (8, 21),
    (5, 22),
    (1, 23),
];

/// The hours at which somebody is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hours {
    /// Staff at work.
    Office,
    /// Consumers awake.
    Day,
}

impl Hours {
    const fn bounds(self) -> (i64, i64) {
        match self {
            Self::Office => (9, 21),
            Self::Day => (8, 23),
        }
    }

    /// A time, or the next morning when nobody is about at that time.
    pub(super) fn fit(self, at: Timestamp, dice: &mut Dice) -> Timestamp {
        let (opens, closes) = self.bounds();
        let hour = i64::from(marketplace_time(at).hour());
        let next = if hour < opens {
            midnight(at)
        } else if hour >= closes {
            Span::days(1).after(midnight(at))
        } else {
            return at;
        };
        let late = dice.span(Span::minutes(1), Span::minutes(100));
        late.after(Span::hours(opens).after(next))
    }
}

/// The beginning of the marketplace's day.
fn midnight(at: Timestamp) -> Timestamp {
    let time = marketplace_time(at);
    let seconds = i64::from(time.num_seconds_from_midnight());
    let passed_ms = seconds * 1000 + i64::from(time.timestamp_subsec_millis());
    Span::milliseconds(-passed_ms).after(at)
}

/// When somebody applied during the year before a time: the shop grows, Sundays are busy, and sales bring more.
pub(super) fn application_time(dice: &mut Dice, now: Timestamp) -> Result<Timestamp, DemoError> {
    let days = HISTORY.ms() / Span::days(1).ms();
    loop {
        let ago = dice.within(1, days);
        let at = at_some_hour(dice, Span::days(-ago).after(now))?;
        let growth = 100 - 55 * ago / days;
        if at < now && dice.percent(growth * weight(at) / 100) {
            return Ok(at);
        }
    }
}

/// Some time of the marketplace's day.
fn at_some_hour(dice: &mut Dice, day: Timestamp) -> Result<Timestamp, DemoError> {
    let hour = dice.weigh(&HOURS)?;
    let within = dice.span(Span::ZERO, Span::hours(1));
    Ok(within.after(Span::hours(hour).after(midnight(day))))
}

/// How busy a day is, in percent of the busiest.
fn weight(at: Timestamp) -> i64 {
    let day = marketplace_time(at);
    let after_a_sale = matches!(
        (day.month(), day.day()),
        (6, 18..=30) | (11, 11..=25) | (12, 12..=20)
    );
    let weekday = match day.weekday() {
        Weekday::Sun => 68,
        Weekday::Mon | Weekday::Sat => 60,
        Weekday::Tue | Weekday::Wed => 52,
        Weekday::Thu | Weekday::Fri => 45,
    };
    if after_a_sale {
        weekday * 145 / 100
    } else {
        weekday
    }
}
