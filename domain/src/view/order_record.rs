//! The view of an order of the marketplace: what was bought, paid, sent and invoiced (R-DET-1).

use serde::{Deserialize, Serialize};

use crate::{
    channel::Channel,
    id::{Category, ConsumerId, MerchantId, OrderNumber, SerialNumber, Sku, Spu},
    money::Money,
    order::{Invoice, OrderChanged, Payment, Shipment, Told},
    personal::Masked,
    quantity::Quantity,
    sale::ShippedBy,
    service_order::service_offers::ServiceOffer,
    time::Timestamp,
};

/// An order of the marketplace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderRecord {
    /// Its number.
    pub order_number: OrderNumber,
    /// Where it was sold.
    pub channel: Channel,
    /// The merchant.
    pub merchant_id: MerchantId,
    /// The consumer.
    pub consumer_id: ConsumerId,
    /// Who sends the goods.
    pub shipped_by: ShippedBy,
    /// When it was paid.
    pub paid_at: Timestamp,
    /// When it was sent.
    pub shipped_at: Option<Timestamp>,
    /// When it arrived.
    pub delivered_at: Option<Timestamp>,
    /// Its lines.
    pub lines: Vec<OrderLineView>,
    /// Its parcels, with what the order system tells of them besides.
    pub shipments: Vec<Told<Shipment>>,
    /// Its payments, likewise.
    pub payments: Vec<Told<Payment>>,
    /// Its invoice, likewise.
    pub invoice: Option<Told<Invoice>>,
    /// What was changed of it after it was first told, the newest first, for those who work on it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<OrderChanged>,
}

/// A line of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderLineView {
    /// Its number, from 1.
    pub line_number: u32,
    /// The product.
    pub spu: Spu,
    /// Its variant.
    pub sku: Sku,
    /// What it is called.
    pub title: String,
    /// Its category.
    pub category: Category,
    /// How many pieces.
    pub quantity: Quantity,
    /// What was paid for all of them, freight included.
    pub paid: Money,
    /// The first freight.
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
    pub fn told(self) -> Self {
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
            shipments: shipments.into_iter().map(Told::known_alone).collect(),
            payments: payments.into_iter().map(Told::known_alone).collect(),
            invoice: invoice.map(Told::known_alone),
            changes: Vec::new(),
        }
    }
}

impl Masked for OrderRecord {
    fn masked(self) -> Self {
        Self {
            shipments: self.shipments.into_iter().map(Told::masked).collect(),
            payments: self.payments.into_iter().map(Told::masked).collect(),
            invoice: self.invoice.masked(),
            changes: self.changes.into_iter().map(OrderChanged::masked).collect(),
            ..self
        }
    }
}
