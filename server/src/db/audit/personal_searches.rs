//! Searches for personal data, each once for whoever made it on a day, and how many there were.

use chrono::NaiveDate;

use crate::db::{Connection, DbError};

/// A search of somebody's on a day.
#[derive(Debug, Clone, Copy)]
pub struct Search<'a> {
    /// Who.
    pub caller: &'a str,
    /// On which day.
    pub day: NaiveDate,
    /// What for, as a signature.
    pub search: &'a str,
}

/// Whether somebody made that search on that day already.
pub async fn is_kept(connection: &mut Connection, search: Search<'_>) -> Result<bool, DbError> {
    let row = sqlx::query(
        "SELECT day FROM personal_searches WHERE caller = $1 AND day = $2 AND search = $3",
    )
    .bind(search.caller)
    .bind(search.day.to_string())
    .bind(search.search)
    .fetch_optional(connection)
    .await?;
    Ok(row.is_some())
}

/// Keeps a search; `false` when it was kept already.
pub async fn keep(connection: &mut Connection, search: Search<'_>) -> Result<bool, DbError> {
    let done = sqlx::query(
        "INSERT INTO personal_searches (caller, day, search) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
    )
    .bind(search.caller)
    .bind(search.day.to_string())
    .bind(search.search)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes the next place of a caller or a side in a minute or a day; `false` when all are taken. Whoever asks at the same
/// moment waits.
pub async fn take_place(
    connection: &mut Connection,
    whose: &str,
    (period, day): (&str, NaiveDate),
    most: u32,
) -> Result<bool, DbError> {
    if most == 0 {
        return Ok(false);
    }
    let done = sqlx::query(
        "INSERT INTO personal_search_counts (whose, period, day, used) VALUES ($1, $2, $3, 1) \
         ON CONFLICT (whose, period) DO UPDATE SET used = personal_search_counts.used + 1 \
         WHERE personal_search_counts.used < $4",
    )
    .bind(whose)
    .bind(period)
    .bind(day.to_string())
    .bind(i64::from(most))
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Forgets what was searched for, and counted, before a day.
pub async fn delete_before(connection: &mut Connection, day: NaiveDate) -> Result<(), DbError> {
    for statement in [
        "DELETE FROM personal_searches WHERE day < $1",
        "DELETE FROM personal_search_counts WHERE day < $1",
    ] {
        sqlx::query(statement)
            .bind(day.to_string())
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
