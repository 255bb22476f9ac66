//! Menus close when somebody clicks outside of them.

use leptos::prelude::*;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

use crate::window::dom;

const OPEN: &str = "details.drop-down[open]";

/// A click outside closes an open menu, and so does `Esc`, which returns the focus to its button.
pub(crate) fn listen() {
    dom::on("pointerdown", &document(), |event: Event| {
        let pressed: Option<Element> = dom::around(&event, OPEN);
        for panel in dom::all_in_document::<Element>(OPEN) {
            if pressed.as_ref() != Some(&panel) {
                dom::mark(&panel, "open", false);
            }
        }
    });
    dom::on("keydown", &document(), |event: KeyboardEvent| {
        let panel: Option<Element> = dom::first(OPEN).filter(|_| event.key() == "Escape");
        if let Some(panel) = panel {
            dom::mark(&panel, "open", false);
            if let Some(button) = dom::all::<HtmlElement>(&panel, "summary").first() {
                dom::focus(button);
            }
        }
    });
}
