//! Timers: when the system must look at which order next.

use aftercare_domain::{number::ServiceOrderNumber, time::Timestamp};

use super::{Connection, DbError, bulk::Bulk, row::Columns};

static SET: Bulk = Bulk::new(
    "INSERT INTO timers (service_order, wakes_at) ",
    2,
    " ON CONFLICT (service_order) DO UPDATE SET wakes_at = excluded.wakes_at, lease_until = 0",
);

/// Sets timers, in place of those that the orders had.
pub async fn set(
    connection: &mut Connection,
    timers: &[(&ServiceOrderNumber, Timestamp)],
) -> Result<(), DbError> {
    SET.execute(connection, timers, |statement, (number, wakes_at)| {
        statement.bind(number.as_str()).bind(wakes_at.ms())
    })
    .await?;
    Ok(())
}

static STOP: Bulk = Bulk::new("DELETE FROM timers WHERE service_order IN (", 1, ")");

/// Stops the timers of orders.
pub async fn stop(
    connection: &mut Connection,
    numbers: &[&ServiceOrderNumber],
) -> Result<(), DbError> {
    STOP.execute(connection, numbers, |statement, number| {
        statement.bind(number.as_str())
    })
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
) -> Result<Vec<ServiceOrderNumber>, DbError> {
    let rows = sqlx::query(
        "UPDATE timers SET lease_until = $1 WHERE lease_until <= $2 AND service_order IN (\
         SELECT service_order FROM timers WHERE wakes_at <= $3 AND lease_until <= $2 ORDER BY wakes_at LIMIT $4) \
         RETURNING service_order",
    )
    .bind(lease_until.ms())
    .bind(real_now.ms())
    .bind(due_at.ms())
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            Columns::keyed("timers", "service_order", row)?
                .domain("service_order", ServiceOrderNumber::parse)
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
    "SELECT service_order, wakes_at FROM timers WHERE service_order IN (",
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
