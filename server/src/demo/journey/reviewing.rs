//! Review (docs/rules.md § 2.3), and giving up.

use aftercare_domain::{
    service_order::{
        Command, Node,
        command::{
            Answer, Approve, ApproveDirectCompensation, AskConsumer, Cancel, Reject, SuperCancel,
        },
        reason::RejectReason,
    },
    values::{
        money::Money,
        service::{ServiceMethod, ServiceType},
        text::{AnswerText, QuestionText, Reason},
    },
};

use super::{DemoError, Journey, OrderEnding, Stay};
use crate::demo::phrases;

impl Journey<'_> {
    pub(super) fn review(&mut self) -> Result<(), DemoError> {
        if self.order.question_open() {
            return self.answer();
        }
        let to_be_asked = self.stays(&[Stay::Asked, Stay::Answered]) || self.happens(5);
        if to_be_asked && self.order.question.is_none() {
            return self.ask();
        }
        if self.ends(OrderEnding::Withdrawn(Node::PendingReview)) {
            return self.withdraw();
        }
        if self.ends(OrderEnding::Rejected) {
            return self.reject();
        }
        if self.ends(OrderEnding::Compensated) {
            return self.compensate();
        }
        if self.stays(&[Stay::AddressMissing]) || !self.has_address() || self.happens(5) {
            return self.elapse();
        }
        self.approve()
    }

    /// Whether approving as applied finds an address for the goods.
    fn has_address(&self) -> bool {
        let application = &self.order.application;
        let purpose = application
            .service_type
            .address_purpose()
            .filter(|_| application.service_method.brings_goods());
        purpose.is_none_or(|purpose| self.case.product.addresses.of(purpose).is_some())
    }

    fn approve(&mut self) -> Result<(), DemoError> {
        // Now and then it is fetched though the consumer would have sent it.
        let application = &self.order.application;
        let mailed = application.service_method == ServiceMethod::MailIn
            && application.service_type != ServiceType::Supplement;
        let fetched = mailed && self.order.shipment.is_none() && self.happens(3);
        let command = Command::Approve(Approve {
            service_type: None,
            service_method: Some(ServiceMethod::Pickup).filter(|_| fetched),
        });
        let after = self.hours(3);
        self.give_by_staff(after, &command)
    }

    fn ask(&mut self) -> Result<(), DemoError> {
        let (question, _) = self.pick(phrases::QUESTIONS)?;
        let question = QuestionText::parse(question)?;
        let after = self.hours(2);
        self.give_by_staff(after, &Command::AskConsumer(AskConsumer { question }))
    }

    fn answer(&mut self) -> Result<(), DemoError> {
        if self.happens(25) {
            return self.elapse();
        }
        let asked = self.order.question.as_ref();
        let (_, answer) = phrases::QUESTIONS
            .iter()
            .find(|(question, _)| asked.is_some_and(|asked| asked.question.as_str() == *question))
            .ok_or(DemoError::NothingToChoose)?;
        let command = Command::Answer(Answer {
            text: AnswerText::parse(answer)?,
            attachments: Vec::new(),
        });
        let after = self.hours(5);
        self.give_by_consumer(after, &command)
    }

    fn reject(&mut self) -> Result<(), DemoError> {
        let reason_code = self.pick(&[
            RejectReason::MisuseDamage,
            RejectReason::InsufficientEvidence,
            RejectReason::NotCovered,
            RejectReason::SettledWithConsumer,
            RejectReason::Other,
        ])?;
        let command = Command::Reject(Reject {
            reason_code,
            reason: Reason::parse(phrases::rejection(reason_code))?,
        });
        let after = self.hours(4);
        self.give_by_staff(after, &command)
    }

    fn compensate(&mut self) -> Result<(), DemoError> {
        let percent = self.dice.within(8, 40);
        let command = Command::ApproveDirectCompensation(ApproveDirectCompensation {
            amount: self.part_of_what_is_left(percent)?,
            reason: Reason::parse(self.pick(phrases::COMPENSATION)?)?,
        });
        let after = self.hours(4);
        self.give_by_staff(after, &command)
    }

    /// So many percent of what can still be refunded, in whole yuan where that is something.
    pub(super) fn part_of_what_is_left(&self, percent: i64) -> Result<Money, DemoError> {
        let left = self.order.refundable(&self.facts().line).fen();
        let part = left * percent / 100;
        let whole = if part >= 100 { part / 100 * 100 } else { part };
        Ok(Money::parse(whole.max(1))?)
    }

    /// The consumer gives up.
    pub(super) fn withdraw(&mut self) -> Result<(), DemoError> {
        let reason = if self.dice.percent(60) {
            Some(Reason::parse(self.pick(phrases::CANCELLED)?)?)
        } else {
            None
        };
        let after = self.hours(4);
        self.give_by_consumer(after, &Command::Cancel(Cancel { reason }))
    }

    /// The operator ends it.
    pub(super) fn super_cancel(&mut self) -> Result<(), DemoError> {
        let reason = Reason::parse(self.pick(phrases::SUPER_CANCELLED)?)?;
        let after = self.hours(9);
        self.give_by_staff(after, &Command::SuperCancel(SuperCancel { reason }))
    }
}
