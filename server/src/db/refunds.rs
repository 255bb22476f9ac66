//! Refunds: a record of its own for each (R-RFD-1).

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

/// The beginning of every statement that [`read`] reads.
macro_rules! columns {
    () => {
        "SELECT id, service_order, merchant_id, consumer_id, channel, amount, state, requested_at, succeeded_at, reference, \
         (SELECT order_number FROM service_orders WHERE number = service_order) AS order_number FROM refunds "
    };
}
pub(super) use columns;

/// A refund, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRefund {
    /// The refund.
    pub refund: Refund,
    /// Whose its order is.
    pub owner: Owner,
}

static ADD: Bulk = Bulk::new(
    "INSERT INTO refunds (id, service_order, merchant_id, consumer_id, channel, amount, state, requested_at, \
     succeeded_at, reference) ",
    10,
    "",
);

/// Writes refunds that were not there.
pub async fn add(connection: &mut Connection, refunds: &[StoredRefund]) -> Result<(), DbError> {
    ADD.execute(connection, refunds, |statement, stored| {
        let refund = &stored.refund;
        statement
            .bind(refund.id.as_str())
            .bind(refund.service_order.as_str())
            .bind(stored.owner.merchant.as_str())
            .bind(stored.owner.consumer.as_str())
            .bind(stored.owner.channel.name())
            .bind(refund.amount.fen())
            .bind(refund.state.name())
            .bind(refund.requested_at.ms())
            .bind(refund.succeeded_at.map(Timestamp::ms))
            .bind(refund.reference.as_ref().map(TransferReference::as_str))
    })
    .await?;
    Ok(())
}

/// The refund with this id.
pub async fn find(
    connection: &mut Connection,
    id: &RefundId,
) -> Result<Option<StoredRefund>, DbError> {
    let row = sqlx::query(concat!(columns!(), "WHERE id = $1"))
        .bind(id.as_str())
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(read).transpose()
}

/// The same, with a lock for a transaction that will change it.
pub async fn find_to_change(
    connection: &mut Connection,
    engine: Engine,
    id: &RefundId,
) -> Result<Option<StoredRefund>, DbError> {
    let row = match engine {
        Engine::Sqlite => return find(connection, id).await,
        Engine::Postgres => sqlx::query(concat!(columns!(), "WHERE id = $1 FOR UPDATE")),
    }
    .bind(id.as_str())
    .fetch_optional(connection)
    .await?;
    row.as_ref().map(read).transpose()
}

/// Another refund of the same merchant that a transfer paid, the first one. Who asks will confirm with its reference; nobody
/// else of the merchant does until the end of the transaction.
pub async fn paid_by(
    connection: &mut Connection,
    engine: Engine,
    refund: &StoredRefund,
    reference: &TransferReference,
) -> Result<Option<RefundId>, DbError> {
    match engine {
        Engine::Sqlite => {}
        Engine::Postgres => {
            sqlx::query("SELECT id FROM merchants WHERE id = $1 FOR NO KEY UPDATE")
                .bind(refund.owner.merchant.as_str())
                .fetch_optional(&mut *connection)
                .await?;
        }
    }
    let row = sqlx::query(
        "SELECT id FROM refunds WHERE merchant_id = $1 AND reference = $2 AND id <> $3 ORDER BY id LIMIT 1",
    )
    .bind(refund.owner.merchant.as_str())
    .bind(reference.as_str())
    .bind(refund.refund.id.as_str())
    .fetch_optional(connection)
    .await?;
    row.map(|row| Columns::keyed("refunds", "id", &row)?.domain("id", RefundId::parse))
        .transpose()
}

static FIND_ALL: Bulk = Bulk::new(concat!(columns!(), "WHERE id IN ("), 1, ")");

/// The refunds with these ids.
pub async fn find_all(
    connection: &mut Connection,
    ids: &[RefundId],
) -> Result<Vec<StoredRefund>, DbError> {
    let rows = FIND_ALL
        .fetch(connection, ids, |statement, id| statement.bind(id.as_str()))
        .await?;
    rows.iter().map(read).collect()
}

static OF_ORDERS: Bulk = Bulk::new(
    concat!(columns!(), "WHERE service_order IN ("),
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
    rows.iter().map(read).collect()
}

static ADVANCE: Bulk = Bulk::new(
    "UPDATE refunds SET state = new.column2 FROM (",
    2,
    ") AS new WHERE refunds.id = new.column1 AND refunds.state = 'requested'",
);

/// Takes note of where the gateway has requested refunds; one that was confirmed meanwhile stays so.
pub async fn advance(
    connection: &mut Connection,
    refunds: &[(RefundId, RefundState)],
) -> Result<(), DbError> {
    ADVANCE
        .execute(connection, refunds, |statement, (id, state)| {
            statement.bind(id.as_str()).bind(state.name())
        })
        .await?;
    Ok(())
}

/// Reads a refund from a row of [`columns`].
pub(super) fn read(row: &AnyRow) -> Result<StoredRefund, DbError> {
    let columns = Columns::keyed("refunds", "id", row)?;
    Ok(StoredRefund {
        refund: Refund {
            id: columns.domain("id", RefundId::parse)?,
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
        owner: Owner {
            order_number: columns.domain("order_number", OrderNumber::parse)?,
            merchant: columns.domain("merchant_id", MerchantId::parse)?,
            consumer: columns.domain("consumer_id", ConsumerId::parse)?,
            channel: columns.name("channel", Channel::parse)?,
        },
    })
}

/// Writes the new state of a refund.
pub async fn update(connection: &mut Connection, refund: &Refund) -> Result<(), DbError> {
    sqlx::query("UPDATE refunds SET state = $2, succeeded_at = $3, reference = $4 WHERE id = $1")
        .bind(refund.id.as_str())
        .bind(refund.state.name())
        .bind(refund.succeeded_at.map(Timestamp::ms))
        .bind(refund.reference.as_ref().map(TransferReference::as_str))
        .execute(connection)
        .await?;
    Ok(())
}
