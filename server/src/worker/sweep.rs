//! Sweeps out, at the start and every hour, the answers that nobody will ask for again, the drafts with which nobody goes
//! on, and the notifications of long ago.

use std::time::Duration;

use crate::{
    context::Context,
    service::{
        audit::{personal_searches, security_log},
        teamwork::{drafts, notifications, robots},
    },
    write::idempotency,
};

/// How long something may stay after its time is over.
const EVERY: Duration = Duration::from_hours(1);

pub(super) async fn run(context: Context) {
    loop {
        if let Err(error) = idempotency::delete_old(&context.db, &context.clock).await {
            tracing::warn!(%error, "old answers could not be forgotten");
        }
        if let Err(error) = drafts::delete_old(&context).await {
            tracing::warn!(%error, "old drafts could not be forgotten");
        }
        if let Err(error) = notifications::delete_old(&context).await {
            tracing::warn!(%error, "old notifications could not be forgotten");
        }
        if let Err(error) = robots::delete_old(&context).await {
            tracing::warn!(%error, "what robots told long ago could not be forgotten");
        }
        if let Err(error) = security_log::delete_old(&context).await {
            tracing::warn!(%error, "old security events could not be forgotten");
        }
        if let Err(error) = personal_searches::delete_old(&context).await {
            tracing::warn!(%error, "old searches could not be forgotten");
        }
        tokio::select! {
            () = context.shutdown.requested() => break,
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}
