//! Who is signed in.

use aftercare_domain::view::Me;
use axum::Json;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::extract::caller::Caller;
use crate::context::Context;

/// The routes of the caller.
pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new().routes(routes!(get_me))
}

/// Who calls.
#[utoipa::path(get, path = "/api/v1/me", tag = "access", responses(
    (status = 200, description = "Who the caller is, and what they may do", body = Me),
    (status = 401, description = "Nobody is signed in"),
))]
async fn get_me(caller: Caller) -> Json<Me> {
    Json(Me::of(caller.actor))
}
