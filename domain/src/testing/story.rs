//! The story of one order: given, when, then.

use super::{people, sample::Sample};
use crate::{
    people::party::Actor,
    policy::{Policy, responsibility::Step},
    service_order::{
        Command, CommandType, Facts, Node, Outcome, Recorded, Refusal, ServiceOrder, Situation,
        decide::allow, effect::Effect, evolve::replay, execute, execute::elapse,
        permission::responsible_for,
    },
    values::time::{Span, Timestamp},
};

/// An order, the world around it, and what the last step made of it.
#[derive(Debug, Clone)]
pub struct Story {
    /// Facts around the order; what it takes and refunds of its line is counted in.
    pub facts: Facts,
    /// The policy in force.
    pub policy: Policy,
    now: Timestamp,
    order: ServiceOrder,
    log: Vec<Recorded>,
    last: Last,
}

/// What the last step made of the order.
#[derive(Debug, Clone)]
enum Last {
    Done {
        lines: Vec<Recorded>,
        effects: Vec<Effect>,
    },
    Refused(Refusal),
    /// Refused, and the story expected it.
    RefusedAsTold,
}

/// An order that was just applied for.
pub fn given(sample: Sample) -> Story {
    let applied = match sample.apply() {
        Ok(applied) => applied,
        Err(refusal) => panic!("the application was refused: {refusal:?}"),
    };
    let line = sample.facts.line.moved(None, &applied.state);
    Story {
        facts: Facts {
            line,
            ..sample.facts
        },
        policy: sample.policy,
        now: sample.now,
        order: applied.state,
        log: applied.recorded.clone(),
        last: Last::Done {
            lines: applied.recorded,
            effects: applied.effects,
        },
    }
}

impl Story {
    /// Somebody gives a command.
    #[must_use]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "a story reads better without ampersands"
    )]
    pub fn when(mut self, actor: &Actor, command: Command) -> Self {
        self.assert_allowed();
        match execute(&self.order, actor, &command, &self.situation()) {
            Ok(outcome) => self.keep(outcome),
            Err(refusal) => self.last = Last::Refused(refusal),
        }
        self
    }

    /// Whoever is responsible for the step of this node gives a command.
    #[must_use]
    pub fn when_staff(self, command: Command) -> Self {
        let actor = self.responsible();
        self.when(&actor, command)
    }

    /// Time passes, and nobody looks: not even the timers.
    #[must_use]
    pub fn later(mut self, span: Span) -> Self {
        self.assert_allowed();
        self.now = span.after(self.now);
        self
    }

    /// Time passes until a moment, and nobody looks.
    #[must_use]
    pub fn at_time(mut self, now: Timestamp) -> Self {
        self.assert_allowed();
        self.now = now;
        self
    }

    /// Time passes, and each timer acts when it is due. The step is all that they did.
    #[must_use]
    pub fn when_time_passes(mut self, span: Span) -> Self {
        self.assert_allowed();
        let end = span.after(self.now);
        let before = self.log.len();
        let mut effects = Vec::new();
        while let Some(wakes_at) = self.order.wakes_at().filter(|at| *at <= end) {
            self.now = self.now.max(wakes_at);
            match elapse(&self.order, &self.situation()) {
                Ok(outcome) => {
                    effects.extend(outcome.effects.clone());
                    self.keep(outcome);
                }
                Err(refusal) => panic!("a timer that woke had nothing to do: {refusal:?}"),
            }
        }
        self.now = end;
        self.last = Last::Done {
            lines: self.log.iter().skip(before).cloned().collect(),
            effects,
        };
        self
    }

    /// The system looks at the order now, due or not.
    #[must_use]
    pub fn when_a_timer_looks(mut self) -> Self {
        self.assert_allowed();
        match elapse(&self.order, &self.situation()) {
            Ok(outcome) => self.keep(outcome),
            Err(refusal) => self.last = Last::Refused(refusal),
        }
        self
    }

    /// The same goods, world and time, with the order that another log left.
    #[must_use]
    pub fn resumed(mut self, log: Vec<Recorded>) -> Self {
        let Some(order) = replay(&log) else {
            panic!("the log is no order's: {log:?}");
        };
        self.facts.line = self.facts.line.moved(Some(&self.order), &order);
        self.order = order;
        self.last = Last::Done {
            lines: Vec::new(),
            effects: Vec::new(),
        };
        self.log = log;
        self
    }

    /// The last step left these events.
    pub fn then(self, events: &[&str]) -> Self {
        let names: Vec<&str> = self.step().iter().map(|line| line.event.name()).collect();
        assert_eq!(names, events, "the events of the last step");
        self
    }

    /// The last step was refused so.
    pub fn then_refused(mut self, expected: &Refusal) -> Self {
        match &self.last {
            Last::Refused(refusal) => assert_eq!(refusal, expected, "the refusal"),
            Last::Done { lines, .. } => panic!("expected {expected:?}, but it was done: {lines:?}"),
            Last::RefusedAsTold => panic!("expected {expected:?}, which was told already"),
        }
        self.last = Last::RefusedAsTold;
        self
    }

    /// The last step was refused with that code.
    pub fn then_refused_with(self, code: &str) -> Self {
        match &self.last {
            Last::Refused(refusal) if refusal.code() == code => {
                let refusal = refusal.clone();
                self.then_refused(&refusal)
            }
            Last::Refused(refusal) => panic!("expected {code}, but it was {refusal:?}"),
            Last::Done { lines, .. } => panic!("expected {code}, but it was done: {lines:?}"),
            Last::RefusedAsTold => panic!("expected {code}, which was told already"),
        }
    }

    /// The last step was refused for these fields, and no others.
    pub fn then_refused_at(self, fields: &[&str]) -> Self {
        let Last::Refused(Refusal::Invalid { violations }) = &self.last else {
            panic!(
                "expected violations at {fields:?}, but it was {:?}",
                self.last
            );
        };
        let named: Vec<&str> = violations.iter().map(|one| one.field.as_str()).collect();
        assert_eq!(named, fields, "the fields that are wrong");
        self.then_refused_with("invalid")
    }

    /// The order stands in a node.
    pub fn then_node(self, node: Node) -> Self {
        assert_eq!(self.order.node(), node, "the node");
        self
    }

    /// The last step was done, and this follows from it outside the order.
    pub fn then_effect(self, expected: &Effect) -> Self {
        let Last::Done { effects, .. } = &self.last else {
            panic!("expected {expected:?}, but it was {:?}", self.last);
        };
        assert!(
            effects.contains(expected),
            "expected {expected:?} among {effects:?}"
        );
        self
    }

    /// The order satisfies something.
    pub fn then_order(self, check: impl FnOnce(&ServiceOrder)) -> Self {
        self.assert_allowed();
        check(&self.order);
        self
    }

    /// A command is offered to somebody.
    pub fn then_offers(self, actor: &Actor, command: CommandType) -> Self {
        let answer = allow(&self.order, actor, command, &self.situation());
        assert_eq!(answer, Ok(()), "whether {command} is offered");
        self
    }

    /// A command is not offered to somebody, with that code as the reason.
    pub fn then_withholds(self, actor: &Actor, command: CommandType, code: &str) -> Self {
        let answer = allow(&self.order, actor, command, &self.situation());
        let reason = answer.as_ref().err().map(Refusal::code);
        assert_eq!(reason, Some(code), "why {command} is withheld");
        self
    }

    /// The lines that the last step added to the log.
    pub fn step(&self) -> &[Recorded] {
        match &self.last {
            Last::Done { lines, .. } => lines,
            Last::Refused(refusal) => panic!("the last step was refused: {refusal:?}"),
            Last::RefusedAsTold => &[],
        }
    }

    /// The order, as long as nothing was refused that the story did not expect.
    pub fn order(&self) -> &ServiceOrder {
        self.assert_allowed();
        &self.order
    }

    /// The node in which the order stands.
    pub const fn node(&self) -> Node {
        self.order.node()
    }

    /// The node log of the order.
    pub fn log(&self) -> &[Recorded] {
        &self.log
    }

    /// The product's time in the story.
    pub const fn now(&self) -> Timestamp {
        self.now
    }

    /// The situation in which the next command is decided.
    pub const fn situation(&self) -> Situation<'_> {
        Situation {
            now: self.now,
            policy: &self.policy,
            facts: &self.facts,
        }
    }

    /// Somebody of the party that is responsible for the step of this node.
    pub fn responsible(&self) -> Actor {
        let step = self.node().step().unwrap_or(Step::Handle);
        people::of(responsible_for(&self.order, step, &self.situation()))
    }

    fn assert_allowed(&self) {
        if let Last::Refused(refusal) = &self.last {
            panic!("the step before was refused, and nobody expected it: {refusal:?}");
        }
    }

    /// Keeps what a step left, as the server does, and checks that the log alone tells the same story.
    fn keep(&mut self, outcome: Outcome) {
        self.facts.line = self.facts.line.moved(Some(&self.order), &outcome.state);
        self.log.extend(outcome.recorded.clone());
        self.order = outcome.state;
        assert_eq!(
            replay(&self.log).as_ref(),
            Some(&self.order),
            "the log's replay"
        );
        self.last = Last::Done {
            lines: outcome.recorded,
            effects: outcome.effects,
        };
    }
}
