//! Who has an order open.

use aftercare_domain::{
    teamwork::presence::{AtOrder, Others},
    values::number::ServiceOrderNumber,
};
use axum::{Json, extract::State, http::StatusCode};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{
        body,
        path::Path,
        permission::{May, MeetColleagues},
    },
    problem::Problem,
};
use crate::{context::Context, service::teamwork::presence};

/// The routes of presence.
pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new().routes(routes!(put_presence, delete_presence))
}

/// Say that the caller has an order open, and hear which colleagues have. To be said again every 20 seconds: after 45 of
/// silence they are taken to have left. The live stream tells them, as `presence`, when that changes.
#[utoipa::path(put, path = "/api/v1/service-orders/{number}/presence", tag = "service orders",
    params(("number" = String, Path,)), request_body = AtOrder, responses(
    (status = 200, description = "Colleagues of the caller who have it open", body = Others),
    (status = 403, description = "For people who work on orders"),
    (status = 404, description = "There is no such order, or it is another's"),
))]
async fn put_presence(
    State(context): State<Context>,
    may: May<MeetColleagues>,
    Path(number): Path<ServiceOrderNumber>,
    body::Json(at_order): body::Json<AtOrder>,
) -> Result<Json<Others>, Problem> {
    let others = presence::enter(&context, &may.actor, &number, at_order.working).await?;
    others.map(Json).ok_or_else(Problem::not_found)
}

/// Say that the caller has closed an order.
#[utoipa::path(delete, path = "/api/v1/service-orders/{number}/presence", tag = "service orders",
    params(("number" = String, Path,)), responses(
    (status = 204, description = "Colleagues don't see them there any more"),
    (status = 403, description = "For people who work on orders"),
    (status = 404, description = "There is no such order, or it is another's"),
))]
async fn delete_presence(
    State(context): State<Context>,
    may: May<MeetColleagues>,
    Path(number): Path<ServiceOrderNumber>,
) -> Result<StatusCode, Problem> {
    let left = presence::leave(&context, &may.actor, &number).await?;
    left.map(|()| StatusCode::NO_CONTENT)
        .ok_or_else(Problem::not_found)
}
