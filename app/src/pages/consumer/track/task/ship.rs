//! Sending the goods, and saying by which parcel (R-SHP-1).

use aftercare_domain::{carrier::Carrier, service_order::CommandType};
use leptos::prelude::*;

use super::ReceivingAddress;
use crate::{
    pages::consumer::{errand_form::ErrandForm, track::current::Current},
    parts::{
        select::{Choice, Select},
        text_input::TextInput,
    },
    words::words,
};

/// Where to send them, and a place for carrier and number.
#[component]
pub fn Ship(
    /// The service order.
    current: Current,
) -> impl IntoView {
    let words = words();
    let ui = &words.consumer().track;
    let form = current.form(CommandType::Ship);
    let carriers = Carrier::ALL
        .iter()
        .map(|&carrier| Choice::new(carrier.name(), words.carrier(carrier)))
        .collect::<Vec<_>>();
    view! {
        <ReceivingAddress current />
        <ErrandForm
            errand=current.errand(CommandType::Ship)
            form
            submit=ui.ship
            on_done=current.on_done()
            on_conflict=current.on_conflict()
        >
            <Select
                name="carrier"
                label=ui.carrier
                value=form.text("carrier")
                choices=Signal::stored(carriers)
                nothing=words.ui().common.choose
                fault=form.fault("carrier")
                required=true
            />
            <TextInput
                name="tracking_number"
                label=ui.tracking_number
                hint=ui.tracking_number_hint
                value=form.text("tracking_number")
                fault=form.fault("tracking_number")
                required=true
            />
        </ErrandForm>
    }
}
