//! Events: what happened to a service order. The node log is their sequence, and the state is their fold (R-LOG-1).

use serde::{Deserialize, Serialize};

use super::{
    Application, Assignee, ConsumerAnswer, Deadline, Goods, Handling, Inspection, Pickup, Rating,
    Repair, command::ExceptionResolution,
};
use crate::{
    people::{
        party::{Actor, LoggedActor, Party},
        rule::Rule,
    },
    service_order::reason::{AbnormalReason, RejectReason},
    values::{
        address::Consignee,
        carrier::Parcel,
        id::AttachmentId,
        money::Money,
        number::ServiceOrderNumber,
        quantity::Quantity,
        service::{ServiceMethod, ServiceType},
        text::{QuestionText, Reason, Remark},
        time::Timestamp,
    },
};

/// Something that happened. Facts only: when, by whom and until when stand around it in [`Recorded`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub enum Event {
    /// A service was applied for: the order begins.
    Applied(Box<Applied>),
    /// 通过: the application was approved (R-REV-1).
    Approved {
        /// The service that is given.
        service_type: ServiceType,
        /// How the goods come to the house.
        service_method: ServiceMethod,
        /// Where to; none where none come.
        receiving_address: Option<Consignee>,
    },
    /// The deadline came, and there is no address to approve with (R-REV-2).
    AddressMissing {},
    /// 直赔: approved with an amount (R-REV-4).
    DirectCompensationApproved {
        /// What the consumer is paid, in fen.
        amount: Money,
        /// Why the consumer is paid, in words.
        reason: Reason,
    },
    /// 拒绝: the application was rejected, and the order ended (R-REV-6).
    Rejected {
        /// Why it was rejected, as a code.
        reason_code: RejectReason,
        /// Why it was rejected, in the reviewer's words.
        reason: Reason,
    },
    /// 待用户补充: the consumer was asked for more (R-REV-8).
    ConsumerAsked {
        /// The question, as the consumer reads it.
        question: QuestionText,
        /// Until when the timer stops for the answer.
        answer_by: Timestamp,
    },
    /// The consumer answered the question (R-REV-8).
    Answered(ConsumerAnswer),
    /// The consumer did not answer in time.
    AnswerElapsed {},
    /// The goods are on their way.
    Shipped {
        /// The parcel by which the goods come.
        parcel: Parcel,
        /// Whether staff said so for the consumer.
        on_behalf: bool,
        /// Other open orders that name the same parcel: a warning (R-SHP-1).
        shared_with: Vec<ServiceOrderNumber>,
        /// The party that named it; not kept of those that were named before they could be corrected.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        given_by: Option<Party>,
    },
    /// The goods come by another parcel than was said (R-SHP-4).
    ShipmentCorrected {
        /// The parcel by which the goods come after all.
        parcel: Parcel,
        /// By which one it was said before.
        before: Parcel,
        /// The party that corrected it.
        given_by: Party,
        /// Other open orders that name the same parcel: a warning (R-SHP-1).
        shared_with: Vec<ServiceOrderNumber>,
    },
    /// The parcel was known at approval: no need to wait for it (R-REV-3).
    ShipmentSkipped {
        /// The parcel that was known before.
        parcel: Parcel,
    },
    /// A pickup is booked.
    PickupBooked(Pickup),
    /// 签收: the goods were signed for (R-RCV-1).
    SignedFor {
        /// How many pieces came.
        quantity: Quantity,
        /// What the receiver had to say of the goods.
        remark: Option<Remark>,
        /// Photos of the goods as they arrived.
        attachments: Vec<AttachmentId>,
    },
    /// 异常: something about the goods was reported as abnormal (R-RCV-2).
    ReportedAbnormal {
        /// What is abnormal about the goods.
        reason_code: AbnormalReason,
        /// What the receiver saw, in their words.
        remark: Remark,
        /// Photos of what is abnormal.
        attachments: Vec<AttachmentId>,
    },
    /// An exception was resolved, or held.
    ExceptionResolved {
        /// What becomes of the goods.
        resolution: ExceptionResolution,
        /// Why, in the receiver's words.
        remark: Option<Remark>,
        /// When to look again, where it is held.
        review_on: Option<chrono::NaiveDate>,
        /// How many pieces count as received, where the merchant conceded; all in logs of earlier releases.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        received: Option<Quantity>,
    },
    /// 质检完成: the goods were inspected, by a person or by the system.
    Inspected(Box<Inspection>),
    /// 处理完成: it was decided how the consumer is helped.
    Handled(Box<Handling>),
    /// The consumer accepted the quote.
    QuoteAccepted {
        /// What the consumer accepted to pay, in fen.
        amount: Money,
    },
    /// The consumer declined the quote.
    QuoteDeclined {
        /// Why the quote was declined, in the consumer's words.
        reason: Option<Reason>,
    },
    /// 维修完成: the goods are repaired (R-HND-3).
    RepairCompleted(Box<Repair>),
    /// Goods are on their way to the consumer.
    GoodsSentBack {
        /// The parcel by which goods go to the consumer.
        parcel: Parcel,
    },
    /// 返回处理: the order is to be handled again (R-RET-2).
    ReturnedToHandling {
        /// Why it is to be handled again, in words.
        reason: Reason,
    },
    /// The consumer gave up, or the goods did not come in time.
    Cancelled {
        /// Why the consumer gave up, in their words.
        reason: Option<Reason>,
    },
    /// 超级取消: the platform ended the order (R-CAN-1).
    SuperCancelled {
        /// Why the platform ended it, in words.
        reason: Reason,
    },
    /// A super-cancelled order's goods are back with the consumer: it is cancelled (R-CAN-1).
    SuperCancelSettled {},
    /// 延期: the deadline of the node was moved (R-TIM-2).
    DeadlineExtended {
        /// The new deadline of the node.
        until: Timestamp,
        /// Why more time is needed, in words.
        reason: Reason,
    },
    /// The deadline of a node passed in which only a person can act.
    DeadlineMissed {},
    /// 领取: a member of staff took the order as theirs to work on (R-ASN-1).
    Claimed {
        /// Who took the order.
        assignee: Assignee,
    },
    /// 指派: the order was given to a colleague to work on (R-ASN-1).
    Assigned {
        /// Who works on the order from now on.
        assignee: Assignee,
    },
    /// 催单: the consumer asked for haste (R-MSG-2).
    Urged {},
    /// The consumer rated the service.
    Rated(Rating),
}

/// The beginning of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applied {
    /// The number that the service order was given.
    pub number: ServiceOrderNumber,
    /// The line of the order that it is about, and whose goods those are.
    pub goods: Goods,
    /// What was applied for.
    pub application: Application,
    /// A parcel that was already on its way.
    pub shipment: Option<Parcel>,
}

impl Event {
    /// Its type as code, database, API and words know it.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Applied(_) => "applied",
            Self::Approved { .. } => "approved",
            Self::AddressMissing {} => "address_missing",
            Self::DirectCompensationApproved { .. } => "direct_compensation_approved",
            Self::Rejected { .. } => "rejected",
            Self::ConsumerAsked { .. } => "consumer_asked",
            Self::Answered(_) => "answered",
            Self::AnswerElapsed {} => "answer_elapsed",
            Self::Shipped { .. } => "shipped",
            Self::ShipmentCorrected { .. } => "shipment_corrected",
            Self::ShipmentSkipped { .. } => "shipment_skipped",
            Self::PickupBooked(_) => "pickup_booked",
            Self::SignedFor { .. } => "signed_for",
            Self::ReportedAbnormal { .. } => "reported_abnormal",
            Self::ExceptionResolved { .. } => "exception_resolved",
            Self::Inspected(_) => "inspected",
            Self::Handled(_) => "handled",
            Self::QuoteAccepted { .. } => "quote_accepted",
            Self::QuoteDeclined { .. } => "quote_declined",
            Self::RepairCompleted(_) => "repair_completed",
            Self::GoodsSentBack { .. } => "goods_sent_back",
            Self::ReturnedToHandling { .. } => "returned_to_handling",
            Self::Cancelled { .. } => "cancelled",
            Self::SuperCancelled { .. } => "super_cancelled",
            Self::SuperCancelSettled {} => "super_cancel_settled",
            Self::DeadlineExtended { .. } => "deadline_extended",
            Self::DeadlineMissed {} => "deadline_missed",
            Self::Claimed { .. } => "claimed",
            Self::Assigned { .. } => "assigned",
            Self::Urged {} => "urged",
            Self::Rated(_) => "rated",
        }
    }

    /// The rule by which the system adds it of itself, whoever gave the command that it follows from.
    pub(crate) const fn follows_by(&self) -> Option<Rule> {
        match self {
            Self::ShipmentSkipped { .. } => Some(Rule::ShipmentSkipped),
            Self::SuperCancelSettled {} => Some(Rule::SuperCancelSettled),
            Self::Applied(_)
            | Self::Approved { .. }
            | Self::AddressMissing {}
            | Self::DirectCompensationApproved { .. }
            | Self::Rejected { .. }
            | Self::ConsumerAsked { .. }
            | Self::Answered(_)
            | Self::AnswerElapsed {}
            | Self::Shipped { .. }
            | Self::ShipmentCorrected { .. }
            | Self::PickupBooked(_)
            | Self::SignedFor { .. }
            | Self::ReportedAbnormal { .. }
            | Self::ExceptionResolved { .. }
            | Self::Inspected(_)
            | Self::Handled(_)
            | Self::QuoteAccepted { .. }
            | Self::QuoteDeclined { .. }
            | Self::RepairCompleted(_)
            | Self::GoodsSentBack { .. }
            | Self::ReturnedToHandling { .. }
            | Self::Cancelled { .. }
            | Self::SuperCancelled { .. }
            | Self::DeadlineExtended { .. }
            | Self::DeadlineMissed {}
            | Self::Claimed { .. }
            | Self::Assigned { .. }
            | Self::Urged {}
            | Self::Rated(_) => None,
        }
    }

    /// The refund that it starts.
    pub fn refund(&self) -> Option<Money> {
        let amount = match self {
            Self::DirectCompensationApproved { amount, .. } => Some(*amount),
            Self::Handled(handling) => handling.refund,
            Self::Applied(_)
            | Self::Approved { .. }
            | Self::AddressMissing {}
            | Self::Rejected { .. }
            | Self::ConsumerAsked { .. }
            | Self::Answered(_)
            | Self::AnswerElapsed {}
            | Self::Shipped { .. }
            | Self::ShipmentCorrected { .. }
            | Self::ShipmentSkipped { .. }
            | Self::PickupBooked(_)
            | Self::SignedFor { .. }
            | Self::ReportedAbnormal { .. }
            | Self::ExceptionResolved { .. }
            | Self::Inspected(_)
            | Self::QuoteAccepted { .. }
            | Self::QuoteDeclined { .. }
            | Self::RepairCompleted(_)
            | Self::GoodsSentBack { .. }
            | Self::ReturnedToHandling { .. }
            | Self::Cancelled { .. }
            | Self::SuperCancelled { .. }
            | Self::SuperCancelSettled {}
            | Self::DeadlineExtended { .. }
            | Self::DeadlineMissed {}
            | Self::Claimed { .. }
            | Self::Assigned { .. }
            | Self::Urged {}
            | Self::Rated(_) => None,
        };
        amount.filter(|amount| *amount > Money::ZERO)
    }
}

/// A line of the node log (R-LOG-1): an event with its place, time, actor, and the deadline that holds after it.
///
/// The deadline stands in the log, so that replay needs no policy, and a change of policy counts only for deadlines
/// that start after it (R-TIM-1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// Its place in the order's log, from 1.
    pub sequence: u32,
    /// When it happened, by the product's clock.
    pub at: Timestamp,
    /// Who did it: a person, an integrator or the system.
    pub actor: LoggedActor,
    /// The rule by which the system acted; none when a person did.
    pub automatic: Option<Rule>,
    /// What happened to the service order.
    #[serde(flatten)]
    pub event: Event,
    /// The deadline that holds after it.
    pub deadline: Deadline,
}

impl Recorded {
    /// Who is logged for an event that follows from what an actor asked for.
    pub(super) fn attribution(event: &Event, actor: &Actor) -> (LoggedActor, Option<Rule>) {
        let automatic = event.follows_by().or(actor.rule());
        let logged = match event.follows_by() {
            Some(rule) => Actor::system(rule),
            None => actor.clone(),
        };
        (LoggedActor::of(&logged), automatic)
    }
}
