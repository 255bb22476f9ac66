//! Pages that were fetched before anybody went there.

use std::rc::Rc;

use web_sys::HtmlAnchorElement;

use super::Navigator;
use crate::{
    browser::{
        fetch::{FetchedPage, ask},
        page_state::PageState,
    },
    window::dom,
};

/// How long a prefetched page may be used, in milliseconds.
const FRESH_MS: f64 = 10_000.0;

impl<S: PageState> Navigator<S> {
    /// Prefetches the previous and the next page of the list.
    pub(super) fn prefetch_neighbours(self: &Rc<Self>) {
        for link in dom::all_in_document::<HtmlAnchorElement>("main a[rel~='next'][data-ahead]") {
            self.prefetch(link.href());
        }
    }

    /// Fetches a page that somebody is about to go to.
    pub(super) fn prefetch(self: &Rc<Self>, address: String) {
        if self.prefetched.borrow().contains_key(&address) {
            return;
        }
        let navigator = Rc::clone(self);
        wasm_bindgen_futures::spawn_local(async move {
            if let Ok(answer) = ask(&address.clone().into()).await {
                let came_at = js_sys::Date::now();
                navigator
                    .prefetched
                    .borrow_mut()
                    .insert(address, (came_at, answer));
            }
        });
    }

    /// The page of an address, if it was fetched a short time ago.
    pub(super) fn take_prefetched(&self, address: &str) -> Option<FetchedPage> {
        let (came_at, answer) = self.prefetched.borrow_mut().remove(address)?;
        (js_sys::Date::now() - came_at < FRESH_MS).then_some(answer)
    }
}
