//! What stands in the forms of a page.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlFormElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use crate::{
    errand::COMMAND_FIELD,
    page::{dom, form::pairs_of},
};

/// Opens what a form that is being filled in is folded into.
fn unfold(form: &HtmlFormElement) {
    if let Ok(Some(folded)) = form.closest("details")
        && folded.set_attribute("open", "").is_err()
    {
        leptos::logging::warn!("a form stays folded");
    }
}

/// What stands in a form.
pub(crate) struct Typed(pub(crate) Vec<(String, String)>);

/// What stands in the forms that are open.
pub(crate) fn what_was_typed() -> Vec<Typed> {
    let is_open = |form: &HtmlFormElement| {
        form.closest("details:not([open])")
            .is_ok_and(|folded| folded.is_none())
    };
    forms()
        .into_iter()
        .filter(is_open)
        .map(|form| Typed(pairs_of(&form)))
        .collect()
}

impl Typed {
    /// Puts it back into the form that gives the same command, where the page still has it. What somebody has changed there
    /// already stays.
    pub(crate) fn put_back(&self) {
        let Some(form) = forms()
            .into_iter()
            .find(|form| command_of(&pairs_of(form)) == command_of(&self.0))
        else {
            return;
        };
        unfold(&form);
        let elements = form.elements();
        let elements = (0..elements.length()).filter_map(|index| elements.item(index));
        for element in elements.filter(|element| !is_changed(element.clone())) {
            self.put_into(element);
        }
    }

    fn put_into(&self, element: Element) {
        let name = element.get_attribute("name").unwrap_or_default();
        let mut own = self.0.iter().filter(|(its, _)| *its == name);
        let element = match element.dyn_into::<HtmlInputElement>() {
            Ok(input) => match input.type_().as_str() {
                "hidden" => return,
                "radio" | "checkbox" => {
                    let value = input.value();
                    return input.set_checked(own.any(|(_, text)| *text == value));
                }
                _ => return own.for_each(|(_, text)| input.set_value(text)),
            },
            Err(element) => element,
        };
        let Some((_, text)) = own.next() else { return };
        match element.dyn_into::<HtmlTextAreaElement>() {
            Ok(area) => area.set_value(text),
            Err(element) => {
                if let Ok(menu) = element.dyn_into::<HtmlSelectElement>() {
                    menu.set_value(text);
                }
            }
        }
    }
}

/// The command that a form gives; the form of an application gives none.
fn command_of(pairs: &[(String, String)]) -> String {
    let command = pairs.iter().find(|(name, _)| name == COMMAND_FIELD);
    command.map_or_else(String::new, |(_, command)| command.clone())
}

/// Whether something else stands in a control than the page came with.
pub(super) fn is_changed(element: Element) -> bool {
    match element.dyn_into::<HtmlInputElement>() {
        Ok(input) => {
            input.value() != input.default_value() || input.checked() != input.default_checked()
        }
        Err(element) => element.dyn_into::<HtmlTextAreaElement>().is_ok_and(|area| {
            area.default_value()
                .is_ok_and(|at_first| at_first != area.value())
        }),
    }
}

/// The forms in the middle of the page.
pub(super) fn forms() -> Vec<HtmlFormElement> {
    dom::all_in_document("main form")
}
