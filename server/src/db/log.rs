//! Logs: append-only, each line chained to the one before it by its hash. A log belongs to an aggregate: to a kind and an id.

use std::fmt::{Display, Write as _};

use aftercare_domain::aggregate::{Aggregate, AggregateKind, Happened, Recorded};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

use super::{
    Connection, DbError,
    engine::{bulk::Bulk, row::Columns},
};

/// A line of a log as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEvent {
    /// The kind of aggregate.
    pub kind: AggregateKind,
    /// Its id.
    pub id: String,
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
    /// The line of an aggregate's log that follows one with that hash.
    pub fn chain<E: Happened + Serialize>(
        kind: AggregateKind,
        id: impl Display,
        recorded: &Recorded<E>,
        previous_hash: &str,
    ) -> Result<Self, DbError> {
        let document = super::engine::row::to_json("events", "document", recorded)?;
        Ok(Self {
            kind,
            id: id.to_string(),
            sequence: recorded.sequence,
            at_ms: recorded.at.ms(),
            event_type: recorded.event.name().to_owned(),
            hash: hash(previous_hash, &document),
            previous_hash: previous_hash.to_owned(),
            document,
        })
    }

    /// The line of the log.
    pub fn recorded<E: DeserializeOwned>(&self) -> Result<Recorded<E>, DbError> {
        serde_json::from_str(&self.document).map_err(|error| {
            let row = format_args!("{} {}", self.id, self.sequence);
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
    "INSERT INTO events (kind, service_order, sequence, at, type, document, previous_hash, hash) ",
    8,
    "",
);

/// Appends lines. A place that is taken breaks the statement: no line is ever written over.
pub async fn append(connection: &mut Connection, events: &[StoredEvent]) -> Result<(), DbError> {
    APPEND
        .execute(connection, events, |statement, event| {
            statement
                .bind(event.kind.name())
                .bind(event.id.as_str())
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

/// A statement for the logs of one kind: the kind stands in its text, so that its plan is the same for all ids.
macro_rules! logs_of {
    ($kind:literal) => {
        Bulk::new(
            concat!(
                "SELECT service_order, sequence, at, type, document, previous_hash, hash FROM events WHERE kind = '",
                $kind,
                "' AND service_order IN ("
            ),
            1,
            ") ORDER BY service_order, sequence",
        )
    };
}

static OF_SERVICE_ORDERS: Bulk = logs_of!("service_order");
static OF_REFUNDS: Bulk = logs_of!("refund");

/// The logs of some aggregates of a kind, one after the other.
pub async fn of<A: Aggregate<Id: Sync>>(
    connection: &mut Connection,
    ids: &[A::Id],
) -> Result<Vec<StoredEvent>, DbError> {
    let bulk = match A::KIND {
        AggregateKind::ServiceOrder => &OF_SERVICE_ORDERS,
        AggregateKind::Refund => &OF_REFUNDS,
    };
    let rows = bulk
        .fetch(connection, ids, |statement, id| {
            statement.bind(id.to_string())
        })
        .await?;
    rows.iter()
        .map(|row| {
            let columns = Columns::keyed("events", "service_order", row)?;
            Ok(StoredEvent {
                kind: A::KIND,
                id: columns.get("service_order")?,
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

/// The log of an aggregate.
pub async fn log<A>(
    connection: &mut Connection,
    id: &A::Id,
) -> Result<Vec<Recorded<A::Event>>, DbError>
where
    A: Aggregate<Id: Sync, Event: DeserializeOwned>,
{
    let events = of::<A>(connection, std::slice::from_ref(id)).await?;
    events.iter().map(StoredEvent::recorded).collect()
}

/// The ids of a kind that have a log, and nothing else is there of them.
pub async fn orphans(
    connection: &mut Connection,
    kind: AggregateKind,
) -> Result<Vec<String>, DbError> {
    let statement = match kind {
        AggregateKind::ServiceOrder => {
            "SELECT e.service_order FROM events e WHERE e.kind = 'service_order' AND NOT EXISTS (\
             SELECT o.number FROM service_orders o WHERE o.number = e.service_order) \
             GROUP BY e.service_order ORDER BY e.service_order"
        }
        AggregateKind::Refund => {
            "SELECT e.service_order FROM events e WHERE e.kind = 'refund' AND NOT EXISTS (\
             SELECT r.id FROM refunds r WHERE r.id = e.service_order) \
             GROUP BY e.service_order ORDER BY e.service_order"
        }
    };
    let rows = sqlx::query(statement).fetch_all(connection).await?;
    rows.iter()
        .map(|row| Columns::keyed("events", "service_order", row)?.get("service_order"))
        .collect()
}
