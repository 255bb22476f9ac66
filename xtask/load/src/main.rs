//! The load tool behind `cargo xtask bench`: measures the server as it is shipped, over HTTP on loopback, beside the raw
//! engine, and prints a table and one line of JSON. Figures, not verdicts: nothing here passes or fails.

mod client;
mod commands;
mod cpu;
mod journey;
mod pages;
mod raw;
mod report;
mod served;
mod timing;

use anyhow::{Context as _, Result};

use crate::{
    report::Report,
    served::{Served, ServedDatabase},
};

/// How many clients ask at the same time.
const CLIENTS: [usize; 3] = [1, 8, 64];
/// How many service orders pages are measured over, unless the arguments say other numbers, the smallest first.
const ORDERS: u32 = 100_000;
/// Names the PostgreSQL server.
const POSTGRES_IN: &str = "AFTERCARE_TEST_POSTGRES_URL";

fn main() -> Result<()> {
    let mut orders = std::env::args()
        .skip(1)
        .map(|number| number.parse())
        .collect::<Result<Vec<u32>, _>>()
        .context("the arguments are numbers of service orders")?;
    if orders.is_empty() {
        orders.push(ORDERS);
    }
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(measure(&orders))
}

async fn measure(orders: &[u32]) -> Result<()> {
    let postgres = std::env::var(POSTGRES_IN).context(POSTGRES_IN)?;
    let mut report = Report::default();
    report.machine()?;
    report.bundles()?;
    for name in ["sqlite", "postgres"] {
        let database = |purpose| ServedDatabase::new(name, purpose, &postgres);
        measure_commands(&database("commands").await?, &mut report).await?;
        measure_raw(&database("raw").await?, &mut report).await?;
    }
    for name in ["sqlite", "postgres"] {
        let database = ServedDatabase::new(name, "pages", &postgres).await?;
        let mut filled = 0;
        for &orders in orders.iter().filter(|&&orders| orders > 0) {
            database.fill(orders.saturating_sub(filled)).await?;
            filled = orders;
            measure_pages(&database, orders, &mut report).await?;
        }
    }
    report.print()
}

/// Durable commands over HTTP.
async fn measure_commands(database: &ServedDatabase, report: &mut Report) -> Result<()> {
    let engine = database.engine();
    for clients in CLIENTS {
        let served = Served::start(database).await?;
        if clients == 1 {
            let started_in = served.started_in_ms();
            report.figure(engine, "start-up, empty", started_in, "ms")?;
        }
        let before = [served.cpu()?, cpu::of_this()?];
        let timings = commands::run(&served, clients).await?;
        let after = [served.cpu()?, cpu::of_this()?];
        report.latencies(engine, &format!("commands, {clients} clients"), &timings)?;
        let took = before
            .iter()
            .zip(after)
            .map(|(before, after)| after.saturating_sub(*before));
        for (name, took) in ["server", "load tool"].iter().zip(took) {
            let name = format!("processor time of the {name}, {clients} clients");
            report.figure(engine, &name, timings.share_us(took), "us a command")?;
        }
        let memory = served.resident_mb()?;
        report.figure(engine, &format!("memory, {clients} clients"), memory, "MB")?;
        served.stop().await?;
    }
    Ok(())
}

/// The same statements without the house.
async fn measure_raw(database: &ServedDatabase, report: &mut Report) -> Result<()> {
    for clients in CLIENTS {
        let timings = raw::run(database.url(), clients).await?;
        let name = format!("raw statements, {clients} clients");
        report.latencies(database.engine(), &name, &timings)?;
    }
    Ok(())
}

/// Reading among many service orders.
async fn measure_pages(database: &ServedDatabase, orders: u32, report: &mut Report) -> Result<()> {
    let engine = database.engine();
    let served = Served::start(database).await?;
    let name = format!("start-up, {orders} orders");
    report.figure(engine, &name, served.started_in_ms(), "ms")?;
    for (name, timings) in pages::run(&served).await? {
        report.latencies(engine, &format!("{name}, {orders} orders"), &timings)?;
    }
    let name = format!("memory, {orders} orders");
    report.figure(engine, &name, served.resident_mb()?, "MB")?;
    served.stop().await
}
