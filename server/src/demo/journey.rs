//! A service order's way through the nodes: people of the demo do what people do, the domain decides what comes of it.
//!
//! Nothing is written by hand: every line of a log is what [`execute`] and [`elapse`] answered at a time of the past.

mod applying;
mod around;
mod handling;
mod inspecting;
mod receiving;
mod reviewing;
mod shipping;

use aftercare_domain::{
    order::line::{LineBalance, Sale},
    people::party::{Actor, Position},
    policy::{
        Policy,
        responsibility::{Responsible, Step},
    },
    service_order::{
        Command, CommandType, Facts, Node, Outcome, Recorded, ServiceOrder, Situation,
        effect::Effect,
        execute,
        execute::elapse,
        permission::{StaffGrant, permission, responsible_for},
        reason::ApplyReason,
    },
    values::{
        carrier::Parcel,
        number::ServiceOrderNumber,
        quantity::Quantity,
        service::{ServiceMethod, ServiceType},
        time::{Span, Timestamp},
    },
};

use super::{
    dice::Dice,
    error::DemoError,
    parcels,
    rhythm::Hours,
    target::{OrderEnding, Stay, Target},
    tenants::{Consumer, Merchant, Product, Tenants},
};

/// What every journey stands on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stage<'t> {
    pub(super) town: &'t Tenants,
    pub(super) policy: &'t Policy,
    /// Nothing happens later.
    pub(super) until: Timestamp,
}

/// Everything about a service order but when it was applied for.
#[derive(Debug, Clone)]
pub(super) struct JourneyCase<'t> {
    pub(super) merchant: &'t Merchant,
    pub(super) product: &'t Product,
    pub(super) consumer: &'t Consumer,
    pub(super) service_type: ServiceType,
    pub(super) service_method: ServiceMethod,
    pub(super) quantity: Quantity,
    pub(super) reason: ApplyReason,
    /// What the goods come back in, where it is not up to chance.
    pub(super) parcel: Option<Parcel>,
    pub(super) aim: Target,
    /// What everybody does and how long they take comes from these: alike, whenever it was applied for.
    pub(super) dice: Dice,
}

/// A service order and all that happened to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    /// As its log left it.
    pub order: ServiceOrder,
    /// What happened, one decision after another.
    pub steps: Vec<JourneyStep>,
}

/// What one decision led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JourneyStep {
    /// The lines of the log.
    pub recorded: Vec<Recorded>,
    /// What followed from them.
    pub effects: Vec<Effect>,
}

impl History {
    /// Every line of its log.
    pub fn log(&self) -> impl Iterator<Item = &Recorded> {
        self.steps.iter().flat_map(|happened| &happened.recorded)
    }
}

/// The sale of which a journey is about, with what was left of the line before.
#[derive(Debug, Clone)]
pub(super) struct Ground {
    /// As it was known when somebody applied.
    pub(super) sale: Sale,
    pub(super) balance: LineBalance,
    /// When the goods are with the consumer.
    pub(super) delivered_at: Timestamp,
}

/// More steps than any journey takes: one that takes more goes in circles.
const MOST_STEPS: u32 = 60;

/// Plays a case from its application to its aim, or until nothing more has happened yet.
pub(super) fn simulate(
    stage: Stage<'_>,
    case: &JourneyCase<'_>,
    ground: &Ground,
    number: ServiceOrderNumber,
    applied_at: Timestamp,
) -> Result<History, DemoError> {
    let mut journey = Journey::begin(stage, case, ground, number, applied_at)?;
    journey.go()?;
    journey.settle()?;
    Ok(History {
        order: journey.order,
        steps: journey.steps,
    })
}

/// How long a case takes from its application to its aim, whatever the time is now.
pub(super) fn rehearse(
    stage: Stage<'_>,
    case: &JourneyCase<'_>,
    ground: &Ground,
    number: ServiceOrderNumber,
    applied_at: Timestamp,
) -> Result<Span, DemoError> {
    let endless = Stage {
        until: Timestamp::from_ms(i64::MAX),
        ..stage
    };
    let mut journey = Journey::begin(endless, case, ground, number, applied_at)?;
    journey.go()?;
    Ok(Span::between(applied_at, journey.at))
}

#[derive(Debug)]
struct Journey<'j> {
    stage: Stage<'j>,
    case: &'j JourneyCase<'j>,
    /// What was left of the line without this order.
    balance: LineBalance,
    delivered_at: Timestamp,
    dice: Dice,
    at: Timestamp,
    order: ServiceOrder,
    steps: Vec<JourneyStep>,
    /// What people do beside the steps was rolled for in this node.
    looked_around: Option<Node>,
    /// Nothing more happens.
    rests: bool,
}

impl<'j> Journey<'j> {
    fn go(&mut self) -> Result<(), DemoError> {
        for _ in 0..MOST_STEPS {
            if self.rests {
                return Ok(());
            }
            self.step()?;
        }
        Err(DemoError::AimMissed(format!("{:?}", self.case.aim)))
    }

    fn step(&mut self) -> Result<(), DemoError> {
        if let Target::Stay(stay) = self.case.aim
            && stay.is_reached(&self.order)
        {
            return self.stay(stay);
        }
        if self.look_around()? {
            return Ok(());
        }
        match self.order.node() {
            Node::PendingReview => self.review(),
            Node::PendingShipment => self.ship(),
            Node::PendingReceipt => self.receive(),
            Node::PendingException => self.resolve(),
            Node::PendingInspection => self.inspect(),
            Node::PendingHandling => self.handle(),
            Node::InRepair => self.repair(),
            Node::PendingReturn => self.send_back(),
            Node::Completed => self.rate(),
            Node::Cancelled | Node::Declined => {
                self.rests = true;
                Ok(())
            }
        }
    }

    /// Somebody gives a command some time after the last one, unless the system acts before.
    fn give(&mut self, after: Span, actor: &Actor, command: &Command) -> Result<(), DemoError> {
        let hours = if actor.is_staff() {
            Hours::Office
        } else {
            Hours::Day
        };
        let at = hours.fit(after.after(self.at), &mut self.dice);
        if self.order.wakes_at().is_some_and(|wakes| wakes <= at) {
            return self.elapse();
        }
        if at > self.stage.until {
            self.rests = true;
            return Ok(());
        }
        let facts = self.facts();
        let outcome = execute(&self.order, actor, command, &self.situation(at, &facts)).map_err(
            |refusal| DemoError::Refused {
                act: format!("{} in {}", command.command_type(), self.order.node()),
                refusal,
            },
        )?;
        self.take(at, outcome);
        Ok(())
    }

    /// Those who do a step of the staff give its command.
    fn give_by_staff(&mut self, after: Span, command: &Command) -> Result<(), DemoError> {
        let actor = self.staff(command.command_type())?;
        self.give(after, actor, command)
    }

    /// The consumer gives a command.
    fn give_by_consumer(&mut self, after: Span, command: &Command) -> Result<(), DemoError> {
        self.give(after, &self.case.consumer.actor, command)
    }

    /// Nobody acts: the system does at the deadline, as soon as its worker looks.
    fn elapse(&mut self) -> Result<(), DemoError> {
        let wakes = self.order.wakes_at();
        let Some(wakes) = wakes.filter(|wakes| *wakes <= self.stage.until) else {
            self.rests = true;
            return Ok(());
        };
        let late = self.dice.span(Span::ZERO, Span::milliseconds(900));
        let at = late.after(wakes).min(self.stage.until);
        let facts = self.facts();
        let outcome = elapse(&self.order, &self.situation(at, &facts)).map_err(|refusal| {
            DemoError::Refused {
                act: format!("the deadline of {}", self.order.node()),
                refusal,
            }
        })?;
        self.take(at, outcome);
        Ok(())
    }

    /// What the system has done until now, though nobody else did anything.
    fn settle(&mut self) -> Result<(), DemoError> {
        let due = |order: &ServiceOrder| order.wakes_at();
        while due(&self.order).is_some_and(|wakes| wakes <= self.stage.until) {
            self.elapse()?;
        }
        Ok(())
    }

    fn take(&mut self, at: Timestamp, outcome: Outcome) {
        self.at = at;
        self.order = outcome.state;
        self.steps.push(JourneyStep {
            recorded: outcome.recorded,
            effects: outcome.effects,
        });
    }

    fn facts(&self) -> Facts {
        let line = self.balance.moved(None, &self.order);
        Facts {
            addresses: self.case.product.addresses.clone(),
            colleagues: self.case.merchant.colleagues(),
            ..Facts::of_line(line)
        }
    }

    fn situation<'f>(&'f self, now: Timestamp, facts: &'f Facts) -> Situation<'f> {
        Situation {
            now,
            policy: self.stage.policy,
            facts,
        }
    }

    /// Who of the staff gives a command: of the party that is responsible, somebody in the right position.
    fn staff(&self, command: CommandType) -> Result<&'j Actor, DemoError> {
        let case = self.case;
        match permission(command).staff {
            StaffGrant::Nobody => Ok(&case.consumer.actor),
            StaffGrant::Operator => Ok(&self.stage.town.operator),
            StaffGrant::Responsible { step, positions } => {
                let step = step.or(self.order.node().step()).unwrap_or(Step::Handle);
                let position = positions.first().copied().unwrap_or(Position::Owner);
                self.responsible(step, position)
            }
        }
    }

    /// Somebody of the party that is responsible for a step.
    fn responsible(&self, step: Step, position: Position) -> Result<&'j Actor, DemoError> {
        let facts = self.facts();
        let town = self.stage.town;
        match responsible_for(&self.order, step, &self.situation(self.at, &facts)) {
            Responsible::Merchant | Responsible::Consumer => self.case.merchant.staff(position),
            Responsible::Store => Ok(&town.store.clerk),
            Responsible::Platform => Ok(&town.operator),
        }
    }

    /// Whether the journey is to end like this.
    fn ends(&self, ending: OrderEnding) -> bool {
        self.case.aim == Target::End(ending)
    }

    /// Whether it is to stand there now.
    fn stays(&self, stays: &[Stay]) -> bool {
        matches!(self.case.aim, Target::Stay(stay) if stays.contains(&stay))
    }

    /// Something that only happens on the way to an end, so many times in a hundred.
    fn happens(&mut self, percent: i64) -> bool {
        self.case.aim.is_end() && self.dice.percent(percent)
    }

    /// A time as people take it for what usually takes so many hours.
    fn hours(&mut self, usual: i64) -> Span {
        self.dice.about(Span::hours(usual))
    }

    /// As [`Journey::hours`], in minutes.
    fn minutes(&mut self, usual: i64) -> Span {
        self.dice.about(Span::minutes(usual))
    }

    /// A time that goods can be sent after: not before they came.
    fn once_delivered(&self, after: Span) -> Span {
        let still = Span::between(self.at, self.delivered_at).at_least_zero();
        Span::milliseconds(still.ms() + after.ms())
    }

    /// What the goods come back in.
    fn parcel(&mut self) -> Result<Parcel, DemoError> {
        // Rolled for in any case: whoever is given one does everything else alike.
        let any = parcels::parcel(&mut self.dice)?;
        Ok(self.case.parcel.clone().unwrap_or(any))
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> Result<T, DemoError> {
        self.dice.pick(from).copied()
    }
}
