//! Preview: decide, evolve, and the deadlines and effects that follow. The server does the same and keeps it.

use super::{
    Apply, Command, Event, Recorded, Refusal, ServiceOrder, Situation, deadline,
    decide::{decide, decide_application, decide_elapsed},
    effect::{Effect, effects},
    evolve,
};
use crate::{order::line::Sale, people::party::Actor, values::number::ServiceOrderNumber};

/// What a command makes of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The order after it.
    pub order: ServiceOrder,
    /// The new lines of its log.
    pub recorded: Vec<Recorded>,
    /// What follows outside the order.
    pub effects: Vec<Effect>,
}

/// Decides a command and folds what follows from it.
pub fn execute(
    order: &ServiceOrder,
    actor: &Actor,
    command: &Command,
    situation: &Situation<'_>,
) -> Result<Outcome, Refusal> {
    let events = decide(order, actor, command, situation)?;
    record(Some(order), actor, events, situation)
}

/// Decides an application and folds what follows from it.
pub fn apply(
    actor: &Actor,
    command: &Apply,
    sale: &Sale,
    number: ServiceOrderNumber,
    situation: &Situation<'_>,
) -> Result<Outcome, Refusal> {
    let events = decide_application(actor, command, sale, number, situation)?;
    record(None, actor, events, situation)
}

/// Does what the system does now that a deadline has come; refuses while none has.
pub fn elapse(order: &ServiceOrder, situation: &Situation<'_>) -> Result<Outcome, Refusal> {
    let (rule, events) = decide_elapsed(order, situation)?;
    record(Some(order), &Actor::system(rule), events, situation)
}

fn record(
    before: Option<&ServiceOrder>,
    actor: &Actor,
    events: Vec<Event>,
    situation: &Situation<'_>,
) -> Result<Outcome, Refusal> {
    let mut order = before.cloned();
    let mut recorded = Vec::with_capacity(events.len());
    for event in events {
        let line = record_one(order.as_ref(), actor, event, situation);
        order = match order {
            None => evolve::begin(&line),
            Some(order) => Some(evolve::apply(order, &line)),
        };
        recorded.push(line);
    }
    // An application's events begin an order, and a command's have one: nothing else reaches this.
    let order = order.ok_or(Refusal::OrderNotFound {})?;
    let effects = effects(before, &recorded, &order);
    Ok(Outcome {
        order,
        recorded,
        effects,
    })
}

fn record_one(
    order: Option<&ServiceOrder>,
    actor: &Actor,
    event: Event,
    situation: &Situation<'_>,
) -> Recorded {
    let (logged, automatic) = Recorded::attribution(&event, actor);
    let mut line = Recorded {
        sequence: order.map_or(0, |order| order.version) + 1,
        at: situation.now,
        actor: logged,
        automatic,
        event,
        deadline: super::Deadline::None,
    };
    let after = match order {
        None => evolve::begin(&line),
        Some(order) => Some(evolve::apply(order.clone(), &line)),
    };
    if let Some(after) = after {
        line.deadline =
            deadline::after(order, &line.event, &after, situation.policy, situation.now);
    }
    line
}
