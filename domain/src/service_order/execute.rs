//! How a service order is executed: as any aggregate, and begun by an application.

use super::{
    Apply, Command, Event, Facts, Recorded, Refusal, ServiceOrder, Situation, deadline,
    decide::{decide, decide_application, decide_elapsed},
    effect::{Effect, effects},
    evolve,
};
pub use crate::aggregate::{elapse, execute};
use crate::{
    aggregate::{Aggregate, AggregateKind, Attribution, Happened, begin, deadline::Deadline},
    order::line::Sale,
    people::{
        party::{Actor, OwnerRef},
        rule::Rule,
    },
    policy::Policy,
    values::{number::ServiceOrderNumber, time::Timestamp},
};

/// What a command makes of an order.
pub type Outcome = crate::aggregate::Outcome<ServiceOrder>;

/// Decides an application and folds what follows from it.
///
/// # Errors
/// When the rules refuse the application.
pub fn apply(
    actor: &Actor,
    command: &Apply,
    sale: &Sale,
    number: ServiceOrderNumber,
    situation: &Situation<'_>,
) -> Result<Outcome, Refusal> {
    let events = decide_application(actor, command, sale, number, situation)?;
    // An application's events begin an order.
    begin(&Attribution::to(actor), events, situation).ok_or(Refusal::OrderNotFound {})
}

/// What another system would report of a service order: none does yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoReport {}

impl Aggregate for ServiceOrder {
    const KIND: AggregateKind = AggregateKind::ServiceOrder;
    type Id = ServiceOrderNumber;
    type Command = Command;
    type Event = Event;
    type Facts = Facts;
    type Report = NoReport;
    type Effect = Effect;
    type Refusal = Refusal;

    fn id(&self) -> &ServiceOrderNumber {
        &self.number
    }

    fn version(&self) -> u32 {
        self.version
    }

    fn owner(&self) -> OwnerRef<'_> {
        self.goods.owner()
    }

    fn deadline(&self) -> &Deadline {
        &self.deadline
    }

    fn known_deadline(&self, policy: &Policy) -> Deadline {
        self.known_deadline(policy)
    }

    fn wakes_at(&self) -> Option<Timestamp> {
        self.wakes_at()
    }

    fn decide(
        &self,
        actor: &Actor,
        command: &Command,
        situation: &Situation<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        decide(self, actor, command, situation)
    }

    fn decide_elapsed(&self, situation: &Situation<'_>) -> Result<(Rule, Vec<Event>), Refusal> {
        decide_elapsed(self, situation)
    }

    fn take_report(&self, report: &NoReport) -> Vec<Event> {
        match *report {}
    }

    fn begin(first: &Recorded) -> Option<Self> {
        evolve::begin(first)
    }

    fn evolve(self, next: &Recorded) -> Self {
        evolve::apply(self, next)
    }

    fn deadline_after(
        before: Option<&Self>,
        event: &Event,
        after: &Self,
        situation: &Situation<'_>,
    ) -> Deadline {
        deadline::after(before, event, after, situation.policy, situation.now)
    }

    fn effects(before: Option<&Self>, recorded: &[Recorded], after: &Self) -> Vec<Effect> {
        effects(before, recorded, after)
    }
}

impl Happened for Event {
    fn name(&self) -> &'static str {
        self.name()
    }

    fn by_rule(&self) -> Option<Rule> {
        self.consequences().by_rule
    }
}
