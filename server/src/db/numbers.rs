//! The numbers that were given on each day.

use chrono::NaiveDate;

use super::{Connection, DbError, engine::row::Columns};

/// The last number of a day, locked until the transaction ends.
pub async fn last(connection: &mut Connection, day: NaiveDate) -> Result<u32, DbError> {
    let day = day.to_string();
    let row = sqlx::query(
        "INSERT INTO number_sequences (day, last) VALUES ($1, 0) \
         ON CONFLICT (day) DO UPDATE SET last = number_sequences.last RETURNING last",
    )
    .bind(day.as_str())
    .fetch_one(connection)
    .await?;
    Columns::new("number_sequences", day, &row).parse("last", |last: i64| u32::try_from(last))
}

/// Takes note of the last number that was given on a day.
pub async fn set_last(
    connection: &mut Connection,
    day: NaiveDate,
    last: u32,
) -> Result<(), DbError> {
    sqlx::query("UPDATE number_sequences SET last = $2 WHERE day = $1")
        .bind(day.to_string())
        .bind(i64::from(last))
        .execute(connection)
        .await?;
    Ok(())
}
