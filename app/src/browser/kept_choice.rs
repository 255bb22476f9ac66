//! Choices of how a page looks, kept in a cookie: the server writes the page accordingly.

use web_sys::{Event, HtmlFormElement, HtmlInputElement};

use crate::{
    request::context::keep_in_cookie,
    window::{dom, navigation::Navigation},
};

/// Keeps what is ticked in a form that names its cookie (`data-keeps`), and renews the page by it.
pub(crate) fn listen(navigation: Navigation) {
    dom::on(
        "change",
        &leptos::prelude::document(),
        move |event: Event| {
            let form: Option<HtmlFormElement> = dom::around(&event, "form[data-keeps]");
            if let Some(form) = form {
                let cookie = form.get_attribute("data-keeps").unwrap_or_default();
                let ticked = dom::all::<HtmlInputElement>(&form, "input:checked");
                let values: Vec<String> = ticked.iter().map(HtmlInputElement::value).collect();
                keep_in_cookie(&cookie, &values.join("."));
                navigation.catch_up();
            }
        },
    );
}
