//! Listening, and stopping without losing anything.

use std::{future::Future, io, net::SocketAddr};

use tokio::net::TcpListener;

use super::router::router;
use crate::context::Context;

/// Serves until `stop` is over; then takes no new connections, finishes the requests that are running, and the writes
/// that were queued.
pub async fn serve(
    listener: TcpListener,
    context: Context,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let stopping = context.stopping.clone();
    let service = router(&context).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service)
        .with_graceful_shutdown(async move {
            stop.await;
            stopping.tell();
        })
        .await?;
    context.db.close().await;
    Ok(())
}
