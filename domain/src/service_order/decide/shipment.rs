//! Shipment 用户发货 (docs/rules.md § 2.4).

use crate::{
    form::FieldError,
    people::party::Actor,
    service_order::{
        Event, Pickup, Refusal, ServiceOrder, Situation,
        command::{BookPickup, CorrectShipment, Ship},
    },
    values::{number::ServiceOrderNumber, service::ServiceMethod},
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
    vec![Event::Shipped {
        parcel: command.parcel(),
        on_behalf: actor.is_staff(),
        shared_with: shared_with(order, situation),
        given_by: Some(actor.party()),
    }]
}

/// R-SHP-4: until the goods are signed for, by whoever named the parcel, or staff who may name it for the consumer.
pub(super) fn may_correct(order: &ServiceOrder, actor: &Actor) -> Result<(), Refusal> {
    if order.shipment.is_none() {
        return Err(Refusal::NoParcel {});
    }
    if order.goods_received() {
        return Err(Refusal::GoodsSignedFor {});
    }
    let given_by = order.shipment_given_by();
    if actor.is_staff() || given_by == actor.party() {
        Ok(())
    } else {
        Err(Refusal::ParcelNotYours { given_by })
    }
}

/// R-SHP-4: the log keeps both.
pub(super) fn correct(
    order: &ServiceOrder,
    actor: &Actor,
    command: &CorrectShipment,
    situation: &Situation<'_>,
) -> Result<Vec<Event>, Refusal> {
    let parcel = command.parcel();
    let before = order.shipment.clone().ok_or(Refusal::NoParcel {})?;
    if parcel == before {
        return Err(Refusal::ParcelUnchanged {});
    }
    Ok(vec![Event::ShipmentCorrected {
        parcel,
        before,
        given_by: actor.party(),
        shared_with: shared_with(order, situation),
    }])
}

/// Other open orders that name the parcel: a warning, and no error (R-SHP-1).
fn shared_with(order: &ServiceOrder, situation: &Situation<'_>) -> Vec<ServiceOrderNumber> {
    situation
        .facts
        .parcel_shared_with
        .iter()
        .filter(|other| **other != order.number)
        .cloned()
        .collect()
}

pub(super) fn may_book_pickup(order: &ServiceOrder) -> Result<(), Refusal> {
    match order.service_method {
        ServiceMethod::Pickup => Ok(()),
        ServiceMethod::MailIn | ServiceMethod::DropOff | ServiceMethod::None => {
            Err(Refusal::NotAPickup {})
        }
    }
}

/// R-SHP-3: a pickup must not be in the past.
pub(super) fn book_pickup(
    command: &BookPickup,
    situation: &Situation<'_>,
) -> Result<Vec<Event>, Refusal> {
    if command.until <= situation.now {
        return Err(Refusal::invalid("until", FieldError::InThePast {}));
    }
    Ok(vec![Event::PickupBooked(Pickup {
        carrier: command.carrier,
        from: command.from,
        until: command.until,
    })])
}
