//! Links by which consumers sign in, and whether they were used. The secret of a link is never stored.

use aftercare_domain::{
    people::party::LoggedActor,
    teamwork::reveal::KeptLink,
    values::{
        id::{ConsumerId, OrderNumber},
        time::Timestamp,
    },
};
use sqlx::any::AnyRow;

use crate::db::{Connection, DbError, engine::row::Columns};

/// A link that is to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLink {
    /// Its id.
    pub id: String,
    /// The hash of what it holds.
    pub secret_hash: String,
    /// The consumer that it signs in.
    pub destination: Destination,
    /// Who asked for it.
    pub issued_by: LoggedActor,
    /// When, by the product's time.
    pub issued_at: Timestamp,
    /// From which network.
    pub issued_from: Option<String>,
    /// Until when it can be used, by real time.
    pub expires_at: Timestamp,
}

/// Whom a link brings, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination {
    /// Who.
    pub consumer: ConsumerId,
    /// To which order; none: to all of theirs.
    pub order: Option<OrderNumber>,
}

/// A link as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredLink {
    /// Whom it brings, and where.
    pub destination: Destination,
    /// Until when it can be used, by real time.
    pub expires_at: Timestamp,
    /// Whether it was used.
    pub is_used: bool,
}

/// Keeps a new link.
pub async fn add(connection: &mut Connection, link: &NewLink) -> Result<(), DbError> {
    sqlx::query(
        "INSERT INTO consumer_links (id, secret_hash, consumer_id, order_number, party, name, issued_at, issued_from, \
         expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(&link.id)
    .bind(&link.secret_hash)
    .bind(link.destination.consumer.as_str())
    .bind(link.destination.order.as_ref().map(OrderNumber::as_str))
    .bind(link.issued_by.party.name())
    .bind(&link.issued_by.name)
    .bind(link.issued_at.ms())
    .bind(&link.issued_from)
    .bind(link.expires_at.ms())
    .execute(connection)
    .await?;
    Ok(())
}

/// The link that holds this secret.
pub async fn find(
    connection: &mut Connection,
    secret_hash: &str,
) -> Result<Option<StoredLink>, DbError> {
    let row = sqlx::query(
        "SELECT id, consumer_id, order_number, expires_at, used_at FROM consumer_links WHERE secret_hash = $1",
    )
    .bind(secret_hash)
    .fetch_optional(connection)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let columns = Columns::keyed("consumer_links", "id", &row)?;
    Ok(Some(StoredLink {
        destination: destination(&columns)?,
        expires_at: columns.time("expires_at")?,
        is_used: columns.time_if_any("used_at")?.is_some(),
    }))
}

/// Uses the link that holds this secret, unless it was used or is too old by real time: of two who try at the same moment,
/// one succeeds.
pub async fn use_up(
    connection: &mut Connection,
    secret_hash: &str,
    real_at: Timestamp,
    at: Timestamp,
    from: Option<&str>,
) -> Result<Option<Destination>, DbError> {
    let row = sqlx::query(
        "UPDATE consumer_links SET used_at = $1, used_from = $2 \
         WHERE secret_hash = $3 AND used_at IS NULL AND expires_at > $4 RETURNING id, consumer_id, order_number",
    )
    .bind(at.ms())
    .bind(from)
    .bind(secret_hash)
    .bind(real_at.ms())
    .fetch_optional(connection)
    .await?;
    row.map(|row| destination(&Columns::keyed("consumer_links", "id", &row)?))
        .transpose()
}

/// The links to an order, and those to all orders of its consumer, the newest first.
pub async fn of_order(
    connection: &mut Connection,
    order: &OrderNumber,
    consumer: &ConsumerId,
    limit: i64,
) -> Result<Vec<KeptLink>, DbError> {
    let rows = sqlx::query(
        "SELECT id, order_number, party, name, issued_at, issued_from, used_at, used_from FROM consumer_links \
         WHERE order_number = $1 OR (consumer_id = $2 AND order_number IS NULL) ORDER BY issued_at DESC, id LIMIT $3",
    )
    .bind(order.as_str())
    .bind(consumer.as_str())
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.iter().map(kept).collect()
}

fn kept(row: &AnyRow) -> Result<KeptLink, DbError> {
    let columns = Columns::keyed("consumer_links", "id", row)?;
    Ok(KeptLink {
        order_number: order(&columns)?,
        issued_at: columns.time("issued_at")?,
        issued_by: columns.logged_actor()?,
        issued_from: columns.get("issued_from")?,
        used_at: columns.time_if_any("used_at")?,
        used_from: columns.get("used_from")?,
    })
}

fn destination(columns: &Columns<'_>) -> Result<Destination, DbError> {
    Ok(Destination {
        consumer: columns.domain("consumer_id", ConsumerId::parse)?,
        order: order(columns)?,
    })
}

fn order(columns: &Columns<'_>) -> Result<Option<OrderNumber>, DbError> {
    match columns.get::<Option<String>>("order_number")? {
        Some(_) => columns.domain("order_number", OrderNumber::parse).map(Some),
        None => Ok(None),
    }
}
