//! Evolve: the fold of a refund's log. Total: it takes every event that was once decided, and asks nothing.

use super::{Granted, RecordedRefundEvent, Refund, RefundEvent, RefundState};

/// The refund that a request begins; none for any other event.
pub(super) fn begin(first: &RecordedRefundEvent) -> Option<Refund> {
    let RefundEvent::Requested(granted) = &first.event else {
        return None;
    };
    let Granted {
        id,
        owner,
        service_order,
        amount,
    } = (**granted).clone();
    Some(Refund {
        id,
        version: first.sequence,
        owner,
        service_order,
        amount,
        state: RefundState::Requested,
        requested_at: first.at,
        succeeded_at: None,
        reference: None,
    })
}

/// The refund after one more line of its log.
pub(super) fn apply(refund: Refund, next: &RecordedRefundEvent) -> Refund {
    let mut refund = refund;
    refund.version = next.sequence;
    match &next.event {
        // It is requested once.
        RefundEvent::Requested(_) => {}
        RefundEvent::HandedOver {} => refund.state = RefundState::Processing,
        RefundEvent::ConfirmedOffline { reference, .. } => {
            refund.state = RefundState::Succeeded;
            refund.succeeded_at = Some(next.at);
            refund.reference = Some(reference.clone());
        }
    }
    refund
}
