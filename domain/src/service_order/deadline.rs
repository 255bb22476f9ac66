//! Deadlines: a pure function of policy and node log (R-TIM-1).

mod term;

use serde::{Deserialize, Serialize};

pub use self::term::Term;
use super::{
    Event, Node, ServiceOrder, consequences::TimerChange, decide::method_at_deadline,
    node::DueAction,
};
use crate::{
    policy::{DeadlineKey, Policy},
    values::{
        calendar::Calendar,
        service::ServiceType,
        time::{Span, Timestamp},
    },
};

/// Which deadline counts for a service in a node; none in a final node.
pub const fn key_of(node: Node, service_type: ServiceType) -> Option<DeadlineKey> {
    match node {
        Node::PendingReview => Some(DeadlineKey::PendingReview),
        Node::PendingShipment => Some(DeadlineKey::PendingShipment),
        Node::PendingReceipt => Some(DeadlineKey::PendingReceipt),
        Node::PendingException => Some(DeadlineKey::PendingException),
        Node::PendingInspection => Some(DeadlineKey::PendingInspection),
        Node::PendingHandling => Some(match service_type {
            ServiceType::Return | ServiceType::Exchange => DeadlineKey::PendingHandling,
            ServiceType::Repair => DeadlineKey::PendingHandlingRepair,
            ServiceType::Supplement => DeadlineKey::PendingHandlingSupplement,
        }),
        Node::InRepair => Some(DeadlineKey::InRepair),
        Node::PendingReturn => Some(DeadlineKey::PendingReturn),
        Node::Completed | Node::Cancelled | Node::Declined => None,
    }
}

/// At which shares of a node's time, in percent, staff are reminded of it.
const REMINDERS: [u8; 2] = [50, 90];

/// Where the time of a node stands.
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

/// A share of a node's time of which staff are to be reminded. No two of an order have the same share at the same time: a
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

    /// The same with what rests of it, where an order of this service stands in this node.
    #[must_use]
    pub(super) fn known_in(self, node: Node, service_type: ServiceType, policy: &Policy) -> Self {
        if self.is_known() {
            return self;
        }
        self.known(&calendar_in(node, service_type, policy))
    }

    /// Whether it says itself what rests of it.
    fn is_known(&self) -> bool {
        self.term().is_none_or(|term| term.rests.is_some())
    }

    /// The same with what rests of it, which earlier releases did not keep.
    fn known(self, calendar: &Calendar) -> Self {
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
    fn paused(self, calendar: &Calendar, now: Timestamp, resumes_by: Option<Timestamp>) -> Self {
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
    fn resumed(self, calendar: &Calendar, now: Timestamp) -> Self {
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
    fn extended(self, calendar: &Calendar, until: Timestamp) -> Self {
        match self {
            Self::Running(term) | Self::Missed(term) => {
                Self::Running(term.extended(calendar, until))
            }
            Self::None | Self::Paused { .. } => self,
        }
    }

    /// The time was over, and the system could not act.
    fn missed(self) -> Self {
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

/// The deadline after an event that led from one state of an order to the next.
pub(super) fn after(
    before: Option<&ServiceOrder>,
    event: &Event,
    after: &ServiceOrder,
    policy: &Policy,
    now: Timestamp,
) -> Deadline {
    let Some(before) = before else {
        return fresh(after, policy, now);
    };
    if before.node() != after.node() {
        return fresh(after, policy, now);
    }
    let deadline = before.deadline.clone();
    match event.consequences().timer {
        TimerChange::Unchanged => deadline,
        TimerChange::Paused(resumes_by) => {
            deadline.paused(&calendar(before, policy), now, Some(resumes_by))
        }
        TimerChange::Resumed => deadline.resumed(&calendar(before, policy), now),
        TimerChange::Extended(until) => deadline.extended(&calendar(before, policy), until),
        TimerChange::Missed => deadline.missed(),
    }
}

fn fresh(order: &ServiceOrder, policy: &Policy, now: Timestamp) -> Deadline {
    let allowance = key_of(order.node(), order.service_type).and_then(|key| {
        policy
            .deadlines
            .allowance(key, order.goods.channel, &order.goods.category)
    });
    match allowance {
        None => Deadline::None,
        Some(allowance) => Deadline::Running(Term::begin(&calendar(order, policy), now, allowance)),
    }
}

fn calendar(order: &ServiceOrder, policy: &Policy) -> Calendar {
    calendar_in(order.node(), order.service_type, policy)
}

fn calendar_in(node: Node, service_type: ServiceType, policy: &Policy) -> Calendar {
    key_of(node, service_type)
        .map_or_else(Calendar::every_day, |key| policy.deadlines.calendar(key))
}

/// What the system does when a node's time is over, as long as the order is like most.
pub const fn due_action(node: Node, service_type: ServiceType) -> Option<DueAction> {
    match node {
        Node::PendingReview => Some(DueAction::Approve),
        Node::PendingShipment => Some(DueAction::Cancel),
        Node::PendingReceipt => Some(DueAction::SignFor),
        Node::PendingInspection => Some(DueAction::PassInspection),
        Node::PendingHandling => Some(match service_type {
            ServiceType::Return | ServiceType::Exchange => DueAction::ApplyConclusion,
            ServiceType::Repair => DueAction::Refund,
            ServiceType::Supplement => DueAction::MarkOverdue,
        }),
        Node::PendingException | Node::InRepair | Node::PendingReturn => {
            Some(DueAction::MarkOverdue)
        }
        Node::Completed | Node::Cancelled | Node::Declined => None,
    }
}

impl ServiceOrder {
    /// The deadline with all that rests of it, by which people are warned and reminded: of one that an earlier release wrote,
    /// the calendar tells (R-TIM-2).
    #[must_use]
    pub fn known_deadline(&self, policy: &Policy) -> Deadline {
        self.deadline
            .clone()
            .known_in(self.node(), self.service_type, policy)
    }

    /// When the system must look at the order next: at the end of the time that runs, or when a question to the consumer
    /// has waited long enough, whether or not time was left when it was asked (R-REV-8).
    pub fn wakes_at(&self) -> Option<Timestamp> {
        if let Some(asked) = self.open_question() {
            return Some(asked.answer_by);
        }
        match &self.deadline {
            Deadline::Running(term) => Some(term.due_at),
            Deadline::None | Deadline::Paused { .. } | Deadline::Missed(_) => None,
        }
    }

    /// What the system does when it must look next; none where nothing will happen of itself.
    pub fn due_action(&self) -> Option<DueAction> {
        if self.question_open() {
            return Some(DueAction::ResumeReview);
        }
        match self.deadline {
            Deadline::Running(_) if self.waits_for_a_person() => Some(DueAction::MarkOverdue),
            Deadline::Running(_) => due_action(self.node(), self.service_type),
            Deadline::None | Deadline::Paused { .. } | Deadline::Missed(_) => None,
        }
    }

    /// Whether the system leaves to a person what it does to others like it.
    fn waits_for_a_person(&self) -> bool {
        match self.node() {
            Node::PendingReview => self.goods_stay(),
            Node::PendingHandling => method_at_deadline(self).is_none(),
            Node::PendingShipment
            | Node::PendingReceipt
            | Node::PendingException
            | Node::PendingInspection
            | Node::InRepair
            | Node::PendingReturn
            | Node::Completed
            | Node::Cancelled
            | Node::Declined => false,
        }
    }
}
