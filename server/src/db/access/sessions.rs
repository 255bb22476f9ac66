//! Sessions of users who signed in, and of consumers who used a link. The secret itself is never stored.

use aftercare_domain::values::{
    id::{ConsumerId, OrderNumber, Username},
    time::Timestamp,
};

use crate::db::{
    Connection, DbError,
    engine::row::Columns,
    people::{self, User},
};

/// Whose session it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Visitor {
    /// Somebody who signed in.
    User(User),
    /// A consumer who used a link.
    Linked {
        /// Who.
        consumer: ConsumerId,
        /// Their name.
        name: String,
        /// The one order to which the link was; none: all of theirs.
        order: Option<OrderNumber>,
    },
}

/// A session that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Whose it is.
    pub visitor: Visitor,
    /// When it began.
    pub created_at: Timestamp,
    /// When it ends, unless it is used.
    pub expires_at: Timestamp,
}

/// For whom a session is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionOwner<'a> {
    /// Somebody who signed in.
    User(&'a Username),
    /// A consumer who used a link, to one order or to all of theirs.
    Linked(&'a ConsumerId, Option<&'a OrderNumber>),
}

/// Opens a session, and deletes those that have ended.
pub async fn add(
    connection: &mut Connection,
    secret_hash: &str,
    subject: SessionOwner<'_>,
    at: Timestamp,
    expires_at: Timestamp,
) -> Result<(), DbError> {
    sqlx::query("DELETE FROM sessions WHERE expires_at <= $1")
        .bind(at.ms())
        .execute(&mut *connection)
        .await?;
    let (username, consumer, order) = match subject {
        SessionOwner::User(username) => (Some(username.as_str()), None, None),
        SessionOwner::Linked(consumer, order) => (
            None,
            Some(consumer.as_str()),
            order.map(OrderNumber::as_str),
        ),
    };
    sqlx::query(
        "INSERT INTO sessions (secret_hash, username, consumer_id, order_number, created_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(secret_hash)
    .bind(username)
    .bind(consumer)
    .bind(order)
    .bind(at.ms())
    .bind(expires_at.ms())
    .execute(connection)
    .await?;
    Ok(())
}

/// The session with this secret, if it is open and its user may still sign in.
pub async fn find(
    connection: &mut Connection,
    secret_hash: &str,
    at: Timestamp,
) -> Result<Option<Session>, DbError> {
    let row = sqlx::query(
        "SELECT username, consumer_id, order_number, created_at, expires_at FROM sessions \
         WHERE secret_hash = $1 AND expires_at > $2",
    )
    .bind(secret_hash)
    .bind(at.ms())
    .fetch_optional(&mut *connection)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let columns = Columns::new("sessions", secret_hash, &row);
    let (created_at, expires_at) = (columns.time("created_at")?, columns.time("expires_at")?);
    let visitor = if columns.get::<Option<String>>("username")?.is_some() {
        let username = columns.domain("username", Username::parse)?;
        people::find_user(connection, &username)
            .await?
            .map(Visitor::User)
    } else {
        let consumer = columns.domain("consumer_id", ConsumerId::parse)?;
        let order = match columns.get::<Option<String>>("order_number")? {
            Some(_) => Some(columns.domain("order_number", OrderNumber::parse)?),
            None => None,
        };
        let name = people::consumers::name(connection, &consumer).await?;
        name.map(|name| Visitor::Linked {
            consumer,
            name,
            order,
        })
    };
    Ok(visitor.map(|visitor| Session {
        visitor,
        created_at,
        expires_at,
    }))
}

/// Puts off the end of a session.
pub async fn prolong(
    connection: &mut Connection,
    secret_hash: &str,
    expires_at: Timestamp,
) -> Result<(), DbError> {
    sqlx::query("UPDATE sessions SET expires_at = $1 WHERE secret_hash = $2 AND expires_at < $1")
        .bind(expires_at.ms())
        .bind(secret_hash)
        .execute(connection)
        .await?;
    Ok(())
}

/// Ends a session.
pub async fn remove(connection: &mut Connection, secret_hash: &str) -> Result<bool, DbError> {
    let done = sqlx::query("DELETE FROM sessions WHERE secret_hash = $1")
        .bind(secret_hash)
        .execute(connection)
        .await?;
    Ok(done.rows_affected() == 1)
}
