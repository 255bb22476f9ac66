//! Acts on timers as they come due, and at the start on those that came due meanwhile (R-TIM-3); reminds staff of those that
//! will.

use std::time::Duration;

use crate::{
    context::Context,
    service::{teamwork::notifications, timers},
};

/// How long a timer that came due may wait.
const POLL: Duration = Duration::from_millis(500);

pub(super) async fn run(context: Context) {
    let mut clock = context.clock.moves();
    loop {
        if let Err(error) = timers::act(&context).await {
            tracing::warn!(%error, "timers could not be acted on");
        }
        if let Err(error) = notifications::remind(&context).await {
            tracing::warn!(%error, "nobody could be reminded of deadlines");
        }
        tokio::select! {
            () = context.shutdown.requested() => break,
            () = tokio::time::sleep(POLL) => {}
            moved = clock.changed() => if moved.is_err() { break },
        }
    }
}
