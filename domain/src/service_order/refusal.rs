//! Refusals: why a command can't be done now, as a code with values. Words are made of them at the edge.

mod about;

use serde::{Deserialize, Serialize};

pub use self::about::About;
use super::{Node, command::CommandType};
use crate::{
    form::Violation,
    people::party::{Party, Position},
    policy::responsibility::{Responsible, Step},
    service_order::catalogue::HandlingMethod,
    values::{
        channel::Channel,
        id::Spu,
        money::Money,
        quantity::Quantity,
        service::{AddressPurpose, ServiceType},
        time::Timestamp,
    },
};

/// Why not. Each says enough to tell what to do next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "code", content = "params", rename_all = "snake_case")]
pub enum Refusal {
    /// The actor's party or positions never allow it.
    #[error("{command} needs one of the positions {needs:?}")]
    Forbidden {
        /// The command that was refused.
        command: CommandType,
        /// The positions of which one would do; none: another party does this.
        needs: Vec<Position>,
    },
    /// Another party is responsible for the step.
    #[error("{responsible} is responsible for {step}")]
    NotResponsible {
        /// The step to which the refused command belongs.
        step: Step,
        /// The party that is responsible for the step.
        responsible: Responsible,
    },
    /// Not in this node.
    #[error("{command} is not allowed in {node}")]
    NotAllowedInNode {
        /// The command that was refused.
        command: CommandType,
        /// The node of the order.
        node: Node,
        /// The commands that the caller may give in this node.
        allowed: Vec<CommandType>,
    },
    /// Values are wrong, each named with its field.
    #[error("invalid values")]
    Invalid {
        /// Each wrong field with what is wrong about it.
        violations: Vec<Violation>,
    },
    /// No such order, or not the caller's to see.
    #[error("no such order")]
    OrderNotFound {},
    /// The goods have not been shipped: ask for the refund of the order instead (R-APP-5).
    #[error("the goods have not been shipped")]
    NotShipped {},
    /// The window of the service is over (R-APP-3).
    #[error("the window for {service_type} ended at {ended_at}")]
    WindowClosed {
        /// The service whose window is over.
        service_type: ServiceType,
        /// When the window of the service ended.
        ended_at: Timestamp,
    },
    /// More pieces than are left (R-APP-2).
    #[error("{available} pieces are left")]
    QuantityUnavailable {
        /// How many pieces of the line can still be applied for.
        available: u32,
    },
    /// 获取邮寄地址信息出错: maintain the product's address first (R-REV-2).
    #[error("{spu} has no {purpose} address")]
    AddressMissing {
        /// The product (SPU) that has no address for the service.
        spu: Spu,
        /// The purpose for which the product has no address.
        purpose: AddressPurpose,
    },
    /// An earlier release took a return for which no goods come: approved so, it would end in a full refund of goods that stay
    /// with the consumer. Say how they come, or compensate.
    #[error("the goods stay with the consumer: a full refund of {refund:?}")]
    GoodsStay {
        /// What a full refund would pay, in fen.
        refund: Money,
    },
    /// The one question of this order has been asked (R-REV-8).
    #[error("the consumer has been asked already")]
    AlreadyAsked {},
    /// There is no open question.
    #[error("there is no open question")]
    NoOpenQuestion {},
    /// Goods of a drop-off come without a parcel (R-SHP-3).
    #[error("drop-off goods have no parcel")]
    NoParcelForDropOff {},
    /// Only a pickup can be booked (R-SHP-3).
    #[error("the goods are not picked up")]
    NotAPickup {},
    /// Goods come by parcel: wait for the tracking number before signing (R-SHP-3).
    #[error("the goods come by parcel")]
    AwaitsParcel {},
    /// No parcel is named that could be corrected (R-SHP-4).
    #[error("no parcel is named yet")]
    NoParcel {},
    /// The parcel was named by those who work on the order: they correct it (R-SHP-4).
    #[error("the parcel was named by {given_by}")]
    ParcelNotYours {
        /// The party that gave the tracking number.
        given_by: Party,
    },
    /// The parcel is named so already (R-SHP-4).
    #[error("the parcel is named so already")]
    ParcelUnchanged {},
    /// No piece came: report it as abnormal instead of signing for it (R-RCV-2).
    #[error("nothing came: report it as abnormal")]
    NothingReceived {
        /// How many pieces the application is for.
        applied: Quantity,
    },
    /// The method is for another service.
    #[error("{method} does not handle {service_type}")]
    MethodNotForType {
        /// The handling method that was chosen.
        method: HandlingMethod,
        /// The service of the order.
        service_type: ServiceType,
    },
    /// The method is for another channel.
    #[error("{method} is not offered in {channel}")]
    MethodNotInChannel {
        /// The handling method that was chosen.
        method: HandlingMethod,
        /// The channel of the order.
        channel: Channel,
    },
    /// The method is for goods in warranty only.
    #[error("{method} needs goods in warranty")]
    OutOfWarranty {
        /// The handling method that was chosen.
        method: HandlingMethod,
    },
    /// The method is for goods out of warranty only.
    #[error("{method} needs goods out of warranty")]
    InWarranty {
        /// The handling method that was chosen.
        method: HandlingMethod,
    },
    /// The method needs the goods, and none came.
    #[error("{method} needs the goods")]
    GoodsNotReceived {
        /// The handling method that was chosen.
        method: HandlingMethod,
    },
    /// A return without a reason needs goods that the inspection found intact.
    #[error("the inspection did not find the goods intact")]
    GoodsNotIntact {},
    /// A return without a reason must be applied for within seven days of delivery.
    #[error("not applied for within seven days of delivery")]
    NotWithinSevenDays {},
    /// Everything that was paid has been refunded.
    #[error("nothing is left to refund")]
    NothingToRefund {},
    /// The amount is more than is left to refund, or nothing.
    #[error("the amount must be from {min:?} to {max:?}")]
    AmountOutOfRange {
        /// The least amount that can be refunded, in fen.
        min: Money,
        /// The greatest amount that can be refunded, in fen.
        max: Money,
    },
    /// The consumer has not accepted the quote yet (R-HND-4).
    #[error("the quote is not accepted yet")]
    QuoteNotAccepted {},
    /// There is no quote to decide on.
    #[error("there is no open quote")]
    NoOpenQuote {},
    /// These goods can't go back to handling (R-RET-2).
    #[error(
        "goods that go back to the consumer by concession or super cancel are not handled again"
    )]
    ReturnIsFinal {},
    /// The goods have been signed for: too late to cancel (R-APP-7).
    #[error("the goods have been signed for")]
    GoodsSignedFor {},
    /// It has been super-cancelled before.
    #[error("already super-cancelled")]
    AlreadySuperCancelled {},
    /// This node has no deadline that could be extended.
    #[error("there is no deadline to extend")]
    NoDeadline {},
    /// The deadline is not the caller's own, but the consumer's (R-TIM-2).
    #[error("the deadline is the consumer's")]
    DeadlineNotYours {},
    /// The deadline of this node has been extended before (R-TIM-2).
    #[error("already extended in this node")]
    AlreadyExtended {},
    /// The new deadline must be later than the old one, and not by more than policy allows (R-TIM-2).
    #[error("the new deadline must be after {after} and not after {latest}")]
    ExtensionOutOfRange {
        /// The current deadline.
        after: Timestamp,
        /// The latest deadline that may be set.
        latest: Timestamp,
    },
    /// A colleague works on it: ask them, or have it assigned (R-ASN-1).
    #[error("{name} works on it")]
    ClaimedByOther {
        /// The name of the colleague who works on it.
        name: String,
    },
    /// The caller works on it already.
    #[error("already yours")]
    AlreadyYours {},
    /// An API client is nobody to whom an order can belong.
    #[error("only a person can claim an order")]
    NotAPerson {},
    /// Urged a moment ago (R-MSG-2).
    #[error("urged before; again from {again_at}")]
    UrgedRecently {
        /// From when on it's possible again.
        again_at: Timestamp,
    },
    /// The consumer has rated the service already (R-RAT-1).
    #[error("rated already")]
    AlreadyRated {},
    /// The time is not over yet: nothing to do for the system.
    #[error("not due yet")]
    NotDue {},
}

impl Refusal {
    /// The refusal of one wrong value.
    pub fn invalid(field: &str, fault: crate::form::FieldError) -> Self {
        Self::Invalid {
            violations: vec![Violation::new(field, fault)],
        }
    }

    /// Its code as problem documents and words know it.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Forbidden { .. } => "forbidden",
            Self::NotResponsible { .. } => "not_responsible",
            Self::NotAllowedInNode { .. } => "not_allowed_in_node",
            Self::Invalid { .. } => "invalid",
            Self::OrderNotFound {} => "order_not_found",
            Self::NotShipped {} => "not_shipped",
            Self::WindowClosed { .. } => "window_closed",
            Self::QuantityUnavailable { .. } => "quantity_unavailable",
            Self::AddressMissing { .. } => "address_missing",
            Self::GoodsStay { .. } => "goods_stay",
            Self::AlreadyAsked {} => "already_asked",
            Self::NoOpenQuestion {} => "no_open_question",
            Self::NoParcelForDropOff {} => "no_parcel_for_drop_off",
            Self::NotAPickup {} => "not_a_pickup",
            Self::AwaitsParcel {} => "awaits_parcel",
            Self::NoParcel {} => "no_parcel",
            Self::ParcelNotYours { .. } => "parcel_not_yours",
            Self::ParcelUnchanged {} => "parcel_unchanged",
            Self::NothingReceived { .. } => "nothing_received",
            Self::MethodNotForType { .. } => "method_not_for_type",
            Self::MethodNotInChannel { .. } => "method_not_in_channel",
            Self::OutOfWarranty { .. } => "out_of_warranty",
            Self::InWarranty { .. } => "in_warranty",
            Self::GoodsNotReceived { .. } => "goods_not_received",
            Self::GoodsNotIntact {} => "goods_not_intact",
            Self::NotWithinSevenDays {} => "not_within_seven_days",
            Self::NothingToRefund {} => "nothing_to_refund",
            Self::AmountOutOfRange { .. } => "amount_out_of_range",
            Self::QuoteNotAccepted {} => "quote_not_accepted",
            Self::NoOpenQuote {} => "no_open_quote",
            Self::ReturnIsFinal {} => "return_is_final",
            Self::GoodsSignedFor {} => "goods_signed_for",
            Self::AlreadySuperCancelled {} => "already_super_cancelled",
            Self::NoDeadline {} => "no_deadline",
            Self::DeadlineNotYours {} => "deadline_not_yours",
            Self::AlreadyExtended {} => "already_extended",
            Self::ExtensionOutOfRange { .. } => "extension_out_of_range",
            Self::ClaimedByOther { .. } => "claimed_by_other",
            Self::AlreadyYours {} => "already_yours",
            Self::NotAPerson {} => "not_a_person",
            Self::UrgedRecently { .. } => "urged_recently",
            Self::AlreadyRated {} => "already_rated",
            Self::NotDue {} => "not_due",
        }
    }
}
