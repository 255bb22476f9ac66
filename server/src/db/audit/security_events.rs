//! Security events: one row a minute, kind and subject.

use aftercare_domain::{
    people::security_event::{SecurityEvent, SecurityEventKind},
    values::time::Timestamp,
};
use sqlx::any::AnyRow;

use crate::db::{
    Connection, DbError,
    engine::{bulk::Bulk, row::Columns, sql::Sql},
};

static ADD: Bulk = Bulk::new(
    "INSERT INTO security_events (minute, kind, subject, side, last_at, times, network, request_id, detail, exported) ",
    10,
    " ON CONFLICT (minute, kind, subject, side) DO UPDATE SET times = security_events.times + excluded.times, \
     last_at = excluded.last_at, network = excluded.network, request_id = excluded.request_id, detail = excluded.detail, \
     exported = COALESCE(security_events.exported + excluded.exported, security_events.exported, excluded.exported)",
);

/// The place of an event in the list: the newest minute first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityEventCursor {
    /// The minute.
    pub minute: Timestamp,
    /// The kind's name.
    pub kind: String,
    /// The subject.
    pub subject: String,
    /// The side.
    pub side: String,
}

/// Which events are read.
#[derive(Debug, Clone, Default)]
pub struct EventFilter {
    /// Of this side; none: of all.
    pub side: Option<String>,
    /// Of this kind.
    pub kind: Option<SecurityEventKind>,
    /// At that time or later.
    pub from: Option<Timestamp>,
    /// Before that time.
    pub to: Option<Timestamp>,
    /// Behind this place.
    pub after: Option<SecurityEventCursor>,
    /// How many.
    pub limit: i64,
}

/// Adds events, or counts them to those of the same minute, kind, subject and side; no two of them have the same.
pub async fn add(connection: &mut Connection, events: &[SecurityEvent]) -> Result<(), DbError> {
    ADD.execute(connection, events, |statement, event| {
        statement
            .bind(event.minute.ms())
            .bind(event.kind.name())
            .bind(event.subject.clone())
            .bind(event.side.clone().unwrap_or_default())
            .bind(event.last_at.ms())
            .bind(i64::from(event.times))
            .bind(event.network.clone())
            .bind(event.request_id.clone())
            .bind(event.detail.clone())
            .bind(
                event
                    .rows
                    .map(|rows| i64::try_from(rows).unwrap_or(i64::MAX)),
            )
    })
    .await?;
    Ok(())
}

/// Events, the newest first.
pub async fn list(
    connection: &mut Connection,
    filter: &EventFilter,
) -> Result<Vec<SecurityEvent>, DbError> {
    let mut statement = Sql::default();
    statement.push(
        "SELECT minute, kind, subject, side, last_at, times, network, request_id, detail, exported \
         FROM security_events WHERE 1 = 1",
    );
    if let Some(side) = &filter.side {
        statement.push(" AND side = ").bind(side.as_str());
    }
    if let Some(kind) = filter.kind {
        statement.push(" AND kind = ").bind(kind.name());
    }
    if let Some(from) = filter.from {
        statement.push(" AND last_at >= ").bind(from.ms());
    }
    if let Some(to) = filter.to {
        statement.push(" AND minute < ").bind(to.ms());
    }
    if let Some(after) = &filter.after {
        statement
            .push(" AND (minute, kind, subject, side) < (")
            .bind(after.minute.ms())
            .push(", ")
            .bind(after.kind.as_str())
            .push(", ")
            .bind(after.subject.as_str())
            .push(", ")
            .bind(after.side.as_str())
            .push(")");
    }
    statement
        .push(" ORDER BY minute DESC, kind DESC, subject DESC, side DESC LIMIT ")
        .bind(filter.limit);
    let rows = statement.fetch(connection).await?;
    rows.iter().map(read).collect()
}

/// Deletes those of minutes before a time, at most so many at once; returns how many.
pub async fn delete_before(
    connection: &mut Connection,
    before: Timestamp,
    most: i64,
) -> Result<u64, DbError> {
    let done = sqlx::query(
        "DELETE FROM security_events WHERE (minute, kind, subject, side) IN \
         (SELECT minute, kind, subject, side FROM security_events WHERE minute < $1 ORDER BY minute LIMIT $2)",
    )
    .bind(before.ms())
    .bind(most)
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}

fn read(row: &AnyRow) -> Result<SecurityEvent, DbError> {
    let columns = Columns::keyed("security_events", "subject", row)?;
    Ok(SecurityEvent {
        kind: columns.name("kind", SecurityEventKind::parse)?,
        minute: columns.time("minute")?,
        last_at: columns.time("last_at")?,
        times: columns.parse("times", |times: i64| u32::try_from(times))?,
        subject: columns.get("subject")?,
        side: Some(columns.get::<String>("side")?).filter(|side| !side.is_empty()),
        network: columns.get("network")?,
        request_id: columns.get("request_id")?,
        detail: columns.get("detail")?,
        rows: columns.parse("exported", |rows: Option<i64>| {
            rows.map(u64::try_from).transpose()
        })?,
    })
}
