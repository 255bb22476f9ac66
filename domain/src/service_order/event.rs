//! Events: what happened to a service order. The node log is their sequence, and the state is their fold (R-LOG-1).

use serde::{Deserialize, Serialize};

use super::{
    Application, Assignee, ConsumerAnswer, Goods, Handling, Inspection, Pickup, Rating, Repair,
    command::ExceptionResolution,
    consequences::{Consequences, Notice, NotificationKind, Pieces, TimerChange},
};
use crate::{
    form::events::events,
    people::{
        party::{Actor, Party},
        rule::Rule,
    },
    service_order::reason::{AbnormalReason, RejectReason},
    values::{
        address::Consignee,
        carrier::Parcel,
        id::AttachmentId,
        money::Money,
        number::ServiceOrderNumber,
        personal::Masked,
        quantity::Quantity,
        service::{ServiceMethod, ServiceType},
        text::{QuestionText, Reason, Remark},
        time::Timestamp,
    },
};

events! {
    /// Something that happened. Facts only: when, by whom and until when stand around it in [`Recorded`].
    pub enum Event {
        /// A service was applied for: the order begins.
        Applied = "applied" (applied: personal Box<Applied>);
        /// 通过: the application was approved (R-REV-1).
        Approved = "approved" {
            /// The service that is given.
            service_type: plain ServiceType,
            /// How the goods reach the merchant.
            service_method: plain ServiceMethod,
            /// Where to, an address of the merchant; none where none come.
            receiving_address: plain Option<Consignee>,
        };
        /// The deadline came, and there is no address to approve with (R-REV-2).
        AddressMissing = "address_missing" {};
        /// 直赔: approved with an amount (R-REV-4).
        DirectCompensationApproved = "direct_compensation_approved" {
            /// What the consumer is paid, in fen.
            amount: plain Money,
            /// Why the consumer is paid, in words.
            reason: personal Reason,
        };
        /// 拒绝: the application was rejected, and the order ended (R-REV-6).
        Rejected = "rejected" {
            /// Why it was rejected, as a code.
            reason_code: plain RejectReason,
            /// Why it was rejected, in the reviewer's words.
            reason: personal Reason,
        };
        /// 待用户补充: the consumer was asked for more (R-REV-8).
        ConsumerAsked = "consumer_asked" {
            /// The question, as the consumer reads it.
            question: personal QuestionText,
            /// Until when the timer stops for the answer.
            answer_by: plain Timestamp,
        };
        /// The consumer answered the question (R-REV-8).
        Answered = "answered" (answer: personal ConsumerAnswer);
        /// The consumer did not answer in time.
        AnswerElapsed = "answer_elapsed" {};
        /// The goods are on their way.
        Shipped = "shipped" {
            /// The parcel by which the goods come.
            parcel: plain Parcel,
            /// Whether staff said so for the consumer.
            on_behalf: plain bool,
            /// Other open orders that name the same parcel: a warning (R-SHP-1).
            shared_with: plain Vec<ServiceOrderNumber>,
            /// The party that named it; not kept of those that were named before they could be corrected.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            given_by: plain Option<Party>,
        };
        /// The goods come by another parcel than was said (R-SHP-4).
        ShipmentCorrected = "shipment_corrected" {
            /// The parcel by which the goods come after all.
            parcel: plain Parcel,
            /// By which one it was said before.
            before: plain Parcel,
            /// The party that corrected it.
            given_by: plain Party,
            /// Other open orders that name the same parcel: a warning (R-SHP-1).
            shared_with: plain Vec<ServiceOrderNumber>,
        };
        /// The parcel was known at approval: no need to wait for it (R-REV-3).
        ShipmentSkipped = "shipment_skipped" {
            /// The parcel that was known before.
            parcel: plain Parcel,
        };
        /// A pickup is booked.
        PickupBooked = "pickup_booked" (pickup: plain Pickup);
        /// 签收: the goods were signed for (R-RCV-1).
        SignedFor = "signed_for" {
            /// How many pieces came.
            quantity: plain Quantity,
            /// What the receiver had to say of the goods.
            remark: personal Option<Remark>,
            /// Photos of the goods as they arrived.
            attachments: plain Vec<AttachmentId>,
        };
        /// 异常: something about the goods was reported as abnormal (R-RCV-2).
        ReportedAbnormal = "reported_abnormal" {
            /// What is abnormal about the goods.
            reason_code: plain AbnormalReason,
            /// What the receiver saw, in their words.
            remark: personal Remark,
            /// Photos of what is abnormal.
            attachments: plain Vec<AttachmentId>,
        };
        /// An exception was resolved, or held.
        ExceptionResolved = "exception_resolved" {
            /// What becomes of the goods.
            resolution: plain ExceptionResolution,
            /// Why, in the receiver's words.
            remark: personal Option<Remark>,
            /// When to look again, where it is held.
            review_on: plain Option<chrono::NaiveDate>,
            /// How many pieces count as received, where the merchant conceded; all in logs of earlier releases.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            received: plain Option<Quantity>,
        };
        /// 质检完成: the goods were inspected, by a person or by the system.
        Inspected = "inspected" (inspection: personal Box<Inspection>);
        /// 处理完成: it was decided how the consumer is helped.
        Handled = "handled" (handling: personal Box<Handling>);
        /// The consumer accepted the quote.
        QuoteAccepted = "quote_accepted" {
            /// What the consumer accepted to pay, in fen.
            amount: plain Money,
        };
        /// The consumer declined the quote.
        QuoteDeclined = "quote_declined" {
            /// Why the quote was declined, in the consumer's words.
            reason: personal Option<Reason>,
        };
        /// 维修完成: the goods are repaired (R-HND-3).
        RepairCompleted = "repair_completed" (repair: personal Box<Repair>);
        /// Goods are on their way to the consumer.
        GoodsSentBack = "goods_sent_back" {
            /// The parcel by which goods go to the consumer.
            parcel: plain Parcel,
        };
        /// 返回处理: the order is to be handled again (R-RET-2).
        ReturnedToHandling = "returned_to_handling" {
            /// Why it is to be handled again, in words.
            reason: personal Reason,
        };
        /// The consumer gave up, or the goods did not come in time.
        Cancelled = "cancelled" {
            /// Why the consumer gave up, in their words.
            reason: personal Option<Reason>,
        };
        /// 超级取消: the platform ended the order (R-CAN-1).
        SuperCancelled = "super_cancelled" {
            /// Why the platform ended it, in words.
            reason: personal Reason,
        };
        /// A super-cancelled order's goods are back with the consumer: it is cancelled (R-CAN-1).
        SuperCancelSettled = "super_cancel_settled" {};
        /// 延期: the deadline of the node was moved (R-TIM-2).
        DeadlineExtended = "deadline_extended" {
            /// The new deadline of the node.
            until: plain Timestamp,
            /// Why more time is needed, in words.
            reason: personal Reason,
        };
        /// The deadline of a node passed in which only a person can act.
        DeadlineMissed = "deadline_missed" {};
        /// 领取: a member of staff took the order as theirs to work on (R-ASN-1).
        Claimed = "claimed" {
            /// Who took the order.
            assignee: colleague Assignee,
        };
        /// 指派: the order was given to a colleague to work on (R-ASN-1).
        Assigned = "assigned" {
            /// Who works on the order from now on.
            assignee: colleague Assignee,
        };
        /// 催单: the consumer asked for haste (R-MSG-2).
        Urged = "urged" {};
        /// The consumer rated the service.
        Rated = "rated" (rating: personal Rating);
    }
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
    /// What follows from it besides the state.
    #[expect(
        clippy::too_many_lines,
        reason = "one row an event, and no event without a row"
    )]
    pub fn consequences(&self) -> Consequences<'_> {
        let nothing = Consequences::default();
        match self {
            Self::Applied(applied) => nothing
                .tells_consumer(Notice::Applied)
                .names_parcel(applied.shipment.as_ref())
                .because(applied.application.reason_code.name()),
            Self::Approved { .. } => nothing.tells_consumer(Notice::Approved),
            Self::AddressMissing {} => nothing
                .tells_staff(Notice::AddressMissing)
                .notifies(NotificationKind::Overdue)
                .times(TimerChange::Missed),
            Self::DirectCompensationApproved { amount, reason } => nothing
                .tells_consumer(Notice::Handled)
                .refunds(Some(*amount))
                .because(reason.as_str()),
            Self::Rejected { reason_code, .. } => nothing
                .tells_consumer(Notice::Rejected)
                .because(reason_code.name()),
            Self::ConsumerAsked {
                question,
                answer_by,
            } => nothing
                .tells_consumer(Notice::Asked)
                .times(TimerChange::Paused(*answer_by))
                .because(question.as_str()),
            Self::Answered(_) => nothing
                .tells_staff(Notice::Answered)
                .notifies(NotificationKind::Answered)
                .times(TimerChange::Resumed),
            Self::AnswerElapsed {} => nothing.times(TimerChange::Resumed),
            Self::Shipped {
                parcel,
                shared_with,
                ..
            } => nothing.names_parcel(Some(parcel)).shares(shared_with),
            Self::ShipmentCorrected {
                parcel,
                shared_with,
                ..
            } => nothing.corrects_parcel(parcel).shares(shared_with),
            Self::ShipmentSkipped { .. } => nothing.by_rule(Rule::ShipmentSkipped),
            Self::PickupBooked(_) => nothing.tells_consumer(Notice::PickupBooked),
            Self::SignedFor { .. } => nothing
                .tells_consumer(Notice::Received)
                .about(Pieces::Received),
            Self::ReportedAbnormal { reason_code, .. } => nothing
                .tells_consumer(Notice::Abnormal)
                .because(reason_code.name()),
            Self::ExceptionResolved { remark, .. } => {
                nothing.about(Pieces::Received).because_of(remark.as_ref())
            }
            Self::Inspected(_) => nothing,
            Self::Handled(handling) => nothing
                .tells_consumer(match handling.quote {
                    Some(_) => Notice::Quoted,
                    None => Notice::Handled,
                })
                .refunds(handling.refund)
                .about(Pieces::Handled(handling))
                .because_of(handling.reason.as_ref()),
            Self::QuoteAccepted { .. } => nothing
                .tells_staff(Notice::QuoteDecided)
                .notifies(NotificationKind::QuoteDecided),
            Self::QuoteDeclined { reason } => nothing
                .tells_staff(Notice::QuoteDecided)
                .notifies(NotificationKind::QuoteDecided)
                .because_of(reason.as_ref()),
            Self::RepairCompleted(_) => nothing,
            Self::GoodsSentBack { parcel } => nothing
                .tells_consumer(Notice::SentBack)
                .names_parcel(Some(parcel)),
            Self::ReturnedToHandling { reason } => nothing.because(reason.as_str()),
            Self::Cancelled { reason } => nothing
                .tells_consumer(Notice::Cancelled)
                .because_of(reason.as_ref()),
            Self::SuperCancelled { reason } => nothing
                .tells_consumer(Notice::Cancelled)
                .because(reason.as_str()),
            Self::SuperCancelSettled {} => nothing.by_rule(Rule::SuperCancelSettled),
            Self::DeadlineExtended { until, reason } => nothing
                .times(TimerChange::Extended(*until))
                .because(reason.as_str()),
            Self::DeadlineMissed {} => nothing
                .notifies(NotificationKind::Overdue)
                .times(TimerChange::Missed),
            Self::Claimed { .. } => nothing,
            Self::Assigned { .. } => nothing.notifies(NotificationKind::Assigned),
            Self::Urged {} => nothing
                .tells_staff(Notice::Urged)
                .notifies(NotificationKind::Urged),
            Self::Rated(_) => nothing,
        }
    }
}

/// A line of the node log.
pub type Recorded = crate::aggregate::Recorded<Event>;
