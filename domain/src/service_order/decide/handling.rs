//! Handling 处理 (docs/rules.md § 2.6).

use crate::{
    form::{FieldError, Violation},
    people::party::{Actor, Authority, Position},
    service_order::{
        CommandType, Event, Handling, Refusal, ServiceOrder, Situation,
        catalogue::{HandlingMethod, MethodFacts, RefundKind},
        command::Handle,
        handling_offers::{check_method, may_refund, suggested_method},
    },
    values::{money::Money, service::ServiceType},
};

/// Whether there is a method that the actor can choose; else why not the one that grants what was asked for.
pub(super) fn may_handle(
    order: &ServiceOrder,
    actor: &Actor,
    situation: &Situation<'_>,
) -> Result<(), Refusal> {
    let may_choose = |method: HandlingMethod| {
        check_handler(actor, method.facts())?;
        check_method(order, method, situation)
    };
    let mut methods = HandlingMethod::ALL.iter().copied();
    if methods.any(|method| may_choose(method).is_ok()) {
        Ok(())
    } else {
        may_choose(order.service_type.granting_method(order.in_warranty()))
    }
}

/// R-HND-1, R-HND-2: one of the methods that are offered, with what it needs.
pub(super) fn handle(
    order: &ServiceOrder,
    actor: &Actor,
    command: &Handle,
    situation: &Situation<'_>,
) -> Result<Vec<Event>, Refusal> {
    let facts = command.method.facts();
    check_handler(actor, facts)?;
    check_method(order, command.method, situation)?;
    check_needs(command, facts)?;
    let handled = granting(order, command.method, situation);
    let refund = match facts.refund {
        RefundKind::Nothing | RefundKind::AllPaid | RefundKind::LessFreight => handled.refund,
        RefundKind::Amount => {
            let amount = command
                .amount
                .ok_or_else(|| Refusal::invalid("amount", FieldError::Required {}))?;
            Some(check_amount(order, amount, situation)?)
        }
    };
    let consignee = command.consignee.clone().or(handled.consignee);
    Ok(vec![Event::Handled(Box::new(Handling {
        suggested: suggested_method(order, situation).map(|suggestion| suggestion.method),
        refund,
        reason: command.reason.clone(),
        consignee: consignee.filter(|_| facts.needs_consignee),
        quote: command.quote,
        parts: command.parts.clone(),
        replacement: command.replacement.clone(),
        remark: command.remark.clone(),
        ..handled
    }))])
}

/// What a method does when nobody says more: what the system decides at a deadline, and a person begins with.
pub(super) fn granting(
    order: &ServiceOrder,
    method: HandlingMethod,
    situation: &Situation<'_>,
) -> Handling {
    let facts = method.facts();
    let line = &situation.facts.line;
    let granted = order.granted(facts.refund, line);
    let return_to = &order.application.return_to;
    Handling {
        handled_at: situation.now,
        method,
        suggested: None,
        refund: Some(granted).filter(|amount| *amount > Money::ZERO),
        kept_before: order.keeps(method).then_some(line.kept),
        reason: None,
        consignee: facts.needs_consignee.then(|| return_to.clone()),
        quote: None,
        parts: Vec::new(),
        replacement: None,
        remark: None,
    }
}

/// Technicians handle what is to be repaired, and its quote; the rest is the agents'.
fn check_handler(actor: &Actor, facts: MethodFacts) -> Result<(), Refusal> {
    match actor.authority() {
        Authority::Merchant(_, Some(held))
            if !held.contains(&Position::Agent)
                && facts.service_type != Some(ServiceType::Repair) =>
        {
            Err(Refusal::Forbidden {
                command: CommandType::Handle,
                needs: vec![Position::Agent],
            })
        }
        Authority::Merchant(..)
        | Authority::Consumer(..)
        | Authority::Store(_)
        | Authority::Operator
        | Authority::ReturnCentre
        | Authority::System => Ok(()),
    }
}

/// What the method's row of the catalogue needs, and nothing that would be silently ignored where money is meant.
fn check_needs(command: &Handle, facts: MethodFacts) -> Result<(), Refusal> {
    let mut violations = Vec::new();
    let mut need = |field: &str, needed: bool, given: bool| {
        if needed && !given {
            violations.push(Violation::new(field, FieldError::Required {}));
        }
    };
    need("reason", facts.needs_reason, command.reason.is_some());
    need("quote", facts.needs_quote, command.quote.is_some());
    need("parts", facts.needs_parts, !command.parts.is_empty());
    need(
        "amount",
        facts.refund == RefundKind::Amount,
        command.amount.is_some(),
    );
    if command.amount.is_some() && facts.refund != RefundKind::Amount {
        violations.push(Violation::new("amount", FieldError::NotApplicable {}));
    }
    if command.quote.is_some() && !facts.needs_quote {
        violations.push(Violation::new("quote", FieldError::NotApplicable {}));
    }
    if facts.needs_quote && command.quote == Some(Money::ZERO) {
        let fault = FieldError::OutOfRange {
            min: Money::CENT.fen(),
            max: Money::MAX.fen(),
        };
        violations.push(Violation::new("quote", fault));
    }
    if command.replacement.is_some() && command.method != HandlingMethod::WarrantyExchange {
        violations.push(Violation::new("replacement", FieldError::NotApplicable {}));
    }
    if violations.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Invalid { violations })
    }
}

/// An amount that somebody chose: 0.01 up to what is left to refund of the pieces applied for.
pub(super) fn check_amount(
    order: &ServiceOrder,
    amount: Money,
    situation: &Situation<'_>,
) -> Result<Money, Refusal> {
    may_refund(order, situation)?;
    let max = order.refundable(&situation.facts.line);
    if (Money::CENT..=max).contains(&amount) {
        Ok(amount)
    } else {
        Err(Refusal::AmountOutOfRange {
            min: Money::CENT,
            max,
        })
    }
}
