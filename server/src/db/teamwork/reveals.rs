//! Reveals: who saw which order's personal data in full, and how many an organisation had on a day.

use aftercare_domain::{
    people::party::LoggedActor,
    service_order::reason::RevealReason,
    teamwork::reveal::{KeptReveal, Reveal},
    values::{id::Username, number::ServiceOrderNumber, text::Remark, time::Timestamp},
};
use chrono::NaiveDate;

use crate::db::{Connection, DbError, engine::row::Columns};

/// A new reveal.
#[derive(Debug, Clone, Copy)]
pub struct NewReveal<'a> {
    /// The side whose people it is.
    pub side: &'a str,
    /// The day on which it counts.
    pub day: NaiveDate,
    /// Its number among those of the organisation on that day, from 1.
    pub place: u32,
    /// Of which order.
    pub service_order: &'a ServiceOrderNumber,
    /// When.
    pub at: Timestamp,
    /// Who, by the name with which they sign in.
    pub username: &'a Username,
    /// Who, as it is shown.
    pub actor: &'a LoggedActor,
    /// Why.
    pub reveal: &'a Reveal,
}

/// Takes the organisation's next number on a day; none when the limit is reached. Concurrent callers wait.
pub async fn take_place(
    connection: &mut Connection,
    side: &str,
    day: NaiveDate,
    most: u32,
) -> Result<Option<u32>, DbError> {
    if most == 0 {
        return Ok(None);
    }
    let row = sqlx::query(
        "INSERT INTO reveal_counts (side, day, used) VALUES ($1, $2, 1) \
         ON CONFLICT (side, day) DO UPDATE SET used = reveal_counts.used + 1 WHERE reveal_counts.used < $3 \
         RETURNING used",
    )
    .bind(side)
    .bind(day.to_string())
    .bind(i64::from(most))
    .fetch_optional(connection)
    .await?;
    row.map(|row| {
        Columns::new("reveal_counts", format_args!("{side} {day}"), &row)
            .parse("used", |used: i64| u32::try_from(used))
    })
    .transpose()
}

/// Stores a reveal.
pub async fn keep(connection: &mut Connection, new: NewReveal<'_>) -> Result<(), DbError> {
    sqlx::query(
        "INSERT INTO reveals (side, day, place, service_order, at, username, party, name, reason_code, remark) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(new.side)
    .bind(new.day.to_string())
    .bind(i64::from(new.place))
    .bind(new.service_order.as_str())
    .bind(new.at.ms())
    .bind(new.username.as_str())
    .bind(new.actor.party.name())
    .bind(new.actor.name.as_str())
    .bind(new.reveal.reason_code.name())
    .bind(new.reveal.remark.as_ref().map(Remark::as_str))
    .execute(connection)
    .await?;
    Ok(())
}

/// The reveals of an order, the newest first: of one organisation, or of all.
pub async fn of_service_order(
    connection: &mut Connection,
    service_order: &ServiceOrderNumber,
    side: Option<&str>,
    limit: i64,
) -> Result<Vec<KeptReveal>, DbError> {
    let rows = sqlx::query(
        "SELECT at, party, name, reason_code, remark FROM reveals \
         WHERE service_order = $1 AND (CAST($2 AS TEXT) IS NULL OR side = $2) \
         ORDER BY at DESC, day DESC, place DESC LIMIT $3",
    )
    .bind(service_order.as_str())
    .bind(side)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            let columns = Columns::new("reveals", service_order, row);
            Ok(KeptReveal {
                at: columns.time("at")?,
                actor: columns.logged_actor()?,
                reason_code: columns.name("reason_code", RevealReason::parse)?,
                remark: columns.parse("remark", |remark: Option<String>| {
                    let remark = remark.map(|remark| Remark::parse(&remark)).transpose();
                    remark.map_err(|fault| format!("{fault:?}"))
                })?,
            })
        })
        .collect()
}
