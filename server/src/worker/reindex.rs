//! Makes, at the start and every hour, the words of orders that have none by today's rules: after an update those of all,
//! later those of orders that a replica of an earlier release wrote.

use std::time::Duration;

use crate::{context::Context, service::service_orders};

const EVERY: Duration = Duration::from_hours(1);
/// How long it rests after it broke off.
const AGAIN_AFTER: Duration = Duration::from_mins(1);

pub(super) async fn run(context: Context) {
    loop {
        let rest = match service_orders::rebuild_words(&context).await {
            Ok(()) => EVERY,
            Err(error) => {
                tracing::warn!(%error, "words of orders could not be made; until they are, orders are found by those of before");
                AGAIN_AFTER
            }
        };
        tokio::select! {
            () = context.shutdown.requested() => break,
            () = tokio::time::sleep(rest) => {}
        }
    }
}
