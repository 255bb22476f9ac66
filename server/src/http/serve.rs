//! Listening, and stopping without losing anything.

use std::{
    future::{Future, IntoFuture},
    io,
    net::SocketAddr,
    time::Duration,
};

use axum::serve::ListenerExt as _;
use metrics_exporter_prometheus::BuildError;
use tokio::net::{TcpListener, TcpStream};

use super::{metrics, router::router};
use crate::{context::Context, worker};

/// How long requests that are running may take to end.
const STOP_WITHIN: Duration = Duration::from_secs(20);

/// Why serving ended before it was told to.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The figures can't be recorded.
    #[error("the metrics can't be recorded: {0}")]
    Metrics(#[from] &'static BuildError),
    /// Nothing can be listened to.
    #[error("listening ended: {0}")]
    Listen(#[from] io::Error),
}

/// Serves until `stop` is over; then takes no new connections, finishes the requests that are running, and the writes
/// that were queued.
pub async fn serve(
    listener: TcpListener,
    context: Context,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeError> {
    metrics::record()?;
    let stopping = context.stopping.clone();
    let told = context.stopping.clone();
    let workers = worker::start(&context);
    let service = router(&context).into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener.tap_io(send_at_once), service)
        .with_graceful_shutdown(async move {
            stop.await;
            stopping.tell();
        })
        .into_future();
    tokio::select! {
        served = serving => served?,
        () = async {
            told.told().await;
            tokio::time::sleep(STOP_WITHIN).await;
        } => tracing::warn!("some requests did not end in time"),
    }
    workers.ended().await;
    context.db.close().await;
    Ok(())
}

/// A page leaves in several pieces; held back for acknowledgements, its end would come 40 ms late.
fn send_at_once(connection: &mut TcpStream) {
    if let Err(error) = connection.set_nodelay(true) {
        tracing::debug!(%error, "a connection goes on with delayed sending");
    }
}
