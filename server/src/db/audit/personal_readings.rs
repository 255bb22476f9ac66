//! Readings: who got personal data of which order without a reveal, by a search that found it alone, or with a token.

use aftercare_domain::{
    people::party::LoggedActor,
    teamwork::reveal::{KeptReading, ReadingMeans},
    values::{id::OrderNumber, number::ServiceOrderNumber, time::Timestamp},
};
use chrono::NaiveDate;

use crate::db::{
    Connection, DbError,
    engine::{bulk::Bulk, row::Columns},
};

/// Who reads, and when.
#[derive(Debug, Clone)]
pub struct DayOfReading {
    /// Who: a person by their username, a token by whom it acts for and its name.
    pub caller: String,
    /// How.
    pub means: ReadingMeans,
    /// The side that it is.
    pub side: String,
    /// Who, as it is shown.
    pub actor: LoggedActor,
    /// The day on which it counts.
    pub day: NaiveDate,
    /// When.
    pub at: Timestamp,
}

static KEEP: Bulk = Bulk::new(
    "INSERT INTO personal_readings (number, caller, day, means, side, party, name, first_at, last_at, times) ",
    10,
    " ON CONFLICT (number, caller, day, means) \
     DO UPDATE SET times = personal_readings.times + 1, last_at = excluded.last_at",
);

/// Stores that these numbers were read; the numbers must be distinct.
pub async fn keep(
    connection: &mut Connection,
    reading: &DayOfReading,
    numbers: &[String],
) -> Result<(), DbError> {
    let day = reading.day.to_string();
    KEEP.execute(connection, numbers, |statement, number| {
        statement
            .bind(number.clone())
            .bind(reading.caller.clone())
            .bind(day.clone())
            .bind(reading.means.name())
            .bind(reading.side.clone())
            .bind(reading.actor.party.name())
            .bind(reading.actor.name.clone())
            .bind(reading.at.ms())
            .bind(reading.at.ms())
            .bind(1_i64)
    })
    .await?;
    Ok(())
}

/// Whether this reading of a number on a day is stored already.
pub async fn is_kept(
    connection: &mut Connection,
    reading: &DayOfReading,
    number: &str,
) -> Result<bool, DbError> {
    let row = sqlx::query(
        "SELECT times FROM personal_readings WHERE number = $1 AND caller = $2 AND day = $3 AND means = $4",
    )
    .bind(number)
    .bind(&reading.caller)
    .bind(reading.day.to_string())
    .bind(reading.means.name())
    .fetch_optional(connection)
    .await?;
    Ok(row.is_some())
}

/// Who read a service order, or its order, the newest first: of one organisation, or of all.
pub async fn of_service_order(
    connection: &mut Connection,
    service_order: &ServiceOrderNumber,
    order: &OrderNumber,
    side: Option<&str>,
    limit: i64,
) -> Result<Vec<KeptReading>, DbError> {
    let rows = sqlx::query(
        "SELECT party, name, means, first_at, last_at, times FROM personal_readings \
         WHERE number IN ($1, $2) AND (CAST($3 AS TEXT) IS NULL OR side = $3) \
         ORDER BY last_at DESC, day DESC, caller LIMIT $4",
    )
    .bind(service_order.as_str())
    .bind(order.as_str())
    .bind(side)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            let columns = Columns::new("personal_readings", service_order, row);
            Ok(KeptReading {
                actor: columns.logged_actor()?,
                means: columns.name("means", ReadingMeans::parse)?,
                first_at: columns.time("first_at")?,
                last_at: columns.time("last_at")?,
                times: columns.parse("times", |times: i64| u32::try_from(times))?,
            })
        })
        .collect()
}
