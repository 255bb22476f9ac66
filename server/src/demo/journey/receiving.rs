//! Receipt and exceptions (docs/rules.md § 2.4), and goods on their way back.

use aftercare_domain::{
    service_order::{
        Command, Node, ReturnOrigin, State,
        command::{
            ExceptionResolution, ReportAbnormal, ResolveException, ReturnToHandling, SendGoodsBack,
            SignFor,
        },
        reason::AbnormalReason,
    },
    values::{
        service::ServiceMethod,
        text::{Reason, Remark},
        time::{Span, marketplace_day},
    },
};
use chrono::Days;

use super::{DemoError, Journey, OrderEnding, Stay};
use crate::demo::{parcels, phrases};

impl Journey<'_> {
    pub(super) fn receive(&mut self) -> Result<(), DemoError> {
        if self.ends(OrderEnding::Withdrawn(Node::PendingReceipt)) {
            return self.withdraw();
        }
        let abnormal = self.stays(&[Stay::Exception, Stay::Held])
            || self.ends(OrderEnding::Abnormal)
            || self.ends(OrderEnding::ConsumerConceded);
        if abnormal {
            return self.report_abnormal();
        }
        let by_parcel = self.order.node() == Node::PendingReceipt;
        if by_parcel && self.happens(4) {
            return self.elapse();
        }
        let remark = if self.dice.percent(40) {
            Some(Remark::parse(self.pick(phrases::RECEIPTS)?)?)
        } else {
            None
        };
        let command = Command::SignFor(SignFor {
            quantity: None,
            remark,
            attachments: Vec::new(),
        });
        let after = self.arrival();
        self.give_by_staff(after, &command)
    }

    /// How long it takes until somebody has the goods in hand.
    fn arrival(&mut self) -> Span {
        match self.order.service_method {
            ServiceMethod::DropOff => self.hours(6),
            ServiceMethod::MailIn | ServiceMethod::Pickup | ServiceMethod::None => {
                let carried = self.dice.span(Span::hours(24), Span::hours(84));
                let waited = self.hours(5);
                Span::milliseconds(carried.ms() + waited.ms())
            }
        }
    }

    fn report_abnormal(&mut self) -> Result<(), DemoError> {
        let reason_code = self.pick(AbnormalReason::ALL)?;
        let command = Command::ReportAbnormal(ReportAbnormal {
            reason_code,
            remark: Remark::parse(phrases::abnormality(reason_code))?,
            attachments: Vec::new(),
        });
        let after = self.arrival();
        self.give_by_staff(after, &command)
    }

    pub(super) fn resolve(&mut self) -> Result<(), DemoError> {
        let held = matches!(self.order.state, State::PendingException { hold: Some(_) });
        if !held && (self.stays(&[Stay::Held]) || self.happens(35)) {
            return self.hold();
        }
        let (resolution, words) = if self.ends(OrderEnding::ConsumerConceded) {
            (
                ExceptionResolution::ConsumerConcedes,
                phrases::CONSUMER_CONCEDES,
            )
        } else {
            (
                ExceptionResolution::MerchantConcedes,
                phrases::MERCHANT_CONCEDES,
            )
        };
        let command = Command::ResolveException(ResolveException {
            resolution,
            remark: Some(Remark::parse(self.pick(words)?)?),
            review_on: None,
            quantity: None,
        });
        let after = self.hours(14);
        self.give_by_staff(after, &command)
    }

    /// Somebody looks again in a few days.
    fn hold(&mut self) -> Result<(), DemoError> {
        let later = Days::new(self.dice.within(3, 6).unsigned_abs());
        let command = Command::ResolveException(ResolveException {
            resolution: ExceptionResolution::Hold,
            remark: Some(Remark::parse(self.pick(phrases::HOLDS)?)?),
            review_on: marketplace_day(self.at).checked_add_days(later),
            quantity: None,
        });
        let after = self.hours(5);
        self.give_by_staff(after, &command)
    }

    pub(super) fn send_back(&mut self) -> Result<(), DemoError> {
        if self.may_be_handled_again() && self.happens(3) {
            let reason = Reason::parse(self.pick(phrases::BACK_TO_HANDLING)?)?;
            let after = self.hours(8);
            let command = Command::ReturnToHandling(ReturnToHandling { reason });
            return self.give_by_staff(after, &command);
        }
        let parcel = parcels::parcel(&mut self.dice)?;
        let command = Command::SendGoodsBack(SendGoodsBack {
            carrier: parcel.carrier,
            tracking_number: parcel.tracking_number,
        });
        let after = self.hours(15);
        self.give_by_staff(after, &command)
    }

    /// Whether what goes to the consumer can be handled otherwise (R-RET-2); the demo does so once.
    fn may_be_handled_again(&self) -> bool {
        let decided = matches!(
            self.order.state,
            State::PendingReturn {
                origin: ReturnOrigin::Handled | ReturnOrigin::Repaired
            }
        );
        let lines = self.steps.iter().flat_map(|happened| &happened.recorded);
        let handled = lines.filter(|line| line.event.name() == "handled");
        decided && handled.count() == 1
    }
}
