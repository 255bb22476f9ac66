//! Deadlines: a pure function of policy and node log (R-TIM-1).

use super::{
    Event, Node, ServiceOrder, consequences::TimerChange, decide::method_at_deadline,
    node::DueAction,
};
use crate::{
    aggregate::{deadline::Deadline, term::Term},
    policy::{DeadlineKey, Policy},
    values::{calendar::Calendar, service::ServiceType, time::Timestamp},
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

impl Deadline {
    /// The same with what rests of it, where an order of this service stands in this node.
    #[must_use]
    pub(super) fn known_in(self, node: Node, service_type: ServiceType, policy: &Policy) -> Self {
        if self.is_known() {
            return self;
        }
        self.known(&calendar_in(node, service_type, policy))
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
