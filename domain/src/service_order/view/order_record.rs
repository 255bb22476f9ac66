//! The view of an order of the marketplace: what was bought, paid, sent and invoiced (R-DET-1).

use serde::{Deserialize, Serialize};

use crate::{
    order::{Extensible, Invoice, OrderChanged, Payment, Shipment, line::ShippedBy},
    service_order::service_offers::ServiceOffer,
    values::{
        channel::Channel,
        id::{Category, ConsumerId, MerchantId, OrderNumber, SerialNumber, Sku, Spu},
        money::Money,
        personal::Masked,
        quantity::Quantity,
        time::Timestamp,
    },
};

/// An order of the marketplace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderRecord {
    /// The number of the order, as it is kept.
    pub order_number: OrderNumber,
    /// The channel where the goods were sold.
    pub channel: Channel,
    /// The merchant that sold the goods.
    pub merchant_id: MerchantId,
    /// The consumer who bought the goods.
    pub consumer_id: ConsumerId,
    /// Who sends the goods: the merchant or the platform.
    pub shipped_by: ShippedBy,
    /// When the order was paid.
    pub paid_at: Timestamp,
    /// When the goods were sent; null before.
    pub shipped_at: Option<Timestamp>,
    /// When the goods were delivered; none while they are on their way.
    pub delivered_at: Option<Timestamp>,
    /// The lines of the order: the goods of one SKU each.
    pub lines: Vec<OrderLineView>,
    /// Its parcels, with what the order system tells of them besides.
    pub shipments: Vec<Extensible<Shipment>>,
    /// The payments for the order, each with all that the order system told of it.
    pub payments: Vec<Extensible<Payment>>,
    /// The invoice of the order, with all that the order system told of it.
    pub invoice: Option<Extensible<Invoice>>,
    /// What was changed of it after it was first told, the newest first, for those who work on it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<OrderChanged>,
}

/// A line of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderLineView {
    /// The line of the order, counted from 1.
    pub line_number: u32,
    /// The product (SPU), as the order system calls it.
    pub spu: Spu,
    /// The variant of the product (SKU), as the order system calls it.
    pub sku: Sku,
    /// The title of the goods, as people know them.
    pub title: String,
    /// The category of the product, by which policies differ.
    pub category: Category,
    /// How many pieces were bought.
    pub quantity: Quantity,
    /// What was paid for all pieces of the line, freight included, in fen.
    pub paid: Money,
    /// What the first shipment of the line cost, in fen.
    pub freight: Money,
    /// Serial numbers of the pieces.
    pub serial_numbers: Vec<SerialNumber>,
    /// How many pieces can still be applied for.
    pub available: u32,
    /// Every service, with whether the caller may apply for it now, and why not.
    pub services: Vec<ServiceOffer>,
}

impl OrderRecord {
    /// The order as its consumer is told of it: what we know of its papers, and nothing of what the order system tells
    /// besides, of which nobody knows for whom it is.
    #[must_use]
    pub fn for_consumer(self) -> Self {
        let Self {
            order_number,
            channel,
            merchant_id,
            consumer_id,
            shipped_by,
            paid_at,
            shipped_at,
            delivered_at,
            lines,
            shipments,
            payments,
            invoice,
            changes: _,
        } = self;
        Self {
            order_number,
            channel,
            merchant_id,
            consumer_id,
            shipped_by,
            paid_at,
            shipped_at,
            delivered_at,
            lines,
            shipments: shipments.into_iter().map(Extensible::known_alone).collect(),
            payments: payments.into_iter().map(Extensible::known_alone).collect(),
            invoice: invoice.map(Extensible::known_alone),
            changes: Vec::new(),
        }
    }
}

impl Masked for OrderRecord {
    fn masked(self) -> Self {
        Self {
            shipments: self.shipments.into_iter().map(Extensible::masked).collect(),
            payments: self.payments.into_iter().map(Extensible::masked).collect(),
            invoice: self.invoice.masked(),
            changes: self.changes.into_iter().map(OrderChanged::masked).collect(),
            ..self
        }
    }
}
