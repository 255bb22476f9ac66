//! `cargo xtask bench`: how fast, how small. Builds as shipped, starts both databases with full durability, and hands
//! over to the load tool `aftercare-bench`, which prints a table and JSON.

use std::fs;
use std::process::Command;

use anyhow::Result;

use crate::build::{self, Profile};
use crate::layout::Layout;
use crate::postgres::{self, Durability, Postgres};
use crate::{process, setup};

/// The package and binary of the load tool.
const LOAD_TOOL: &str = "aftercare-bench";

/// Measures the release build.
pub(crate) fn measure(layout: &Layout, orders: &[u32]) -> Result<()> {
    setup::for_databases()?;
    build::everything(layout, Profile::Release)?;
    process::run(process::cargo(layout.root()).args(["build", "--release", "--bin", LOAD_TOOL]))?;
    let postgres = Postgres::start(Durability::Full)?;
    let folder = std::env::temp_dir().join(format!("{LOAD_TOOL}-{}", std::process::id()));
    fs::create_dir(&folder)?;
    let measured = process::run(
        Command::new(layout.binary("release", LOAD_TOOL))
            .current_dir(&folder)
            .env(
                build::SERVER_IN,
                build::server_binary(layout, Profile::Release),
            )
            .env("AFTERCARE_SITE_DIR", layout.site())
            .env(postgres::GIVEN_IN, postgres.url())
            .args(orders.iter().map(u32::to_string)),
    );
    fs::remove_dir_all(&folder)?;
    measured
}
