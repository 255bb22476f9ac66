//! The consumer's way in: a link that the order system asks for, and the door to which it leads.

use aftercare_app::query::segment;
use aftercare_domain::{access::ConsumerLinkRequest, id::ConsumerId, view::ConsumerLinkView};
use axum::{
    Json,
    extract::{Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    cookie,
    once::Once,
    permission::{May, WriteLinks},
    problem::{Code, Problem},
};
use crate::{
    context::Context,
    service::{consumer_links, orders, sign_in},
};

/// Ask for a link by which the consumer of an order arrives, signed in. It is good for a quarter of an hour.
#[utoipa::path(post, path = "/api/v1/consumer-links", tag = "access", request_body = ConsumerLinkRequest, responses(
    (status = 201, description = "The link", body = ConsumerLinkView),
    (status = 404, description = "There is no such order, or it is another merchant's"),
))]
pub(super) async fn create_consumer_link(
    State(context): State<Context>,
    may: May<WriteLinks>,
    once: Once<ConsumerLinkRequest>,
) -> Result<(StatusCode, Json<ConsumerLinkView>), Problem> {
    // Nothing is kept of a link, so there is nothing to do twice: the key is not looked at any further.
    let number = once.form.order_number;
    let order = orders::find(&context, &may.actor, &number)
        .await?
        .ok_or_else(Problem::not_found)?;
    let link = consumer_links::issue(&context, number, order.consumer_id);
    Ok((StatusCode::CREATED, Json(link)))
}

/// What the door is told.
#[derive(Debug, Deserialize)]
pub(super) struct Enter {
    #[serde(default)]
    link: String,
}

/// The door: opens a session for the consumer and leads on to their order. A page, not a part of the API.
pub(super) async fn enter(
    State(context): State<Context>,
    Query(Enter { link }): Query<Enter>,
) -> Result<Response, Problem> {
    let link =
        consumer_links::open(&context, &link).ok_or_else(|| Problem::new(Code::LinkExpired))?;
    let opened = sign_in::enter(&context, link.consumer.clone()).await?;
    let mut headers = HeaderMap::new();
    headers.insert(header::SET_COOKIE, cookie::set(&context, &opened));
    headers.insert(header::LOCATION, place(&context, &link).await?);
    // The address of this page lets its bearer in: it goes no further.
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok((StatusCode::SEE_OTHER, headers).into_response())
}

/// The page of the application when there is one thing to apply for, else the list of what was bought.
async fn place(context: &Context, link: &consumer_links::Link) -> Result<HeaderValue, Problem> {
    let actor = consumer(&link.consumer);
    let order = orders::find(context, &actor, &link.order)
        .await?
        .ok_or_else(Problem::not_found)?;
    let path = match order.lines.as_slice() {
        [only] => {
            let order = segment(link.order.as_str());
            format!("/my/apply/{order}/{}", only.line_number)
        }
        [] | [_, _, ..] => "/my/orders".to_owned(),
    };
    HeaderValue::from_str(&path).map_err(|_| Problem::not_found())
}

fn consumer(id: &ConsumerId) -> aftercare_domain::party::Actor {
    use aftercare_domain::party::{Actor, Role};

    Actor {
        name: id.to_string(),
        username: None,
        role: Role::Consumer {
            consumer: id.clone(),
        },
    }
}
