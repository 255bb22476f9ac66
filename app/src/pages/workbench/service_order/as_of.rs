//! Time travel: the page as it was at a line of the node log. It is plainly the past: nothing can be done there.

use aftercare_domain::service_order::view::{LogLine, OrderView};
use leptos::prelude::*;

use super::{
    header::Header,
    page_url::{PageUrl, Tab},
    steps::steps,
    tab::{OrderTabs, TabCounts},
    tabs::{
        facts::Facts,
        log::{Log, moment},
    },
};
use crate::{
    parts::status::node_steps::NodeSteps,
    words::{format, order_page, service_order, words},
};

/// The order as it was.
#[component]
pub fn Past(
    /// The order right after the line.
    order: OrderView,
    /// The whole log.
    log: Vec<LogLine>,
    /// The page's address.
    address: PageUrl,
) -> impl IntoView {
    let until: Vec<_> = log
        .iter()
        .filter(|line| address.at.is_none_or(|at| line.sequence <= at))
        .cloned()
        .collect();
    let visited = until.iter().map(|line| line.result).collect();
    let steps = Signal::stored(steps(&order, &visited, words()));
    let tab = if Tab::OF_THE_PAST.contains(&address.tab) {
        address.tab
    } else {
        Tab::default()
    };
    let address = address.on(tab);
    let counts = TabCounts {
        log: log.len(),
        ..TabCounts::default()
    };
    let line = until.last().cloned();
    view! {
        <div class="order-page" data-past>
            {line.map(|line| view! { <Banner line log=log.clone() address=address.clone() /> })}
            <Header order=order.clone() address=address.clone() row=None live=false />
            <section class="card order-standing">
                <NodeSteps steps />
                <Standing order=order.clone() />
            </section>
            <OrderTabs address=address.clone() tabs=&Tab::OF_THE_PAST counts />
            <div class="stack">
                {match tab {
                    Tab::Log => view! { <Log log address /> }.into_any(),
                    Tab::Application
                    | Tab::Order
                    | Tab::Refunds
                    | Tab::History
                    | Tab::SameOrder => view! { <Facts order reveals=false /> }.into_any(),
                }}
            </div>
        </div>
    }
}

/// The time, who had done what, and links to the next and previous version.
#[component]
fn Banner(line: LogLine, log: Vec<LogLine>, address: PageUrl) -> impl IntoView {
    let ui = order_page();
    let told = moment(&line, words());
    let newest = log.last().map_or(line.sequence, |newest| newest.sequence);
    let before = log
        .iter()
        .rev()
        .map(|other| other.sequence)
        .find(|&other| other < line.sequence);
    let after = log
        .iter()
        .map(|other| other.sequence)
        .find(|&other| other > line.sequence);
    // After the newest line it is as it is now.
    let after = after.map(|after| address.at(Some(after).filter(|&after| after < newest)));
    view! {
        <div class="past" role="status">
            <div>
                <p class="past-title">{ui.past(&format::time(line.at))}</p>
                <p>{told.title} <span class="muted">" · " {told.by}</span></p>
            </div>
            <nav class="actions">
                {before
                    .map(|before| {
                        view! {
                            <a class="button" href=address.at(Some(before)).href()>
                                {ui.line_before}
                            </a>
                        }
                    })}
                {after
                    .map(|after| {
                        view! {
                            <a class="button" href=after.href()>
                                {ui.line_after}
                            </a>
                        }
                    })}
                <a class="button" data-emphasis="primary" href=address.at(None).href()>
                    {ui.now}
                </a>
            </nav>
        </div>
    }
}

/// Where it stood, for whom it waited, and until when.
#[component]
fn Standing(order: OrderView) -> impl IntoView {
    let fact = |label: &'static str, value: String| {
        view! { <span>{label} ": " {value}</span> }
    };
    let responsible = order.waiting_for.map(|party| words().responsible(party));
    view! {
        <p class="order-standing-line">
            <strong>{words().node(order.node)}</strong>
            {order.due_at.map(|due_at| fact(order_page().due_at, format::time(due_at)))}
            {responsible.map(|party| fact(service_order().responsible, party.to_owned()))}
            {order.assignee.map(|assignee| fact(service_order().assignee, assignee.name))}
        </p>
    }
}
