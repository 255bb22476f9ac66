//! A service order 服务单: one line of an order, one service, one journey through the nodes (docs/rules.md § 2).
//!
//! [`ServiceOrder`] is the fold of its events. Facts that only make sense in one node live in that node's [`State`]; what
//! later nodes still show stays on the order.

mod assignee;
pub mod command;
pub mod deadline;
pub mod decide;
pub mod effect;
pub mod event;
pub mod evolve;
pub mod handling_offers;
mod masked;
pub mod node;
pub mod offers;
mod pieces;
pub mod preview;
pub mod query;
pub mod refusal;
pub mod service_offers;
pub mod situation;

use serde::{Deserialize, Serialize};

pub use self::{
    assignee::{Assignable, Assignee},
    command::{Apply, Command, CommandType},
    deadline::Deadline,
    event::{Event, Recorded},
    node::Node,
    preview::{Outcome, execute},
    refusal::Refusal,
    situation::{Facts, Situation},
};
use crate::{
    address::{Consignee, Contact},
    carrier::{Carrier, Parcel},
    catalogue::HandlingMethod,
    channel::Channel,
    eligibility::Warranty,
    id::{
        AttachmentId, Category, ConsumerId, ExternalId, FaultCode, MerchantId, OrderNumber,
        SerialNumber, Sku, Spu,
    },
    inspection::{Conclusion, FaultDescription, ItemResult},
    money::Money,
    number::ServiceOrderNumber,
    party::{Ownership, Party},
    quantity::Quantity,
    reason::{AbnormalReason, ApplyReason, RejectReason},
    service::{ServiceMethod, ServiceType},
    text::{Description, Line, Name, Question, Reason, Remark, Reply, Report},
    time::{Span, Timestamp},
};

/// A service order as its events left it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceOrder {
    /// Its number.
    pub number: ServiceOrderNumber,
    /// How many events there are: the sequence of the last one.
    pub version: u32,
    /// Whose goods, sold where.
    pub goods: Goods,
    /// What was applied for; never changes.
    pub application: Application,
    /// The service that is given now.
    pub service_type: ServiceType,
    /// How the goods come.
    pub service_method: ServiceMethod,
    /// Where it stands.
    pub state: State,
    /// Since when it stands there.
    pub node_entered_at: Timestamp,
    /// Until when, and what time is left.
    pub deadline: Deadline,
    /// Whether the deadline of this node was extended (R-TIM-2: once a node).
    pub extended_in_node: bool,
    /// The question that the reviewer asked, once an order (R-REV-8).
    pub question: Option<Asked>,
    /// Who works on it (R-ASN-1).
    pub assignee: Option<Assignee>,
    /// Where the consumer sends the goods (R-REV-1).
    pub receiving_address: Option<Consignee>,
    /// The consumer's parcel, or the one that was picked up.
    pub shipment: Option<Parcel>,
    /// The party that named that parcel after the application; none where it was named with it, and of those that were
    /// named before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipment_given_by: Option<Party>,
    /// How the goods arrived.
    pub receipt: Option<Receipt>,
    /// What was abnormal at receipt.
    pub abnormality: Option<Abnormality>,
    /// What the inspection found.
    pub inspection: Option<Inspection>,
    /// How it was handled.
    pub handling: Option<Handling>,
    /// What was repaired.
    pub repair: Option<Repair>,
    /// The parcel to the consumer.
    pub return_shipment: Option<Parcel>,
    /// What has been refunded, or is being refunded.
    pub refunded: Money,
    /// The consumer's reminders 催单.
    pub urges: Urges,
    /// The consumer's rating (R-RAT-1).
    pub rating: Option<Rating>,
}

/// The line of the order that it is about, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Goods {
    /// The order of the marketplace.
    pub order_number: OrderNumber,
    /// The line of that order, from 1.
    pub line_number: u32,
    /// Where it was sold.
    pub channel: Channel,
    /// The merchant.
    pub merchant: MerchantId,
    /// The consumer.
    pub consumer: ConsumerId,
    /// The product.
    pub spu: Spu,
    /// Its variant.
    pub sku: Sku,
    /// What it is called.
    pub title: String,
    /// Its category.
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
    /// When.
    pub applied_at: Timestamp,
    /// The service.
    pub service_type: ServiceType,
    /// How the goods come.
    pub service_method: ServiceMethod,
    /// How many pieces.
    pub quantity: Quantity,
    /// Why.
    pub reason_code: ApplyReason,
    /// What is wrong (R-APP-6: visible at every later node).
    pub description: Description,
    /// Photos or a video.
    pub attachments: Vec<AttachmentId>,
    /// The serial number of the goods.
    pub serial_number: Option<SerialNumber>,
    /// Whom to ask.
    pub contact: Contact,
    /// Where goods go back to.
    pub return_to: Consignee,
    /// The caller's own number.
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
    /// 待审核
    PendingReview {
        /// The deadline came, and there was no address to approve with (R-REV-2).
        address_missing: bool,
    },
    /// 待用户发货
    PendingShipment {
        /// The booked pickup.
        pickup: Option<Pickup>,
    },
    /// 待签收
    PendingReceipt,
    /// 待异常处理
    PendingException {
        /// Held for a second look (R-EXC-2).
        hold: Option<Hold>,
    },
    /// 待质检
    PendingInspection,
    /// 待处理
    PendingHandling,
    /// 维修中
    InRepair {
        /// The quote; none where the repair is free.
        quote: Option<Quote>,
    },
    /// 待返用户
    PendingReturn {
        /// Why goods go to the consumer.
        origin: ReturnOrigin,
    },
    /// 业务完成
    Completed,
    /// 取消完成
    Cancelled,
    /// 不予处理完成
    Declined {
        /// Why, as a code.
        reason_code: RejectReason,
        /// Why, in words.
        reason: Reason,
    },
}

/// A question to the consumer, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Asked {
    /// The question.
    pub question: Question,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// Until when the timer stops for the answer.
    pub answer_by: Timestamp,
    /// The answer.
    pub answer: Option<Answer>,
    /// Whether the order still waits for the answer.
    pub open: bool,
}

/// The consumer's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Answer {
    /// In words.
    pub text: Reply,
    /// Photos.
    pub attachments: Vec<AttachmentId>,
    /// When.
    pub answered_at: Timestamp,
}

/// A pickup that the merchant booked (R-SHP-3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Pickup {
    /// Who picks up.
    pub carrier: Carrier,
    /// From when.
    pub from: Timestamp,
    /// Until when.
    pub until: Timestamp,
}

/// How goods arrived (R-RCV-1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Receipt {
    /// When they were signed for.
    pub signed_for_at: Timestamp,
    /// How many pieces came.
    pub quantity: Quantity,
    /// What there was to say.
    pub remark: Option<Remark>,
    /// Photos.
    pub attachments: Vec<AttachmentId>,
    /// 超时自动通过: signed for by the system (R-RCV-3).
    pub auto_passed: bool,
}

/// What was abnormal about goods at receipt (R-RCV-2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Abnormality {
    /// The code.
    pub reason_code: AbnormalReason,
    /// In words.
    pub remark: Remark,
    /// Photos.
    pub attachments: Vec<AttachmentId>,
    /// When it was reported.
    pub reported_at: Timestamp,
}

/// An exception that waits 暂存/复核 (R-EXC-2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hold {
    /// Why.
    pub remark: Remark,
    /// When to look again.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub review_on: chrono::NaiveDate,
}

/// What the inspection found (R-INS-3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Inspection {
    /// When.
    pub inspected_at: Timestamp,
    /// The template by which goods were looked at, and its version (R-INS-7).
    pub template: String,
    /// The template's version.
    pub template_version: u32,
    /// The results, item by item; none when the system passed it.
    pub results: Vec<ItemResult>,
    /// What is broken.
    pub fault: Option<FaultDescription>,
    /// What the inspector recommends.
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
    /// When.
    pub handled_at: Timestamp,
    /// The method.
    pub method: HandlingMethod,
    /// What the form suggested (R-HND-6).
    pub suggested: Option<HandlingMethod>,
    /// What is refunded; none where nothing is.
    pub refund: Option<Money>,
    /// Where goods are kept: how many pieces of the line had been kept for good before. Their share of what was paid is that
    /// of the pieces after those, once and for all (R-RFD-1). None where none are kept, and in logs of earlier releases.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept_before: Option<u32>,
    /// Why.
    pub reason: Option<Reason>,
    /// Who receives goods.
    pub consignee: Option<Consignee>,
    /// What the repair will cost the consumer.
    pub quote: Option<Money>,
    /// Parts that are sent.
    pub parts: Vec<Part>,
    /// What is sent instead.
    pub replacement: Option<Replacement>,
    /// What else there is to say.
    pub remark: Option<Remark>,
}

crate::form::record! {
    /// A part that is built in or sent.
    pub struct Part {
        /// Its variant code.
        sku: optional Sku,
        /// What it is called.
        name: optional Line,
        /// How many.
        quantity: required Quantity,
        /// What one costs.
        price: optional Money,
    }
    check check_part
}

fn check_part(part: &Part, reader: &mut crate::form::Reader<'_>) {
    if part.sku.is_none() && part.name.is_none() {
        let fields = vec!["sku".to_owned(), "name".to_owned()];
        reader.fault("name", crate::form::Fault::OneOfRequired { fields });
    }
}

crate::form::record! {
    /// Goods that are sent instead of those that came.
    pub struct Replacement {
        /// The variant.
        sku: required Sku,
        /// Its serial number, when known.
        serial_number: optional SerialNumber,
    }
}

/// A quote for a paid repair (R-HND-4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Quote {
    /// What it costs.
    pub amount: Money,
    /// When the consumer accepted it.
    pub accepted_at: Option<Timestamp>,
}

/// What was repaired (R-HND-3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Repair {
    /// When.
    pub repaired_at: Timestamp,
    /// The final method.
    pub method: HandlingMethod,
    /// 维修详情
    pub details: Report,
    /// Parts that were replaced.
    pub parts: Vec<Part>,
    /// The price of the labour.
    pub labour: Option<Money>,
    /// Fault codes.
    pub fault_codes: Vec<FaultCode>,
    /// Photos.
    pub attachments: Vec<AttachmentId>,
}

/// Why goods go to the consumer; decides whether 返回处理 is allowed (R-RET-2) and how the order ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnOrigin {
    /// It was handled so.
    Handled,
    /// It is repaired.
    Repaired,
    /// The consumer declined the quote: the original goods (R-HND-4).
    QuoteDeclined,
    /// 用户妥协: the original goods (R-EXC-1).
    ConsumerConceded,
    /// The operator ended it after receipt: the original goods (R-CAN-1).
    SuperCancelled,
}

/// The consumer's reminders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Urges {
    /// How many.
    pub count: u32,
    /// When the last one came.
    pub last_at: Option<Timestamp>,
}

/// The consumer's rating (R-RAT-1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rating {
    /// 1 to 5.
    pub stars: u8,
    /// 0 to 10.
    pub recommend: u8,
    /// In words.
    pub comment: Option<Remark>,
    /// In catchwords.
    pub tags: Vec<Name>,
    /// When.
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
    pub fn open_question(&self) -> Option<&Asked> {
        self.question.as_ref().filter(|asked| asked.open)
    }

    /// Whether nothing is to come back although the service is one for which goods come: a return of an earlier release,
    /// which took 无需寄回 for returns. Money for goods that stay with the consumer takes a person.
    pub fn goods_stay(&self) -> bool {
        !self.service_type.methods().contains(&self.service_method)
    }

    /// How long it has been in its node.
    pub fn time_in_node(&self, now: Timestamp) -> Span {
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
