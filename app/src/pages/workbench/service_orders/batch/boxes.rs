//! The boxes of the rows, which the server writes: what is ticked is selected, and what is selected is ticked.

use std::collections::BTreeSet;

use gloo::storage::{SessionStorage, Storage as _};
use leptos::{
    leptos_dom::helpers::{WindowListenerHandle, window_event_listener_untyped},
    prelude::*,
    wasm_bindgen::JsCast as _,
};
use web_sys::{Blob, Element, HtmlElement, HtmlInputElement, MouseEvent, Url};

use crate::{browser::RENEWED, parts::layout::drawer::ROW_DATA, window::dom};

type SelectedNumbers = RwSignal<BTreeSet<String>>;

/// Follows the boxes of the page, and keeps what is selected under a key for the session.
pub(super) fn follow(selected: SelectedNumbers, key: &str) {
    let key = key.to_owned();
    let before = StoredValue::new(None::<String>);
    // The server renders no selection, so boxes that are ticked now were ticked before the page was hydrated.
    Effect::new({
        let key = key.clone();
        move |_| {
            let kept: Vec<String> = SessionStorage::get(&key).unwrap_or_default();
            let ticked = ticked_already();
            before.set_value(ticked.last().cloned());
            selected.set(kept.into_iter().chain(ticked).collect());
        }
    });
    Effect::new(move |_| {
        selected.with(|numbers| {
            mark(numbers);
            let kept: Vec<&String> = numbers.iter().collect();
            if SessionStorage::set(&key, kept).is_err() {
                leptos::logging::warn!("this browser keeps nothing: the selection is this page's");
            }
        });
    });
    let listeners = [
        window_event_listener_untyped("change", move |event| {
            if let Some(all) = dom::around::<HtmlInputElement>(&event, "[data-select-all]") {
                select(selected, rows(), all.checked());
            } else if let Some(one) = dom::around::<HtmlInputElement>(&event, "[data-select]") {
                select(selected, number_of(&one), one.checked());
            }
        }),
        window_event_listener_untyped("click", move |event| {
            let ticked: Option<HtmlInputElement> = dom::around(&event, "[data-select]");
            let Some(ticked) = ticked else { return };
            let with_shift = event
                .dyn_ref::<MouseEvent>()
                .is_some_and(MouseEvent::shift_key);
            let here = number_of(&ticked);
            if let (true, Some(there), Some(here)) = (with_shift, before.get_value(), &here) {
                select(selected, range(&there, here), ticked.checked());
            }
            before.set_value(here);
        }),
        window_event_listener_untyped(RENEWED, move |_| selected.with_untracked(mark)),
    ];
    on_cleanup(move || {
        listeners.into_iter().for_each(WindowListenerHandle::remove);
    });
}

fn select(selected: SelectedNumbers, numbers: impl IntoIterator<Item = String>, is_selected: bool) {
    selected.update(|selected| {
        for number in numbers {
            if !is_selected {
                selected.remove(&number);
            } else if selected.len() < super::MOST {
                selected.insert(number);
            }
        }
    });
}

/// Those that are ticked on the page, one by one or all at once.
fn ticked_already() -> Vec<String> {
    let all: Option<HtmlInputElement> = dom::first("[data-select-all]");
    if all.is_some_and(|all| all.checked()) {
        return rows();
    }
    let ticked = boxes().into_iter().filter(HtmlInputElement::checked);
    ticked.filter_map(|one| number_of(&one)).collect()
}

fn boxes() -> Vec<HtmlInputElement> {
    dom::all_in_document("[data-select]")
}

fn number_of(ticked: &HtmlInputElement) -> Option<String> {
    let row: Element = ticked.closest(&format!("[{ROW_DATA}]")).ok()??;
    row.get_attribute(ROW_DATA)
}

/// The numbers of the page's rows, in their order.
fn rows() -> Vec<String> {
    boxes().iter().filter_map(number_of).collect()
}

/// The rows from one to another, whichever comes first.
fn range(one: &str, other: &str) -> Vec<String> {
    let rows = rows();
    let place = |number: &str| rows.iter().position(|row| row == number);
    let (Some(one), Some(other)) = (place(one), place(other)) else {
        return Vec::new();
    };
    let between = rows.get(one.min(other)..=one.max(other));
    between.map(<[String]>::to_vec).unwrap_or_default()
}

fn mark(selected: &BTreeSet<String>) {
    let boxes = boxes();
    let mut ticked = 0;
    for one in &boxes {
        let is_selected = number_of(one).is_some_and(|number| selected.contains(&number));
        one.set_checked(is_selected);
        ticked += usize::from(is_selected);
    }
    if let Some(all) = dom::first::<HtmlInputElement>("[data-select-all]") {
        all.set_checked(ticked > 0 && ticked == boxes.len());
        all.set_indeterminate(ticked > 0 && ticked < boxes.len());
    }
}

/// Gives a file to the browser to keep.
pub(super) fn save(file: &[u8], name: &str) -> Option<()> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(file));
    let blob = Blob::new_with_u8_array_sequence(&parts).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let link: HtmlElement = document().create_element("a").ok()?.dyn_into().ok()?;
    dom::set(&link, "href", &address);
    dom::set(&link, "download", name);
    link.click();
    Url::revoke_object_url(&address).ok()
}
