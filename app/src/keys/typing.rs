//! Keys that are pressed on a page of the workbench.

use std::cell::RefCell;

use leptos::prelude::document;
use wasm_bindgen::JsCast as _;
use web_sys::{
    Element, HtmlDetailsElement, HtmlDialogElement, HtmlElement, HtmlFormElement, KeyboardEvent,
};

use super::Deed;
use crate::{
    page::dom, pages::workbench::frame::KEYS_ID, parts::palette::PALETTE_ID, routes::Screen,
};

/// How long after a first key the second one still belongs to it, in milliseconds.
const TOGETHER_MS: f64 = 1_500.0;

/// What can be typed into.
const TYPED_INTO: &str =
    "input:not([type='checkbox'], [type='radio']), textarea, select, [contenteditable]";

/// The row of a list, and the link that opens it.
const ROWS: &str = "main [data-row]";
const OPENS: &str = "a[href]";

/// Listens to the keyboard.
pub fn listen() {
    let begun = RefCell::new(None::<(String, f64)>);
    dom::on("keydown", &document(), move |event: KeyboardEvent| {
        let before = begun.take();
        let Some(deed) = deed_of(&event, before.as_ref()) else {
            if is_alone(&event) {
                *begun.borrow_mut() = Some((event.key(), js_sys::Date::now()));
            }
            return;
        };
        if perform(deed) {
            event.prevent_default();
        }
    });
}

/// What a key asks for; none where it is typed into something, or asks for nothing.
fn deed_of(event: &KeyboardEvent, before: Option<&(String, f64)>) -> Option<Deed> {
    if event.default_prevented() || event.is_composing() {
        return None;
    }
    let key = event.key();
    if event.ctrl_key() || event.meta_key() {
        return match key.as_str() {
            "k" | "K" => Some(Deed::Palette),
            "Enter" => Some(Deed::Submit),
            _ => None,
        };
    }
    if event.alt_key() {
        return None;
    }
    let is_typing = dom::around::<Element>(event, TYPED_INTO).is_some();
    if is_typing {
        return (key == "Escape").then_some(Deed::Close);
    }
    // A dialog has its own keys.
    if dom::first::<Element>("dialog[open]").is_some() || key == "Enter" || key == "Escape" {
        return None;
    }
    let together = before.filter(|(_, at)| js_sys::Date::now() - at < TOGETHER_MS);
    match together {
        Some((first, _)) => Deed::of_two(first, &key),
        None => Deed::of(&key),
    }
}

/// A key by itself may be the first of two.
fn is_alone(event: &KeyboardEvent) -> bool {
    let is_typing = dom::around::<Element>(event, TYPED_INTO).is_some();
    !(is_typing || event.ctrl_key() || event.meta_key() || event.alt_key() || event.repeat())
}

/// Does it; false where there is nothing here to do it with.
fn perform(deed: Deed) -> bool {
    match deed {
        Deed::Palette => open_dialog(PALETTE_ID),
        Deed::Help => open_dialog(KEYS_ID),
        Deed::Search => focus_first("main input[type='search']"),
        Deed::NextRow => go_to_row(1),
        Deed::PreviousRow => go_to_row(-1),
        Deed::Select => click_in_row("input[data-select]"),
        Deed::Open => click_in_row(OPENS),
        Deed::Form => open_form(),
        Deed::Submit => submit(),
        Deed::NextOrder => click_first("main a[rel~='next']"),
        Deed::PreviousOrder => click_first("main a[rel~='prev']"),
        Deed::ServiceOrders => {
            click_first(&format!(".rail a[href='{}']", Screen::ServiceOrders.path()))
        }
        Deed::Close => leave_field(),
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

/// Opens the form of what most people want now, and goes to its first field; without a field, to its button.
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

/// Submits the form that has the focus; else the one that is open.
fn submit() -> bool {
    let focused = document()
        .active_element()
        .and_then(|element| element.closest("form").ok()?)
        .and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
    let form = focused.or_else(|| dom::first("main details.command[open] form"));
    form.is_some_and(|form| form.request_submit().is_ok())
}

/// Leaves what is typed into, so that keys do again what they do elsewhere.
fn leave_field() -> bool {
    let field = document()
        .active_element()
        .filter(|_| dom::first::<Element>("dialog[open]").is_none())
        .and_then(|element| element.dyn_into::<HtmlElement>().ok());
    field.is_some_and(|field| field.blur().is_ok())
}
