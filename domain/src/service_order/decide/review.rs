//! Review 审核 (docs/rules.md § 2.3).

use crate::{
    service_order::{
        ConsumerAnswer, Event, Refusal, ServiceOrder, Situation,
        command::{self, AskConsumer, Reject},
    },
    values::{
        address::Consignee,
        service::{ServiceMethod, ServiceType},
    },
};

/// R-REV-1, R-REV-2, R-REV-3, R-REV-5: approves as applied, or with another service or method.
pub(super) fn approve(
    order: &ServiceOrder,
    command: &command::Approve,
    situation: &Situation<'_>,
) -> Result<Vec<Event>, Refusal> {
    let service_type = command
        .service_type
        .unwrap_or(order.application.service_type);
    let service_method = match command.service_method {
        Some(method) => method,
        None if command.service_type == Some(ServiceType::Supplement) => ServiceMethod::None,
        None => order.application.service_method,
    };
    if let Err(fault) = service_type.check_method(service_method) {
        return Err(if command.service_method.is_none() && order.goods_stay() {
            let refund = order.refundable(&situation.facts.line);
            Refusal::GoodsStay { refund }
        } else {
            Refusal::invalid("service_method", fault)
        });
    }
    let receiving_address = match service_type
        .address_purpose()
        .filter(|_| service_method.brings_goods())
    {
        None => None,
        Some(purpose) => {
            let known = situation.facts.addresses.of(purpose).cloned();
            let spu = order.goods.spu.clone();
            Some(known.ok_or(Refusal::AddressMissing { spu, purpose })?)
        }
    };
    Ok(approved(
        order,
        service_type,
        service_method,
        receiving_address,
    ))
}

/// The approval, and the skip of the shipment where the parcel is known (R-REV-3).
pub(super) fn approved(
    order: &ServiceOrder,
    service_type: ServiceType,
    service_method: ServiceMethod,
    receiving_address: Option<Consignee>,
) -> Vec<Event> {
    let mut events = vec![Event::Approved {
        service_type,
        service_method,
        receiving_address,
    }];
    if let Some(parcel) = order
        .shipment
        .clone()
        .filter(|_| service_method.brings_goods())
    {
        events.push(Event::ShipmentSkipped { parcel });
    }
    events
}

/// R-REV-4: approves with an amount; no goods come back.
pub(super) fn compensate(
    order: &ServiceOrder,
    command: &command::ApproveDirectCompensation,
    situation: &Situation<'_>,
) -> Result<Vec<Event>, Refusal> {
    let amount = super::handling::check_amount(order, command.amount, situation)?;
    Ok(vec![Event::DirectCompensationApproved {
        amount,
        reason: command.reason.clone(),
    }])
}

/// R-REV-6: the order ends.
pub(super) fn reject(command: &Reject) -> Vec<Event> {
    vec![Event::Rejected {
        reason_code: command.reason_code,
        reason: command.reason.clone(),
    }]
}

/// R-REV-8: once an order.
pub(super) fn may_ask(order: &ServiceOrder) -> Result<(), Refusal> {
    if order.question.is_some() {
        Err(Refusal::AlreadyAsked {})
    } else {
        Ok(())
    }
}

pub(super) fn ask(command: &AskConsumer, situation: &Situation<'_>) -> Vec<Event> {
    let answer_by = situation.policy.answer_within.after(situation.now);
    vec![Event::ConsumerAsked {
        question: command.question.clone(),
        answer_by,
    }]
}

pub(super) fn may_answer(order: &ServiceOrder) -> Result<(), Refusal> {
    if order.question_open() {
        Ok(())
    } else {
        Err(Refusal::NoOpenQuestion {})
    }
}

pub(super) fn answer(command: &command::Answer, situation: &Situation<'_>) -> Vec<Event> {
    vec![Event::Answered(ConsumerAnswer {
        text: command.text.clone(),
        attachments: command.attachments.clone(),
        answered_at: situation.now,
    })]
}
