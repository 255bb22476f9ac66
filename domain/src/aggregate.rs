//! Aggregates: what has a log of its own, and decides by itself what may happen to it.
//!
//! A command against a state gives events or a refusal ([`execute`]); so does a deadline that has come ([`elapse`]). The state
//! is the fold of the log ([`replay`]), and each line of the log holds all that the fold needs: nothing is asked twice.

pub mod deadline;
pub mod term;

use std::fmt::Display;

use serde::{Deserialize, Serialize};

use self::deadline::Deadline;
use crate::{
    form::named::named,
    people::{
        party::{Actor, LoggedActor, OwnerRef, Party},
        rule::Rule,
    },
    policy::Policy,
    values::time::Timestamp,
};

named! {
    /// A kind of aggregate: with its id, it names a log and a timer.
    pub enum AggregateKind {
        /// 服务单: a service order.
        ServiceOrder = "service_order",
        /// 退款: a refund.
        Refund = "refund",
    }
}

/// What has a log of its own. Everything here is pure and total: time, policy and facts come in as arguments.
pub trait Aggregate: Clone {
    /// Its kind.
    const KIND: AggregateKind;
    /// By what one of its kind is told from the others. No two kinds have ids that look alike.
    type Id: Clone + Ord + Display;
    /// What can be asked of it.
    type Command;
    /// What happens to it.
    type Event: Happened;
    /// The facts outside it that its decisions need.
    type Facts;
    /// What another system reports of it.
    type Report;
    /// What follows from its events outside of it.
    type Effect;
    /// Why something can't be done.
    type Refusal;

    /// Its id.
    fn id(&self) -> &Self::Id;

    /// How many lines its log has.
    fn version(&self) -> u32;

    /// Whose it is.
    fn owner(&self) -> OwnerRef<'_>;

    /// The deadline that holds for its next step.
    fn deadline(&self) -> &Deadline;

    /// The same with all that rests of it, by which people are warned and reminded: of one that an earlier release wrote, the
    /// policy's calendar tells (R-TIM-2).
    fn known_deadline(&self, policy: &Policy) -> Deadline;

    /// When the system must look at it next; none where nothing happens of itself.
    fn wakes_at(&self) -> Option<Timestamp>;

    /// What a command makes of it.
    ///
    /// # Errors
    /// When the rules refuse the command.
    fn decide(
        &self,
        actor: &Actor,
        command: &Self::Command,
        situation: &Situation<'_, Self::Facts>,
    ) -> Result<Vec<Self::Event>, Self::Refusal>;

    /// The rule by which the system acts now, and what it does.
    ///
    /// # Errors
    /// While nothing is due.
    fn decide_elapsed(
        &self,
        situation: &Situation<'_, Self::Facts>,
    ) -> Result<(Rule, Vec<Self::Event>), Self::Refusal>;

    /// What a report of another system tells of it; nothing where it is known already. A report is never refused: it says what
    /// has happened elsewhere.
    fn take_report(&self, report: &Self::Report) -> Vec<Self::Event>;

    /// What the first line of a log begins; none where such an event begins nothing.
    fn begin(first: &Recorded<Self::Event>) -> Option<Self>;

    /// It after one more line of its log.
    #[must_use]
    fn evolve(self, next: &Recorded<Self::Event>) -> Self;

    /// The deadline after an event that led from one state to the next.
    fn deadline_after(
        before: Option<&Self>,
        event: &Self::Event,
        after: &Self,
        situation: &Situation<'_, Self::Facts>,
    ) -> Deadline;

    /// What follows outside of it from new lines of its log, which led from one state to the next.
    fn effects(
        before: Option<&Self>,
        recorded: &[Recorded<Self::Event>],
        after: &Self,
    ) -> Vec<Self::Effect>;
}

/// An event of an aggregate.
pub trait Happened {
    /// Its type as code, database, API and words know it.
    fn name(&self) -> &'static str;

    /// The rule by which the system adds it of itself, whoever gave the command that it follows from.
    fn by_rule(&self) -> Option<Rule>;
}

/// In what a command is decided: time, policy, and the facts that lie outside the aggregate.
#[derive(Debug)]
pub struct Situation<'a, F> {
    /// The product's time at which it is decided.
    pub now: Timestamp,
    /// What the operator has set.
    pub policy: &'a Policy,
    /// Facts that lie outside the aggregate.
    pub facts: &'a F,
}

// Derived, they would ask the same of the facts.
impl<F> Clone for Situation<'_, F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F> Copy for Situation<'_, F> {}

/// A line of a log (R-LOG-1): an event with its place, time, actor, and the deadline that holds after it.
///
/// The deadline stands in the log, so that replay needs no policy, and a change of policy counts only for deadlines
/// that start after it (R-TIM-1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded<E> {
    /// Its place in the log, from 1.
    pub sequence: u32,
    /// When it happened, by the product's clock.
    pub at: Timestamp,
    /// Who did it: a person, an integrator or the system.
    pub actor: LoggedActor,
    /// The rule by which the system acted; none when a person did.
    pub automatic: Option<Rule>,
    /// What happened.
    #[serde(flatten)]
    pub event: E,
    /// The deadline that holds after it.
    pub deadline: Deadline,
}

/// To whom a line of a log is put down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// Who did it.
    pub actor: LoggedActor,
    /// The rule by which the system acted; none when it was a person, or another system reported it.
    pub automatic: Option<Rule>,
}

impl Attribution {
    /// To whoever asked for it.
    pub fn to(actor: &Actor) -> Self {
        Self {
            actor: LoggedActor::of(actor),
            automatic: actor.rule(),
        }
    }

    /// To whom a line of another log is put down, from which it follows.
    pub fn as_of<E>(line: &Recorded<E>) -> Self {
        Self {
            actor: line.actor.clone(),
            automatic: line.automatic,
        }
    }

    /// To the system, which took it from another one: no rule of ours decided it.
    pub fn to_system() -> Self {
        Self {
            actor: LoggedActor {
                party: Party::System,
                name: "system".to_owned(),
            },
            automatic: None,
        }
    }

    /// To the rule by which the system adds an event of itself, if there is one.
    fn for_event(self, event: &impl Happened) -> Self {
        match event.by_rule() {
            Some(rule) => Self::to(&Actor::system(rule)),
            None => self,
        }
    }
}

/// What became of an aggregate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome<A: Aggregate> {
    /// It after the new lines.
    pub state: A,
    /// The new lines of its log.
    pub recorded: Vec<Recorded<A::Event>>,
    /// What follows outside of it.
    pub effects: Vec<A::Effect>,
}

/// Decides a command and folds what follows from it.
///
/// # Errors
/// When the rules refuse the command.
pub fn execute<A: Aggregate>(
    state: &A,
    actor: &Actor,
    command: &A::Command,
    situation: &Situation<'_, A::Facts>,
) -> Result<Outcome<A>, A::Refusal> {
    let events = state.decide(actor, command, situation)?;
    Ok(go_on(state, &Attribution::to(actor), events, situation))
}

/// Does what the system does now that a deadline has come.
///
/// # Errors
/// While none has come.
pub fn elapse<A: Aggregate>(
    state: &A,
    situation: &Situation<'_, A::Facts>,
) -> Result<Outcome<A>, A::Refusal> {
    let (rule, events) = state.decide_elapsed(situation)?;
    let by = Attribution::to(&Actor::system(rule));
    Ok(go_on(state, &by, events, situation))
}

/// Takes note of what another system reports.
pub fn report<A: Aggregate>(
    state: &A,
    report: &A::Report,
    situation: &Situation<'_, A::Facts>,
) -> Outcome<A> {
    let events = state.take_report(report);
    go_on(state, &Attribution::to_system(), events, situation)
}

/// Begins an aggregate with events; none where the first of them begins nothing.
pub fn begin<A: Aggregate>(
    by: &Attribution,
    events: Vec<A::Event>,
    situation: &Situation<'_, A::Facts>,
) -> Option<Outcome<A>> {
    let mut events = events.into_iter();
    let line = record::<A>(None, by, events.next()?, situation);
    let begun = A::begin(&line)?;
    Some(fold(None, vec![line], begun, by, events, situation))
}

/// The state that a log leaves; none when it is empty, or begins with an event that begins nothing.
pub fn replay<'a, A: Aggregate>(log: impl IntoIterator<Item = &'a Recorded<A::Event>>) -> Option<A>
where
    A::Event: 'a,
{
    let mut log = log.into_iter();
    let begun = A::begin(log.next()?)?;
    Some(log.fold(begun, A::evolve))
}

fn go_on<A: Aggregate>(
    before: &A,
    by: &Attribution,
    events: Vec<A::Event>,
    situation: &Situation<'_, A::Facts>,
) -> Outcome<A> {
    let state = before.clone();
    fold(
        Some(before),
        Vec::with_capacity(events.len()),
        state,
        by,
        events.into_iter(),
        situation,
    )
}

/// Adds events to a state, and their lines to those that there are.
fn fold<A: Aggregate>(
    before: Option<&A>,
    recorded: Vec<Recorded<A::Event>>,
    state: A,
    by: &Attribution,
    events: impl Iterator<Item = A::Event>,
    situation: &Situation<'_, A::Facts>,
) -> Outcome<A> {
    let mut state = state;
    let mut recorded = recorded;
    for event in events {
        let line = record(Some(&state), by, event, situation);
        state = state.evolve(&line);
        recorded.push(line);
    }
    let effects = A::effects(before, &recorded, &state);
    Outcome {
        state,
        recorded,
        effects,
    }
}

/// The line of an event, with the deadline that holds after it.
fn record<A: Aggregate>(
    state: Option<&A>,
    by: &Attribution,
    event: A::Event,
    situation: &Situation<'_, A::Facts>,
) -> Recorded<A::Event> {
    let Attribution { actor, automatic } = by.clone().for_event(&event);
    let mut line = Recorded {
        sequence: state.map_or(0, A::version) + 1,
        at: situation.now,
        actor,
        automatic,
        event,
        deadline: Deadline::None,
    };
    let after = match state {
        None => A::begin(&line),
        Some(state) => Some(state.clone().evolve(&line)),
    };
    if let Some(after) = after {
        line.deadline = A::deadline_after(state, &line.event, &after, situation);
    }
    line
}
