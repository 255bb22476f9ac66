//! The head of the page: where the order stands, who holds it, how long is left.

use leptos::prelude::*;

use super::{current::current, steps::steps};
use crate::{
    parts::{node_steps::NodeSteps, page_header::PageHeader, time_left::TimeLeft},
    words::{ui, words},
};

/// Number, service, steps, time left, responsibility.
#[component]
pub fn Header() -> impl IntoView {
    current().map(|current| {
        let order = current.view();
        let number = order.with_untracked(|order| order.number.to_string());
        let service = move || {
            order.with(|order| {
                [
                    words().service_type(order.service_type),
                    words().service_method(order.service_method),
                    words().warranty(order.warranty.in_warranty),
                ]
                .join(" · ")
            })
        };
        let steps = Signal::derive(move || {
            current.with(|loaded| order.with(|order| steps(order, &loaded.log, words())))
        });
        view! {
            <PageHeader title=number>
                <span>{service}</span>
                <Marks />
            </PageHeader>
            <section class="card order-standing">
                <NodeSteps steps />
                <Standing />
            </section>
        }
    })
}

/// What deserves a second look.
#[component]
fn Marks() -> impl IntoView {
    current().map(|current| {
        let order = current.view();
        move || {
            let orders = &ui().orders;
            order.with(|order| {
                [
                    (order.auto_passed, orders.auto_passed, "done"),
                    (order.address_missing, orders.address_missing, "soon"),
                    (order.hold.is_some(), orders.held, "soon"),
                    (order.urges > 0, orders.urged, "soon"),
                ]
                .into_iter()
                .filter(|(holds, ..)| *holds)
                .map(|(_, mark, tone)| {
                    view! {
                        <span class="badge" data-tone=tone>
                            {mark}
                        </span>
                    }
                })
                .collect_view()
            })
        }
    })
}

/// Node, time left, what happens at the deadline, who is responsible, who works on it.
#[component]
fn Standing() -> impl IntoView {
    let ui = &ui().order;
    current().map(|current| {
        let order = current.view();
        let due_at = Signal::derive(move || order.with(|order| order.due_at));
        let soon_at = Signal::derive(move || order.with(|order| order.warns_at));
        let paused = Signal::derive(move || {
            order.with(|order| order.question.as_ref().is_some_and(|asked| asked.open))
        });
        let is_open = move || order.with(|order| !order.terminal);
        let at_deadline =
            move || order.with(|order| order.due_action.map(|action| words().due_action(action)));
        let responsible =
            move || order.with(|order| order.waiting_for.map(|party| words().responsible(party)));
        let assignee = move || {
            order.with(|order| {
                order
                    .assignee
                    .as_ref()
                    .map_or_else(|| ui.nobody.to_owned(), |assignee| assignee.name.clone())
            })
        };
        view! {
            <p class="order-standing-line">
                <strong>{move || words().node(order.with(|order| order.node))}</strong>
                {move || {
                    is_open()
                        .then(|| {
                            view! {
                                <TimeLeft due_at soon_at paused />
                                <span>{ui.responsible} ": " {responsible}</span>
                                <span>{ui.assignee} ": " {assignee}</span>
                            }
                        })
                }}
            </p>
            {move || {
                at_deadline()
                    .map(|action| {
                        view! { <p class="muted small">{ui.at_deadline} ": " {action}</p> }
                    })
            }}
        }
    })
}
