//! What was sold: the order of the marketplace, as far as a service order needs it.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::{
    form::{Field, FieldError, FieldKind, integer_within, named::named, within},
    people::party::OwnerRef,
    values::{
        channel::Channel,
        id::{Category, ConsumerId, MerchantId, OrderNumber, SerialNumber, Sku, Spu},
        money::Money,
        quantity::Quantity,
        time::Timestamp,
    },
};

named! {
    /// Who sends the goods of an order.
    pub enum ShippedBy {
        /// 商家自发: the merchant sends the goods.
        Merchant = "merchant",
        /// 平台发货: the platform sends the goods.
        Platform = "platform",
    }
}

/// The number of a line of an order, from 1 to 999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct LineNumber(u32);

impl LineNumber {
    const MAX: i64 = 999;

    /// Parses the number of a line.
    pub fn parse(number: i64) -> Result<Self, FieldError> {
        let number = within(number, 1, Self::MAX)?;
        number
            .try_into()
            .map(Self)
            .map_err(|_| FieldError::OutOfRange {
                min: 1,
                max: Self::MAX,
            })
    }

    /// The number of the line, counted from 1.
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl Field for LineNumber {
    const KIND: FieldKind = FieldKind::Count {
        min: 1,
        max: Self::MAX,
    };

    fn read(value: &Value) -> Result<Self, FieldError> {
        Self::parse(integer_within(value, 1, Self::MAX)?)
    }
}

impl<'de> Deserialize<'de> for LineNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = i64::deserialize(deserializer)?;
        Self::parse(number).map_err(crate::form::undecodable)
    }
}

/// A line of an order, with the order that it is on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sale {
    /// The number of the order.
    pub order_number: OrderNumber,
    /// The line of the order, counted from 1.
    pub line_number: u32,
    /// The channel where the goods were sold.
    pub channel: Channel,
    /// The merchant that sold the goods.
    pub merchant: MerchantId,
    /// The consumer who bought the goods.
    pub consumer: ConsumerId,
    /// When it was sent; none before.
    pub shipped_at: Option<Timestamp>,
    /// When the goods were delivered; none while they are on their way.
    pub delivered_at: Option<Timestamp>,
    /// The product (SPU), as the order system calls it.
    pub spu: Spu,
    /// The variant of the product (SKU), as the order system calls it.
    pub sku: Sku,
    /// The title of the goods, as people know them.
    pub title: String,
    /// The category of the product, by which policies differ.
    pub category: Category,
    /// Serial numbers of the pieces, where known.
    pub serial_numbers: Vec<SerialNumber>,
}

impl Sale {
    /// Whose the goods are, and with them what follows from them.
    pub fn owner(&self) -> OwnerRef<'_> {
        OwnerRef {
            order_number: &self.order_number,
            merchant: &self.merchant,
            consumer: &self.consumer,
            channel: self.channel,
        }
    }
}

/// What is left of a line to apply for and to refund (R-APP-2, R-RFD-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineBalance {
    /// How many pieces of the line were bought.
    pub bought: Quantity,
    /// What was paid for all pieces of the line, freight included, in fen.
    pub paid: Money,
    /// The first freight, as part of what was paid, in fen.
    pub freight: Money,
    /// Pieces in open service orders, or kept for good.
    pub taken: u32,
    /// Pieces that are taken for good: of service orders that ended with the goods kept.
    #[serde(default)]
    pub kept: u32,
    /// What all service orders of the line have refunded, or are refunding, in fen.
    pub refunded: Money,
}

/// Some pieces of a line, by their place among those that are kept for good: it says which fen of the line are theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pieces {
    /// How many pieces of the line come before them.
    pub after: u32,
    /// How many they are.
    pub count: Quantity,
}

impl LineBalance {
    /// The balance of a line of which nothing has been applied for.
    pub const fn untouched(bought: Quantity, paid: Money, freight: Money) -> Self {
        Self {
            bought,
            paid,
            freight,
            taken: 0,
            kept: 0,
            refunded: Money::ZERO,
        }
    }

    /// How many pieces can still be applied for.
    pub fn available(&self) -> u32 {
        self.bought.get().saturating_sub(self.taken)
    }

    /// So many pieces, after so many that are kept for good; never beyond those that were bought.
    pub fn pieces(&self, after: u32, count: Quantity) -> Pieces {
        let latest = self.bought.get().saturating_sub(count.get());
        Pieces {
            after: after.min(latest),
            count,
        }
    }

    /// What was paid for some pieces (R-RFD-1).
    pub fn paid_for(&self, pieces: Pieces) -> Money {
        let Pieces { after, count } = pieces;
        self.paid.share_after(after, count.get(), self.bought.get())
    }

    /// The first freight of some pieces, shared like what was paid.
    pub fn freight_for(&self, pieces: Pieces) -> Money {
        let Pieces { after, count } = pieces;
        self.freight
            .share_after(after, count.get(), self.bought.get())
    }

    /// What can still be refunded for some pieces of which something has been refunded: never more than was paid for
    /// them, nor more than is left of the whole line (R-RFD-1).
    pub fn refundable(&self, pieces: Pieces, refunded: Money) -> Money {
        let of_pieces = self.paid_for(pieces).less(refunded);
        of_pieces.min(self.paid.less(self.refunded))
    }
}
