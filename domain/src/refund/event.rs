//! Events: what happened to a refund.

use serde::{Deserialize, Serialize};

use super::TransferReference;
use crate::{
    aggregate::{Happened, Recorded},
    form::events::events,
    people::{
        party::{Actor, Owner},
        rule::Rule,
    },
    values::{id::RefundId, money::Money, number::ServiceOrderNumber, personal::Masked},
};

/// A line of a refund's log.
pub type RecordedRefundEvent = Recorded<RefundEvent>;

events! {
    /// Something that happened to a refund.
    pub enum RefundEvent {
        /// A service order granted it, and it is to be paid: the refund begins (R-RFD-1).
        Requested = "requested" (granted: plain Box<Granted>);
        /// The gateway has it, or finance, who transfer the money by hand.
        HandedOver = "handed_over" {};
        /// 线下退款: finance said that the transfer is made (R-RFD-2).
        ConfirmedOffline = "confirmed_offline" {
            /// The reference of the transfer, by which the bank knows it.
            reference: plain TransferReference,
            /// Whether finance said that the transfer paid other refunds as well.
            shared_transfer: plain bool,
        };
    }
}

/// What a service order granted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Granted {
    /// The id that the refund was given.
    pub id: RefundId,
    /// Whose it is: that of the service order.
    pub owner: Owner,
    /// The service order that granted it.
    pub service_order: ServiceOrderNumber,
    /// What the consumer is refunded, in fen.
    pub amount: Money,
}

impl Happened for RefundEvent {
    fn name(&self) -> &'static str {
        self.name()
    }

    fn by_rule(&self) -> Option<Rule> {
        None
    }
}
