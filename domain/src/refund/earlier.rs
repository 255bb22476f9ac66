//! Refunds that a release kept which wrote no logs of them: what their logs would say.

use super::{Granted, RecordedRefundEvent, Refund, RefundEvent, RefundState};
use crate::{
    aggregate::{Aggregate, Attribution, Recorded, deadline::Deadline},
    values::time::Timestamp,
};

/// The lines that are missing between what a refund's log gives, none where there is no log, and the refund as it was kept.
/// `granted_by` is to whom the line of the service order's log is put down that granted it. Who confirmed a transfer was not
/// kept, and when a refund was handed over neither: the system says the one, and the time of the request the other.
pub fn missing_lines(
    logged: Option<&Refund>,
    kept: &Refund,
    granted_by: &Attribution,
) -> Vec<RecordedRefundEvent> {
    let mut lines = Vec::new();
    let mut push = |by: &Attribution, at: Timestamp, event: RefundEvent| {
        let before = logged.map_or(0, Refund::version);
        let sequence = (before + 1..).nth(lines.len());
        lines.extend(sequence.map(|sequence| Recorded {
            sequence,
            at,
            actor: by.actor.clone(),
            automatic: by.automatic,
            event,
            deadline: Deadline::None,
        }));
    };
    let before = if let Some(logged) = logged {
        logged.state
    } else {
        let granted = Granted {
            id: kept.id.clone(),
            owner: kept.owner.clone(),
            service_order: kept.service_order.clone(),
            amount: kept.amount,
        };
        let requested = RefundEvent::Requested(Box::new(granted));
        push(granted_by, kept.requested_at, requested);
        RefundState::Requested
    };
    let system = Attribution::to_system();
    match (kept.state, before) {
        (RefundState::Processing, RefundState::Requested) => {
            push(&system, kept.requested_at, RefundEvent::HandedOver {});
        }
        (
            RefundState::Succeeded,
            RefundState::Requested | RefundState::Processing | RefundState::Failed,
        ) => {
            if let (Some(reference), Some(at)) = (&kept.reference, kept.succeeded_at) {
                let confirmed = RefundEvent::ConfirmedOffline {
                    reference: reference.clone(),
                    shared_transfer: false,
                };
                push(&system, at, confirmed);
            }
        }
        // No release marked a refund as failed, and none goes back.
        (
            RefundState::Requested
            | RefundState::Processing
            | RefundState::Succeeded
            | RefundState::Failed,
            _,
        ) => {}
    }
    lines
}
