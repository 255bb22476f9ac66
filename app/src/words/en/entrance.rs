//! The page to which a consumer's link leads, in English.

use crate::words::entrance::EntranceWords;

pub(in crate::words) const ENTRANCE: EntranceWords = EntranceWords {
    title: "After-sales service",
    to_order: |name, order| {
        format!("You will continue as {name}, to see and do what concerns order {order}.")
    },
    to_all: |name| {
        format!("You will continue as {name}, to see and do what concerns all their orders.")
    },
    ends_session: |name| format!("This browser is signed in as {name}: going on signs {name} out."),
    once: "The link works once. If this is not you, close the page.",
    submit: |name| format!("Continue as {name}"),
    closed: "This link does not work any more",
    closed_next: "A link works once, within 15 minutes. Open “Apply for after-sales service” on your order again to get a new one.",
};
