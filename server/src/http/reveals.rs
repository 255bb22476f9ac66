//! Personal data of one order, in full.

use aftercare_domain::{
    people::security_event::SecurityEventKind,
    teamwork::reveal::{Reveal, Revealed, Reveals},
    values::number::ServiceOrderNumber,
};
use axum::{Json, extract::State};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{
        idempotency::Idempotent,
        path::Path,
        permission::{May, RevealPersonalData},
    },
    problem::{Code, Problem},
};
use crate::{
    context::Context,
    memory::security_log::Note,
    service::{
        audit::security_log,
        teamwork::reveals::{self, RevealRefusal},
    },
};

/// The routes of reveals.
pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new().routes(routes!(create_reveal, list_reveals))
}

/// See the personal data of an order in full, for a reason. Each time is kept, and counts for the caller's side on that day.
#[utoipa::path(post, path = "/api/v1/service-orders/{number}/reveals", tag = "service orders",
    params(("number" = String, Path,)), request_body = Reveal, responses(
    (status = 200, description = "The order's personal data in full", body = Revealed),
    (status = 403, description = "For people who work on orders"),
    (status = 404, description = "There is no such order, or it is another's"),
    (status = 422, description = "There is no reason, or no remark where one is needed"),
    (status = 429, description = "The caller's side has had all of the day's; `Retry-After` says when the next one begins"),
))]
async fn create_reveal(
    State(context): State<Context>,
    may: May<RevealPersonalData>,
    Path(number): Path<ServiceOrderNumber>,
    once: Idempotent<Reveal>,
) -> Result<Json<Revealed>, Problem> {
    let revealed = reveals::reveal(
        &context,
        &may.actor,
        number.clone(),
        once.form,
        once.request,
    )
    .await?;
    security_log::note(Note::of(SecurityEventKind::Revealed).about(&number));
    Ok(Json(revealed))
}

/// Who has seen the personal data of an order in full, and by which links its consumer could come in, the newest first:
/// owners and operators see all, others what their colleagues saw.
#[utoipa::path(get, path = "/api/v1/service-orders/{number}/reveals", tag = "service orders",
    params(("number" = String, Path,)), responses(
    (status = 200, description = "Who, when and why", body = Reveals),
    (status = 403, description = "For people who work on orders"),
    (status = 404, description = "There is no such order, or it is another's"),
))]
async fn list_reveals(
    State(context): State<Context>,
    may: May<RevealPersonalData>,
    Path(number): Path<ServiceOrderNumber>,
) -> Result<Json<Reveals>, Problem> {
    let found = reveals::list(&context, &may.actor, &number).await?;
    found.map(Json).ok_or_else(Problem::not_found)
}

impl From<RevealRefusal> for Problem {
    fn from(refusal: RevealRefusal) -> Self {
        match refusal {
            RevealRefusal::QuotaUsed { most, seconds_left } => Self::new(Code::RevealQuotaUsed)
                .param("limit", most)
                .retry_after(seconds_left),
        }
    }
}
