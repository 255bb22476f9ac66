//! A batch: submissions that share a transaction. What they need is read at once ([`known`]), they are decided in memory
//! one after another, each seeing what those before it did ([`decide`]), and what they changed is written at once
//! ([`write`]).

mod decide;
mod known;
mod later;
mod write;

pub(super) use self::decide::sharing;

use std::sync::Arc;

use aftercare_domain::{policy::Policy, values::time::Timestamp};

use super::submission::{Done, Submission, SubmitError};
use crate::{
    context::Context,
    db::{Connection, DbError, Engine},
    service::{
        changes::{Change, Ring},
        notifications,
    },
};

/// What is the same for all submissions of a batch.
#[derive(Debug, Clone)]
pub(super) struct Setting {
    engine: Engine,
    policy: Arc<Policy>,
    /// The product's time.
    now: Timestamp,
    /// By which answers and works are kept.
    real_now: Timestamp,
    /// Who tells of the changes.
    replica: Arc<str>,
}

impl Setting {
    /// The setting at this moment.
    pub(super) fn of(context: &Context) -> Self {
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
pub(super) struct BatchDone {
    /// An answer each, in their order.
    pub(super) answers: Vec<Result<Done, SubmitError>>,
    /// What is to be told once it is committed.
    pub(super) changes: Vec<Change>,
    /// Whose bells ring then.
    pub(super) rings: Vec<Ring>,
    /// Whether there is something to do in the outbox.
    pub(super) queues_work: bool,
}

/// Runs a batch inside a transaction.
pub(super) async fn run(
    connection: &mut Connection,
    setting: &Setting,
    submissions: &[Submission],
) -> Result<BatchDone, DbError> {
    let known = known::read(connection, setting, submissions).await?;
    let mut deciding = decide::Deciding::new(setting, known);
    let mut decisions = Vec::with_capacity(submissions.len());
    for submission in submissions {
        decisions.push(deciding.decide(submission)?);
    }
    let decided = deciding.end();
    write::write(connection, setting, &decided).await?;
    write::forget_drafts(connection, submissions, &decisions).await?;
    let answers = later::answer(connection, setting, submissions, decisions).await?;
    let changes = decided.changes();
    let rings = notifications::tell(connection, &decided.occasions).await?;
    write::announce(connection, setting, &changes).await?;
    notifications::announce(connection, setting.engine, &setting.replica, &rings).await?;
    write::count(connection, &decided).await?;
    Ok(BatchDone {
        answers,
        changes,
        rings,
        queues_work: decided.queues_work(),
    })
}
