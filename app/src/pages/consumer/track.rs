//! The progress of an application: where it is, what to do next, and what happened so far.

pub mod facts;
pub mod history;
pub mod others;
pub mod parcel;
pub mod status;
pub mod task;
pub mod tracked;

use aftercare_domain::service_order::CommandType;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use self::{
    facts::{application, outcome},
    history::history,
    others::others,
    status::status,
    task::{link_to_task, next_task},
    tracked::{TrackedOrder, load},
};
use crate::{
    api::{Api, resource::server_resource},
    form::without_script::{APPLIED, DONE, RejectedForm},
    pages::failed::Failed,
    parts::layout::page_header::PageHeader,
    request::routes::Screen,
    words::{
        consumer::{self, apply, track},
        words,
    },
};

/// The page of one's service order.
#[component]
pub fn MyServiceOrder() -> impl IntoView {
    let params = use_params_map();
    let number = Memo::new(move |_| params.with(|params| params.get("number").unwrap_or_default()));
    let api = Api::current();
    let tracked = server_resource(
        move || number.get(),
        move |number| {
            let api = api.clone();
            async move { load(&api, &number).await }
        },
    );
    view! {
        <p>
            <a class="way-back" href=Screen::MyOrders.path()>
                {apply().back}
            </a>
        </p>
        <PageHeader title=track().title />
        <Suspense>
            {move || {
                tracked
                    .get()
                    .map(|tracked| match tracked {
                        Ok(tracked) => view! { <Tracking tracked /> }.into_any(),
                        Err(error) => view! { <Failed error /> }.into_any(),
                    })
            }}
        </Suspense>
    }
}

/// The service order.
#[component]
fn Tracking(tracked: TrackedOrder) -> impl IntoView {
    let rejected = RejectedForm::current();
    let rejected = rejected.as_ref();
    let number = tracked.order.number.to_string();
    view! {
        <div class="stack" data-number=number data-version=tracked.order.version>
            {rejected.map(overtaken)}
            {news(&tracked)}
            {status(&tracked.order)}
            {next_task(&tracked, rejected)}
            {outcome(&tracked)}
            <div class="stack besides">
                {history(&tracked)}
                {application(&tracked.order)}
                {others(&tracked, rejected)}
                {link_to_task(&tracked.order)}
            </div>
        </div>
    }
}

/// A conflict: what was sent was not done. Shown at the top, since its form may be gone.
fn overtaken(rejected: &RejectedForm) -> impl IntoView + use<> {
    let news = consumer::news();
    rejected.failure.is_conflict().then(|| {
        view! {
            <div class="problem" role="alert">
                <p class="problem-title">{news.overtaken}</p>
                <p>{news.overtaken_next}</p>
            </div>
        }
    })
}

/// What the consumer did just now: for an application the number, and until when it will be reviewed.
fn news(tracked: &TrackedOrder) -> impl IntoView + use<> {
    let query = use_query_map();
    let told = |news: &str| query.with(|query| query.get(news));
    let (words, order) = (words(), &tracked.order);
    let ui = track();
    if told(APPLIED).is_some() {
        return view! {
            <section class="notice" role="status">
                <p class="notice-title">{ui.applied}</p>
                <p>{ui.number} " " <strong class="mono">{order.number.to_string()}</strong></p>
                <p>{words.promise(order.due_at)}</p>
            </section>
        }
        .into_any();
    }
    let done = told(DONE).and_then(|command| CommandType::parse(&command));
    done.map(|command| {
        view! {
            <p class="notice notice-title" role="status">
                {words.done(command)}
            </p>
        }
    })
    .into_any()
}
