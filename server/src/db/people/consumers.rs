//! Consumers, whom orders name before anybody else does.

use aftercare_domain::values::{id::ConsumerId, time::Timestamp};

use crate::db::{
    Connection, DbError,
    engine::{bulk::Bulk, row::Columns},
};

/// Adds a consumer unless they are there.
pub async fn add(
    connection: &mut Connection,
    id: &ConsumerId,
    name: &str,
    at: Timestamp,
) -> Result<(), DbError> {
    sqlx::query("INSERT INTO consumers (id, name, created_at) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING")
        .bind(id.as_str())
        .bind(name)
        .bind(at.ms())
        .execute(connection)
        .await?;
    Ok(())
}

static ADD: Bulk = Bulk::new(
    "INSERT INTO consumers (id, name, created_at) ",
    3,
    " ON CONFLICT (id) DO NOTHING",
);

/// Adds consumers, those who are not there.
pub async fn add_all(
    connection: &mut Connection,
    consumers: &[(&ConsumerId, &str)],
    at: Timestamp,
) -> Result<(), DbError> {
    ADD.execute(connection, consumers, |statement, (id, name)| {
        statement.bind(id.as_str()).bind(*name).bind(at.ms())
    })
    .await?;
    Ok(())
}

/// A consumer's name.
pub async fn name(connection: &mut Connection, id: &ConsumerId) -> Result<Option<String>, DbError> {
    let row = sqlx::query("SELECT name FROM consumers WHERE id = $1")
        .bind(id.as_str())
        .fetch_optional(connection)
        .await?;
    row.map(|row| Columns::new("consumers", id, &row).get("name"))
        .transpose()
}
