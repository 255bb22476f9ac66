//! The head of the page: number, service and neighbours; node, assignee and time left.

use aftercare_domain::service_order::view::OrderView;
use leptos::prelude::*;
use leptos_meta::Title;

use super::{
    neighbours::{NeighbourLinks, Neighbours},
    order_state::current,
    page_url::PageUrl,
    steps::steps,
};
use crate::{
    pages::workbench::service_order::{
        last_search::LastSearchIsland, panel::presence::PresenceIsland,
    },
    parts::{
        controls::copy_button::CopyIsland,
        status::{node_steps::NodeSteps, time_left::TimeLeft},
    },
    request::{
        list_url::{ListUrl, UNADDRESSED},
        routes::Screen,
    },
    window::island::{Island as _, island},
    words::{common, order_list, order_page, service_order, words},
};

/// Number, service, marks, and the neighbours in the list.
#[component]
pub fn Header(
    /// The order.
    order: OrderView,
    /// The page's address.
    address: PageUrl,
    /// The neighbours in its list.
    row: Option<Neighbours>,
    /// Whether it is renewed when there is news.
    live: bool,
) -> impl IntoView {
    let service = [
        words().service_type(order.service_type),
        words().service_method(order.service_method),
        words().warranty(order.warranty.in_warranty),
    ]
    .join(" · ");
    let number = order.number.to_string();
    let marks = marks(&order);
    let of_order = live.then(|| number.clone());
    let has_left = row.as_ref().is_some_and(Neighbours::has_left);
    let copy = CopyIsland {
        text: number.clone(),
    };
    view! {
        <div
            class="order-way"
            id="order-row"
            data-region=live.then_some("")
            data-settled=has_left.then_some("")
        >
            {neighbour_links(address, row)}
        </div>
        <div class="order-head">
            <div
                id="order-head"
                data-region=live.then_some("")
                data-number=of_order
                data-version=live.then_some(order.version)
            >
                <Title text=format!("{number} · {}", common().product) />
                <header class="page-header">
                    <div class="order-number">
                        <h1>{number}</h1>
                        {copy.view()}
                    </div>
                    <div class="order-service">
                        <span>{service}</span>
                        {marks}
                    </div>
                </header>
            </div>
            {live.then(|| PresenceIsland {}.view())}
        </div>
    }
}

/// Links back to the list and to the neighbours.
fn neighbour_links(address: PageUrl, row: Option<Neighbours>) -> AnyView {
    if address.list == UNADDRESSED && address.at.is_none() {
        return LastSearchIsland { address }.view().into_any();
    }
    let list = Some(address.list).filter(|list| !list.is_empty());
    let back = list.map_or_else(
        || Screen::ServiceOrders.path().to_owned(),
        |list| ListUrl::of_list(&list).address(),
    );
    view! {
        <a href=back rel="up">
            {service_order().back}
        </a>
        {row.map(|row| view! { <NeighbourLinks row /> })}
    }
    .into_any()
}

/// Marks of what deserves attention.
pub fn marks(order: &OrderView) -> impl IntoView + use<> {
    let orders = order_list();
    let mark = |tone: &'static str, mark: String| {
        view! {
            <span class="badge" data-tone=tone>
                {mark}
            </span>
        }
    };
    let said = |holds: bool, said: &'static str| holds.then(|| said.to_owned());
    let urged = (order.urges > 0).then(|| order_page().urged(order.urges));
    [
        ("done", said(order.auto_passed, orders.auto_passed)),
        ("soon", said(order.address_missing, orders.address_missing)),
        ("soon", said(order.goods_stay, orders.goods_stay)),
        ("soon", said(order.hold.is_some(), orders.held)),
        ("soon", urged),
    ]
    .into_iter()
    .filter_map(|(tone, said)| Some(mark(tone, said?)))
    .collect_view()
}

island! {
    /// The state of the page's order.
    pub struct StandingIsland = "Standing" {
    }
    view! { <Standing /> }
}

/// Steps, node, time left, what happens at the deadline, who is responsible, who works on it. A pending command is
/// shown as if it were done, and marked as pending.
#[component]
pub fn Standing() -> impl IntoView {
    current().map(|current| {
        let order = current.optimistic_view();
        let steps = Signal::derive(move || {
            current.with_newest(|loaded| order.with(|order| steps(order, &loaded.visited, words())))
        });
        let pending = move || current.is_pending();
        view! {
            <section class="card order-standing" data-pending=move || pending().then_some("")>
                <NodeSteps steps />
                <p class="order-standing-line">
                    <strong>{move || words().node(order.with(|order| order.node))}</strong>
                    {move || {
                        if pending() {
                            view! { <span class="muted" role="status">{service_order().saving}</span> }
                                .into_any()
                        } else {
                            order.with(|order| (!order.terminal).then(|| whose_turn(order))).into_any()
                        }
                    }}
                    {move || order.with(at_deadline)}
                </p>
            </section>
        }
    })
}

fn whose_turn(order: &OrderView) -> impl IntoView + use<> {
    let ui = service_order();
    let paused = order.question.as_ref().is_some_and(|asked| asked.open);
    let responsible = order.waiting_for.map(|party| words().responsible(party));
    let assignee = order
        .assignee
        .as_ref()
        .map_or_else(|| ui.nobody.to_owned(), |assignee| assignee.name.clone());
    view! {
        <TimeLeft due_at=order.due_at soon_at=order.warns_at paused />
        <span>
            <span class="muted">{ui.responsible}</span>
            " "
            {responsible}
        </span>
        <span>
            <span class="muted">{ui.assignee}</span>
            " "
            {assignee}
        </span>
    }
}

fn at_deadline(order: &OrderView) -> Option<AnyView> {
    let action = words().due_action(order.due_action?);
    Some(
        view! {
            <span>
                <span class="muted">{service_order().at_deadline}</span>
                " "
                {action}
            </span>
        }
        .into_any(),
    )
}
