//! Shipment 用户发货 (product.md § 2.4).

use crate::{
    form::Fault,
    party::Actor,
    service::ServiceMethod,
    service_order::{
        Event, Pickup, Refusal, ServiceOrder, Situation,
        command::{BookPickup, Ship},
    },
};

/// R-SHP-3: what is dropped off comes without a parcel.
pub(super) fn may_ship(order: &ServiceOrder) -> Result<(), Refusal> {
    match order.service_method {
        ServiceMethod::DropOff => Err(Refusal::NoParcelForDropOff {}),
        ServiceMethod::MailIn | ServiceMethod::Pickup | ServiceMethod::None => Ok(()),
    }
}

/// R-SHP-1: by the consumer, or by staff for them.
pub(super) fn ship(
    order: &ServiceOrder,
    actor: &Actor,
    command: &Ship,
    situation: &Situation<'_>,
) -> Vec<Event> {
    let shared_with = situation
        .facts
        .parcel_shared_with
        .iter()
        .filter(|other| **other != order.number)
        .cloned()
        .collect();
    vec![Event::Shipped {
        parcel: command.parcel(),
        on_behalf: actor.is_staff(),
        shared_with,
    }]
}

pub(super) fn may_book_pickup(order: &ServiceOrder) -> Result<(), Refusal> {
    match order.service_method {
        ServiceMethod::Pickup => Ok(()),
        ServiceMethod::MailIn | ServiceMethod::DropOff | ServiceMethod::None => {
            Err(Refusal::NotAPickup {})
        }
    }
}

/// R-SHP-3: a pickup in the past helps nobody.
pub(super) fn book_pickup(
    command: &BookPickup,
    situation: &Situation<'_>,
) -> Result<Vec<Event>, Refusal> {
    if command.until <= situation.now {
        return Err(Refusal::invalid("until", Fault::InThePast {}));
    }
    Ok(vec![Event::PickupBooked(Pickup {
        carrier: command.carrier,
        from: command.from,
        until: command.until,
    })])
}
