//! Inspection (docs/rules.md § 2.5).

use aftercare_domain::{
    service_order::{
        Command,
        catalogue::HandlingMethod,
        command::Inspect,
        inspection::{
            Conclusion, FaultDescription, InspectionForm, Item, ItemKind, ItemResult, Liability,
        },
        reason::ApplyReason,
    },
    values::{service::ServiceType, text::WorkReport},
};
use serde_json::{Value, json};

use super::{DemoError, Journey, OrderEnding, Stay};
use crate::demo::phrases;

/// What an inspector finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct InspectionFinding {
    liability: Liability,
    /// As it was sold.
    intact: bool,
    works: bool,
}

impl InspectionFinding {
    /// Whether the consumer gets what was asked for.
    const fn grants(self) -> bool {
        match self.liability {
            Liability::Product | Liability::Carrier => true,
            Liability::Consumer | Liability::NoneFound => false,
        }
    }
}

impl Journey<'_> {
    pub(super) fn inspect(&mut self) -> Result<(), DemoError> {
        if self.ends(OrderEnding::SuperCancelledLate) {
            return self.super_cancel();
        }
        if self.happens(4) {
            return self.elapse();
        }
        let finding = self.find()?;
        let conclusion = self.conclude(finding)?;
        let form = InspectionForm::built_in();
        let mut results = Vec::with_capacity(form.items.len());
        for item in &form.items {
            if let Some(value) = self.look_at(item, finding)? {
                results.push(ItemResult {
                    item: item.id.clone(),
                    value,
                    remark: None,
                    attachments: Vec::new(),
                });
            }
        }
        let words = match finding.liability {
            Liability::Product => phrases::PRODUCT_FAULT,
            Liability::Consumer => phrases::CONSUMER_FAULT,
            Liability::Carrier => phrases::CARRIER_FAULT,
            Liability::NoneFound => phrases::NO_FAULT,
        };
        let fault = FaultDescription {
            codes: Vec::new(),
            description: Some(WorkReport::parse(self.pick(words)?)?),
        };
        let command = Command::Inspect(Inspect {
            results,
            fault: Some(fault),
            conclusion,
        });
        let after = self.hours(4);
        self.give_by_staff(after, &command)
    }

    fn find(&mut self) -> Result<InspectionFinding, DemoError> {
        let application = &self.order.application;
        let reason = application.reason_code;
        let to_be_refused =
            self.stays(&[Stay::Returning]) && application.service_type == ServiceType::Return;
        let chances: &[(u32, Liability)] = match reason {
            ApplyReason::NoReason => &[(88, Liability::NoneFound), (12, Liability::Consumer)],
            ApplyReason::DamagedInTransit => &[(80, Liability::Carrier), (20, Liability::Product)],
            ApplyReason::QualityDefect
            | ApplyReason::Malfunction
            | ApplyReason::WrongGoods
            | ApplyReason::MissingParts
            | ApplyReason::NotAsDescribed
            | ApplyReason::Other => &[
                (78, Liability::Product),
                (12, Liability::NoneFound),
                (10, Liability::Consumer),
            ],
        };
        let liability = if to_be_refused {
            Liability::Consumer
        } else {
            self.dice.weigh(chances)?
        };
        let unused = reason == ApplyReason::NoReason;
        Ok(InspectionFinding {
            liability,
            intact: liability == Liability::NoneFound && unused,
            works: liability == Liability::NoneFound || unused,
        })
    }

    /// The service and the method that the inspector recommends.
    fn conclude(&mut self, finding: InspectionFinding) -> Result<Conclusion, DemoError> {
        let application = &self.order.application;
        let service_type = application.service_type;
        let covered = application.warranty.in_warranty;
        let (service_type, handling_method, in_warranty) = match service_type {
            ServiceType::Return => (service_type, self.conclude_return(finding), covered),
            ServiceType::Exchange if finding.grants() => {
                (service_type, HandlingMethod::WarrantyExchange, covered)
            }
            ServiceType::Exchange => (service_type, HandlingMethod::ExchangeRefused, covered),
            ServiceType::Repair => self.conclude_repair(finding, covered)?,
            ServiceType::Supplement => (service_type, HandlingMethod::SupplementMerchant, covered),
        };
        Ok(Conclusion {
            service_type,
            handling_method,
            liability: finding.liability,
            in_warranty,
        })
    }

    fn conclude_return(&mut self, finding: InspectionFinding) -> HandlingMethod {
        if finding.intact {
            HandlingMethod::NoReasonRefund
        } else if finding.grants() {
            HandlingMethod::FullRefund
        } else if self.happens(40) {
            HandlingMethod::PartialRefund
        } else {
            HandlingMethod::ReturnRefused
        }
    }

    fn conclude_repair(
        &mut self,
        finding: InspectionFinding,
        covered: bool,
    ) -> Result<(ServiceType, HandlingMethod, bool), DemoError> {
        let repair = ServiceType::Repair;
        if self.happens(5) {
            // It can't be repaired (R-HND-2).
            return Ok((ServiceType::Return, HandlingMethod::FullRefund, covered));
        }
        let free = self.stays(&[Stay::Repairing]);
        let paid = self.stays(&[Stay::QuoteOpen, Stay::QuoteAccepted])
            || self.ends(OrderEnding::QuoteDeclined)
            || (!free && (!covered || finding.liability == Liability::Consumer));
        if paid {
            let methods = [
                (75, HandlingMethod::RepairPartsPaid),
                (25, HandlingMethod::RepairOtherPaid),
            ];
            return Ok((repair, self.dice.weigh(&methods)?, false));
        }
        let method = match finding.liability {
            Liability::NoneFound => HandlingMethod::RepairAdjustment,
            Liability::Product | Liability::Carrier | Liability::Consumer => self.dice.weigh(&[
                (
                    if covered { 60 } else { 0 },
                    HandlingMethod::RepairPartsFree,
                ),
                (22, HandlingMethod::RepairAccessory),
                (18, HandlingMethod::RepairAdjustment),
            ])?,
        };
        Ok((repair, method, covered))
    }

    /// The result of an item; none where the inspector left it out.
    fn look_at(
        &mut self,
        item: &Item,
        finding: InspectionFinding,
    ) -> Result<Option<Value>, DemoError> {
        if !item.required && self.dice.percent(45) {
            return Ok(None);
        }
        let value = match item.kind {
            ItemKind::PassFail => {
                let passes = match item.id.as_str() {
                    "function" => finding.works,
                    "appearance" => finding.intact,
                    "accessories" => finding.intact || self.dice.percent(80),
                    _ => true,
                };
                json!(if passes { "pass" } else { "fail" })
            }
            ItemKind::Choice if finding.intact => json!(item.choices.first()),
            ItemKind::Choice => json!(self.dice.pick(&item.choices)?),
            ItemKind::Number => json!(self.dice.within(1, 24) * 5),
            ItemKind::Text => json!(self.pick(phrases::RECEIPTS)?),
        };
        Ok(Some(value))
    }
}
