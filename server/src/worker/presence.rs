//! Forgets those who closed an order without a word.

use std::time::Duration;

use crate::{context::Context, service::teamwork::presence};

/// How often it is looked who has become silent.
const EVERY: Duration = Duration::from_secs(5);

pub(super) async fn run(context: Context) {
    loop {
        presence::remove_silent(&context);
        tokio::select! {
            () = context.shutdown.requested() => break,
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}
