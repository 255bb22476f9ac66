//! A batch: submissions that share a transaction. What they need is read at once ([`state`]), they are decided in memory
//! one after another, each seeing what those before it did ([`decide`]), and what they changed is written at once
//! ([`written`]).

mod answers;
mod decide;
mod state;
mod written;

use std::sync::Arc;

use aftercare_domain::{policy::Policy, values::time::Timestamp};

use super::{
    notifications, replicas,
    submission::{Submission, SubmitResult},
};
use crate::{
    db::{Connection, DbError, Engine},
    memory::live_hub::{BellEvent, ServiceOrderChange},
};

/// The context that all submissions of a batch share.
#[derive(Debug, Clone)]
pub(super) struct BatchContext {
    pub(super) engine: Engine,
    pub(super) policy: Arc<Policy>,
    /// The product's time.
    pub(super) now: Timestamp,
    /// The real time, which expiry of answers and outbox jobs go by.
    pub(super) real_now: Timestamp,
    /// This replica's name, which it signs its messages with.
    pub(super) replica: Arc<str>,
}

/// The result of a batch.
#[derive(Debug)]
pub(super) struct CommittedBatch {
    /// One answer for each submission, in their order.
    pub(super) answers: Vec<SubmitResult>,
    /// The changes to publish once the transaction is committed.
    pub(super) changes: Vec<ServiceOrderChange>,
    /// The notification counts to publish then.
    pub(super) rings: Vec<BellEvent>,
    /// Whether the batch queued jobs in the outbox.
    pub(super) queues_work: bool,
}

/// Runs a batch inside a transaction.
pub(super) async fn run(
    connection: &mut Connection,
    setting: &BatchContext,
    submissions: &[Submission],
) -> Result<CommittedBatch, DbError> {
    let known = state::read(connection, setting, submissions).await?;
    let mut deciding = decide::BatchDecider::new(setting, known);
    let mut decisions = Vec::with_capacity(submissions.len());
    for submission in submissions {
        decisions.push(deciding.decide(submission)?);
    }
    let decided = deciding.end();
    written::write(connection, setting, &decided).await?;
    written::delete_drafts(connection, submissions, &decisions).await?;
    let answers = answers::answer(connection, setting, submissions, decisions).await?;
    let changes = decided.changes();
    let rings = notifications::notify(connection, &decided.occasions).await?;
    replicas::announce_changes(connection, setting.engine, &setting.replica, &changes).await?;
    replicas::announce_bells(connection, setting.engine, &setting.replica, &rings).await?;
    written::count(connection, &decided).await?;
    Ok(CommittedBatch {
        answers,
        changes,
        rings,
        queues_work: decided.queues_work(),
    })
}
