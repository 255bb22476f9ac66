//! `aftercare migrate`: brings the tables up to date, which `serve` does at its start, too, and what is kept of orders
//! to find and to list them, which `serve` does beside its work.

use super::{CliError, open};
use crate::{config::Config, service::service_orders};

pub(super) async fn run(config: Config) -> Result<(), CliError> {
    let context = open(config).await?;
    service_orders::make_list_entries(&context).await?;
    service_orders::rebuild_words(&context).await?;
    context.db.close().await;
    Ok(())
}
