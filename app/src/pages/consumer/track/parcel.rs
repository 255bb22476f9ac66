//! The parcel by which the goods come: naming it (R-SHP-1), and correcting it until it is signed for (R-SHP-4).

use aftercare_domain::{
    service_order::{CommandType, Refusal, offers::Offer},
    values::carrier::Carrier,
};
use leptos::prelude::*;
use serde_json::json;

use super::tracked::TrackedOrder;
use crate::{
    form::{
        model::{Control, FormBuilder, FormPart},
        without_script::RejectedForm,
    },
    pages::consumer::island::FormIsland,
    parts::controls::{button::Emphasis, select::Choice},
    window::island::Island,
    words::{common, consumer::track, words},
};

/// The questions for carrier and number.
pub fn parcel(form: &FormBuilder) -> Vec<FormPart> {
    let words = words();
    let track = track();
    let carriers = Control::Menu {
        choices: Carrier::ALL
            .iter()
            .map(|&carrier| Choice::new(carrier.name(), words.carrier(carrier)))
            .collect(),
        nothing: Some(common().choose.to_owned()),
    };
    let carrier = form.question("carrier", track.carrier, carriers);
    let number = form.field("tracking_number", track.tracking_number);
    vec![
        carrier.required().into(),
        number.hinted(track.tracking_number_hint).into(),
    ]
}

/// Correcting what was said before; where others said it, that they are to be asked.
pub fn correction(
    tracked: &TrackedOrder,
    offer: &Offer,
    rejected: Option<&RejectedForm>,
) -> impl IntoView + use<> {
    let words = words();
    let ui = track();
    match &offer.reason {
        None => {
            let command = CommandType::CorrectShipment;
            let form = tracked.form_with(command, rejected, json!(tracked.order.shipment));
            let is_open = form.was_rejected();
            let items = parcel(&form);
            let model = form.build(ui.confirm_parcel, Emphasis::Secondary, items);
            view! {
                <details class="folded" open=is_open>
                    <summary>{ui.correct_parcel}</summary>
                    <p class="muted small">{ui.correct_parcel_hint}</p>
                    {FormIsland(Box::new(model)).view()}
                </details>
            }
            .into_any()
        }
        Some(refusal @ Refusal::ParcelNotYours { .. }) => {
            let told = words.refusal(refusal);
            view! { <p class="muted small">{told.what} " " {told.next}</p> }.into_any()
        }
        Some(_) => ().into_any(),
    }
}
