//! What is done without being asked for: timers that come due, works of the outbox, what robots tell, news from other replicas, who has left,
//! security events that wait to be written, sweeping, words of orders by rules that changed, logs of
//! refunds that an earlier release wrote.
//!
//! Timers and works go the same way: claim, run, done. Whatever breaks off is claimed again when its lease is over.

mod news;
mod outbox;
mod presence;
mod refund_logs;
mod reindex;
mod robots;
mod security;
mod sweep;
mod timers;

use tokio::task::JoinSet;

use crate::context::Context;

/// The workers of a server; they end when it stops.
#[derive(Debug)]
pub struct Workers(JoinSet<()>);

/// Starts the workers.
pub fn start(context: &Context) -> Workers {
    let mut workers = JoinSet::new();
    workers.spawn(timers::run(context.clone()));
    workers.spawn(outbox::run(context.clone()));
    workers.spawn(robots::run(context.clone()));
    workers.spawn(news::run(context.clone()));
    workers.spawn(presence::run(context.clone()));
    workers.spawn(sweep::run(context.clone()));
    workers.spawn(security::run(context.clone()));
    workers.spawn(reindex::run(context.clone()));
    workers.spawn(refund_logs::run(context.clone()));
    Workers(workers)
}

impl Workers {
    /// Waits until they have ended, which they do once the server stops.
    pub async fn ended(mut self) {
        while let Some(ended) = self.0.join_next().await {
            if let Err(error) = ended {
                tracing::error!(%error, "a worker broke off");
            }
        }
    }
}
