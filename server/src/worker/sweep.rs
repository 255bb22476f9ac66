//! Sweeps out, at the start and every hour, the answers that nobody will ask for again.

use std::time::Duration;

use crate::{context::Context, service::once};

/// How long an answer may stay after its time is over.
const EVERY: Duration = Duration::from_hours(1);

pub(super) async fn run(context: Context) {
    loop {
        if let Err(error) = once::forget_old(&context).await {
            tracing::warn!(%error, "old answers could not be forgotten");
        }
        tokio::select! {
            () = context.stopping.told() => break,
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}
