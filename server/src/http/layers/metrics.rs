//! Figures of the running server, for Prometheus.

use std::{sync::OnceLock, time::Instant};

use aftercare_domain::people::{access::Scope, party::Role};
use axum::{
    extract::{MatchedPath, Request},
    http::{HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    context::Context,
    http::{
        extract::caller::Caller,
        problem::{Code, Problem},
    },
};

const DURATION: &str = "http_request_duration_seconds";

/// The one recorder of this process, or why there is none.
static RECORDER: OnceLock<Result<PrometheusHandle, BuildError>> = OnceLock::new();

/// Starts to record, once a process.
pub fn record() -> Result<(), &'static BuildError> {
    RECORDER.get_or_init(install).as_ref().map(|_| ())
}

fn install() -> Result<PrometheusHandle, BuildError> {
    PrometheusBuilder::new()
        .set_buckets_for_metric(
            Matcher::Full(DURATION.to_owned()),
            &[
                0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5,
            ],
        )?
        .install_recorder()
}

/// The routes of figures.
pub(in crate::http) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new().routes(routes!(get_metrics))
}

/// Figures of the running server, for a token of the platform's that has the scope `metrics:read`. Who comes from this
/// machine needs one as well: behind a proxy, everybody does.
#[utoipa::path(get, path = "/metrics", tag = "operation", security(("token" = [])), responses(
    (status = 200, description = "The figures, in Prometheus's text format", content_type = "text/plain"),
    (status = 401, description = "The request has no token"),
    (status = 403, description = "The token is no platform's, or has not the scope"),
))]
async fn get_metrics(caller: Caller) -> Result<Response, Problem> {
    let is_platforms = match &caller.actor.role {
        Role::ApiClient { merchant, .. } => merchant.is_none(),
        Role::Consumer { .. }
        | Role::Merchant { .. }
        | Role::Store { .. }
        | Role::Operator
        | Role::ReturnCentre
        | Role::System { .. } => false,
    };
    if !is_platforms || !caller.has_scope(Scope::ReadMetrics) {
        return Err(Problem::new(Code::ScopeMissing).param("scope", Scope::ReadMetrics.name()));
    }
    let text = RECORDER
        .get()
        .and_then(|recorder| recorder.as_ref().ok())
        .map(PrometheusHandle::render)
        .unwrap_or_default();
    let content_type = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, content_type)], text).into_response())
}

/// The name of a method. Anybody can make up others, and each would be a figure that is kept for ever.
fn known(method: &Method) -> &'static str {
    const KNOWN: &[&str] = &[
        "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "CONNECT", "TRACE",
    ];
    let own = KNOWN.iter().find(|&&name| name == method.as_str());
    own.copied().unwrap_or("other")
}

/// Counts and times requests by route and status; never by what is in the path.
pub(in crate::http) async fn measure(request: Request, next: Next) -> Response {
    let method = known(request.method());
    let door = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "none".to_owned(), |path| path.as_str().to_owned());
    let begun = Instant::now();
    let response = next.run(request).await;
    let labels = [
        ("method", method.to_owned()),
        ("path", door),
        ("status", response.status().as_str().to_owned()),
    ];
    metrics::histogram!(DURATION, &labels).record(begun.elapsed().as_secs_f64());
    response
}
