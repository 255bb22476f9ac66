//! Whether the server lives, and whether it can serve.

use axum::{extract::State, http::StatusCode};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::problem::Problem;
use crate::context::Context;

/// The routes of health.
pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(get_health))
        .routes(routes!(get_readiness))
}

/// The process answers.
#[utoipa::path(get, path = "/healthz", tag = "operation", security(()), responses(
    (status = 200, description = "The server is alive"),
))]
async fn get_health() -> StatusCode {
    StatusCode::OK
}

/// The database answers and has all its tables.
#[utoipa::path(get, path = "/readyz", tag = "operation", security(()), responses(
    (status = 200, description = "The server can answer requests"),
    (status = 503, description = "The database can't be reached"),
))]
async fn get_readiness(State(context): State<Context>) -> Result<StatusCode, Problem> {
    context.db.check().await?;
    Ok(StatusCode::OK)
}
