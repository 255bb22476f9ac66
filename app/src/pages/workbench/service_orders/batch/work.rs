//! A batch at work: the orders are looked at, each is decided in the browser by the domain's code, and what can be done is sent.

use std::collections::{BTreeMap, BTreeSet};

use aftercare_domain::{
    service_order::{Assignee, Command, Refusal, execute},
    time::Timestamp,
    view::Basis,
};
use http::StatusCode;
use leptos::{prelude::*, task::spawn_local};
use serde_json::Value;

use super::selected::Selected;
use crate::{
    api::{Api, ApiError, Given, batch_entry, transport::IdempotencyKey},
    clock::ServerClock,
    parts::problem_panel::told,
    words::{batch, words},
};

/// How many orders are looked at with one request.
const LOOKED_AT: usize = 100;

/// How many commands are sent with one request. Between two of them the batch can be stopped.
const SENT: usize = 100;

/// What is known of an order.
enum Looked {
    At(Box<Basis>),
    /// It is not there any more.
    Missing(String),
}

/// What the command would do to an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Check {
    /// The form is not complete.
    Unknown,
    /// It can be done, and this follows.
    Follows(String),
    /// Why it can't be done.
    Refused(String),
}

/// What became of an order's command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was done.
    Done,
    /// The server refused it, for this reason.
    Refused(String),
    /// Somebody else acted on the order meanwhile.
    Conflict,
}

/// An order of the batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number.
    pub number: String,
    version: u32,
    /// What the command would do to it.
    pub check: Check,
}

/// How far the batch is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The orders are being looked at.
    Looking,
    /// It can be sent.
    Ready,
    /// It is being sent.
    Sending,
    /// Nothing is sent any more; with why not all was.
    Ended(Option<String>),
}

/// What was sent, and not answered.
type Unanswered = Option<(Vec<Value>, IdempotencyKey)>;

/// The batch.
#[derive(Clone, Copy)]
pub struct Work {
    api: StoredValue<Api>,
    selected: Selected,
    looked: RwSignal<Vec<Looked>>,
    /// How many orders it is about.
    pub count: usize,
    /// How far it is.
    pub phase: RwSignal<Phase>,
    /// The command, once its form is complete.
    pub command: RwSignal<Option<Command>>,
    /// What the command would do to each order.
    pub rows: Memo<Vec<Row>>,
    /// What became of it.
    pub fates: RwSignal<BTreeMap<String, Fate>>,
    unanswered: StoredValue<Unanswered>,
    stops: StoredValue<bool>,
}

impl Work {
    /// A batch for the orders that are selected now. They are looked at at once.
    pub fn begin(selected: Selected) -> Self {
        let numbers = selected.numbers();
        let looked = RwSignal::new(Vec::new());
        let command = RwSignal::new(None);
        let work = Self {
            api: StoredValue::new(Api::current()),
            selected,
            looked,
            count: numbers.len(),
            phase: RwSignal::new(Phase::Looking),
            command,
            rows: checked(looked, command),
            fates: RwSignal::new(BTreeMap::new()),
            unanswered: StoredValue::new(None),
            stops: StoredValue::new(false),
        };
        spawn_local(async move { work.look(numbers).await });
        work
    }

    /// How many orders have been looked at; tracked.
    pub fn looked_at(self) -> usize {
        self.looked.with(Vec::len)
    }

    /// Those to whom orders can be assigned.
    pub fn colleagues(self) -> Vec<Assignee> {
        let mut colleagues: Vec<Assignee> = Vec::new();
        self.looked.with_untracked(|looked| {
            for order in looked {
                let Looked::At(basis) = order else { continue };
                for colleague in &basis.facts.colleagues {
                    if !colleagues.contains(colleague) {
                        colleagues.push(colleague.clone());
                    }
                }
            }
        });
        colleagues
    }

    async fn look(self, numbers: Vec<String>) {
        let api = self.api.get_value();
        for some in numbers.chunks(LOOKED_AT) {
            match api.bases(some).await {
                Ok(bases) => {
                    let there = bases.items.into_iter().map(|it| Looked::At(Box::new(it)));
                    let missing = bases.missing.into_iter().map(Looked::Missing);
                    let all = there.chain(missing);
                    // The panel may be closed by now.
                    if self
                        .looked
                        .try_update(|looked| looked.extend(all))
                        .is_none()
                    {
                        return;
                    }
                }
                Err(error) => {
                    self.phase.try_set(Phase::Ended(Some(sentence(&error))));
                    return;
                }
            }
        }
        self.phase.try_set(Phase::Ready);
    }

    /// Sends the command to all orders for which it can be done and was not yet.
    pub fn send(self) {
        self.stops.set_value(false);
        self.phase.set(Phase::Sending);
        let Some(command) = self.command.get_untracked() else {
            return;
        };
        // A command of ours always has a JSON form.
        let command = serde_json::to_value(&command).unwrap_or_default();
        let entries: Vec<Value> = self.rows.with_untracked(|rows| {
            self.fates.with_untracked(|fates| {
                rows.iter()
                    .filter(|row| matches!(row.check, Check::Follows(_)))
                    .filter(|row| !fates.contains_key(&row.number))
                    .map(|row| batch_entry(&row.number, row.version, &command))
                    .collect()
            })
        });
        spawn_local(async move {
            let why = self.send_all(entries).await;
            self.phase.try_set(Phase::Ended(why));
        });
    }

    /// Stops after what is on its way.
    pub fn stop(self) {
        self.stops.set_value(true);
    }

    /// Sends piece by piece. What was not answered before goes first, under its old key, so that it is done once.
    async fn send_all(self, entries: Vec<Value>) -> Option<String> {
        let api = self.api.get_value();
        let again = self.unanswered.try_get_value().flatten();
        let is_again = |entry: &&Value| {
            again
                .as_ref()
                .is_some_and(|(again, _)| again.contains(entry))
        };
        let rest: Vec<Value> = entries.iter().filter(|it| !is_again(it)).cloned().collect();
        let fresh = rest
            .chunks(SENT)
            .map(|some| (some.to_vec(), IdempotencyKey::fresh()));
        for (some, key) in again.clone().into_iter().chain(fresh) {
            if self.stops.try_get_value().unwrap_or(true) {
                return None;
            }
            match api.give(&some, &key).await {
                Ok(given) => self.note(given)?,
                Err(error) => {
                    self.unanswered.try_set_value(Some((some, key)));
                    return Some(sentence(&error));
                }
            }
        }
        None
    }

    /// Keeps what became of some commands: what was done is selected no more. None where nobody waits for it any more.
    fn note(self, given: Vec<Given>) -> Option<()> {
        let fates: Vec<(String, Fate)> = given
            .into_iter()
            .map(|given| (given.number.clone(), fate(given)))
            .collect();
        let done: BTreeSet<String> = fates
            .iter()
            .filter(|(_, fate)| *fate == Fate::Done)
            .map(|(number, _)| number.clone())
            .collect();
        self.selected.drop_all(&done);
        self.unanswered.try_set_value(None);
        self.fates.try_update(|known| known.extend(fates))
    }

    /// How many orders can still be sent, at this moment.
    pub fn left(self) -> usize {
        self.fates.with_untracked(|fates| {
            self.rows.with_untracked(|rows| {
                rows.iter()
                    .filter(|row| matches!(row.check, Check::Follows(_)))
                    .filter(|row| !fates.contains_key(&row.number))
                    .count()
            })
        })
    }
}

/// Decides the command for each order, as the server will.
fn checked(looked: RwSignal<Vec<Looked>>, command: RwSignal<Option<Command>>) -> Memo<Vec<Row>> {
    let now = ServerClock::now();
    Memo::new(move |_| {
        command.with(|command| {
            looked.with(|looked| {
                looked
                    .iter()
                    .map(|order| row(order, command.as_ref(), now.get_untracked()))
                    .collect()
            })
        })
    })
}

fn row(order: &Looked, command: Option<&Command>, now: Timestamp) -> Row {
    let basis = match order {
        Looked::At(basis) => basis,
        Looked::Missing(number) => {
            return Row {
                number: number.clone(),
                version: 0,
                check: Check::Refused(batch().missing.to_owned()),
            };
        }
    };
    let check = command.map_or(Check::Unknown, |command| {
        let mut situation = basis.situation();
        situation.now = now;
        match execute(&basis.order, &basis.actor, command, &situation) {
            Ok(outcome) => {
                let effects = words().effects(&outcome.effects);
                Check::Follows(effects.join(batch().and_then))
            }
            Err(refusal) => Check::Refused(why(&refusal)),
        }
    });
    Row {
        number: basis.order.number.to_string(),
        version: basis.order.version,
        check,
    }
}

fn why(refusal: &Refusal) -> String {
    let told = words().refusal(refusal);
    format!("{} · {}", told.what, told.next)
}

fn fate(given: Given) -> Fate {
    match given.status {
        200..=299 => Fate::Done,
        status if status == StatusCode::CONFLICT.as_u16() => Fate::Conflict,
        _ => Fate::Refused(
            given
                .problem
                .map(|problem| format!("{} {}", problem.title, problem.detail))
                .unwrap_or_default(),
        ),
    }
}

fn sentence(error: &ApiError) -> String {
    let (what, next) = told(error);
    format!("{what} {next}")
}
