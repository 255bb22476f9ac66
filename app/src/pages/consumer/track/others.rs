//! What else the consumer can do: urge, and cancel; where they can't, why not.

use aftercare_domain::{
    service_order::{CommandType, Refusal, offers::Offer},
    time::Timestamp,
};
use leptos::prelude::*;

use super::current::Current;
use crate::{
    clock::ServerClock,
    pages::consumer::errand_form::ErrandForm,
    parts::{button::Emphasis, text_area::TextArea},
    words::words,
};

/// Urging and cancelling, while there is something to urge or cancel.
#[component]
pub fn Others(
    /// The service order.
    current: Current,
) -> impl IntoView {
    let is_over = Memo::new(move |_| current.read(|tracked| tracked.order.terminal));
    let urge =
        Memo::new(move |_| current.read(|tracked| tracked.offer(CommandType::Urge).cloned()));
    let cancel =
        Memo::new(move |_| current.read(|tracked| tracked.offer(CommandType::Cancel).cloned()));
    move || {
        (!is_over.get()).then(|| {
            view! {
                <section class="card stack">
                    <h2>{words().consumer().track.more}</h2>
                    {move || urge.get().map(|offer| view! { <Urge current offer /> })}
                    {move || cancel.get().map(|offer| view! { <Cancel current offer /> })}
                </section>
            }
        })
    }
}

/// Urging (R-MSG-2); after it, from when on it is possible again.
#[component]
fn Urge(current: Current, offer: Offer) -> impl IntoView {
    let words = words();
    let ui = &words.consumer().track;
    let count = current.read(|tracked| tracked.order.urges);
    let form = current.form(CommandType::Urge);
    let now = ServerClock::now();
    let waits_until = again_at(&offer);
    let can = Memo::new(move |_| match waits_until {
        Some(again_at) => now.get() >= again_at,
        None => offer.allowed,
    });
    let urge = move || {
        view! {
            <p class="muted small">{ui.urge_hint}</p>
            <ErrandForm
                errand=current.errand(CommandType::Urge)
                form
                submit=ui.urge
                emphasis=Emphasis::Secondary
                on_done=current.on_done()
                on_conflict=current.on_conflict()
            />
        }
    };
    view! {
        {(count > 0).then(|| view! { <p class="small">{words.urged(count)}</p> })}
        {move || {
            if can.get() {
                urge().into_any()
            } else {
                let wait = waits_until.map(|again_at| words.urge_again(again_at));
                view! { <p class="muted small">{wait}</p> }.into_any()
            }
        }}
    }
}

/// From when on one can urge again.
fn again_at(offer: &Offer) -> Option<Timestamp> {
    match offer.reason {
        Some(Refusal::UrgedRecently { again_at }) => Some(again_at),
        Some(_) | None => None,
    }
}

/// Cancelling, with a second thought (R-APP-7).
#[component]
fn Cancel(current: Current, offer: Offer) -> impl IntoView {
    let words = words();
    let ui = &words.consumer().track;
    if let Some(refusal) = offer.reason {
        let told = words.refusal(&refusal);
        return view! { <p class="muted small">{told.what} " " {told.next}</p> }.into_any();
    }
    let form = current.form(CommandType::Cancel);
    view! {
        <details class="folded" open=form.has_failed()>
            <summary>{ui.cancel}</summary>
            <p>{ui.cancel_then}</p>
            <ErrandForm
                errand=current.errand(CommandType::Cancel)
                form
                submit=ui.confirm_cancel
                emphasis=Emphasis::Danger
                on_done=current.on_done()
                on_conflict=current.on_conflict()
            >
                <TextArea
                    name="reason"
                    id="cancel-reason"
                    label=ui.cancel_reason
                    value=form.text("reason")
                    fault=form.fault("reason")
                />
            </ErrandForm>
        </details>
    }
    .into_any()
}
