//! From one page to the next: its middle replaces the current one, within the frame.

use std::rc::Rc;

use leptos::prelude::*;
use web_sys::{Document, Element, HtmlElement};

use super::{
    CurrentPage, Navigator,
    history::{Direction, load, push, remember_scroll},
    links::mark_current_link,
    renewal::{UpdateReason, fits},
};
use crate::{
    browser::{
        NUMBER_DATA,
        fetch::{FetchedPage, NoPage, ask},
        page_form::{self, PageRequest},
        page_state::PageState,
    },
    request::routes,
    window::{dom, leaving, navigation::RenewalReason, painting::painted},
    words::connection,
};

impl<S: PageState> Navigator<S> {
    /// Navigates to a page. A page that does not fit into the current frame is loaded by the browser itself.
    pub(super) fn go(self: &Rc<Self>, asked: impl Into<PageRequest>, direction: Direction) {
        let asked = asked.into();
        if !leaving::may_leave() {
            if let Direction::History(_) = direction {
                push(&self.shown.borrow());
            }
            return;
        }
        if let Direction::Forward = direction {
            remember_scroll();
        }
        let turn = self.asked.get().wrapping_add(1);
        self.asked.set(turn);
        let navigator = Rc::clone(self);
        let left = self.shown.borrow().clone();
        self.is_navigating.set(true);
        mark_navigating(true);
        wasm_bindgen_futures::spawn_local(async move {
            let known = match asked.posted {
                None => navigator.take_prefetched(&asked.address),
                Some(_) => None,
            };
            let answer = match known {
                Some(answer) => Ok(answer),
                None => ask(&asked).await,
            };
            painted().await;
            if navigator.asked.get() != turn {
                return;
            }
            navigator.is_navigating.set(false);
            mark_navigating(false);
            let (is_there, address) = match answer {
                Ok(answer) => (navigator.show(&answer, direction, &left), answer.address),
                Err(NoPage::Unreachable) => {
                    navigator.stay(direction, &left, connection().not_followed.to_owned());
                    (true, asked.address)
                }
                Err(NoPage::TooOften(said)) => {
                    navigator.stay(direction, &left, said);
                    (true, asked.address)
                }
                Err(NoPage::Other) => (false, asked.address),
            };
            if is_there {
                navigator.shown.replace(routes::here());
                navigator.handle_waiting_news();
            } else {
                load(&address);
            }
        });
    }

    /// The next page can't be had: this page, what is typed into it, and its address stay, and a toast says why.
    fn stay(&self, direction: Direction, shown: &str, why: String) {
        if let Direction::History(_) = direction {
            push(shown);
        }
        self.stop_waiting();
        page_form::take_back_choices();
        self.toasts.announce(why);
    }

    /// Replaces the current page. False where the new page does not fit into this frame.
    fn show(self: &Rc<Self>, answer: &FetchedPage, direction: Direction, left: &str) -> bool {
        let Some(fresh) = dom::parsed(&answer.html).filter(fits) else {
            return false;
        };
        let (Some(old), Some(new)) = (dom::middle_of(&document()), dom::middle_of(&fresh)) else {
            return false;
        };
        if is_of_same_record(&document(), &fresh) {
            // Another tab of the same record: what was typed in the panel stays.
            if let Direction::Forward = direction {
                push(&answer.address);
            }
            self.open.borrow_mut().since = None;
            if self.take(&fresh, UpdateReason::Tab) {
                self.renew(RenewalReason::News);
            }
            return true;
        }
        // First the old islands end, then their elements go.
        drop(self.open.replace(CurrentPage::none(self.known)));
        if old.replace_with_with_node_1(&new).is_err() {
            return false;
        }
        if let Direction::Forward = direction {
            push(&answer.address);
        }
        mark_current_link(&fresh);
        self.take_head_of(&fresh);
        self.arriving.leave();
        self.open_page();
        self.arriving.come();
        match direction {
            Direction::Forward => {
                window().scroll_to_with_x_and_y(0.0, 0.0);
                focus_middle();
            }
            Direction::History(scrolled) => {
                window().scroll_to_with_x_and_y(0.0, scrolled);
                let came_from = dom::first::<HtmlElement>(&format!("main a[href='{left}']"));
                match came_from {
                    Some(link) => {
                        dom::focus_in_place(&link);
                        dom::show(&link);
                    }
                    None => focus_middle(),
                }
            }
        }
        true
    }
}

/// Whether two pages are about the same record as it is now.
fn is_of_same_record(one: &Document, other: &Document) -> bool {
    let number = |page: &Document| {
        let shown: Option<Element> = dom::first_in(page, &format!("[{NUMBER_DATA}]"));
        shown.and_then(|shown| shown.get_attribute(NUMBER_DATA))
    };
    number(one).is_some_and(|one| number(other) == Some(one))
}

fn mark_navigating(turns: bool) {
    if let Some(html) = document().document_element() {
        dom::mark(&html, "data-turning", turns);
    }
}

/// Focuses the page, so that screen readers continue there, without scrolling.
fn focus_middle() {
    if let Some(middle) = dom::by_id::<HtmlElement>("content") {
        dom::focus_in_place(&middle);
    }
}
