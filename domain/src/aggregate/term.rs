//! A term: time that somebody is given, from when until when, less what a calendar does not count (R-TIM-1, R-TIM-2).

use serde::{Deserialize, Serialize};

use crate::values::{
    calendar::{Calendar, Rest, counting},
    time::{Span, Timestamp},
};

/// Time that somebody is given. What rests within it is kept with it, so that what is used of it, and when how much will be,
/// is the same whatever becomes of the calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// Since when, as if it had never stopped.
    pub started_at: Timestamp,
    /// When the time is over.
    pub due_at: Timestamp,
    /// What of it does not count, in order; none where it was written before that was kept: which days rested then is told
    /// by the calendar alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rests: Option<Vec<Rest>>,
}

impl Term {
    /// So much time that counts, from a time on.
    pub fn begin(calendar: &Calendar, started_at: Timestamp, allowance: Span) -> Self {
        let due_at = calendar.add(started_at, allowance);
        Self {
            started_at,
            due_at,
            rests: Some(calendar.rests(started_at, due_at)),
        }
    }

    /// The same with what does not count of it, which stays what it is where it is known.
    #[must_use]
    pub(super) fn known(self, calendar: &Calendar) -> Self {
        let Self {
            started_at,
            due_at,
            rests,
        } = self;
        Self {
            rests: rests.or_else(|| Some(calendar.rests(started_at, due_at))),
            started_at,
            due_at,
        }
    }

    /// The same with time until later.
    #[must_use]
    pub(super) fn extended(self, calendar: &Calendar, until: Timestamp) -> Self {
        let mut extended = self.known(calendar);
        let more = calendar.rests(extended.due_at, until);
        extended.rests.get_or_insert_default().extend(more);
        extended.due_at = until;
        extended
    }

    fn rests(&self) -> &[Rest] {
        self.rests.as_deref().unwrap_or_default()
    }

    /// How much of it counts.
    fn whole(&self) -> Span {
        counting(self.started_at, self.due_at, self.rests())
    }

    /// How much time that counts is left.
    pub(super) fn left(&self, now: Timestamp) -> Span {
        counting(now, self.due_at, self.rests())
    }

    /// How much time that counts is used.
    pub(super) fn used(&self, now: Timestamp) -> Span {
        Span::milliseconds(self.whole().ms() - self.left(now).ms())
    }

    /// When so many percent of the time that counts are used.
    pub fn used_at(&self, percent: u8) -> Timestamp {
        let mut left_ms = self.whole().ms() * i64::from(percent) / 100;
        let mut at = self.started_at;
        for rest in self.rests() {
            let before_rest_ms = Span::between(at, rest.from).ms();
            if left_ms <= before_rest_ms {
                break;
            }
            left_ms -= before_rest_ms;
            at = rest.until;
        }
        Span::milliseconds(left_ms).after(at)
    }
}
