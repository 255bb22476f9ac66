//! Repair 维修 (R-HND-3, R-HND-4).

use crate::{
    form::FieldError,
    service_order::{
        Event, Quote, Refusal, Repair, ServiceOrder, Situation, State,
        command::{CompleteRepair, DeclineQuote},
        handling_offers::check_method,
    },
    values::service::ServiceType,
};

fn quote(order: &ServiceOrder) -> Option<&Quote> {
    match &order.state {
        State::InRepair { quote } => quote.as_ref(),
        State::PendingReview { .. }
        | State::PendingShipment { .. }
        | State::PendingReceipt
        | State::PendingException { .. }
        | State::PendingInspection
        | State::PendingHandling
        | State::PendingReturn { .. }
        | State::Completed
        | State::Cancelled
        | State::Declined { .. } => None,
    }
}

pub(super) fn has_open_quote(order: &ServiceOrder) -> Result<(), Refusal> {
    match quote(order) {
        Some(Quote {
            accepted_at: None, ..
        }) => Ok(()),
        Some(Quote {
            accepted_at: Some(_),
            ..
        })
        | None => Err(Refusal::NoOpenQuote {}),
    }
}

pub(super) fn accept_quote(order: &ServiceOrder) -> Result<Vec<Event>, Refusal> {
    let quote = quote(order).ok_or(Refusal::NoOpenQuote {})?;
    Ok(vec![Event::QuoteAccepted {
        amount: quote.amount,
    }])
}

pub(super) fn decline_quote(command: &DeclineQuote) -> Vec<Event> {
    vec![Event::QuoteDeclined {
        reason: command.reason.clone(),
    }]
}

/// R-HND-4: not before the quote is accepted.
pub(super) fn may_complete(order: &ServiceOrder) -> Result<(), Refusal> {
    match quote(order) {
        Some(Quote {
            accepted_at: None, ..
        }) => Err(Refusal::QuoteNotAccepted {}),
        Some(Quote {
            accepted_at: Some(_),
            ..
        })
        | None => Ok(()),
    }
}

/// R-HND-3: the final method is a repair that fits the warranty (R-HND-1), and a paid one only where a quote was accepted.
pub(super) fn complete(
    order: &ServiceOrder,
    command: &CompleteRepair,
    situation: &Situation<'_>,
) -> Result<Vec<Event>, Refusal> {
    let facts = command.method.facts();
    if facts.service_type != Some(ServiceType::Repair) {
        return Err(Refusal::invalid("method", FieldError::NotApplicable {}));
    }
    check_method(order, command.method, situation)?;
    if facts.needs_quote && quote(order).is_none() {
        return Err(Refusal::QuoteNotAccepted {});
    }
    Ok(vec![Event::RepairCompleted(Box::new(Repair {
        repaired_at: situation.now,
        method: command.method,
        details: command.details.clone(),
        parts: command.parts.clone(),
        labour: command.labour,
        fault_codes: command.fault_codes.clone(),
        attachments: command.attachments.clone(),
    }))])
}
