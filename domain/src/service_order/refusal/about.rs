//! What a refusal is about.

use super::Refusal;
use crate::form::{FieldError, Violation};

/// What a refusal is about: what would have to be different for it not to be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// Who asks: it is for somebody else.
    Caller,
    /// What is asked for: it is not there, or not the caller's to see.
    Missing,
    /// Fields of the form: other values would do. Each with what is wrong about the value that stands there.
    Fields(Vec<Violation>),
    /// How the order stands.
    State,
}

impl Refusal {
    /// The fields where other values would do, with what is wrong with those that stand there; none where it is not the form
    /// that would have to change.
    pub fn violations(&self) -> Vec<Violation> {
        match self.about() {
            About::Fields(violations) => violations,
            About::Caller | About::Missing | About::State => Vec::new(),
        }
    }

    /// What it is about.
    pub fn about(&self) -> About {
        let at = |field: &str, fault| About::Fields(vec![Violation::new(field, fault)]);
        match self {
            Self::Forbidden { .. } | Self::NotResponsible { .. } => About::Caller,
            Self::OrderNotFound {} => About::Missing,
            Self::Invalid { violations } => About::Fields(violations.clone()),
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
            Self::NotAllowedInNode { .. }
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
            | Self::NotDue {} => About::State,
        }
    }
}
