//! What happened, in English.

use aftercare_domain::{
    service_order::{Event, Handling, Inspection, Repair, command::ExceptionResolution},
    values::{carrier::Parcel, number::ServiceOrderNumber},
};

use super::English;
use crate::words::{
    Names as _, format,
    timeline::{EventText, EventWords},
};

impl EventWords for English {
    #[expect(
        clippy::too_many_lines,
        reason = "one entry an event, and no event without an entry"
    )]
    fn event(&self, event: &Event) -> EventText {
        match event {
            Event::Applied(applied) => {
                let application = &applied.application;
                EventText::of(format!(
                    "Applied for: {} · {}",
                    self.service_type(application.service_type),
                    self.service_method(application.service_method)
                ))
                .with(self.apply_reason(application.reason_code))
                .with(application.description.as_str())
                .with_some(
                    application.on_behalf_by.map(|party| {
                        format!("On behalf of the consumer, by: {}", self.party(party))
                    }),
                )
            }
            Event::Approved {
                service_type,
                service_method,
                receiving_address,
            } => EventText::of(format!(
                "Approved: {} · {}",
                self.service_type(*service_type),
                self.service_method(*service_method)
            ))
            .with_some(
                receiving_address
                    .as_ref()
                    .map(|to| format!("To be sent to: {}", format::address(to))),
            ),
            Event::AddressMissing {} => EventText::of(
                "The review is overdue, and there is no receiving address: a person must act",
            ),
            Event::DirectCompensationApproved { amount, reason } => EventText::of(format!(
                "Direct compensation of {}",
                format::money(amount.fen())
            ))
            .with(reason.as_str()),
            Event::Rejected {
                reason_code,
                reason,
            } => EventText::of(format!("Rejected: {}", self.reject_reason(*reason_code)))
                .with(reason.as_str()),
            Event::ConsumerAsked {
                question,
                answer_by,
            } => EventText::of("The consumer was asked for more")
                .with(question.as_str())
                .with(format!("To be answered by {}", format::time(*answer_by))),
            Event::Answered(answer) => {
                EventText::of("The consumer answered").with(answer.text.as_str())
            }
            Event::AnswerElapsed {} => {
                EventText::of("The consumer did not answer in time; the review goes on")
            }
            Event::Shipped {
                parcel,
                on_behalf,
                shared_with,
                given_by: _,
            } => EventText::of(if *on_behalf {
                "Tracking number filled in for the consumer"
            } else {
                "The goods were sent"
            })
            .with(self.parcel(parcel))
            .with_some(shared(shared_with)),
            Event::ShipmentCorrected {
                parcel,
                before,
                given_by: _,
                shared_with,
            } => EventText::of("The tracking number was corrected")
                .with(self.parcel(parcel))
                .with(format!("It was {}", self.parcel(before)))
                .with_some(shared(shared_with)),
            Event::ShipmentSkipped { parcel } => {
                EventText::of("The tracking number was known: straight on to receipt")
                    .with(self.parcel(parcel))
            }
            Event::PickupBooked(pickup) => EventText::of("A pickup was booked").with(format!(
                "{} · {} to {}",
                self.carrier(pickup.carrier),
                format::time(pickup.from),
                format::time(pickup.until)
            )),
            Event::SignedFor {
                quantity,
                remark,
                attachments: _,
            } => EventText::of(format!("Signed for, pieces: {}", quantity.get()))
                .quoting(remark.as_ref()),
            Event::ReportedAbnormal {
                reason_code,
                remark,
                attachments: _,
            } => EventText::of(format!(
                "Problem at receipt: {}",
                self.abnormal_reason(*reason_code)
            ))
            .with(remark.as_str()),
            Event::ExceptionResolved {
                resolution,
                remark,
                review_on,
                received,
            } => EventText::of(match resolution {
                ExceptionResolution::ConsumerConcedes => {
                    "Exception resolved: the consumer concedes, the goods go back"
                }
                ExceptionResolution::Hold => "Exception held for a second look",
                ExceptionResolution::MerchantConcedes => {
                    "Exception resolved: the merchant concedes, on to inspection"
                }
            })
            .quoting(remark.as_ref())
            .with_some(received.map(|pieces| format!("Pieces taken as received: {}", pieces.get())))
            .with_some(review_on.map(|day| format!("Review on {day}"))),
            Event::Inspected(inspection) => self.inspected(inspection),
            Event::Handled(handling) => self.handled(handling),
            Event::QuoteAccepted { amount } => EventText::of(format!(
                "The consumer accepted the quote of {}",
                format::money(amount.fen())
            )),
            Event::QuoteDeclined { reason } => {
                EventText::of("The consumer declined the quote: the original goods go back")
                    .quoting(reason.as_ref())
            }
            Event::RepairCompleted(repair) => self.repaired(repair),
            Event::GoodsSentBack { parcel } => {
                EventText::of("Goods were sent to the consumer").with(self.parcel(parcel))
            }
            Event::ReturnedToHandling { reason } => {
                EventText::of("Returned to handling").with(reason.as_str())
            }
            Event::Cancelled { reason } => EventText::of("Cancelled").quoting(reason.as_ref()),
            Event::SuperCancelled { reason } => {
                EventText::of("Super-cancelled").with(reason.as_str())
            }
            Event::SuperCancelSettled {} => EventText::of("The goods went back: cancelled"),
            Event::DeadlineExtended { until, reason } => {
                EventText::of(format!("Deadline extended to {}", format::time(*until)))
                    .with(reason.as_str())
            }
            Event::DeadlineMissed {} => EventText::of("The node is overdue; a person must act"),
            Event::Claimed { assignee } => EventText::of(format!("Claimed by {}", assignee.name)),
            Event::Assigned { assignee } => EventText::of(format!("Assigned to {}", assignee.name)),
            Event::Urged {} => EventText::of("The consumer urged"),
            Event::Rated(rating) => EventText::of(format!(
                "The consumer rated it: {} of 5 stars",
                rating.stars
            ))
            .quoting(rating.comment.as_ref()),
        }
    }
}

impl English {
    /// A parcel by carrier and number.
    pub(super) fn parcel(&self, parcel: &Parcel) -> String {
        format!(
            "{} {}",
            self.carrier(parcel.carrier),
            parcel.tracking_number.as_str()
        )
    }

    fn inspected(&self, inspection: &Inspection) -> EventText {
        let conclusion = &inspection.conclusion;
        let fault = inspection
            .fault
            .as_ref()
            .and_then(|fault| fault.description.as_ref());
        EventText::of("Inspected")
            .with(format!(
                "Conclusion: {} · {} · {}",
                self.method(conclusion.handling_method),
                self.liability(conclusion.liability),
                self.warranty(conclusion.in_warranty)
            ))
            .quoting(fault)
    }

    fn handled(&self, handling: &Handling) -> EventText {
        EventText::of(format!("Handled: {}", self.method(handling.method)))
            .with_some(
                handling
                    .refund
                    .map(|amount| format!("Refund of {}", format::money(amount.fen()))),
            )
            .with_some(handling.quote.map(|quote| {
                format!(
                    "Quote of {}, for the consumer to decide",
                    format::money(quote.fen())
                )
            }))
            .quoting(handling.reason.as_ref())
            .quoting(handling.remark.as_ref())
    }

    fn repaired(&self, repair: &Repair) -> EventText {
        EventText::of(format!("Repaired: {}", self.method(repair.method)))
            .with(repair.details.as_str())
    }
}

/// Other open orders that name the same parcel (R-SHP-1).
fn shared(with: &[ServiceOrderNumber]) -> Option<String> {
    (!with.is_empty()).then(|| format!("{} more service orders name this parcel", with.len()))
}
