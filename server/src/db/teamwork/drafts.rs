//! What somebody has typed into a command's form and not sent yet.

use aftercare_domain::{
    people::party::{Actor, Role},
    service_order::CommandType,
    teamwork::draft::Draft,
    values::{number::ServiceOrderNumber, time::Timestamp},
};
use serde_json::{Map, Value};

use crate::db::{
    Connection, DbError,
    engine::{
        bulk::Bulk,
        row::{Columns, to_json},
    },
};

/// Whose draft, of which command to which order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftKey {
    /// Whose.
    pub author: String,
    /// To which order.
    pub service_order: ServiceOrderNumber,
    /// Of which command.
    pub command: CommandType,
}

/// Whose drafts an actor's are; nobody's where it is no person who types. A consumer is the same one whether they signed in
/// or came by a link.
pub fn author(actor: &Actor) -> Option<String> {
    match (&actor.role, &actor.username) {
        (Role::Consumer { consumer, .. }, _) => Some(format!("consumer:{consumer}")),
        (
            Role::Merchant { .. } | Role::Store { .. } | Role::Operator | Role::ReturnCentre,
            Some(username),
        ) => Some(format!("user:{username}")),
        (
            Role::Merchant { .. } | Role::Store { .. } | Role::Operator | Role::ReturnCentre,
            None,
        )
        | (Role::System { .. } | Role::ApiClient { .. }, _) => None,
    }
}

/// Somebody's drafts of an order's commands, the latest first.
pub async fn of_author(
    connection: &mut Connection,
    author: &str,
    service_order: &ServiceOrderNumber,
) -> Result<Vec<Draft>, DbError> {
    let rows = sqlx::query(
        "SELECT command, fields, updated_at FROM drafts WHERE author = $1 AND service_order = $2 \
         ORDER BY updated_at DESC, command",
    )
    .bind(author)
    .bind(service_order.as_str())
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            let columns = Columns::new("drafts", service_order, row);
            Ok(Draft {
                command: columns.name("command", CommandType::parse)?,
                fields: columns.json("fields")?,
                updated_at: columns.time("updated_at")?,
            })
        })
        .collect()
}

/// Stores a draft in place of the previous one.
pub async fn put(
    connection: &mut Connection,
    key: &DraftKey,
    fields: &Map<String, Value>,
    at: Timestamp,
) -> Result<(), DbError> {
    sqlx::query(
        "INSERT INTO drafts (author, service_order, command, fields, updated_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (author, service_order, command) \
         DO UPDATE SET fields = excluded.fields, updated_at = excluded.updated_at",
    )
    .bind(key.author.as_str())
    .bind(key.service_order.as_str())
    .bind(key.command.name())
    .bind(to_json("drafts", "fields", fields)?)
    .bind(at.ms())
    .execute(connection)
    .await?;
    Ok(())
}

/// Removes a draft, if there is one.
pub async fn remove(connection: &mut Connection, key: &DraftKey) -> Result<(), DbError> {
    sqlx::query("DELETE FROM drafts WHERE author = $1 AND service_order = $2 AND command = $3")
        .bind(key.author.as_str())
        .bind(key.service_order.as_str())
        .bind(key.command.name())
        .execute(connection)
        .await?;
    Ok(())
}

static FIND_ALL: Bulk = Bulk::new(
    // A join, for SQLite looks through the whole table for triples in a list.
    "SELECT d.author, d.service_order, d.command FROM (",
    3,
    ") AS wanted CROSS JOIN drafts d WHERE d.author = wanted.column1 AND d.service_order = wanted.column2 \
     AND d.command = wanted.column3",
);

/// Removes those of these drafts that there are: mostly none, so they are looked for all at once.
pub async fn remove_all(connection: &mut Connection, keys: &[DraftKey]) -> Result<(), DbError> {
    let found = FIND_ALL
        .fetch(connection, keys, |statement, key| {
            statement
                .bind(key.author.as_str())
                .bind(key.service_order.as_str())
                .bind(key.command.name())
        })
        .await?;
    for row in &found {
        let columns = Columns::keyed("drafts", "service_order", row)?;
        let key = DraftKey {
            author: columns.get("author")?,
            service_order: columns.domain("service_order", ServiceOrderNumber::parse)?,
            command: columns.name("command", CommandType::parse)?,
        };
        remove(connection, &key).await?;
    }
    Ok(())
}

/// Deletes drafts older than a time, and those of orders that have ended since.
pub async fn delete_old(connection: &mut Connection, before: Timestamp) -> Result<u64, DbError> {
    let done = sqlx::query(
        "DELETE FROM drafts WHERE updated_at < $1 OR EXISTS (\
         SELECT 1 FROM service_orders o WHERE o.number = drafts.service_order AND o.closed = 1 \
         AND o.node_entered_at >= drafts.updated_at)",
    )
    .bind(before.ms())
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}
