//! `aftercare demo`: the demo marketplace, without serving it.

use super::{Failure, open, say};
use crate::{config::Config, demo};

#[derive(Debug, clap::Subcommand)]
pub(super) enum Demo {
    /// Write so many service orders of a year, spread over two hundred merchants; into an empty database the demo
    /// marketplace first.
    Fill {
        /// How many.
        count: u32,
    },
}

impl Demo {
    pub(super) async fn run(self, config: Config) -> Result<(), Failure> {
        match self {
            Self::Fill { count } => {
                let context = open(config).await?;
                demo::fill_if_empty(&context).await?;
                demo::fill(&context, count, |written| {
                    say(&format!("{written} of {count} service orders"));
                })
                .await?;
                context.db.close().await;
                Ok(())
            }
        }
    }
}
