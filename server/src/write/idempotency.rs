//! Idempotency: a request is done once, however often it is sent. Its first answer is kept under the caller's key, in
//! the same transaction as its effects.

use aftercare_domain::values::time::{Span, Timestamp};
use futures::future::BoxFuture;
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    db::{
        Connection, Db, DbError,
        answers::{self, AnswerKey, AnswerRow},
    },
    runtime::{clock::Clock, secret},
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
    /// The hash of the request's method, path and body.
    pub fingerprint: Fingerprint,
}

impl IdempotentRequest {
    /// What a caller asks for under a key of theirs.
    pub fn keyed(caller: String, key: &str, fingerprint: Fingerprint) -> Self {
        let hash = secret::digest(key);
        Self {
            key: Some(AnswerKey { caller, hash }),
            fingerprint,
        }
    }

    /// One of several requests that were sent at once: each has a key of its own, made of theirs and its place.
    #[must_use]
    pub fn part(&self, place: usize) -> Self {
        let key = self.key.as_ref().map(|key| AnswerKey {
            caller: key.caller.clone(),
            hash: secret::digest(&format!("{} {place}", key.hash)),
        });
        Self {
            key,
            fingerprint: self.fingerprint.clone(),
        }
    }
}

/// The key was used for another request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the idempotency key was used for another request")]
pub struct KeyReused;

/// Runs a closure in a transaction and keeps its answer, with the status that says it to a caller. A repeated request gets the
/// kept answer, and nothing is done.
pub async fn once<T, E, W>(
    db: &Db,
    clock: &Clock,
    request: IdempotentRequest,
    status: u16,
    work: W,
) -> Result<T, E>
where
    T: Serialize + DeserializeOwned + Send + 'static,
    E: From<DbError> + From<KeyReused> + Send + 'static,
    W: for<'c> FnOnce(&'c mut Connection) -> BoxFuture<'c, Result<T, E>> + Send + 'static,
{
    let at = clock.real_now();
    db.write(move |connection| {
        Box::pin(async move {
            let Some(key) = &request.key else {
                return work(connection).await;
            };
            if let Some(answer) = begin(connection, key, &request.fingerprint, at).await? {
                return repeat(key, &request.fingerprint, &answer);
            }
            let done = work(connection).await?;
            let body = serde_json::to_value(&done).map_err(|error| corrupt(key, error))?;
            answers::finish(connection, key, status, &body.to_string()).await?;
            Ok(done)
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

fn repeat<T: DeserializeOwned, E: From<DbError> + From<KeyReused>>(
    key: &AnswerKey,
    fingerprint: &Fingerprint,
    answer: &AnswerRow,
) -> Result<T, E> {
    if !fingerprint.is(&answer.request_hash) {
        return Err(KeyReused.into());
    }
    Ok(serde_json::from_str(&answer.body).map_err(|error| corrupt(key, error))?)
}

fn corrupt(key: &AnswerKey, error: serde_json::Error) -> DbError {
    let AnswerKey { caller, hash } = key;
    DbError::corrupt("answers", "body", format_args!("{caller} {hash}"), error)
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
