//! Filters of a list: a form that gets, so that what is filtered stands in the address.

use leptos::prelude::*;

use crate::words::ui;

/// The filters as a form. Choosing from a menu filters at once ([`crate::page::form`]); typing filters with enter. What must stay
/// in the address besides (the tab) goes in as hidden fields.
#[component]
pub fn FilterBar(
    /// The list's path.
    #[prop(into)]
    action: String,
    /// The filters.
    children: Children,
    /// The address without filters, when there are any.
    clear: Option<String>,
) -> impl IntoView {
    let ui = &ui().filters;
    view! {
        <search class="filter-bar">
            <form method="get" action=action data-at-once>
                {children()}
                <button class="button" type="submit">
                    {ui.apply}
                </button>
                {clear
                    .map(|href| {
                        view! {
                            <a class="button" data-emphasis="quiet" href=href>
                                {ui.clear}
                            </a>
                        }
                    })}
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
    #[prop(into)]
    label: String,
    /// The value in the address.
    value: &'static str,
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
