//! To whom something of an order is shown.

use crate::{
    people::party::{Actor, Role, TokenSight},
    service_order::{Node, ServiceOrder},
    values::personal::Masked,
};

/// To whom an order or its log is shown: consumers don't see who works on it, nor what they note among themselves; those
/// who work on it don't see the consumer's personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// To the consumer whose order it is.
    Consumer,
    /// To those who work on it.
    Staff,
    /// To a warehouse's system, which sends goods by it.
    ToShipper,
    /// To a system that may see all of it.
    System,
}

impl Audience {
    /// What an actor is shown.
    pub fn to(actor: &Actor) -> Self {
        match actor.role {
            Role::Consumer { .. } => Self::Consumer,
            Role::Merchant { .. } | Role::Store { .. } | Role::Operator | Role::ReturnCentre => {
                Self::Staff
            }
            Role::ApiClient { shown, .. } => match shown {
                TokenSight::Masked => Self::Staff,
                TokenSight::Consignees => Self::ToShipper,
                TokenSight::Whole => Self::System,
            },
            Role::System { .. } => Self::System,
        }
    }

    /// What is shown of something with personal data in it.
    pub fn of<T: Masked>(self, whole: T) -> T {
        match self {
            Self::Staff | Self::ToShipper => whole.masked(),
            Self::Consumer | Self::System => whole,
        }
    }

    /// Whether it is shown with personal data in it that people who work on orders don't see.
    pub fn is_whole(self, order: &ServiceOrder) -> bool {
        match self {
            Self::Consumer | Self::Staff => false,
            Self::ToShipper => waits_to_be_sent(order),
            Self::System => true,
        }
    }
}

/// Whether goods wait to be sent to the consumer, for which their address is needed.
pub(super) fn waits_to_be_sent(order: &ServiceOrder) -> bool {
    order.node() == Node::PendingReturn
}

/// The state of an order as an actor may know it: what their browser decides and previews with.
pub fn state(order: ServiceOrder, actor: &Actor) -> ServiceOrder {
    Audience::to(actor).of(order).as_seen_by(actor)
}
