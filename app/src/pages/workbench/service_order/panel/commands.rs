//! What can be done with the order now, and why not the rest.

use aftercare_domain::service_order::{CommandType, Refusal, offers::Offer};
use leptos::prelude::*;

use super::{command_card::CommandCard, open_next::OpensNext};
use crate::{
    pages::workbench::service_order::order_state::current,
    window::{arrival::Arriving, island::island},
    words::{service_order, words},
};

island! {
    /// What can be done with the order of the page.
    pub struct CommandsIsland = "Commands" {
        /// It was opened from a list.
        in_list: bool,
    }
    view! { <Commands in_list /> }
}

/// The forms of the commands that may be given now, then the others with their reasons. A form that was open when the order
/// changed stays, with what was typed.
#[component]
pub fn Commands(
    /// The order was opened from a list.
    in_list: bool,
) -> impl IntoView {
    let ui = service_order();
    current().map(|current| {
        let order = current.view();
        let shown = Memo::new(move |_| {
            let kept = current.kept();
            order.with(|order| {
                order
                    .allowed_commands
                    .iter()
                    .filter(|offer| offer.allowed || kept.contains(&offer.command))
                    .map(|offer| offer.command)
                    .collect::<Vec<_>>()
            })
        });
        // What was begun last is gone on with; else the first is what most people want now.
        let first = Memo::new(move |_| {
            let begun = current.begun();
            shown.with(|shown| {
                let begun = begun.filter(|begun| shown.contains(begun));
                begun.or_else(|| shown.first().copied())
            })
        });
        // A click that is on its way was meant for the previous form.
        let arriving = Arriving::current();
        Effect::new(move |before: Option<Vec<CommandType>>| {
            let now = shown.get();
            if let (Some(arriving), Some(true)) = (arriving, before.map(|before| before != now)) {
                arriving.come();
            }
            now
        });
        let unavailable = move || order.with(|order| unavailable(&order.allowed_commands));
        view! {
            <header class="order-actions-header">
                <h2>{ui.actions}</h2>
                {in_list.then(|| view! { <OpensNext /> })}
            </header>
            {move || {
                shown
                    .with(Vec::is_empty)
                    .then(|| {
                        view! {
                            <p>{ui.nothing_to_do}</p>
                            <p class="muted small">{ui.nothing_to_do_next}</p>
                        }
                    })
            }}
            <For each=move || shown.get() key=|command| *command let:command>
                <CommandCard
                    command
                    opened=Signal::derive(move || first.get() == Some(command))
                    in_list
                />
            </For>
            <details class="command">
                <summary>{ui.unavailable}</summary>
                <ul>
                    {move || {
                        unavailable().into_iter().map(|offer| view! { <Unavailable offer /> }).collect_view()
                    }}
                </ul>
            </details>
        }
    })
}

/// The commands that can't be given now. Those of another party are not for this page at all.
fn unavailable(offers: &[Offer]) -> Vec<Offer> {
    offers
        .iter()
        .filter(|offer| match &offer.reason {
            None => false,
            Some(Refusal::Forbidden { needs, .. }) => !needs.is_empty(),
            Some(_) => true,
        })
        .cloned()
        .collect()
}

#[component]
fn Unavailable(offer: Offer) -> impl IntoView {
    offer.reason.map(|reason| {
        let told = words().refusal(&reason);
        view! {
            <li class="command-unavailable">
                <strong>{words().command(offer.command)}</strong>
                " — "
                {told.what}
            </li>
        }
    })
}
