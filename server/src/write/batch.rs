//! A batch: submissions that share a transaction. What they need is read at once ([`state`]), they are decided in memory
//! one after another, each seeing what those before it did ([`decide`]), and what they changed is written at once
//! ([`written`]).

mod answers;
mod decide;
mod state;
mod written;

pub(crate) use self::decide::sharing;

use std::sync::Arc;

use aftercare_domain::{policy::Policy, values::time::Timestamp};

use super::submission::{Submission, SubmitResult};
use crate::{
    context::Context,
    db::{Connection, DbError, Engine},
    memory::live_hub::{BellEvent, ServiceOrderChange},
    service::teamwork::notifications,
};

/// What is the same for all submissions of a batch.
#[derive(Debug, Clone)]
pub(super) struct BatchContext {
    engine: Engine,
    policy: Arc<Policy>,
    /// The product's time.
    now: Timestamp,
    /// By which answers and works are kept.
    real_now: Timestamp,
    /// Who tells of the changes.
    replica: Arc<str>,
}

impl BatchContext {
    /// The setting at this moment.
    pub(crate) fn of(context: &Context) -> Self {
        Self {
            engine: context.db.engine(),
            policy: Arc::clone(&context.policy),
            now: context.clock.now(),
            real_now: context.clock.real_now(),
            replica: Arc::clone(&context.replica),
        }
    }
}

/// What became of a batch.
#[derive(Debug)]
pub(super) struct CommittedBatch {
    /// An answer each, in their order.
    pub(super) answers: Vec<SubmitResult>,
    /// What is to be told once it is committed.
    pub(super) changes: Vec<ServiceOrderChange>,
    /// Whose bells ring then.
    pub(super) rings: Vec<BellEvent>,
    /// Whether there is something to do in the outbox.
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
    written::announce(connection, setting, &changes).await?;
    notifications::announce(connection, setting.engine, &setting.replica, &rings).await?;
    written::count(connection, &decided).await?;
    Ok(CommittedBatch {
        answers,
        changes,
        rings,
        queues_work: decided.queues_work(),
    })
}
