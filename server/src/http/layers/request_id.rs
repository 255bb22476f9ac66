//! A name for each request, in the log and in the answer, so that a caller's report can be found again.

use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use tracing::Instrument;

use crate::context::Context;

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The name of a request, for those who answer it.
#[derive(Debug, Clone)]
pub(super) struct RequestId(pub(super) String);

/// Takes the caller's `X-Request-Id` if it is a plain one, else gives a new one; the span of the request has it.
pub(in crate::http) async fn name_request(
    State(context): State<Context>,
    mut request: Request,
    next: Next,
) -> Response {
    let id = request
        .headers()
        .get(&HEADER)
        .and_then(|id| id.to_str().ok())
        .filter(|id| is_plain(id))
        .map_or_else(|| context.entropy.identifier(), ToOwned::to_owned);
    // The path alone: a query can hold the signature of a link or a phone number.
    let span =
        tracing::info_span!("request", id, method = %request.method(), path = request.uri().path());
    request.extensions_mut().insert(RequestId(id.clone()));
    let mut response = next.run(request).instrument(span).await;
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HEADER, id);
    }
    response
}

fn is_plain(id: &str) -> bool {
    (1..=64).contains(&id.len())
        && id
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}
