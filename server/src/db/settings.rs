//! What the server itself remembers from one start to the next.

use super::{Connection, DbError, engine::row::Columns};

/// The value of a setting.
pub async fn find(connection: &mut Connection, name: &str) -> Result<Option<String>, DbError> {
    let row = sqlx::query("SELECT value FROM settings WHERE name = $1")
        .bind(name)
        .fetch_optional(connection)
        .await?;
    row.map(|row| Columns::new("settings", name, &row).get("value"))
        .transpose()
}

/// Sets a setting.
pub async fn put(connection: &mut Connection, name: &str, value: &str) -> Result<(), DbError> {
    sqlx::query("INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
        .bind(name)
        .bind(value)
        .execute(connection)
        .await?;
    Ok(())
}

/// Sets a setting unless it is set; gives what it is then. Replicas that start at once agree by it.
pub async fn put_first(
    connection: &mut Connection,
    name: &str,
    value: &str,
) -> Result<String, DbError> {
    let row = sqlx::query(
        "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = settings.value RETURNING value",
    )
    .bind(name)
    .bind(value)
    .fetch_one(connection)
    .await?;
    Columns::new("settings", name, &row).get("value")
}
