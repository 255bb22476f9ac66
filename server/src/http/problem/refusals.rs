//! Refusals of the domain as problems: what each is about decides its status and the field that it names.

use aftercare_domain::{
    form::{Fault, Violation},
    service_order::Refusal,
};
use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{Kind, Problem};

/// What a refusal is about.
enum About {
    /// Who asks.
    Caller,
    /// Something that is not there for them.
    Nothing,
    /// A field, where another value would do.
    Field(&'static str, Fault),
    /// Several fields, each named by the refusal.
    Fields,
    /// The order, which would have to stand differently first.
    Order,
}

fn about(refusal: &Refusal) -> About {
    match refusal {
        Refusal::Forbidden { .. } | Refusal::NotResponsible { .. } => About::Caller,
        Refusal::OrderNotFound {} => About::Nothing,
        Refusal::Invalid { .. } => About::Fields,
        Refusal::QuantityUnavailable { available } => About::Field(
            "quantity",
            Fault::OutOfRange {
                min: 1,
                max: i64::from(*available),
            },
        ),
        Refusal::GoodsStay { .. } => About::Field("service_method", Fault::Required {}),
        Refusal::NothingReceived { applied } => About::Field(
            "quantity",
            Fault::OutOfRange {
                min: 1,
                max: i64::from(applied.get()),
            },
        ),
        Refusal::AmountOutOfRange { min, max } => About::Field(
            "amount",
            Fault::OutOfRange {
                min: min.fen(),
                max: max.fen(),
            },
        ),
        Refusal::ExtensionOutOfRange { .. } => About::Field("until", Fault::NotApplicable {}),
        Refusal::WindowClosed { .. } => About::Field("service_type", Fault::NotApplicable {}),
        Refusal::ParcelUnchanged {} => About::Field("tracking_number", Fault::Unchanged {}),
        Refusal::MethodNotForType { .. }
        | Refusal::MethodNotInChannel { .. }
        | Refusal::OutOfWarranty { .. }
        | Refusal::InWarranty { .. }
        | Refusal::GoodsNotReceived { .. }
        | Refusal::GoodsNotIntact {}
        | Refusal::NotWithinSevenDays {} => About::Field("method", Fault::NotApplicable {}),
        Refusal::NotAllowedInNode { .. }
        | Refusal::NotShipped {}
        | Refusal::AddressMissing { .. }
        | Refusal::AlreadyAsked {}
        | Refusal::NoOpenQuestion {}
        | Refusal::NoParcelForDropOff {}
        | Refusal::NotAPickup {}
        | Refusal::AwaitsParcel {}
        | Refusal::NoParcel {}
        | Refusal::ParcelNotYours { .. }
        | Refusal::NothingToRefund {}
        | Refusal::QuoteNotAccepted {}
        | Refusal::NoOpenQuote {}
        | Refusal::ReturnIsFinal {}
        | Refusal::GoodsSignedFor {}
        | Refusal::AlreadySuperCancelled {}
        | Refusal::NoDeadline {}
        | Refusal::DeadlineNotYours {}
        | Refusal::AlreadyExtended {}
        | Refusal::ClaimedByOther { .. }
        | Refusal::AlreadyYours {}
        | Refusal::NotAPerson {}
        | Refusal::UrgedRecently { .. }
        | Refusal::AlreadyRated {}
        | Refusal::NotDue {} => About::Order,
    }
}

/// The status of a refusal.
pub(super) fn status(refusal: &Refusal) -> StatusCode {
    match about(refusal) {
        About::Caller => StatusCode::FORBIDDEN,
        About::Nothing => StatusCode::NOT_FOUND,
        About::Field(..) | About::Fields => StatusCode::UNPROCESSABLE_ENTITY,
        About::Order => StatusCode::CONFLICT,
    }
}

impl From<Refusal> for Problem {
    /// The values of the refusal become members of the document.
    fn from(refusal: Refusal) -> Self {
        if let Refusal::Invalid { violations } = &refusal {
            return Self::invalid(violations);
        }
        let said = serde_json::to_value(&refusal).unwrap_or_default();
        let about = about(&refusal);
        let mut problem = Self::of(Kind::Refused(Box::new(refusal)));
        if let Some(Value::Object(values)) = said.get("params") {
            for (name, value) in values {
                problem = problem.member(name, value.clone());
            }
        }
        match about {
            About::Field(field, fault) => {
                problem.member("violations", json!([Violation::new(field, fault)]))
            }
            About::Caller | About::Nothing | About::Fields | About::Order => problem,
        }
    }
}
