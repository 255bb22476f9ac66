//! Deciding a batch in memory, one submission after another.

use std::collections::{BTreeMap, HashMap};

use aftercare_domain::{
    form::FieldError,
    order::line::LineBalance,
    people::party::{Actor, Organisation},
    service_order::{
        Apply, Assignable, Command, Event, Facts, Node, Outcome, Refusal, ServiceOrder, Situation,
        consequences::ParcelMention, execute,
    },
    values::{id::Username, number::ServiceOrderNumber},
};

use super::{
    BatchContext,
    state::{BatchState, DayNumbers, LoadedLine, LoadedOrder},
};
use crate::{
    db::{
        DbError,
        answers::{AnswerKey, AnswerRow},
        counts::CountKey,
        orders::lines::LineKey,
        service_orders::parcels::{ParcelUse, sharing},
    },
    memory::live_hub::ServiceOrderChange,
    write::{
        notifications::occasion::Occasion,
        projections::Projections,
        submission::{Accepted, Intent, Rejected, Submission},
    },
};

/// What was decided about a submission.
#[derive(Debug, Clone)]
pub(super) enum Decision {
    /// It is accepted.
    Done(Box<Accepted>),
    /// It is refused.
    Refused(Rejected),
    /// The order has another version than expected; what happened since must be read from the log.
    Conflict {
        /// The order.
        number: ServiceOrderNumber,
        /// Its version.
        current: u32,
        /// The version that the caller saw.
        expected: u32,
    },
    /// It was answered before.
    Answered(AnswerRow),
    /// It repeats an earlier submission of this batch.
    SameAs(usize),
    /// Its key was used for another request.
    KeyReused,
}

/// A batch that is being decided.
#[derive(Debug)]
pub(super) struct BatchDecider<'a> {
    setting: &'a BatchContext,
    known: BatchState,
    /// The index in the batch of the first submission under each key, and the fingerprint of its request.
    under_keys: HashMap<AnswerKey, (usize, String)>,
    place: usize,
    /// Who gave the command that is being decided.
    giver: Option<Username>,
    traces: Projections,
    occasions: Vec<Occasion>,
}

/// A batch that was decided.
#[derive(Debug)]
pub(super) struct DecidedBatch {
    pub(super) orders: BTreeMap<ServiceOrderNumber, LoadedOrder>,
    pub(super) lines: BTreeMap<LineKey, LoadedLine>,
    pub(super) numbers: DayNumbers,
    pub(super) traces: Projections,
    /// What staff are to be told.
    pub(super) occasions: Vec<Occasion>,
}

impl DecidedBatch {
    /// The orders that changed or began.
    pub(super) fn changed(&self) -> impl Iterator<Item = &LoadedOrder> {
        self.orders.values().filter(|held| held.is_changed())
    }

    /// Whether the batch queued jobs in the outbox.
    pub(super) const fn queues_work(&self) -> bool {
        !self.traces.refunds.is_empty()
    }

    /// The changes to publish.
    pub(super) fn changes(&self) -> Vec<ServiceOrderChange> {
        self.changed()
            .map(|held| ServiceOrderChange::of(&held.order))
            .collect()
    }
}

impl LoadedOrder {
    pub(super) fn is_changed(&self) -> bool {
        self.before
            .as_ref()
            .is_none_or(|before| before.version != self.order.version)
    }
}

/// The result of one submission.
type SubmissionResult = Result<Accepted, Rejected>;

impl<'a> BatchDecider<'a> {
    pub(super) fn new(setting: &'a BatchContext, known: BatchState) -> Self {
        Self {
            setting,
            known,
            under_keys: HashMap::new(),
            place: 0,
            giver: None,
            traces: Projections::default(),
            occasions: Vec::new(),
        }
    }

    pub(super) fn end(self) -> DecidedBatch {
        DecidedBatch {
            orders: self.known.orders,
            lines: self.known.lines,
            numbers: self.known.numbers,
            traces: self.traces,
            occasions: self.occasions,
        }
    }

    /// Decides the next submission.
    pub(super) fn decide(&mut self, submission: &Submission) -> Result<Decision, DbError> {
        let place = self.place;
        self.place += 1;
        if let Some(key) = &submission.request.key {
            let fingerprint = &submission.request.fingerprint;
            if let Some(answer) = self.known.answers.get(key) {
                return Ok(if fingerprint.is(&answer.request_hash) {
                    Decision::Answered(answer.clone())
                } else {
                    Decision::KeyReused
                });
            }
            if let Some((first, first_kept)) = self.under_keys.get(key) {
                return Ok(if fingerprint.is(first_kept) {
                    Decision::SameAs(*first)
                } else {
                    Decision::KeyReused
                });
            }
            let kept = fingerprint.as_kept().to_owned();
            self.under_keys.insert(key.clone(), (place, kept));
        }
        self.decide_anew(submission)
    }

    fn decide_anew(&mut self, submission: &Submission) -> Result<Decision, DbError> {
        self.giver.clone_from(&submission.actor.username);
        let decided = match &submission.what {
            Intent::Apply(apply) => self.apply(submission, apply)?,
            Intent::Command { number, command } => {
                let held = match self.visible(number, &submission.actor) {
                    Ok(held) => held,
                    Err(refused) => return Ok(Decision::Refused(refused)),
                };
                let current = held.order.version;
                if let Some(expected) = submission.expected_version
                    && expected != current
                {
                    return Ok(Decision::Conflict {
                        number: number.clone(),
                        current,
                        expected,
                    });
                }
                let facts = self.facts(&held, &submission.actor, Some(command))?;
                let situation = situation(self.setting, &facts);
                let outcome = execute(&held.order, &submission.actor, command, &situation);
                self.record_if_allowed(held, outcome)?
            }
            Intent::Elapse { number } => {
                let Some(held) = self.known.orders.get(number).cloned() else {
                    return Ok(Decision::Refused(Rejected::NotFound));
                };
                let facts = self.facts(&held, &submission.actor, None)?;
                let outcome = execute::elapse(&held.order, &situation(self.setting, &facts));
                self.record_if_allowed(held, outcome)?
            }
        };
        Ok(match decided {
            Ok(done) => Decision::Done(Box::new(done)),
            Err(refused) => Decision::Refused(refused),
        })
    }

    fn visible(&self, number: &ServiceOrderNumber, actor: &Actor) -> Result<LoadedOrder, Rejected> {
        let held = self.known.orders.get(number).ok_or(Rejected::NotFound)?;
        if actor.may_see(held.order.goods.owner()) {
            Ok(held.clone())
        } else {
            Err(Rejected::Foreign)
        }
    }

    fn apply(
        &mut self,
        submission: &Submission,
        apply: &Apply,
    ) -> Result<SubmissionResult, DbError> {
        let external = submission.external_key();
        let begun_before = external
            .as_ref()
            .and_then(|key| self.known.external.get(key))
            .and_then(|number| self.known.orders.get(number));
        if let Some(held) = begun_before {
            return Ok(Ok(Accepted {
                order: held.order.clone(),
                line: self.balance(&held.order)?,
                at: self.setting.now,
                begun: false,
            }));
        }
        let key = (apply.order_number.clone(), apply.line_number.get());
        let Some(line) = self.known.lines.get(&key) else {
            return Ok(Err(self.no_such_line(&submission.actor, apply)));
        };
        let numbers = self.known.numbers;
        let next = ServiceOrderNumber::compose(numbers.day, numbers.last + 1)
            .ok_or_else(|| used_up(numbers))?;
        let facts = Facts::of_line(line.balance);
        let situation = situation(self.setting, &facts);
        match execute::apply(
            &submission.actor,
            apply,
            &line.sale,
            next.clone(),
            &situation,
        ) {
            Err(refusal) => Ok(Err(Rejected::ByRule(refusal))),
            Ok(outcome) => {
                self.known.numbers.last += 1;
                if let Some(key) = &external {
                    self.known.external.insert(key.clone(), next);
                }
                let scope = external.map(|key| key.scope);
                self.record(None, outcome, scope).map(Ok)
            }
        }
    }

    /// Only a caller who may see the order learns that the line is wrong.
    fn no_such_line(&self, actor: &Actor, apply: &Apply) -> Rejected {
        let is_visible = self.known.lines.values().any(|line| {
            let sale = &line.sale;
            sale.order_number == apply.order_number && actor.may_see(sale.owner())
        });
        Rejected::ByRule(if is_visible {
            Refusal::invalid("line_number", FieldError::NotFound {})
        } else {
            Refusal::OrderNotFound {}
        })
    }

    fn facts(
        &self,
        held: &LoadedOrder,
        actor: &Actor,
        command: Option<&Command>,
    ) -> Result<Facts, DbError> {
        let goods = &held.order.goods;
        let product = (goods.merchant.clone(), goods.spu.clone());
        let mut facts = Facts {
            addresses: self
                .known
                .addresses
                .get(&product)
                .cloned()
                .unwrap_or_default(),
            ..Facts::of_line(self.balance(&held.order)?)
        };
        let needs = command.map(Command::needs).unwrap_or_default();
        if let Some(tracking_number) = needs.uses_of {
            let uses = self.known.parcels.get(tracking_number.as_str());
            facts.parcel_shared_with = sharing(uses.into_iter().flatten(), &held.order, actor);
        }
        if let Some(username) = needs.colleague {
            let colleague = self.known.people.get(username);
            facts.colleagues = colleague
                .filter(|user| Organisation::is_shared(actor, &(*user).clone().actor()))
                .map(|user| Assignable {
                    username: user.username.clone(),
                    name: user.name.clone(),
                })
                .into_iter()
                .collect();
        }
        Ok(facts)
    }

    fn balance(&self, order: &ServiceOrder) -> Result<LineBalance, DbError> {
        let goods = &order.goods;
        let key = (goods.order_number.clone(), goods.line_number);
        match self.known.lines.get(&key) {
            Some(line) => Ok(line.balance),
            None => Err(no_line(order)),
        }
    }

    fn record_if_allowed(
        &mut self,
        held: LoadedOrder,
        outcome: Result<Outcome, Refusal>,
    ) -> Result<SubmissionResult, DbError> {
        match outcome {
            Err(refusal) => Ok(Err(Rejected::ByRule(refusal))),
            Ok(outcome) => self.record(Some(held), outcome, None).map(Ok),
        }
    }

    /// Adds an outcome to the state of the batch, for the submissions that follow, and to what will be written.
    fn record(
        &mut self,
        held: Option<LoadedOrder>,
        outcome: Outcome,
        external_scope: Option<String>,
    ) -> Result<Accepted, DbError> {
        let Outcome {
            order,
            recorded,
            effects,
        } = outcome;
        let (order_before, head_hash, before, external_scope) = match held {
            Some(held) => (
                Some(held.order),
                held.head_hash,
                held.before,
                held.external_scope,
            ),
            None => (None, String::new(), None, external_scope),
        };
        let head_hash = self.traces.follow(&order, &recorded, &effects, head_hash)?;
        for line in &recorded {
            self.follow_parcels(&order, &line.event);
            let giver = self.giver.as_ref();
            let occasion = Occasion::of(&order, line, giver, &self.setting.policy);
            self.occasions.extend(occasion);
        }
        let line = self.move_balance(order_before.as_ref(), &order)?;
        let done = Accepted {
            order: order.clone(),
            line,
            at: self.setting.now,
            begun: order_before.is_none(),
        };
        let held = LoadedOrder {
            order,
            head_hash,
            before,
            external_scope,
        };
        self.known.orders.insert(held.order.number.clone(), held);
        Ok(done)
    }

    /// Updates which orders name which parcels, for the submissions that follow.
    fn follow_parcels(&mut self, order: &ServiceOrder, event: &Event) {
        let parcel = match event.consequences().parcel {
            ParcelMention::Unmentioned => return,
            ParcelMention::Named(parcel) => parcel,
            ParcelMention::Renamed(parcel) => {
                for uses in self.known.parcels.values_mut() {
                    uses.retain(|used| used.service_order != order.number);
                }
                parcel
            }
        };
        let named = self
            .known
            .parcels
            .entry(parcel.as_str().to_owned())
            .or_default();
        named.push(ParcelUse {
            tracking_number: parcel.as_str().to_owned(),
            service_order: order.number.clone(),
            owner: order.goods.owner().into(),
        });
    }

    /// Updates the balance of the line by what the order takes and refunds (R-APP-2, R-RFD-1).
    fn move_balance(
        &mut self,
        before: Option<&ServiceOrder>,
        after: &ServiceOrder,
    ) -> Result<LineBalance, DbError> {
        let key = (after.goods.order_number.clone(), after.goods.line_number);
        let line = self
            .known
            .lines
            .get_mut(&key)
            .ok_or_else(|| no_line(after))?;
        line.balance = line.balance.moved(before, after);
        Ok(line.balance)
    }
}

fn situation<'s>(setting: &'s BatchContext, facts: &'s Facts) -> Situation<'s> {
    Situation {
        now: setting.now,
        policy: &setting.policy,
        facts,
    }
}

fn no_line(order: &ServiceOrder) -> DbError {
    let row = format_args!("{} {}", order.goods.order_number, order.goods.line_number);
    DbError::corrupt(
        "order_lines",
        "line_number",
        row,
        "a service order's line is gone",
    )
}

fn used_up(numbers: DayNumbers) -> DbError {
    DbError::corrupt(
        "number_sequences",
        "last",
        numbers.day,
        "the day's numbers are used up",
    )
}

/// The key of the count that an order belongs to.
pub(super) fn count_key(order: &ServiceOrder, node: Node) -> CountKey {
    (order.goods.merchant.clone(), order.goods.channel, node)
}
