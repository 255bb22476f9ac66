//! Forms that call the API (`data-call` is the method): their values are the body. After success the page is renewed
//! and a toast says so (`data-done`); errors are shown in the form, at the field they belong to.

use std::{cell::RefCell, rc::Rc};

use aftercare_domain::form::{FieldError, Violation};
use leptos::prelude::*;
use serde_json::Value;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlDialogElement, HtmlElement, HtmlFormElement, HtmlInputElement};

use crate::{
    api::{Api, ApiError, retry::Unanswered, transport::Method},
    form::values::object,
    frame::{connection::sign_in_again, toast::Toasts},
    parts::status::problem_panel::explain,
    window::{dom, form_data::pairs_of, navigation::Navigation},
    words::{connection, words},
};

/// Marks a form that is being sent.
const SENDING: &str = "data-sending";

/// A list field made of ticked boxes, by its name.
const LIST: &str = "data-list";

/// The message for a value that does not fit the others, where a field has its own.
const UNFIT: &str = "data-unfit";

/// The HTTP status when the session has ended.
const UNAUTHORIZED: u16 = 401;

/// Sends forms.
struct Sender {
    api: Api,
    navigation: Navigation,
    toasts: Toasts,
    /// The last call that was not answered.
    unanswered: RefCell<Unanswered<FormCall>>,
}

/// The call of a form.
#[derive(Clone, PartialEq)]
struct FormCall {
    method: Method,
    path: String,
    body: Option<Value>,
}

/// Sends these forms by script.
pub(crate) fn listen(navigation: Navigation, toasts: Toasts) {
    let sender = Rc::new(Sender {
        api: Api::current(),
        navigation,
        toasts,
        unanswered: RefCell::default(),
    });
    dom::on("submit", &document(), move |event: Event| {
        let form: Option<HtmlFormElement> = dom::around(&event, "form[data-call]");
        if let Some(form) = form {
            event.prevent_default();
            let sender = Rc::clone(&sender);
            wasm_bindgen_futures::spawn_local(async move { sender.send(&form).await });
        }
    });
}

impl Sender {
    /// Sends a form, unless it is being sent already.
    async fn send(&self, form: &HtmlFormElement) {
        let Some(call) = call_of(form).filter(|_| !form.has_attribute(SENDING)) else {
            return;
        };
        dom::mark(form, SENDING, true);
        let key = self.unanswered.borrow().key_of(&call);
        let FormCall { method, path, body } = &call;
        let answer = self.api.send(*method, path, body.as_ref(), &key).await;
        dom::mark(form, SENDING, false);
        clear_field_errors(form);
        let lost = matches!(&answer, Err(error) if error.is_unanswered());
        self.unanswered.borrow_mut().settle(call, key, lost);
        match answer {
            Ok(()) => self.finish(form),
            Err(ApiError::Problem(problem)) if !problem.violations.is_empty() => {
                show_field_errors(form, &problem.violations);
            }
            Err(error) => {
                let (what, next) = explain(&error);
                show_error(form, &format!("{what}{}{next}", connection().clause));
                if error.status() == Some(UNAUTHORIZED) {
                    offer_to_sign_in(form);
                }
            }
        }
    }

    /// After success: resets the form and closes its dialog.
    fn finish(&self, form: &HtmlFormElement) {
        form.reset();
        if let Some(done) = form.get_attribute("data-done") {
            self.toasts.announce(done);
        }
        let dialog = form.closest("dialog").ok().flatten();
        let dialog = dialog.and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok());
        if let Some(dialog) = dialog {
            dialog.close();
        }
        self.navigation.catch_up();
    }
}

fn call_of(form: &HtmlFormElement) -> Option<FormCall> {
    const PREFIX: &str = "/api/v1";
    let named = form.get_attribute("data-call")?;
    let method = Method::ALL
        .into_iter()
        .find(|method| method.name().eq_ignore_ascii_case(&named))?;
    let action = form.get_attribute("action")?;
    Some(FormCall {
        body: (method != Method::Delete).then(|| body_of(form)),
        path: action.strip_prefix(PREFIX)?.to_owned(),
        method,
    })
}

/// The JSON body: texts by their names, check boxes as flags, and lists.
fn body_of(form: &HtmlFormElement) -> Value {
    let texts = pairs_of(form).into_iter();
    let mut body = object(&mut texts.map(|(name, text)| (name, Value::String(text))));
    for flag in dom::all::<HtmlInputElement>(form, "input[data-flag]") {
        body.insert(flag.name(), Value::Bool(flag.checked()));
    }
    for list in dom::all::<Element>(form, &format!("[{LIST}]")) {
        let ticked = dom::all::<HtmlInputElement>(&list, "input:checked");
        let values: Vec<String> = ticked.iter().map(HtmlInputElement::value).collect();
        body.insert(list.get_attribute(LIST).unwrap_or_default(), values.into());
    }
    Value::Object(body)
}

/// Shows an error that belongs to no field.
fn show_error(form: &HtmlFormElement, text: &str) {
    if let Some(place) = dom::all::<Element>(form, ".field-fault:not([id])").first() {
        place.set_text_content(Some(text));
    }
}

/// Adds a button to sign in again to the error message. The one in the connection bar can't be reached from within a modal dialog.
fn offer_to_sign_in(form: &HtmlFormElement) {
    let button = document().create_element("button").ok();
    let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    dom::set(&button, "type", "button");
    dom::set(&button, "class", "button");
    button.set_text_content(Some(connection().sign_in_again));
    dom::on("click", &button, |_: Event| sign_in_again());
    if let Some(place) = dom::all::<Element>(form, ".field-fault:not([id])").first()
        && place.append_with_node_1(&button).is_err()
    {
        leptos::logging::warn!("the way to sign in is missing");
    }
}

/// Shows the error of each field, and focuses the first of them.
fn show_field_errors(form: &HtmlFormElement, violations: &[Violation]) {
    let mut is_first = true;
    for Violation { field, fault } in violations {
        let name = field.split('[').next().unwrap_or_default();
        let fields: Vec<HtmlElement> =
            dom::all(form, &format!("[name='{name}'], [{LIST}='{name}']"));
        let field = fields.first();
        let place = field.and_then(|field| dom::by_id::<Element>(&format!("{}-fault", field.id())));
        let (Some(field), Some(place)) = (field, place) else {
            show_error(form, &words().fault(fault));
            continue;
        };
        place.set_text_content(Some(&sentence(field, fault)));
        // In a list, the boxes can be focused.
        let boxes = dom::all::<HtmlElement>(field, "input");
        if boxes.is_empty() {
            dom::set(field, "aria-invalid", "true");
        }
        if std::mem::take(&mut is_first) {
            dom::focus(boxes.first().unwrap_or(field));
        }
    }
}

fn sentence(field: &HtmlElement, fault: &FieldError) -> String {
    let unfit = field.closest(&format!("[{UNFIT}]")).ok().flatten();
    match (fault, unfit.and_then(|field| field.get_attribute(UNFIT))) {
        (FieldError::NotApplicable {}, Some(unfit)) => unfit,
        (fault, _) => words().fault(fault),
    }
}

fn clear_field_errors(form: &HtmlFormElement) {
    for place in dom::all::<Element>(form, ".field-fault") {
        place.set_text_content(None);
    }
    for field in dom::all::<Element>(form, "[aria-invalid]") {
        if field.remove_attribute("aria-invalid").is_err() {
            leptos::logging::warn!("a field is still marked");
        }
    }
}
