//! Idempotency: a request is done once, however often it is sent. Its first answer is kept under the caller's key, in
//! the same transaction as its effects.

use aftercare_domain::{
    form::Violation,
    values::time::{Span, Timestamp},
};
use futures::future::BoxFuture;
use serde_json::Value;

use crate::{
    db::{
        Connection, Db, DbError,
        answers::{self, AnswerKey, AnswerRow},
    },
    runtime::clock::Clock,
};

pub use self::fingerprint::Fingerprint;

mod fingerprint;

/// How long an answer is kept under its key: twice as long as the API promises.
const KEPT: Span = Span::hours(48);
/// How many expired answers are deleted in one statement, so that writers do not wait long.
const PORTION: i64 = 500;

/// Identifies a request: the same one again is a repetition.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IdempotentRequest {
    /// The caller's key, if they sent one.
    pub key: Option<AnswerKey>,
    /// What a submission is to do.
    pub fingerprint: Fingerprint,
}

/// The key was used for another request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the idempotency key was used for another request")]
pub struct KeyReused;

/// Why a request that has no refusals of its own was not done.
#[derive(Debug, thiserror::Error)]
pub enum RequestError {
    /// Fields are wrong.
    #[error("fields are wrong")]
    Invalid(Vec<Violation>),
    /// The idempotency key was used for another request.
    #[error(transparent)]
    KeyReused(#[from] KeyReused),
    /// The side has as many robots as it may have.
    #[error("there are {most} robots already")]
    TooManyRobots {
        /// How many that are.
        most: usize,
    },
    /// As many tokens are in force as may be.
    #[error("{most} tokens are in force already: take one back that is not used any more")]
    TooManyTokens {
        /// How many that are.
        most: usize,
    },
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Runs a closure in a transaction and keeps its answer. A repeated request gets the kept answer, and nothing is done.
pub async fn once<E, W>(
    db: &Db,
    clock: &Clock,
    request: IdempotentRequest,
    status: u16,
    work: W,
) -> Result<(u16, Value), E>
where
    E: From<DbError> + From<KeyReused> + Send + 'static,
    W: for<'c> FnOnce(&'c mut Connection) -> BoxFuture<'c, Result<Value, E>> + Send + 'static,
{
    let at = clock.real_now();
    db.write(move |connection| {
        Box::pin(async move {
            let Some(key) = &request.key else {
                return Ok((status, work(connection).await?));
            };
            if let Some(answer) = begin(connection, key, &request.fingerprint, at).await? {
                return repeat(key, &request.fingerprint, &answer);
            }
            let body = work(connection).await?;
            answers::finish(connection, key, status, &body.to_string()).await?;
            Ok((status, body))
        })
    })
    .await
}

/// Reserves a key, or finds its answer. Waits for a request with the same key that another replica is answering.
async fn begin(
    connection: &mut Connection,
    key: &AnswerKey,
    fingerprint: &Fingerprint,
    at: Timestamp,
) -> Result<Option<AnswerRow>, DbError> {
    if answers::reserve(connection, key, fingerprint.as_kept(), at).await? {
        return Ok(None);
    }
    answers::find(connection, key).await
}

fn repeat<E: From<DbError> + From<KeyReused>>(
    key: &AnswerKey,
    fingerprint: &Fingerprint,
    answer: &AnswerRow,
) -> Result<(u16, Value), E> {
    if !fingerprint.is(&answer.request_hash) {
        return Err(KeyReused.into());
    }
    let body = serde_json::from_str(&answer.body).map_err(|error| {
        DbError::corrupt(
            "answers",
            "body",
            format_args!("{} {}", key.caller, key.hash),
            error,
        )
    })?;
    Ok((answer.status, body))
}

/// Deletes answers that have expired.
pub async fn delete_old(db: &Db, clock: &Clock) -> Result<(), DbError> {
    let before = Timestamp::from_ms(clock.real_now().ms() - KEPT.ms());
    loop {
        let forgotten = db
            .write(move |connection| Box::pin(answers::delete_before(connection, before, PORTION)))
            .await?;
        if forgotten == 0 {
            return Ok(());
        }
    }
}
