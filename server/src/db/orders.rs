//! Orders of the marketplace, and what is left of their lines.

use aftercare_domain::{
    form::Field,
    order::{
        Order, OrderLine, Title,
        line::{LineBalance, LineNumber, Sale, ShippedBy},
        telling::Teller,
    },
    people::party::OwnerRef,
    values::{
        channel::Channel,
        id::{Category, ConsumerId, MerchantId, OrderNumber, SerialNumber, Sku, Spu},
        money::Money,
        quantity::Quantity,
        time::Timestamp,
    },
};
use sqlx::any::AnyRow;

use super::{
    Connection, DbError,
    engine::{
        bulk::Bulk,
        row::{Columns, to_json},
    },
};

pub mod changes;
pub mod lines;

/// An order and what is left of each of its lines, in the order of the lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredOrder {
    /// Its number.
    pub number: OrderNumber,
    /// As it was imported last.
    pub order: Order,
    /// What is left of the lines.
    pub balances: Vec<LineBalance>,
}

/// The order with this number.
pub async fn find(
    connection: &mut Connection,
    number: &OrderNumber,
) -> Result<Option<StoredOrder>, DbError> {
    let row = sqlx::query(
        "SELECT order_number, channel, merchant_id, consumer_id, shipped_by, paid_at, shipped_at, delivered_at, \
         shipments, payments, invoice FROM orders WHERE order_number = $1",
    )
    .bind(number.as_str())
    .fetch_optional(&mut *connection)
    .await?;
    match row {
        Some(row) => Ok(Some(with_lines(connection, &row).await?)),
        None => Ok(None),
    }
}

/// Who sold the order with this number, and who bought it.
pub async fn parties_of(
    connection: &mut Connection,
    number: &OrderNumber,
) -> Result<Option<(MerchantId, ConsumerId)>, DbError> {
    let row = sqlx::query(
        "SELECT order_number, merchant_id, consumer_id FROM orders WHERE order_number = $1",
    )
    .bind(number.as_str())
    .fetch_optional(connection)
    .await?;
    row.map(|row| {
        let columns = Columns::keyed("orders", "order_number", &row)?;
        let merchant = columns.domain("merchant_id", MerchantId::parse)?;
        Ok((merchant, columns.domain("consumer_id", ConsumerId::parse)?))
    })
    .transpose()
}

/// Whether the platform has told a merchant of a consumer: by an order of theirs.
pub async fn is_consumer_of(
    connection: &mut Connection,
    consumer: &ConsumerId,
    merchant: &MerchantId,
) -> Result<bool, DbError> {
    let row = sqlx::query(
        "SELECT order_number FROM orders WHERE consumer_id = $1 AND merchant_id = $2 AND told_by = 'platform' LIMIT 1",
    )
    .bind(consumer.as_str())
    .bind(merchant.as_str())
    .fetch_optional(connection)
    .await?;
    Ok(row.is_some())
}

/// The orders of a consumer, or only that one of them, the newest first, after one that was shown before.
pub async fn list_of_consumer(
    connection: &mut Connection,
    (consumer, only): (&ConsumerId, Option<&OrderNumber>),
    after: Option<(Timestamp, &str)>,
    limit: i64,
) -> Result<Vec<StoredOrder>, DbError> {
    let (paid_before_ms, number_before) =
        after.map_or((i64::MAX, ""), |(paid_at, number)| (paid_at.ms(), number));
    let rows = sqlx::query(
        "SELECT order_number, channel, merchant_id, consumer_id, shipped_by, paid_at, shipped_at, delivered_at, \
         shipments, payments, invoice FROM orders WHERE consumer_id = $1 AND (paid_at, order_number) < ($2, $3) \
         AND (CAST($5 AS TEXT) IS NULL OR order_number = $5) ORDER BY paid_at DESC, order_number DESC LIMIT $4",
    )
    .bind(consumer.as_str())
    .bind(paid_before_ms)
    .bind(number_before)
    .bind(limit)
    .bind(only.map(OrderNumber::as_str))
    .fetch_all(&mut *connection)
    .await?;
    let mut orders = Vec::with_capacity(rows.len());
    for row in &rows {
        orders.push(with_lines(connection, row).await?);
    }
    Ok(orders)
}

impl StoredOrder {
    /// Whose it is.
    pub fn owner(&self) -> OwnerRef<'_> {
        OwnerRef {
            order_number: &self.number,
            merchant: &self.order.merchant_id,
            consumer: &self.order.consumer_id,
            channel: self.order.channel,
        }
    }

    /// What was sold on a line, and what is left of it.
    pub fn line(self, number: LineNumber) -> Option<(Sale, LineBalance)> {
        self.lines()
            .find(|(line, ..)| line.line_number == number)
            .map(|(_, sale, balance)| (sale, balance))
    }

    /// Its lines: as they were told, what was sold on them, and what is left.
    pub fn lines(&self) -> impl Iterator<Item = (&OrderLine, Sale, LineBalance)> {
        self.order
            .lines
            .iter()
            .zip(&self.balances)
            .map(|(line, balance)| (line, self.sale(line), *balance))
    }

    fn sale(&self, line: &OrderLine) -> Sale {
        let Self { number, order, .. } = self;
        Sale {
            order_number: number.clone(),
            line_number: line.line_number.get(),
            channel: order.channel,
            merchant: order.merchant_id.clone(),
            consumer: order.consumer_id.clone(),
            shipped_at: order.shipped_at,
            delivered_at: order.delivered_at,
            spu: line.spu.clone(),
            sku: line.sku.clone(),
            title: line.title.as_str().to_owned(),
            category: line.category.clone(),
            serial_numbers: line.serial_numbers.clone(),
        }
    }
}

/// Writes an order as it was told, and whether the platform has told it; its lines' balances stay. Lines that it no longer names are removed, so the caller
/// makes sure that nothing was taken of those.
pub async fn put(
    connection: &mut Connection,
    number: &OrderNumber,
    order: &Order,
    teller: Teller<'_>,
    at: Timestamp,
) -> Result<(), DbError> {
    let told_by = match teller {
        Teller::Platform => "platform",
        Teller::Merchant(_) => "merchant",
    };
    sqlx::query(
        "INSERT INTO orders (order_number, channel, merchant_id, consumer_id, shipped_by, paid_at, shipped_at, \
         delivered_at, shipments, payments, invoice, updated_at, told_by) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) \
         ON CONFLICT (order_number) DO UPDATE SET channel = excluded.channel, merchant_id = excluded.merchant_id, \
         consumer_id = excluded.consumer_id, shipped_by = excluded.shipped_by, paid_at = excluded.paid_at, \
         shipped_at = excluded.shipped_at, delivered_at = excluded.delivered_at, shipments = excluded.shipments, \
         payments = excluded.payments, invoice = excluded.invoice, updated_at = excluded.updated_at, \
         told_by = CASE WHEN excluded.told_by = 'platform' THEN excluded.told_by ELSE orders.told_by END",
    )
    .bind(number.as_str())
    .bind(order.channel.name())
    .bind(order.merchant_id.as_str())
    .bind(order.consumer_id.as_str())
    .bind(order.shipped_by.name())
    .bind(order.paid_at.ms())
    .bind(order.shipped_at.map(Timestamp::ms))
    .bind(order.delivered_at.map(Timestamp::ms))
    .bind(to_json("orders", "shipments", &order.shipments)?)
    .bind(to_json("orders", "payments", &order.payments)?)
    .bind(to_json("orders", "invoice", &order.invoice)?)
    .bind(at.ms())
    .bind(told_by)
    .execute(&mut *connection)
    .await?;
    for line in &order.lines {
        put_line(connection, number, line).await?;
    }
    Ok(())
}

async fn put_line(
    connection: &mut Connection,
    number: &OrderNumber,
    line: &OrderLine,
) -> Result<(), DbError> {
    sqlx::query(
        "INSERT INTO order_lines (order_number, line_number, spu, sku, title, category, quantity, paid_fen, \
         freight_fen, serial_numbers) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
         ON CONFLICT (order_number, line_number) DO UPDATE SET spu = excluded.spu, sku = excluded.sku, \
         title = excluded.title, category = excluded.category, quantity = excluded.quantity, \
         paid_fen = excluded.paid_fen, freight_fen = excluded.freight_fen, serial_numbers = excluded.serial_numbers",
    )
    .bind(number.as_str())
    .bind(i64::from(line.line_number.get()))
    .bind(line.spu.as_str())
    .bind(line.sku.as_str())
    .bind(line.title.as_str())
    .bind(line.category.as_str())
    .bind(i64::from(line.quantity.get()))
    .bind(line.paid.fen())
    .bind(line.freight.fen())
    .bind(to_json("order_lines", "serial_numbers", &line.serial_numbers)?)
    .execute(connection)
    .await?;
    Ok(())
}

static ADD: Bulk = Bulk::new(
    "INSERT INTO orders (order_number, channel, merchant_id, consumer_id, shipped_by, paid_at, shipped_at, \
     delivered_at, shipments, payments, invoice, updated_at) ",
    12,
    "",
);
static ADD_LINES: Bulk = Bulk::new(
    "INSERT INTO order_lines (order_number, line_number, spu, sku, title, category, quantity, paid_fen, \
     freight_fen, serial_numbers, taken_quantity, kept_quantity, refunded_fen) ",
    13,
    "",
);

/// Adds orders that are not there, with what is left of their lines, many rows a statement.
pub async fn add(
    connection: &mut Connection,
    orders: &[StoredOrder],
    at: Timestamp,
) -> Result<(), DbError> {
    let documents = orders
        .iter()
        .map(|stored| {
            let order = &stored.order;
            let shipments = to_json("orders", "shipments", &order.shipments)?;
            let payments = to_json("orders", "payments", &order.payments)?;
            let invoice = to_json("orders", "invoice", &order.invoice)?;
            Ok((stored, [shipments, payments, invoice]))
        })
        .collect::<Result<Vec<_>, DbError>>()?;
    ADD.execute(
        connection,
        &documents,
        |statement, (stored, [shipments, payments, invoice])| {
            let order = &stored.order;
            statement
                .bind(stored.number.as_str())
                .bind(order.channel.name())
                .bind(order.merchant_id.as_str())
                .bind(order.consumer_id.as_str())
                .bind(order.shipped_by.name())
                .bind(order.paid_at.ms())
                .bind(order.shipped_at.map(Timestamp::ms))
                .bind(order.delivered_at.map(Timestamp::ms))
                .bind(shipments.as_str())
                .bind(payments.as_str())
                .bind(invoice.as_str())
                .bind(at.ms())
        },
    )
    .await?;
    add_lines(connection, orders).await
}

async fn add_lines(connection: &mut Connection, orders: &[StoredOrder]) -> Result<(), DbError> {
    let lines = orders
        .iter()
        .flat_map(|stored| {
            let lines = stored.order.lines.iter().zip(&stored.balances);
            lines.map(|(line, balance)| (&stored.number, line, balance))
        })
        .map(|(number, line, balance)| {
            let serial_numbers = to_json("order_lines", "serial_numbers", &line.serial_numbers)?;
            Ok((number, line, balance, serial_numbers))
        })
        .collect::<Result<Vec<_>, DbError>>()?;
    ADD_LINES
        .execute(
            connection,
            &lines,
            |statement, (number, line, balance, serial_numbers)| {
                statement
                    .bind(number.as_str())
                    .bind(i64::from(line.line_number.get()))
                    .bind(line.spu.as_str())
                    .bind(line.sku.as_str())
                    .bind(line.title.as_str())
                    .bind(line.category.as_str())
                    .bind(i64::from(line.quantity.get()))
                    .bind(line.paid.fen())
                    .bind(line.freight.fen())
                    .bind(serial_numbers.as_str())
                    .bind(i64::from(balance.taken))
                    .bind(i64::from(balance.kept))
                    .bind(balance.refunded.fen())
            },
        )
        .await?;
    Ok(())
}

/// Removes a line.
pub async fn remove_line(
    connection: &mut Connection,
    number: &OrderNumber,
    line: LineNumber,
) -> Result<(), DbError> {
    sqlx::query("DELETE FROM order_lines WHERE order_number = $1 AND line_number = $2")
        .bind(number.as_str())
        .bind(i64::from(line.get()))
        .execute(connection)
        .await?;
    Ok(())
}

async fn with_lines(connection: &mut Connection, row: &AnyRow) -> Result<StoredOrder, DbError> {
    let columns = Columns::keyed("orders", "order_number", row)?;
    let number = columns.domain("order_number", OrderNumber::parse)?;
    let rows = sqlx::query(
        "SELECT line_number, spu, sku, title, category, quantity, paid_fen, freight_fen, serial_numbers, \
         taken_quantity, kept_quantity, refunded_fen FROM order_lines WHERE order_number = $1 ORDER BY line_number",
    )
    .bind(number.as_str())
    .fetch_all(connection)
    .await?;
    let mut lines = Vec::with_capacity(rows.len());
    let mut balances = Vec::with_capacity(rows.len());
    for row in &rows {
        let (line, balance) = read_line(&number, row)?;
        lines.push(line);
        balances.push(balance);
    }
    let order = Order {
        channel: columns.name("channel", Channel::parse)?,
        merchant_id: columns.domain("merchant_id", MerchantId::parse)?,
        consumer_id: columns.domain("consumer_id", ConsumerId::parse)?,
        shipped_by: columns.name("shipped_by", ShippedBy::parse)?,
        paid_at: columns.time("paid_at")?,
        shipped_at: columns.time_if_any("shipped_at")?,
        delivered_at: columns.time_if_any("delivered_at")?,
        lines,
        shipments: columns.json("shipments")?,
        payments: columns.json("payments")?,
        invoice: columns.json("invoice")?,
    };
    Ok(StoredOrder {
        number,
        order,
        balances,
    })
}

fn read_line(order: &OrderNumber, row: &AnyRow) -> Result<(OrderLine, LineBalance), DbError> {
    let line_number: i64 = Columns::new("order_lines", order, row).get("line_number")?;
    let columns = Columns::new("order_lines", format_args!("{order} {line_number}"), row);
    let quantity = columns.number("quantity", Quantity::parse)?;
    let paid = columns.number("paid_fen", Money::parse)?;
    let freight = columns.number("freight_fen", Money::parse)?;
    let line = OrderLine {
        line_number: columns.number("line_number", |number| LineNumber::read(&number.into()))?,
        spu: columns.domain("spu", Spu::parse)?,
        sku: columns.domain("sku", Sku::parse)?,
        title: columns.domain("title", Title::parse)?,
        category: columns.domain("category", Category::parse)?,
        quantity,
        paid,
        freight,
        serial_numbers: columns.json::<Vec<SerialNumber>>("serial_numbers")?,
    };
    let balance = LineBalance {
        bought: quantity,
        paid,
        freight,
        taken: columns.parse("taken_quantity", |taken: i64| u32::try_from(taken))?,
        kept: columns.parse("kept_quantity", |kept: i64| u32::try_from(kept))?,
        refunded: columns.number("refunded_fen", Money::parse)?,
    };
    Ok((line, balance))
}
