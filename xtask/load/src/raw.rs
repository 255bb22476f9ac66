//! The raw engine: the statements that the write path sends for the same journeys, in batches of the same sizes and with
//! the same durability, without deciding, HTTP, or anybody who waits. What a served command takes beyond this is the house.

mod batch;
mod script;

use std::time::{Duration, Instant};

use aftercare_server::db::{Db, DbError, Engine};
use anyhow::Result;

use self::script::Script;
use crate::timing::Timings;

/// How long statements run in all.
const LASTS: Duration = Duration::from_secs(5);
/// How many batches are prepared at a time: enough of them to run undisturbed, and few enough to hold.
const PREPARED: usize = 70;

/// Runs batches of so many commands.
pub(crate) async fn run(url: &str, commands: usize) -> Result<Timings> {
    let db = Db::open(url).await?;
    // As the server has it: PostgreSQL has two writers, and what waits is divided among them.
    let writers = match db.engine() {
        Engine::Postgres if commands > 1 => 2,
        Engine::Postgres | Engine::Sqlite => 1,
    };
    let mut scripts = Vec::new();
    for writer in 0..writers {
        let clients = commands / usize::try_from(writers)?;
        scripts.push(Script::new(&db, writer, clients).await?);
    }
    let mut latencies = Vec::new();
    let mut took = Duration::ZERO;
    while took < LASTS {
        let prepared = scripts
            .iter_mut()
            .map(|script| script.batches(PREPARED))
            .collect::<Result<Vec<_>>>()?;
        let begun = Instant::now();
        let running: Vec<_> = prepared
            .into_iter()
            .map(|batches| tokio::spawn(write(db.clone(), batches)))
            .collect();
        for running in running {
            latencies.extend(running.await??);
        }
        took += begun.elapsed();
    }
    db.close().await;
    Ok(Timings::of(latencies, took))
}

/// Writes batches one after another; each of a batch's commands took as long as the batch.
async fn write(db: Db, batches: Vec<batch::Batch>) -> Result<Vec<Duration>, DbError> {
    let engine = db.engine();
    let mut latencies = Vec::new();
    for batch in batches {
        let commands = batch.commands();
        let begun = Instant::now();
        db.write(move |connection| Box::pin(async move { batch.write(connection, engine).await }))
            .await?;
        latencies.extend(std::iter::repeat_n(begun.elapsed(), commands));
    }
    Ok(latencies)
}
