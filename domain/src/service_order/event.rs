//! Events: what happened to a service order. The node log is their sequence, and the state is their fold (R-LOG-1).

use serde::{Deserialize, Serialize};

use super::{
    Answer, Application, Assignee, Deadline, Goods, Handling, Inspection, Pickup, Rating, Repair,
    command::ExceptionResolution,
};
use crate::{
    address::Consignee,
    carrier::Parcel,
    id::AttachmentId,
    money::Money,
    number::ServiceOrderNumber,
    party::{Actor, Party},
    quantity::Quantity,
    reason::{AbnormalReason, RejectReason},
    rule::Rule,
    service::{ServiceMethod, ServiceType},
    text::{Question, Reason, Remark},
    time::Timestamp,
};

/// Something that happened. Facts only: when, by whom and until when stand around it in [`Recorded`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub enum Event {
    /// A service was applied for: the order begins.
    Applied(Box<Applied>),
    /// 通过
    Approved {
        /// The service given.
        service_type: ServiceType,
        /// How the goods come.
        service_method: ServiceMethod,
        /// Where to; none where none come.
        receiving_address: Option<Consignee>,
    },
    /// The deadline came, and there is no address to approve with (R-REV-2).
    AddressMissing {},
    /// 直赔: approved with an amount (R-REV-4).
    DirectCompensationApproved {
        /// What is paid.
        amount: Money,
        /// Why.
        reason: Reason,
    },
    /// 拒绝
    Rejected {
        /// Why, as a code.
        reason_code: RejectReason,
        /// Why, in words.
        reason: Reason,
    },
    /// 待用户补充
    ConsumerAsked {
        /// The question.
        question: Question,
        /// Until when the timer stops for the answer.
        answer_by: Timestamp,
    },
    /// The consumer answered.
    Answered(Answer),
    /// The consumer did not answer in time.
    AnswerElapsed {},
    /// The goods are on their way.
    Shipped {
        /// By which parcel.
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
        /// By which one.
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
        /// Which one.
        parcel: Parcel,
    },
    /// A pickup is booked.
    PickupBooked(Pickup),
    /// 签收
    SignedFor {
        /// How many pieces came.
        quantity: Quantity,
        /// What there was to say.
        remark: Option<Remark>,
        /// Photos.
        attachments: Vec<AttachmentId>,
    },
    /// 异常
    ReportedAbnormal {
        /// The code.
        reason_code: AbnormalReason,
        /// In words.
        remark: Remark,
        /// Photos.
        attachments: Vec<AttachmentId>,
    },
    /// An exception was resolved, or held.
    ExceptionResolved {
        /// How.
        resolution: ExceptionResolution,
        /// Why.
        remark: Option<Remark>,
        /// When to look again, where it is held.
        review_on: Option<chrono::NaiveDate>,
        /// How many pieces count as received, where the merchant conceded; all in logs of earlier releases.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        received: Option<Quantity>,
    },
    /// 质检完成
    Inspected(Box<Inspection>),
    /// 处理完成
    Handled(Box<Handling>),
    /// The consumer accepted the quote.
    QuoteAccepted {
        /// What it costs.
        amount: Money,
    },
    /// The consumer declined the quote.
    QuoteDeclined {
        /// Why.
        reason: Option<Reason>,
    },
    /// 维修完成
    RepairCompleted(Box<Repair>),
    /// Goods are on their way to the consumer.
    GoodsSentBack {
        /// By which parcel.
        parcel: Parcel,
    },
    /// 返回处理
    ReturnedToHandling {
        /// Why.
        reason: Reason,
    },
    /// The consumer gave up, or the goods did not come in time.
    Cancelled {
        /// Why.
        reason: Option<Reason>,
    },
    /// 超级取消
    SuperCancelled {
        /// Why.
        reason: Reason,
    },
    /// A super-cancelled order's goods are back with the consumer: it is cancelled (R-CAN-1).
    SuperCancelSettled {},
    /// 延期
    DeadlineExtended {
        /// The new deadline.
        until: Timestamp,
        /// Why.
        reason: Reason,
    },
    /// The deadline of a node passed in which only a person can act.
    DeadlineMissed {},
    /// 领取
    Claimed {
        /// By whom.
        assignee: Assignee,
    },
    /// 指派
    Assigned {
        /// To whom.
        assignee: Assignee,
    },
    /// 催单
    Urged {},
    /// The consumer rated the service.
    Rated(Rating),
}

/// The beginning of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applied {
    /// Its number.
    pub number: ServiceOrderNumber,
    /// Whose goods, sold where.
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
    pub const fn follows_by(&self) -> Option<Rule> {
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

/// Who did it, as the node log keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoggedActor {
    /// Their party.
    pub party: Party,
    /// Their name.
    pub name: String,
}

impl LoggedActor {
    /// An actor.
    pub fn of(actor: &Actor) -> Self {
        Self {
            party: actor.party(),
            name: actor.name.clone(),
        }
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
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: LoggedActor,
    /// The rule by which the system acted; none when a person did.
    pub automatic: Option<Rule>,
    /// What happened.
    #[serde(flatten)]
    pub event: Event,
    /// The deadline after it.
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
