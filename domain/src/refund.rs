//! Refunds 退款: a record of its own for each (R-RFD-1).

use serde::{Deserialize, Serialize};

use crate::{
    form::record, id::RefundId, money::Money, named::named, number::ServiceOrderNumber, text::Text,
    time::Timestamp,
};

named! {
    /// Where a refund stands.
    pub enum RefundState {
        /// Asked for, nothing done yet.
        Requested = "requested",
        /// Handed to the gateway, or to finance for a transfer by hand.
        Processing = "processing",
        /// The money is with the consumer.
        Succeeded = "succeeded",
        /// The gateway refused it.
        Failed = "failed",
    }
}

/// The reference of a bank transfer.
pub type TransferReference = Text<1, 100>;

/// A refund.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Refund {
    /// Its id.
    pub id: RefundId,
    /// The service order that granted it.
    pub service_order: ServiceOrderNumber,
    /// How much.
    pub amount: Money,
    /// Where it stands.
    pub state: RefundState,
    /// When it was asked for.
    pub requested_at: Timestamp,
    /// When the money was with the consumer.
    pub succeeded_at: Option<Timestamp>,
    /// The reference of the transfer.
    pub reference: Option<TransferReference>,
}

record! {
    /// 线下退款: finance marks a transfer as made.
    pub struct ConfirmOffline {
        /// The transfer's reference.
        reference: required TransferReference,
    }
}

/// Why a refund can't be confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RefundRefusal {
    /// The money is with the consumer already: never paid twice (R-RFD-2).
    #[error("the refund has succeeded already")]
    AlreadySucceeded,
}

impl Refund {
    /// Marks the transfer as made.
    pub fn confirm_offline(
        self,
        command: ConfirmOffline,
        now: Timestamp,
    ) -> Result<Self, RefundRefusal> {
        match self.state {
            RefundState::Requested | RefundState::Processing | RefundState::Failed => Ok(Self {
                state: RefundState::Succeeded,
                succeeded_at: Some(now),
                reference: Some(command.reference),
                ..self
            }),
            RefundState::Succeeded => Err(RefundRefusal::AlreadySucceeded),
        }
    }
}
