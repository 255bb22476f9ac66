//! Handling and repair (docs/rules.md § 2.6).

use aftercare_domain::{
    people::party::Position,
    policy::responsibility::Step,
    service_order::{
        Command, Part, Quote, Replacement, State,
        catalogue::{HandlingMethod, MethodFacts, RefundKind},
        command::{AcceptQuote, CompleteRepair, DeclineQuote, Handle},
        handling_offers::{method_offers, suggested_method},
    },
    values::{
        money::Money,
        quantity::Quantity,
        service::ServiceType,
        text::{Reason, Remark, ShortText, WorkReport},
    },
};

use super::{DemoError, Journey, OrderEnding};
use crate::demo::{phrases, purchases::serial_number};

impl Journey<'_> {
    pub(super) fn handle(&mut self) -> Result<(), DemoError> {
        if self.ends(OrderEnding::SuperCancelledLate) {
            return self.super_cancel();
        }
        if self.order.service_type != ServiceType::Supplement && self.happens(5) {
            return self.elapse();
        }
        let method = self.method()?;
        let command = Command::Handle(self.handling(method)?);
        let position = if method.facts().service_type == Some(ServiceType::Repair) {
            Position::Technician
        } else {
            Position::Agent
        };
        let actor = self.responsible(Step::Handle, position)?;
        let after = self.hours(5);
        self.give(after, actor, &command)
    }

    /// What the form suggests, mostly.
    fn method(&mut self) -> Result<HandlingMethod, DemoError> {
        let other = self.other_method();
        let facts = self.facts();
        let situation = self.situation(self.at, &facts);
        let offers = method_offers(&self.order, &situation);
        let offered = |method: &HandlingMethod| {
            offers
                .iter()
                .any(|offer| offer.method == *method && offer.refusal.is_none())
        };
        let suggested = suggested_method(&self.order, &situation).map(|found| found.method);
        other
            .filter(&offered)
            .or(suggested)
            .or_else(|| offers.iter().map(|offer| offer.method).find(&offered))
            .ok_or(DemoError::NothingToChoose)
    }

    /// What handlers sometimes choose instead.
    fn other_method(&mut self) -> Option<HandlingMethod> {
        let (percent, method) = match self.order.service_type {
            ServiceType::Return => (4, HandlingMethod::PartialRefund),
            // Out of stock: the money instead (R-HND-2).
            ServiceType::Exchange => (6, HandlingMethod::FullRefund),
            ServiceType::Repair | ServiceType::Supplement => return None,
        };
        Some(method).filter(|_| self.happens(percent))
    }

    /// The form, with what the method needs.
    fn handling(&mut self, method: HandlingMethod) -> Result<Handle, DemoError> {
        let facts = method.facts();
        let amount = if facts.refund == RefundKind::Amount {
            let percent = self.dice.within(20, 85);
            Some(self.part_of_what_is_left(percent)?)
        } else {
            None
        };
        let (parts, labour) = self.bill()?;
        let sum: i64 = parts
            .iter()
            .filter_map(|part| part.price)
            .map(Money::fen)
            .sum();
        let quote = Money::parse(sum + labour.fen())?;
        let sent = parts.into_iter().map(|part| Part {
            price: None,
            ..part
        });
        let remark = if self.dice.percent(30) {
            Some(Remark::parse(self.pick(phrases::HANDLING_REMARKS)?)?)
        } else {
            None
        };
        Ok(Handle {
            method,
            amount,
            reason: self.reason(method, facts)?,
            consignee: None,
            quote: Some(quote).filter(|_| facts.needs_quote),
            parts: sent.filter(|_| facts.needs_parts).collect(),
            replacement: self.replacement(method)?,
            remark,
        })
    }

    fn reason(
        &mut self,
        method: HandlingMethod,
        facts: MethodFacts,
    ) -> Result<Option<Reason>, DemoError> {
        if !facts.needs_reason {
            return Ok(None);
        }
        let words = if facts.refuses {
            phrases::REFUSED
        } else if method == HandlingMethod::DirectCompensation {
            phrases::COMPENSATION
        } else {
            phrases::PARTIAL
        };
        Ok(Some(Reason::parse(self.pick(words)?)?))
    }

    fn replacement(&mut self, method: HandlingMethod) -> Result<Option<Replacement>, DemoError> {
        if method != HandlingMethod::WarrantyExchange || !self.dice.percent(60) {
            return Ok(None);
        }
        let prefix = self.case.product.kind.serial;
        let serial_number = prefix
            .map(|prefix| serial_number(&mut self.dice, prefix))
            .transpose()?;
        Ok(Some(Replacement {
            sku: self.order.goods.sku.clone(),
            serial_number,
        }))
    }

    /// A part of such goods with its price, and labour.
    fn bill(&mut self) -> Result<(Vec<Part>, Money), DemoError> {
        let (name, yuan) = self.pick(self.case.product.kind.parts)?;
        let part = Part {
            sku: None,
            name: Some(ShortText::parse(name)?),
            quantity: Quantity::ONE,
            price: Some(Money::parse(yuan * 100)?),
        };
        let labour = Money::parse(self.pick(&[3000, 5000, 8000])?)?;
        Ok((vec![part], labour))
    }

    pub(super) fn repair(&mut self) -> Result<(), DemoError> {
        let quote_open = matches!(
            self.order.state,
            State::InRepair {
                quote: Some(Quote {
                    accepted_at: None,
                    ..
                })
            }
        );
        if quote_open {
            return self.decide_on_quote();
        }
        let handled = self.order.handling.as_ref().map(|handling| handling.method);
        let method = handled.ok_or(DemoError::NothingToChoose)?;
        let replaced = matches!(
            method,
            HandlingMethod::RepairPartsFree
                | HandlingMethod::RepairPartsPaid
                | HandlingMethod::RepairAccessory
        );
        let (parts, labour) = self.bill()?;
        let words = if replaced {
            phrases::PARTS_REPLACED
        } else {
            phrases::ADJUSTED
        };
        let command = Command::CompleteRepair(CompleteRepair {
            method,
            details: WorkReport::parse(self.pick(words)?)?,
            parts: if replaced { parts } else { Vec::new() },
            labour: Some(labour).filter(|_| method.facts().needs_quote),
            fault_codes: Vec::new(),
            attachments: Vec::new(),
        });
        let after = self.hours(40);
        self.give_by_staff(after, &command)
    }

    fn decide_on_quote(&mut self) -> Result<(), DemoError> {
        let after = self.hours(9);
        if self.ends(OrderEnding::QuoteDeclined) || self.happens(15) {
            let reason = Some(Reason::parse(self.pick(phrases::QUOTE_DECLINED)?)?);
            let command = Command::DeclineQuote(DeclineQuote { reason });
            return self.give_by_consumer(after, &command);
        }
        self.give_by_consumer(after, &Command::AcceptQuote(AcceptQuote {}))
    }
}
