//! Sending the goods, and saying by which parcel (R-SHP-1).

use aftercare_domain::{carrier::Carrier, service_order::CommandType};
use leptos::prelude::*;

use super::receiving_address;
use crate::{
    island::Island,
    pages::consumer::island::ConsumerIsland,
    pages::consumer::{errand_form::sheet::Control, track::tracked::Tracked},
    parts::{button::Emphasis, select::Choice},
    plain_form::Returned,
    words::{ui, words},
};

/// Where to send them, and a place for carrier and number.
pub fn ship(tracked: &Tracked, returned: Option<&Returned>) -> impl IntoView + use<> {
    let words = words();
    let track = &words.consumer().track;
    let form = tracked.form(CommandType::Ship, returned);
    let carriers = Control::Menu {
        choices: Carrier::ALL
            .iter()
            .map(|&carrier| Choice::new(carrier.name(), words.carrier(carrier)))
            .collect(),
        nothing: Some(ui().common.choose.to_owned()),
    };
    let number = form.entry("tracking_number", track.tracking_number, Control::line());
    let items = vec![
        form.entry("carrier", track.carrier, carriers)
            .required()
            .into(),
        number.hinted(track.tracking_number_hint).required().into(),
    ];
    let sheet = form.sheet(track.ship, Emphasis::Primary, items);
    view! {
        {receiving_address(&tracked.order)}
        {ConsumerIsland::Form(Box::new(sheet)).view()}
    }
}
