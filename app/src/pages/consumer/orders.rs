//! What a consumer bought, what they can apply for, and how their applications are going.

pub mod bought;
pub mod under_way;

use aftercare_domain::{
    service_order::{
        query::Sort,
        view::{ConsumerTask, OrderRecord, Summary},
    },
    values::page::Page,
};
use futures::join;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

use self::{
    bought::BoughtOrder,
    under_way::{ServiceOrderCard, ended_row},
};
use crate::{
    api::{Api, ApiError, resource::server_resource},
    parts::{
        layout::{page_header::PageHeader, pager::Pager},
        status::{empty::Empty, problem_panel::ProblemPanel},
    },
    request::{query::QueryString, routes::Screen},
    words::consumer::consumer_orders,
};

/// Where the page of orders begins, in this page's query.
const ORDERS_FROM: &str = "orders";

/// Where the page of service orders begins, in this page's query.
const SERVICE_ORDERS_FROM: &str = "services";

/// All that this page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct OrdersPage {
    orders: Page<OrderRecord>,
    service_orders: Page<Summary>,
}

/// Where the two lists begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct ListCursors {
    orders: String,
    service_orders: String,
}

impl ListCursors {
    fn is_first_page(&self) -> bool {
        self.orders.is_empty() && self.service_orders.is_empty()
    }

    /// This page's address with the lists beginning there.
    fn path(&self) -> String {
        QueryString::new()
            .with(ORDERS_FROM, &*self.orders)
            .with(SERVICE_ORDERS_FROM, &*self.service_orders)
            .on(Screen::MyOrders.path())
    }
}

/// The page of one's orders.
#[component]
pub fn MyOrders() -> impl IntoView {
    let query = use_query_map();
    let from = Memo::new(move |_| {
        query.with(|query| ListCursors {
            orders: query.get(ORDERS_FROM).unwrap_or_default(),
            service_orders: query.get(SERVICE_ORDERS_FROM).unwrap_or_default(),
        })
    });
    let api = Api::current();
    let mine = server_resource(
        move || from.get(),
        move |from| {
            let api = api.clone();
            async move { load(&api, &from).await }
        },
    );
    view! {
        <PageHeader title=consumer_orders().title />
        <Suspense>
            {move || {
                mine.get()
                    .map(|mine| match mine {
                        Ok(mine) => view! { <Lists mine from=from.get() /> }.into_any(),
                        Err(error) => view! { <ProblemPanel error try_again=true /> }.into_any(),
                    })
            }}
        </Suspense>
    }
}

/// How many service orders are on a page: those under way stand before those that have ended.
const SERVICE_ORDERS: &str = "10";

/// How many orders are on a page.
const ORDERS: &str = "6";

async fn load(api: &Api, from: &ListCursors) -> Result<OrdersPage, ApiError> {
    let page_of = |limit: &str, cursor: &str| {
        QueryString::new()
            .with("limit", limit)
            .with("cursor", cursor)
    };
    let service_orders =
        page_of(SERVICE_ORDERS, &from.service_orders).with("sort", Sort::Due.name());
    let (service_orders, orders) = (service_orders.to_string(), page_of(ORDERS, &from.orders));
    let (service_orders, orders) = join!(api.service_orders(&service_orders), api.orders(&orders));
    Ok(OrdersPage {
        service_orders: service_orders?,
        orders: orders?,
    })
}

#[component]
fn Lists(mine: OrdersPage, from: ListCursors) -> impl IntoView {
    let OrdersPage {
        orders,
        service_orders,
    } = mine;
    if orders.items.is_empty() && service_orders.items.is_empty() && from.is_first_page() {
        let words = consumer_orders();
        return view! { <Empty title=words.empty next=words.empty_next /> }.into_any();
    }
    let first = (!from.is_first_page()).then(|| ListCursors::default().path());
    let more = service_orders.next_cursor.clone().map(|cursor| {
        ListCursors {
            service_orders: cursor,
            ..from.clone()
        }
        .path()
    });
    let next = orders.next_cursor.clone().map(|cursor| {
        ListCursors {
            orders: cursor,
            ..from
        }
        .path()
    });
    let (ended, under_way) = service_orders
        .items
        .into_iter()
        .partition(|order| order.terminal);
    view! {
        <div class="stack" data-live>
            <UnderWay service_orders=under_way />
            <Bought orders=orders.items />
            <Pager first next />
            <Ended service_orders=ended more />
        </div>
    }
    .into_any()
}

/// What is under way: what waits for the consumer first, then what is due soonest.
#[component]
fn UnderWay(service_orders: Vec<Summary>) -> impl IntoView {
    let words = consumer_orders();
    let none = service_orders
        .is_empty()
        .then(|| view! { <p class="muted">{words.none_under_way}</p> });
    let mut service_orders = service_orders;
    service_orders.sort_by_key(|order| !is_awaited(order));
    let cards = service_orders
        .into_iter()
        .map(|order| view! { <ServiceOrderCard order /> });
    view! {
        <section class="stack">
            <h2>{words.under_way}</h2>
            {none}
            {cards.collect_view()}
        </section>
    }
}

/// What has ended, a line each.
#[component]
fn Ended(service_orders: Vec<Summary>, more: Option<String>) -> impl IntoView {
    let words = consumer_orders();
    (!service_orders.is_empty() || more.is_some()).then(|| {
        let rows = service_orders.into_iter().map(ended_row);
        view! {
            <section class="stack">
                <h2>{words.ended}</h2>
                <ul class="ended">{rows.collect_view()}</ul>
                {more.map(|href| view! { <a class="button" href=href>{words.more}</a> })}
            </section>
        }
    })
}

fn is_awaited(order: &Summary) -> bool {
    order.consumer_task.is_some_and(ConsumerTask::is_awaited)
}

#[component]
fn Bought(orders: Vec<OrderRecord>) -> impl IntoView {
    (!orders.is_empty()).then(|| {
        view! {
            <section class="stack">
                <h2>{consumer_orders().bought}</h2>
                {orders
                    .into_iter()
                    .map(|order| view! { <BoughtOrder order /> })
                    .collect_view()}
            </section>
        }
    })
}
