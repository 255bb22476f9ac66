//! Refunds 退款: a record of its own for each (R-RFD-1).

use serde::{Deserialize, Serialize};

use serde_json::Value;

use crate::{
    form::{Field as _, FieldError, Record as _, Violation, named::named, record},
    values::{
        id::RefundId, money::Money, number::ServiceOrderNumber, page::PageSize, text::Text,
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
        /// How many, 1 to 200.
        limit: optional PageSize,
        /// Where the page before ended.
        cursor: optional Text<1, 200>,
    }
}

record! {
    /// 线下退款: finance marks a transfer as made.
    pub struct ConfirmOffline {
        /// The reference of the transfer, by which the bank knows it.
        reference: required TransferReference,
        /// The transfer paid other refunds as well: its reference may stand at several.
        shared_transfer: optional bool,
    }
}

named! {
    /// What can be asked of a refund.
    pub enum RefundCommandType {
        /// 线下退款: finance marks a transfer as made.
        ConfirmOffline = "confirm_offline",
    }
}

/// A command to a refund.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefundCommand {
    /// 线下退款: finance marks a transfer as made.
    ConfirmOffline(ConfirmOffline),
}

#[cfg(feature = "openapi")]
crate::form::schema::described!(RefundCommand => crate::form::schema::command(RefundCommandType::ConfirmOffline.name(), ConfirmOffline::FIELDS));

impl RefundCommand {
    /// Reads a command: an object whose `type` names it.
    pub fn parse(body: &Value) -> Result<Self, Vec<Violation>> {
        let at_type = |fault| vec![Violation::new("type", fault)];
        let Some(object) = body.as_object() else {
            return Err(vec![Violation::new("", FieldError::wrong_type("object"))]);
        };
        let name = object
            .get("type")
            .ok_or_else(|| at_type(FieldError::Required {}))?;
        match RefundCommandType::read(name).map_err(at_type)? {
            RefundCommandType::ConfirmOffline => {
                ConfirmOffline::parse_leaving_out(body, &["type"]).map(Self::ConfirmOffline)
            }
        }
    }
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
