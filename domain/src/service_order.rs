//! A service order 服务单: one line of an order, one service, one journey through the nodes (docs/rules.md § 2).
//!
//! [`ServiceOrder`] is the fold of its events. Facts that only make sense in one node live in that node's [`State`]; what
//! later nodes still show stays on the order.

mod assignee;
pub mod catalogue;
pub mod command;
pub mod consequences;
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
mod record;
pub mod refusal;
pub mod service_offers;
pub mod situation;
pub mod view;
pub mod workflow;

use serde::{Deserialize, Serialize};

pub use self::{
    assignee::{Assignable, Assignee},
    command::{Apply, Command, CommandType},
    event::{Event, Recorded},
    execute::{Outcome, execute},
    node::Node,
    record::{
        Abnormality, ConsumerAnswer, ConsumerQuestion, Handling, Hold, Inspection, Part, Pickup,
        Quote, Rating, Receipt, Repair, Replacement, ReturnOrigin, Urges,
    },
    refusal::Refusal,
    situation::{Facts, Needs, Situation},
};
pub use crate::aggregate::deadline::Deadline;
use crate::{
    people::party::{OwnerRef, Party},
    service_order::{
        eligibility::Warranty,
        reason::{AbnormalReason, ApplyReason, RejectReason},
    },
    values::{
        address::{Consignee, Contact},
        carrier::Parcel,
        channel::Channel,
        id::{
            AttachmentId, Category, ConsumerId, ExternalId, MerchantId, OrderNumber, SerialNumber,
            Sku, Spu,
        },
        money::Money,
        number::ServiceOrderNumber,
        quantity::Quantity,
        service::{ServiceMethod, ServiceType},
        text::{Description, Reason},
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
    /// How the goods reach the merchant.
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
    pub fn owner(&self) -> OwnerRef<'_> {
        OwnerRef {
            order_number: &self.order_number,
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
    /// How the goods reach the merchant.
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
