//! Makes up, at the start and every hour, the logs of refunds that have none: after an update those of all, later those of refunds
//! that a replica of an earlier release wrote.

use std::time::Duration;

use crate::{context::Context, service::refunds};

const EVERY: Duration = Duration::from_hours(1);
/// How long it rests after it broke off.
const AGAIN_AFTER: Duration = Duration::from_mins(1);

pub(super) async fn run(context: Context) {
    loop {
        let rest = match refunds::complete_logs(&context).await {
            Ok(()) => EVERY,
            Err(error) => {
                tracing::warn!(%error, "logs of refunds could not be made up; until they are, each is when its refund changes");
                AGAIN_AFTER
            }
        };
        tokio::select! {
            () = context.shutdown.requested() => break,
            () = tokio::time::sleep(rest) => {}
        }
    }
}
