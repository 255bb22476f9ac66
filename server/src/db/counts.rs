//! How many orders stand in each node: moved with the orders, so that nothing needs to be counted.

use aftercare_domain::{
    service_order::Node,
    values::{
        channel::Channel,
        id::{ConsumerId, MerchantId, OrderNumber},
    },
};
use sqlx::any::AnyRow;

use super::{
    Connection, DbError,
    engine::{bulk::Bulk, row::Columns},
};

/// The orders of a merchant in a channel that stand in a node.
pub type CountKey = (MerchantId, Channel, Node);

static MOVE: Bulk = Bulk::new(
    "INSERT INTO node_counts (merchant_id, channel, node, orders) ",
    4,
    " ON CONFLICT (merchant_id, channel, node) DO UPDATE SET orders = node_counts.orders + excluded.orders",
);

/// Adds to counts, or takes from them. Give them in order, so that two transactions never wait for each other.
pub async fn add(connection: &mut Connection, deltas: &[(CountKey, i64)]) -> Result<(), DbError> {
    MOVE.execute(
        connection,
        deltas,
        |statement, ((merchant, channel, node), delta)| {
            statement
                .bind(merchant.as_str())
                .bind(channel.name())
                .bind(node.name())
                .bind(*delta)
        },
    )
    .await?;
    Ok(())
}

/// All counts of a merchant, or of all merchants.
pub async fn all(
    connection: &mut Connection,
    merchant: Option<&MerchantId>,
) -> Result<Vec<(CountKey, i64)>, DbError> {
    let query = match merchant {
        Some(merchant) => sqlx::query(
            "SELECT merchant_id, channel, node, orders FROM node_counts WHERE merchant_id = $1",
        )
        .bind(merchant.as_str()),
        None => sqlx::query("SELECT merchant_id, channel, node, orders FROM node_counts"),
    };
    let rows = query.fetch_all(connection).await?;
    rows.iter().map(read).collect()
}

fn read(row: &AnyRow) -> Result<(CountKey, i64), DbError> {
    let columns = Columns::keyed("node_counts", "merchant_id", row)?;
    let key = (
        columns.domain("merchant_id", MerchantId::parse)?,
        columns.name("channel", Channel::parse)?,
        columns.name("node", Node::parse)?,
    );
    Ok((key, columns.get("orders")?))
}

/// The counts of each channel, over all merchants.
pub async fn by_channel(connection: &mut Connection) -> Result<Vec<(Channel, Node, i64)>, DbError> {
    let rows = sqlx::query(
        "SELECT channel, node, CAST(SUM(orders) AS BIGINT) AS orders FROM node_counts GROUP BY channel, node",
    )
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| read_of_channel("node_counts", row))
        .collect()
}

/// The counts of a merchant.
pub async fn of_merchant(
    connection: &mut Connection,
    merchant: &MerchantId,
) -> Result<Vec<(Channel, Node, i64)>, DbError> {
    let counts = all(connection, Some(merchant)).await?;
    let counts = counts.into_iter();
    Ok(counts
        .map(|((_, channel, node), orders)| (channel, node, orders))
        .collect())
}

/// How many of a consumer's orders, of one order of the marketplace or of all, at one merchant or at all, stand in each
/// node; counted, for they are few.
pub async fn of_consumer(
    connection: &mut Connection,
    (consumer, order): (&ConsumerId, Option<&OrderNumber>),
    merchant: Option<&MerchantId>,
) -> Result<Vec<(Channel, Node, i64)>, DbError> {
    let rows = sqlx::query(
        "SELECT channel, node, CAST(COUNT(*) AS BIGINT) AS orders FROM service_orders \
         WHERE consumer_id = $1 AND (CAST($2 AS TEXT) IS NULL OR merchant_id = $2) \
         AND (CAST($3 AS TEXT) IS NULL OR order_number = $3) GROUP BY channel, node",
    )
    .bind(consumer.as_str())
    .bind(merchant.map(MerchantId::as_str))
    .bind(order.map(OrderNumber::as_str))
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| read_of_channel("service_orders", row))
        .collect()
}

fn read_of_channel(table: &'static str, row: &AnyRow) -> Result<(Channel, Node, i64), DbError> {
    let columns = Columns::keyed(table, "channel", row)?;
    Ok((
        columns.name("channel", Channel::parse)?,
        columns.name("node", Node::parse)?,
        columns.get("orders")?,
    ))
}
