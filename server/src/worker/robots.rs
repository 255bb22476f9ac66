//! Has robots tell what they are to tell.

use std::time::Duration;

use crate::{context::Context, service::teamwork::robots};

/// How long something may wait that a robot is to tell.
const POLL: Duration = Duration::from_secs(1);

pub(super) async fn run(context: Context) {
    loop {
        if let Err(error) = robots::act(&context).await {
            tracing::warn!(%error, "robots could not speak");
        }
        tokio::select! {
            () = context.shutdown.requested() => break,
            () = tokio::time::sleep(POLL) => {}
        }
    }
}
