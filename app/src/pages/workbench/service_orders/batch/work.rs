//! A batch run: loads the orders, decides each in the browser by the domain's code, and sends the commands that are
//! allowed.

use aftercare_domain::{
    service_order::{Assignable, Command},
    values::time::Timestamp,
};
use http::StatusCode;
use leptos::{prelude::*, task::spawn_local};
use serde_json::Value;

use super::{
    outcome::{OutcomeCounts, OutcomeGroup, RowResult, grouped},
    rows::{LoadedRow, RowForecast, rows_of},
    selected::SelectedOrders,
};
use crate::{
    api::{Api, ApiError, BatchCommandResult, batch_entry, transport::IdempotencyKey},
    parts::status::problem_panel::explain,
    request::clock::ServerClock,
    window::painted,
};

/// How many orders are loaded with one request.
const LOOKED_AT: usize = 100;

/// How many orders are decided before the browser may show something: more would be felt.
const CHECKED: usize = 250;

/// How many commands are sent with one request. Between two of them the batch can be stopped.
const SENT: usize = 100;

/// How far the batch is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BatchPhase {
    /// The orders are being loaded.
    Looking,
    /// Not all orders could be loaded: why not.
    NotLooked(String),
    /// It can be sent.
    Ready,
    /// It is being sent.
    Sending,
    /// It is being sent, and stops after the pending request.
    Stopping,
    /// Nothing is sent any more; with why not all was.
    Ended(Option<String>),
}

impl BatchPhase {
    /// Whether it waits for the user to send it.
    pub const fn may_send(&self) -> bool {
        match self {
            Self::Ready | Self::Ended(_) => true,
            Self::Looking | Self::NotLooked(_) | Self::Sending | Self::Stopping => false,
        }
    }

    /// Whether a request is pending.
    pub const fn is_at_work(&self) -> bool {
        match self {
            Self::Sending | Self::Stopping => true,
            Self::Looking | Self::NotLooked(_) | Self::Ready | Self::Ended(_) => false,
        }
    }
}

/// Orders whose command is sent with one request, by their places, and its entries.
#[derive(Clone, Debug, PartialEq)]
struct BatchChunk {
    places: Vec<usize>,
    entries: Vec<Value>,
    key: IdempotencyKey,
}

/// The batch.
#[derive(Clone, Copy)]
pub struct BatchRun {
    api: StoredValue<Api>,
    now: Signal<Timestamp>,
    selected: SelectedOrders,
    /// How many orders it is about.
    pub count: usize,
    /// How far it is.
    pub phase: RwSignal<BatchPhase>,
    orders: RwSignal<Vec<LoadedRow>>,
    /// The orders that are not loaded yet.
    unlooked: StoredValue<Vec<String>>,
    command: RwSignal<Option<Command>>,
    /// What the command would do to each order; none where it is not decided.
    checks: RwSignal<Vec<Option<RowForecast>>>,
    /// It is being decided.
    is_checking: RwSignal<bool>,
    /// Counts the commands that were decided: only the last one is gone on with.
    checked: StoredValue<u32>,
    /// The result of each order's command.
    results: RwSignal<Vec<Option<RowResult>>>,
    /// The orders by outcome.
    pub groups: Memo<Vec<OutcomeGroup>>,
    /// What was sent, and not answered.
    unanswered: StoredValue<Option<BatchChunk>>,
}

impl BatchRun {
    /// A batch for the selected orders, which are loaded at once.
    pub fn begin(selected: SelectedOrders) -> Self {
        let numbers = selected.numbers();
        let phase = RwSignal::new(BatchPhase::Looking);
        let checks = RwSignal::new(Vec::new());
        let results = RwSignal::new(Vec::new());
        let ended = Memo::new(move |_| phase.with(|phase| matches!(phase, BatchPhase::Ended(_))));
        let work = Self {
            api: StoredValue::new(Api::current()),
            now: ServerClock::now(),
            selected,
            count: numbers.len(),
            phase,
            orders: RwSignal::new(Vec::new()),
            unlooked: StoredValue::new(numbers),
            command: RwSignal::new(None),
            checks,
            is_checking: RwSignal::new(false),
            checked: StoredValue::new(0),
            results,
            groups: Memo::new(move |_| {
                checks.with(|checks| results.with(|results| grouped(checks, results, ended.get())))
            }),
            unanswered: StoredValue::new(None),
        };
        work.look();
        work
    }

    /// The number of orders of each outcome; tracked.
    pub fn tally(self) -> OutcomeCounts {
        self.groups.with(|groups| OutcomeCounts::of(groups))
    }

    /// How many orders have been loaded; tracked.
    pub fn loaded_count(self) -> usize {
        self.orders.with(Vec::len)
    }

    /// Reads an order by its place.
    pub fn order<T>(self, place: usize, read: impl FnOnce(&LoadedRow) -> T) -> Option<T> {
        self.orders
            .with_untracked(|orders| orders.get(place).map(read))
    }

    /// Those to whom orders can be assigned.
    pub fn colleagues(self) -> Vec<Assignable> {
        let mut colleagues: Vec<Assignable> = Vec::new();
        self.orders.with_untracked(|orders| {
            for colleague in orders.iter().flat_map(LoadedRow::colleagues) {
                if !colleagues.contains(colleague) {
                    colleagues.push(colleague.clone());
                }
            }
        });
        colleagues
    }

    /// Whether nothing can be sent yet: the command is being decided; tracked.
    pub fn is_checking(self) -> bool {
        self.is_checking.get()
    }

    /// Whether the command can be given to none of the orders; tracked.
    pub fn has_nothing_to_do(self) -> bool {
        let is_decided = !self.is_checking.get() && self.command.with(Option::is_some);
        is_decided && self.tally() == OutcomeCounts::default()
    }

    /// Loads the orders that are not loaded yet.
    pub fn look(self) {
        self.phase.set(BatchPhase::Looking);
        spawn_local(async move {
            let phase = match self.load_all().await {
                Ok(()) => BatchPhase::Ready,
                Err(error) => BatchPhase::NotLooked(sentence(&error)),
            };
            // The panel may be closed by now.
            self.phase.try_set(phase);
        });
    }

    async fn load_all(self) -> Result<(), ApiError> {
        let api = self.api.get_value();
        while let Some(some) = self.next_unlooked() {
            let more = rows_of(api.bases(&some).await?);
            self.unlooked
                .try_update_value(|unlooked| unlooked.drain(..some.len()).count());
            let count = more.len();
            self.results
                .try_update_untracked(|results| results.resize(results.len() + count, None));
            self.checks
                .try_update_untracked(|checks| checks.resize(checks.len() + count, None));
            self.orders.try_update(|orders| orders.extend(more));
        }
        Ok(())
    }

    /// The next orders to load; none where all are loaded, or the panel is closed.
    fn next_unlooked(self) -> Option<Vec<String>> {
        let next = |unlooked: &Vec<String>| unlooked.iter().take(LOOKED_AT).cloned().collect();
        let next: Option<Vec<String>> = self.unlooked.try_with_value(next);
        next.filter(|next| !next.is_empty())
    }

    /// Decides a command for each order; none while the form is not complete. In chunks, so that the page stays
    /// responsive.
    pub fn check(self, command: Option<Command>) {
        let checked = self.checked.get_value().wrapping_add(1);
        self.checked.set_value(checked);
        self.command.set(command.clone());
        self.is_checking.set(command.is_some());
        let Some(command) = command else {
            self.checks.update(|checks| checks.fill(None));
            return;
        };
        let now = self.now.get_untracked();
        spawn_local(async move {
            let mut all = Vec::new();
            while let Some(some) = self.check_some(all.len(), &command, now) {
                if some.is_empty() {
                    self.checks.try_set(all);
                    self.is_checking.try_set(false);
                    return;
                }
                all.extend(some);
                painted().await;
                if self.checked.try_get_value() != Some(checked) {
                    return;
                }
            }
        });
    }

    /// Decides a command for some orders from a place on; none where the panel is closed.
    fn check_some(
        self,
        from: usize,
        command: &Command,
        now: Timestamp,
    ) -> Option<Vec<Option<RowForecast>>> {
        self.orders.try_with_untracked(|orders| {
            let some = orders.iter().skip(from).take(CHECKED);
            some.map(|order| Some(order.check(command, now))).collect()
        })
    }

    /// Sends the command to all orders for which it can be done and was not yet.
    pub fn send(self) {
        let Some(command) = self.command.get_untracked() else {
            return;
        };
        self.phase.set(BatchPhase::Sending);
        // A command of ours always has a JSON form.
        let command = serde_json::to_value(&command).unwrap_or_default();
        let again = self.unanswered.get_value();
        let is_again = |place: &usize| {
            let again = again.as_ref();
            again.is_some_and(|again| again.places.contains(place))
        };
        let places: Vec<usize> = self.checks.with_untracked(|checks| {
            self.results.with_untracked(|results| {
                let left = places_left(checks, results);
                left.filter(|place| !is_again(place)).collect()
            })
        });
        let fresh: Vec<BatchChunk> = places
            .chunks(SENT)
            .map(|places| self.piece(places, &command))
            .collect();
        spawn_local(async move {
            // What was not answered before goes first, under its old key, so that it is done once.
            let pieces = again.into_iter().chain(fresh);
            let why = self.send_all(pieces).await;
            self.phase.try_set(BatchPhase::Ended(why));
        });
    }

    fn piece(self, places: &[usize], command: &Value) -> BatchChunk {
        let entries = self.orders.with_untracked(|orders| {
            let some = places.iter().filter_map(|place| orders.get(*place));
            some.map(|order| batch_entry(&order.number, order.version(), command))
                .collect()
        });
        BatchChunk {
            places: places.to_vec(),
            entries,
            key: IdempotencyKey::fresh(),
        }
    }

    /// Stops after the pending request.
    pub fn stop(self) {
        if self.phase.get_untracked() == BatchPhase::Sending {
            self.phase.set(BatchPhase::Stopping);
        }
    }

    /// Sends piece by piece, until it is stopped, or a piece can't be sent: then why not.
    async fn send_all(self, pieces: impl Iterator<Item = BatchChunk>) -> Option<String> {
        let api = self.api.get_value();
        for piece in pieces {
            // Stopped, or the panel is closed.
            if self.phase.try_get_untracked() != Some(BatchPhase::Sending) {
                return None;
            }
            match api.give(&piece.entries, &piece.key).await {
                Ok(given) => self.note(&piece, given),
                Err(error) => {
                    self.unanswered.try_set_value(Some(piece));
                    return Some(sentence(&error));
                }
            }
        }
        None
    }

    /// Stores the results of some commands; orders that are done are deselected.
    fn note(self, piece: &BatchChunk, given: Vec<BatchCommandResult>) {
        let done = given.iter().filter(|given| is_done(given));
        self.selected.drop_all(done.map(|it| it.number.as_str()));
        self.unanswered.try_set_value(None);
        self.results.try_update(|results| {
            // An answer each, in their order.
            for (place, given) in piece.places.iter().zip(given) {
                if let Some(known) = results.get_mut(*place) {
                    *known = Some(result(given));
                }
            }
        });
    }
}

/// The orders to which the command can still be sent, by their places.
fn places_left<'a>(
    checks: &'a [Option<RowForecast>],
    results: &'a [Option<RowResult>],
) -> impl Iterator<Item = usize> + 'a {
    let all = checks.iter().zip(results).enumerate();
    all.filter(|(_, (check, result))| {
        matches!(check, Some(RowForecast::Follows(_))) && result.is_none()
    })
    .map(|(place, _)| place)
}

fn is_done(given: &BatchCommandResult) -> bool {
    (200..300).contains(&given.status)
}

fn result(given: BatchCommandResult) -> RowResult {
    if is_done(&given) {
        RowResult::Done
    } else if given.status == StatusCode::CONFLICT.as_u16() {
        RowResult::Conflict
    } else {
        let problem = given.problem;
        let why = problem.map(|problem| format!("{} {}", problem.title, problem.detail));
        RowResult::Refused(why.unwrap_or_default())
    }
}

fn sentence(error: &ApiError) -> String {
    let (what, next) = explain(error);
    format!("{what} {next}")
}
