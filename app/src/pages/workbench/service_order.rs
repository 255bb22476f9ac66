//! One service order: what is known on the left, what to do on the right.

pub mod command_card;
pub mod commands;
pub mod current;
pub mod facts;
pub mod guide;
pub mod header;
pub mod log;
pub mod steps;

use http::StatusCode;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use self::{
    commands::Commands,
    current::{Current, Loaded, load},
    facts::Facts,
    header::Header,
    log::Log,
};
use crate::{
    api::{Api, ApiError, json::handed},
    live,
    pages::not_found::NotFound,
    parts::{problem_panel::ProblemPanel, skeleton::Skeleton},
    routes::Screen,
    shell,
    words::ui,
};

/// The page of a service order.
#[component]
pub fn ServiceOrder() -> impl IntoView {
    let params = use_params_map();
    let number = Memo::new(move |_| params.with(|params| params.get("number").unwrap_or_default()));
    let api = Api::current();
    let first = handed(
        move || number.get(),
        move |number| {
            let api = api.clone();
            async move { load(&api, &number).await }
        },
    );
    let on_retry = Callback::new(move |()| first.refetch());
    view! {
        <p class="small">
            <a href=Screen::ServiceOrders.path()>{ui().order.back}</a>
        </p>
        <Suspense fallback=|| view! { <Skeleton lines=12 /> }>
            {move || {
                first
                    .get()
                    .map(|first| match first {
                        Ok(loaded) => view! { <Order loaded /> }.into_any(),
                        Err(error) => view! { <Failed error on_retry /> }.into_any(),
                    })
            }}
        </Suspense>
    }
}

/// Why the order can't be shown.
#[component]
fn Failed(error: ApiError, on_retry: Callback<()>) -> impl IntoView {
    if error.is_not_found() {
        return view! { <NotFound /> }.into_any();
    }
    if let Some(status) = error
        .status()
        .and_then(|status| StatusCode::from_u16(status).ok())
    {
        shell::answer_with(status);
    }
    view! { <ProblemPanel error on_retry /> }.into_any()
}

/// The order, kept up to date while the page is open.
#[component]
fn Order(loaded: Loaded) -> impl IntoView {
    let current = Current::provide(loaded);
    let news = live::news();
    Effect::new(move || {
        if let Some(news) = news.get() {
            current.hear_of(&news);
        }
    });
    view! {
        <Header />
        <div class="two-columns">
            <div class="stack">
                <Facts />
                <Log />
            </div>
            <aside class="card" aria-label=ui().order.actions>
                <Commands />
            </aside>
        </div>
    }
}
