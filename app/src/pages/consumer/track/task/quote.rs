//! Deciding on the quote of a paid repair (R-HND-4).

use aftercare_domain::service_order::CommandType;
use leptos::prelude::*;

use crate::{
    form::without_script::RejectedForm,
    pages::consumer::{island::FormIsland, track::tracked::TrackedOrder},
    parts::controls::button::Emphasis,
    window::island::Island,
    words::{consumer::track, format, words},
};

/// The amount: accepted with one click, declined after a confirmation.
pub fn decide_quote(
    tracked: &TrackedOrder,
    rejected: Option<&RejectedForm>,
) -> impl IntoView + use<> {
    let words = words();
    let ui = track();
    tracked.order.quote.as_ref().map(|quote| {
        let accept = tracked.form(CommandType::AcceptQuote, rejected);
        let accept = accept.build(words.accept(quote.amount), Emphasis::Primary, Vec::new());
        let decline = tracked.form(CommandType::DeclineQuote, rejected);
        let is_open = decline.was_rejected();
        let reason = decline
            .field("reason", ui.decline_reason)
            .with_id("decline-reason");
        let decline = decline.build(ui.confirm_decline, Emphasis::Danger, vec![reason.into()]);
        view! {
            <p class="amount">{format::money(quote.amount.fen())}</p>
            {FormIsland(Box::new(accept)).view()}
            <details class="folded" open=is_open>
                <summary>{ui.decline}</summary>
                <p>{ui.decline_then}</p>
                {FormIsland(Box::new(decline)).view()}
            </details>
        }
    })
}
