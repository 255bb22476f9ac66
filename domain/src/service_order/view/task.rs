//! What is expected of the consumer now: the one next thing to do on their page.

use crate::{
    form::named::named,
    service_order::{ServiceOrder, State},
    values::service::ServiceMethod,
};

named! {
    /// What a consumer is to do.
    pub enum ConsumerTask {
        /// Answer the reviewer's question (R-REV-8).
        Answer = "answer",
        /// Send the goods, and say by which parcel (R-SHP-1).
        Ship = "ship",
        /// Have the goods ready for the booked pickup (R-SHP-3).
        HandOver = "hand_over",
        /// Bring the goods to the counter (R-SHP-3).
        DropOff = "drop_off",
        /// Accept or decline the quote (R-HND-4).
        DecideQuote = "decide_quote",
        /// Rate the service (R-RAT-1): welcome, but nothing waits for it.
        Rate = "rate",
    }
}

impl ConsumerTask {
    /// Whether the order stands still until it is done.
    pub const fn is_awaited(self) -> bool {
        match self {
            Self::Answer | Self::Ship | Self::HandOver | Self::DropOff | Self::DecideQuote => true,
            Self::Rate => false,
        }
    }
}

/// What is expected of the consumer of an order; none while others work on it.
pub fn consumer_task(order: &ServiceOrder) -> Option<ConsumerTask> {
    match &order.state {
        State::PendingReview { .. } => order.question_open().then_some(ConsumerTask::Answer),
        State::PendingShipment { pickup } => match order.service_method {
            ServiceMethod::MailIn => Some(ConsumerTask::Ship),
            ServiceMethod::DropOff => Some(ConsumerTask::DropOff),
            ServiceMethod::Pickup => pickup.is_some().then_some(ConsumerTask::HandOver),
            ServiceMethod::None => None,
        },
        State::InRepair { quote } => quote
            .as_ref()
            .is_some_and(|quote| quote.accepted_at.is_none())
            .then_some(ConsumerTask::DecideQuote),
        State::Completed => order.rating.is_none().then_some(ConsumerTask::Rate),
        State::PendingReceipt
        | State::PendingException { .. }
        | State::PendingInspection
        | State::PendingHandling
        | State::PendingReturn { .. }
        | State::Cancelled
        | State::Declined { .. } => None,
    }
}
