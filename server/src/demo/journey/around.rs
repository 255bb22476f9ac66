//! What people do beside the steps: claim, assign, urge, extend, rate.

use aftercare_domain::{
    form::Field,
    people::party::{Actor, Position},
    policy::responsibility::Step,
    service_order::{
        Command, Deadline, Node, ServiceOrder,
        command::{Assign, Claim, ExtendDeadline, Rate, Urge},
    },
    values::{
        score::Score,
        text::{Name, Reason, Remark},
        time::Span,
    },
};

use super::{DemoError, Journey, Stay};
use crate::demo::phrases;

impl<'j> Journey<'j> {
    /// Rests where it is to stand now, after what people do there beside the steps.
    pub(super) fn stay(&mut self, stay: Stay) -> Result<(), DemoError> {
        let with_staff = match stay {
            Stay::Reviewing
            | Stay::Answered
            | Stay::Exception
            | Stay::Inspecting
            | Stay::Handling
            | Stay::Repairing
            | Stay::Returning => true,
            Stay::Asked
            | Stay::AddressMissing
            | Stay::AwaitingShipment
            | Stay::PickupBooked
            | Stay::InTransit
            | Stay::Held
            | Stay::QuoteOpen
            | Stay::QuoteAccepted
            | Stay::Finished => false,
        };
        if with_staff && self.look_around()? {
            return Ok(());
        }
        self.rests = true;
        Ok(())
    }

    /// Rolls, once in a node, for what people do beside the steps; says whether somebody did something.
    pub(super) fn look_around(&mut self) -> Result<bool, DemoError> {
        let node = self.order.node();
        let Some(step) = node.step() else {
            return Ok(false);
        };
        if self.looked_around == Some(node) {
            return Ok(false);
        }
        self.looked_around = Some(node);
        let version = self.order.version;
        match self.dice.within(1, 100) {
            1..=10 => self.claim(node, step)?,
            11..=14 => self.assign(node, step)?,
            15..=19 if node != Node::PendingShipment => {
                let after = self.hours(7);
                self.give_by_consumer(after, &Command::Urge(Urge {}))?;
            }
            20..=21 => self.extend()?,
            _ => {}
        }
        Ok(self.rests || self.order.version != version)
    }

    fn claim(&mut self, node: Node, step: Step) -> Result<(), DemoError> {
        let actor = self.worker(node, step)?;
        if self.order.assignee.is_some() || actor.username.is_none() {
            return Ok(());
        }
        let after = self.minutes(25);
        self.give(after, actor, &Command::Claim(Claim {}))
    }

    /// The owner assigns it to the one who does such steps.
    fn assign(&mut self, node: Node, step: Step) -> Result<(), DemoError> {
        let colleague = self.worker(node, step)?.username.clone();
        let boss = self.responsible(step, Position::Owner)?;
        let known = self.case.merchant.colleagues();
        let Some(to) = colleague.filter(|to| known.iter().any(|known| known.username == *to))
        else {
            return Ok(());
        };
        let after = self.minutes(40);
        self.give(after, boss, &Command::Assign(Assign { to }))
    }

    /// Who works on orders in a node.
    fn worker(&self, node: Node, step: Step) -> Result<&'j Actor, DemoError> {
        let position = match step {
            Step::Apply | Step::Review => Position::Agent,
            Step::Receive => Position::Receiver,
            Step::Inspect => Position::Inspector,
            Step::Handle if node == Node::InRepair => Position::Technician,
            Step::Handle => Position::Agent,
        };
        self.responsible(step, position)
    }

    fn extend(&mut self) -> Result<(), DemoError> {
        let due_at = match &self.order.deadline {
            Deadline::Running(term) if self.order.node() != Node::PendingShipment => term.due_at,
            Deadline::Running(_)
            | Deadline::None
            | Deadline::Paused { .. }
            | Deadline::Missed(_) => return Ok(()),
        };
        let more = self.dice.span(Span::hours(12), Span::days(3));
        let command = Command::ExtendDeadline(ExtendDeadline {
            until: more.after(due_at),
            reason: Reason::parse(self.pick(phrases::EXTENDED)?)?,
        });
        let after = self.hours(4);
        self.give_by_staff(after, &command)
    }

    /// Half of the consumers say how it was: content when they got what they wanted.
    pub(super) fn rate(&mut self) -> Result<(), DemoError> {
        if !self.dice.percent(48) {
            self.rests = true;
            return Ok(());
        }
        let chances = if was_refused(&self.order) {
            [(6, 5), (12, 4), (24, 3), (26, 2), (32, 1)]
        } else {
            [(52, 5), (27, 4), (12, 3), (5, 2), (4, 1)]
        };
        let stars: i64 = self.dice.weigh(&chances)?;
        let (comments, tags) = if stars >= 4 {
            (phrases::PRAISE, phrases::GOOD_TAGS)
        } else {
            (phrases::COMPLAINTS, phrases::BAD_TAGS)
        };
        let comment = if self.dice.percent(45) {
            Some(Remark::parse(self.pick(comments)?)?)
        } else {
            None
        };
        let tag = if self.dice.percent(60) {
            Some(Name::parse(self.pick(tags)?)?)
        } else {
            None
        };
        let recommend = (stars * 2 + self.dice.within(-1, 1)).clamp(0, 10);
        let command = Command::Rate(Rate {
            stars: Score::read(&stars.into())?,
            recommend: Score::read(&recommend.into())?,
            comment,
            tags: tag.into_iter().collect(),
        });
        let after = self.hours(20);
        self.give_by_consumer(after, &command)?;
        self.rests = true;
        Ok(())
    }
}

fn was_refused(order: &ServiceOrder) -> bool {
    order
        .handling
        .as_ref()
        .is_some_and(|handling| handling.method.facts().refuses)
}
