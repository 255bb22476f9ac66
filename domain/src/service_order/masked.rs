//! Orders and their logs without the personal data of the consumer, as those who work on them are shown both.
//!
//! The merchant's own receiving address is nobody's personal data. What people write in free text stays as they wrote it.

use super::{Application, Event, Handling, Recorded, ServiceOrder, event::Applied};
use crate::{
    party::Party,
    personal::{Masked, masked_name},
    service_order::event::LoggedActor,
};

impl Masked for ServiceOrder {
    fn masked(self) -> Self {
        Self {
            application: self.application.masked(),
            handling: self.handling.masked(),
            ..self
        }
    }
}

impl Masked for Application {
    fn masked(self) -> Self {
        Self {
            contact: self.contact.masked(),
            return_to: self.return_to.masked(),
            ..self
        }
    }
}

impl Masked for Handling {
    fn masked(self) -> Self {
        Self {
            consignee: self.consignee.masked(),
            ..self
        }
    }
}

impl Masked for Applied {
    fn masked(self) -> Self {
        Self {
            application: self.application.masked(),
            ..self
        }
    }
}

impl Masked for Recorded {
    fn masked(self) -> Self {
        Self {
            actor: self.actor.masked(),
            event: self.event.masked(),
            ..self
        }
    }
}

impl Masked for LoggedActor {
    /// Who works on orders is known by name to those who work with them.
    fn masked(self) -> Self {
        let name = match self.party {
            Party::Consumer => masked_name(&self.name),
            Party::Merchant
            | Party::Store
            | Party::Operator
            | Party::ReturnCentre
            | Party::System
            | Party::ApiClient => self.name,
        };
        Self { name, ..self }
    }
}

impl Masked for Event {
    fn masked(self) -> Self {
        match self {
            Self::Applied(applied) => Self::Applied(applied.masked()),
            Self::Handled(handling) => Self::Handled(handling.masked()),
            // The address of an approval is the merchant's.
            Self::Approved { .. }
            | Self::AddressMissing {}
            | Self::DirectCompensationApproved { .. }
            | Self::Rejected { .. }
            | Self::ConsumerAsked { .. }
            | Self::Answered(_)
            | Self::AnswerElapsed {}
            | Self::Shipped { .. }
            | Self::ShipmentCorrected { .. }
            | Self::ShipmentSkipped { .. }
            | Self::PickupBooked(_)
            | Self::SignedFor { .. }
            | Self::ReportedAbnormal { .. }
            | Self::ExceptionResolved { .. }
            | Self::Inspected(_)
            | Self::QuoteAccepted { .. }
            | Self::QuoteDeclined { .. }
            | Self::RepairCompleted(_)
            | Self::GoodsSentBack { .. }
            | Self::ReturnedToHandling { .. }
            | Self::Cancelled { .. }
            | Self::SuperCancelled { .. }
            | Self::SuperCancelSettled {}
            | Self::DeadlineExtended { .. }
            | Self::DeadlineMissed {}
            | Self::Claimed { .. }
            | Self::Assigned { .. }
            | Self::Urged {}
            | Self::Rated(_) => self,
        }
    }
}
