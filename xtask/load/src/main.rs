//! The load tool behind `cargo xtask bench`: measures the server as it is shipped, over HTTP on loopback, and prints a table
//! and one line of JSON. Figures, not verdicts: nothing here passes or fails.

mod client;
mod journey;
mod pages;
mod report;
mod served;
mod timing;

use anyhow::{Context as _, Result};

use crate::{
    report::Report,
    served::{Database, Served},
};

/// How many clients ask at the same time.
const CLIENTS: [usize; 3] = [1, 8, 64];
/// How many orders the list and order pages are measured over, unless the first argument says another number.
const ORDERS: u32 = 100_000;

fn main() -> Result<()> {
    let orders = match std::env::args().nth(1) {
        Some(number) => number
            .parse()
            .context("the argument is the number of orders for the pages")?,
        None => ORDERS,
    };
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(measure(orders))
}

async fn measure(orders: u32) -> Result<()> {
    let postgres =
        std::env::var("AFTERCARE_BENCH_POSTGRES_URL").context("AFTERCARE_BENCH_POSTGRES_URL")?;
    let mut report = Report::default();
    report.bundles()?;
    for database in [
        Database::sqlite("commands"),
        Database::postgres(&postgres, "commands").await?,
    ] {
        for clients in CLIENTS {
            let served = Served::start(&database).await?;
            if clients == 1 {
                report.figure(
                    database.engine(),
                    "start-up, empty",
                    served.started_in_ms(),
                    "ms",
                );
            }
            let timings = journey::run(&served, clients).await?;
            report.latencies(
                database.engine(),
                &format!("commands, {clients} clients"),
                &timings,
            );
            report.figure(
                database.engine(),
                &format!("memory after {clients} clients"),
                served.resident_mb()?,
                "MB",
            );
            served.stop().await?;
        }
    }
    for database in [
        Database::sqlite("pages"),
        Database::postgres(&postgres, "pages").await?,
    ] {
        database.fill(orders).await?;
        let served = Served::start(&database).await?;
        report.figure(
            database.engine(),
            &format!("start-up, {orders} orders"),
            served.started_in_ms(),
            "ms",
        );
        for (name, timings) in pages::run(&served).await? {
            report.latencies(
                database.engine(),
                &format!("{name}, {orders} orders"),
                &timings,
            );
        }
        report.figure(
            database.engine(),
            &format!("memory, {orders} orders"),
            served.resident_mb()?,
            "MB",
        );
        served.stop().await?;
    }
    report.print()
}
