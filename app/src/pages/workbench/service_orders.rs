//! The list of service orders: what there is to do, a tab a node, filters, what is due soonest first (R-LST-1).

pub mod active_filters;
pub mod batch;
pub mod columns;
pub mod filter_form;
pub mod glance;
pub mod row;
pub mod table;
pub mod to_do;
pub mod views;

use aftercare_domain::{
    service_order::{
        Node,
        view::{Counts, Summary, ToDo},
    },
    teamwork::saved_view::SavedViews,
    values::page::Page,
};
use futures::join;
use http::StatusCode;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use self::{
    active_filters::{SetFilters, WrongFilters},
    columns::{Column, ColumnsMenu},
    filter_form::Filters,
    table::OrderTable,
    to_do::ToDoCards,
    views::ViewsMenu,
};
use crate::{
    api::{Api, ApiError, resource::server_resource},
    pages::workbench::service_orders::batch::BatchIsland,
    parts::{
        layout::{
            drawer::Drawer,
            page_header::PageHeader,
            pager::Pager,
            tabs::{TabLink, Tabs},
        },
        status::{empty::Empty, problem_panel::ProblemPanel},
    },
    request::list_url::ListUrl,
    window::island::Island as _,
    words::{filters, lists, order_list, words},
};

/// The list.
#[component]
pub fn ServiceOrders() -> impl IntoView {
    let filter = ListUrl::current();
    let api = Api::current();
    let shown = server_resource(|| (), {
        let filter = filter.clone();
        move |()| {
            let (api, query) = (api.clone(), filter.api_query());
            async move {
                let (to_do, counts, views, page) = join!(
                    api.to_do(),
                    api.service_order_counts(),
                    api.views(),
                    api.service_orders(&query),
                );
                ListPage {
                    to_do,
                    counts,
                    views,
                    page,
                }
            }
        }
    });
    let filter = StoredValue::new(filter);
    view! {
        <Suspense>
            {move || shown.get().map(|shown| page_of(filter.get_value(), shown))}
        </Suspense>
    }
}

/// What the page shows.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct ListPage {
    to_do: Result<ToDo, ApiError>,
    counts: Result<Counts, ApiError>,
    views: Result<SavedViews, ApiError>,
    page: Result<Page<Summary>, ApiError>,
}

/// Cards, tabs and rows are regions: they are renewed when others act. Fields and selections are outside of them.
fn page_of(filter: ListUrl, shown: ListPage) -> impl IntoView {
    let is_searched = filter.is_searched();
    let mut columns = columns::chosen();
    let export = filter.export();
    let list = filter.sealed_whole();
    let views = shown
        .views
        .ok()
        .map(|views| view! { <ViewsMenu views filter=filter.clone() /> });
    let cards = shown
        .to_do
        .ok()
        .map(|to_do| view! { <ToDoCards filter=filter.clone() to_do /> });
    let tabs = view! { <NodeTabs filter=filter.clone() counts=shown.counts.unwrap_or_default() /> };
    let menu = view! { <ColumnsMenu shown=columns.clone() /> };
    // In a tab of one node every row would show the same.
    columns.retain(|column| *column != Column::Node || filter.query().node.is_none());
    view! {
        <PageHeader title=order_list().title>
            <div class="actions page-tools">
                {views} {menu}
                <a class="button" href=export download>
                    {lists().export}
                </a>
            </div>
        </PageHeader>
        <div id="to-do" data-region data-live>
            {cards}
        </div>
        <div id="nodes" data-region>
            {tabs}
        </div>
        <Filters filter=filter.clone() />
        <WrongFilters />
        <SetFilters filter=filter.clone() />
        <div id="orders" data-region data-seen=is_searched.then_some("")>
            <List filter page=shown.page columns />
        </div>
        {BatchIsland { list }.view()}
        <Drawer label=lists().glance />
    }
}

/// A tab a node, each with how many orders it has.
#[component]
fn NodeTabs(filter: ListUrl, counts: Counts) -> impl IntoView {
    let ui = order_list();
    let current = filter.query().node;
    let tab = |node: Option<Node>, label: &str, count| TabLink {
        href: filter.in_node(node).address(),
        label: label.to_owned(),
        count,
        current: current == node,
    };
    let mut tabs = vec![tab(None, ui.all, None)];
    tabs.extend(Node::ALL.iter().map(|&node| {
        let count = counts.get(&node).copied().unwrap_or_default();
        tab(Some(node), words().node(node), Some(count))
    }));
    view! { <Tabs label=ui.nodes tabs /> }
}

/// A page of orders, or why there are none.
#[component]
fn List(
    filter: ListUrl,
    page: Result<Page<Summary>, ApiError>,
    columns: Vec<Column>,
) -> impl IntoView {
    let page = match page {
        Ok(page) => page,
        Err(error) => {
            // A search that is refused is refused again: it is its filters, above, that can be changed.
            let try_again = error.status() != Some(StatusCode::UNPROCESSABLE_ENTITY.as_u16());
            return view! { <ProblemPanel error try_again /> }.into_any();
        }
    };
    if page.items.is_empty() {
        return view! { <Nothing filter /> }.into_any();
    }
    let first = filter
        .query()
        .cursor
        .is_some()
        .then(|| filter.with(|_| ()).address());
    let next = filter.after(&page);
    let list = filter.as_list();
    view! {
        <OrderTable orders=page.items columns list />
        <Pager first next />
    }
    .into_any()
}

/// An empty list explains what would fill it.
#[component]
fn Nothing(filter: ListUrl) -> impl IntoView {
    if filter.is_filtered() {
        view! {
            <Empty title=order_list().empty_filtered next=order_list().empty_filtered_next>
                <a class="button" href=filter.cleared().address()>
                    {filters().clear}
                </a>
            </Empty>
        }
        .into_any()
    } else {
        view! { <Empty title=order_list().empty next=order_list().empty_next /> }.into_any()
    }
}
