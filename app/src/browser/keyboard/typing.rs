//! Keys that are pressed on a page of the workbench.

use std::cell::RefCell;

use leptos::prelude::document;
use wasm_bindgen::JsCast as _;
use web_sys::{
    Element, HtmlDetailsElement, HtmlDialogElement, HtmlElement, HtmlFormElement, KeyboardEvent,
};

use super::{
    KEYS_ID,
    sequence::{KeySequence, KeyTarget, Modifiers, Press, unlocked},
};
use crate::{
    frame::palette::PALETTE_ID,
    request::{routes::Screen, shortcut::Shortcut},
    window::dom,
};

/// What can be typed into.
const TYPED_INTO: &str =
    "input:not([type='checkbox'], [type='radio']), textarea, select, [contenteditable]";

/// Where `Enter` begins a new line, as often as one likes.
const LINES: &str = "textarea, [contenteditable]";

/// The row of a list, and the link that opens it.
const ROWS: &str = "main [data-row]";
const OPENS: &str = "a[href]";

/// Listens to the keyboard.
pub fn listen() {
    dom::on_capture("keydown", &document(), |event: KeyboardEvent| {
        if presses_again(&event) {
            event.prevent_default();
        }
    });
    let sequence = RefCell::new(KeySequence::default());
    dom::on("keydown", &document(), move |event: KeyboardEvent| {
        // An input method composes text: that is typing, whatever has the focus.
        if event.default_prevented() || event.is_composing() {
            return;
        }
        let key = unlocked(event.key(), event.shift_key());
        let deed = sequence.borrow_mut().press(&Press {
            key: &key,
            held: held_with(&event),
            repeats: event.repeat(),
            place: place_of(&event),
            at_ms: event.time_stamp(),
        });
        if deed.is_some_and(perform) {
            event.prevent_default();
        }
    });
}

/// Whether `Enter` is held where the browser presses the button, the link or the form with it: it was pressed once.
fn presses_again(event: &KeyboardEvent) -> bool {
    event.repeat() && event.key() == "Enter" && dom::around::<Element>(event, LINES).is_none()
}

fn held_with(event: &KeyboardEvent) -> Modifiers {
    // To some browsers `AltGraph` is `Ctrl` and `Alt`.
    if event.get_modifier_state("AltGraph") {
        Modifiers::Nothing
    } else if event.ctrl_key() || event.meta_key() {
        Modifiers::Command
    } else if event.alt_key() {
        Modifiers::Alt
    } else {
        Modifiers::Nothing
    }
}

fn place_of(event: &KeyboardEvent) -> KeyTarget {
    if dom::around::<Element>(event, TYPED_INTO).is_some() {
        KeyTarget::Field
    } else if dom::first::<Element>("dialog[open]").is_some() {
        KeyTarget::Dialog
    } else {
        KeyTarget::Page
    }
}

/// Runs a shortcut; false where the page has nothing for it.
fn perform(deed: Shortcut) -> bool {
    match deed {
        Shortcut::Palette => open_dialog(PALETTE_ID),
        Shortcut::Help => open_dialog(KEYS_ID),
        Shortcut::Search => focus_first("main input[type='search']"),
        Shortcut::NextRow => go_to_row(1),
        Shortcut::PreviousRow => go_to_row(-1),
        Shortcut::Select => click_in_row("input[data-select]"),
        Shortcut::Open => click_in_row(OPENS),
        Shortcut::Form => open_form(),
        Shortcut::Submit => submit(),
        Shortcut::NextOrder => click_first("main a[rel~='next']"),
        Shortcut::PreviousOrder => click_first("main a[rel~='prev']"),
        Shortcut::ServiceOrders => {
            click_first(&format!(".rail a[href='{}']", Screen::ServiceOrders.path()))
        }
        Shortcut::Close => leave_field(),
    }
}

/// Opens a dialog of the frame, above the page.
pub fn open_dialog(id: &str) -> bool {
    let Some(dialog) = dom::by_id::<HtmlDialogElement>(id) else {
        return false;
    };
    dialog.open() || dialog.show_modal().is_ok()
}

fn focus_first(selector: &str) -> bool {
    let Some(element) = dom::first::<HtmlElement>(selector) else {
        return false;
    };
    dom::focus(&element);
    true
}

fn click_first(selector: &str) -> bool {
    let Some(element) = dom::first::<HtmlElement>(selector) else {
        return false;
    };
    element.click();
    true
}

/// The row that has the focus.
fn row() -> Option<Element> {
    document().active_element()?.closest("[data-row]").ok()?
}

fn click_in_row(selector: &str) -> bool {
    let found = row().and_then(|row| row.query_selector(selector).ok()?);
    let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    element.click();
    true
}

/// Goes so many rows down; from outside of the rows to the first one.
fn go_to_row(by: isize) -> bool {
    let rows = dom::all_in_document::<Element>(ROWS);
    let here = row().and_then(|row| rows.iter().position(|other| *other == row));
    let there = match here {
        Some(here) => here.saturating_add_signed(by),
        None => 0,
    };
    let link = rows
        .get(there)
        .and_then(|row| row.query_selector(OPENS).ok()?)
        .and_then(|link| link.dyn_into::<HtmlElement>().ok());
    if let Some(link) = &link {
        dom::focus(link);
    }
    link.is_some()
}

/// Opens the form of the suggested command, and focuses its first field, or else its button.
fn open_form() -> bool {
    let Some(card) = dom::first::<HtmlDetailsElement>("main details.command") else {
        return false;
    };
    card.set_open(true);
    let field = dom::all::<HtmlElement>(
        &card,
        "form :is(input:not([type='hidden']), select, textarea)",
    );
    let button = dom::all::<HtmlElement>(&card, "form button[type='submit']");
    let first = field.into_iter().chain(button).next();
    if let Some(first) = &first {
        dom::focus(first);
    }
    first.is_some()
}

/// Submits the form that has the focus; else the one that is open, and in sight.
fn submit() -> bool {
    let focused = document()
        .active_element()
        .and_then(|element| element.closest("form").ok()?)
        .and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
    let open = match dom::first::<Element>("dialog[open]") {
        Some(_) => "dialog[open] form.command-form",
        None => "main details.command[open] form",
    };
    let form = focused.or_else(|| dom::first(open));
    form.is_some_and(|form| form.request_submit().is_ok())
}

/// Leaves the field, so that shortcuts work again.
fn leave_field() -> bool {
    let field = document()
        .active_element()
        .filter(|_| dom::first::<Element>("dialog[open]").is_none())
        .and_then(|element| element.dyn_into::<HtmlElement>().ok());
    field.is_some_and(|field| field.blur().is_ok())
}
