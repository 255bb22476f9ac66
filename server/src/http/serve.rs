//! Listening, and stopping without losing anything.

use std::{future::Future, time::Duration};

use metrics_exporter_prometheus::BuildError;
use tokio::net::TcpListener;

use super::{layers::metrics, router::router};
use crate::{context::Context, worker};

mod connections;
mod descriptors;
mod farewell;
mod pace;

/// How long requests that are running may take to end.
const STOP_WITHIN: Duration = Duration::from_secs(20);

/// Why serving ended before a shutdown was requested.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The figures can't be recorded.
    #[error("the metrics can't be recorded: {0}")]
    Metrics(#[from] &'static BuildError),
}

/// Serves until `stop` is over; then takes no new connections, finishes the requests that are running, and the writes
/// that were queued.
pub async fn serve(
    listener: TcpListener,
    context: Context,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeError> {
    metrics::record()?;
    let workers = worker::start(&context);
    let serving = connections::answer_all(listener, router(&context), &context);
    let told_to_stop = async {
        stop.await;
        context.shutdown.request();
        tokio::time::sleep(STOP_WITHIN).await;
    };
    tokio::select! {
        () = serving => {}
        () = told_to_stop => tracing::warn!("some requests did not end in time"),
    }
    workers.ended().await;
    context.db.close().await;
    Ok(())
}
