//! How an application is going: where it stands, what to do next, and what happened so far.

pub mod current;
pub mod facts;
pub mod history;
pub mod others;
pub mod status;
pub mod task;

use http::StatusCode;
use leptos::prelude::*;
use leptos_router::{
    components::A,
    hooks::{use_params_map, use_query_map},
};

use self::{
    current::{Current, Tracked, load},
    facts::Facts,
    history::History,
    others::Others,
    status::Status,
    task::NextTask,
};
use crate::{
    api::{Api, ApiError, json::handed},
    live,
    pages::not_found::NotFound,
    parts::{page_header::PageHeader, problem_panel::ProblemPanel, skeleton::Skeleton},
    plain_form::{APPLIED, Returned},
    routes::Screen,
    shell,
    words::words,
};

/// The page of one's service order.
#[component]
pub fn MyServiceOrder() -> impl IntoView {
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
    let returned = Returned::resource();
    let on_retry = Callback::new(move |()| first.refetch());
    let words = words().consumer();
    view! {
        <p class="small">
            <A href=Screen::MyOrders.path()>{words.apply.back}</A>
        </p>
        <PageHeader title=words.track.title />
        <Suspense fallback=|| view! { <Skeleton lines=12 /> }>
            {move || {
                // Both are asked for before either is waited for.
                let (returned, first) = (returned.get(), first.get());
                let returned = returned?;
                Some(match first? {
                    Ok(tracked) => view! { <Tracking tracked returned /> }.into_any(),
                    Err(error) => view! { <Failed error on_retry /> }.into_any(),
                })
            }}
        </Suspense>
    }
}

/// Why it can't be shown.
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

/// The service order, kept up to date while the page is open.
#[component]
fn Tracking(tracked: Tracked, returned: Option<Returned>) -> impl IntoView {
    let current = Current::new(tracked, returned);
    let news = live::news();
    Effect::new(move || {
        if let Some(news) = news.get() {
            current.hear_of(&news);
        }
    });
    let query = use_query_map();
    let is_new = move || query.with(|query| query.get(APPLIED).is_some());
    view! {
        {move || is_new().then(|| view! { <Promise current /> })}
        <Status current />
        <NextTask current />
        <Facts current />
        <History current />
        <Others current />
    }
}

/// The number, and until when it will be reviewed: the first thing that one wants to know after having applied.
#[component]
fn Promise(current: Current) -> impl IntoView {
    let words = words();
    let (number, due_at) =
        current.read(|tracked| (tracked.order.number.to_string(), tracked.order.due_at));
    view! {
        <section class="notice" role="status">
            <p class="notice-title">{words.consumer().track.applied}</p>
            <p>
                {words.consumer().track.number} " " <strong class="mono">{number}</strong>
            </p>
            <p>{words.promise(due_at)}</p>
        </section>
    }
}
