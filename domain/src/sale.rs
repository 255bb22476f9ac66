//! What was sold: the order of the marketplace, as far as a service order needs it.

use serde::{Deserialize, Serialize};

use crate::{
    channel::Channel,
    id::{Category, ConsumerId, MerchantId, OrderNumber, SerialNumber, Sku, Spu},
    money::Money,
    named::named,
    quantity::Quantity,
    time::Timestamp,
};

named! {
    /// Who sends the goods of an order.
    pub enum ShippedBy {
        /// 商家自发
        Merchant = "merchant",
        /// 平台发货
        Platform = "platform",
    }
}

/// A line of an order, with the order that it is on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sale {
    /// The order.
    pub order_number: OrderNumber,
    /// The line, from 1.
    pub line_number: u32,
    /// Where it was sold.
    pub channel: Channel,
    /// The merchant.
    pub merchant: MerchantId,
    /// The consumer.
    pub consumer: ConsumerId,
    /// When it was sent; none before.
    pub shipped_at: Option<Timestamp>,
    /// When it arrived; none before.
    pub delivered_at: Option<Timestamp>,
    /// The product.
    pub spu: Spu,
    /// Its variant.
    pub sku: Sku,
    /// What it is called.
    pub title: String,
    /// Its category.
    pub category: Category,
    /// Serial numbers of the pieces, where known.
    pub serial_numbers: Vec<SerialNumber>,
}

/// What is left of a line to apply for and to refund (R-APP-2, R-RFD-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineBalance {
    /// How many pieces were bought.
    pub bought: Quantity,
    /// What was paid for all of them, freight included.
    pub paid: Money,
    /// The first freight, as part of what was paid.
    pub freight: Money,
    /// Pieces in open service orders, or in ended ones with a refund.
    pub taken: u32,
    /// What all service orders of the line have refunded, or are refunding.
    pub refunded: Money,
}

impl LineBalance {
    /// How many pieces can still be applied for.
    pub fn available(&self) -> u32 {
        self.bought.get().saturating_sub(self.taken)
    }

    /// What was paid for so many pieces.
    pub fn paid_for(&self, quantity: Quantity) -> Money {
        self.paid.share(quantity.get(), self.bought.get())
    }

    /// The first freight of so many pieces.
    pub fn freight_for(&self, quantity: Quantity) -> Money {
        self.freight.share(quantity.get(), self.bought.get())
    }

    /// What can still be refunded for so many pieces of which something has been refunded: never more than was paid for
    /// them, nor more than is left of the whole line (R-RFD-1).
    pub fn refundable(&self, quantity: Quantity, refunded: Money) -> Money {
        let of_pieces = self.paid_for(quantity).less(refunded);
        of_pieces.min(self.paid.less(self.refunded))
    }
}
