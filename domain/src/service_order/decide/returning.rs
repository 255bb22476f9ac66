//! Sending goods back 返回用户, and ending an order early (R-RET-1, R-RET-2, R-CAN-1, R-APP-7).

use crate::service_order::{
    Event, Refusal, ReturnOrigin, ServiceOrder, State,
    command::{ReturnToHandling, SendGoodsBack},
};

fn origin(order: &ServiceOrder) -> Option<ReturnOrigin> {
    match order.state {
        State::PendingReturn { origin } => Some(origin),
        State::PendingReview { .. }
        | State::PendingShipment { .. }
        | State::PendingReceipt
        | State::PendingException { .. }
        | State::PendingInspection
        | State::PendingHandling
        | State::InRepair { .. }
        | State::Completed
        | State::Cancelled
        | State::Declined { .. } => None,
    }
}

/// R-RET-1; after a super cancel the order is cancelled, not completed (R-CAN-1).
pub(super) fn send_back(order: &ServiceOrder, command: &SendGoodsBack) -> Vec<Event> {
    let mut events = vec![Event::GoodsSentBack {
        parcel: command.parcel(),
    }];
    if origin(order) == Some(ReturnOrigin::SuperCancelled) {
        events.push(Event::SuperCancelSettled {});
    }
    events
}

/// R-RET-2: not what goes back by concession or super cancel.
pub(super) fn may_go_to_handling(order: &ServiceOrder) -> Result<(), Refusal> {
    match origin(order) {
        Some(ReturnOrigin::ConsumerConceded | ReturnOrigin::SuperCancelled) => {
            Err(Refusal::ReturnIsFinal {})
        }
        Some(ReturnOrigin::Handled | ReturnOrigin::Repaired | ReturnOrigin::QuoteDeclined)
        | None => Ok(()),
    }
}

pub(super) fn to_handling(command: &ReturnToHandling) -> Vec<Event> {
    vec![Event::ReturnedToHandling {
        reason: command.reason.clone(),
    }]
}

/// R-APP-7: until the goods are signed for.
pub(super) fn may_cancel(order: &ServiceOrder) -> Result<(), Refusal> {
    if order.goods_received() {
        Err(Refusal::GoodsSignedFor {})
    } else {
        Ok(())
    }
}

/// R-CAN-1: an order is super-cancelled once.
pub(super) fn may_super_cancel(order: &ServiceOrder) -> Result<(), Refusal> {
    if origin(order) == Some(ReturnOrigin::SuperCancelled) {
        Err(Refusal::AlreadySuperCancelled {})
    } else {
        Ok(())
    }
}
