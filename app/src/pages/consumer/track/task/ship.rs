//! Sending the goods, and saying by which parcel (R-SHP-1).

use aftercare_domain::service_order::CommandType;
use leptos::prelude::*;

use super::receiving_address;
use crate::{
    browser::island::Island,
    form::without_script::RejectedForm,
    pages::consumer::{
        island::ConsumerIsland,
        track::{parcel::parcel, tracked::TrackedOrder},
    },
    parts::controls::button::Emphasis,
    words::words,
};

/// Where to send them, and a place for carrier and number.
pub fn ship(tracked: &TrackedOrder, rejected: Option<&RejectedForm>) -> impl IntoView + use<> {
    let track = &words().consumer().track;
    let form = tracked.form(CommandType::Ship, rejected);
    let items = parcel(&form);
    let model = form.build(track.ship, Emphasis::Primary, items);
    view! {
        {receiving_address(&tracked.order)}
        {ConsumerIsland::Form(Box::new(model)).view()}
    }
}
