//! The sandbox clock, of a demo server only.

use aftercare_domain::{
    form::{FieldError, Violation},
    people::access::AdvanceClock,
    values::time::ClockView,
};
use axum::{Json, extract::State};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{
        idempotency::Idempotent,
        permission::{May, MoveClock},
    },
    problem::Problem,
};
use crate::{config::deadlines::Length, context::Context, service::sandbox};

/// The routes of the sandbox's clock.
pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new().routes(routes!(get_clock, advance_clock))
}

/// What time it is for orders, deadlines and reports.
#[utoipa::path(get, path = "/api/v1/sandbox/clock", tag = "sandbox", security(()), responses(
    (status = 200, description = "The product's time as it is now", body = ClockView),
    (status = 404, description = "This server is no sandbox"),
))]
async fn get_clock(State(context): State<Context>) -> Result<Json<ClockView>, Problem> {
    check_sandbox(&context)?;
    Ok(Json(sandbox::now(&context)))
}

/// Move the time ahead: `{"advance": "25h"}`. Sessions, tokens, links and rate limits keep real time.
#[utoipa::path(post, path = "/api/v1/sandbox/clock", tag = "sandbox", request_body = AdvanceClock, responses(
    (status = 200, description = "The product's time after the move", body = ClockView),
    (status = 404, description = "This server is no sandbox"),
))]
async fn advance_clock(
    State(context): State<Context>,
    _may: May<MoveClock>,
    once: Idempotent<AdvanceClock>,
) -> Result<Json<ClockView>, Problem> {
    check_sandbox(&context)?;
    let length = Length::parse(once.form.advance.as_str())
        .map_err(|_| Problem::invalid(&[Violation::new("advance", FieldError::NotADuration {})]))?;
    let clock = sandbox::advance(&context, length.span(), once.request).await?;
    Ok(Json(clock))
}

fn check_sandbox(context: &Context) -> Result<(), Problem> {
    if context.sandbox {
        Ok(())
    } else {
        Err(Problem::not_found())
    }
}
