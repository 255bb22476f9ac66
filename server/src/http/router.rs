//! Every door of the server, and what every request passes on its way in and out.

use std::any::Any;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::HeaderValue,
    middleware,
    response::{IntoResponse, Response},
    routing::get,
};
use tower_http::{catch_panic::CatchPanicLayer, set_header::SetResponseHeaderLayer};
use utoipa::openapi::OpenApi;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    addresses, consumer_links, health, me, orders, origin,
    problem::{self, Code, Problem},
    request_id, sandbox, service_orders, session, tokens, web,
};
use crate::context::Context;

/// The largest JSON body that is read.
pub const BODY_LIMIT_BYTES: usize = 256 * 1024;

/// The API: its doors, and the document that describes them, made from the same table.
pub fn api() -> (Router<Context>, OpenApi) {
    OpenApiRouter::new()
        .routes(routes!(health::get_health))
        .routes(routes!(health::get_readiness))
        .routes(routes!(session::create_session, session::delete_session))
        .routes(routes!(me::get_me))
        .routes(routes!(tokens::create_token, tokens::list_tokens))
        .routes(routes!(tokens::delete_token))
        .routes(routes!(consumer_links::create_consumer_link))
        .routes(routes!(orders::list_orders))
        .routes(routes!(orders::put_order, orders::get_order))
        .routes(routes!(addresses::list_addresses))
        .routes(routes!(addresses::put_default_address))
        .routes(routes!(addresses::put_address))
        .routes(routes!(sandbox::get_clock, sandbox::advance_clock))
        .merge(service_orders::doors())
        .split_for_parts()
}

/// The whole server as one service: the API, and the pages, which ask the API for what they show.
pub fn router(context: &Context) -> Router {
    let (api, _document) = api();
    let doors = api.route("/consumer/enter", get(consumer_links::enter));
    let without_pages = guarded(doors.clone().fallback(no_such_door), context);
    let site = web::site(context, without_pages);
    guarded(doors.merge(site), context)
}

/// What every request passes on its way in and out.
fn guarded(doors: Router<Context>, context: &Context) -> Router {
    doors
        .method_not_allowed_fallback(no_such_method)
        .layer(DefaultBodyLimit::max(BODY_LIMIT_BYTES))
        .layer(middleware::from_fn_with_state(
            context.clone(),
            origin::check_origin,
        ))
        .layer(middleware::from_fn_with_state(
            context.clone(),
            request_id::name_request,
        ))
        .layer(header("x-content-type-options", "nosniff"))
        .layer(header("referrer-policy", "same-origin"))
        .layer(header("x-frame-options", "DENY"))
        .layer(CatchPanicLayer::custom(report_panic))
        .layer(middleware::from_fn(problem::put_into_words))
        .with_state(context.clone())
}

async fn no_such_door() -> Problem {
    Problem::not_found()
}

async fn no_such_method() -> Problem {
    Problem::new(Code::MethodNotAllowed)
}

fn header(name: &'static str, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(
        axum::http::HeaderName::from_static(name),
        HeaderValue::from_static(value),
    )
}

/// A panic is a fault of ours: the message goes to the log, not to the caller.
#[expect(clippy::needless_pass_by_value, reason = "the layer gives it so")]
fn report_panic(panic: Box<dyn Any + Send + 'static>) -> Response {
    let message = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    tracing::error!(message, "a handler panicked");
    Problem::new(Code::Internal).into_response()
}
