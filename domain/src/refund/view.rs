//! How a refund is shown.

use serde::{Deserialize, Serialize};

use super::{Refund, RefundState, TransferReference};
use crate::values::{id::RefundId, money::Money, number::ServiceOrderNumber, time::Timestamp};

/// A refund: money that goes to a consumer for a service order (R-RFD-1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = Refund))]
pub struct RefundView {
    /// The id of the refund.
    pub id: RefundId,
    /// The service order that granted it.
    pub service_order: ServiceOrderNumber,
    /// What the consumer is refunded, in fen.
    pub amount: Money,
    /// How far the refund is.
    pub state: RefundState,
    /// When the refund was asked for.
    pub requested_at: Timestamp,
    /// When the money was with the consumer.
    pub succeeded_at: Option<Timestamp>,
    /// The reference of the transfer, by which the bank knows it; none before it was made.
    pub reference: Option<TransferReference>,
}

impl From<Refund> for RefundView {
    fn from(refund: Refund) -> Self {
        Self {
            id: refund.id,
            service_order: refund.service_order,
            amount: refund.amount,
            state: refund.state,
            requested_at: refund.requested_at,
            succeeded_at: refund.succeeded_at,
            reference: refund.reference,
        }
    }
}
