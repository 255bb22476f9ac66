//! The lines of orders as applying and refunding see them: what was sold, and what is left of it.

use aftercare_domain::{
    order::line::{LineBalance, Sale},
    values::{
        channel::Channel,
        id::{Category, ConsumerId, MerchantId, OrderNumber, Sku, Spu},
        money::Money,
        quantity::Quantity,
    },
};
use sqlx::any::AnyRow;

use crate::db::{
    Connection, DbError, Engine,
    engine::{bulk::Bulk, row::Columns},
};

/// Which line of which order.
pub type LineKey = (OrderNumber, u32);

static FIND: Bulk = Bulk::new(SELECT, 1, ") ORDER BY l.order_number, l.line_number");
static FIND_AND_LOCK: Bulk = Bulk::new(
    SELECT,
    1,
    ") ORDER BY l.order_number, l.line_number FOR UPDATE OF l",
);
const SELECT: &str = "SELECT l.order_number, l.line_number, o.channel, o.merchant_id, o.consumer_id, o.shipped_at, \
     o.delivered_at, l.spu, l.sku, l.title, l.category, l.serial_numbers, l.quantity, l.paid_fen, l.freight_fen, \
     l.taken_quantity, l.kept_quantity, l.refunded_fen FROM order_lines l JOIN orders o ON o.order_number = l.order_number \
     WHERE l.order_number IN (";

/// The lines of some orders.
pub async fn find(
    connection: &mut Connection,
    orders: &[OrderNumber],
) -> Result<Vec<(Sale, LineBalance)>, DbError> {
    fetch(&FIND, connection, orders).await
}

/// The same, for a transaction that will take pieces or money of them: nobody else does until its end. Give the orders in
/// order, so that two transactions never wait for each other.
pub async fn find_to_change(
    connection: &mut Connection,
    engine: Engine,
    orders: &[OrderNumber],
) -> Result<Vec<(Sale, LineBalance)>, DbError> {
    let bulk = match engine {
        Engine::Sqlite => &FIND,
        Engine::Postgres => &FIND_AND_LOCK,
    };
    fetch(bulk, connection, orders).await
}

async fn fetch(
    bulk: &'static Bulk,
    connection: &mut Connection,
    orders: &[OrderNumber],
) -> Result<Vec<(Sale, LineBalance)>, DbError> {
    let rows = bulk
        .fetch(connection, orders, |statement, order| {
            statement.bind(order.as_str())
        })
        .await?;
    rows.iter().map(read).collect()
}

fn read(row: &AnyRow) -> Result<(Sale, LineBalance), DbError> {
    let columns = Columns::keyed("order_lines", "order_number", row)?;
    let sale = Sale {
        order_number: columns.domain("order_number", OrderNumber::parse)?,
        line_number: columns.parse("line_number", |number: i64| u32::try_from(number))?,
        channel: columns.name("channel", Channel::parse)?,
        merchant: columns.domain("merchant_id", MerchantId::parse)?,
        consumer: columns.domain("consumer_id", ConsumerId::parse)?,
        shipped_at: columns.time_if_any("shipped_at")?,
        delivered_at: columns.time_if_any("delivered_at")?,
        spu: columns.domain("spu", Spu::parse)?,
        sku: columns.domain("sku", Sku::parse)?,
        title: columns.get("title")?,
        category: columns.domain("category", Category::parse)?,
        serial_numbers: columns.json("serial_numbers")?,
    };
    let balance = read_balance(&columns)?;
    Ok((sale, balance))
}

fn read_balance(columns: &Columns<'_>) -> Result<LineBalance, DbError> {
    Ok(LineBalance {
        bought: columns.number("quantity", Quantity::parse)?,
        paid: columns.number("paid_fen", Money::parse)?,
        freight: columns.number("freight_fen", Money::parse)?,
        taken: columns.parse("taken_quantity", |taken: i64| u32::try_from(taken))?,
        kept: columns.parse("kept_quantity", |kept: i64| u32::try_from(kept))?,
        refunded: columns.number("refunded_fen", Money::parse)?,
    })
}

/// What is left of lines, portion by portion, in the order of the lines.
pub async fn balances_after(
    connection: &mut Connection,
    after: Option<&LineKey>,
    limit: i64,
) -> Result<Vec<(LineKey, LineBalance)>, DbError> {
    let (order, line) = after.map_or(("", 0), |(order, line)| (order.as_str(), *line));
    let rows = sqlx::query(
        "SELECT order_number, line_number, quantity, paid_fen, freight_fen, taken_quantity, kept_quantity, refunded_fen \
         FROM order_lines WHERE (order_number, line_number) > ($1, $2) ORDER BY order_number, line_number LIMIT $3",
    )
    .bind(order)
    .bind(i64::from(line))
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            let columns = Columns::keyed("order_lines", "order_number", row)?;
            let key = (
                columns.domain("order_number", OrderNumber::parse)?,
                columns.parse("line_number", |number: i64| u32::try_from(number))?,
            );
            Ok((key, read_balance(&columns)?))
        })
        .collect()
}

static MOVE: Bulk = Bulk::new(
    "UPDATE order_lines SET taken_quantity = new.column3, kept_quantity = new.column4, refunded_fen = new.column5 FROM (",
    5,
    ") AS new WHERE order_lines.order_number = new.column1 AND order_lines.line_number = new.column2",
);

/// Writes what is taken, kept and refunded of lines.
pub async fn set_balances(
    connection: &mut Connection,
    balances: &[(&LineKey, LineBalance)],
) -> Result<(), DbError> {
    MOVE.execute(
        connection,
        balances,
        |statement, ((order, line), balance)| {
            statement
                .bind(order.as_str())
                .bind(i64::from(*line))
                .bind(i64::from(balance.taken))
                .bind(i64::from(balance.kept))
                .bind(balance.refunded.fen())
        },
    )
    .await?;
    Ok(())
}
