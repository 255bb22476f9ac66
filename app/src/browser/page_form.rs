//! Forms that request a page: their values are its query.

use leptos::{logging, prelude::window};
use web_sys::{Element, Event, HtmlElement, HtmlFormElement, HtmlInputElement, HtmlOptionElement};

use crate::{
    request::{query::QueryString, routes, sealed},
    window::{dom, form_data::pairs_of},
};

/// A request for a page.
#[derive(Clone)]
pub struct PageRequest {
    /// Its address.
    pub address: String,
    /// The body, where a value may not stand in an address: the server redirects to an address with the value sealed.
    pub posted: Option<String>,
}

impl From<String> for PageRequest {
    fn from(address: String) -> Self {
        Self {
            address,
            posted: None,
        }
    }
}

/// The page that a form of the workbench requests; none where the browser itself must send it.
pub fn request_of(event: &Event) -> Option<PageRequest> {
    let form: HtmlFormElement = dom::around(event, "form")?;
    let action = form.get_attribute("action")?;
    if event.default_prevented() || !routes::is_of_workbench(&action) {
        return None;
    }
    let filled = pairs_of(&form).into_iter();
    let query = filled.fold(QueryString::new(), |query, (name, text)| {
        query.with(name, text)
    });
    let origin = window().location().origin().ok()?;
    let text = query.to_string();
    Some(if sealed::is_open(&text) {
        PageRequest {
            address: format!("{origin}{action}"),
            posted: Some(text),
        }
    } else {
        format!("{origin}{}", query.on(&action)).into()
    })
}

/// Submits a filter form when a menu or a box of it has changed.
pub fn submit_at_once(event: &Event) {
    let changed: Option<HtmlElement> = dom::around(
        event,
        "form[data-at-once] :is(select, input[type='checkbox'], input[type='date'])",
    );
    let form: Option<HtmlFormElement> = changed.and_then(|_| dom::around(event, "form"));
    if form.is_some_and(|form| form.request_submit().is_err()) {
        logging::error!("the filters could not be sent");
    }
}

/// Repeats the `change` event of choices that were made before the page was hydrated.
pub fn repeat_early_choices() {
    let forms: Vec<HtmlFormElement> = dom::all_in_document("form:is([data-at-once], [data-keeps])");
    for form in &forms {
        let choices = dom::all::<HtmlOptionElement>(form, "option");
        let left = |choice: &HtmlOptionElement| choice.default_selected() && !choice.selected();
        let inputs = dom::all::<HtmlInputElement>(form, "input");
        let ticked = |input: &HtmlInputElement| input.checked() != input.default_checked();
        let set = |input: &HtmlInputElement| {
            input.type_() == "date" && input.value() != input.default_value()
        };
        let choice = choices.into_iter().find(left).map(Element::from);
        let input = inputs.into_iter().find(|input| ticked(input) || set(input));
        if let Some(changed) = choice.or_else(|| input.map(Element::from)) {
            dom::tell(&changed, "change");
        }
    }
}

/// Resets the choices of forms that follow each choice, when that failed, so that they agree with the page. What was
/// typed stays: it is sent later.
pub fn take_back_choices() {
    let forms: Vec<HtmlFormElement> = dom::all_in_document("form[data-at-once]");
    for form in &forms {
        for choice in dom::all::<HtmlOptionElement>(form, "option") {
            choice.set_selected(choice.default_selected());
        }
        for input in dom::all::<HtmlInputElement>(form, "input[type='checkbox']") {
            input.set_checked(input.default_checked());
        }
        for input in dom::all::<HtmlInputElement>(form, "input[type='date']") {
            input.set_value(&input.default_value());
        }
    }
}
