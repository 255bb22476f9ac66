//! Does the works of the outbox as they are queued.

use std::time::Duration;

use crate::{context::Context, service::outbox};

/// How long a work may wait that another replica queued, or that was put off.
const POLL: Duration = Duration::from_secs(1);

pub(super) async fn run(context: Context) {
    loop {
        if let Err(error) = outbox::act(&context).await {
            tracing::warn!(%error, "the outbox could not be worked on");
        }
        tokio::select! {
            () = context.shutdown.requested() => break,
            () = tokio::time::sleep(POLL) => {}
            () = context.outbox_wake.notified() => {}
        }
    }
}
