//! Refusals: why something can't be done with a refund.

use crate::values::id::RefundId;

/// Why something can't be done with a refund.
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
    /// Nothing is due of itself.
    #[error("nothing is due")]
    NotDue,
}
