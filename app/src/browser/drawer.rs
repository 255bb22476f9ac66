//! The drawer of a page: a quick look at what a row is about, as the server renders it.

use leptos::prelude::*;
use web_sys::{Element, Event, HtmlDialogElement};

use super::{
    fetch::{NoPage, ask},
    ticker,
};
use crate::{
    frame::toast::Toasts,
    parts::layout::drawer::{DRAWER, DRAWN_DATA, ROW_DATA},
    request::{clock::ServerClock, context::PageContext, routes},
    window::dom,
    words::connection,
};

/// Opens the drawer for a row whose button (`data-glance`) is pressed.
pub(crate) fn listen(clock: ServerClock, toasts: Toasts) {
    dom::on("click", &document(), move |event: Event| {
        if dom::around::<Element>(&event, "[data-glance]").is_none() {
            return;
        }
        let row: Option<Element> = dom::around(&event, &format!("[{ROW_DATA}]"));
        let number = row.and_then(|row| row.get_attribute(ROW_DATA));
        if let Some(number) = number {
            wasm_bindgen_futures::spawn_local(open(routes::glance(&number), clock, toasts));
        }
    });
}

async fn open(address: String, clock: ServerClock, toasts: Toasts) {
    let answer = ask(&address.into()).await;
    match &answer {
        Err(NoPage::Unreachable) => toasts.announce(connection().not_followed),
        Err(NoPage::TooOften(said)) => toasts.announce(said.as_str()),
        Ok(_) | Err(NoPage::Other) => {}
    }
    let fresh = answer.ok().and_then(|answer| dom::parsed(&answer.html));
    let drawn: Option<Element> =
        fresh.and_then(|fresh| dom::first_in(&fresh, &format!("[{DRAWN_DATA}]")));
    // The page may have turned meanwhile.
    let (Some(drawn), Some(drawer)) = (drawn, dom::by_id::<HtmlDialogElement>(DRAWER)) else {
        return;
    };
    let place = drawer.last_element_child();
    let is_filled = place.is_some_and(|place| place.replace_with_with_node_1(&drawn).is_ok());
    if is_filled && !drawer.open() && drawer.show_modal().is_err() {
        leptos::logging::error!("the drawer could not be shown");
    }
    ticker::update_time_left(clock.tick(), PageContext::current().language);
}
