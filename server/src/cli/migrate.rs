//! `aftercare migrate`: brings the tables up to date, which `serve` does at its start, too.

use super::{Failure, open};
use crate::{config::Config, service::service_orders};

pub(super) async fn run(config: Config) -> Result<(), Failure> {
    let context = open(config).await?;
    service_orders::fill_words(&context).await?;
    context.db.close().await;
    Ok(())
}
