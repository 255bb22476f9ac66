//! Steps of a form, named by the address: a new step focuses its heading, and the last one shows a summary of the
//! answers.

use leptos::prelude::{document, window};
use web_sys::{Element, Event, HtmlElement};

use crate::{
    form::typed::forms,
    window::{
        dom::{self, on},
        form_data::pairs_of,
    },
};

/// Follows the steps: by a click, or by the browser's back button.
pub(super) fn follow_the_address() {
    let _begun = arrive();
    on("hashchange", &window(), |_: Event| {
        let Some((step, heading)) = arrive() else {
            return;
        };
        let focused = document().active_element();
        if !step.contains(focused.as_deref()) {
            dom::focus(&heading);
        }
    });
}

/// The current step and its heading. Once the last step was seen, every step links to it.
fn arrive() -> Option<(Element, HtmlElement)> {
    let step = window().location().hash().unwrap_or_default();
    // Without a name it is the first one.
    let heading: HtmlElement = dom::first(&format!("{step}.step-heading"))?;
    let step = heading.closest(".step").ok()??;
    if let (Ok(Some(_)), Some(form)) = (step.query_selector(".summary"), step.parent_element()) {
        sum_up();
        dom::mark(&form, "data-checked", true);
    }
    Some((step, heading))
}

/// Fills each line of the summary with the answers to its questions.
fn sum_up() {
    let typed: Vec<_> = forms().iter().flat_map(pairs_of).collect();
    let said = |question: &str| {
        let words = format!(
            "[name='{question}']:checked + * > :first-child, [name='{question}'] > :checked"
        );
        let words = dom::first::<HtmlElement>(&words).and_then(|words| words.text_content());
        words.or_else(|| {
            let answer = typed.iter().find(|(name, _)| name == question);
            answer.map(|(_, text)| text.clone())
        })
    };
    for line in dom::all_in_document::<HtmlElement>("[data-says]") {
        let questions = line.get_attribute("data-says").unwrap_or_default();
        let answers: Vec<_> = questions.split(' ').filter_map(said).collect();
        let answers = answers.join(" ");
        let answers = answers.trim();
        line.set_text_content(Some(answers));
        if let Some(line) = line.parent_element() {
            dom::mark(&line, "hidden", answers.is_empty());
        }
    }
}
