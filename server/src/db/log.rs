//! Node logs: append-only, each line chained to the one before it by its hash.

use std::fmt::Write as _;

use aftercare_domain::{service_order::Recorded, values::number::ServiceOrderNumber};

use sha2::{Digest, Sha256};

use super::{
    Connection, DbError,
    engine::{bulk::Bulk, row::Columns},
};

/// A line of a log as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEvent {
    /// The order.
    pub service_order: ServiceOrderNumber,
    /// Its place in the log, from 1.
    pub sequence: u32,
    /// When, in milliseconds.
    pub at_ms: i64,
    /// What happened.
    pub event_type: String,
    /// JSON of the line, byte for byte what was hashed.
    pub document: String,
    /// The hash of the line before it; empty before the first.
    pub previous_hash: String,
    /// Its hash.
    pub hash: String,
}

impl StoredEvent {
    /// The line that follows one with that hash.
    pub fn chain(
        service_order: &ServiceOrderNumber,
        recorded: &Recorded,
        previous_hash: &str,
    ) -> Result<Self, DbError> {
        let document = super::engine::row::to_json("events", "document", recorded)?;
        Ok(Self {
            service_order: service_order.clone(),
            sequence: recorded.sequence,
            at_ms: recorded.at.ms(),
            event_type: recorded.event.name().to_owned(),
            hash: hash(previous_hash, &document),
            previous_hash: previous_hash.to_owned(),
            document,
        })
    }

    /// The line of the log.
    pub fn recorded(&self) -> Result<Recorded, DbError> {
        serde_json::from_str(&self.document).map_err(|error| {
            let row = format_args!("{} {}", self.service_order, self.sequence);
            DbError::corrupt("events", "document", row, error)
        })
    }
}

/// The hash of a line, in hexadecimal: SHA-256 of the hash before it and of its document.
pub fn hash(previous_hash: &str, document: &str) -> String {
    let digest = Sha256::new()
        .chain_update(previous_hash)
        .chain_update(document)
        .finalize();
    digest.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string can't fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

static APPEND: Bulk = Bulk::new(
    "INSERT INTO events (service_order, sequence, at, type, document, previous_hash, hash) ",
    7,
    "",
);

/// Appends lines. A place that is taken breaks the statement: no line is ever written over.
pub async fn append(connection: &mut Connection, events: &[StoredEvent]) -> Result<(), DbError> {
    APPEND
        .execute(connection, events, |statement, event| {
            statement
                .bind(event.service_order.as_str())
                .bind(i64::from(event.sequence))
                .bind(event.at_ms)
                .bind(event.event_type.as_str())
                .bind(event.document.as_str())
                .bind(event.previous_hash.as_str())
                .bind(event.hash.as_str())
        })
        .await?;
    Ok(())
}

static OF_ORDERS: Bulk = Bulk::new(
    "SELECT service_order, sequence, at, type, document, previous_hash, hash FROM events WHERE service_order IN (",
    1,
    ") ORDER BY service_order, sequence",
);

/// The logs of some orders, one after the other.
pub async fn of_orders(
    connection: &mut Connection,
    numbers: &[ServiceOrderNumber],
) -> Result<Vec<StoredEvent>, DbError> {
    let rows = OF_ORDERS
        .fetch(connection, numbers, |statement, number| {
            statement.bind(number.as_str())
        })
        .await?;
    rows.iter()
        .map(|row| {
            let columns = Columns::keyed("events", "service_order", row)?;
            Ok(StoredEvent {
                service_order: columns.domain("service_order", ServiceOrderNumber::parse)?,
                sequence: columns.parse("sequence", |sequence: i64| u32::try_from(sequence))?,
                at_ms: columns.get("at")?,
                event_type: columns.get("type")?,
                document: columns.get("document")?,
                previous_hash: columns.get("previous_hash")?,
                hash: columns.get("hash")?,
            })
        })
        .collect()
}

/// The log of an order.
pub async fn log(
    connection: &mut Connection,
    number: &ServiceOrderNumber,
) -> Result<Vec<Recorded>, DbError> {
    let events = of_orders(connection, std::slice::from_ref(number)).await?;
    events.iter().map(StoredEvent::recorded).collect()
}

/// The orders that have a log and are not there.
pub async fn orphans(connection: &mut Connection) -> Result<Vec<ServiceOrderNumber>, DbError> {
    let rows = sqlx::query(
        "SELECT e.service_order FROM events e WHERE NOT EXISTS (\
         SELECT o.number FROM service_orders o WHERE o.number = e.service_order) \
         GROUP BY e.service_order ORDER BY e.service_order",
    )
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            Columns::keyed("events", "service_order", row)?
                .domain("service_order", ServiceOrderNumber::parse)
        })
        .collect()
}
