//! One service order: what is known on the left, what to do on the right.

pub mod command_card;
pub mod commands;
pub mod conflict;
pub mod current;
pub mod facts;
pub mod guide;
pub mod header;
pub mod log;
pub mod steps;

use aftercare_domain::view::LogLine;
use http::StatusCode;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use serde::{Deserialize, Serialize};

use self::{
    conflict::Conflict,
    current::{Current, Loaded, SINCE, load},
    facts::Facts,
    header::Header,
    log::Log,
};
use super::island::WorkbenchIsland;
use crate::{
    api::{Api, ApiError, json::handed},
    island::Island as _,
    pages::not_found::NotFound,
    parts::problem_panel::ProblemPanel,
    routes::Screen,
    shell,
    words::ui,
};

/// All that the page shows.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Shown {
    loaded: Loaded,
    log: Vec<LogLine>,
}

/// The page of a service order.
#[component]
pub fn ServiceOrder() -> impl IntoView {
    let number = use_params_map().with_untracked(|params| params.get("number").unwrap_or_default());
    let since = use_query_map()
        .with_untracked(|query| query.get(SINCE))
        .and_then(|since| since.parse().ok());
    let api = Api::current();
    let shown = handed(
        || (),
        move |()| {
            let (api, number) = (api.clone(), number.clone());
            async move { show(&api, &number).await }
        },
    );
    view! {
        <p class="small">
            <a href=Screen::ServiceOrders.path()>{ui().order.back}</a>
        </p>
        <Suspense>
            {move || {
                shown
                    .get()
                    .map(|shown| match shown {
                        Ok(shown) => view! { <Order shown since /> }.into_any(),
                        Err(error) => view! { <Failed error /> }.into_any(),
                    })
            }}
        </Suspense>
    }
}

async fn show(api: &Api, number: &str) -> Result<Shown, ApiError> {
    let log = api.service_order_log(number).await?;
    let loaded = load(api, number, &log).await?;
    Ok(Shown { loaded, log })
}

/// Why the order can't be shown.
#[component]
fn Failed(error: ApiError) -> impl IntoView {
    if error.is_not_found() {
        return view! { <NotFound /> }.into_any();
    }
    if let Some(status) = error
        .status()
        .and_then(|status| StatusCode::from_u16(status).ok())
    {
        shell::answer_with(status);
    }
    view! { <ProblemPanel error try_again=true /> }.into_any()
}

/// The order. What stands in regions is renewed by the page when there is news; the islands share what they decide by.
#[component]
fn Order(shown: Shown, since: Option<u32>) -> impl IntoView {
    let Shown { loaded, log } = shown;
    let order = loaded.basis.view();
    // Data of our own types always have a JSON form; islands without it stay as the server wrote them.
    let shared = serde_json::to_string(&loaded).unwrap_or_default();
    provide_context(Current::of(loaded));
    view! {
        <div data-loaded=shared hidden></div>
        <Header order=order.clone() />
        {WorkbenchIsland::Standing.view()}
        <div class="two-columns">
            <div class="stack" id="known" data-region>
                <Facts order />
                <Log log=log.clone() />
            </div>
            <aside class="card" aria-label=ui().order.actions>
                <div id="conflict" data-region>
                    {since.map(|since| view! { <Conflict since log /> })}
                </div>
                {WorkbenchIsland::Commands.view()}
            </aside>
        </div>
    }
}
