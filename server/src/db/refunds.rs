//! Refunds: a record of its own for each (R-RFD-1), as its log left it.

use aftercare_domain::{
    people::party::Owner,
    refund::{Refund, RefundState, TransferReference},
    values::{
        channel::Channel,
        id::{ConsumerId, MerchantId, OrderNumber, RefundId},
        money::Money,
        number::ServiceOrderNumber,
        time::Timestamp,
    },
};
use sqlx::any::AnyRow;

use super::{
    Connection, DbError, Engine,
    engine::{bulk::Bulk, row::Columns},
};

pub mod list;

/// The columns of a statement about `refunds` that [`read`] reads.
macro_rules! columns {
    () => {
        "id, service_order, merchant_id, consumer_id, channel, amount, state, requested_at, succeeded_at, reference, \
         version, head_hash, logged_state, \
         (SELECT order_number FROM service_orders WHERE number = service_order) AS order_number"
    };
}
/// The beginning of a statement that finds refunds.
macro_rules! select {
    () => {
        concat!("SELECT ", crate::db::refunds::columns!(), " FROM refunds ")
    };
}
pub(super) use columns;

/// A refund and where its log stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRefund {
    /// The refund.
    pub refund: Refund,
    /// The hash of the last line of its log; empty where there is none.
    pub head_hash: String,
    /// The state that its log gives; none where there is no log, because an earlier release wrote the refund. Where it is not
    /// that of the refund, such a release changed it, and the log is behind.
    pub logged_state: Option<RefundState>,
}

impl StoredRefund {
    /// Whether its log does not tell yet how it stands.
    pub fn is_behind_log(&self) -> bool {
        self.logged_state != Some(self.refund.state)
    }
}

static INSERT: Bulk = Bulk::new(
    "INSERT INTO refunds (id, service_order, merchant_id, consumer_id, channel, amount, state, logged_state, requested_at, \
     succeeded_at, reference, version, head_hash) ",
    13,
    "",
);

/// Writes refunds that begin, each with the hash of the last line of its log.
pub async fn insert(connection: &mut Connection, begun: &[(&Refund, &str)]) -> Result<(), DbError> {
    INSERT
        .execute(connection, begun, |statement, (refund, head_hash)| {
            statement
                .bind(refund.id.as_str())
                .bind(refund.service_order.as_str())
                .bind(refund.owner.merchant.as_str())
                .bind(refund.owner.consumer.as_str())
                .bind(refund.owner.channel.name())
                .bind(refund.amount.fen())
                .bind(refund.state.name())
                .bind(refund.state.name())
                .bind(refund.requested_at.ms())
                .bind(refund.succeeded_at.map(Timestamp::ms))
                .bind(refund.reference.as_ref().map(TransferReference::as_str))
                .bind(i64::from(refund.version))
                .bind(*head_hash)
        })
        .await?;
    Ok(())
}

static UPDATE: Bulk = Bulk::new(
    "UPDATE refunds SET state = new.column2, logged_state = new.column2, succeeded_at = new.column3, \
     reference = new.column4, version = new.column5, head_hash = new.column6 FROM (",
    6,
    ") AS new WHERE refunds.id = new.column1",
);

/// Writes the new states of refunds.
pub async fn update(
    connection: &mut Connection,
    changed: &[(&Refund, &str)],
) -> Result<(), DbError> {
    UPDATE
        .execute(connection, changed, |statement, (refund, head_hash)| {
            statement
                .bind(refund.id.as_str())
                .bind(refund.state.name())
                .bind(refund.succeeded_at.map(Timestamp::ms))
                .bind(refund.reference.as_ref().map(TransferReference::as_str))
                .bind(i64::from(refund.version))
                .bind(*head_hash)
        })
        .await?;
    Ok(())
}

static FIND: Bulk = Bulk::new(concat!(select!(), "WHERE id IN ("), 1, ") ORDER BY id");
static FIND_AND_LOCK: Bulk = Bulk::new(
    concat!(select!(), "WHERE id IN ("),
    1,
    ") ORDER BY id FOR UPDATE",
);

/// The refunds with these ids, as far as they are there.
pub async fn find(
    connection: &mut Connection,
    ids: &[RefundId],
) -> Result<Vec<StoredRefund>, DbError> {
    fetch(&FIND, connection, ids).await
}

/// The same, with locks for a transaction that will change them. Give the ids in order, so that two transactions never wait
/// for each other.
pub async fn find_to_change(
    connection: &mut Connection,
    engine: Engine,
    ids: &[RefundId],
) -> Result<Vec<StoredRefund>, DbError> {
    let bulk = match engine {
        // The one writer has the whole file.
        Engine::Sqlite => &FIND,
        Engine::Postgres => &FIND_AND_LOCK,
    };
    fetch(bulk, connection, ids).await
}

async fn fetch(
    bulk: &'static Bulk,
    connection: &mut Connection,
    ids: &[RefundId],
) -> Result<Vec<StoredRefund>, DbError> {
    let rows = bulk
        .fetch(connection, ids, |statement, id| statement.bind(id.as_str()))
        .await?;
    rows.iter().map(read_row).collect()
}

/// The ids of refunds whose logs do not tell yet how they stand, in order.
pub async fn behind_logs(
    connection: &mut Connection,
    after: Option<&RefundId>,
    limit: i64,
) -> Result<Vec<RefundId>, DbError> {
    let rows = sqlx::query(
        "SELECT id FROM refunds WHERE (logged_state IS NULL OR logged_state <> state) AND id > $1 ORDER BY id LIMIT $2",
    )
    .bind(after.map_or("", RefundId::as_str))
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| Columns::keyed("refunds", "id", row)?.domain("id", RefundId::parse))
        .collect()
}

/// The refunds, portion by portion, in the order of their ids.
pub async fn rows_after(
    connection: &mut Connection,
    after: Option<&RefundId>,
    limit: i64,
) -> Result<Vec<StoredRefund>, DbError> {
    let rows = sqlx::query(concat!(select!(), "WHERE id > $1 ORDER BY id LIMIT $2"))
        .bind(after.map_or("", RefundId::as_str))
        .bind(limit)
        .fetch_all(connection)
        .await?;
    rows.iter().map(read_row).collect()
}

/// Of which merchant a transfer is, and its reference: what it paid is known by both.
pub type Transfer = (MerchantId, TransferReference);

static LOCK_MERCHANTS: Bulk = Bulk::new(
    "SELECT id FROM merchants WHERE id IN (",
    1,
    ") ORDER BY id FOR NO KEY UPDATE",
);

static PAID_BY: Bulk = Bulk::new(
    // A join, for SQLite looks through the whole table for pairs in a list.
    "SELECT r.merchant_id, r.reference, MIN(r.id) AS id FROM (",
    2,
    ") AS wanted CROSS JOIN refunds r WHERE r.merchant_id = wanted.column1 AND r.reference = wanted.column2 \
     GROUP BY r.merchant_id, r.reference",
);

/// The refunds that transfers paid already, the first one of each. Who asks will confirm by these references: nobody else of
/// the merchants does until the end of the transaction. Give the transfers in order, so that two transactions never wait for
/// each other.
pub async fn paid_by(
    connection: &mut Connection,
    engine: Engine,
    transfers: &[Transfer],
) -> Result<Vec<(Transfer, RefundId)>, DbError> {
    match engine {
        Engine::Sqlite => {}
        Engine::Postgres => {
            let mut merchants: Vec<&MerchantId> =
                transfers.iter().map(|(merchant, _)| merchant).collect();
            merchants.dedup();
            LOCK_MERCHANTS
                .fetch(connection, &merchants, |statement, merchant| {
                    statement.bind(merchant.as_str().to_owned())
                })
                .await?;
        }
    }
    let rows = PAID_BY
        .fetch(connection, transfers, |statement, (merchant, reference)| {
            statement.bind(merchant.as_str()).bind(reference.as_str())
        })
        .await?;
    rows.iter()
        .map(|row| {
            let columns = Columns::keyed("refunds", "id", row)?;
            let merchant = columns.domain("merchant_id", MerchantId::parse)?;
            let reference = columns.domain("reference", TransferReference::parse)?;
            Ok((
                (merchant, reference),
                columns.domain("id", RefundId::parse)?,
            ))
        })
        .collect()
}

static OF_ORDERS: Bulk = Bulk::new(
    concat!(select!(), "WHERE service_order IN ("),
    1,
    ") ORDER BY id",
);

/// The refunds of some orders.
pub async fn of_orders(
    connection: &mut Connection,
    numbers: &[ServiceOrderNumber],
) -> Result<Vec<StoredRefund>, DbError> {
    let rows = OF_ORDERS
        .fetch(connection, numbers, |statement, number| {
            statement.bind(number.as_str())
        })
        .await?;
    rows.iter().map(read_row).collect()
}

fn read_row(row: &AnyRow) -> Result<StoredRefund, DbError> {
    read(&Columns::of_many("refunds", "id", row))
}

/// Reads a refund from [`columns`].
pub(super) fn read(columns: &Columns<'_>) -> Result<StoredRefund, DbError> {
    let logged_state: Option<String> = columns.get("logged_state")?;
    Ok(StoredRefund {
        refund: Refund {
            id: columns.domain("id", RefundId::parse)?,
            version: columns.parse("version", |version: i64| u32::try_from(version))?,
            owner: Owner {
                order_number: columns.domain("order_number", OrderNumber::parse)?,
                merchant: columns.domain("merchant_id", MerchantId::parse)?,
                consumer: columns.domain("consumer_id", ConsumerId::parse)?,
                channel: columns.name("channel", Channel::parse)?,
            },
            service_order: columns.domain("service_order", ServiceOrderNumber::parse)?,
            amount: columns.number("amount", Money::parse)?,
            state: columns.name("state", RefundState::parse)?,
            requested_at: columns.time("requested_at")?,
            succeeded_at: columns.time_if_any("succeeded_at")?,
            reference: columns
                .get::<Option<String>>("reference")?
                .map(|reference| TransferReference::parse(&reference))
                .transpose()
                .map_err(|fault| columns.corrupt("reference", format_args!("{fault:?}")))?,
        },
        head_hash: columns.get("head_hash")?,
        logged_state: logged_state
            .map(|name| {
                RefundState::parse(&name).ok_or_else(|| columns.corrupt("logged_state", name))
            })
            .transpose()?,
    })
}
