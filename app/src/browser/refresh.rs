//! Keeps a consumer's page up to date: when there is news, the middle of the page is fetched again and replaces the old
//! one.
//!
//! While somebody types, nothing is replaced: the page offers the news, and keeps what was typed when they accept it.

mod copying;
mod steps;

use std::{cell::RefCell, rc::Rc};

use leptos::prelude::{Owner, document};
use web_sys::{Document, Event, HtmlElement};

use crate::{
    browser::{
        NEWS_ID, NO_NETWORK_ID, SHOW_NEWS_ID,
        fetch::ask,
        live::{
            LiveNews, SharedStream,
            news::{self, Interest},
        },
        offline, ticker,
    },
    form::{
        drafts,
        typed::{is_begun, what_was_typed},
    },
    request::{
        clock::ServerClock,
        context::PageContext,
        person::{person_of, person_of_page},
    },
    window::{
        dom::{self, on},
        island::{HydratedIslands, IslandContext, KnownIslands},
        navigation::RenewalReason,
    },
};

/// How often the time left is updated, in milliseconds.
const TICK_MS: u32 = 30_000;

/// A form that reacts.
const ALIVE: &str = "data-alive";

/// The state of the open page.
struct OpenPage {
    /// Owns what lives as long as the page.
    _owner: Owner,
    clock: ServerClock,
    islands: HydratedIslands,
    /// Somebody has typed or chosen something since the page was made.
    is_touched: bool,
}

type SharedPage = Rc<RefCell<OpenPage>>;

impl OpenPage {
    fn hydrate(&mut self) {
        let no_context: IslandContext = Rc::new(|| {});
        if let Some(middle) = dom::middle_of(&document()) {
            self.islands.add(&middle, &no_context);
            copying::offer();
            for form in crate::form::typed::forms() {
                dom::mark(&form, ALIVE, true);
            }
        }
        self.clock.set(PageContext::current().now);
        self.update_time_left();
    }

    fn update_time_left(&self) {
        ticker::update_time_left(self.clock.tick(), PageContext::current().language);
    }
}

/// Hydrates the page, and renews it whenever there is news about it.
pub(crate) fn start(known: KnownIslands) {
    drop_news_from_address();
    drafts::put_back();
    let owner = Owner::new_root(None);
    let clock = owner.with(|| ServerClock::of(PageContext::current()));
    let page: SharedPage = Rc::new(RefCell::new(OpenPage {
        _owner: owner,
        clock,
        islands: HydratedIslands::of(known),
        // Read before islands are hydrated: hydration makes the current value of a field its default value.
        is_touched: is_filled_in(),
    }));
    page.borrow_mut().hydrate();
    let ticking = Rc::clone(&page);
    gloo::timers::callback::Interval::new(TICK_MS, move || ticking.borrow().update_time_left())
        .forget();
    let touched = Rc::clone(&page);
    on("input", &document(), move |_: Event| {
        touched.borrow_mut().is_touched = true;
        drafts::keep();
    });
    on("submit", &document(), |sent: Event| {
        drafts::clear_at_sign_out(&sent);
    });
    copying::copy_on_press();
    steps::follow_the_address();
    offline::stay(|| show(NO_NETWORK_ID, true));
    on("online", &leptos::prelude::window(), |_: Event| {
        show(NO_NETWORK_ID, false);
    });
    let asked = Rc::clone(&page);
    if let Some(button) = document().get_element_by_id(SHOW_NEWS_ID) {
        on("click", &button, move |_: Event| {
            renew(&asked, RenewalReason::Requested(None));
        });
    }
    // On the page that a link opens nobody is signed in yet: there is nothing to follow.
    if !person_of_page().is_empty() {
        follow(Rc::clone(&page));
    }
    dom::mark_ready();
    // Lives until the browser leaves the page.
    std::mem::forget(page);
}

/// Renews the page when there is news of it.
fn follow(page: SharedPage) {
    SharedStream::open(move |stream_event| {
        let Some(news) = LiveNews::of(stream_event.event, &stream_event.data) else {
            return;
        };
        if is_sending() || news::interest(&news) == Interest::None {
            return;
        }
        if page.borrow().is_touched {
            offer_news(true);
        } else {
            renew(&page, RenewalReason::News);
        }
    });
}

/// A success message is shown once: removed from the address, it does not come again with a reload.
fn drop_news_from_address() {
    let window = leptos::prelude::window();
    let (Ok(history), Ok(path)) = (window.history(), window.location().pathname()) else {
        return;
    };
    let said_once = window
        .location()
        .search()
        .is_ok_and(|query| SAID_ONCE.iter().any(|name| query.contains(name)));
    if said_once
        && history
            .replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&path))
            .is_err()
    {
        leptos::logging::warn!("the address keeps its query");
    }
}

const SAID_ONCE: [&str; 2] = [
    crate::form::without_script::APPLIED,
    crate::form::without_script::DONE,
];

/// Whether a form is being sent, or was sent and not answered: then it must be sent again unchanged.
fn is_sending() -> bool {
    is_there("main [aria-busy='true'], main [data-unanswered]")
}

/// Whether somebody typed before the page was hydrated, or a rejected form shows what was typed.
fn is_filled_in() -> bool {
    is_there("main [data-came-back]") || crate::form::typed::forms().iter().any(is_begun)
}

fn is_there(selector: &str) -> bool {
    let found = document().query_selector(selector);
    found.is_ok_and(|found| found.is_some())
}

fn offer_news(there_is: bool) {
    show(NEWS_ID, there_is);
}

fn show(id: &str, is_shown: bool) {
    if let Some(line) = dom::by_id::<HtmlElement>(id) {
        line.set_hidden(!is_shown);
    }
}

/// Fetches the page again. When that fails the page stays as it is, until the next news.
fn renew(page: &SharedPage, reason: RenewalReason) {
    let page = Rc::clone(page);
    wasm_bindgen_futures::spawn_local(async move {
        let address = leptos::prelude::window().location().href();
        let Ok(address) = address else { return };
        let Ok(answer) = ask(&address.clone().into()).await else {
            return;
        };
        let is_elsewhere = answer.address != address;
        let fresh = Some(&answer.html).filter(|_| answer.is_ok);
        let fresh = fresh.and_then(|html| dom::parsed(html));
        let is_own = |fresh: &Document| person_of(fresh) == person_of_page();
        if is_elsewhere || !fresh.as_ref().is_none_or(is_own) {
            // Not signed in any more, or as somebody else, or the page is elsewhere: the browser goes there.
            if leptos::prelude::window()
                .location()
                .assign(&address)
                .is_err()
            {
                leptos::logging::warn!("the page could not be loaded anew");
            }
            return;
        }
        if let Some(fresh) = fresh {
            if is_sending() || (reason == RenewalReason::News && page.borrow().is_touched) {
                offer_news(true);
            } else {
                replace_middle(&page, &fresh);
            }
        }
    });
}

/// Replaces the middle of the page by that of the new one, and keeps what was typed.
fn replace_middle(page: &SharedPage, fresh: &Document) {
    let (Some(old), Some(new)) = (dom::middle_of(&document()), dom::middle_of(fresh)) else {
        return;
    };
    let typed = if page.borrow().is_touched {
        what_was_typed()
    } else {
        Vec::new()
    };
    let focused = document().active_element().map(|element| element.id());
    // Islands are unmounted before their elements are removed.
    page.borrow_mut().islands.end();
    if old.replace_with_with_node_1(&new).is_err() {
        leptos::logging::warn!("the page could not be renewed");
        return;
    }
    dom::take_time_of(fresh);
    for form in &typed {
        form.put_back();
    }
    page.borrow_mut().hydrate();
    offer_news(false);
    if let Some(id) = focused.filter(|id| !id.is_empty()) {
        put_focus_back(&id);
    }
}

/// Puts the focus where it was; where that element is gone, on the middle of the page.
fn put_focus_back(id: &str) {
    let was = Some(id)
        .filter(|&id| id != SHOW_NEWS_ID)
        .and_then(dom::by_id);
    let element: Option<HtmlElement> = was.or_else(|| dom::by_id("content"));
    if let Some(element) = element {
        dom::focus(&element);
    }
}
