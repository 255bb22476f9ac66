//! Filters of a list: a form that gets, so that what is filtered stands in the address.

use leptos::{ev::Event, prelude::*, wasm_bindgen::JsCast as _, web_sys};
use leptos_router::components::Form;

use crate::words::ui;

/// The filters as a form. Choosing from a menu filters at once; typing filters with enter. What must stay in the
/// address besides (the tab) goes in as hidden fields.
#[component]
pub fn FilterBar(
    /// The list's path.
    #[prop(into)]
    action: String,
    /// The filters.
    children: Children,
    /// The address without filters, when there are any.
    #[prop(into)]
    clear: Signal<Option<String>>,
) -> impl IntoView {
    let ui = &ui().filters;
    view! {
        <search class="filter-bar" on:change=submit_form_of>
            <Form method="GET" action=action>
                {children()}
                <button class="button" type="submit">
                    {ui.apply}
                </button>
                {move || {
                    clear
                        .get()
                        .map(|href| view! { <a class="button" data-emphasis="quiet" href=href>{ui.clear}</a> })
                }}
            </Form>
        </search>
    }
}

/// Sends the form of the menu that has changed.
fn submit_form_of(event: Event) {
    let menu = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::HtmlSelectElement>().ok());
    if let Some(form) = menu.and_then(|menu| menu.form())
        && form.request_submit().is_err()
    {
        leptos::logging::error!("the filters could not be sent");
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
    #[prop(into)]
    value: Signal<String>,
    /// The values and their words; the one that filters nothing has an empty value.
    choices: Vec<(String, String)>,
) -> impl IntoView {
    view! {
        <select class="input quiet" name=name aria-label=label>
            {choices
                .into_iter()
                .map(|(own, words)| {
                    let this = own.clone();
                    let selected = move || value.with(|value| *value == this);
                    view! {
                        <option value=own selected=selected.clone() prop:selected=selected>
                            {words}
                        </option>
                    }
                })
                .collect_view()}
        </select>
    }
}
