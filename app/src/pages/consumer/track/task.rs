//! The next thing that the consumer is to do, as the one big action of the page.

pub mod answer;
pub mod quote;
pub mod rate;
pub mod ship;

use aftercare_domain::{
    service_order::{
        Pickup,
        view::{ConsumerTask, OrderView},
    },
    values::address::Consignee,
};
use leptos::prelude::*;

use super::tracked::TrackedOrder;
use crate::{
    form::without_script::RejectedForm,
    pages::consumer::copy::Copy,
    words::{
        consumer::{time, track},
        format, words,
    },
};

/// The id of the next thing to do.
const TASK_ID: &str = "task";

/// The id of its heading.
const TASK_HEADING_ID: &str = "task-heading";

/// What to do, why, and the form for it; nothing while others work on it.
pub fn next_task(tracked: &TrackedOrder, rejected: Option<&RejectedForm>) -> impl IntoView + use<> {
    tracked.order.consumer_task.map(|task| {
        let words = words();
        let form = match task {
            ConsumerTask::Answer => answer::answer(tracked, rejected).into_any(),
            ConsumerTask::Ship => ship::ship(tracked, rejected).into_any(),
            ConsumerTask::HandOver => tracked.order.pickup.as_ref().map(pickup).into_any(),
            ConsumerTask::DropOff => receiving_address(&tracked.order).into_any(),
            ConsumerTask::DecideQuote => quote::decide_quote(tracked, rejected).into_any(),
            ConsumerTask::Rate => rate::rate(tracked, rejected).into_any(),
        };
        view! {
            <section
                class="card task"
                id=TASK_ID
                tabindex="-1"
                aria-labelledby=TASK_HEADING_ID
                data-awaited=task.is_awaited().then_some("")
            >
                <p class="muted small">{track().next}</p>
                <h2 id=TASK_HEADING_ID>{words.task(task)}</h2>
                <p>{words.task_hint(task)}</p>
                {form}
            </section>
        }
    })
}

/// The way back to it from everything below, at the bottom of the screen while that is read.
pub fn link_to_task(order: &OrderView) -> impl IntoView + use<> {
    order.consumer_task.map(|task| {
        view! {
            <p class="way-to-task">
                <a class="button" data-emphasis="primary" href=format!("#{TASK_ID}")>
                    {words().task(task)}
                </a>
            </p>
        }
    })
}

/// When the courier comes.
fn pickup(pickup: &Pickup) -> impl IntoView + use<> {
    let words = words();
    let language = words.language();
    let Pickup {
        carrier,
        from,
        until,
    } = *pickup;
    view! {
        <div class="address">
            <p class="muted small">{track().pickup}</p>
            <p class="address-line">
                {words.carrier(carrier)} "\n" {time(from, language)} " – " {time(until, language)}
            </p>
        </div>
    }
}

/// Where the goods go, to read and to copy.
fn receiving_address(order: &OrderView) -> impl IntoView + use<> {
    let ui = track();
    order.receiving_address.as_ref().map(|address: &Consignee| {
        let label = format::label(address);
        view! {
            <div class="address">
                <p class="muted small">{ui.receiving_address}</p>
                <p class="address-line">{label.clone()}</p>
                <Copy text=label label=ui.copy_address />
            </div>
        }
    })
}
