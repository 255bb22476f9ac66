//! Whether the server lives, and whether it can serve.

use axum::{extract::State, http::StatusCode};

use super::problem::Problem;
use crate::context::Context;

/// The process answers.
#[utoipa::path(get, path = "/healthz", tag = "operation", security(()), responses(
    (status = 200, description = "The server is alive"),
))]
pub async fn get_health() -> StatusCode {
    StatusCode::OK
}

/// The database answers and has all its tables.
#[utoipa::path(get, path = "/readyz", tag = "operation", security(()), responses(
    (status = 200, description = "The server can answer requests"),
    (status = 503, description = "The database can't be reached"),
))]
pub async fn get_readiness(State(context): State<Context>) -> Result<StatusCode, Problem> {
    context.db.check().await?;
    Ok(StatusCode::OK)
}
