//! Timers: when the system must look at which aggregate next.

use aftercare_domain::{
    aggregate::{Aggregate, AggregateKind},
    policy::Policy,
    values::{number::ServiceOrderNumber, time::Timestamp},
};

use sqlx::any::AnyRow;

use super::{
    Connection, DbError,
    engine::{bulk::Bulk, row::Columns},
};

/// A timer of an aggregate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timer {
    /// The kind of aggregate.
    pub kind: AggregateKind,
    /// Its id.
    pub id: String,
    /// When the system must look at it.
    pub wakes_at: Timestamp,
    /// When staff are to be reminded of it.
    pub reminds_at: Option<Timestamp>,
}

impl Timer {
    /// The timer of an aggregate as it is at a time; none where nothing will happen of itself.
    pub fn of<A: Aggregate>(state: &A, policy: &Policy, now: Timestamp) -> Option<Self> {
        Some(Self {
            kind: A::KIND,
            id: state.id().to_string(),
            wakes_at: state.wakes_at()?,
            reminds_at: state.known_deadline(policy).reminds_at(now),
        })
    }
}

static SET: Bulk = Bulk::new(
    "INSERT INTO timers (kind, service_order, wakes_at, reminds_at) ",
    4,
    " ON CONFLICT (service_order) DO UPDATE \
     SET wakes_at = excluded.wakes_at, reminds_at = excluded.reminds_at, lease_until = 0",
);

/// Sets timers, in place of those that the aggregates had.
pub async fn set(connection: &mut Connection, timers: &[Timer]) -> Result<(), DbError> {
    SET.execute(connection, timers, |statement, timer| {
        statement
            .bind(timer.kind.name())
            .bind(timer.id.clone())
            .bind(timer.wakes_at.ms())
            .bind(timer.reminds_at.map(Timestamp::ms))
    })
    .await?;
    Ok(())
}

static STOP: Bulk = Bulk::new("DELETE FROM timers WHERE service_order IN (", 1, ")");

/// Stops the timers of aggregates, whose ids are theirs alone.
pub async fn stop(connection: &mut Connection, ids: &[String]) -> Result<(), DbError> {
    STOP.execute(connection, ids, |statement, id| statement.bind(id.clone()))
        .await?;
    Ok(())
}

/// Claims timers that are due: until the lease is over, no other worker gets them.
pub async fn claim(
    connection: &mut Connection,
    due_at: Timestamp,
    real_now: Timestamp,
    lease_until: Timestamp,
    limit: i64,
) -> Result<Vec<(AggregateKind, String)>, DbError> {
    let rows = sqlx::query(
        "UPDATE timers SET lease_until = $1 WHERE lease_until <= $2 AND service_order IN (\
         SELECT service_order FROM timers WHERE wakes_at <= $3 AND lease_until <= $2 ORDER BY wakes_at LIMIT $4) \
         RETURNING kind, service_order",
    )
    .bind(lease_until.ms())
    .bind(real_now.ms())
    .bind(due_at.ms())
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            let columns = Columns::keyed("timers", "service_order", row)?;
            Ok((
                columns.name("kind", AggregateKind::parse)?,
                columns.get("service_order")?,
            ))
        })
        .collect()
}

/// Whether a timer is due that no worker has.
pub async fn is_any_free(
    connection: &mut Connection,
    due_at: Timestamp,
    real_now: Timestamp,
) -> Result<bool, DbError> {
    let row = sqlx::query(
        // In order of time, so that PostgreSQL asks the index and does not look through all of them for the first.
        "SELECT service_order FROM timers WHERE wakes_at <= $1 AND lease_until <= $2 ORDER BY wakes_at LIMIT 1",
    )
    .bind(due_at.ms())
    .bind(real_now.ms())
    .fetch_optional(connection)
    .await?;
    Ok(row.is_some())
}

/// Whether a timer is due, be it that a worker has it.
pub async fn is_any_due(connection: &mut Connection, due_at: Timestamp) -> Result<bool, DbError> {
    let row = sqlx::query("SELECT service_order FROM timers WHERE wakes_at <= $1 LIMIT 1")
        .bind(due_at.ms())
        .fetch_optional(connection)
        .await?;
    Ok(row.is_some())
}

static OF_ORDERS: Bulk = Bulk::new(
    "SELECT service_order, wakes_at FROM timers WHERE kind = 'service_order' AND service_order IN (",
    1,
    ")",
);

/// The timers of some orders.
pub async fn of_orders(
    connection: &mut Connection,
    numbers: &[ServiceOrderNumber],
) -> Result<Vec<(ServiceOrderNumber, Timestamp)>, DbError> {
    let rows = OF_ORDERS
        .fetch(connection, numbers, |statement, number| {
            statement.bind(number.as_str())
        })
        .await?;
    rows.iter()
        .map(|row| {
            let columns = Columns::keyed("timers", "service_order", row)?;
            Ok((
                columns.domain("service_order", ServiceOrderNumber::parse)?,
                columns.time("wakes_at")?,
            ))
        })
        .collect()
}

/// Orders of whose deadlines staff are to be reminded: the time runs, and a share of it is used that they were not told of.
pub async fn to_remind(
    connection: &mut Connection,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<ServiceOrderNumber>, DbError> {
    let rows = sqlx::query(
        "SELECT service_order FROM timers WHERE reminds_at <= $1 AND wakes_at > $1 AND kind = 'service_order' \
         ORDER BY reminds_at LIMIT $2",
    )
    .bind(now.ms())
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.iter().map(number).collect()
}

static STILL_TO_REMIND: Bulk = Bulk::new(
    "SELECT t.service_order FROM (",
    2,
    ") AS wanted JOIN timers t ON t.service_order = wanted.column1 AND t.reminds_at <= wanted.column2 \
     AND t.wakes_at > wanted.column2",
);

/// Those of some orders of which staff are to be reminded still.
pub async fn still_to_remind(
    connection: &mut Connection,
    numbers: &[ServiceOrderNumber],
    now: Timestamp,
) -> Result<Vec<ServiceOrderNumber>, DbError> {
    let rows = STILL_TO_REMIND
        .fetch(connection, numbers, |statement, number| {
            statement.bind(number.as_str()).bind(now.ms())
        })
        .await?;
    rows.iter().map(number).collect()
}

static REMIND: Bulk = Bulk::new(
    "UPDATE timers SET reminds_at = wanted.column2 FROM (",
    2,
    ") AS wanted WHERE timers.service_order = wanted.column1",
);

/// Says when staff are to be reminded of orders next, if at all.
pub async fn remind_at(
    connection: &mut Connection,
    reminders: &[(ServiceOrderNumber, Option<Timestamp>)],
) -> Result<(), DbError> {
    REMIND
        .execute(connection, reminders, |statement, (number, at)| {
            statement.bind(number.as_str()).bind(at.map(Timestamp::ms))
        })
        .await?;
    Ok(())
}

fn number(row: &AnyRow) -> Result<ServiceOrderNumber, DbError> {
    Columns::keyed("timers", "service_order", row)?
        .domain("service_order", ServiceOrderNumber::parse)
}
