//! What is to be done outside the database: queued in the transaction that wants it, claimed, done, removed.

use aftercare_domain::values::time::Timestamp;

use super::{
    Connection, DbError,
    engine::{bulk::Bulk, row::Columns},
};

/// A kind of job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkKind {
    /// Hand a refund to the gateway.
    Refund,
}

impl WorkKind {
    const fn name(self) -> &'static str {
        match self {
            Self::Refund => "refund",
        }
    }

    fn parse(name: &str) -> Option<Self> {
        match name {
            "refund" => Some(Self::Refund),
            _ => None,
        }
    }
}

/// A job in the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// Its unique key.
    pub key: String,
    /// What is to be done.
    pub kind: WorkKind,
    /// With what.
    pub payload: String,
    /// How often it was tried before.
    pub attempts: u32,
}

static QUEUE: Bulk = Bulk::new(
    "INSERT INTO outbox (key, kind, payload, available_at) ",
    4,
    " ON CONFLICT (key) DO NOTHING",
);

/// Queues jobs that may run from a (real) time on; a job whose key is queued already stays as it is.
pub async fn queue(
    connection: &mut Connection,
    works: &[Work],
    available_at: Timestamp,
) -> Result<(), DbError> {
    QUEUE
        .execute(connection, works, |statement, work| {
            statement
                .bind(work.key.as_str())
                .bind(work.kind.name())
                .bind(work.payload.as_str())
                .bind(available_at.ms())
        })
        .await?;
    Ok(())
}

/// Claims jobs: until the lease is over, no other worker gets them.
pub async fn claim(
    connection: &mut Connection,
    real_now: Timestamp,
    lease_until: Timestamp,
    limit: i64,
) -> Result<Vec<Work>, DbError> {
    let rows = sqlx::query(
        "UPDATE outbox SET lease_until = $1, attempts = attempts + 1 WHERE lease_until <= $2 AND key IN (\
         SELECT key FROM outbox WHERE available_at <= $2 AND lease_until <= $2 ORDER BY available_at LIMIT $3) \
         RETURNING key, kind, payload, attempts",
    )
    .bind(lease_until.ms())
    .bind(real_now.ms())
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            let columns = Columns::keyed("outbox", "key", row)?;
            Ok(Work {
                key: columns.get("key")?,
                kind: columns.name("kind", WorkKind::parse)?,
                payload: columns.get("payload")?,
                attempts: columns.parse("attempts", |attempts: i64| u32::try_from(attempts))?,
            })
        })
        .collect()
}

/// Whether an unclaimed job can run now.
pub async fn is_any_available(
    connection: &mut Connection,
    real_now: Timestamp,
) -> Result<bool, DbError> {
    let row = sqlx::query(
        "SELECT key FROM outbox WHERE available_at <= $1 AND lease_until <= $1 ORDER BY available_at LIMIT 1",
    )
    .bind(real_now.ms())
    .fetch_optional(connection)
    .await?;
    Ok(row.is_some())
}

static DONE: Bulk = Bulk::new("DELETE FROM outbox WHERE key IN (", 1, ")");

/// Removes jobs that are done.
pub async fn done(connection: &mut Connection, keys: &[String]) -> Result<(), DbError> {
    DONE.execute(connection, keys, |statement, key| {
        statement.bind(key.as_str())
    })
    .await?;
    Ok(())
}

/// Schedules a failed job for a later time.
pub async fn retry_later(
    connection: &mut Connection,
    key: &str,
    available_at: Timestamp,
) -> Result<(), DbError> {
    sqlx::query("UPDATE outbox SET available_at = $2, lease_until = 0 WHERE key = $1")
        .bind(key)
        .bind(available_at.ms())
        .execute(connection)
        .await?;
    Ok(())
}
