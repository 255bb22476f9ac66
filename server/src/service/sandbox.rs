//! The sandbox clock: integrators and tests move the product's time and watch the timers act.

use aftercare_domain::{values::time::Span, view::ClockView};
use serde_json::{Value, json};

use super::timers;
use crate::{
    context::{CLOCK_OFFSET, Context},
    db::{self, DbError},
    write::idempotency::{self, KeyReused},
};

/// Why the clock was not moved.
#[derive(Debug, thiserror::Error)]
pub enum ClockRefusal {
    /// It would stand beyond what can be written.
    #[error("the clock would stand beyond the year 9999")]
    TooFar,
    /// The idempotency key was used for another request.
    #[error(transparent)]
    KeyReused(#[from] KeyReused),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// What time it is for orders, deadlines and reports.
pub fn now(context: &Context) -> ClockView {
    ClockView {
        now: context.clock.now(),
    }
}

/// Moves the product's time ahead. It stays moved after a restart. The answer comes when the timers that came due by it
/// have been acted on.
pub async fn advance(
    context: &Context,
    by: Span,
    call: idempotency::IdempotentRequest,
) -> Result<ClockView, ClockRefusal> {
    let now = context.clock.now();
    if by.after(now).ms() != now.ms().saturating_add(by.ms()) {
        return Err(ClockRefusal::TooFar);
    }
    let (_, body) = idempotency::once(&context.db, &context.clock, call, 200, move |connection| {
        Box::pin(async move {
            let before = db::settings::find(connection, CLOCK_OFFSET).await?;
            let before_ms: i64 = before
                .map_or(Ok(0), |offset| offset.parse())
                .map_err(|error| DbError::corrupt("settings", "value", CLOCK_OFFSET, error))?;
            let offset_ms = before_ms.saturating_add(by.ms());
            db::settings::put(connection, CLOCK_OFFSET, &offset_ms.to_string()).await?;
            Ok::<Value, ClockRefusal>(json!(offset_ms))
        })
    })
    .await?;
    if let Some(offset_ms) = body.as_i64() {
        context.clock.reach_offset_ms(offset_ms);
    }
    timers::settle(context).await?;
    Ok(ClockView {
        now: context.clock.now(),
    })
}
