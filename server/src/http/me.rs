//! Who is signed in.

use aftercare_domain::view::Me;
use axum::Json;

use super::extract::caller::Caller;

/// Who calls.
#[utoipa::path(get, path = "/api/v1/me", tag = "access", responses(
    (status = 200, description = "Who the caller is, and what they may do", body = Me),
    (status = 401, description = "Nobody is signed in"),
))]
pub(super) async fn get_me(caller: Caller) -> Json<Me> {
    Json(Me::of(caller.actor))
}
