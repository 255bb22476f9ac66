//! Decide: a command against a refund gives events, or a refusal. Pure and total.

use super::{ConfirmOffline, Refund, RefundEvent, RefundFacts, RefundRefusal, RefundState};
use crate::aggregate::Situation;

/// Marks the transfer as made, once; a transfer that paid another refund only where finance says that it paid both (R-RFD-2).
pub(super) fn confirm_offline(
    refund: &Refund,
    command: &ConfirmOffline,
    situation: &Situation<'_, RefundFacts>,
) -> Result<Vec<RefundEvent>, RefundRefusal> {
    match refund.state {
        RefundState::Requested | RefundState::Processing | RefundState::Failed => {}
        RefundState::Succeeded => return Err(RefundRefusal::AlreadySucceeded),
    }
    let shared_transfer = command.shared_transfer == Some(true);
    match &situation.facts.paid {
        Some(refund) if !shared_transfer => Err(RefundRefusal::ReferenceUsed {
            refund: refund.clone(),
        }),
        Some(_) | None => Ok(vec![RefundEvent::ConfirmedOffline {
            reference: command.reference.clone(),
            shared_transfer,
        }]),
    }
}

/// The gateway has it; one that was confirmed meanwhile stays so.
pub(super) fn hand_over(refund: &Refund) -> Vec<RefundEvent> {
    match refund.state {
        RefundState::Requested => vec![RefundEvent::HandedOver {}],
        RefundState::Processing | RefundState::Succeeded | RefundState::Failed => Vec::new(),
    }
}
