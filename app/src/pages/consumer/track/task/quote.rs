//! Deciding on the quote of a paid repair (R-HND-4).

use aftercare_domain::service_order::CommandType;
use leptos::prelude::*;

use crate::{
    format,
    pages::consumer::{errand_form::ErrandForm, track::current::Current},
    parts::{button::Emphasis, text_area::TextArea},
    words::words,
};

/// The amount, accepted with one press; declined with a second thought.
#[component]
pub fn DecideQuote(
    /// The service order.
    current: Current,
) -> impl IntoView {
    let words = words();
    let ui = &words.consumer().track;
    let amount = current.read(|tracked| tracked.order.quote.as_ref().map(|quote| quote.amount));
    amount.map(|amount| {
        let accept = current.form(CommandType::AcceptQuote);
        let decline = current.form(CommandType::DeclineQuote);
        view! {
            <p class="amount">{format::money(amount.fen())}</p>
            <ErrandForm
                errand=current.errand(CommandType::AcceptQuote)
                form=accept
                submit=words.accept(amount)
                on_done=current.on_done()
                on_conflict=current.on_conflict()
            />
            <details class="folded" open=decline.has_failed()>
                <summary>{ui.decline}</summary>
                <p>{ui.decline_then}</p>
                <ErrandForm
                    errand=current.errand(CommandType::DeclineQuote)
                    form=decline
                    submit=ui.confirm_decline
                    emphasis=Emphasis::Danger
                    on_done=current.on_done()
                    on_conflict=current.on_conflict()
                >
                    <TextArea
                        name="reason"
                        id="decline-reason"
                        label=ui.decline_reason
                        value=decline.text("reason")
                        fault=decline.fault("reason")
                    />
                </ErrandForm>
            </details>
        }
    })
}
