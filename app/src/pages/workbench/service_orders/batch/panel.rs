//! The panel of a batch: the command's form once, then every order with what will happen to it, then what did.

use std::{collections::BTreeMap, sync::Arc};

use aftercare_domain::service_order::{Command, CommandType};
use leptos::prelude::*;
use serde_json::Value;

use super::{
    rows::Rows,
    selected::Selected,
    work::{Phase, Work},
};
use crate::{
    pages::workbench::service_order::guide::ways_of_goods,
    parts::{
        button::{Button, Emphasis},
        command_form::{CommandForm, Draft, Guide},
        dialog::{Dialog, Place},
        select::Choice,
    },
    words::{batch, words},
};

/// The panel. Closing it stops what is being sent.
#[component]
pub fn Panel(
    /// The command.
    command: CommandType,
    /// What is selected.
    selected: Selected,
    /// Which command's panel is open.
    chosen: RwSignal<Option<CommandType>>,
) -> impl IntoView {
    let open = RwSignal::new(true);
    let work = Work::begin(selected);
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
        <Dialog open title place=Place::Side>
            <div class="stack batch-panel">
                {move || match work.phase.get() {
                    Phase::Looking => view! { <Looking work /> }.into_any(),
                    Phase::Ready => view! { <Form command work /> }.into_any(),
                    Phase::Sending => view! { <Sending work /> }.into_any(),
                    Phase::Ended(why) => view! { <Ended work why open /> }.into_any(),
                }} <Rows work />
            </div>
        </Dialog>
    }
}

#[component]
fn Looking(work: Work) -> impl IntoView {
    view! {
        <p role="status">{batch().loading}</p>
        <progress class="progress" max=work.count value=move || work.looked_at()></progress>
    }
}

/// The command's form. What differs from order to order is left out: the domain takes what fits each.
#[component]
fn Form(command: CommandType, work: Work) -> impl IntoView {
    let colleagues: Vec<Choice> = work
        .colleagues()
        .iter()
        .map(|colleague| Choice::new(colleague.username.as_str(), colleague.name.as_str()))
        .collect();
    let guide = Guide {
        choices: Arc::new(move |name| match name {
            "to" => Some(colleagues.clone()),
            "service_method" => Some(ways_of_goods()),
            _ => None,
        }),
        shows: Arc::new(|name, _| !matches!(name, "quantity" | "attachments")),
    };
    view! {
        <CommandForm
            command
            draft=Draft::new(command.fields(), &Value::Null, &[])
            guide
            on_typed=Callback::new(move |typed: Option<Command>| work.command.set(typed))
            on_submit=Callback::new(move |command: Command| {
                work.command.set(Some(command));
                work.send();
            })
        />
    }
}

#[component]
fn Sending(work: Work) -> impl IntoView {
    let sent = move || work.fates.with(BTreeMap::len);
    let all = work.left() + work.fates.with_untracked(BTreeMap::len);
    view! {
        <p role="status">{batch().sending} " " {sent} " / " {all}</p>
        <progress class="progress" max=all value=sent></progress>
        <Button on_press=move |()| work.stop()>{batch().stop}</Button>
    }
}

#[component]
fn Ended(work: Work, why: Option<String>, open: RwSignal<bool>) -> impl IntoView {
    let left = work.left();
    let heading = if left == 0 {
        batch().finished
    } else {
        batch().stopped
    };
    let may_go_on = left > 0 && work.command.with_untracked(Option::is_some);
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
        <p class="muted small">{batch().kept}</p>
        <div class="actions">
            {may_go_on
                .then(|| {
                    view! {
                        <Button emphasis=Emphasis::Primary on_press=move |()| work.send()>
                            {batch().go_on}
                            " ("
                            {left}
                            ")"
                        </Button>
                    }
                })} <Button on_press=move |()| open.set(false)>{batch().close}</Button>
        </div>
    }
}
