//! The catalogue of handling methods (docs/rules.md § 2.6), as data.

use serde::Serialize;

use crate::{form::named::named, values::service::ServiceType};

named! {
    /// How an order is handled.
    pub enum HandlingMethod offered as HandlingMethod {
        /// 退货-全款退货: all that was paid for the pieces received is refunded.
        FullRefund = "full_refund",
        /// 退货-七天无理由退货: what was paid is refunded, less the first freight.
        NoReasonRefund = "no_reason_refund",
        /// 退货-部分退款: an amount is refunded.
        PartialRefund = "partial_refund",
        /// 退货-不予退货 (原返): the goods go back as they came.
        ReturnRefused = "return_refused",
        /// 换货-三包换货: other goods go to the consumer, in warranty.
        WarrantyExchange = "warranty_exchange",
        /// 换货-不予换货: the goods go back as they came.
        ExchangeRefused = "exchange_refused",
        /// 维修-更换部件维修（免费）: parts are replaced, in warranty.
        RepairPartsFree = "repair_parts_free",
        /// 维修-更换部件维修（付费）: parts are replaced for a quote that the consumer accepts.
        RepairPartsPaid = "repair_parts_paid",
        /// 维修-更换附件: accessories or consumables are replaced.
        RepairAccessory = "repair_accessory",
        /// 维修-调试保养: the goods are adjusted, and no part is replaced.
        RepairAdjustment = "repair_adjustment",
        /// 维修-其他付费服务: another service for a quote that the consumer accepts.
        RepairOtherPaid = "repair_other_paid",
        /// 直赔: the consumer is paid, and keeps the goods.
        DirectCompensation = "direct_compensation",
        /// 线上补件-大仓重新发货: the warehouse sends the missing parts.
        SupplementWarehouse = "supplement_warehouse",
        /// 线下补件-线下补发商品: the merchant sends the missing parts.
        SupplementMerchant = "supplement_merchant",
    }
}

named! {
    /// Where a method leads.
    pub enum Next {
        /// The order ends as `completed`.
        Completed = "completed",
        /// Goods go to the consumer.
        PendingReturn = "pending_return",
        /// The goods are repaired.
        InRepair = "in_repair",
    }
}

named! {
    /// What a method refunds.
    pub enum RefundKind {
        /// All that was paid for the quantity.
        AllPaid = "all_paid",
        /// What was paid less the first freight.
        LessFreight = "less_freight",
        /// The amount that the form says.
        Amount = "amount",
        /// Nothing goes to the consumer.
        Nothing = "nothing",
    }
}

named! {
    /// In which warranty a method is offered.
    pub enum WarrantyCondition {
        /// For goods in warranty only.
        In = "in",
        /// Out of warranty only.
        Out = "out",
        /// For goods in and out of warranty.
        Any = "any",
    }
}

named! {
    /// In which channel a method is offered.
    pub enum ChannelCondition {
        /// For goods of every channel.
        Any = "any",
        /// For goods of 有品京东店 only.
        YoupinJd = "youpin_jd",
        /// For goods of 小米有品 only.
        YoupinOnline = "youpin_online",
    }
}

/// What a method is for, needs and does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct MethodFacts {
    /// The handling method that these facts are about.
    pub method: HandlingMethod,
    /// The service that it handles; none: any.
    pub service_type: Option<ServiceType>,
    /// The warranty in which it is offered.
    pub warranty: WarrantyCondition,
    /// The channel in which it is offered.
    pub channel: ChannelCondition,
    /// The node to which the method leads.
    pub next: Next,
    /// What the method refunds.
    pub refund: RefundKind,
    /// Whether the form must give a reason.
    pub needs_reason: bool,
    /// Whether something goes to a consignee (R-HND-7).
    pub needs_consignee: bool,
    /// Whether the consumer must accept a quote first (R-HND-4).
    pub needs_quote: bool,
    /// Whether the form must list parts.
    pub needs_parts: bool,
    /// Whether goods must have come and been found intact, within seven days of delivery.
    pub needs_intact_goods: bool,
    /// Whether it grants nothing of what was asked for.
    pub refuses: bool,
}

const PLAIN: MethodFacts = MethodFacts {
    method: HandlingMethod::FullRefund,
    service_type: None,
    warranty: WarrantyCondition::Any,
    channel: ChannelCondition::Any,
    next: Next::Completed,
    refund: RefundKind::Nothing,
    needs_reason: false,
    needs_consignee: false,
    needs_quote: false,
    needs_parts: false,
    needs_intact_goods: false,
    refuses: false,
};

const REPAIR: MethodFacts = MethodFacts {
    service_type: Some(ServiceType::Repair),
    next: Next::InRepair,
    needs_consignee: true,
    ..PLAIN
};

const SUPPLEMENT: MethodFacts = MethodFacts {
    service_type: Some(ServiceType::Supplement),
    next: Next::PendingReturn,
    needs_consignee: true,
    needs_parts: true,
    ..PLAIN
};

const REFUSED: MethodFacts = MethodFacts {
    next: Next::PendingReturn,
    needs_reason: true,
    needs_consignee: true,
    refuses: true,
    ..PLAIN
};

impl HandlingMethod {
    /// The row of the catalogue.
    pub const fn facts(self) -> MethodFacts {
        let row = match self {
            Self::FullRefund => MethodFacts {
                service_type: Some(ServiceType::Return),
                refund: RefundKind::AllPaid,
                ..PLAIN
            },
            Self::NoReasonRefund => MethodFacts {
                service_type: Some(ServiceType::Return),
                refund: RefundKind::LessFreight,
                needs_intact_goods: true,
                ..PLAIN
            },
            Self::PartialRefund => MethodFacts {
                service_type: Some(ServiceType::Return),
                refund: RefundKind::Amount,
                needs_reason: true,
                ..PLAIN
            },
            Self::ReturnRefused => MethodFacts {
                service_type: Some(ServiceType::Return),
                ..REFUSED
            },
            Self::WarrantyExchange => MethodFacts {
                service_type: Some(ServiceType::Exchange),
                warranty: WarrantyCondition::In,
                next: Next::PendingReturn,
                needs_consignee: true,
                ..PLAIN
            },
            Self::ExchangeRefused => MethodFacts {
                service_type: Some(ServiceType::Exchange),
                ..REFUSED
            },
            Self::RepairPartsFree => MethodFacts {
                warranty: WarrantyCondition::In,
                ..REPAIR
            },
            Self::RepairPartsPaid => MethodFacts {
                warranty: WarrantyCondition::Out,
                needs_quote: true,
                ..REPAIR
            },
            Self::RepairAccessory | Self::RepairAdjustment => REPAIR,
            Self::RepairOtherPaid => MethodFacts {
                needs_quote: true,
                ..REPAIR
            },
            Self::DirectCompensation => MethodFacts {
                refund: RefundKind::Amount,
                needs_reason: true,
                ..PLAIN
            },
            Self::SupplementWarehouse => MethodFacts {
                channel: ChannelCondition::YoupinJd,
                ..SUPPLEMENT
            },
            Self::SupplementMerchant => MethodFacts {
                channel: ChannelCondition::YoupinOnline,
                ..SUPPLEMENT
            },
        };
        MethodFacts {
            method: self,
            ..row
        }
    }

    /// The service that the order has once this method handles it; the one it had where the method fits any.
    pub(crate) const fn service_type_after(self, before: ServiceType) -> ServiceType {
        match self.facts().service_type {
            Some(service_type) => service_type,
            None => before,
        }
    }
}

impl ServiceType {
    /// The method that grants what was asked for: what passes an inspection at its deadline (R-INS-6).
    pub const fn granting_method(self, in_warranty: bool) -> HandlingMethod {
        match self {
            Self::Return => HandlingMethod::FullRefund,
            Self::Exchange => HandlingMethod::WarrantyExchange,
            Self::Repair if in_warranty => HandlingMethod::RepairPartsFree,
            Self::Repair => HandlingMethod::RepairPartsPaid,
            Self::Supplement => HandlingMethod::SupplementMerchant,
        }
    }

    /// The method that refuses it at the deadline of the handling (R-HND-5); none for those never refused so.
    pub(crate) const fn refusing_method(self) -> Option<HandlingMethod> {
        match self {
            Self::Return => Some(HandlingMethod::ReturnRefused),
            Self::Exchange => Some(HandlingMethod::ExchangeRefused),
            Self::Repair | Self::Supplement => None,
        }
    }
}
