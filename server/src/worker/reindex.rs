//! Makes, at the start and every hour, the words of orders, and their entries in lists, that are not there by today's rules: after
//! an update those of all, later those of orders that a replica of an earlier release wrote.

use std::time::Duration;

use crate::{context::Context, db::DbError, service::service_orders};

const EVERY: Duration = Duration::from_hours(1);
/// How long it rests after it broke off.
const AGAIN_AFTER: Duration = Duration::from_mins(1);

pub(super) async fn run(context: Context) {
    loop {
        let rest = match make(&context).await {
            Ok(()) => EVERY,
            Err(error) => {
                tracing::warn!(%error, "words or list entries of orders could not be made; until they are, orders are found by those of before, and read whole for lists");
                AGAIN_AFTER
            }
        };
        tokio::select! {
            () = context.shutdown.requested() => break,
            () = tokio::time::sleep(rest) => {}
        }
    }
}

async fn make(context: &Context) -> Result<(), DbError> {
    service_orders::make_list_entries(context).await?;
    service_orders::rebuild_words(context).await
}
