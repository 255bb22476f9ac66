//! One command: its form, what would follow, and what became of the last try.

use aftercare_domain::{
    form::Violation,
    service_order::{Command, CommandType, Refusal, execute, execute::Outcome},
};
use http::StatusCode;
use leptos::prelude::*;
use serde::de::IgnoredAny;

use super::{
    autosave::{DraftNotice, Keeping},
    form_rules,
    open_next::{Skip, onward},
};
use crate::{
    api::{Api, ApiError, transport::IdempotencyKey},
    browser::Turning,
    form::command_form::{CommandForm, Forecast},
    frame::toast::{Toasts, Way},
    pages::workbench::service_order::order_state::{Current, Loaded, current, renew},
    parts::status::problem_panel,
    request::{clock::ServerClock, routes},
    words::{format, refusals::Told, ui, words},
};

/// A try to give the command: as what version the order was known then, and what came of it.
#[derive(Clone, Debug)]
struct Tried {
    version: u32,
    answer: Result<IgnoredAny, ApiError>,
}

/// A command's form, folded until it is wanted.
#[component]
pub fn CommandCard(
    /// The command.
    command: CommandType,
    /// Whether it is the one that most people want now.
    opened: Signal<bool>,
    /// The order was opened from a list.
    in_list: bool,
) -> impl IntoView {
    current().map(|current| {
        let draft = current.peek(|loaded| form_rules::draft(command, loaded));
        let keeping = Keeping::of(command, current, &draft);
        let draft = StoredValue::new(draft);
        let send = sending(current);
        let tried = send.value();
        let foreseen = foreseen(current);
        let refused = Signal::derive(move || tried.with(|tried| refusal_of(tried.as_ref())));
        let server_violations =
            Signal::derive(move || tried.with(|tried| violations_of(tried.as_ref())));
        let next = StoredValue::new(None);
        let settling = Settling {
            command,
            current,
            keeping,
            next,
        };
        settling.follow(tried.into());
        let command_type = command;
        let on_submit = Callback::new(move |command: Command| {
            if !current.send_alone() {
                return;
            }
            next.set_value(None);
            // The stream may tell of it before the answer comes: the form stays until then, or nobody would hear the answer.
            current.keep(command_type);
            if let Ok(outcome) = foreseen.run(command.clone()) {
                if current.peek(|loaded| is_handled_by(&command, loaded, &outcome)) {
                    next.set_value(onward());
                }
                current.foresee(outcome.order);
            }
            send.dispatch(command);
        });
        let skip = in_list.then(|| ViewFn::from(|| view! { <Skip /> }));
        view! {
            <details class="command" name="command" open=move || opened.get()>
                <summary>{words().command(command)}</summary>
                {(command == CommandType::Handle)
                    .then(|| {
                        view! {
                            <ReceivedInPart />
                            <Suggested />
                        }
                    })}
                <DraftNotice keeping />
                <CommandForm
                    command
                    draft=draft.get_value()
                    guide=form_rules::guide(command, current)
                    forecast=forecast(foreseen)
                    refused
                    server_violations
                    blocked=blocked(command, current)
                    busy=Signal::derive(move || current.is_sending())
                    on_submit
                    aside=skip
                />
            </details>
        }
    })
}

/// Sends commands. A try that got no answer is sent again under the same key, so that it is done once.
fn sending(current: Current) -> Action<Command, Tried> {
    let api = Api::current();
    let key = StoredValue::new(None::<(Command, IdempotencyKey)>);
    Action::new(move |command: &Command| {
        let (api, command) = (api.clone(), command.clone());
        let known = key.get_value().filter(|(before, _)| *before == command);
        let own_key = known.map_or_else(IdempotencyKey::fresh, |(_, key)| key);
        key.set_value(Some((command.clone(), own_key.clone())));
        let (number, version) = current.peek(|loaded| {
            let order = &loaded.basis.order;
            (order.number.to_string(), order.version)
        });
        async move {
            let answer = api.command(&number, version, &command, &own_key).await;
            if !matches!(&answer, Err(error) if error.is_unanswered()) {
                key.try_set_value(None);
            }
            Tried { version, answer }
        }
    })
}

/// Whether a command leaves nothing to do here: the order goes on, or waits for the consumer.
fn is_handled_by(command: &Command, loaded: &Loaded, outcome: &Outcome) -> bool {
    let asks = command.command_type() == CommandType::AskConsumer;
    asks || outcome.order.node() != loaded.basis.order.node()
}

/// What follows from the answers to a command.
#[derive(Clone, Copy)]
struct Settling {
    command: CommandType,
    current: Current,
    keeping: Keeping,
    /// Where to go on once it is done.
    next: StoredValue<Option<String>>,
}

impl Settling {
    /// News on success, and on to the next; the order anew when it is another one than was known.
    fn follow(self, tried: Signal<Option<Tried>>) {
        let toasts = Toasts::current();
        let turning = use_context::<Turning>();
        Effect::new(move || {
            tried.with(|tried| match tried.as_ref().map(|tried| &tried.answer) {
                None => {}
                Some(Ok(_)) => {
                    self.current.take_done();
                    self.current.let_go(self.command);
                    self.keeping.start_over();
                    self.go_on(toasts, turning);
                }
                Some(Err(error)) => {
                    let was_told = self.current.roll_back();
                    if is_conflict(error) {
                        renew(turning, tried.as_ref().map(|tried| tried.version));
                    } else if let Some(turning) = turning.filter(|_| was_told) {
                        turning.catch_up();
                    }
                }
            });
        });
    }

    fn go_on(self, toasts: Option<Toasts>, turning: Option<Turning>) {
        let done = format!("{}: {}", ui().order.done, words().command(self.command));
        match (self.next.get_value(), turning) {
            (Some(next), Some(turning)) => {
                if let Some(toasts) = toasts {
                    let number = self.current.number();
                    let way = Way {
                        href: routes::service_order(&number),
                        label: ui().order_page.see_it,
                    };
                    toasts.say_with_way(format!("{number} {done}"), way);
                }
                turning.go_to(&next);
            }
            (_, turning) => {
                if let Some(toasts) = toasts {
                    toasts.say(done);
                }
                renew(turning, None);
            }
        }
    }
}

fn is_conflict(error: &ApiError) -> bool {
    error.status() == Some(StatusCode::CONFLICT.as_u16())
}

/// Why the last try was refused; a conflict is told by the page, with what happened since.
fn refusal_of(tried: Option<&Tried>) -> Option<Told> {
    let error = tried?
        .answer
        .as_ref()
        .err()
        .filter(|error| !is_conflict(error))?;
    let (what, next) = problem_panel::told(error);
    Some(Told { what, next })
}

fn violations_of(tried: Option<&Tried>) -> Vec<Violation> {
    match tried.map(|tried| &tried.answer) {
        Some(Err(ApiError::Problem(problem))) => problem.violations.clone(),
        Some(Ok(_) | Err(ApiError::Offline | ApiError::TimedOut | ApiError::Malformed)) | None => {
            Vec::new()
        }
    }
}

/// Why the command can't be given now: the order has changed under an open form.
fn blocked(command: CommandType, current: Current) -> Signal<Option<Told>> {
    let order = current.view();
    Signal::derive(move || {
        order.with(|order| {
            let offer = order
                .allowed_commands
                .iter()
                .find(|offer| offer.command == command)?;
            offer.reason.as_ref().map(|reason| words().refusal(reason))
        })
    })
}

/// Works out what a command would do, by the same code that the server decides with.
fn foreseen(current: Current) -> Callback<Command, Result<Outcome, Refusal>> {
    let now = ServerClock::now();
    Callback::new(move |command: Command| {
        let now = now.get();
        current.with(|loaded| {
            let basis = &loaded.basis;
            let mut situation = basis.situation();
            situation.now = now;
            execute(&basis.order, &basis.actor, &command, &situation)
        })
    })
}

/// What a command would do, in words.
fn forecast(foreseen: Callback<Command, Result<Outcome, Refusal>>) -> Callback<Command, Forecast> {
    Callback::new(move |command| match foreseen.run(command) {
        Ok(outcome) => Forecast::Follows(words().effects(&outcome.effects)),
        Err(refusal) => Forecast::Refused {
            told: words().refusal(&refusal),
            violations: refusal.violations(),
        },
    })
}

/// That fewer pieces came than were applied for, and what was paid for them: all that a full refund pays.
#[component]
fn ReceivedInPart() -> impl IntoView {
    current().map(|current| {
        let order = current.view();
        move || {
            order.with(|order| {
                let paid = order.refund.paid_for_received?;
                let receipt = order.receipt.as_ref()?;
                let pieces = words().received_in_part(receipt.quantity, order.quantity);
                Some(view! {
                    <p class="small">
                        <strong>{pieces}</strong>
                        " · "
                        {ui().order.paid_for_received}
                        " "
                        {format::money(paid.fen())}
                    </p>
                })
            })
        }
    })
}

/// The suggested method, with its reasons (R-HND-6).
#[component]
fn Suggested() -> impl IntoView {
    let ui = &ui().order;
    current().map(|current| {
        move || {
            current.with(form_rules::suggestion).map(|suggestion| {
                let reasons: Vec<&str> = suggestion
                    .reasons
                    .iter()
                    .map(|&reason| words().suggestion_reason(reason))
                    .collect();
                view! {
                    <p class="small">
                        {ui.suggested} ": " <strong>{words().method(suggestion.method)}</strong>
                        " (" {reasons.join(" · ")} ")"
                    </p>
                }
            })
        }
    })
}
