//! The palette: finds orders, pages and actions by what one types.

mod entry;
mod orders;

use leptos::{html, prelude::*};

use self::{
    entry::{PaletteAction, PaletteEntry, PaletteGroup, fitting, press, pressable},
    orders::{FoundOrders, found_orders},
};
use crate::{
    parts::status::problem_panel::explain,
    window::{island::island, navigation::Navigation},
    words::palette,
};

/// The id of its dialog, which keys and buttons of the frame open.
pub const PALETTE_ID: &str = "palette";

/// Marks global actions, which the palette clicks.
pub const IN_PALETTE: &str = "data-palette";

/// The id of the list of what was found.
const FOUND_ID: &str = "palette-found";

island! {
    /// Finds orders, pages and actions.
    pub struct PaletteIsland = "Palette" {
    }
    view! { <Palette /> }
}

/// The palette. Its line is a combobox: arrows go through what was found, enter chooses.
#[component]
pub fn Palette() -> impl IntoView {
    let ui = palette();
    let dialog = NodeRef::<html::Dialog>::new();
    let typed = RwSignal::new(String::new());
    let nearby = RwSignal::new(Vec::<PaletteEntry>::new());
    let orders = found_orders(typed);
    let found = found(typed, nearby, orders);
    let chosen = RwSignal::new(0_usize);
    Effect::new(move || {
        found.track();
        chosen.set(0);
    });
    let navigation = use_context::<Navigation>();
    let choose = move |place: usize| {
        let Some(entry) = found.with(|found| found.get(place).cloned()) else {
            return;
        };
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
        match entry.deed {
            PaletteAction::Press(place) => press(place),
            PaletteAction::GoTo(address) => {
                if let Some(navigation) = navigation {
                    navigation.go_to(&address);
                }
            }
        }
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let last = found.with(Vec::len).saturating_sub(1);
        match event.key().as_str() {
            "ArrowDown" => chosen.update(|chosen| *chosen = (*chosen + 1).min(last)),
            "ArrowUp" => chosen.update(|chosen| *chosen = chosen.saturating_sub(1)),
            "Enter" if !event.is_composing() && !event.repeat() => choose(chosen.get_untracked()),
            _ => return,
        }
        event.prevent_default();
    };
    let active = move || found.with(|found| (!found.is_empty()).then(|| option_id(chosen.get())));
    view! {
        <dialog class="dialog palette" id=PALETTE_ID aria-label=ui.title node_ref=dialog>
            <input
                class="input palette-line"
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                autofocus
                maxlength="100"
                aria-label=ui.title
                aria-expanded="true"
                aria-controls=FOUND_ID
                aria-activedescendant=active
                placeholder=ui.hint
                prop:value=move || typed.get()
                on:focus=move |_| {
                    typed.set(String::new());
                    nearby.set(pressable());
                }
                on:input:target=move |event| typed.set(event.target().value())
                on:keydown=on_key
            />
            <Found found chosen choose=Callback::new(choose) />
            <State found orders />
        </dialog>
    }
}

/// All that fits what is typed.
fn found(
    typed: RwSignal<String>,
    nearby: RwSignal<Vec<PaletteEntry>>,
    orders: FoundOrders,
) -> Memo<Vec<PaletteEntry>> {
    Memo::new(move |_| {
        let mut found = nearby.with(|nearby| typed.with(|typed| fitting(nearby, typed)));
        found.extend(orders.entries.get());
        found
    })
}

/// What was found, under its headings.
#[component]
fn Found(
    found: Memo<Vec<PaletteEntry>>,
    chosen: RwSignal<usize>,
    choose: Callback<usize>,
) -> impl IntoView {
    let ui = palette();
    view! {
        <div class="palette-found" id=FOUND_ID role="listbox" aria-label=ui.title>
            {move || {
                found.with(|found| {
                    found
                        .iter()
                        .enumerate()
                        .map(|(place, entry)| {
                            let is_first = place
                                .checked_sub(1)
                                .and_then(|before| found.get(before))
                                .is_none_or(|before| before.group != entry.group);
                            option(entry.clone(), place, is_first, chosen, choose)
                        })
                        .collect_view()
                })
            }}
        </div>
    }
}

/// What to make of it when nothing is there, or not yet.
#[component]
fn State(found: Memo<Vec<PaletteEntry>>, orders: FoundOrders) -> impl IntoView {
    let ui = palette();
    view! {
        <p class="muted small palette-state" role="status">
            {move || {
                if let Some(error) = orders.failed.get() {
                    let (what, next) = explain(&error);
                    return format!("{what} · {next}");
                }
                let nothing = found.with(Vec::is_empty);
                match (orders.searching.get(), nothing) {
                    (true, _) => ui.searching.to_owned(),
                    (false, true) => format!("{} · {}", ui.nothing, ui.nothing_next),
                    (false, false) => String::new(),
                }
            }}
        </p>
    }
}

fn option(
    entry: PaletteEntry,
    place: usize,
    is_first: bool,
    chosen: RwSignal<usize>,
    choose: Callback<usize>,
) -> impl IntoView {
    let ui = palette();
    let heading = match entry.group {
        PaletteGroup::Here => ui.here,
        PaletteGroup::Everywhere => ui.everywhere,
        PaletteGroup::Orders => ui.orders,
    };
    view! {
        {is_first.then(|| view! { <p class="palette-group" role="presentation">{heading}</p> })}
        <div
            class="palette-option"
            id=option_id(place)
            role="option"
            aria-selected=move || if chosen.get() == place { "true" } else { "false" }
            on:click=move |_| choose.run(place)
            on:pointermove=move |_| chosen.set(place)
        >
            <span>{entry.label}</span>
            <span class="muted small">{entry.more}</span>
        </div>
    }
}

fn option_id(place: usize) -> String {
    format!("palette-option-{place}")
}
