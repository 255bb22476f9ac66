//! One command: its form, the consequences, and the answer to the last attempt.

use aftercare_domain::{
    form::Violation,
    service_order::{Command, CommandType, Refusal, execute, execute::Outcome},
};
use http::StatusCode;
use leptos::prelude::*;
use serde::de::IgnoredAny;

use super::{
    autosave::{Autosave, DraftNotice},
    form_rules,
    open_next::{Skip, onward},
};
use crate::{
    api::{Api, ApiError, retry::Unanswered},
    form::{
        record_form::{Forecast, RecordForm},
        spec::FormSpec,
    },
    frame::toast::{ToastLink, Toasts},
    pages::workbench::service_order::order_state::{OrderData, OrderState, current, renew},
    parts::status::problem_panel,
    request::{clock::ServerClock, routes},
    window::navigation::Navigation,
    words::{format, order_page, refusals::Explanation, service_order, words},
};

/// An attempt to give the command: the version that was known, and the answer.
#[derive(Clone, Debug)]
struct CommandAttempt {
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
        let draft = current.read_untracked(|loaded| form_rules::draft(command, loaded));
        let autosave = Autosave::of(command, current, &draft);
        let draft = StoredValue::new(draft);
        let send = sending(current);
        let tried = send.value();
        let optimistic = optimistic(current);
        let refused = Signal::derive(move || tried.with(|tried| refusal_of(tried.as_ref())));
        let server_violations =
            Signal::derive(move || tried.with(|tried| violations_of(tried.as_ref())));
        let next = StoredValue::new(None);
        let settling = AfterCommand {
            command,
            current,
            autosave,
            next,
        };
        settling.follow(tried.into());
        let command_type = command;
        let on_submit = Callback::new(move |command: Command| {
            if !current.send_alone() {
                return;
            }
            next.set_value(None);
            // The live stream may be faster than the answer: the form is kept until then, or it could not show the
            // answer.
            current.keep(command_type);
            if let Ok(outcome) = optimistic.run(command.clone()) {
                if current.read_untracked(|loaded| is_handled_by(&command, loaded, &outcome)) {
                    next.set_value(onward());
                }
                current.apply_optimistically(outcome.state);
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
                <DraftNotice autosave />
                <RecordForm
                    spec=FormSpec::of_command(command)
                    draft=draft.get_value()
                    guide=form_rules::guide(command, current)
                    forecast=forecast(optimistic)
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
fn sending(current: OrderState) -> Action<Command, CommandAttempt> {
    let api = Api::current();
    let unanswered = StoredValue::new(Unanswered::default());
    Action::new(move |command: &Command| {
        let (api, command) = (api.clone(), command.clone());
        let key = unanswered.with_value(|unanswered| unanswered.key_of(&command));
        let (number, version) = current.read_untracked(|loaded| {
            let order = &loaded.basis.order;
            (order.number.to_string(), order.version)
        });
        async move {
            let answer = api.command(&number, version, &command, &key).await;
            let is_unanswered = matches!(&answer, Err(error) if error.is_unanswered());
            unanswered.try_update_value(|unanswered| {
                unanswered.settle(command, key, is_unanswered);
            });
            CommandAttempt { version, answer }
        }
    })
}

/// Whether a command leaves nothing to do here: the order is in another node, or waits for the consumer.
fn is_handled_by(command: &Command, loaded: &OrderData, outcome: &Outcome) -> bool {
    let asks = command.command_type() == CommandType::AskConsumer;
    asks || outcome.state.node() != loaded.basis.order.node()
}

/// What follows from the answers to a command.
#[derive(Clone, Copy)]
struct AfterCommand {
    command: CommandType,
    current: OrderState,
    autosave: Autosave,
    /// Where to go on once it is done.
    next: StoredValue<Option<String>>,
}

impl AfterCommand {
    /// News on success, and on to the next; the order anew when it is another one than was known.
    fn follow(self, tried: Signal<Option<CommandAttempt>>) {
        let toasts = Toasts::current();
        let navigation = use_context::<Navigation>();
        Effect::new(move || {
            tried.with(|tried| match tried.as_ref().map(|tried| &tried.answer) {
                None => {}
                Some(Ok(_)) => {
                    self.current.take_done();
                    self.current.release(self.command);
                    self.autosave.start_over();
                    self.go_on(toasts, navigation);
                }
                Some(Err(error)) => {
                    let was_told = self.current.roll_back();
                    if is_conflict(error) {
                        renew(navigation, tried.as_ref().map(|tried| tried.version));
                    } else if let Some(navigation) = navigation.filter(|_| was_told) {
                        navigation.catch_up();
                    }
                }
            });
        });
    }

    fn go_on(self, toasts: Option<Toasts>, navigation: Option<Navigation>) {
        let done = format!(
            "{}: {}",
            service_order().done,
            words().command(self.command)
        );
        match (self.next.get_value(), navigation) {
            (Some(next), Some(navigation)) => {
                if let Some(toasts) = toasts {
                    let number = self.current.number();
                    let way = ToastLink {
                        href: routes::service_order(&number),
                        label: order_page().see_it,
                    };
                    toasts.announce_with_link(format!("{number} {done}"), way);
                }
                navigation.go_to(&next);
            }
            (_, navigation) => {
                if let Some(toasts) = toasts {
                    toasts.announce(done);
                }
                renew(navigation, None);
            }
        }
    }
}

fn is_conflict(error: &ApiError) -> bool {
    error.status() == Some(StatusCode::CONFLICT.as_u16())
}

/// Why the last attempt was refused; a conflict is shown by the page, with what happened since.
fn refusal_of(tried: Option<&CommandAttempt>) -> Option<Explanation> {
    let error = tried?
        .answer
        .as_ref()
        .err()
        .filter(|error| !is_conflict(error))?;
    let (what, next) = problem_panel::explain(error);
    Some(Explanation { what, next })
}

fn violations_of(tried: Option<&CommandAttempt>) -> Vec<Violation> {
    match tried.map(|tried| &tried.answer) {
        Some(Err(ApiError::Problem(problem))) => problem.violations.clone(),
        Some(Ok(_) | Err(ApiError::Offline | ApiError::TimedOut | ApiError::Malformed)) | None => {
            Vec::new()
        }
    }
}

/// Why the command can't be given now: the order has changed under an open form.
fn blocked(command: CommandType, current: OrderState) -> Signal<Option<Explanation>> {
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
fn optimistic(current: OrderState) -> Callback<Command, Result<Outcome, Refusal>> {
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
fn forecast(
    optimistic: Callback<Command, Result<Outcome, Refusal>>,
) -> Callback<Command, Forecast> {
    Callback::new(move |command| match optimistic.run(command) {
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
                        {service_order().paid_for_received}
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
    let ui = service_order();
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
