//! The fields of a form that a refusal is about.

use super::Refusal;
use crate::form::{Fault, Violation};

impl Refusal {
    /// The fields where other values would do, with what is wrong with those that stand there; none where it is not the form
    /// that would have to change, but who asks, or how the order stands.
    pub fn violations(&self) -> Vec<Violation> {
        let at = |field: &str, fault: Fault| vec![Violation::new(field, fault)];
        match self {
            Self::Invalid { violations } => violations.clone(),
            Self::QuantityUnavailable { available } => at(
                "quantity",
                Fault::OutOfRange {
                    min: 1,
                    max: i64::from(*available),
                },
            ),
            Self::GoodsStay { .. } => at("service_method", Fault::Required {}),
            Self::NothingReceived { applied } => at(
                "quantity",
                Fault::OutOfRange {
                    min: 1,
                    max: i64::from(applied.get()),
                },
            ),
            Self::AmountOutOfRange { min, max } => at(
                "amount",
                Fault::OutOfRange {
                    min: min.fen(),
                    max: max.fen(),
                },
            ),
            Self::ExtensionOutOfRange { .. } => at("until", Fault::NotApplicable {}),
            Self::WindowClosed { .. } => at("service_type", Fault::NotApplicable {}),
            Self::ParcelUnchanged {} => at("tracking_number", Fault::Unchanged {}),
            Self::MethodNotForType { .. }
            | Self::MethodNotInChannel { .. }
            | Self::OutOfWarranty { .. }
            | Self::InWarranty { .. }
            | Self::GoodsNotReceived { .. }
            | Self::GoodsNotIntact {}
            | Self::NotWithinSevenDays {} => at("method", Fault::NotApplicable {}),
            Self::Forbidden { .. }
            | Self::NotResponsible { .. }
            | Self::OrderNotFound {}
            | Self::NotAllowedInNode { .. }
            | Self::NotShipped {}
            | Self::AddressMissing { .. }
            | Self::AlreadyAsked {}
            | Self::NoOpenQuestion {}
            | Self::NoParcelForDropOff {}
            | Self::NotAPickup {}
            | Self::AwaitsParcel {}
            | Self::NoParcel {}
            | Self::ParcelNotYours { .. }
            | Self::NothingToRefund {}
            | Self::QuoteNotAccepted {}
            | Self::NoOpenQuote {}
            | Self::ReturnIsFinal {}
            | Self::GoodsSignedFor {}
            | Self::AlreadySuperCancelled {}
            | Self::NoDeadline {}
            | Self::DeadlineNotYours {}
            | Self::AlreadyExtended {}
            | Self::ClaimedByOther { .. }
            | Self::AlreadyYours {}
            | Self::NotAPerson {}
            | Self::UrgedRecently { .. }
            | Self::AlreadyRated {}
            | Self::NotDue {} => Vec::new(),
        }
    }
}
