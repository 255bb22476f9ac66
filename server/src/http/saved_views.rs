//! Saved views.

use aftercare_domain::{
    teamwork::saved_view::{MOST_VIEWS, SavedView, SavedViews, ViewDraft},
    values::id::ViewId,
};
use axum::{Json, extract::State, http::StatusCode};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{
        body,
        idempotency::Idempotent,
        path::Path,
        permission::{KeepViews, May},
    },
    problem::{Code, Problem},
};
use crate::{
    context::Context,
    service::teamwork::saved_views::{self, ViewRefusal},
};

/// The routes of saved views.
pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(list_views, create_view))
        .routes(routes!(put_view, delete_view))
}

/// The views that the caller sees: their own, and those that are shared with them.
#[utoipa::path(get, path = "/api/v1/views", tag = "service orders", responses(
    (status = 200, description = "Their own first, each by name", body = SavedViews),
))]
async fn list_views(
    State(context): State<Context>,
    may: May<KeepViews>,
) -> Result<Json<SavedViews>, Problem> {
    Ok(Json(saved_views::list(&context, &may.actor).await?))
}

/// Keep a list under a name. A shared view is seen by all of the same merchant or store, or of the platform.
#[utoipa::path(post, path = "/api/v1/views", tag = "service orders", request_body = ViewDraft, responses(
    (status = 201, description = "The view as it was added", body = SavedView),
    (status = 409, description = "There are as many as one person may have: 50"),
    (status = 422, description = "The query is none of a list or tells of a person, or another view has that name"),
))]
async fn create_view(
    State(context): State<Context>,
    may: May<KeepViews>,
    once: Idempotent<ViewDraft>,
) -> Result<(StatusCode, Json<SavedView>), Problem> {
    let view = saved_views::add(&context, &may.actor, once.form, once.request).await?;
    Ok((StatusCode::CREATED, Json(view)))
}

/// Change a view.
#[utoipa::path(put, path = "/api/v1/views/{id}", tag = "service orders", params(("id" = String, Path,)),
    request_body = ViewDraft, responses(
    (status = 200, description = "The view as it is now", body = SavedView),
    (status = 403, description = "Another made it, and the caller does not own the merchant"),
    (status = 404, description = "There is no such view, or it is not shared with the caller"),
    (status = 422, description = "The query is none of a list or tells of a person, or another view has that name"),
))]
async fn put_view(
    State(context): State<Context>,
    may: May<KeepViews>,
    Path(id): Path<ViewId>,
    body::Json(draft): body::Json<ViewDraft>,
) -> Result<Json<SavedView>, Problem> {
    Ok(Json(
        saved_views::change(&context, &may.actor, id, draft).await?,
    ))
}

/// Remove a view.
#[utoipa::path(delete, path = "/api/v1/views/{id}", tag = "service orders", params(("id" = String, Path,)), responses(
    (status = 204, description = "The view is gone"),
    (status = 403, description = "Another made it, and the caller does not own the merchant"),
    (status = 404, description = "There is no such view, or it is not shared with the caller"),
))]
async fn delete_view(
    State(context): State<Context>,
    may: May<KeepViews>,
    Path(id): Path<ViewId>,
) -> Result<StatusCode, Problem> {
    saved_views::remove(&context, &may.actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

impl From<ViewRefusal> for Problem {
    fn from(refusal: ViewRefusal) -> Self {
        match refusal {
            ViewRefusal::Personal => Self::new(Code::ViewTellsOfPerson),
            ViewRefusal::TooMany => Self::new(Code::TooManyViews).param("most", MOST_VIEWS),
        }
    }
}
