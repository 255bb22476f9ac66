//! A service order 服务单: one line of an order, one service, one journey through the nodes (docs/rules.md § 2).
//!
//! [`ServiceOrder`] is the fold of its events. Facts that only make sense in one node live in that node's [`State`]; what
//! later nodes still show stays on the order.

mod assignee;
pub mod catalogue;
pub mod command;
pub mod deadline;
pub mod decide;
pub mod effect;
pub mod eligibility;
pub mod event;
pub mod evolve;
pub mod execute;
pub mod handling_offers;
pub mod inspection;
mod masked;
pub mod node;
pub mod offers;
pub mod permission;
mod pieces;
pub mod query;
pub mod reason;
pub mod refusal;
pub mod service_offers;
pub mod situation;
pub mod view;
pub mod workflow;

use serde::{Deserialize, Serialize};

pub use self::{
    assignee::{Assignable, Assignee},
    command::{Apply, Command, CommandType},
    deadline::Deadline,
    event::{Event, Recorded},
    execute::{Outcome, execute},
    node::Node,
    refusal::Refusal,
    situation::{Facts, Situation},
};
use crate::{
    people::party::{Ownership, Party},
    service_order::{
        catalogue::HandlingMethod,
        eligibility::Warranty,
        inspection::{Conclusion, FaultDescription, ItemResult},
        reason::{AbnormalReason, ApplyReason, RejectReason},
    },
    values::{
        address::{Consignee, Contact},
        carrier::{Carrier, Parcel},
        channel::Channel,
        id::{
            AttachmentId, Category, ConsumerId, ExternalId, FaultCode, MerchantId, OrderNumber,
            SerialNumber, Sku, Spu,
        },
        money::Money,
        number::ServiceOrderNumber,
        quantity::Quantity,
        service::{ServiceMethod, ServiceType},
        text::{
            AnswerText, Description, Name, QuestionText, Reason, Remark, ShortText, WorkReport,
        },
        time::{Span, Timestamp},
    },
};

/// A service order as its events left it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceOrder {
    /// The number of the service order: 14 digits.
    pub number: ServiceOrderNumber,
    /// How many events there are: the sequence of the last one.
    pub version: u32,
    /// The line of the order that it is about, and whose goods those are.
    pub goods: Goods,
    /// What was applied for; never changes.
    pub application: Application,
    /// The service that is given now.
    pub service_type: ServiceType,
    /// How the goods come to the house.
    pub service_method: ServiceMethod,
    /// The node in which it stands, with the facts that only that node has.
    pub state: State,
    /// When it entered the node in which it stands.
    pub node_entered_at: Timestamp,
    /// Until when, and what time is left.
    pub deadline: Deadline,
    /// Whether the deadline of this node was extended (R-TIM-2: once a node).
    pub extended_in_node: bool,
    /// The question that the reviewer asked, once an order (R-REV-8).
    pub question: Option<ConsumerQuestion>,
    /// The member of staff who works on it; none where nobody does (R-ASN-1).
    pub assignee: Option<Assignee>,
    /// Where the consumer sends the goods (R-REV-1).
    pub receiving_address: Option<Consignee>,
    /// The consumer's parcel, or the one that was picked up.
    pub shipment: Option<Parcel>,
    /// The party that named that parcel after the application; none where it was named with it, and of those that were
    /// named before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipment_given_by: Option<Party>,
    /// How the goods arrived; none before they were signed for.
    pub receipt: Option<Receipt>,
    /// What was abnormal about the goods that arrived; none where nothing was.
    pub abnormality: Option<Abnormality>,
    /// What the inspection found; none before it.
    pub inspection: Option<Inspection>,
    /// How it was decided to help the consumer; none before it was.
    pub handling: Option<Handling>,
    /// How it was repaired; none before the repair is completed.
    pub repair: Option<Repair>,
    /// The parcel by which goods went to the consumer.
    pub return_shipment: Option<Parcel>,
    /// What has been refunded, or is being refunded, in fen.
    pub refunded: Money,
    /// How often the consumer urged 催单, and when last.
    pub urges: Urges,
    /// The consumer's rating; none before the consumer rated (R-RAT-1).
    pub rating: Option<Rating>,
}

/// The line of the order that it is about, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Goods {
    /// The order of the marketplace on which the goods were bought.
    pub order_number: OrderNumber,
    /// The line of that order, from 1.
    pub line_number: u32,
    /// The channel where the goods were sold.
    pub channel: Channel,
    /// The merchant that sold the goods.
    pub merchant: MerchantId,
    /// The consumer who bought the goods.
    pub consumer: ConsumerId,
    /// The product (SPU), as the order system calls it.
    pub spu: Spu,
    /// The variant of the product (SKU), as the order system calls it.
    pub sku: Sku,
    /// The title of the goods, as people know them.
    pub title: String,
    /// The category of the product, by which policies differ.
    pub category: Category,
    /// When it was delivered; none while it is on its way.
    pub delivered_at: Option<Timestamp>,
}

impl Goods {
    /// Whose they are, and with them their service order.
    pub fn ownership(&self) -> Ownership<'_> {
        Ownership {
            order: &self.order_number,
            merchant: &self.merchant,
            consumer: &self.consumer,
            channel: self.channel,
        }
    }
}

/// What was applied for (R-APP-1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Application {
    /// When the application was made.
    pub applied_at: Timestamp,
    /// The service that the consumer applied for.
    pub service_type: ServiceType,
    /// How the goods come to the house.
    pub service_method: ServiceMethod,
    /// How many pieces of the line the application is for.
    pub quantity: Quantity,
    /// Why the consumer applies.
    pub reason_code: ApplyReason,
    /// What is wrong (R-APP-6: visible at every later node).
    pub description: Description,
    /// Photos of what is wrong, or a video.
    pub attachments: Vec<AttachmentId>,
    /// The serial number of the goods.
    pub serial_number: Option<SerialNumber>,
    /// Whom to ask about the application: name and phone.
    pub contact: Contact,
    /// Name, phone and address to which goods are sent back.
    pub return_to: Consignee,
    /// The caller's own id of the application, where it gave one.
    pub external_id: Option<ExternalId>,
    /// The party that applied for the consumer; none when they did themselves (R-APP-4).
    pub on_behalf_by: Option<Party>,
    /// 三包内/外 at the time of the application (R-APP-3).
    pub warranty: Warranty,
}

/// Where an order stands, with the facts of that node.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "node", rename_all = "snake_case")]
pub enum State {
    /// 待审核: waits for the review of the application.
    PendingReview {
        /// The deadline came, and there was no address to approve with (R-REV-2).
        address_missing: bool,
    },
    /// 待用户发货: waits for the consumer's parcel, or for the goods to be brought or picked up.
    PendingShipment {
        /// The pickup that the merchant booked; none where none is booked.
        pickup: Option<Pickup>,
    },
    /// 待签收: the goods are on their way, and wait to be signed for.
    PendingReceipt,
    /// 待异常处理: something about the goods that arrived was abnormal, and waits to be resolved.
    PendingException {
        /// Held for a second look (R-EXC-2).
        hold: Option<Hold>,
    },
    /// 待质检: the goods wait to be inspected.
    PendingInspection,
    /// 待处理: waits for the decision how the consumer is helped.
    PendingHandling,
    /// 维修中: the goods are being repaired.
    InRepair {
        /// The quote; none where the repair is free.
        quote: Option<Quote>,
    },
    /// 待返用户: goods wait to be sent to the consumer.
    PendingReturn {
        /// Why goods go to the consumer.
        origin: ReturnOrigin,
    },
    /// 业务完成: the service was given.
    Completed,
    /// 取消完成: the consumer gave up, nothing was shipped in time, or the platform ended it.
    Cancelled,
    /// 不予处理完成: the review rejected the application.
    Declined {
        /// Why it was rejected, as a code.
        reason_code: RejectReason,
        /// Why it was rejected, in the reviewer's words.
        reason: Reason,
    },
}

/// A question to the consumer, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = Asked))]
pub struct ConsumerQuestion {
    /// The question, as the consumer reads it.
    pub question: QuestionText,
    /// When the question was asked.
    pub asked_at: Timestamp,
    /// Until when the timer stops for the answer.
    pub answer_by: Timestamp,
    /// The consumer's answer; none while it is awaited, or where none came in time.
    pub answer: Option<ConsumerAnswer>,
    /// Whether the order still waits for the answer.
    pub open: bool,
}

/// The consumer's answer to the reviewer's question (R-REV-8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = Answer))]
pub struct ConsumerAnswer {
    /// The answer, in the consumer's words.
    pub text: AnswerText,
    /// Photos that the consumer added to the answer.
    pub attachments: Vec<AttachmentId>,
    /// When the consumer answered.
    pub answered_at: Timestamp,
}

/// A pickup that the merchant booked (R-SHP-3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Pickup {
    /// The carrier that picks the goods up.
    pub carrier: Carrier,
    /// When the carrier comes at the earliest.
    pub from: Timestamp,
    /// When the carrier comes at the latest.
    pub until: Timestamp,
}

/// How goods arrived (R-RCV-1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Receipt {
    /// When the goods were signed for.
    pub signed_for_at: Timestamp,
    /// How many pieces came.
    pub quantity: Quantity,
    /// What the receiver had to say of the goods.
    pub remark: Option<Remark>,
    /// Photos of the goods as they arrived.
    pub attachments: Vec<AttachmentId>,
    /// 超时自动通过: signed for by the system (R-RCV-3).
    pub auto_passed: bool,
}

/// What was abnormal about goods at receipt (R-RCV-2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Abnormality {
    /// What is abnormal about the goods.
    pub reason_code: AbnormalReason,
    /// What the receiver saw, in their words.
    pub remark: Remark,
    /// Photos of what is abnormal.
    pub attachments: Vec<AttachmentId>,
    /// When the abnormality was reported.
    pub reported_at: Timestamp,
}

/// An exception that waits 暂存/复核 (R-EXC-2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hold {
    /// Why the goods are held, in the receiver's words.
    pub remark: Remark,
    /// The day on which somebody looks at the goods again.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub review_on: chrono::NaiveDate,
}

/// What the inspection found (R-INS-3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Inspection {
    /// When the inspection was submitted.
    pub inspected_at: Timestamp,
    /// The template by which goods were looked at, and its version (R-INS-7).
    pub template: String,
    /// The version of that template, from 1.
    pub template_version: u32,
    /// The results, item by item; none when the system passed it.
    pub results: Vec<ItemResult>,
    /// What is broken; none where the inspector described no fault.
    pub fault: Option<FaultDescription>,
    /// What the inspector recommends: service, method, liability, warranty.
    pub conclusion: Conclusion,
    /// Whether the results show the goods as they were sold.
    pub goods_intact: bool,
    /// 超时自动通过: passed by the system (R-INS-6).
    pub auto_passed: bool,
}

/// How an order was handled (§ 2.6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Handling {
    /// When it was decided.
    pub handled_at: Timestamp,
    /// The handling method that was chosen.
    pub method: HandlingMethod,
    /// The method that the form suggested; none where it suggested none (R-HND-6).
    pub suggested: Option<HandlingMethod>,
    /// What is refunded, in fen; none where nothing is.
    pub refund: Option<Money>,
    /// Where goods are kept: how many pieces of the line had been kept for good before. Their share of what was paid is that
    /// of the pieces after those, once and for all (R-RFD-1). None where none are kept, and in logs of earlier releases.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept_before: Option<u32>,
    /// Why, in the handler's words; none where the method needs no reason.
    pub reason: Option<Reason>,
    /// Who receives the goods that go to the consumer; none where none go.
    pub consignee: Option<Consignee>,
    /// What the repair will cost the consumer, in fen; none where it costs nothing.
    pub quote: Option<Money>,
    /// The parts that are sent to the consumer.
    pub parts: Vec<Part>,
    /// The goods that are sent instead of those that came.
    pub replacement: Option<Replacement>,
    /// What else there is to say.
    pub remark: Option<Remark>,
}

crate::form::record! {
    /// A part that is built in or sent.
    pub struct Part {
        /// The variant code (SKU) of the part, where it has one.
        sku: optional Sku,
        /// The name of the part, where it has no code.
        name: optional ShortText,
        /// How many pieces of the part.
        quantity: required Quantity,
        /// The price of one piece, in fen; left out where it costs nothing or is not told.
        price: optional Money,
    }
    check check_part
}

fn check_part(part: &Part, reader: &mut crate::form::Reader<'_>) {
    if part.sku.is_none() && part.name.is_none() {
        let fields = vec!["sku".to_owned(), "name".to_owned()];
        reader.fault("name", crate::form::FieldError::OneOfRequired { fields });
    }
}

crate::form::record! {
    /// Goods that are sent instead of those that came.
    pub struct Replacement {
        /// The variant (SKU) that is sent instead.
        sku: required Sku,
        /// The serial number of what is sent, when it is known.
        serial_number: optional SerialNumber,
    }
}

/// A quote for a paid repair (R-HND-4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Quote {
    /// What the consumer is asked to pay, in fen.
    pub amount: Money,
    /// When the consumer accepted the quote; none while that is open.
    pub accepted_at: Option<Timestamp>,
}

/// What was repaired (R-HND-3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Repair {
    /// When the repair was completed.
    pub repaired_at: Timestamp,
    /// The handling method by which it was repaired in the end.
    pub method: HandlingMethod,
    /// 维修详情: what was done, in the technician's words.
    pub details: WorkReport,
    /// The parts that were replaced, with their prices.
    pub parts: Vec<Part>,
    /// The price of the labour, in fen.
    pub labour: Option<Money>,
    /// Codes of the faults that were found, as the maker of the goods writes them.
    pub fault_codes: Vec<FaultCode>,
    /// Photos of the repair.
    pub attachments: Vec<AttachmentId>,
}

/// Why goods go to the consumer; decides whether 返回处理 is allowed (R-RET-2) and how the order ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnOrigin {
    /// It was handled so.
    Handled,
    /// The goods are repaired, and go back to the consumer.
    Repaired,
    /// The consumer declined the quote: the original goods (R-HND-4).
    QuoteDeclined,
    /// 用户妥协: the original goods (R-EXC-1).
    ConsumerConceded,
    /// The operator ended it after receipt: the original goods (R-CAN-1).
    SuperCancelled,
}

/// How often the consumer urged 催单, and when last (R-MSG-2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Urges {
    /// How many times the consumer urged.
    pub count: u32,
    /// When the consumer last urged.
    pub last_at: Option<Timestamp>,
}

/// The consumer's rating (R-RAT-1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rating {
    /// How satisfied the consumer is: 1 to 5 stars.
    pub stars: u8,
    /// How likely the consumer is to recommend the service: 0 (not at all) to 10.
    pub recommend: u8,
    /// What the consumer says of the service, in words.
    pub comment: Option<Remark>,
    /// Short words by which the consumer describes the service.
    pub tags: Vec<Name>,
    /// When the consumer rated the service.
    pub rated_at: Timestamp,
}

impl ServiceOrder {
    /// The node that it stands in.
    pub const fn node(&self) -> Node {
        self.state.node()
    }

    /// Whether the consumer's goods are with those who handle them: signed for, or abnormal and there all the same.
    pub fn goods_received(&self) -> bool {
        let abnormal_but_there = self
            .abnormality
            .as_ref()
            .is_some_and(|abnormality| abnormality.reason_code != AbnormalReason::NotReceived);
        self.receipt.is_some() || abnormal_but_there
    }

    /// The party that named the parcel by which the goods come: who applied, where it is not known to be another one.
    pub fn shipment_given_by(&self) -> Party {
        self.shipment_given_by
            .or(self.application.on_behalf_by)
            .unwrap_or(Party::Consumer)
    }

    /// 三包内: as the inspector concluded, else as it was when applied for.
    pub fn in_warranty(&self) -> bool {
        match &self.inspection {
            Some(inspection) => inspection.conclusion.in_warranty,
            None => self.application.warranty.in_warranty,
        }
    }

    /// 超时自动通过: whether the system let a step pass at its deadline.
    pub fn auto_passed(&self) -> bool {
        self.receipt
            .as_ref()
            .is_some_and(|receipt| receipt.auto_passed)
            || self
                .inspection
                .as_ref()
                .is_some_and(|inspection| inspection.auto_passed)
    }

    /// Whether the order waits for the consumer's answer.
    pub fn question_open(&self) -> bool {
        self.open_question().is_some()
    }

    /// The question that waits for the consumer's answer.
    pub(crate) fn open_question(&self) -> Option<&ConsumerQuestion> {
        self.question.as_ref().filter(|asked| asked.open)
    }

    /// Whether nothing is to come back although the service is one for which goods come: a return of an earlier release,
    /// which took 无需寄回 for returns. Money for goods that stay with the consumer takes a person.
    pub fn goods_stay(&self) -> bool {
        !self.service_type.methods().contains(&self.service_method)
    }

    /// How long it has been in its node.
    pub(crate) fn time_in_node(&self, now: Timestamp) -> Span {
        Span::between(self.node_entered_at, now).at_least_zero()
    }
}

impl State {
    /// The node of this state.
    pub const fn node(&self) -> Node {
        match self {
            Self::PendingReview { .. } => Node::PendingReview,
            Self::PendingShipment { .. } => Node::PendingShipment,
            Self::PendingReceipt => Node::PendingReceipt,
            Self::PendingException { .. } => Node::PendingException,
            Self::PendingInspection => Node::PendingInspection,
            Self::PendingHandling => Node::PendingHandling,
            Self::InRepair { .. } => Node::InRepair,
            Self::PendingReturn { .. } => Node::PendingReturn,
            Self::Completed => Node::Completed,
            Self::Cancelled => Node::Cancelled,
            Self::Declined { .. } => Node::Declined,
        }
    }
}
