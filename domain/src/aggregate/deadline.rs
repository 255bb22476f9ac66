//! Deadlines: until when somebody has time, and what becomes of that time when it is paused or moved (R-TIM-1, R-TIM-2).

use serde::{Deserialize, Serialize};

use super::term::Term;
use crate::{
    policy::Policy,
    values::{
        calendar::Calendar,
        time::{Span, Timestamp},
    },
};

/// At which shares of the time, in percent, staff are reminded of it.
const REMINDERS: [u8; 2] = [50, 90];

/// Where the time stands that somebody has for the next step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "clock", rename_all = "snake_case")]
pub enum Deadline {
    /// No time is set.
    None,
    /// The time runs, and ends at a deadline.
    Running(Term),
    /// The time is paused, and continues with what was left.
    Paused {
        /// When it started, as if it had never stopped before and all of it had counted.
        started_at: Timestamp,
        /// Since when it stands still.
        paused_at: Timestamp,
        /// How much time was left, in time that counts.
        left: Span,
        /// When it continues at the latest; none while somebody else must decide first.
        resumes_by: Option<Timestamp>,
    },
    /// The time is over, and the system could not act: a person must.
    Missed(Term),
}

/// A share of that time of which staff are to be reminded. No two of a record have the same share at the same time: a
/// deadline that moves has shares of its own, and only those are told that lie ahead of the move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reminder {
    /// When the share was used.
    pub at: Timestamp,
    /// How much of the time is used, in percent.
    pub percent: u8,
}

impl Deadline {
    /// The time that runs, or that is over; none where none is set, or it stands still.
    const fn term(&self) -> Option<&Term> {
        match self {
            Self::Running(term) | Self::Missed(term) => Some(term),
            Self::None | Self::Paused { .. } => None,
        }
    }

    /// Until when somebody has time; none where no time runs.
    pub fn due_at(&self) -> Option<Timestamp> {
        self.term().map(|term| term.due_at)
    }

    /// Whether it says itself what rests of it.
    pub(crate) fn is_known(&self) -> bool {
        self.term().is_none_or(|term| term.rests.is_some())
    }

    /// The same with what rests of it, which earlier releases did not keep.
    pub(crate) fn known(self, calendar: &Calendar) -> Self {
        match self {
            Self::Running(term) => Self::Running(term.known(calendar)),
            Self::Missed(term) => Self::Missed(term.known(calendar)),
            Self::None | Self::Paused { .. } => self,
        }
    }

    /// From when on the order is 即将超时: so many percent of the time that counts are used.
    pub fn warns_at(&self, policy: &Policy) -> Option<Timestamp> {
        self.term().map(|term| term.used_at(policy.warning_percent))
    }

    /// When staff are to be reminded next, after a time; never of time that stands still or is over.
    pub fn reminds_at(&self, after: Timestamp) -> Option<Timestamp> {
        self.reminders()
            .map(|reminder| reminder.at)
            .find(|at| *at > after)
    }

    /// Of what staff are to be reminded: the largest share that is used; of nothing once the time is over.
    pub fn reminds_of(&self, now: Timestamp) -> Option<Reminder> {
        if self.is_overdue(now) {
            return None;
        }
        self.reminders()
            .filter(|reminder| reminder.at <= now)
            .last()
    }

    /// The shares of time that runs, the smallest first.
    fn reminders(&self) -> impl Iterator<Item = Reminder> {
        let running = match self {
            Self::Running(term) => Some(term),
            Self::None | Self::Paused { .. } | Self::Missed(_) => None,
        };
        running.into_iter().flat_map(|term| {
            REMINDERS.map(|percent| Reminder {
                at: term.used_at(percent),
                percent,
            })
        })
    }

    /// The time stops; what is left is kept.
    pub(crate) fn paused(
        self,
        calendar: &Calendar,
        now: Timestamp,
        resumes_by: Option<Timestamp>,
    ) -> Self {
        match self {
            Self::Running(term) => {
                let term = term.known(calendar);
                Self::Paused {
                    started_at: term.used(now).before(now),
                    paused_at: now,
                    left: term.left(now),
                    resumes_by,
                }
            }
            Self::None | Self::Paused { .. } | Self::Missed(_) => self,
        }
    }

    /// The time continues with what was left: from now, or from when it should have continued before the timer was
    /// noticed.
    pub(crate) fn resumed(self, calendar: &Calendar, now: Timestamp) -> Self {
        match self {
            Self::Paused {
                started_at,
                paused_at,
                left,
                resumes_by,
            } => {
                let resumed_at = resumes_by.map_or(now, |latest| latest.min(now));
                Self::Running(Term {
                    started_at: Span::between(paused_at, resumed_at).after(started_at),
                    ..Term::begin(calendar, resumed_at, left)
                })
            }
            Self::None | Self::Running(_) | Self::Missed(_) => self,
        }
    }

    /// There is time until later.
    pub(crate) fn extended(self, calendar: &Calendar, until: Timestamp) -> Self {
        match self {
            Self::Running(term) | Self::Missed(term) => {
                Self::Running(term.extended(calendar, until))
            }
            Self::None | Self::Paused { .. } => self,
        }
    }

    /// The time was over, and the system could not act.
    pub(crate) fn missed(self) -> Self {
        match self {
            Self::Running(term) => Self::Missed(term),
            Self::None | Self::Paused { .. } | Self::Missed(_) => self,
        }
    }

    /// Whether the time is over.
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.due_at().is_some_and(|due_at| now >= due_at)
    }
}
