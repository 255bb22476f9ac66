//! The head of the page: where the order stands, who holds it, how long is left.

use aftercare_domain::view::OrderView;
use leptos::prelude::*;

use super::{current::current, steps::steps};
use crate::{
    parts::{node_steps::NodeSteps, page_header::PageHeader, time_left::TimeLeft},
    words::{ui, words},
};

/// Number, service, and what deserves a second look.
#[component]
pub fn Header(
    /// The order.
    order: OrderView,
) -> impl IntoView {
    let service = [
        words().service_type(order.service_type),
        words().service_method(order.service_method),
        words().warranty(order.warranty.in_warranty),
    ]
    .join(" · ");
    let number = order.number.to_string();
    let marks = marks(&order);
    view! {
        <div id="order-head" data-region data-number=number.clone() data-version=order.version>
            <PageHeader title=number.clone()>
                <span>{service}</span>
                {marks}
            </PageHeader>
        </div>
    }
}

/// What deserves a second look.
fn marks(order: &OrderView) -> impl IntoView + use<> {
    let orders = &ui().orders;
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
}

/// Steps, node, time left, what happens at the deadline, who is responsible, who works on it. What is on its way is shown
/// as if it had arrived, and said to be so.
#[component]
pub fn Standing() -> impl IntoView {
    current().map(|current| {
        let order = current.outlook();
        let steps = Signal::derive(move || {
            current.with(|loaded| order.with(|order| steps(order, &loaded.visited, words())))
        });
        let pending = move || current.is_pending();
        view! {
            <section class="card order-standing" data-pending=move || pending().then_some("")>
                <NodeSteps steps />
                <p class="order-standing-line">
                    <strong>{move || words().node(order.with(|order| order.node))}</strong>
                    {move || {
                        if pending() {
                            view! { <span class="muted" role="status">{ui().order.saving}</span> }
                                .into_any()
                        } else {
                            order.with(|order| (!order.terminal).then(|| whose_turn(order))).into_any()
                        }
                    }}
                </p>
                {move || order.with(at_deadline)}
            </section>
        }
    })
}

fn whose_turn(order: &OrderView) -> impl IntoView + use<> {
    let ui = &ui().order;
    let paused = order.question.as_ref().is_some_and(|asked| asked.open);
    let responsible = order.waiting_for.map(|party| words().responsible(party));
    let assignee = order
        .assignee
        .as_ref()
        .map_or_else(|| ui.nobody.to_owned(), |assignee| assignee.name.clone());
    view! {
        <TimeLeft due_at=order.due_at soon_at=order.warns_at paused />
        <span>{ui.responsible} ": " {responsible}</span>
        <span>{ui.assignee} ": " {assignee}</span>
    }
}

fn at_deadline(order: &OrderView) -> Option<AnyView> {
    let action = words().due_action(order.due_action?);
    Some(view! { <p class="muted small">{ui().order.at_deadline} ": " {action}</p> }.into_any())
}
