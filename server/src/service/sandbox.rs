//! The sandbox clock: integrators and tests move the product's time and watch the timers act.

use aftercare_domain::{
    form::{FieldError, Violation},
    values::time::{ClockView, Span},
};

use super::{Error, timers};
use crate::{
    context::{CLOCK_OFFSET, Context},
    db::{self, DbError},
    write::idempotency,
};

/// What time it is for orders, deadlines and reports.
pub fn now(context: &Context) -> ClockView {
    ClockView {
        now: context.clock.now(),
    }
}

/// Moves the product's time ahead. It stays moved after a restart. The answer comes when the timers that came due by it
/// have been acted on. Refused where the clock would stand beyond the year 9999.
pub async fn advance(
    context: &Context,
    by: Span,
    call: idempotency::IdempotentRequest,
) -> Result<ClockView, Error> {
    let now = context.clock.now();
    if by.after(now).ms() != now.ms().saturating_add(by.ms()) {
        return Err(Violation::new("advance", FieldError::NotADuration {}).into());
    }
    let moved = idempotency::once::<i64, Error, _>(
        &context.db,
        &context.clock,
        call,
        200,
        move |connection| {
            Box::pin(async move {
                let before = db::settings::find(connection, CLOCK_OFFSET).await?;
                let before_ms: i64 = before
                    .map_or(Ok(0), |offset| offset.parse())
                    .map_err(|error| DbError::corrupt("settings", "value", CLOCK_OFFSET, error))?;
                let offset_ms = before_ms.saturating_add(by.ms());
                db::settings::put(connection, CLOCK_OFFSET, &offset_ms.to_string()).await?;
                Ok(offset_ms)
            })
        },
    );
    context.clock.reach_offset_ms(moved.await?);
    timers::settle(context).await?;
    Ok(ClockView {
        now: context.clock.now(),
    })
}
