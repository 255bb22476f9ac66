//! Deadlines: a pure function of policy and node log (R-TIM-1).

use serde::{Deserialize, Serialize};

use super::{Event, Node, ServiceOrder, node::DueAction};
use crate::{
    calendar::Calendar,
    policy::{DeadlineKey, Policy},
    service::ServiceType,
    time::{Span, Timestamp},
};

/// At which shares of a node's time, in percent, staff are reminded of it.
const REMINDERS: [u8; 2] = [50, 90];

/// Where the time of a node stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "clock", rename_all = "snake_case")]
pub enum Deadline {
    /// No time is set.
    None,
    /// The time runs.
    Running {
        /// Since when, as if it had never stopped.
        started_at: Timestamp,
        /// Until when.
        due_at: Timestamp,
    },
    /// The time stands still, and goes on with what was left.
    Paused {
        /// When it started, as if it had never stopped before.
        started_at: Timestamp,
        /// Since when it stands still.
        paused_at: Timestamp,
        /// How much time was left, in time that counts.
        left: Span,
        /// When it goes on at the latest; none while somebody else must decide first.
        resumes_by: Option<Timestamp>,
    },
    /// The time is over, and the system could not act: a person must.
    Missed {
        /// When it started, as if it had never stopped.
        started_at: Timestamp,
        /// When it was over.
        due_at: Timestamp,
    },
}

impl Deadline {
    /// Until when somebody has time; none where no time runs.
    pub const fn due_at(self) -> Option<Timestamp> {
        match self {
            Self::Running { due_at, .. } | Self::Missed { due_at, .. } => Some(due_at),
            Self::None | Self::Paused { .. } => None,
        }
    }

    /// When the system must look at the order next.
    pub const fn wakes_at(self) -> Option<Timestamp> {
        match self {
            Self::Running { due_at, .. } => Some(due_at),
            Self::Paused { resumes_by, .. } => resumes_by,
            Self::None | Self::Missed { .. } => None,
        }
    }

    /// From when on the order is 即将超时: so many percent of the time used.
    pub fn warns_at(self, policy: &Policy) -> Option<Timestamp> {
        self.used_at(policy.warning_percent.into())
    }

    /// When so many percent of the time are used; none where no time runs.
    fn used_at(self, percent: i64) -> Option<Timestamp> {
        match self {
            Self::Running { started_at, due_at } | Self::Missed { started_at, due_at } => {
                let whole = Span::between(started_at, due_at).at_least_zero().ms();
                Some(Span::milliseconds(whole / 100 * percent).after(started_at))
            }
            Self::None | Self::Paused { .. } => None,
        }
    }

    /// When staff are to be reminded next, after a time.
    pub fn reminds_at(self, after: Timestamp) -> Option<Timestamp> {
        let Self::Running { .. } = self else {
            return None;
        };
        REMINDERS
            .iter()
            .filter_map(|percent| self.used_at((*percent).into()))
            .find(|at| *at > after)
    }

    /// Of which share of the time, in percent, staff are to be reminded: the largest that is used and was to be told.
    pub fn reminds_of(self, now: Timestamp) -> Option<u8> {
        let is_used = |percent: &u8| self.used_at((*percent).into()).is_some_and(|at| at <= now);
        REMINDERS.iter().rev().copied().find(is_used)
    }

    /// The time stops; what is left is kept.
    fn paused(self, calendar: &Calendar, now: Timestamp, resumes_by: Option<Timestamp>) -> Self {
        match self {
            Self::Running { started_at, due_at } => Self::Paused {
                started_at,
                paused_at: now,
                left: calendar.between(now, due_at),
                resumes_by,
            },
            Self::None | Self::Paused { .. } | Self::Missed { .. } => self,
        }
    }

    /// The time goes on with what was left: from now, or from when it should have gone on while nobody looked.
    fn resumed(self, calendar: &Calendar, now: Timestamp) -> Self {
        match self {
            Self::Paused {
                started_at,
                paused_at,
                left,
                resumes_by,
            } => {
                let resumed_at = resumes_by.map_or(now, |latest| latest.min(now));
                Self::Running {
                    started_at: Span::between(paused_at, resumed_at).after(started_at),
                    due_at: calendar.add(resumed_at, left),
                }
            }
            Self::None | Self::Running { .. } | Self::Missed { .. } => self,
        }
    }

    /// There is time until later.
    const fn extended(self, until: Timestamp) -> Self {
        match self {
            Self::Running { started_at, .. } | Self::Missed { started_at, .. } => Self::Running {
                started_at,
                due_at: until,
            },
            Self::None | Self::Paused { .. } => self,
        }
    }

    /// The time was over, and the system could not act.
    const fn missed(self) -> Self {
        match self {
            Self::Running { started_at, due_at } => Self::Missed { started_at, due_at },
            Self::None | Self::Paused { .. } | Self::Missed { .. } => self,
        }
    }

    /// Whether the time is over.
    pub fn is_overdue(self, now: Timestamp) -> bool {
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
    let deadline = before.deadline;
    match event {
        Event::ConsumerAsked { answer_by, .. } => {
            deadline.paused(&calendar(before, policy), now, Some(*answer_by))
        }
        Event::Answered(_) | Event::AnswerElapsed {} => {
            deadline.resumed(&calendar(before, policy), now)
        }
        Event::DeadlineExtended { until, .. } => deadline.extended(*until),
        Event::AddressMissing {} | Event::DeadlineMissed {} => deadline.missed(),
        Event::Applied(_)
        | Event::Approved { .. }
        | Event::DirectCompensationApproved { .. }
        | Event::Rejected { .. }
        | Event::Shipped { .. }
        | Event::ShipmentSkipped { .. }
        | Event::PickupBooked(_)
        | Event::SignedFor { .. }
        | Event::ReportedAbnormal { .. }
        | Event::ExceptionResolved { .. }
        | Event::Inspected(_)
        | Event::Handled(_)
        | Event::QuoteAccepted { .. }
        | Event::QuoteDeclined { .. }
        | Event::RepairCompleted(_)
        | Event::GoodsSentBack { .. }
        | Event::ReturnedToHandling { .. }
        | Event::Cancelled { .. }
        | Event::SuperCancelled { .. }
        | Event::SuperCancelSettled {}
        | Event::Claimed { .. }
        | Event::Assigned { .. }
        | Event::Urged {}
        | Event::Rated(_) => deadline,
    }
}

fn fresh(order: &ServiceOrder, policy: &Policy, now: Timestamp) -> Deadline {
    let allowance = DeadlineKey::of(order.node(), order.service_type).and_then(|key| {
        policy
            .deadlines
            .allowance(key, order.goods.channel, &order.goods.category)
    });
    match allowance {
        None => Deadline::None,
        Some(allowance) => Deadline::Running {
            started_at: now,
            due_at: calendar(order, policy).add(now, allowance),
        },
    }
}

fn calendar(order: &ServiceOrder, policy: &Policy) -> Calendar {
    DeadlineKey::of(order.node(), order.service_type)
        .map_or_else(Calendar::every_day, |key| policy.deadlines.calendar(key))
}

/// What the system does when a node's time is over.
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
    /// What the system does when the time that runs now is over; none where nothing will happen of itself.
    pub const fn due_action(&self) -> Option<DueAction> {
        match self.deadline {
            Deadline::Running { .. } => due_action(self.node(), self.service_type),
            Deadline::Paused {
                resumes_by: Some(_),
                ..
            } => Some(DueAction::ResumeReview),
            Deadline::None
            | Deadline::Paused {
                resumes_by: None, ..
            }
            | Deadline::Missed { .. } => None,
        }
    }
}
