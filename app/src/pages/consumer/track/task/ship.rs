//! Sending the goods, and saying by which parcel (R-SHP-1).

use aftercare_domain::service_order::CommandType;
use leptos::prelude::*;

use super::receiving_address;
use crate::{
    form::without_script::RejectedForm,
    pages::consumer::{
        island::FormIsland,
        track::{parcel::parcel, tracked::TrackedOrder},
    },
    parts::controls::button::Emphasis,
    window::island::Island,
    words::consumer::track,
};

/// Where to send them, and a place for carrier and number.
pub fn ship(tracked: &TrackedOrder, rejected: Option<&RejectedForm>) -> impl IntoView + use<> {
    let track = track();
    let form = tracked.form(CommandType::Ship, rejected);
    let items = parcel(&form);
    let model = form.build(track.ship, Emphasis::Primary, items);
    view! {
        {receiving_address(&tracked.order)}
        {FormIsland(Box::new(model)).view()}
    }
}
