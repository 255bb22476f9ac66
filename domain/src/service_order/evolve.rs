//! Evolve: the fold of the node log. Total: it takes every event that was once decided, and asks nothing.

use super::{
    Abnormality, Application, Asked, Deadline, Event, Hold, Quote, Receipt, Recorded, ReturnOrigin,
    ServiceOrder, State, Urges, command::ExceptionResolution, event::Applied,
};
use crate::{catalogue::Next, money::Money, rule::Rule, time::Timestamp};

/// The state that a node log leaves; none when it is empty or does not begin with an application.
pub fn replay<'a>(log: impl IntoIterator<Item = &'a Recorded>) -> Option<ServiceOrder> {
    log.into_iter().fold(None, |order, recorded| match order {
        None => begin(recorded),
        Some(order) => Some(apply(order, recorded)),
    })
}

/// The order that an application begins; none for any other event.
pub fn begin(recorded: &Recorded) -> Option<ServiceOrder> {
    let Event::Applied(applied) = &recorded.event else {
        return None;
    };
    let order = unreviewed(applied, recorded.at);
    Some(ServiceOrder {
        version: recorded.sequence,
        deadline: recorded.deadline,
        ..order
    })
}

/// The order after one more line of its log.
pub fn apply(order: ServiceOrder, recorded: &Recorded) -> ServiceOrder {
    let before = order.node();
    let automatic = recorded.automatic;
    let after = evolve(order, &recorded.event, recorded.at, automatic);
    let reentered = after.node() != before;
    ServiceOrder {
        version: recorded.sequence,
        deadline: recorded.deadline,
        node_entered_at: if reentered {
            recorded.at
        } else {
            after.node_entered_at
        },
        extended_in_node: after.extended_in_node && !reentered,
        ..after
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
    let refunded = order.refunded.plus(event.refund().unwrap_or(Money::ZERO));
    let order = ServiceOrder { refunded, ..order };
    match event {
        Event::Applied(applied) => unreviewed(applied, at),
        Event::Approved {
            service_type,
            service_method,
            receiving_address,
        } => ServiceOrder {
            service_type: *service_type,
            service_method: *service_method,
            receiving_address: receiving_address.clone(),
            state: if service_method.brings_goods() {
                State::PendingShipment { pickup: None }
            } else {
                State::PendingHandling
            },
            ..order
        },
        Event::AddressMissing {} => in_state(
            order,
            State::PendingReview {
                address_missing: true,
            },
        ),
        Event::DirectCompensationApproved { .. } => in_state(order, State::Completed),
        Event::Rejected {
            reason_code,
            reason,
        } => in_state(
            order,
            State::Declined {
                reason_code: *reason_code,
                reason: reason.clone(),
            },
        ),
        Event::ConsumerAsked { .. } | Event::Answered(_) | Event::AnswerElapsed {} => {
            asked(order, event, at)
        }
        Event::Shipped { parcel, .. } | Event::ShipmentSkipped { parcel } => ServiceOrder {
            shipment: Some(parcel.clone()),
            state: State::PendingReceipt,
            ..order
        },
        Event::PickupBooked(pickup) => in_state(
            order,
            State::PendingShipment {
                pickup: Some(pickup.clone()),
            },
        ),
        Event::SignedFor { .. } | Event::ReportedAbnormal { .. } => {
            received(order, event, at, automatic)
        }
        Event::ExceptionResolved {
            resolution,
            remark,
            review_on,
        } => {
            let hold = match (remark, review_on) {
                (Some(remark), Some(review_on)) => Some(Hold {
                    remark: remark.clone(),
                    review_on: *review_on,
                }),
                (Some(_) | None, _) => None,
            };
            resolved(order, *resolution, hold, at)
        }
        Event::Inspected(inspection) => ServiceOrder {
            inspection: Some((**inspection).clone()),
            state: State::PendingHandling,
            ..order
        },
        Event::Handled(_)
        | Event::QuoteAccepted { .. }
        | Event::QuoteDeclined { .. }
        | Event::RepairCompleted(_)
        | Event::GoodsSentBack { .. }
        | Event::ReturnedToHandling { .. } => handled(order, event, at),
        Event::Cancelled { .. } | Event::SuperCancelSettled {} => in_state(order, State::Cancelled),
        Event::SuperCancelled { .. } => {
            let state = if order.goods_received() {
                State::PendingReturn {
                    origin: ReturnOrigin::SuperCancelled,
                }
            } else {
                State::Cancelled
            };
            in_state(order, state)
        }
        Event::DeadlineExtended { .. } => ServiceOrder {
            extended_in_node: true,
            ..order
        },
        Event::DeadlineMissed {} => order,
        Event::Claimed { assignee } | Event::Assigned { assignee } => ServiceOrder {
            assignee: Some(assignee.clone()),
            ..order
        },
        Event::Urged {} => {
            let urges = Urges {
                count: order.urges.count.saturating_add(1),
                last_at: Some(at),
            };
            ServiceOrder { urges, ..order }
        }
        Event::Rated(rating) => ServiceOrder {
            rating: Some(rating.clone()),
            ..order
        },
    }
}

fn in_state(order: ServiceOrder, state: State) -> ServiceOrder {
    ServiceOrder { state, ..order }
}

fn asked(order: ServiceOrder, event: &Event, at: Timestamp) -> ServiceOrder {
    let question = match event {
        Event::ConsumerAsked {
            question,
            answer_by,
        } => Some(Asked {
            question: question.clone(),
            asked_at: at,
            answer_by: *answer_by,
            answer: None,
            open: true,
        }),
        Event::Answered(answer) => order.question.clone().map(|asked| Asked {
            answer: Some(answer.clone()),
            open: false,
            ..asked
        }),
        _ => order.question.clone().map(|asked| Asked {
            open: false,
            ..asked
        }),
    };
    ServiceOrder { question, ..order }
}

fn received(
    order: ServiceOrder,
    event: &Event,
    at: Timestamp,
    automatic: Option<Rule>,
) -> ServiceOrder {
    match event {
        Event::SignedFor {
            quantity,
            remark,
            attachments,
        } => ServiceOrder {
            receipt: Some(Receipt {
                signed_for_at: at,
                quantity: *quantity,
                remark: remark.clone(),
                attachments: attachments.clone(),
                auto_passed: automatic.is_some(),
            }),
            state: State::PendingInspection,
            ..order
        },
        Event::ReportedAbnormal {
            reason_code,
            remark,
            attachments,
        } => ServiceOrder {
            abnormality: Some(Abnormality {
                reason_code: *reason_code,
                remark: remark.clone(),
                attachments: attachments.clone(),
                reported_at: at,
            }),
            state: State::PendingException { hold: None },
            ..order
        },
        _ => order,
    }
}

fn resolved(
    order: ServiceOrder,
    resolution: ExceptionResolution,
    hold: Option<Hold>,
    at: Timestamp,
) -> ServiceOrder {
    match resolution {
        ExceptionResolution::ConsumerConcedes => in_state(
            order,
            State::PendingReturn {
                origin: ReturnOrigin::ConsumerConceded,
            },
        ),
        ExceptionResolution::Hold => in_state(order, State::PendingException { hold }),
        ExceptionResolution::MerchantConcedes => {
            // The goods count as received from here on, as if they had been signed for.
            let receipt = Receipt {
                signed_for_at: at,
                quantity: order.application.quantity,
                remark: None,
                attachments: Vec::new(),
                auto_passed: false,
            };
            ServiceOrder {
                receipt: Some(receipt),
                state: State::PendingInspection,
                ..order
            }
        }
    }
}

fn handled(order: ServiceOrder, event: &Event, at: Timestamp) -> ServiceOrder {
    match event {
        Event::Handled(handling) => {
            let state = match handling.method.facts().next {
                Next::Completed => State::Completed,
                Next::PendingReturn => State::PendingReturn {
                    origin: ReturnOrigin::Handled,
                },
                Next::InRepair => {
                    let quote = handling.quote.map(|amount| Quote {
                        amount,
                        accepted_at: None,
                    });
                    State::InRepair { quote }
                }
            };
            ServiceOrder {
                service_type: handling.method.service_type_after(order.service_type),
                handling: Some((**handling).clone()),
                repair: None,
                state,
                ..order
            }
        }
        Event::QuoteAccepted { amount } => {
            let quote = Quote {
                amount: *amount,
                accepted_at: Some(at),
            };
            in_state(order, State::InRepair { quote: Some(quote) })
        }
        Event::QuoteDeclined { .. } => in_state(
            order,
            State::PendingReturn {
                origin: ReturnOrigin::QuoteDeclined,
            },
        ),
        Event::RepairCompleted(repair) => ServiceOrder {
            repair: Some((**repair).clone()),
            state: State::PendingReturn {
                origin: ReturnOrigin::Repaired,
            },
            ..order
        },
        Event::GoodsSentBack { parcel } => {
            let state = match order.state {
                // The settling event that follows ends it as cancelled (R-CAN-1).
                State::PendingReturn {
                    origin: ReturnOrigin::SuperCancelled,
                } => order.state.clone(),
                _ => State::Completed,
            };
            ServiceOrder {
                return_shipment: Some(parcel.clone()),
                state,
                ..order
            }
        }
        Event::ReturnedToHandling { .. } => in_state(order, State::PendingHandling),
        _ => order,
    }
}
