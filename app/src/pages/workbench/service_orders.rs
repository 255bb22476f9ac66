//! The list of service orders: a tab a node, what is due soonest first.

pub mod filter;
pub mod row;

use aftercare_domain::{
    channel::Channel,
    service::ServiceType,
    service_order::Node,
    view::{Counts, Page, Summary},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

use self::{filter::Filter, row::OrderRow};
use crate::{
    api::{Api, ApiError, json::handed},
    parts::{
        empty::Empty,
        filter_bar::{FilterBar, FilterMenu},
        page_header::PageHeader,
        pager::Pager,
        problem_panel::ProblemPanel,
        table::Table,
        tabs::{Tab, Tabs},
    },
    routes::Screen,
    words::{ui, words},
};

/// The list.
#[component]
pub fn ServiceOrders() -> impl IntoView {
    let filter = Filter::of(&use_query_map().get_untracked());
    let api = Api::current();
    let shown = handed(|| (), {
        let filter = filter.clone();
        move |()| {
            let (api, filter) = (api.clone(), filter.clone());
            async move {
                Shown {
                    counts: api.service_order_counts().await,
                    page: api.service_orders(&filter.asked()).await,
                }
            }
        }
    });
    let filter = StoredValue::new(filter);
    view! {
        <PageHeader title=ui().orders.title />
        <Suspense>
            {move || shown.get().map(|shown| page_of(filter.get_value(), shown))}
        </Suspense>
    }
}

/// What the list shows.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Shown {
    counts: Result<Counts, ApiError>,
    page: Result<Page<Summary>, ApiError>,
}

fn page_of(filter: Filter, shown: Shown) -> impl IntoView {
    let is_searched = !filter.search.is_empty();
    view! {
        <div id="nodes" data-region data-live>
            <NodeTabs filter=filter.clone() counts=shown.counts.unwrap_or_default() />
        </div>
        <Filters filter=filter.clone() />
        <div id="orders" data-region data-seen=is_searched.then_some("")>
            <List filter page=shown.page />
        </div>
    }
}

/// A tab a node, each with how many orders it has.
#[component]
fn NodeTabs(filter: Filter, counts: Counts) -> impl IntoView {
    let ui = &ui().orders;
    let tab = |node: Option<Node>, label: &str, count| Tab {
        href: filter.in_node(node).address(),
        label: label.to_owned(),
        count,
        current: filter.node == node,
    };
    let mut tabs = vec![tab(None, ui.all, None)];
    tabs.extend(Node::ALL.iter().map(|&node| {
        let count = counts.get(&node).copied().unwrap_or_default();
        tab(Some(node), words().node(node), Some(count))
    }));
    view! { <Tabs label=ui.nodes tabs /> }
}

#[component]
fn Filters(filter: Filter) -> impl IntoView {
    let ui = ui();
    let any = |what: &str| (String::new(), format!("{what}: {}", ui.filters.any));
    let mut types = vec![any(ui.orders.service_type)];
    types.extend(ServiceType::ALL.iter().map(|&service_type| {
        (
            service_type.name().to_owned(),
            words().service_type(service_type).to_owned(),
        )
    }));
    let mut channels = vec![any(ui.orders.channel)];
    channels.extend(Channel::ALL.iter().map(|&channel| {
        (
            channel.name().to_owned(),
            words().channel(channel).to_owned(),
        )
    }));
    let overdue = vec![
        any(ui.orders.overdue),
        ("true".to_owned(), ui.orders.overdue_only.to_owned()),
    ];
    view! {
        <FilterBar
            action=Screen::ServiceOrders.path()
            clear=filter.cleared().map(|cleared| cleared.address())
        >
            <input type="hidden" name="node" value=filter.node.map_or("", Node::name) />
            <input
                class="input"
                type="search"
                name="q"
                maxlength="100"
                aria-label=ui.orders.search
                placeholder=ui.orders.search
                value=filter.search
            />
            <FilterMenu
                name="service_type"
                label=ui.orders.service_type
                value=filter.service_type.map_or("", ServiceType::name)
                choices=types
            />
            <FilterMenu
                name="channel"
                label=ui.orders.channel
                value=filter.channel.map_or("", Channel::name)
                choices=channels
            />
            <FilterMenu
                name="overdue"
                label=ui.orders.overdue
                value=if filter.overdue { "true" } else { "" }
                choices=overdue
            />
        </FilterBar>
    }
}

/// A page of orders, or why there are none.
#[component]
fn List(filter: Filter, page: Result<Page<Summary>, ApiError>) -> impl IntoView {
    let page = match page {
        Ok(page) => page,
        Err(error) => return view! { <ProblemPanel error try_again=true /> }.into_any(),
    };
    if page.items.is_empty() {
        return view! { <Nothing filter /> }.into_any();
    }
    let list = filter.as_list();
    let first = (!filter.cursor.is_empty()).then(|| filter.from_cursor(None).address());
    let next = page
        .next_cursor
        .as_deref()
        .map(|cursor| filter.from_cursor(Some(cursor)).address());
    view! {
        <Table caption=ui().orders.title columns=row::columns()>
            {(1..)
                .zip(page.items)
                .map(|(place, summary)| view! { <OrderRow summary list=list.clone() place /> })
                .collect_view()}
        </Table>
        <Pager first next />
    }
    .into_any()
}

/// An empty list says what would fill it.
#[component]
fn Nothing(filter: Filter) -> impl IntoView {
    let ui = ui();
    match filter.cleared() {
        Some(cleared) => view! {
            <Empty title=ui.orders.empty_filtered next=ui.orders.empty_filtered_next>
                <a class="button" href=cleared.address()>
                    {ui.filters.clear}
                </a>
            </Empty>
        }
        .into_any(),
        None => view! { <Empty title=ui.orders.empty next=ui.orders.empty_next /> }.into_any(),
    }
}
