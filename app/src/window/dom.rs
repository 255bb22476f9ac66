//! Small questions to the document, typed.

use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{
    Document, DomParser, Element, Event, EventInit, EventTarget, FocusOptions, HtmlElement,
    NodeList, ScrollIntoViewOptions, ScrollLogicalPosition, SupportedType,
};

/// All elements in a part of the page that fit a selector.
pub fn all<E: JsCast>(scope: &Element, selector: &str) -> Vec<E> {
    listed(scope.query_selector_all(selector).ok())
}

/// All elements of the document that fit a selector.
pub fn all_in_document<E: JsCast>(selector: &str) -> Vec<E> {
    listed(document().query_selector_all(selector).ok())
}

fn listed<E: JsCast>(nodes: Option<NodeList>) -> Vec<E> {
    let Some(nodes) = nodes else {
        return Vec::new();
    };
    (0..nodes.length())
        .filter_map(|index| nodes.item(index)?.dyn_into().ok())
        .collect()
}

/// The first element of the document that fits a selector.
pub fn first<E: JsCast>(selector: &str) -> Option<E> {
    first_in(&document(), selector)
}

/// The first element of some document that fits a selector.
pub fn first_in<E: JsCast>(document: &Document, selector: &str) -> Option<E> {
    document.query_selector(selector).ok()??.dyn_into().ok()
}

/// The element with an id.
pub fn by_id<E: JsCast>(id: &str) -> Option<E> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// What in a new part of the page is what an element was in the old one: it has the same id, or leads to the same place.
pub fn counterpart(old: &Element, new: &Element) -> Option<HtmlElement> {
    let id = Some(old.id()).filter(|id| !id.is_empty());
    let selector = match (id, old.get_attribute("href")) {
        (Some(id), _) => format!("[id='{id}']"),
        (None, Some(href)) => format!("a[href='{href}']"),
        (None, None) => return None,
    };
    new.query_selector(&selector).ok()??.dyn_into().ok()
}

/// The element that an event happened to, or the one around it that fits a selector.
pub fn around<E: JsCast>(event: &Event, selector: &str) -> Option<E> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest(selector).ok()??.dyn_into().ok()
}

/// The document that an HTML text makes.
pub fn parsed(html: &str) -> Option<Document> {
    DomParser::new()
        .and_then(|parser| parser.parse_from_string(html, SupportedType::TextHtml))
        .ok()
}

/// The middle of a document: what differs from page to page.
pub fn middle_of(document: &Document) -> Option<Element> {
    first_in(document, "main")
}

/// Listens as long as the document is there.
pub fn on<E: JsCast + 'static>(name: &str, target: &EventTarget, hear: impl FnMut(E) + 'static) {
    listen(name, target, false, hear);
}

/// The same in the capture phase, before anything in the page.
pub fn on_capture<E: JsCast + 'static>(
    name: &str,
    target: &EventTarget,
    hear: impl FnMut(E) + 'static,
) {
    listen(name, target, true, hear);
}

fn listen<E: JsCast + 'static>(
    name: &str,
    target: &EventTarget,
    is_first: bool,
    mut hear: impl FnMut(E) + 'static,
) {
    let listener = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        if let Ok(event) = event.dyn_into() {
            hear(event);
        }
    });
    let added = target.add_event_listener_with_callback_and_bool(
        name,
        listener.as_ref().unchecked_ref(),
        is_first,
    );
    if added.is_err() {
        leptos::logging::warn!("the page can't listen to {name}");
    }
    listener.forget();
}

/// Moves the focus, where that can be done; the page stays where it is scrolled to.
pub fn focus_in_place(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    if element.focus_with_options(&options).is_err() {
        leptos::logging::warn!("an element can't be focused");
    }
}

/// Moves the focus, where that can be done.
pub fn focus(element: &HtmlElement) {
    if element.focus().is_err() {
        leptos::logging::warn!("an element can't be focused");
    }
}

/// Scrolls so far that an element is in sight; not at all where it is.
pub fn show(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_inline(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Marks the document as hydrated: from here on it reacts. Automation can wait for the mark.
pub fn mark_ready() {
    if let Some(html) = document().document_element() {
        set(&html, "data-alive", "");
    }
}

/// Takes over the server's time from a page that was just fetched.
pub fn take_time_of(fresh: &Document) {
    const TIME: &str = "data-now-ms";
    let now = fresh
        .document_element()
        .and_then(|html| html.get_attribute(TIME));
    if let (Some(html), Some(now)) = (document().document_element(), now) {
        set(&html, TIME, &now);
    }
}

/// Scrolls a row of tabs so that the current one is in view.
pub fn show_current_tab() {
    let tab: Option<HtmlElement> = first(".tabs [aria-current]");
    let Some((tab, tabs)) = tab.and_then(|tab| {
        let tabs = tab.parent_element()?;
        Some((tab, tabs))
    }) else {
        return;
    };
    let middle = tab.offset_left() + tab.offset_width() / 2 - tabs.client_width() / 2;
    tabs.set_scroll_left(middle.max(0));
}

/// Tells the window that something happened to the page.
pub fn announce(name: &str) {
    let told = Event::new(name).and_then(|event| window().dispatch_event(&event));
    if told.is_err() {
        leptos::logging::warn!("{name} could not be told");
    }
}

/// Tells those around an element that something happened to it.
pub fn tell(element: &Element, name: &str) {
    let rises = EventInit::new();
    rises.set_bubbles(true);
    let told = Event::new_with_event_init_dict(name, &rises)
        .and_then(|event| element.dispatch_event(&event));
    if told.is_err() {
        leptos::logging::warn!("{name} could not be told");
    }
}

/// Sets an attribute.
pub fn set(element: &Element, name: &str, value: &str) {
    if element.set_attribute(name, value).is_err() {
        leptos::logging::warn!("the attribute {name} can't be set");
    }
}

/// Sets an attribute without a value, or takes it away.
pub fn mark(element: &Element, name: &str, is_marked: bool) {
    if element
        .toggle_attribute_with_force(name, is_marked)
        .is_err()
    {
        leptos::logging::warn!("the attribute {name} can't be set");
    }
}
