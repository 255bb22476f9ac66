//! Orders of the marketplace as the order system tells them (R-ORD-1): the whole of one, each time it changes.

use std::collections::BTreeSet;

pub use self::{
    fulfilment::{Extensible, Invoice, Payment, Shipment},
    telling::{OrderChange, OrderChanged, OrderField, OrderTelling, TellingRefusal},
};
use crate::{
    form::{FieldError, Reader, record},
    order::line::{LineNumber, ShippedBy},
    values::{
        channel::Channel,
        id::{Category, ConsumerId, MerchantId, SerialNumber, Sku, Spu},
        money::Money,
        page::{CursorText, PageSize},
        quantity::Quantity,
        text::Text,
        time::Timestamp,
    },
};

mod fulfilment;
pub mod line;
pub mod own_names;
pub mod telling;

/// What goods are called.
pub type Title = Text<1, 200>;

record! {
    /// An order of the marketplace.
    pub struct Order {
        /// The channel where the goods were sold.
        channel: required Channel,
        /// The merchant that sold the goods.
        merchant_id: required MerchantId,
        /// The consumer who bought the goods.
        consumer_id: required ConsumerId,
        /// Who sends the goods: the merchant or the platform.
        shipped_by: required ShippedBy,
        /// When the order was paid.
        paid_at: required Timestamp,
        /// When it was sent; none before.
        shipped_at: optional Timestamp,
        /// When the goods were delivered; left out while they are on their way.
        delivered_at: optional Timestamp,
        /// What was bought: a line for each SKU.
        lines: some OrderLine,
        /// The parcels by which the goods were sent, with whatever else is told of them.
        shipments: list Extensible<Shipment>,
        /// The payments for the order, with whatever else is told of them.
        payments: list Extensible<Payment>,
        /// The invoice of the order, with whatever else is told of it.
        invoice: optional Extensible<Invoice>,
    }
    check check_order
}

record! {
    /// A line of an order: goods of one SKU.
    pub struct OrderLine {
        /// The line of the order, counted from 1.
        line_number: required LineNumber,
        /// The product (SPU), as the order system calls it.
        spu: required Spu,
        /// The variant of the product (SKU), as the order system calls it.
        sku: required Sku,
        /// The title of the goods, as people know them.
        title: required Title,
        /// The category of the product, by which policies differ.
        category: required Category,
        /// How many pieces were bought.
        quantity: required Quantity,
        /// What was paid for all of them, freight included, in fen.
        paid: required Money,
        /// The first freight, as part of what was paid, in fen.
        freight: required Money,
        /// Serial numbers of the pieces, where known.
        serial_numbers: list SerialNumber,
    }
    check check_line
}

record! {
    /// Which page of a list of orders.
    pub struct OrderQuery {
        /// How many, 1 to 200; 50 by default.
        limit: optional PageSize,
        /// `next_cursor` of the page before.
        cursor: optional CursorText,
    }
}

fn check_order(order: &Order, reader: &mut Reader<'_>) {
    let mut seen = BTreeSet::new();
    for (index, line) in order.lines.iter().enumerate() {
        if !seen.insert(line.line_number) {
            reader.fault(
                &format!("lines[{index}].line_number"),
                FieldError::Duplicate {},
            );
        }
    }
    if let (Some(shipped_at), Some(delivered_at)) = (order.shipped_at, order.delivered_at)
        && delivered_at < shipped_at
    {
        reader.fault(
            "delivered_at",
            FieldError::NotAfter {
                field: "shipped_at".to_owned(),
            },
        );
    }
    if order.delivered_at.is_some() && order.shipped_at.is_none() {
        reader.fault("shipped_at", FieldError::Required {});
    }
}

fn check_line(line: &OrderLine, reader: &mut Reader<'_>) {
    if line.freight > line.paid {
        reader.fault(
            "freight",
            FieldError::OutOfRange {
                min: 0,
                max: line.paid.fen(),
            },
        );
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::form::Record;

    fn body() -> Value {
        json!({
            "channel": "youpin_online", "merchant_id": "m1", "consumer_id": "c1", "shipped_by": "merchant",
            "paid_at": "2026-11-01T00:00:00Z",
            "lines": [{"line_number": 1, "spu": "s", "sku": "k", "title": "t", "category": "c", "quantity": 1, "paid": 100, "freight": 0}],
        })
    }

    fn faults(change: impl FnOnce(&mut Value)) -> Vec<(String, FieldError)> {
        let mut body = body();
        change(&mut body);
        let violations = Order::parse(&body).expect_err("it is wrong");
        violations
            .into_iter()
            .map(|violation| (violation.field, violation.fault))
            .collect()
    }

    #[test]
    fn an_order_is_read() {
        // R-ORD-1
        assert!(Order::parse(&body()).is_ok());
    }

    #[test]
    fn every_wrong_field_is_named() {
        let wrong = faults(|body| {
            body["lines"][0]["quantity"] = json!(1_000_000_000_000_i64);
            body["paid_at"] = json!("yesterday");
            body["colour"] = json!("red");
        });
        let fields: Vec<&str> = wrong.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, ["colour", "paid_at", "lines[0].quantity"]);
    }

    #[test]
    fn an_order_needs_lines_with_different_numbers() {
        assert_eq!(
            faults(|body| body["lines"] = json!([])),
            [("lines".to_owned(), FieldError::Required {})]
        );
        let twice = faults(|body| {
            let line = body["lines"][0].clone();
            body["lines"] = json!([line, line]);
        });
        assert_eq!(
            twice,
            [("lines[1].line_number".to_owned(), FieldError::Duplicate {})]
        );
    }

    #[test]
    fn goods_arrive_after_they_were_sent() {
        let early = faults(|body| {
            body["shipped_at"] = json!("2026-11-03T00:00:00Z");
            body["delivered_at"] = json!("2026-11-02T00:00:00Z");
        });
        assert_eq!(
            early,
            [(
                "delivered_at".to_owned(),
                FieldError::NotAfter {
                    field: "shipped_at".to_owned()
                }
            )]
        );
        let unsent = faults(|body| body["delivered_at"] = json!("2026-11-02T00:00:00Z"));
        assert_eq!(unsent, [("shipped_at".to_owned(), FieldError::Required {})]);
    }
}
