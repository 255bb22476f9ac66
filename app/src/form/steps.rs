//! The steps of a form: one is left for the next once what it asks for is answered.
//!
//! Which of them is on the screen says the address, and the style sheet reads it there: without a script one goes from step to
//! step as well, and the last one shows all of them to be read once more.

use aftercare_domain::form::Violation;
use leptos::{
    prelude::*,
    wasm_bindgen::JsCast as _,
    web_sys::{Element, Event, HtmlElement, HtmlFormElement},
};

/// The step to which a press leads, if it is on a way ahead.
pub(super) fn step_ahead(press: &Event) -> Option<String> {
    let pressed = press.target()?.dyn_into::<Element>().ok()?;
    let way = pressed.closest("[data-onward]").ok()??;
    let address = way.get_attribute("href")?;
    Some(address.trim_start_matches('#').to_owned())
}

/// What of all that is wrong is in the way to a step: what the steps before it ask for.
pub(super) fn in_the_way_to(
    step: &str,
    form: &HtmlFormElement,
    mut wrong: Vec<Violation>,
) -> Vec<Violation> {
    wrong.retain(|violation| step_of(violation, form).is_some_and(|own| *own < *step));
    wrong
}

/// Shows the first step in which something is wrong, where it is not on the screen.
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

/// Goes on to the next step as if its way had been pressed; false where the last one is on the screen, or no step at all is.
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
