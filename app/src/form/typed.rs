//! The values in the forms of a page.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement};

use crate::{
    form::submission::COMMAND_FIELD,
    window::{dom, form_data::pairs_of},
};

/// Opens the folded sections around a form.
fn unfold(form: &HtmlFormElement) {
    let mut folded = form.closest(FOLDED);
    while let Ok(Some(details)) = folded {
        dom::mark(&details, "open", true);
        folded = details.closest(FOLDED);
    }
}

/// Closed sections, which hide their forms.
const FOLDED: &str = "details:not([open])";

/// What stands in a form.
pub(crate) struct TypedValues(pub(crate) Vec<(String, String)>);

/// The values of the forms that are visible.
pub(crate) fn what_was_typed() -> Vec<TypedValues> {
    let is_open =
        |form: &HtmlFormElement| form.closest(FOLDED).is_ok_and(|folded| folded.is_none());
    forms()
        .into_iter()
        .filter(is_open)
        .map(|form| TypedValues(pairs_of(&form)))
        .collect()
}

impl TypedValues {
    /// Restores it in the form of the same command, where the page still has one. Fields that were changed there stay.
    pub(crate) fn put_back(&self) {
        let Some(form) = forms()
            .into_iter()
            .find(|form| command_of(&pairs_of(form)) == command_of(&self.0))
        else {
            return;
        };
        self.put_into_form(&form);
    }

    /// Restores it in a form. Fields that were changed there stay.
    pub(crate) fn put_into_form(&self, form: &HtmlFormElement) {
        unfold(form);
        for element in controls_of(form).filter(|element| !is_changed(element.clone())) {
            self.put_into(element);
        }
    }

    fn put_into(&self, element: Element) {
        let name = element.get_attribute("name").unwrap_or_default();
        let mut own = self.0.iter().filter(|(its, _)| *its == name);
        // Menus and text areas have the properties that are used here, too.
        let control: HtmlInputElement = element.unchecked_into();
        match control.type_().as_str() {
            "hidden" => {}
            "radio" | "checkbox" => {
                let value = control.value();
                control.set_checked(own.any(|(_, text)| *text == value));
            }
            _ => own.for_each(|(_, text)| control.set_value(text)),
        }
    }
}

/// The command that a form gives; the form of an application gives none.
fn command_of(pairs: &[(String, String)]) -> String {
    let command = pairs.iter().find(|(name, _)| name == COMMAND_FIELD);
    command.map_or_else(String::new, |(_, command)| command.clone())
}

/// Whether a form was changed since the page was loaded.
pub(crate) fn is_begun(form: &HtmlFormElement) -> bool {
    controls_of(form).any(is_changed)
}

fn controls_of(form: &HtmlFormElement) -> impl Iterator<Item = Element> {
    let controls = form.elements();
    (0..controls.length()).filter_map(move |index| controls.item(index))
}

/// Whether a control was changed since the page was loaded.
fn is_changed(element: Element) -> bool {
    match element.dyn_into::<HtmlInputElement>() {
        // The value of a check box is fixed.
        Ok(input) => match input.type_().as_str() {
            "radio" | "checkbox" => input.checked() != input.default_checked(),
            _ => input.value() != input.default_value(),
        },
        Err(element) => element.dyn_into::<HtmlTextAreaElement>().is_ok_and(|area| {
            area.default_value()
                .is_ok_and(|at_first| at_first != area.value())
        }),
    }
}

/// The forms in the middle of the page.
pub(crate) fn forms() -> Vec<HtmlFormElement> {
    dom::all_in_document("main form")
}
