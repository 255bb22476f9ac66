//! Writes the security log once a second, and for the last time at shutdown.

use std::time::Duration;

use crate::{context::Context, service::audit::security_log};

/// How long an event may wait to be written.
const EVERY: Duration = Duration::from_secs(1);

pub(super) async fn run(context: Context) {
    loop {
        let is_last = context.shutdown.is_requested();
        if let Err(error) = security_log::flush(&context).await {
            tracing::warn!(%error, "security events could not be written");
        }
        if is_last {
            break;
        }
        tokio::select! {
            () = context.shutdown.requested() => {}
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}
