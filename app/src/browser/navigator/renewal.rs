//! The current page, fetched again: what has changed of it is replaced.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Document, Element};

use super::{CurrentPage, Navigator};
use crate::{
    browser::{
        BEYOND, OVERTAKEN_ID, RENEWED, SINCE, fetch::ask, live::LiveNews, page_state::PageState,
        ticker,
    },
    frame::connection::ConnectionState,
    request::{
        context::PageContext,
        person::{person_of, person_of_page},
        routes,
    },
    window::{dom, navigation::RenewalReason},
};

/// Why the current page takes in parts of a page that was fetched again.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum UpdateReason {
    /// The user asked for the current state.
    Requested,
    /// There is news.
    News,
    /// Another tab of the same record is shown.
    Tab,
}

impl From<RenewalReason> for UpdateReason {
    fn from(reason: RenewalReason) -> Self {
        match reason {
            RenewalReason::Requested(_) => Self::Requested,
            RenewalReason::News => Self::News,
        }
    }
}

/// Renewals of the page: how many are under way, and which of them is shown.
#[derive(Default)]
pub(super) struct Renewals {
    under_way: u32,
    begun: u32,
    /// The place of the latest one that has arrived.
    arrived: u32,
}

impl Renewals {
    /// Whether a renewal has not arrived yet.
    pub(super) fn are_under_way(&self) -> bool {
        self.under_way > 0
    }

    /// Begins a renewal; its place among them.
    fn begin(&mut self) -> u32 {
        self.under_way += 1;
        self.begun += 1;
        self.begun
    }

    /// Ends a renewal. Whether none that began after it has arrived: its page would be older than the one that is shown.
    fn end(&mut self, place: u32, has_arrived: bool) -> bool {
        self.under_way -= 1;
        let is_latest = place > self.arrived;
        if is_latest && has_arrived {
            self.arrived = place;
        }
        is_latest
    }
}

impl<S: PageState> Navigator<S> {
    /// Fetches the page again and shows what has changed. When that fails, the next news tries again. Nothing is done
    /// while a navigation is under way: a late answer would end up in the next page.
    pub(super) fn renew(self: &Rc<Self>, reason: RenewalReason) {
        if self.is_navigating.get() {
            self.handle_news(LiveNews::Missed);
            return;
        }
        let navigator = Rc::clone(self);
        let turn = self.asked.get();
        let (since, current) = {
            let open = self.open.borrow();
            (open.since, open.current)
        };
        let beyond = current
            .filter(|current| reason == RenewalReason::News && current.is_touched())
            .map(S::version);
        let mut address = routes::here();
        for (name, version) in [(SINCE, since), (BEYOND, beyond)] {
            if let Some(version) = version {
                let also = if address.contains('?') { '&' } else { '?' };
                address = format!("{address}{also}{name}={version}");
            }
        }
        let place = self.renewals.borrow_mut().begin();
        wasm_bindgen_futures::spawn_local(async move {
            let answer = ask(&address.into()).await;
            let is_latest = navigator.renewals.borrow_mut().end(place, answer.is_ok());
            match answer {
                Ok(answer) if is_latest && navigator.asked.get() == turn => {
                    if let Some(fresh) = dom::parsed(&answer.html) {
                        navigator.take_renewed(&fresh, reason);
                    }
                }
                Ok(_) => {}
                Err(_) => navigator.stop_waiting(),
            }
            navigator.handle_waiting_news();
        });
    }

    /// Takes in the page that was fetched again, unless it is another person's, or of another build.
    fn take_renewed(self: &Rc<Self>, fresh: &Document, reason: RenewalReason) {
        if fits(fresh) {
            self.take(fresh, reason.into());
            return;
        }
        self.reload_unless_typing(|connection| match person_of(fresh) {
            person if person == person_of_page() => connection.outdate(),
            person if person.is_empty() => connection.set(ConnectionState::SignedOut),
            _ => connection.set(ConnectionState::Others),
        });
    }

    /// Takes in what has changed. Answers whether the record changed while a form of it is being filled in: then the
    /// form, and the state that it is based on, stay as they are unless the user asked for the new state.
    pub(super) fn take(self: &Rc<Self>, fresh: &Document, reason: UpdateReason) -> bool {
        self.take_head_of(fresh);
        let loaded = S::handed_over_by(fresh);
        let mut open = self.open.borrow_mut();
        let CurrentPage {
            islands,
            regions,
            current,
            ..
        } = &mut *open;
        let current = *current;
        let stays = reason != UpdateReason::Requested && current.is_some_and(S::is_touched);
        let newer = |current: S, loaded: &S::Loaded| S::version_of(loaded) != current.version();
        let is_overtaken = stays
            && current
                .zip(loaded.as_ref())
                .is_some_and(|(a, b)| newer(a, b));
        // A change of tabs does not bring the list of what has happened.
        let is_taken =
            |id: &str| !(reason == UpdateReason::Tab && is_overtaken && id == OVERTAKEN_ID);
        let island_context = self.island_context(current);
        for (old, new) in regions.changed(fresh, is_taken) {
            let focused = document()
                .active_element()
                .filter(|focused| old.contains(Some(focused)));
            islands.end_in(&old);
            if old.replace_with_with_node_1(&new).is_ok() {
                islands.add(&new, &island_context);
            }
            if let Some(focused) = focused {
                let again = dom::counterpart(&focused, &new);
                // When the focused element is gone, the region gets the focus.
                if let Some(again) = again.or_else(|| new.dyn_into().ok()) {
                    dom::focus(&again);
                }
            }
        }
        drop(open);
        match (current, loaded) {
            (Some(current), Some(loaded)) if stays => current.keep_newest(loaded),
            (Some(current), Some(loaded)) => current.take(loaded),
            _ => {}
        }
        dom::show_current_tab();
        dom::announce(RENEWED);
        ticker::update_time_left(self.clock.tick(), PageContext::current().language);
        is_overtaken
    }

    /// The result of a command can't be fetched now: stops waiting for it, so that other commands can be sent. One that
    /// is based on the old version is refused as a conflict.
    pub(super) fn stop_waiting(&self) {
        if let Some(current) = self.open.borrow().current {
            current.end_sending();
        }
    }

    /// Takes over the title and the time of a page.
    pub(super) fn take_head_of(&self, fresh: &Document) {
        document().set_title(&fresh.title());
        dom::take_time_of(fresh);
        self.clock.set(PageContext::current().now);
    }
}

/// Whether a page fits into the current frame: same bundle, same build, same language, same person.
pub(super) fn fits(fresh: &Document) -> bool {
    let marks = |page: &Document| {
        let boot: Option<Element> = dom::first_in(page, "script[type='module']");
        let frame: Option<Element> = dom::first_in(page, "[data-frame]");
        (
            boot.and_then(|boot| boot.get_attribute("src")),
            frame.is_some(),
            page.document_element()
                .and_then(|html| html.get_attribute("lang")),
            person_of(page),
        )
    };
    let (here, there) = (marks(&document()), marks(fresh));
    here.1 && here == there
}
