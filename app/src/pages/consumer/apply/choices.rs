//! What an application can choose from, and why some of it can't be chosen.

use aftercare_domain::{
    service_order::{reason::ApplyReason, service_offers::ServiceOffer},
    values::service::{ServiceMethod, ServiceType},
};

use crate::{parts::controls::select::Choice, words::words};

/// The services, each with its terms or the reason why it can't be applied for.
pub fn services(offers: &[ServiceOffer]) -> Vec<Choice> {
    let words = words();
    offers
        .iter()
        .map(|offer| {
            let refused = offer
                .reason
                .as_ref()
                .map(|refusal| words.not_offered(refusal).what);
            let choice = Choice::new(
                offer.service_type.name(),
                words.service_type(offer.service_type),
            );
            match refused {
                Some(_) => choice.refused(refused),
                None => choice.hinted(terms(offer)),
            }
        })
        .collect()
}

/// What a service is, and until when it can be applied for.
fn terms(offer: &ServiceOffer) -> String {
    let words = words();
    let window = words.window(offer.service_type, &offer.warranty);
    match offer.service_type {
        ServiceType::Supplement => window,
        ServiceType::Return | ServiceType::Exchange | ServiceType::Repair => {
            format!("{}\n{window}", words.service_type_hint(offer.service_type))
        }
    }
}

/// The reasons that an application can have.
pub fn reasons() -> Vec<Choice> {
    ApplyReason::ALL
        .iter()
        .map(|&reason| Choice::new(reason.name(), words().apply_reason(reason)))
        .collect()
}

/// The methods by which goods can come.
pub fn methods() -> Vec<Choice> {
    let words = words();
    ServiceMethod::ALL
        .iter()
        .map(|&method| {
            Choice::new(method.name(), words.service_method(method))
                .hinted(words.service_method_hint(method))
        })
        .collect()
}

/// The quantities up to what is left.
pub fn quantities(available: u32) -> Vec<Choice> {
    (1..=available)
        .map(|pieces| Choice::new(pieces.to_string(), words().quantity(pieces)))
        .collect()
}
