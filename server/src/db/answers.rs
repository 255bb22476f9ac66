//! The first answer to each changing call, kept under its caller's `Idempotency-Key`.

use aftercare_domain::values::time::Timestamp;

use super::{
    Connection, DbError,
    engine::{bulk::Bulk, row::Columns},
};

/// What was answered, and to what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerRow {
    /// What tells the request from another one, in hexadecimal: another request under the same key is a mistake.
    pub request_hash: String,
    /// The HTTP status.
    pub status: u16,
    /// The JSON of the body.
    pub body: String,
}

/// Whose key it is, and which: the key itself is kept as a hash.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AnswerKey {
    /// The caller.
    pub caller: String,
    /// SHA-256 of the key, in hexadecimal.
    pub hash: String,
}

/// The answer that was kept under a key.
pub async fn find(
    connection: &mut Connection,
    key: &AnswerKey,
) -> Result<Option<AnswerRow>, DbError> {
    let row = sqlx::query(
        "SELECT request_hash, status, body FROM answers WHERE caller = $1 AND key_hash = $2",
    )
    .bind(&key.caller)
    .bind(&key.hash)
    .fetch_optional(connection)
    .await?;
    row.map(|row| {
        let columns = Columns::new("answers", format_args!("{} {}", key.caller, key.hash), &row);
        Ok(AnswerRow {
            request_hash: columns.get("request_hash")?,
            status: columns.parse("status", |status: i64| u16::try_from(status))?,
            body: columns.get("body")?,
        })
    })
    .transpose()
}

static FIND_ALL: Bulk = Bulk::new(
    // A join, for SQLite looks through the whole table for pairs in a list.
    "SELECT a.caller, a.key_hash, a.request_hash, a.status, a.body FROM (",
    2,
    ") AS wanted CROSS JOIN answers a WHERE a.caller = wanted.column1 AND a.key_hash = wanted.column2",
);

/// The answers that were kept under any of these keys.
pub async fn find_all(
    connection: &mut Connection,
    keys: &[&AnswerKey],
) -> Result<Vec<(AnswerKey, AnswerRow)>, DbError> {
    let rows = FIND_ALL
        .fetch(connection, keys, |statement, key| {
            statement.bind(key.caller.as_str()).bind(key.hash.as_str())
        })
        .await?;
    rows.iter()
        .map(|row| {
            let columns = Columns::keyed("answers", "key_hash", row)?;
            let key = AnswerKey {
                caller: columns.get("caller")?,
                hash: columns.get("key_hash")?,
            };
            let answer = AnswerRow {
                request_hash: columns.get("request_hash")?,
                status: columns.parse("status", |status: i64| u16::try_from(status))?,
                body: columns.get("body")?,
            };
            Ok((key, answer))
        })
        .collect()
}

static KEEP_ALL: Bulk = Bulk::new(
    "INSERT INTO answers (caller, key_hash, request_hash, status, body, created_at) ",
    6,
    "",
);

/// Keeps answers under keys that have none yet. A key that another replica took meanwhile breaks the statement.
pub async fn keep_all(
    connection: &mut Connection,
    answers: &[(&AnswerKey, AnswerRow)],
    at: Timestamp,
) -> Result<(), DbError> {
    KEEP_ALL
        .execute(connection, answers, |statement, (key, answer)| {
            statement
                .bind(key.caller.as_str())
                .bind(key.hash.as_str())
                .bind(answer.request_hash.as_str())
                .bind(i64::from(answer.status))
                .bind(answer.body.as_str())
                .bind(at.ms())
        })
        .await?;
    Ok(())
}

/// Reserves a key for a request that is being answered; `false` when the key is taken already. Nobody sees it until the
/// transaction that answers is committed.
pub async fn reserve(
    connection: &mut Connection,
    key: &AnswerKey,
    request_hash: &str,
    at: Timestamp,
) -> Result<bool, DbError> {
    let done = sqlx::query(
        "INSERT INTO answers (caller, key_hash, request_hash, status, body, created_at) \
         VALUES ($1, $2, $3, 0, '', $4) ON CONFLICT (caller, key_hash) DO NOTHING",
    )
    .bind(&key.caller)
    .bind(&key.hash)
    .bind(request_hash)
    .bind(at.ms())
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Keeps the answer under a key that was reserved.
pub async fn finish(
    connection: &mut Connection,
    key: &AnswerKey,
    status: u16,
    body: &str,
) -> Result<(), DbError> {
    sqlx::query("UPDATE answers SET status = $1, body = $2 WHERE caller = $3 AND key_hash = $4")
        .bind(i64::from(status))
        .bind(body)
        .bind(&key.caller)
        .bind(&key.hash)
        .execute(connection)
        .await?;
    Ok(())
}

/// Deletes answers given before a time, about so many of the oldest; returns how many.
pub async fn delete_before(
    connection: &mut Connection,
    at: Timestamp,
    limit: i64,
) -> Result<u64, DbError> {
    let done = sqlx::query(
        "DELETE FROM answers WHERE created_at < $1 AND created_at <= COALESCE((\
         SELECT created_at FROM answers WHERE created_at < $1 ORDER BY created_at LIMIT 1 OFFSET $2), $1)",
    )
    .bind(at.ms())
    .bind(limit)
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}
