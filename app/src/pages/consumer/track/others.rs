//! What else the consumer can do: urge, correct the parcel, and cancel; where they can't, why not.

use aftercare_domain::{
    policy::responsibility::Responsible,
    service_order::{CommandType, Refusal, offers::Offer},
};
use leptos::prelude::*;

use super::{parcel::correction, tracked::TrackedOrder};
use crate::{
    form::without_script::RejectedForm,
    pages::consumer::island::FormIsland,
    parts::controls::button::Emphasis,
    request::context::PageContext,
    window::island::Island,
    words::{consumer::track, words},
};

/// Urging, correcting and cancelling, while there is something to urge, correct or cancel.
pub fn others(tracked: &TrackedOrder, rejected: Option<&RejectedForm>) -> impl IntoView + use<> {
    // Who is to act themselves has nobody to urge.
    let waits_for_consumer = tracked.order.waiting_for == Some(Responsible::Consumer);
    (!tracked.order.terminal).then(|| {
        let offered = |command| tracked.offer(command);
        view! {
            <section class="card stack">
                <h2>{track().more}</h2>
                {offered(CommandType::Urge)
                    .filter(|_| !waits_for_consumer)
                    .map(|offer| urge(tracked, offer, rejected))}
                {offered(CommandType::CorrectShipment)
                    .map(|offer| correction(tracked, offer, rejected))}
                {offered(CommandType::Cancel).map(|offer| cancel(tracked, offer, rejected))}
            </section>
        }
    })
}

/// Urging (R-MSG-2); after it, from when on it is possible again.
fn urge(
    tracked: &TrackedOrder,
    offer: &Offer,
    rejected: Option<&RejectedForm>,
) -> impl IntoView + use<> {
    let words = words();
    let ui = track();
    let count = tracked.order.urges;
    let how = match &offer.reason {
        Some(Refusal::UrgedRecently { again_at }) => {
            view! { <p class="muted small">{words.urge_again(*again_at)}</p> }.into_any()
        }
        Some(refusal) => {
            let told = words.refusal(refusal);
            view! { <p class="muted small">{told.what} " " {told.next}</p> }.into_any()
        }
        None => {
            let form = tracked.form(CommandType::Urge, rejected);
            let model = form.build(ui.urge, Emphasis::Secondary, Vec::new());
            view! {
                <p class="muted small">{ui.urge_hint}</p>
                {FormIsland(Box::new(model)).view()}
            }
            .into_any()
        }
    };
    view! {
        {(count > 0).then(|| view! { <p class="small">{words.urged(count)}</p> })}
        {how}
    }
}

/// Cancelling, with a second thought (R-APP-7).
fn cancel(
    tracked: &TrackedOrder,
    offer: &Offer,
    rejected: Option<&RejectedForm>,
) -> impl IntoView + use<> {
    let words = words();
    let ui = track();
    if !offer.allowed {
        return view! { <p class="muted small">{ui.too_late_to_cancel}</p> }.into_any();
    }
    let form = tracked.form(CommandType::Cancel, rejected);
    let is_open = form.was_rejected();
    let reason = form
        .field("reason", ui.cancel_reason)
        .with_id("cancel-reason");
    let order = &tracked.order;
    let then = words.cancel_then(
        order.service_type,
        &order.warranty,
        PageContext::current().now,
    );
    let model = form.build(ui.confirm_cancel, Emphasis::Danger, vec![reason.into()]);
    view! {
        <details class="folded" open=is_open>
            <summary>{ui.cancel}</summary>
            <p>{then}</p>
            {FormIsland(Box::new(model)).view()}
        </details>
    }
    .into_any()
}
