//! Which services a line of an order can be applied for, and until when (R-APP-1, R-APP-3).

use serde::{Deserialize, Serialize};

use super::{Refusal, Situation};
use crate::{
    order::line::Sale,
    people::party::{Actor, Authority, Party, Position},
    policy::responsibility::{Responsible, Step},
    service_order::eligibility::{Warranty, warranty, window_closed},
    values::service::ServiceType,
};

/// A service, with its refusal where it can't be applied for now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceOffer {
    /// The service that is offered or not.
    pub service_type: ServiceType,
    /// 三包内/外 at this time, and until when.
    pub warranty: Warranty,
    /// Whether it can be applied for now.
    pub allowed: bool,
    /// Why it can't be applied for; none where it can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Refusal>,
}

/// Every service, offered to an actor for a line of a sale or with its reason.
pub fn service_offers(actor: &Actor, sale: &Sale, situation: &Situation<'_>) -> Vec<ServiceOffer> {
    ServiceType::ALL
        .iter()
        .map(|&service_type| {
            let reason = check_service(actor, sale, service_type, situation)
                .and_then(|()| check_quantity(1, situation))
                .err();
            ServiceOffer {
                service_type,
                warranty: warranty(
                    situation.policy.windows_of(&sale.category),
                    service_type,
                    sale.delivered_at,
                    situation.now,
                ),
                allowed: reason.is_none(),
                reason,
            }
        })
        .collect()
}

/// Whether an actor may apply for a service for a line of a sale, however many pieces are left.
pub(super) fn check_service(
    actor: &Actor,
    sale: &Sale,
    service_type: ServiceType,
    situation: &Situation<'_>,
) -> Result<(), Refusal> {
    may_apply(actor, service_type, sale, situation)?;
    if sale.shipped_at.is_none() {
        return Err(Refusal::NotShipped {});
    }
    let windows = situation.policy.windows_of(&sale.category);
    match window_closed(windows, service_type, sale.delivered_at, situation.now) {
        Some(ended_at) => Err(Refusal::WindowClosed {
            service_type,
            ended_at,
        }),
        None => Ok(()),
    }
}

/// Whether so many pieces of the line are left (R-APP-2).
pub(super) fn check_quantity(pieces: u32, situation: &Situation<'_>) -> Result<(), Refusal> {
    let available = situation.facts.line.available();
    if pieces > available {
        Err(Refusal::QuantityUnavailable { available })
    } else {
        Ok(())
    }
}

/// The party that applies for the consumer; none when they do themselves (R-APP-4, and the matrix's apply column).
pub(super) fn may_apply(
    actor: &Actor,
    service_type: ServiceType,
    sale: &Sale,
    situation: &Situation<'_>,
) -> Result<Option<Party>, Refusal> {
    if !actor.may_see(sale.owner()) {
        return Err(Refusal::OrderNotFound {});
    }
    let step = Step::Apply;
    let responsible = situation
        .policy
        .matrix
        .responsible(sale.channel, service_type, step);
    let not_responsible = Err(Refusal::NotResponsible { step, responsible });
    let staff = Some(actor.party());
    match (actor.authority(), responsible) {
        (Authority::Consumer(..), Responsible::Consumer) => Ok(None),
        (
            Authority::Consumer(..),
            Responsible::Merchant | Responsible::Store | Responsible::Platform,
        ) => not_responsible,
        (Authority::Store(_), Responsible::Store) => Ok(staff),
        (
            Authority::Store(_),
            Responsible::Consumer | Responsible::Merchant | Responsible::Platform,
        ) => not_responsible,
        (Authority::Merchant(_, positions), Responsible::Consumer | Responsible::Merchant) => {
            if positions.is_none_or(|held| held.contains(&Position::Agent)) {
                Ok(staff)
            } else {
                not_responsible
            }
        }
        (Authority::Merchant(..), Responsible::Store | Responsible::Platform) => not_responsible,
        (Authority::Operator, _) => Ok(staff),
        (Authority::ReturnCentre | Authority::System, _) => not_responsible,
    }
}
