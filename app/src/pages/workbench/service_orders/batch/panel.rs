//! The panel of a batch: the command's form once, then every order with what will happen to it, then what did.

use std::sync::Arc;

use aftercare_domain::service_order::{Command, CommandType};
use leptos::prelude::*;
use serde_json::Value;

use super::{
    results::Results,
    selected::SelectedOrders,
    work::{BatchPhase, BatchRun},
};
use crate::{
    form::{record_form::RecordForm, rules::FormRules, spec::FormSpec, state::FormState},
    pages::workbench::service_order::panel::form_rules::service_method_choices,
    parts::{
        controls::{
            button::{Button, Emphasis},
            select::Choice,
        },
        layout::dialog::{Dialog, DialogKind},
    },
    window::{arrival::Arriving, leaving},
    words::{batch, common, refusals::Explanation, words},
};

/// The panel. Closing it while commands are sent stops them first, so that the results can be read.
#[component]
pub fn Panel(
    /// The command.
    command: CommandType,
    /// What is selected.
    selected: SelectedOrders,
    /// Which command's panel is open.
    chosen: RwSignal<Option<CommandType>>,
) -> impl IntoView {
    let open = RwSignal::new(true);
    let work = BatchRun::begin(selected);
    let is_at_work = Memo::new(move |_| work.phase.with(BatchPhase::is_at_work));
    leaving::ask_while(is_at_work.into());
    // The button that was clicked has been replaced by another one.
    let arriving = Arriving::current();
    Effect::new(move || {
        let may_send = work.phase.with(BatchPhase::may_send);
        if let Some(arriving) = arriving.filter(|_| may_send) {
            arriving.come();
        }
    });
    Effect::new(move || {
        if !open.get() {
            work.stop();
            chosen.set(None);
        }
    });
    let title = format!(
        "{} · {} {}",
        words().command(command),
        work.count,
        batch().orders
    );
    view! {
        <Dialog
            open
            title
            place=DialogKind::Side
            stays=is_at_work
            on_stay=Callback::new(move |()| work.stop())
        >
            <div class="stack batch-panel">
                {move || match work.phase.get() {
                    BatchPhase::Looking => view! { <Looking work /> }.into_any(),
                    BatchPhase::NotLooked(why) => view! { <NotLooked work why /> }.into_any(),
                    BatchPhase::Ready => view! { <Form command work /> }.into_any(),
                    BatchPhase::Sending | BatchPhase::Stopping => view! { <Sending work /> }.into_any(),
                    BatchPhase::Ended(why) => view! { <Ended work why open /> }.into_any(),
                }} <Results work />
            </div>
        </Dialog>
    }
}

#[component]
fn Looking(work: BatchRun) -> impl IntoView {
    view! {
        <p role="status">{batch().loading}</p>
        <progress
            class="progress"
            aria-label=batch().loading
            max=work.count
            value=move || work.loaded_count()
        ></progress>
    }
}

/// Not all orders could be loaded: nothing was sent.
#[component]
fn NotLooked(work: BatchRun, why: String) -> impl IntoView {
    view! {
        <div class="problem" role="alert">
            <p>{why}</p>
            <p>{batch().nothing_sent}</p>
        </div>
        <div class="actions">
            <Button emphasis=Emphasis::Primary on_press=move |()| work.look()>
                {common().retry}
            </Button>
        </div>
    }
}

/// The command's form. What differs from order to order is left out: the domain takes what fits each.
#[component]
fn Form(command: CommandType, work: BatchRun) -> impl IntoView {
    let colleagues: Vec<Choice> = work
        .colleagues()
        .iter()
        .map(|colleague| Choice::new(colleague.username.as_str(), colleague.name.as_str()))
        .collect();
    let guide = FormRules {
        choices: Arc::new(move |name| match name {
            "to" => Some(colleagues.clone()),
            "service_method" => Some(service_method_choices()),
            _ => None,
        }),
        shows: Arc::new(|name, _| !matches!(name, "quantity" | "attachments")),
    };
    let blocked = move || {
        let words = batch();
        work.has_nothing_to_do()
            .then(|| Explanation::new(words.can_do_nothing, words.can_do_nothing_next))
    };
    view! {
        <RecordForm
            spec=FormSpec::of_command(command)
            draft=FormState::new(command.fields(), &Value::Null, &[])
            guide
            blocked=Signal::derive(blocked)
            busy=Signal::derive(move || work.is_checking())
            on_typed=Callback::new(move |typed: Option<Command>| work.check(typed))
            on_submit=Callback::new(move |_: Command| work.send())
        />
    }
}

/// How many were sent, and a button to stop.
#[component]
fn Sending(work: BatchRun) -> impl IntoView {
    let words = batch();
    let all = move || work.tally().sent() + work.tally().left;
    let sent = move || work.tally().sent();
    let told = move || words.progress(sent(), all(), work.tally().failed);
    let stops = Memo::new(move |_| work.phase.with(|phase| *phase == BatchPhase::Stopping));
    view! {
        <p role="status">{told}</p>
        <progress class="progress" aria-label=words.sending max=all value=sent></progress>
        <div class="actions">
            <Button busy=stops on_press=move |()| work.stop()>
                {move || if stops.get() { words.stopping } else { words.stop }}
            </Button>
        </div>
    }
}

/// The summary once nothing is sent any more.
#[component]
fn Ended(work: BatchRun, why: Option<String>, open: RwSignal<bool>) -> impl IntoView {
    let tally = untrack(|| work.tally());
    let arriving = Arriving::current();
    let waits = move || arriving.and_then(Arriving::waits).is_some();
    let go_on = move |()| {
        if arriving.is_none_or(Arriving::takes_submission) {
            work.send();
        }
    };
    let heading = if tally.left == 0 {
        batch().finished
    } else {
        batch().stopped
    };
    view! {
        <p class="batch-end" role="status">
            {heading}
        </p>
        {why
            .map(|why| {
                view! {
                    <div class="problem" role="alert">
                        <p>{why}</p>
                        <p>{batch().unanswered}</p>
                    </div>
                }
            })}
        <p class="muted small">{batch().stands(tally.done, tally.failed, tally.left)}</p>
        <div class="actions">
            {(tally.left > 0)
                .then(|| {
                    view! {
                        <Button
                            emphasis=Emphasis::Primary
                            disabled=Signal::derive(waits)
                            on_press=go_on
                        >
                            {batch().go_on}
                            " ("
                            {tally.left}
                            ")"
                        </Button>
                    }
                })} <Button on_press=move |()| open.set(false)>{batch().close}</Button>
        </div>
    }
}
