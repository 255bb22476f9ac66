//! The next thing that the consumer is to do, as the one big action of the page.

pub mod answer;
pub mod quote;
pub mod rate;
pub mod ship;

use aftercare_domain::{service_order::Pickup, view::ConsumerTask};
use leptos::prelude::*;

use self::{answer::Answer, quote::DecideQuote, rate::Rate, ship::Ship};
use super::current::Current;
use crate::{format, parts::copy_button::CopyButton, words::words};

/// What to do, why, and the form for it; nothing while others work on it.
#[component]
pub fn NextTask(
    /// The service order.
    current: Current,
) -> impl IntoView {
    let task = Memo::new(move |_| current.read(|tracked| tracked.order.consumer_task));
    move || {
        task.get().map(|task| {
            let words = words();
            view! {
                <section class="card task" data-awaited=task.is_awaited().then_some("")>
                    <p class="muted small">{words.consumer().track.next}</p>
                    <h2>{words.task(task)}</h2>
                    <p>{words.task_hint(task)}</p>
                    {match task {
                        ConsumerTask::Answer => view! { <Answer current /> }.into_any(),
                        ConsumerTask::Ship => view! { <Ship current /> }.into_any(),
                        ConsumerTask::HandOver => view! { <PickupTime current /> }.into_any(),
                        ConsumerTask::DropOff => view! { <ReceivingAddress current /> }.into_any(),
                        ConsumerTask::DecideQuote => view! { <DecideQuote current /> }.into_any(),
                        ConsumerTask::Rate => view! { <Rate current /> }.into_any(),
                    }}
                </section>
            }
        })
    }
}

/// When the courier comes.
#[component]
fn PickupTime(current: Current) -> impl IntoView {
    let words = words();
    move || {
        let pickup = current.read(|tracked| tracked.order.pickup.clone());
        pickup.map(|pickup| {
            let Pickup {
                carrier,
                from,
                until,
            } = pickup;
            view! {
                <div class="address">
                    <p class="muted small">{words.consumer().track.pickup}</p>
                    <p class="address-line">
                        {words.carrier(carrier)} "\n" {format::time(from)} " – " {format::time(until)}
                    </p>
                </div>
            }
        })
    }
}

/// Where the goods go, to read and to copy.
#[component]
fn ReceivingAddress(current: Current) -> impl IntoView {
    let ui = &words().consumer().track;
    move || {
        let address = current.read(|tracked| tracked.order.receiving_address.clone());
        address.map(|address| {
            let label = format::label(&address);
            view! {
                <div class="address">
                    <p class="muted small">{ui.receiving_address}</p>
                    <p class="address-line">{label.clone()}</p>
                    <CopyButton text=label label=ui.copy_address />
                </div>
            }
        })
    }
}
