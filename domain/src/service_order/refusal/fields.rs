//! The fields of a form that a refusal is about.

use super::Refusal;
use crate::form::{FieldError, Violation};

impl Refusal {
    /// The fields where other values would do, with what is wrong with those that stand there; none where it is not the form
    /// that would have to change, but who asks, or how the order stands.
    pub fn violations(&self) -> Vec<Violation> {
        let at = |field: &str, fault: FieldError| vec![Violation::new(field, fault)];
        match self {
            Self::Invalid { violations } => violations.clone(),
            Self::QuantityUnavailable { available } => at(
                "quantity",
                FieldError::OutOfRange {
                    min: 1,
                    max: i64::from(*available),
                },
            ),
            Self::GoodsStay { .. } => at("service_method", FieldError::Required {}),
            Self::NothingReceived { applied } => at(
                "quantity",
                FieldError::OutOfRange {
                    min: 1,
                    max: i64::from(applied.get()),
                },
            ),
            Self::AmountOutOfRange { min, max } => at(
                "amount",
                FieldError::OutOfRange {
                    min: min.fen(),
                    max: max.fen(),
                },
            ),
            Self::ExtensionOutOfRange { .. } => at("until", FieldError::NotApplicable {}),
            Self::WindowClosed { .. } => at("service_type", FieldError::NotApplicable {}),
            Self::ParcelUnchanged {} => at("tracking_number", FieldError::Unchanged {}),
            Self::MethodNotForType { .. }
            | Self::MethodNotInChannel { .. }
            | Self::OutOfWarranty { .. }
            | Self::InWarranty { .. }
            | Self::GoodsNotReceived { .. }
            | Self::GoodsNotIntact {}
            | Self::NotWithinSevenDays {} => at("method", FieldError::NotApplicable {}),
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
