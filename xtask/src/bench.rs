//! `cargo xtask bench`: how fast, how small. Builds as shipped, starts both databases with full durability, and hands
//! over to the load tool `aftercare-bench`, which prints a table and JSON; then a browser measures the pages.

use std::fs;
use std::process::Command;

use anyhow::Result;
use clap::Args;

use crate::build::{self, Profile};
use crate::layout::Layout;
use crate::postgres::{self, Durability, Postgres};
use crate::{process, setup, test};

/// The package and binary of the load tool.
const LOAD_TOOL: &str = "aftercare-bench";
/// Over how many service orders pages are measured unless something else is said.
const ORDERS: u32 = 100_000;
/// How the browser's server is told over how many.
const ORDERS_IN: &str = "MEASURED_ORDERS";

/// What is measured.
#[derive(Args)]
pub(crate) struct BenchOptions {
    /// Only what a browser measures: Lighthouse, and how soon a page answers
    #[arg(long)]
    browser: bool,
    /// Over how many service orders pages are measured; a browser takes the first number
    #[arg(default_values_t = [ORDERS])]
    orders: Vec<u32>,
}

/// Measures the release build.
pub(crate) fn measure(layout: &Layout, choice: &BenchOptions) -> Result<()> {
    setup::for_measuring(layout)?;
    build::everything(layout, Profile::Release)?;
    if !choice.browser {
        load(layout, &choice.orders)?;
    }
    browse(layout, choice.orders.first().copied().unwrap_or(ORDERS))
}

/// Throughput, latency and memory of the server.
fn load(layout: &Layout, orders: &[u32]) -> Result<()> {
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

/// What a browser makes of the pages, on a phone as slow as Lighthouse takes one to be.
fn browse(layout: &Layout, orders: u32) -> Result<()> {
    let measures = layout.measures();
    process::run(
        Command::new(layout.npm_program("tsc"))
            .current_dir(&measures)
            .arg("--noEmit"),
    )?;
    process::run(
        test::playwright(layout, Profile::Release)
            .current_dir(&measures)
            .env(ORDERS_IN, orders.to_string())
            .arg("test"),
    )
}
