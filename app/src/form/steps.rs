//! The steps of a form: the next one is reached once the questions of this one are answered.
//!
//! The address names the current step, and the style sheet shows it by `:target`: this works without a script, and the
//! last step shows all of them for review.

use aftercare_domain::form::Violation;
use leptos::{
    prelude::*,
    wasm_bindgen::JsCast as _,
    web_sys::{Element, Event, HtmlElement, HtmlFormElement},
};

/// The step that a clicked link leads to, if it is a later one.
pub(super) fn step_ahead(press: &Event) -> Option<String> {
    let pressed = press.target()?.dyn_into::<Element>().ok()?;
    let way = pressed.closest("[data-onward]").ok()??;
    let address = way.get_attribute("href")?;
    Some(address.trim_start_matches('#').to_owned())
}

/// The errors in the steps before a given step.
pub(super) fn errors_before(
    step: &str,
    form: &HtmlFormElement,
    mut wrong: Vec<Violation>,
) -> Vec<Violation> {
    wrong.retain(|violation| step_of(violation, form).is_some_and(|own| *own < *step));
    wrong
}

/// Shows the first step with an error, unless it is the current one.
pub(super) fn show_first_step_of(wrong: &[Violation], form: &HtmlFormElement) {
    let steps = wrong
        .iter()
        .filter_map(|violation| step_of(violation, form));
    if let Some(step) = steps.min()
        && heading(&step).is_some_and(|heading| heading.offset_parent().is_none())
        && window().location().set_hash(&step).is_err()
    {
        leptos::logging::error!("the browser refused to show a step");
    }
}

/// The step that asks for the answer which is wrong.
fn step_of(violation: &Violation, form: &HtmlFormElement) -> Option<String> {
    let question = format!("[name='{}']", violation.field);
    let question = form.query_selector(&question).ok()??;
    let step = question.closest(".step").ok()??;
    step.get_attribute("aria-labelledby")
}

fn heading(step: &str) -> Option<HtmlElement> {
    document().get_element_by_id(step)?.dyn_into().ok()
}

/// Goes to the next step, as if its link had been clicked; false in the last step, or in a form without steps.
pub(super) fn advance_step(form: &HtmlFormElement) -> bool {
    let step = form
        .query_selector(".step:focus-within [data-onward]")
        .ok()
        .flatten()
        .and_then(|way| way.dyn_into::<HtmlElement>().ok());
    let way = step.filter(|way| way.offset_parent().is_some());
    if let Some(way) = &way {
        way.click();
    }
    way.is_some()
}
