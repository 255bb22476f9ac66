//! Applying for service for a line of an order (R-APP-1 to R-APP-3).

pub mod choices;
pub mod fields;
pub mod steps;

use aftercare_domain::service_order::{
    query::Sort,
    view::{OrderLineView, OrderView},
};
use futures::join;
use http::StatusCode;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{
    api::{Api, ApiError, resource::server_resource},
    form::{
        model::{FormBuilder, FormPart},
        submission::FormSubmission,
        without_script::RejectedForm,
    },
    pages::consumer::island::FormIsland,
    parts::{
        controls::button::Emphasis,
        layout::page_header::PageHeader,
        status::{problem_panel::ProblemPanel, result_page::ResultPage},
    },
    request::{query::QueryString, routes::Screen, shell},
    window::island::Island,
    words::{consumer::apply, format, words},
};

/// What the page shows: the line, and what is known of the consumer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct ApplicationPage {
    line: Option<OrderLineView>,
    last: Option<OrderView>,
}

/// The page on which a line is applied for.
#[component]
pub fn MyApplication() -> impl IntoView {
    let params = use_params_map();
    let place = Memo::new(move |_| {
        params.with(|params| {
            let of = |name| params.get(name).unwrap_or_default();
            (of("order"), of("line"))
        })
    });
    let api = Api::current();
    let applying = server_resource(
        move || place.get(),
        move |(order, line)| {
            let api = api.clone();
            async move { load(&api, &order, &line).await }
        },
    );
    let words = apply();
    view! {
        <PageHeader title=words.title />
        <Suspense>
            {move || {
                let (order_number, line_number) = place.get();
                let submission = FormSubmission::of_application(order_number, line_number);
                applying
                    .get()
                    .map(|applying| match applying {
                        Ok(ApplicationPage { line: Some(line), last }) => {
                            view! { <Application line last submission /> }.into_any()
                        }
                        Ok(ApplicationPage { line: None, .. }) => view! { <NoSuchLine /> }.into_any(),
                        Err(error) if error.is_not_found() => view! { <NoSuchLine /> }.into_any(),
                        Err(error) => view! { <ProblemPanel error try_again=true /> }.into_any(),
                    })
            }}
        </Suspense>
    }
}

async fn load(api: &Api, order: &str, line: &str) -> Result<ApplicationPage, ApiError> {
    let (order, last) = join!(api.order(order), last_application(api));
    let (order, last) = (order?, last?);
    let line = order
        .lines
        .into_iter()
        .find(|own| own.line_number.to_string() == line);
    Ok(ApplicationPage { line, last })
}

/// The consumer's newest service order.
async fn last_application(api: &Api) -> Result<Option<OrderView>, ApiError> {
    let newest = QueryString::new()
        .with("limit", "1")
        .with("sort", Sort::AppliedAt.name());
    match api.service_orders(&newest.to_string()).await?.items.first() {
        Some(last) => api.service_order(last.number.as_str()).await.map(Some),
        None => Ok(None),
    }
}

/// The form; without a service that can be applied for, the reasons.
#[component]
fn Application(
    line: OrderLineView,
    last: Option<OrderView>,
    submission: FormSubmission,
) -> impl IntoView {
    let words = words();
    let head = view! {
        <section class="card goods">
            <h2>{line.title.clone()}</h2>
            <p class="muted small">
                {words.pieces(line.quantity.get(), line.available)} " · "
                {format::money(line.paid.fen())}
            </p>
        </section>
    };
    if !line.services.iter().any(|offer| offer.allowed) {
        return view! {
            {head}
            <Nothing line />
        }
        .into_any();
    }
    let form = FormBuilder::new(
        submission,
        RejectedForm::current().as_ref(),
        known(&line, last.as_ref()),
    );
    let items = fields::items(&line, &form);
    let wrong = wrong(&form, &items);
    let model = form.build(apply().submit, Emphasis::Primary, items);
    view! {
        {head}
        {wrong}
        {FormIsland(Box::new(model)).view()}
    }
    .into_any()
}

/// What is wrong with a form that came back, each with the way to its question; where a script runs it does not come back.
fn wrong(form: &FormBuilder, items: &[FormPart]) -> impl IntoView + use<> {
    let entries: Vec<_> = items.iter().flat_map(FormPart::questions).collect();
    let faults = form.wrong().iter().filter_map(|violation| {
        let entry = entries.iter().find(|entry| entry.path == violation.field)?;
        let told = format!("{}: {}", entry.label, words().fault(&violation.fault));
        Some(view! { <li><a href=format!("#{}", entry.id)>{told}</a></li> })
    });
    let faults: Vec<_> = faults.collect();
    (!faults.is_empty()).then(|| {
        view! {
            <div class="problem" role="alert">
                <p class="problem-title">{apply().wrong}</p>
                <ul>{faults}</ul>
            </div>
        }
    })
}

/// Why nothing can be applied for.
#[component]
fn Nothing(line: OrderLineView) -> impl IntoView {
    let words = words();
    let mut said = Vec::new();
    for refusal in line
        .services
        .iter()
        .filter_map(|offer| offer.reason.as_ref())
    {
        let told = words.not_offered(refusal);
        if !said.contains(&told) {
            said.push(told);
        }
    }
    let reasons = said
        .into_iter()
        .map(|told| view! { <li>{told.what} <p class="muted small">{told.next}</p></li> });
    view! {
        <section class="card stack">
            <h2>{apply().nothing}</h2>
            <ul class="stack">{reasons.collect_view()}</ul>
            <BackToOrders />
        </section>
    }
}

/// The line is not among the consumer's.
#[component]
fn NoSuchLine() -> impl IntoView {
    shell::answer_with(StatusCode::NOT_FOUND);
    let words = apply();
    view! {
        <ResultPage title=words.not_found next=words.not_found_next>
            <BackToOrders />
        </ResultPage>
    }
}

#[component]
fn BackToOrders() -> impl IntoView {
    view! {
        <a href=Screen::MyOrders.path() class="button">
            {apply().back}
        </a>
    }
}

/// What the form is filled with: nothing is typed twice.
fn known(line: &OrderLineView, last: Option<&OrderView>) -> Value {
    let mut allowed = line.services.iter().filter(|offer| offer.allowed);
    let only = match (allowed.next(), allowed.next()) {
        (Some(only), None) => only.service_type.name(),
        (Some(_) | None, _) => "",
    };
    let serial_number = match line.serial_numbers.as_slice() {
        [only] => only.as_str(),
        _ => "",
    };
    json!({
        "service_type": only,
        "service_method": "mail_in",
        "quantity": "1",
        "serial_number": serial_number,
        "return_to": last.map(|last| &last.applied.return_to),
        "contact": last
            .map(|last| &last.applied)
            .filter(|applied| applied.contact.name != applied.return_to.name
                || applied.contact.phone != applied.return_to.phone)
            .map(|applied| &applied.contact),
    })
}
