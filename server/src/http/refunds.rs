//! Refunds.

use aftercare_domain::{
    refund::{RefundCommand, RefundQuery, RefundRefusal, RefundTotals, RefundView},
    service_order::Refusal,
    values::{id::RefundId, page::Page},
};
use axum::{Json, extract::State};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{
        idempotency::IdempotentJson,
        path::Path,
        permission::{May, ReadRefunds, WriteRefunds},
        query::Query,
    },
    problem::{Code, Problem},
};
use crate::{context::Context, service::refunds};

/// The routes of refunds.
pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(list_refunds))
        .routes(routes!(get_refund_totals))
        .routes(routes!(create_refund_command))
}

/// The refunds that the caller may see, the newest first.
#[utoipa::path(get, path = "/api/v1/refunds", tag = "refunds", params(RefundQuery), responses((status = 200, description = "A page of the refunds, the newest first", body = Page<RefundView>)))]
async fn list_refunds(
    State(context): State<Context>,
    may: May<ReadRefunds>,
    Query(query): Query<RefundQuery>,
) -> Result<Json<Page<RefundView>>, Problem> {
    Ok(Json(refunds::list(&context, &may.actor, &query).await?))
}

/// What of the refunds that the caller may see has not reached consumers yet: by state, how many refunds and how much money.
#[utoipa::path(get, path = "/api/v1/refunds/totals", tag = "refunds",
    responses((status = 200, description = "Counts and sums, by state", body = inline(RefundTotals))))]
pub(super) async fn get_refund_totals(
    State(context): State<Context>,
    may: May<ReadRefunds>,
) -> Result<Json<RefundTotals>, Problem> {
    Ok(Json(refunds::totals(&context, &may.actor).await?))
}

/// Mark a transfer as made: `{"type": "confirm_offline", "reference": "..."}`.
#[utoipa::path(post, path = "/api/v1/refunds/{id}/commands", tag = "refunds",
    params(("id" = String, Path,)), request_body = RefundCommand, responses(
    (status = 200, description = "The refund as it is now", body = RefundView),
    (status = 403, description = "For finance and operators"),
    (status = 404, description = "There is no such refund, or it is another's"),
    (status = 409, description = "The money is with the consumer already, or the transfer paid another refund: `shared_transfer` says that it paid both"),
))]
async fn create_refund_command(
    State(context): State<Context>,
    may: May<WriteRefunds>,
    Path(id): Path<RefundId>,
    once: IdempotentJson,
) -> Result<Json<RefundView>, Problem> {
    let command = RefundCommand::parse(&once.json.value)
        .map_err(|violations| Problem::invalid(&violations))?;
    let given = refunds::command(&context, &may.actor, id, command, once.request);
    Ok(Json(given.await?))
}

impl From<RefundRefusal> for Problem {
    fn from(refusal: RefundRefusal) -> Self {
        match refusal {
            RefundRefusal::AlreadySucceeded => Self::new(Code::RefundSucceeded),
            RefundRefusal::ReferenceUsed { refund } => {
                Self::new(Code::ReferenceUsed).param("paid_refund", refund.as_str())
            }
            RefundRefusal::NotDue => Refusal::NotDue {}.into(),
        }
    }
}
