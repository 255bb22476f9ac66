//! A quick look at an order: the list's drawer shows it, and so does a page of its own.

use aftercare_domain::service_order::view::{LogLine, OrderView};
use futures::join;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, Serialize};

use crate::{
    api::{Api, ApiError, resource::server_resource},
    pages::{
        failed::Failed,
        workbench::service_order::{header::marks, tabs::log::moment},
    },
    parts::{
        layout::{
            description_list::{DescriptionList, Fact},
            page_header::PageHeader,
        },
        status::{time_left::TimeLeft, timeline::Timeline},
    },
    request::routes,
    words::{format, lists, service_order, words},
};

/// How many lines of the log are shown.
const LINES: usize = 5;

/// What is seen at a glance.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct GlanceFacts {
    order: OrderView,
    log: Vec<LogLine>,
}

/// The page of a quick look.
#[component]
pub fn Glance() -> impl IntoView {
    let number = use_params_map().with_untracked(|params| params.get("number").unwrap_or_default());
    let api = Api::current();
    let shown = server_resource(
        || (),
        move |()| {
            let (api, number) = (api.clone(), number.clone());
            async move { show(&api, &number).await }
        },
    );
    view! {
        <Suspense>
            {move || {
                shown
                    .get()
                    .map(|shown| match shown {
                        Ok(shown) => view! { <Order shown /> }.into_any(),
                        Err(error) => {
                            view! {
                                <div data-drawn>
                                    <Failed error />
                                </div>
                            }
                                .into_any()
                        }
                    })
            }}
        </Suspense>
    }
}

async fn show(api: &Api, number: &str) -> Result<GlanceFacts, ApiError> {
    let (order, log) = join!(api.service_order(number), api.service_order_log(number));
    Ok(GlanceFacts {
        order: order?,
        log: log?,
    })
}

#[component]
fn Order(shown: GlanceFacts) -> impl IntoView {
    let GlanceFacts { order, log } = shown;
    let number = order.number.to_string();
    let last = log.iter().rev().take(LINES);
    let moments = last.map(|line| moment(line, words())).collect();
    let paused = order.question.as_ref().is_some_and(|asked| asked.open);
    let time_left = (!order.terminal)
        .then(|| view! { <TimeLeft due_at=order.due_at soon_at=order.warns_at paused /> });
    let (marks, href) = (marks(&order), routes::service_order(&number));
    view! {
        <article class="glance stack" data-drawn>
            <PageHeader title=number>{marks}</PageHeader>
            <p class="order-standing-line">
                <strong>{words().node(order.node)}</strong>
                {time_left}
            </p>
            <p>
                <a class="button" data-emphasis="primary" href=href>
                    {lists().open_order}
                </a>
            </p>
            <Facts order />
            <h2>{lists().recent_log}</h2>
            <Timeline moments />
        </article>
    }
}

#[component]
fn Facts(order: OrderView) -> impl IntoView {
    let (labels, words) = (service_order(), words());
    let applied = &order.applied;
    let service = [
        words.service_type(order.service_type),
        words.service_method(order.service_method),
        words.warranty(order.warranty.in_warranty),
    ]
    .join(" · ");
    let contact = format!(
        "{} {}",
        applied.contact.name,
        format::masked_phone(&applied.contact.phone)
    );
    let assignee = order
        .assignee
        .as_ref()
        .map_or_else(|| labels.nobody.to_owned(), |who| who.name.clone());
    let parcel = order.shipment.as_ref().map(|parcel| {
        format!(
            "{} {}",
            words.carrier(parcel.carrier),
            parcel.tracking_number.as_str()
        )
    });
    let facts = [
        (
            labels.product,
            format!("{} ×{}", order.title, order.quantity.get()),
        ),
        (labels.service, service),
        (
            labels.reason,
            words.apply_reason(applied.reason_code).to_owned(),
        ),
        (labels.description, applied.description.to_string()),
        (labels.contact, contact),
        (labels.applied_at, format::time(applied.applied_at)),
        (labels.assignee, assignee),
        (labels.order_number, order.order_number.to_string()),
        (labels.parcel, parcel.unwrap_or_default()),
    ];
    let facts = facts.map(|(label, value)| view! { <Fact label value wide=true /> });
    view! { <DescriptionList>{Vec::from(facts)}</DescriptionList> }
}
