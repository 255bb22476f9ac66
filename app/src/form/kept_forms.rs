//! Forms that make a call of the API, kept over a sign-in: what was typed into them stays in this tab when the page is left for
//! it, and is put back when the page is there again. A secret is typed again.

use wasm_bindgen::JsCast as _;
use web_sys::{HtmlDialogElement, HtmlFormElement, HtmlInputElement};

use crate::{
    form::{
        drafts,
        typed::{self, TypedValues},
    },
    window::{dom, form_data::pairs_of},
};

/// The key that identifies a stored form among its values; no field has this name.
const CALL: &str = "data-call";

/// Keeps what was typed.
pub(crate) fn keep() {
    let begun = forms().into_iter().filter(typed::is_begun);
    drafts::write(begun.map(|form| typed_into(&form)).collect());
}

/// Whether somebody has begun to fill one in.
pub(crate) fn is_begun() -> bool {
    forms().iter().any(typed::is_begun)
}

/// Puts back what was kept, once, into forms that are open then.
pub(crate) fn put_back() {
    let forms = forms();
    for typed in drafts::kept() {
        let is_its = |form: &&HtmlFormElement| typed.0.contains(&call_of(form));
        let Some(form) = forms.iter().find(is_its) else {
            continue;
        };
        typed.put_into_form(form);
        let dialog = form.closest("dialog").ok().flatten();
        let dialog = dialog.and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok());
        if dialog.is_some_and(|dialog| dialog.show_modal().is_err()) {
            leptos::logging::warn!("a form that was filled in stays closed");
        }
    }
    drafts::clear();
}

fn forms() -> Vec<HtmlFormElement> {
    dom::all_in_document("form[data-call]")
}

/// What it asks for, as an answer of its own.
fn call_of(form: &HtmlFormElement) -> (String, String) {
    let part = |name| form.get_attribute(name).unwrap_or_default();
    (
        CALL.to_owned(),
        format!("{} {}", part(CALL), part("action")),
    )
}

fn typed_into(form: &HtmlFormElement) -> TypedValues {
    let mut pairs = pairs_of(form);
    let secrets = dom::all::<HtmlInputElement>(form, "[type='password']");
    pairs.retain(|(name, _)| secrets.iter().all(|secret| secret.name() != *name));
    // The boxes of a list have no names.
    let ticked = dom::all::<HtmlInputElement>(form, "input:checked:not([name])");
    pairs.extend(ticked.iter().map(|ticked| (String::new(), ticked.value())));
    pairs.push(call_of(form));
    TypedValues(pairs)
}
