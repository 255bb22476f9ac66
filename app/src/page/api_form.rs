//! Forms that make a call of the API (`data-call` has its method): what stands in them is the body. When it is done, the
//! page is renewed; what went wrong is said in the form.

use http::Method;
use leptos::prelude::*;
use serde_json::{Map, Value};
use web_sys::{Element, Event, HtmlFormElement, HtmlInputElement};

use super::{Turning, dom, form::pairs_of};
use crate::{
    api::{Api, ApiError},
    parts::problem_panel::told,
    words::faults,
};

/// Sends such forms.
pub(super) fn listen(turning: Turning) {
    let api = Api::current();
    dom::on("submit", &document(), move |event: Event| {
        let form: Option<HtmlFormElement> = dom::around(&event, "form[data-call]");
        if let Some(form) = form {
            event.prevent_default();
            let api = api.clone();
            wasm_bindgen_futures::spawn_local(async move { send(&api, &form, turning).await });
        }
    });
}

async fn send(api: &Api, form: &HtmlFormElement, turning: Turning) {
    const PREFIX: &str = "/api/v1";
    let attribute = |name: &str| form.get_attribute(name).unwrap_or_default();
    let (method, action) = (attribute("data-call").to_uppercase(), attribute("action"));
    let (Ok(method), Some(path)) = (
        Method::from_bytes(method.as_bytes()),
        action.strip_prefix(PREFIX),
    ) else {
        return;
    };
    let body = (method != Method::DELETE).then(|| body_of(form));
    match api.send(method, path, body.as_ref()).await {
        Ok(()) => {
            say(form, "");
            form.reset();
            turning.renew(None);
        }
        Err(error) => say(form, &sentence(&error)),
    }
}

/// The texts of a form by their names, and its flags as such.
fn body_of(form: &HtmlFormElement) -> Value {
    let texts = pairs_of(form).into_iter();
    let mut body: Map<String, Value> = texts
        .map(|(name, text)| (name, Value::String(text)))
        .collect();
    for flag in dom::all::<HtmlInputElement>(form, "input[data-flag]") {
        body.insert(flag.name(), Value::Bool(flag.checked()));
    }
    Value::Object(body)
}

fn say(form: &HtmlFormElement, text: &str) {
    let place: Option<Element> = form.query_selector(".field-fault").ok().flatten();
    if let Some(place) = place {
        place.set_text_content(Some(text));
    }
}

/// What is wrong with a field, where it is that; else what went wrong and what to do.
fn sentence(error: &ApiError) -> String {
    if let ApiError::Problem(problem) = error
        && let Some(violation) = problem.violations.first()
    {
        return faults().fault(&violation.fault);
    }
    let (what, next) = told(error);
    format!("{what} {next}")
}
