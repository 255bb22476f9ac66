//! One service order: what is known on the left, what to do on the right. Its parts are tabs, each a link; it can also be seen
//! as it was at any line of its log.

pub mod as_of;
pub mod header;
pub mod last_search;
pub mod neighbours;
pub mod order_state;
pub mod page_data;
pub mod page_url;
pub mod panel;
pub mod reveal;
pub mod steps;
pub mod tab;
pub mod tabs;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use self::{
    as_of::Past,
    header::Header,
    order_state::OrderState,
    page_data::{CurrentOrder, PageData, TabData, show},
    page_url::{PageUrl, Tab},
    panel::{conflict::Conflict, overtaken::Overtaken},
    tab::OrderTabs,
    tabs::{
        disclosures::Disclosures, facts::Facts, log::Log, market_order::MarketOrder,
        refunds::Refunds, related::RelatedOrders,
    },
};
use crate::{
    api::{Api, resource::server_resource},
    browser::{BEYOND, SINCE},
    pages::{
        failed::Failed,
        workbench::service_order::{
            header::StandingIsland, panel::commands::CommandsIsland, reveal::RevealIsland,
        },
    },
    window::island::Island as _,
    words::{order_page, service_order},
};

/// The page of a service order.
#[component]
pub fn ServiceOrder() -> impl IntoView {
    let address = PageUrl::current();
    let version = |name| {
        use_query_map()
            .with_untracked(|query| query.get(name))
            .and_then(|version| version.parse().ok())
    };
    let told = TellVersions {
        since: version(SINCE),
        beyond: version(BEYOND),
    };
    let api = Api::current();
    let asked = address.clone();
    let shown = server_resource(
        || (),
        move |()| {
            let (api, address) = (api.clone(), asked.clone());
            async move { show(&api, &address).await }
        },
    );
    let address = StoredValue::new(address);
    view! {
        <Suspense>
            {move || {
                let address = address.get_value();
                shown
                    .get()
                    .map(|shown| match shown {
                        Ok(PageData::Now(now)) => view! { <Order now=*now address told /> }.into_any(),
                        Ok(PageData::AsOf { order, log }) => {
                            view! { <Past order=*order log address /> }.into_any()
                        }
                        Err(error) => view! { <Failed error /> }.into_any(),
                    })
            }}
        </Suspense>
    }
}

/// The versions since which the page lists what happened.
#[derive(Clone, Copy)]
struct TellVersions {
    /// After a command that was refused as a conflict.
    since: Option<u32>,
    /// While a form is being filled in.
    beyond: Option<u32>,
}

/// The order as it is. Regions are renewed when there is news; the islands share the order's state.
#[component]
fn Order(now: CurrentOrder, address: PageUrl, told: TellVersions) -> impl IntoView {
    let CurrentOrder {
        loaded,
        log,
        counts,
        row,
        part,
    } = now;
    let order = loaded.basis.view();
    // Data of our own types always have a JSON form; islands without it stay as the server wrote them.
    let shared = serde_json::to_string(&loaded).unwrap_or_default();
    provide_context(OrderState::of(loaded));
    let line_number = order.line_number;
    let in_list = !address.list.is_empty();
    view! {
        <div class="order-page">
            <div data-loaded=shared hidden></div>
            <Header order=order.clone() address=address.clone() row live=true />
            {StandingIsland {}.view()}
            <div class="two-columns">
                <div class="order-known">
                    <div id="order-tabs" data-region>
                        <OrderTabs address=address.clone() tabs=&Tab::ALL counts />
                    </div>
                    {RevealIsland {}.view()}
                    <div class="stack" id="known" data-region>
                        {match part {
                            TabData::Application => view! { <Facts order reveals=true /> }.into_any(),
                            TabData::Order(order) => {
                                view! { <MarketOrder order=*order line_number /> }.into_any()
                            }
                            TabData::Log(reveals) => {
                                view! {
                                    <Log log=log.clone() address />
                                    <Disclosures reveals=*reveals />
                                }
                                    .into_any()
                            }
                            TabData::Refunds(refunds) => view! { <Refunds refunds /> }.into_any(),
                            TabData::History(orders) => history(orders),
                            TabData::SameOrder(orders) => same_order(orders),
                        }}
                    </div>
                    <a class="button to-actions" data-emphasis="primary" href="#actions">
                        {order_page().to_actions}
                    </a>
                </div>
                <aside class="card order-actions" id="actions" aria-label=service_order().actions>
                    <Overtaken beyond=told.beyond log=log.clone() />
                    <div id="conflict" data-region>
                        {told.since.map(|since| view! { <Conflict since log /> })}
                    </div>
                    {CommandsIsland { in_list }.view()}
                </aside>
            </div>
        </div>
    }
}

fn history(orders: page_data::OtherOrders) -> AnyView {
    let ui = order_page();
    view! {
        <RelatedOrders
            caption=ui.tab_history
            orders
            none=ui.no_history
            none_next=ui.no_history_next
        />
    }
    .into_any()
}

fn same_order(orders: page_data::OtherOrders) -> AnyView {
    let ui = order_page();
    view! {
        <RelatedOrders
            caption=ui.tab_same_order
            orders
            none=ui.no_same_order
            none_next=ui.no_same_order_next
        />
    }
    .into_any()
}
