//! Makes, at the start, the words of orders that have none yet.

use crate::{context::Context, service::service_orders};

pub(super) async fn run(context: Context) {
    if let Err(error) = service_orders::fill_words(&context).await {
        tracing::warn!(%error, "orders without words can't be searched for until the next start");
    }
}
