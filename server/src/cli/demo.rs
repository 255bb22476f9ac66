//! `aftercare demo`: the demo marketplace, without serving it.

use super::{CliError, open, print_line};
use crate::{config::Config, demo};

#[derive(Debug, clap::Subcommand)]
pub(super) enum DemoCommand {
    /// Write so many service orders of a year, spread over two hundred merchants; into an empty database the demo
    /// marketplace first.
    Fill {
        /// How many.
        count: u32,
    },
}

impl DemoCommand {
    pub(super) async fn run(self, config: Config) -> Result<(), CliError> {
        match self {
            Self::Fill { count } => {
                let context = open(config).await?;
                demo::fill_if_empty(&context).await?;
                demo::fill(&context, count, |written| {
                    print_line(&format!("{written} of {count} service orders"));
                })
                .await?;
                context.db.close().await;
                Ok(())
            }
        }
    }
}
