//! Drafts of commands' forms.

use aftercare_domain::{
    form::{FieldError, Violation},
    service_order::CommandType,
    teamwork::draft::{Draft, DraftFields, Drafts, MAX_DRAFT_BYTES},
    values::number::ServiceOrderNumber,
};
use axum::{Json, extract::State, http::StatusCode};
use serde_json::{Map, Value};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{
        body,
        path::{Path, PathPair},
        permission::{KeepDrafts, May},
    },
    problem::{Code, Problem},
};
use crate::{context::Context, service::teamwork::drafts};

/// The routes of drafts.
pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(list_drafts))
        .routes(routes!(put_draft, delete_draft))
}

/// What the caller has typed into forms of this order and not sent yet.
#[utoipa::path(get, path = "/api/v1/service-orders/{number}/drafts", tag = "service orders",
    params(("number" = String, Path,)), responses(
    (status = 200, description = "The caller's own drafts, the latest first", body = Drafts),
    (status = 403, description = "Drafts are kept for people, not for tokens"),
    (status = 404, description = "There is no such order, or it is another's"),
))]
async fn list_drafts(
    State(context): State<Context>,
    may: May<KeepDrafts>,
    Path(number): Path<ServiceOrderNumber>,
) -> Result<Json<Drafts>, Problem> {
    let found = drafts::list(&context, &may.actor, &number).await?;
    found.map(Json).ok_or_else(Problem::not_found)
}

/// Keep what the caller has typed into a command's form. It ends when they give that command.
#[utoipa::path(put, path = "/api/v1/service-orders/{number}/drafts/{command}", tag = "service orders", params(
    ("number" = String, Path,),
    ("command" = CommandType, Path,),
), request_body = DraftFields, responses(
    (status = 200, description = "The draft as it is kept now", body = Draft),
    (status = 403, description = "Drafts are kept for people, not for tokens"),
    (status = 404, description = "There is no such order or command, or it is another's"),
    (status = 413, description = "More than 32 KiB"),
))]
async fn put_draft(
    State(context): State<Context>,
    may: May<KeepDrafts>,
    PathPair(number, command): PathPair<ServiceOrderNumber, CommandType>,
    body::OwnJson(typed): body::OwnJson<DraftFields>,
) -> Result<Json<Draft>, Problem> {
    let Value::Object(fields) = typed.fields else {
        let fault = FieldError::wrong_type("object");
        return Err(Problem::invalid(&[Violation::new("fields", fault)]));
    };
    if !is_short(&fields) {
        return Err(Problem::new(Code::TooLarge).param("limit_bytes", MAX_DRAFT_BYTES));
    }
    let kept = drafts::put(&context, &may.actor, &number, command, fields).await?;
    kept.map(Json).ok_or_else(Problem::not_found)
}

fn is_short(fields: &Map<String, Value>) -> bool {
    serde_json::to_string(fields).is_ok_and(|json| json.len() <= MAX_DRAFT_BYTES)
}

/// Throw away what the caller has typed into a command's form.
#[utoipa::path(delete, path = "/api/v1/service-orders/{number}/drafts/{command}", tag = "service orders", params(
    ("number" = String, Path,),
    ("command" = CommandType, Path,),
), responses(
    (status = 204, description = "There is no draft any more"),
    (status = 403, description = "Drafts are kept for people, not for tokens"),
    (status = 404, description = "There is no such order or command, or it is another's"),
))]
async fn delete_draft(
    State(context): State<Context>,
    may: May<KeepDrafts>,
    PathPair(number, command): PathPair<ServiceOrderNumber, CommandType>,
) -> Result<StatusCode, Problem> {
    let removed = drafts::remove(&context, &may.actor, &number, command).await?;
    removed
        .map(|()| StatusCode::NO_CONTENT)
        .ok_or_else(Problem::not_found)
}
