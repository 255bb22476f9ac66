//! The time left, updated while a page is open.

use aftercare_domain::values::time::{Span, Timestamp};
use web_sys::{Element, HtmlElement};

use crate::{
    parts::status::time_left::{Urgency, time_left_text},
    request::language::Language,
    window::dom,
};

/// Updates all times left on the page.
pub fn update_time_left(now: Timestamp, language: Language) {
    for element in dom::all_in_document::<HtmlElement>(".time-left[data-due]") {
        let Some(due_at) = time_of(&element, "data-due") else {
            continue;
        };
        let urgency = Urgency::at(now, time_of(&element, "data-soon"), due_at);
        dom::set(&element, "data-urgency", urgency.id());
        // The text itself changes, not its node: that may belong to an island.
        if let Some(text) = element.first_child() {
            text.set_node_value(Some(&time_left_text(
                urgency,
                Span::between(now, due_at),
                language,
            )));
        }
    }
}

fn time_of(element: &Element, name: &str) -> Option<Timestamp> {
    let ms = element.get_attribute(name)?.parse().ok()?;
    Some(Timestamp::from_ms(ms))
}
