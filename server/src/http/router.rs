//! All routes of the server, and the layers that every request passes.

use std::any::Any;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware,
    response::{IntoResponse, Response},
};
use tower::ServiceBuilder;
use tower_http::{
    CompressionLevel,
    catch_panic::CatchPanicLayer,
    compression::{CompressionLayer, DefaultPredicate, Predicate, predicate::NotForContentType},
};
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use super::{
    addresses, commands, consumer_links, drafts, events,
    extract::cookie,
    health,
    layers::{head, headers, metrics, origin, rates, request_id, security_watch},
    me, notifications, openapi, orders, presence,
    problem::{self, Code, Problem},
    reference, refunds, reveals, robots, sandbox, saved_views, security_events, service_orders,
    session, tokens, web, work_lists,
};
use crate::context::Context;

/// The API: its routes, and the OpenAPI document, made from the same table.
pub fn api() -> (Router<Context>, OpenApi) {
    OpenApiRouter::new()
        .merge(health::routes())
        .merge(session::routes())
        .merge(me::routes())
        .merge(tokens::routes())
        .merge(consumer_links::routes())
        .merge(orders::routes())
        .merge(addresses::routes())
        .merge(security_events::routes())
        .merge(sandbox::routes())
        .merge(service_orders::routes())
        .merge(commands::routes())
        .merge(work_lists::routes())
        .merge(saved_views::routes())
        .merge(reveals::routes())
        .merge(drafts::routes())
        .merge(presence::routes())
        .merge(refunds::routes())
        .merge(reference::routes())
        .merge(notifications::routes())
        .merge(robots::routes())
        .merge(events::routes())
        .merge(metrics::routes())
        .split_for_parts()
}

/// The OpenAPI document of the API.
pub fn document() -> OpenApi {
    openapi::document(api().1)
}

/// The whole server as one service: the API, and the pages, which ask the API for what they show.
pub fn router(context: &Context) -> Router {
    let (api, document) = api();
    let api = api
        // Personal data must not be cached by proxies or browsers.
        .layer(headers::impose("cache-control", "no-store"))
        .merge(openapi::routes(document))
        .method_not_allowed_fallback(no_such_method)
        .layer(DefaultBodyLimit::max(context.config.limits.body_bytes))
        .layer(middleware::from_fn_with_state(
            context.clone(),
            origin::check_origin,
        ));
    let for_pages = api
        .clone()
        .fallback(not_found)
        .layer(middleware::from_fn(security_watch::watch_in_process))
        .layer(middleware::from_fn(problem::put_into_words))
        .with_state(context.clone());
    // Forms without a script are posted to pages.
    let pages = web::site(context, for_pages).layer(middleware::from_fn_with_state(
        context.clone(),
        origin::check_origin,
    ));
    let doors = api.merge(pages).layer(middleware::from_fn_with_state(
        context.clone(),
        rates::count,
    ));
    in_and_out(doors.with_state(context.clone()), context)
}

/// What every request passes; the first one here is the first one that it meets. One stack around all doors: a layer by itself
/// is a box around each of them, which is made anew for every request.
fn in_and_out(doors: Router, context: &Context) -> Router {
    let is_https = cookie::is_https(&context.public_url);
    let with_context = || context.clone();
    doors.layer(
        ServiceBuilder::new()
            .layer(
                CompressionLayer::new()
                    .quality(CompressionLevel::Fastest)
                    // A workbook is packed already.
                    .compress_when(
                        DefaultPredicate::new().and(NotForContentType::const_new(work_lists::XLSX)),
                    ),
            )
            .layer(middleware::from_fn(problem::put_into_words))
            .map_response(move |mut answer: axum::http::Response<_>| {
                headers::complete(answer.headers_mut(), is_https);
                answer
            })
            .layer(CatchPanicLayer::custom(report_panic))
            .layer(middleware::from_fn_with_state(
                with_context(),
                request_id::name_request,
            ))
            .layer(middleware::from_fn_with_state(
                with_context(),
                security_watch::watch,
            ))
            .layer(middleware::from_fn(metrics::measure))
            .layer(middleware::from_fn_with_state(
                with_context(),
                head::check_head,
            )),
    )
}

async fn not_found() -> Problem {
    Problem::not_found()
}

async fn no_such_method() -> Problem {
    Problem::new(Code::MethodNotAllowed)
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
