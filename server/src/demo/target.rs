//! Where a service order of the demo is meant to stand now, or how it is meant to have ended.

use aftercare_domain::{
    service_order::{Node, Quote, ServiceOrder, State},
    values::{service::ServiceType, time::Span},
};

use super::dice::Dice;

/// What a journey is steered to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// It has ended.
    End(OrderEnding),
    /// It stands there now.
    Stay(Stay),
}

/// How an order ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OrderEnding {
    /// Whatever came of it.
    Natural,
    /// Rejected at review.
    Rejected,
    /// Paid for at review.
    Compensated,
    /// The consumer gave up in that node.
    Withdrawn(Node),
    /// The goods never came.
    NeverShipped,
    /// The goods arrived abnormal.
    Abnormal,
    /// The goods arrived abnormal, and the consumer gave in.
    ConsumerConceded,
    /// The consumer declined the quote of a paid repair.
    QuoteDeclined,
    /// The operator ended it before the goods came.
    SuperCancelled,
    /// The operator ended it when the goods were there.
    SuperCancelledLate,
}

/// Where an order stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stay {
    /// To be reviewed.
    Reviewing,
    /// To be reviewed, and the consumer is asked.
    Asked,
    /// To be reviewed, and the consumer answered.
    Answered,
    /// To be reviewed by a person, for want of an address.
    AddressMissing,
    /// The consumer is to send the goods.
    AwaitingShipment,
    /// A pickup is booked.
    PickupBooked,
    /// The goods are on their way.
    InTransit,
    /// The goods are abnormal.
    Exception,
    /// They are, and somebody looks again later.
    Held,
    /// To be inspected.
    Inspecting,
    /// To be handled.
    Handling,
    /// Being repaired free of charge.
    Repairing,
    /// The consumer is to decide about a quote.
    QuoteOpen,
    /// The consumer accepted the quote.
    QuoteAccepted,
    /// To be sent to the consumer.
    Returning,
    /// Completed lately, and not rated yet.
    Finished,
}

impl OrderEnding {
    /// The service that ends so; any where it does not matter.
    pub(super) const fn service_type(self) -> Option<ServiceType> {
        match self {
            Self::QuoteDeclined => Some(ServiceType::Repair),
            Self::Abnormal | Self::ConsumerConceded | Self::SuperCancelledLate => {
                Some(ServiceType::Return)
            }
            Self::Natural
            | Self::Rejected
            | Self::Compensated
            | Self::Withdrawn(_)
            | Self::NeverShipped
            | Self::SuperCancelled => None,
        }
    }
}

impl Stay {
    /// Whether an order stands there.
    pub(super) fn is_reached(self, order: &ServiceOrder) -> bool {
        let state = &order.state;
        let answered = order.question.is_some() && !order.question_open();
        match self {
            Self::Reviewing => is_reviewed(state) && order.question.is_none(),
            Self::Asked => is_reviewed(state) && order.question_open(),
            Self::Answered => is_reviewed(state) && answered,
            Self::AddressMissing => matches!(
                state,
                State::PendingReview {
                    address_missing: true
                }
            ),
            Self::AwaitingShipment => matches!(state, State::PendingShipment { pickup: None }),
            Self::PickupBooked => matches!(state, State::PendingShipment { pickup: Some(_) }),
            Self::InTransit => matches!(state, State::PendingReceipt),
            Self::Exception => matches!(state, State::PendingException { hold: None }),
            Self::Held => matches!(state, State::PendingException { hold: Some(_) }),
            Self::Inspecting => matches!(state, State::PendingInspection),
            Self::Handling => matches!(state, State::PendingHandling),
            Self::Repairing => matches!(state, State::InRepair { quote: None }),
            Self::QuoteOpen => quote(state).is_some_and(|quote| quote.accepted_at.is_none()),
            Self::QuoteAccepted => quote(state).is_some_and(|quote| quote.accepted_at.is_some()),
            Self::Returning => matches!(state, State::PendingReturn { .. }),
            Self::Finished => matches!(state, State::Completed) && order.rating.is_none(),
        }
    }

    /// How many whole days more than a part of one it has stood there: never beyond a deadline at which the system acts,
    /// and sometimes beyond one at which only a person can.
    pub(super) fn days(self, dice: &mut Dice) -> Span {
        let most = match self {
            Self::Reviewing
            | Self::Asked
            | Self::Answered
            | Self::Inspecting
            | Self::Handling
            | Self::PickupBooked => 0,
            Self::AddressMissing | Self::QuoteOpen | Self::Finished => 2,
            Self::AwaitingShipment => 5,
            Self::InTransit => 8,
            Self::Exception | Self::Held | Self::Returning => 3,
            Self::Repairing | Self::QuoteAccepted => 6,
        };
        Span::days(dice.within(0, most))
    }
}

impl Target {
    /// Whether a journey is to go on to its end.
    pub(super) const fn is_end(self) -> bool {
        match self {
            Self::End(_) => true,
            Self::Stay(_) => false,
        }
    }
}

const fn is_reviewed(state: &State) -> bool {
    matches!(
        state,
        State::PendingReview {
            address_missing: false
        }
    )
}

const fn quote(state: &State) -> Option<&Quote> {
    if let State::InRepair { quote } = state {
        quote.as_ref()
    } else {
        None
    }
}
