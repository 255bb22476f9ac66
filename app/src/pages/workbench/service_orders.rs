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

use self::{filter::Filter, row::OrderRow};
use crate::{
    api::{Api, ApiError, json::handed},
    live,
    parts::{
        empty::Empty,
        filter_bar::{FilterBar, FilterMenu},
        page_header::PageHeader,
        pager::Pager,
        problem_panel::ProblemPanel,
        skeleton::Skeleton,
        table::Table,
        tabs::{Tab, Tabs},
    },
    routes::Screen,
    words::{ui, words},
};

/// How long changes are gathered before the list is asked for again, so that a burst of them asks once.
const GATHER: std::time::Duration = std::time::Duration::from_millis(800);

/// The list.
#[component]
pub fn ServiceOrders() -> impl IntoView {
    let params = use_query_map();
    let filter = Memo::new(move |_| Filter::of(&params.get()));
    let refresh = refreshed_by_changes();
    let api = Api::current();
    let counts = handed(move || refresh.get(), {
        let api = api.clone();
        move |_| {
            let api = api.clone();
            async move { api.service_order_counts().await }
        }
    });
    let page = handed(
        move || (filter.get(), refresh.get()),
        move |(filter, _)| {
            let api = api.clone();
            async move { api.service_orders(&filter.asked()).await }
        },
    );
    let title = ui().orders.title;
    view! {
        <PageHeader title />
        <Transition fallback=|| view! { <Skeleton lines=1 /> }>
            {move || counts.get().map(|counts| view! { <NodeTabs filter counts=counts.unwrap_or_default() /> })}
        </Transition>
        <Filters filter />
        <Transition fallback=|| view! { <Skeleton lines=12 /> }>
            {move || page.get().map(|page| view! { <List filter=filter.get() page refresh /> })}
        </Transition>
    }
}

/// Counts up some time after something has changed.
fn refreshed_by_changes() -> RwSignal<u32> {
    let refresh = RwSignal::new(0);
    let news = live::news();
    let gathering = StoredValue::new(false);
    Effect::new(move || {
        if news.with(Option::is_none) || gathering.get_value() {
            return;
        }
        gathering.set_value(true);
        set_timeout(
            move || {
                // The page may have been left meanwhile.
                if gathering.try_set_value(false).is_none() {
                    refresh.update(|count| *count += 1);
                }
            },
            GATHER,
        );
    });
    refresh
}

/// A tab a node, each with how many orders it has.
#[component]
fn NodeTabs(filter: Memo<Filter>, counts: Counts) -> impl IntoView {
    let ui = &ui().orders;
    let tabs = Signal::derive(move || {
        let filter = filter.get();
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
        tabs
    });
    view! { <Tabs label=ui.nodes tabs /> }
}

#[component]
fn Filters(filter: Memo<Filter>) -> impl IntoView {
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
    let of =
        move |get: fn(&Filter) -> &'static str| Signal::derive(move || filter.with(get).to_owned());
    let search = filter.with_untracked(|filter| filter.search.clone());
    view! {
        <FilterBar
            action=Screen::ServiceOrders.path()
            clear=Signal::derive(move || filter.with(Filter::cleared).map(|cleared| cleared.address()))
        >
            <input type="hidden" name="node" value=of(|filter| filter.node.map_or("", Node::name)) />
            <input
                class="input"
                type="search"
                name="q"
                maxlength="100"
                aria-label=ui.orders.search
                placeholder=ui.orders.search
                value=search
                prop:value=move || filter.with(|filter| filter.search.clone())
            />
            <FilterMenu
                name="service_type"
                label=ui.orders.service_type
                value=of(|filter| filter.service_type.map_or("", ServiceType::name))
                choices=types
            />
            <FilterMenu
                name="channel"
                label=ui.orders.channel
                value=of(|filter| filter.channel.map_or("", Channel::name))
                choices=channels
            />
            <FilterMenu
                name="overdue"
                label=ui.orders.overdue
                value=of(|filter| if filter.overdue { "true" } else { "" })
                choices=overdue
            />
        </FilterBar>
    }
}

/// A page of orders, or why there are none.
#[component]
fn List(
    filter: Filter,
    page: Result<Page<Summary>, ApiError>,
    refresh: RwSignal<u32>,
) -> impl IntoView {
    let page = match page {
        Ok(page) => page,
        Err(error) => {
            let on_retry = Callback::new(move |()| refresh.update(|count| *count += 1));
            return view! { <ProblemPanel error on_retry /> }.into_any();
        }
    };
    if page.items.is_empty() {
        return view! { <Nothing filter /> }.into_any();
    }
    let first = (!filter.cursor.is_empty()).then(|| filter.from_cursor(None).address());
    let next = page
        .next_cursor
        .as_deref()
        .map(|cursor| filter.from_cursor(Some(cursor)).address());
    view! {
        <Table caption=ui().orders.title columns=row::columns()>
            {page.items.into_iter().map(|summary| view! { <OrderRow summary /> }).collect_view()}
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
