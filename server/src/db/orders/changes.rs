//! Changes of orders after their first import: rows are added, never changed.

use aftercare_domain::{
    order::OrderChanged,
    values::{id::OrderNumber, text::Reason},
};
use sqlx::any::AnyRow;

use crate::db::{
    Connection, DbError,
    engine::row::{Columns, to_json},
};

/// Adds what one telling changed. The transaction has the lines of the order to itself, so each has a place of its own.
pub async fn add(
    connection: &mut Connection,
    number: &OrderNumber,
    changed: &OrderChanged,
) -> Result<(), DbError> {
    sqlx::query(
        "INSERT INTO order_changes (order_number, sequence, at, party, name, reason, changes) \
         SELECT $1, COALESCE(MAX(sequence), 0) + 1, $2, $3, $4, CAST($5 AS TEXT), $6 FROM order_changes WHERE order_number = $1",
    )
    .bind(number.as_str())
    .bind(changed.at.ms())
    .bind(changed.by.party.name())
    .bind(&changed.by.name)
    .bind(changed.reason.as_ref().map(Reason::as_str))
    .bind(to_json("order_changes", "changes", &changed.changes)?)
    .execute(connection)
    .await?;
    Ok(())
}

/// The newest changes of an order.
pub async fn newest(
    connection: &mut Connection,
    number: &OrderNumber,
    limit: i64,
) -> Result<Vec<OrderChanged>, DbError> {
    let rows = sqlx::query(
        "SELECT order_number, at, party, name, reason, changes FROM order_changes WHERE order_number = $1 \
         ORDER BY sequence DESC LIMIT $2",
    )
    .bind(number.as_str())
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.iter().map(read).collect()
}

fn read(row: &AnyRow) -> Result<OrderChanged, DbError> {
    let columns = Columns::keyed("order_changes", "order_number", row)?;
    let reason = columns
        .get::<Option<String>>("reason")?
        .map(|reason| Reason::parse(&reason))
        .transpose()
        .map_err(|fault| columns.corrupt("reason", format_args!("{fault:?}")))?;
    Ok(OrderChanged {
        at: columns.time("at")?,
        by: columns.logged_actor()?,
        reason,
        changes: columns.json("changes")?,
    })
}
