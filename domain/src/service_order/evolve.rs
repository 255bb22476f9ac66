//! Evolve: the fold of the node log. Total: it takes every event that was once decided, and asks nothing.

use chrono::NaiveDate;

use super::{
    Abnormality, Application, ConsumerAnswer, ConsumerQuestion, Deadline, Event, Handling, Hold,
    Quote, Receipt, Recorded, ReturnOrigin, ServiceOrder, State, Urges,
    command::ExceptionResolution, event::Applied,
};
use crate::{
    aggregate,
    people::{party::Party, rule::Rule},
    service_order::{catalogue::Next, reason::AbnormalReason},
    values::{
        carrier::Parcel,
        id::AttachmentId,
        money::Money,
        quantity::Quantity,
        text::{QuestionText, Remark},
        time::Timestamp,
    },
};

/// The state that a node log leaves; none when it is empty or does not begin with an application.
pub fn replay<'a>(log: impl IntoIterator<Item = &'a Recorded>) -> Option<ServiceOrder> {
    aggregate::replay(log)
}

/// The order that an application begins; none for any other event.
pub fn begin(recorded: &Recorded) -> Option<ServiceOrder> {
    let Event::Applied(applied) = &recorded.event else {
        return None;
    };
    let order = unreviewed(applied, recorded.at);
    Some(ServiceOrder {
        version: recorded.sequence,
        deadline: recorded.deadline.clone(),
        ..order
    })
}

/// The order after one more line of its log.
pub fn apply(order: ServiceOrder, recorded: &Recorded) -> ServiceOrder {
    let before = order.node();
    let mut after = evolve(order, &recorded.event, recorded.at, recorded.automatic);
    after.version = recorded.sequence;
    after.deadline.clone_from(&recorded.deadline);
    if after.node() != before {
        enter_node(&mut after, recorded.at);
    }
    after
}

/// What was of the old node alone ends with it: its extension, and a question that waited (R-REV-8).
fn enter_node(order: &mut ServiceOrder, at: Timestamp) {
    order.node_entered_at = at;
    order.extended_in_node = false;
    if let Some(asked) = &mut order.question {
        asked.open = false;
    }
}

pub(super) fn unreviewed(applied: &Applied, at: Timestamp) -> ServiceOrder {
    let Application {
        service_type,
        service_method,
        ..
    } = applied.application;
    ServiceOrder {
        number: applied.number.clone(),
        version: 0,
        goods: applied.goods.clone(),
        application: applied.application.clone(),
        service_type,
        service_method,
        state: State::PendingReview {
            address_missing: false,
        },
        node_entered_at: at,
        deadline: Deadline::None,
        extended_in_node: false,
        question: None,
        assignee: None,
        receiving_address: None,
        shipment: applied.shipment.clone(),
        shipment_given_by: None,
        receipt: None,
        abnormality: None,
        inspection: None,
        handling: None,
        repair: None,
        return_shipment: None,
        refunded: Money::ZERO,
        urges: Urges::default(),
        rating: None,
    }
}

/// What an event changes, but for version and deadline.
pub(super) fn evolve(
    order: ServiceOrder,
    event: &Event,
    at: Timestamp,
    automatic: Option<Rule>,
) -> ServiceOrder {
    if let Event::Applied(applied) = event {
        return unreviewed(applied, at);
    }
    let state = state_after(&order, event, at);
    let refund = event.consequences().refund;
    let refunded = order.refunded.plus(refund.unwrap_or(Money::ZERO));
    let mut order = ServiceOrder {
        state,
        refunded,
        ..order
    };
    keep_facts(&mut order, event, at, automatic);
    order
}

/// Where an event leads, with the facts of that node.
fn state_after(order: &ServiceOrder, event: &Event, at: Timestamp) -> State {
    match event {
        Event::Approved { service_method, .. } if service_method.brings_goods() => {
            State::PendingShipment { pickup: None }
        }
        Event::Approved { .. } | Event::ReturnedToHandling { .. } | Event::Inspected(_) => {
            State::PendingHandling
        }
        Event::Applied(_) => State::PendingReview {
            address_missing: false,
        },
        Event::AddressMissing {} => State::PendingReview {
            address_missing: true,
        },
        Event::Rejected {
            reason_code,
            reason,
        } => State::Declined {
            reason_code: *reason_code,
            reason: reason.clone(),
        },
        Event::Shipped { .. } | Event::ShipmentSkipped { .. } => State::PendingReceipt,
        Event::PickupBooked(pickup) => State::PendingShipment {
            pickup: Some(pickup.clone()),
        },
        Event::SignedFor { .. } => State::PendingInspection,
        Event::ReportedAbnormal { .. } => State::PendingException { hold: None },
        Event::ExceptionResolved {
            resolution,
            remark,
            review_on,
            received: _,
        } => exception_resolved(*resolution, remark.as_ref(), *review_on),
        Event::Handled(handling) => handled(handling),
        Event::QuoteAccepted { amount } => in_repair(Some(*amount), Some(at)),
        Event::QuoteDeclined { .. } => returning(ReturnOrigin::QuoteDeclined),
        Event::RepairCompleted(_) => returning(ReturnOrigin::Repaired),
        Event::GoodsSentBack { .. } => sent_back(&order.state),
        Event::DirectCompensationApproved { .. } => State::Completed,
        Event::Cancelled { .. } | Event::SuperCancelSettled {} => State::Cancelled,
        Event::SuperCancelled { .. } if order.goods_received() => {
            returning(ReturnOrigin::SuperCancelled)
        }
        Event::SuperCancelled { .. } => State::Cancelled,
        Event::ConsumerAsked { .. }
        | Event::Answered(_)
        | Event::AnswerElapsed {}
        | Event::DeadlineExtended { .. }
        | Event::DeadlineMissed {}
        | Event::ShipmentCorrected { .. }
        | Event::Claimed { .. }
        | Event::Assigned { .. }
        | Event::Urged {}
        | Event::Rated(_) => order.state.clone(),
    }
}

const fn returning(origin: ReturnOrigin) -> State {
    State::PendingReturn { origin }
}

fn in_repair(quote: Option<Money>, accepted_at: Option<Timestamp>) -> State {
    let quote = quote.map(|amount| Quote {
        amount,
        accepted_at,
    });
    State::InRepair { quote }
}

fn exception_resolved(
    resolution: ExceptionResolution,
    remark: Option<&Remark>,
    review_on: Option<NaiveDate>,
) -> State {
    match resolution {
        ExceptionResolution::ConsumerConcedes => returning(ReturnOrigin::ConsumerConceded),
        ExceptionResolution::MerchantConcedes => State::PendingInspection,
        ExceptionResolution::Hold => State::PendingException {
            hold: remark
                .cloned()
                .zip(review_on)
                .map(|(remark, review_on)| Hold { remark, review_on }),
        },
    }
}

fn handled(handling: &Handling) -> State {
    match handling.method.facts().next {
        Next::Completed => State::Completed,
        Next::PendingReturn => returning(ReturnOrigin::Handled),
        Next::InRepair => in_repair(handling.quote, None),
    }
}

/// Goods that are back end an order, but after a super cancel: the settling event that follows ends it (R-CAN-1).
fn sent_back(state: &State) -> State {
    match state {
        State::PendingReturn {
            origin: ReturnOrigin::SuperCancelled,
        } => state.clone(),
        State::PendingReturn {
            origin:
                ReturnOrigin::Handled
                | ReturnOrigin::Repaired
                | ReturnOrigin::QuoteDeclined
                | ReturnOrigin::ConsumerConceded,
        }
        | State::PendingReview { .. }
        | State::PendingShipment { .. }
        | State::PendingReceipt
        | State::PendingException { .. }
        | State::PendingInspection
        | State::PendingHandling
        | State::InRepair { .. }
        | State::Completed
        | State::Cancelled
        | State::Declined { .. } => State::Completed,
    }
}

/// What later nodes still show.
fn keep_facts(order: &mut ServiceOrder, event: &Event, at: Timestamp, automatic: Option<Rule>) {
    match event {
        Event::Approved {
            service_type,
            service_method,
            receiving_address,
        } => {
            order.service_type = *service_type;
            order.service_method = *service_method;
            order.receiving_address.clone_from(receiving_address);
        }
        Event::ConsumerAsked {
            question,
            answer_by,
        } => order.question = Some(question_of(question, *answer_by, at)),
        Event::Answered(answer) => close_question(order, Some(answer)),
        Event::AnswerElapsed {} => close_question(order, None),
        Event::Shipped {
            parcel, given_by, ..
        } => name_parcel(order, parcel, *given_by),
        Event::ShipmentCorrected {
            parcel, given_by, ..
        } => name_parcel(order, parcel, Some(*given_by)),
        Event::ShipmentSkipped { parcel } => order.shipment = Some(parcel.clone()),
        Event::SignedFor {
            quantity,
            remark,
            attachments,
        } => {
            order.receipt = Some(Receipt {
                remark: remark.clone(),
                attachments: attachments.clone(),
                ..received(*quantity, at, automatic)
            });
        }
        Event::ReportedAbnormal {
            reason_code,
            remark,
            attachments,
        } => order.abnormality = Some(abnormality(*reason_code, remark, attachments, at)),
        Event::ExceptionResolved {
            resolution: ExceptionResolution::MerchantConcedes,
            received: pieces,
            ..
        } => concede(order, *pieces, at),
        Event::Inspected(inspection) => order.inspection = Some((**inspection).clone()),
        Event::Handled(handling) => keep_handling(order, handling),
        Event::RepairCompleted(repair) => order.repair = Some((**repair).clone()),
        Event::GoodsSentBack { parcel } => order.return_shipment = Some(parcel.clone()),
        Event::DeadlineExtended { .. } => order.extended_in_node = true,
        Event::Claimed { assignee } | Event::Assigned { assignee } => {
            order.assignee = Some(assignee.clone());
        }
        Event::Urged {} => order.urges = urged(order.urges, at),
        Event::Rated(rating) => order.rating = Some(rating.clone()),
        Event::Applied(_)
        | Event::AddressMissing {}
        | Event::DirectCompensationApproved { .. }
        | Event::Rejected { .. }
        | Event::PickupBooked(_)
        | Event::ExceptionResolved { .. }
        | Event::QuoteAccepted { .. }
        | Event::QuoteDeclined { .. }
        | Event::ReturnedToHandling { .. }
        | Event::Cancelled { .. }
        | Event::SuperCancelled { .. }
        | Event::SuperCancelSettled {}
        | Event::DeadlineMissed {} => {}
    }
}

fn question_of(question: &QuestionText, answer_by: Timestamp, at: Timestamp) -> ConsumerQuestion {
    ConsumerQuestion {
        question: question.clone(),
        asked_at: at,
        answer_by,
        answer: None,
        open: true,
    }
}

fn name_parcel(order: &mut ServiceOrder, parcel: &Parcel, given_by: Option<Party>) {
    order.shipment = Some(parcel.clone());
    order.shipment_given_by = given_by;
}

/// The merchant concedes that so many pieces came; all of them in logs of earlier releases (R-EXC-3).
fn concede(order: &mut ServiceOrder, pieces: Option<Quantity>, at: Timestamp) {
    let pieces = pieces.unwrap_or(order.application.quantity);
    order.receipt = Some(received(pieces, at, None));
}

fn close_question(order: &mut ServiceOrder, answer: Option<&ConsumerAnswer>) {
    if let Some(asked) = &mut order.question {
        asked.open = false;
        asked.answer = answer.cloned();
    }
}

/// Goods that were signed for, or that count as received because the merchant conceded (R-EXC-3).
const fn received(quantity: Quantity, at: Timestamp, automatic: Option<Rule>) -> Receipt {
    Receipt {
        signed_for_at: at,
        quantity,
        remark: None,
        attachments: Vec::new(),
        auto_passed: automatic.is_some(),
    }
}

fn abnormality(
    reason_code: AbnormalReason,
    remark: &Remark,
    attachments: &[AttachmentId],
    at: Timestamp,
) -> Abnormality {
    Abnormality {
        reason_code,
        remark: remark.clone(),
        attachments: attachments.to_vec(),
        reported_at: at,
    }
}

/// Handled again, it has not been repaired again.
fn keep_handling(order: &mut ServiceOrder, handling: &Handling) {
    order.service_type = handling.method.service_type_after(order.service_type);
    order.handling = Some(handling.clone());
    order.repair = None;
}

const fn urged(before: Urges, at: Timestamp) -> Urges {
    Urges {
        count: before.count.saturating_add(1),
        last_at: Some(at),
    }
}
