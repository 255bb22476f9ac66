//! Rate limiting: counts requests and refuses those beyond the limit, so that one caller can't starve others.
//!
//! A request counts once, for whom it is recognised as, which is when it is first asked who that is. A page asks the API for what
//! it shows, in process and several times: these calls share the count of the page.

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::{
    context::Context,
    http::{
        extract::{caller, peer::Peer, rate::RequestCount},
        problem::Problem,
    },
    memory::network::Network,
};

/// Files that browsers load with a page cost next to nothing, and come many at once.
const FILES: &str = "/assets/";

/// Counts a request; refuses it when it is one too many.
pub(in crate::http) async fn count(
    State(context): State<Context>,
    request: Request,
    next: Next,
) -> Response {
    if request.uri().path().starts_with(FILES) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let Peer(address) = Peer::of(&parts, &context);
    let count_network = || {
        let at = context.clock.real_now();
        address.map_or(Ok(()), |address| {
            let network = Network::of(address);
            context
                .rates
                .count_network(network, &context.config.limits, at)
        })
    };
    if caller::proof(&context, &parts.headers).is_none() {
        return match count_network() {
            Ok(()) => next.run(Request::from_parts(parts, body)).await,
            Err(too_many) => Problem::from(too_many).into_response(),
        };
    }
    let counting = RequestCount::default();
    parts.extensions.insert(counting.clone());
    let response = next.run(Request::from_parts(parts, body)).await;
    // Invalid credentials count as none.
    match counting.counted().unwrap_or_else(count_network) {
        Ok(()) => response,
        Err(too_many) => Problem::from(too_many).into_response(),
    }
}
