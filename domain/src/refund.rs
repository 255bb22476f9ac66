//! Refunds 退款: a record of its own for each (R-RFD-1).

use serde::{Deserialize, Serialize};

use crate::{
    form::{commands::commands, named::named, record},
    values::{
        id::RefundId,
        money::Money,
        number::ServiceOrderNumber,
        page::{CursorText, PageSize},
        text::Text,
        time::Timestamp,
    },
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

/// A refund: money that goes to a consumer for a service order (R-RFD-1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Refund {
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

record! {
    /// Which refunds a list shows.
    pub struct RefundQuery {
        /// The number of the service order for which the refunds are.
        service_order: optional ServiceOrderNumber,
        /// The state in which the refunds are.
        state: optional RefundState,
        /// How many, 1 to 200; 50 by default.
        limit: optional PageSize,
        /// `next_cursor` of the page before.
        cursor: optional CursorText,
    }
}

/// Which facts outside a refund the decision of a command needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RefundNeeds<'c> {
    /// Which other refund of the merchant this transfer paid.
    pub paid_by: Option<&'c TransferReference>,
}

impl<'c> RefundNeeds<'c> {
    const fn transfer(mut self, reference: &'c TransferReference) -> Self {
        self.paid_by = Some(reference);
        self
    }
}

/// What is known of a command's answers before its form is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefundBeginning {
    /// Nothing.
    Empty,
}

commands! {
    /// What can be asked of a refund.
    pub enum RefundCommandType;
    /// A command to a refund.
    pub enum RefundCommand: needs RefundNeeds, begins with RefundBeginning, stands beside &[];

    /// 线下退款: finance marks a transfer as made.
    ConfirmOffline = "confirm_offline" {
        /// The reference of the transfer, by which the bank knows it.
        reference: required TransferReference,
        /// The transfer paid other refunds as well: its reference may stand at several.
        shared_transfer: optional bool,
    } needs transfer of reference;
}

/// Why a refund can't be confirmed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RefundRefusal {
    /// The money is with the consumer already: never paid twice (R-RFD-2).
    #[error("the refund has succeeded already")]
    AlreadySucceeded,
    /// The reference paid another refund: one transfer counts once, unless finance says that it paid both (R-RFD-2).
    #[error("the transfer paid {refund} already")]
    ReferenceUsed {
        /// The refund that it paid.
        refund: RefundId,
    },
}

impl Refund {
    /// Decides a command. `paid` is another refund of the merchant that the transfer paid already, where the command needs it.
    ///
    /// # Errors
    /// When the rules refuse it.
    pub fn decide(
        self,
        command: RefundCommand,
        paid: Option<RefundId>,
        now: Timestamp,
    ) -> Result<Self, RefundRefusal> {
        match command {
            RefundCommand::ConfirmOffline(command) => self.confirm_offline(command, paid, now),
        }
    }

    /// Marks the transfer as made. `paid` is another refund of the merchant that its reference paid already.
    ///
    /// # Errors
    /// When the money is with the consumer, or the transfer paid another refund and nobody says that it paid both.
    pub fn confirm_offline(
        self,
        command: ConfirmOffline,
        paid: Option<RefundId>,
        now: Timestamp,
    ) -> Result<Self, RefundRefusal> {
        match self.state {
            RefundState::Requested | RefundState::Processing | RefundState::Failed => {}
            RefundState::Succeeded => return Err(RefundRefusal::AlreadySucceeded),
        }
        match paid {
            Some(refund) if command.shared_transfer != Some(true) => {
                Err(RefundRefusal::ReferenceUsed { refund })
            }
            Some(_) | None => Ok(Self {
                state: RefundState::Succeeded,
                succeeded_at: Some(now),
                reference: Some(command.reference),
                ..self
            }),
        }
    }
}
