//! `aftercare migrate`: brings the tables up to date, which `serve` does at its start, too.

use super::{Failure, open};
use crate::config::Config;

pub(super) async fn run(config: Config) -> Result<(), Failure> {
    let context = open(config).await?;
    context.db.close().await;
    Ok(())
}
