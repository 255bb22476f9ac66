//! Service orders in the list: node, time left, what to do.

use aftercare_domain::service_order::view::{ConsumerTask, Summary};
use leptos::prelude::*;

use crate::{
    form::without_script::track_path,
    parts::status::time_left::TimeLeft,
    words::{
        consumer::{self, consumer_orders},
        words,
    },
};

/// The card of a service order; all of it links to its page.
#[component]
pub fn ServiceOrderCard(
    /// The service order.
    order: Summary,
) -> impl IntoView {
    let words = words();
    let href = track_path(order.number.as_str());
    let task = order.consumer_task;
    let is_awaited = task.is_some_and(ConsumerTask::is_awaited);
    let service = format!(
        "{} · {}",
        words.service_type(order.service_type),
        words.quantity(order.quantity.get())
    );
    let due_at = order.due_at.filter(|_| !order.terminal);
    let left = due_at.map(|due_at| {
        view! { <TimeLeft due_at=Some(due_at) soon_at=order.warns_at /> }
    });
    view! {
        <article class="service-card" data-awaited=is_awaited.then_some("")>
            <header class="service-card-head">
                <h3>{words.standing(order.node, order.service_method, task)}</h3>
                {left}
            </header>
            <p class="service-card-goods">{order.title}</p>
            <p class="muted small">{service} " · " {order.number.to_string()}</p>
            <a href=href class="service-card-link" class:button=is_awaited data-emphasis=is_awaited.then_some("primary")>
                {match task {
                    Some(task) => words.task(task),
                    None => consumer_orders().track,
                }}
            </a>
        </article>
    }
}

/// The line of a service order that has ended.
pub fn ended_row(order: Summary) -> impl IntoView {
    let words = words();
    let href = track_path(order.number.as_str());
    let standing = words.standing(order.node, order.service_method, order.consumer_task);
    let rate = order
        .consumer_task
        .map(|_| view! { <span class="ended-task">{consumer_orders().rate}</span> });
    view! {
        <li>
            <a class="ended-row" href=href>
                <span class="ended-goods">{order.title}</span>
                <span class="muted small">
                    {words.service_type(order.service_type)} " · " {standing} " · "
                    {consumer::day(order.node_entered_at, words.language())}
                </span>
                {rate}
            </a>
        </li>
    }
}
