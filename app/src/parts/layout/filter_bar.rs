//! Filters of a list, which stand in its address.

use leptos::prelude::*;

use crate::words::filters;

/// The filters as a form: the most used ones in a row, the others folded. Choosing from a menu filters at once
/// ([`crate::browser::page_form`]); typing filters with enter. No browser fills them in: what differs from the address is
/// somebody's choice. What must stay in the address besides (the tab) goes in as hidden fields. It is posted: what was typed
/// of a person stands in no address, not even in the one that is asked for; the answer leads to the list's own.
#[component]
pub fn FilterBar(
    /// The list's path.
    #[prop(into)]
    action: String,
    /// The filters that are used most.
    children: Children,
    /// What opens the others.
    more_label: &'static str,
    /// The others.
    more: AnyView,
    /// One of the others is set: they are not folded.
    more_open: bool,
) -> impl IntoView {
    let ui = filters();
    view! {
        <search class="filter-bar">
            <form method="post" action=action autocomplete="off" data-at-once>
                {children()}
                <button class="button" type="submit">
                    {ui.apply}
                </button>
                <details class="filter-more" open=more_open>
                    <summary>{more_label}</summary>
                    <div class="filter-fields">{more}</div>
                </details>
            </form>
        </search>
    }
}

/// A menu among the filters.
#[component]
pub fn FilterMenu(
    /// The parameter's name in the address.
    name: &'static str,
    /// What it filters by.
    label: &'static str,
    /// The value in the address.
    #[prop(into)]
    value: String,
    /// The values and their words; the one that filters nothing has an empty value.
    choices: Vec<(String, String)>,
) -> impl IntoView {
    view! {
        <select class="input quiet" name=name aria-label=label>
            {choices
                .into_iter()
                .map(|(own, words)| {
                    let selected = own == value;
                    view! {
                        <option value=own selected=selected>
                            {words}
                        </option>
                    }
                })
                .collect_view()}
        </select>
    }
}

/// An active filter, with a link to remove it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// What it filters by.
    pub label: &'static str,
    /// By which value; empty where the label says all.
    pub value: String,
    /// The list without it.
    pub without: String,
}

/// The active filters, and a link to remove all of them.
#[component]
pub fn Chips(
    /// The filters.
    chips: Vec<Chip>,
    /// The text for screen readers before what a cross removes.
    remove: &'static str,
    /// The list without any.
    clear: String,
) -> impl IntoView {
    (!chips.is_empty()).then(|| {
        view! {
            <ul class="chips">
                {chips.into_iter().map(|chip| view! { <ChipItem chip remove /> }).collect_view()}
                <li>
                    <a class="chips-clear" href=clear>
                        {filters().clear}
                    </a>
                </li>
            </ul>
        }
    })
}

#[component]
fn ChipItem(chip: Chip, remove: &'static str) -> impl IntoView {
    let text = match (chip.label, chip.value) {
        (label, value) if value.is_empty() => label.to_owned(),
        (label, value) => format!("{label}: {value}"),
    };
    let label = format!("{remove}{text}");
    view! {
        <li>
            <a class="chip" href=chip.without aria-label=label>
                {text}
                <span class="chip-cross" aria-hidden="true">
                    "×"
                </span>
            </a>
        </li>
    }
}
