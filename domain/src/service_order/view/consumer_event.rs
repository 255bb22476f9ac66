//! What a consumer is told of an event: what concerns them, and nothing of how it is worked on.

use serde::{Deserialize, Serialize};

use crate::{
    people::party::Party,
    service_order::{
        Event, Pickup,
        catalogue::HandlingMethod,
        command::ExceptionResolution,
        inspection::FaultDescription,
        reason::{AbnormalReason, ApplyReason, RejectReason},
    },
    values::{
        address::Consignee,
        carrier::Parcel,
        money::Money,
        quantity::Quantity,
        service::{ServiceMethod, ServiceType},
        text::{AnswerText, Description, QuestionText, Reason, Remark, WorkReport},
        time::Timestamp,
    },
};

/// An event as the consumer is told of it, under the event's own name. A list of what may be told, so that an event and a
/// fact which nobody thought of here stay untold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub enum ConsumerEvent {
    /// A service was applied for.
    Applied {
        /// The service that the consumer applied for.
        service_type: ServiceType,
        /// How the goods reach the merchant.
        service_method: ServiceMethod,
        /// How many pieces the application is for.
        quantity: Quantity,
        /// Why the consumer applies.
        reason_code: ApplyReason,
        /// What is wrong with the goods, in the consumer's words.
        description: Description,
        /// The party that applied for them.
        on_behalf_by: Option<Party>,
    },
    /// The application was approved.
    Approved {
        /// The service that is given.
        service_type: ServiceType,
        /// How the goods reach the merchant.
        service_method: ServiceMethod,
        /// Where to; none where none come.
        receiving_address: Option<Consignee>,
    },
    /// It was approved with an amount, and no goods go anywhere.
    DirectCompensationApproved {
        /// What the consumer is paid, in fen.
        amount: Money,
        /// Why the consumer is paid, in words.
        reason: Reason,
    },
    /// The application was rejected, and the order ended.
    Rejected {
        /// Why it was rejected, as a code.
        reason_code: RejectReason,
        /// Why it was rejected, in the reviewer's words.
        reason: Reason,
    },
    /// They were asked for more.
    ConsumerAsked {
        /// The question, as the consumer reads it.
        question: QuestionText,
        /// Until when the consumer can answer.
        answer_by: Timestamp,
    },
    /// The consumer answered the question.
    Answered {
        /// The answer, in the consumer's words.
        text: AnswerText,
    },
    /// They did not answer in time, and the review goes on.
    AnswerElapsed {},
    /// The goods are on their way.
    Shipped {
        /// The parcel by which the goods come.
        parcel: Parcel,
        /// Whether staff said so for them.
        on_behalf: bool,
    },
    /// The goods come by another parcel than was said.
    ShipmentCorrected {
        /// The parcel by which the goods come after all.
        parcel: Parcel,
        /// By which one it was said before.
        before: Parcel,
        /// Whether staff corrected it for them.
        on_behalf: bool,
    },
    /// The parcel was known at approval.
    ShipmentSkipped {
        /// The parcel that was known before.
        parcel: Parcel,
    },
    /// A pickup is booked.
    PickupBooked(Pickup),
    /// The goods arrived and were signed for.
    SignedFor {
        /// How many pieces came.
        quantity: Quantity,
    },
    /// Something about the goods was not as it should be.
    ReportedAbnormal {
        /// What is abnormal about the goods.
        reason_code: AbnormalReason,
        /// What the receiver saw, in their words.
        remark: Remark,
    },
    /// It was decided what becomes of goods that arrived so; that they are held is not told.
    ExceptionResolved {
        /// What becomes of the goods.
        resolution: ExceptionResolution,
    },
    /// The goods were inspected.
    Inspected {
        /// What is broken; none where no fault was described.
        fault: Option<FaultDescription>,
        /// 三包内: whether the goods are in warranty, as the inspector concluded.
        in_warranty: bool,
    },
    /// It was decided how they are helped.
    Handled {
        /// The handling method that was chosen.
        method: HandlingMethod,
        /// What the consumer is refunded, in fen; none where nothing is.
        refund: Option<Money>,
        /// What the repair would cost the consumer, in fen.
        quote: Option<Money>,
        /// Why, in the handler's words; none where the method needs no reason.
        reason: Option<Reason>,
    },
    /// They accepted the quote.
    QuoteAccepted {
        /// What the consumer accepted to pay, in fen.
        amount: Money,
    },
    /// The consumer declined the quote: the goods go back as they came.
    QuoteDeclined {
        /// Why the quote was declined, in the consumer's words.
        reason: Option<Reason>,
    },
    /// The goods are repaired.
    RepairCompleted {
        /// The handling method by which the goods were repaired in the end.
        method: HandlingMethod,
        /// 维修详情: what was done, in the technician's words.
        details: WorkReport,
    },
    /// Goods are on their way to them.
    GoodsSentBack {
        /// The parcel by which goods go to the consumer.
        parcel: Parcel,
    },
    /// It is decided anew how they are helped.
    ReturnedToHandling {},
    /// They gave up, or the goods did not come in time.
    Cancelled {
        /// Why the consumer gave up, in their words.
        reason: Option<Reason>,
    },
    /// The platform ended it.
    SuperCancelled {
        /// Why the platform ended the order, in words.
        reason: Reason,
    },
    /// Their goods are back: it is over.
    SuperCancelSettled {},
    /// The step takes longer than was promised.
    DeadlineExtended {
        /// The new deadline of the step.
        until: Timestamp,
    },
    /// The consumer asked for haste.
    Urged {},
    /// They rated the service.
    Rated {
        /// How satisfied the consumer is: 1 to 5 stars.
        stars: u8,
        /// What the consumer says of the service, in words.
        comment: Option<Remark>,
    },
}

impl ConsumerEvent {
    /// What a consumer is told of an event; nothing where it is the business of those who work on it.
    #[expect(
        clippy::too_many_lines,
        reason = "one entry an event, and no event without an entry"
    )]
    pub fn of(event: &Event) -> Option<Self> {
        Some(match event.clone() {
            Event::Applied(applied) => Self::Applied {
                service_type: applied.application.service_type,
                service_method: applied.application.service_method,
                quantity: applied.application.quantity,
                reason_code: applied.application.reason_code,
                description: applied.application.description,
                on_behalf_by: applied.application.on_behalf_by,
            },
            Event::Approved {
                service_type,
                service_method,
                receiving_address,
            } => Self::Approved {
                service_type,
                service_method,
                receiving_address,
            },
            Event::DirectCompensationApproved { amount, reason } => {
                Self::DirectCompensationApproved { amount, reason }
            }
            Event::Rejected {
                reason_code,
                reason,
            } => Self::Rejected {
                reason_code,
                reason,
            },
            Event::ConsumerAsked {
                question,
                answer_by,
            } => Self::ConsumerAsked {
                question,
                answer_by,
            },
            Event::Answered(answer) => Self::Answered { text: answer.text },
            Event::AnswerElapsed {} => Self::AnswerElapsed {},
            Event::Shipped {
                parcel,
                on_behalf,
                shared_with: _,
                given_by: _,
            } => Self::Shipped { parcel, on_behalf },
            Event::ShipmentCorrected {
                parcel,
                before,
                given_by,
                shared_with: _,
            } => Self::ShipmentCorrected {
                parcel,
                before,
                on_behalf: given_by != Party::Consumer,
            },
            Event::ShipmentSkipped { parcel } => Self::ShipmentSkipped { parcel },
            Event::PickupBooked(pickup) => Self::PickupBooked(pickup),
            Event::SignedFor { quantity, .. } => Self::SignedFor { quantity },
            Event::ReportedAbnormal {
                reason_code,
                remark,
                attachments: _,
            } => Self::ReportedAbnormal {
                reason_code,
                remark,
            },
            Event::ExceptionResolved { resolution, .. } => match resolution {
                ExceptionResolution::Hold => return None,
                ExceptionResolution::ConsumerConcedes | ExceptionResolution::MerchantConcedes => {
                    Self::ExceptionResolved { resolution }
                }
            },
            Event::Inspected(inspection) => Self::Inspected {
                fault: inspection.fault,
                in_warranty: inspection.conclusion.in_warranty,
            },
            Event::Handled(handling) => Self::Handled {
                method: handling.method,
                refund: handling.refund,
                quote: handling.quote,
                reason: handling.reason,
            },
            Event::QuoteAccepted { amount } => Self::QuoteAccepted { amount },
            Event::QuoteDeclined { reason } => Self::QuoteDeclined { reason },
            Event::RepairCompleted(repair) => Self::RepairCompleted {
                method: repair.method,
                details: repair.details,
            },
            Event::GoodsSentBack { parcel } => Self::GoodsSentBack { parcel },
            Event::ReturnedToHandling { reason: _ } => Self::ReturnedToHandling {},
            Event::Cancelled { reason } => Self::Cancelled { reason },
            Event::SuperCancelled { reason } => Self::SuperCancelled { reason },
            Event::SuperCancelSettled {} => Self::SuperCancelSettled {},
            Event::DeadlineExtended { until, reason: _ } => Self::DeadlineExtended { until },
            Event::Urged {} => Self::Urged {},
            Event::Rated(rating) => Self::Rated {
                stars: rating.stars,
                comment: rating.comment,
            },
            Event::AddressMissing {}
            | Event::DeadlineMissed {}
            | Event::Claimed { .. }
            | Event::Assigned { .. } => return None,
        })
    }

    /// Why, as a code or in words; none where nothing was given.
    pub fn reason(&self) -> Option<String> {
        match self {
            Self::Applied { reason_code, .. } => Some(reason_code.to_string()),
            Self::Rejected { reason_code, .. } => Some(reason_code.to_string()),
            Self::ReportedAbnormal { reason_code, .. } => Some(reason_code.to_string()),
            Self::ConsumerAsked { question, .. } => Some(question.to_string()),
            Self::DirectCompensationApproved { reason, .. } | Self::SuperCancelled { reason } => {
                Some(reason.to_string())
            }
            Self::Handled { reason, .. }
            | Self::QuoteDeclined { reason }
            | Self::Cancelled { reason } => reason.as_ref().map(ToString::to_string),
            Self::Approved { .. }
            | Self::Answered { .. }
            | Self::AnswerElapsed {}
            | Self::Shipped { .. }
            | Self::ShipmentCorrected { .. }
            | Self::ShipmentSkipped { .. }
            | Self::PickupBooked(_)
            | Self::SignedFor { .. }
            | Self::ExceptionResolved { .. }
            | Self::Inspected { .. }
            | Self::QuoteAccepted { .. }
            | Self::RepairCompleted { .. }
            | Self::GoodsSentBack { .. }
            | Self::ReturnedToHandling {}
            | Self::SuperCancelSettled {}
            | Self::DeadlineExtended { .. }
            | Self::Urged {}
            | Self::Rated { .. } => None,
        }
    }
}
