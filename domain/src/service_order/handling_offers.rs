//! Which handling methods an order is offered, and which one is suggested (R-HND-1, R-HND-6).

use serde::{Deserialize, Serialize};

use super::{Refusal, ServiceOrder, Situation};
use crate::{
    form::named::named,
    service_order::{
        catalogue::{ChannelCondition, HandlingMethod, MethodFacts, RefundKind, WarrantyCondition},
        eligibility::is_within_no_reason_window,
        inspection::Liability,
    },
    values::{channel::Channel, money::Money, service::ServiceType},
};

/// A method, with its refusal where it can't be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MethodOffer {
    /// The handling method that is offered or not.
    pub method: HandlingMethod,
    /// Why it can't be chosen; none when it can.
    pub refusal: Option<Refusal>,
}

/// Every method of the catalogue, offered or with its reason.
pub fn method_offers(order: &ServiceOrder, situation: &Situation<'_>) -> Vec<MethodOffer> {
    HandlingMethod::ALL
        .iter()
        .map(|&method| MethodOffer {
            method,
            refusal: check_method(order, method, situation).err(),
        })
        .collect()
}

/// Whether a method fits type, channel, warranty, goods and what is left to refund (R-HND-1).
pub(super) fn check_method(
    order: &ServiceOrder,
    method: HandlingMethod,
    situation: &Situation<'_>,
) -> Result<(), Refusal> {
    check_fits(order, method)?;
    check_refund(order, method.facts(), situation)
}

/// Whether a method fits type, channel, warranty and goods, whatever is left to refund.
pub(super) fn check_fits(order: &ServiceOrder, method: HandlingMethod) -> Result<(), Refusal> {
    let facts = method.facts();
    check_type(order, facts)?;
    check_channel(order.goods.channel, facts)?;
    check_warranty(order.in_warranty(), facts)?;
    check_goods(order, facts)
}

/// R-HND-2: return, exchange and repair can become one another once the goods are here; a refusal answers what is asked.
fn check_type(order: &ServiceOrder, facts: MethodFacts) -> Result<(), Refusal> {
    let method = facts.method;
    let Some(needed) = facts
        .service_type
        .filter(|needed| *needed != order.service_type)
    else {
        return Ok(());
    };
    let exchangeable = |service_type| match service_type {
        ServiceType::Return | ServiceType::Exchange | ServiceType::Repair => true,
        ServiceType::Supplement => false,
    };
    if facts.refuses || !exchangeable(needed) || !exchangeable(order.service_type) {
        return Err(Refusal::MethodNotForType {
            method,
            service_type: order.service_type,
        });
    }
    if order.goods_received() {
        Ok(())
    } else {
        Err(Refusal::GoodsNotReceived { method })
    }
}

fn check_channel(channel: Channel, facts: MethodFacts) -> Result<(), Refusal> {
    let fits = match facts.channel {
        ChannelCondition::Any => true,
        ChannelCondition::YoupinJd => channel == Channel::YoupinJd,
        ChannelCondition::YoupinOnline => channel == Channel::YoupinOnline,
    };
    if fits {
        Ok(())
    } else {
        Err(Refusal::MethodNotInChannel {
            method: facts.method,
            channel,
        })
    }
}

fn check_warranty(in_warranty: bool, facts: MethodFacts) -> Result<(), Refusal> {
    let method = facts.method;
    match (facts.warranty, in_warranty) {
        (WarrantyCondition::Any, _)
        | (WarrantyCondition::In, true)
        | (WarrantyCondition::Out, false) => Ok(()),
        (WarrantyCondition::In, false) => Err(Refusal::OutOfWarranty { method }),
        (WarrantyCondition::Out, true) => Err(Refusal::InWarranty { method }),
    }
}

fn check_goods(order: &ServiceOrder, facts: MethodFacts) -> Result<(), Refusal> {
    if facts.refuses && facts.needs_consignee && !order.goods_received() {
        return Err(Refusal::GoodsNotReceived {
            method: facts.method,
        });
    }
    if !facts.needs_intact_goods {
        return Ok(());
    }
    let application = &order.application;
    let in_time = is_within_no_reason_window(order.goods.delivered_at, application.applied_at);
    if application.service_type != ServiceType::Return || !in_time {
        return Err(Refusal::NotWithinSevenDays {});
    }
    if order
        .inspection
        .as_ref()
        .is_some_and(|inspection| inspection.goods_intact)
    {
        Ok(())
    } else {
        Err(Refusal::GoodsNotIntact {})
    }
}

/// Whoever names an amount needs something to name it of. What grants all that is left grants nothing where nothing is:
/// the goods of a gift come back all the same.
fn check_refund(
    order: &ServiceOrder,
    facts: MethodFacts,
    situation: &Situation<'_>,
) -> Result<(), Refusal> {
    match facts.refund {
        RefundKind::Nothing | RefundKind::AllPaid | RefundKind::LessFreight => Ok(()),
        RefundKind::Amount => may_refund(order, situation),
    }
}

named! {
    /// Why a method is suggested.
    pub enum SuggestionReason {
        /// The inspection concluded so.
        Concluded = "concluded",
        /// No fault was found, or the consumer is to blame.
        NotLiable = "not_liable",
        /// It grants what was applied for.
        AppliedFor = "applied_for",
        /// The goods are in warranty.
        InWarranty = "in_warranty",
        /// The goods are out of warranty.
        OutOfWarranty = "out_of_warranty",
        /// The channel sends parts so.
        Channel = "channel",
    }
}

/// A method that the form suggests, and why (R-HND-6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// The handling method that is suggested.
    pub method: HandlingMethod,
    /// Why this method is suggested, and no other.
    pub reasons: Vec<SuggestionReason>,
}

/// The method suggested from the inspection, the warranty and the application; none where nothing that fits is offered.
pub fn suggested_method(order: &ServiceOrder, situation: &Situation<'_>) -> Option<Suggestion> {
    candidates(order)
        .into_iter()
        .find(|suggestion| check_method(order, suggestion.method, situation).is_ok())
}

fn candidates(order: &ServiceOrder) -> Vec<Suggestion> {
    let suggest = |method, reasons: &[SuggestionReason]| Suggestion {
        method,
        reasons: reasons.to_vec(),
    };
    let warranty = if order.in_warranty() {
        SuggestionReason::InWarranty
    } else {
        SuggestionReason::OutOfWarranty
    };
    let mut candidates = Vec::new();
    if let Some(inspection) = &order.inspection {
        let concluded = inspection.conclusion.handling_method;
        let reason = match inspection.conclusion.liability {
            Liability::NoneFound | Liability::Consumer => SuggestionReason::NotLiable,
            Liability::Product | Liability::Carrier => SuggestionReason::Concluded,
        };
        candidates.push(suggest(
            concluded,
            &[SuggestionReason::Concluded, reason, warranty],
        ));
    }
    let granting = match (order.service_type, order.goods.channel) {
        (ServiceType::Supplement, Channel::YoupinJd) => HandlingMethod::SupplementWarehouse,
        (
            ServiceType::Supplement
            | ServiceType::Return
            | ServiceType::Exchange
            | ServiceType::Repair,
            _,
        ) => order.service_type.granting_method(order.in_warranty()),
    };
    let reason = if order.service_type == ServiceType::Supplement {
        SuggestionReason::Channel
    } else {
        warranty
    };
    candidates.push(suggest(granting, &[SuggestionReason::AppliedFor, reason]));
    for candidate in &mut candidates {
        candidate.reasons.dedup();
    }
    candidates
}

/// Whether anything is left of which somebody could grant an amount.
pub(super) fn may_refund(order: &ServiceOrder, situation: &Situation<'_>) -> Result<(), Refusal> {
    if order.refundable(&situation.facts.line) == Money::ZERO {
        Err(Refusal::NothingToRefund {})
    } else {
        Ok(())
    }
}
