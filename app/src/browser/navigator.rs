//! The workbench's page in the browser: links are followed without loading the whole document again, and what others do
//! is shown as it happens.
//!
//! Pages are fetched as the server renders them, and their middle replaces the current one. What belongs to the old
//! page ends with it: its islands, and the state that they shared.

mod history;
mod links;
mod page_change;
mod prefetched;
mod renewal;

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    rc::Rc,
};

use leptos::prelude::*;
use web_sys::{Element, Event, MouseEvent, PopStateEvent, ScrollRestoration};

use self::{
    history::{Direction, load},
    links::address_of,
    renewal::Renewals,
};
use super::{
    SHOW_DATA, call_form, drawer, drop_down,
    fetch::FetchedPage,
    kept_choice,
    live::{
        connection::{LiveConnection, LiveMessage},
        news::{self, Interest},
    },
    offline, page_form,
    page_state::PageState,
    regions::Regions,
    ticker,
};
use crate::{
    api::Api,
    browser::{keyboard::typing, live::LiveNews},
    form::kept_forms,
    frame::{bell::BellUpdates, connection::ServerConnection, toast::Toasts},
    request::{clock::ServerClock, context::PageContext, routes},
    window::{
        arrival::Arriving,
        dom, is_hidden,
        island::{HydratedIslands, IslandContext, KnownIslands},
        leaving,
        navigation::{Navigation, RenewalReason},
    },
    words::connection,
};

/// How often the time left is updated, in milliseconds.
const TICK_MS: u32 = 30_000;

/// How long news about a list is gathered, in milliseconds, so that a burst of them asks once.
const GATHER_MS: u32 = 800;

/// The current page, and what stays from page to page.
struct Navigator<S: PageState> {
    known: KnownIslands,
    owner: Owner,
    clock: ServerClock,
    toasts: Toasts,
    arriving: Arriving,
    navigation: Cell<Option<Navigation>>,
    /// Islands of the frame, which stays from page to page.
    frame: RefCell<HydratedIslands>,
    open: RefCell<CurrentPage<S>>,
    /// The address of the page that is shown.
    shown: RefCell<String>,
    /// Counts the navigations: only the last one is shown.
    asked: Cell<u32>,
    /// A page was requested and has not arrived yet.
    is_navigating: Cell<bool>,
    renewals: RefCell<Renewals>,
    /// News that arrived meanwhile: it may concern the page that is being fetched, or be shown by it already. A command
    /// that is answered, and the news of what it did, so renew the page once.
    waiting_news: RefCell<Vec<LiveNews>>,
    prefetched: RefCell<HashMap<String, (f64, FetchedPage)>>,
    connection: ServerConnection,
    bell_updates: BellUpdates,
    gathering: Cell<bool>,
}

/// What belongs to one page.
struct CurrentPage<S: PageState> {
    // Dropped before what the islands share.
    islands: HydratedIslands,
    current: Option<S>,
    /// Owns what the islands share.
    _owner: Option<Owner>,
    regions: Regions,
    /// The version of the record since which the page lists what happened.
    since: Option<u32>,
}

impl<S: PageState> CurrentPage<S> {
    /// No page.
    fn none(known: KnownIslands) -> Self {
        Self {
            islands: HydratedIslands::of(known),
            current: None,
            _owner: None,
            regions: Regions::default(),
            since: None,
        }
    }
}

/// Hydrates the page and handles navigation from here on.
pub(crate) fn start<S: PageState>(known: KnownIslands) {
    let owner = Owner::new_root(None);
    let bell_updates = owner.with(BellUpdates::new);
    let (clock, toasts, connection, arriving) = owner.with(|| {
        let clock = ServerClock::of(PageContext::current());
        (
            clock,
            Toasts::new(),
            ServerConnection::new(),
            Arriving::new(),
        )
    });
    let navigator: Rc<Navigator<S>> = Rc::new(Navigator {
        known,
        owner,
        clock,
        toasts,
        arriving,
        navigation: Cell::new(None),
        frame: RefCell::new(HydratedIslands::of(known)),
        open: RefCell::new(CurrentPage::none(known)),
        shown: RefCell::new(routes::here()),
        asked: Cell::new(0),
        is_navigating: Cell::new(false),
        renewals: RefCell::default(),
        waiting_news: RefCell::default(),
        prefetched: RefCell::default(),
        connection,
        bell_updates,
        gathering: Cell::new(false),
    });
    navigator
        .navigation
        .set(Some(navigator.owner.with(|| navigation(&navigator))));
    let around = navigator.island_context(None);
    for frame in dom::all_in_document::<Element>("[data-frame]") {
        navigator.frame.borrow_mut().add(&frame, &around);
    }
    navigator.open_page();
    navigator.listen();
    kept_forms::put_back();
    page_form::repeat_early_choices();
    dom::mark_ready();
    // Lives until the browser leaves the document.
    std::mem::forget(navigator);
}

fn navigation<S: PageState>(navigator: &Rc<Navigator<S>>) -> Navigation {
    let (renewed, left) = (Rc::downgrade(navigator), Rc::downgrade(navigator));
    Navigation::by(
        move |reason| {
            if let Some(navigator) = renewed.upgrade() {
                if let RenewalReason::Requested(since) = reason {
                    navigator.open.borrow_mut().since = since;
                }
                navigator.renew(reason);
            }
        },
        move |address| {
            if let Some(navigator) = left.upgrade() {
                navigator.go(address.to_owned(), Direction::Forward);
            }
        },
    )
}

impl<S: PageState> Navigator<S> {
    /// What the islands of the frame, or of a page about a record, find in context.
    fn island_context(&self, current: Option<S>) -> IslandContext {
        let (clock, toasts, navigation) = (self.clock, self.toasts, self.navigation.get());
        let (connection, bell_updates, arriving) =
            (self.connection, self.bell_updates, self.arriving);
        Rc::new(move || {
            provide_context(clock);
            provide_context(toasts);
            provide_context(connection);
            provide_context(bell_updates);
            provide_context(arriving);
            if let Some(navigation) = navigation {
                provide_context(navigation);
            }
            if let Some(current) = current {
                provide_context(current);
            }
        })
    }

    /// Hydrates the page in the document.
    fn open_page(self: &Rc<Self>) {
        let Some(middle) = dom::middle_of(&document()) else {
            return;
        };
        let owner = self.owner.with(Owner::new);
        let current = S::handed_over_by(&document()).map(|loaded| owner.with(|| S::of(loaded)));
        let island_context = self.island_context(current);
        let mut open = CurrentPage {
            _owner: Some(owner),
            current,
            regions: Regions::of(&document()),
            ..CurrentPage::none(self.known)
        };
        S::remember_page();
        open.islands.add(&middle, &island_context);
        *self.open.borrow_mut() = open;
        dom::show_current_tab();
        ticker::update_time_left(self.clock.tick(), PageContext::current().language);
        self.prefetch_neighbours();
    }

    fn listen(self: &Rc<Self>) {
        let page = document();
        if let Ok(history) = window().history()
            && history
                .set_scroll_restoration(ScrollRestoration::Manual)
                .is_err()
        {
            leptos::logging::warn!("the browser scrolls by itself");
        }
        let navigator = Rc::clone(self);
        dom::on("click", &page, move |event: MouseEvent| {
            navigator.follow_click(&event);
        });
        let navigator = Rc::clone(self);
        dom::on("pointerdown", &page, move |event: MouseEvent| {
            if let Some(address) = address_of(&event) {
                navigator.prefetch(address);
            }
        });
        self.arriving.watch();
        typing::listen();
        let navigator = Rc::clone(self);
        dom::on("submit", &page, move |event: Event| {
            if let Some(asked) = page_form::request_of(&event) {
                event.prevent_default();
                navigator.go(asked, Direction::Forward);
            }
        });
        dom::on("change", &page, |event: Event| {
            page_form::submit_at_once(&event);
        });
        drop_down::listen();
        drawer::listen(self.clock, self.toasts);
        if let Some(navigation) = self.navigation.get() {
            kept_choice::listen(navigation);
            call_form::listen(navigation, self.toasts);
        }
        let toasts = self.toasts;
        offline::stay(move || toasts.announce(connection().not_followed));
        let navigator = Rc::clone(self);
        dom::on("popstate", &window(), move |event: PopStateEvent| {
            let scrolled = event.state().as_f64().unwrap_or_default();
            navigator.go(routes::here(), Direction::History(scrolled));
        });
        let navigator = Rc::clone(self);
        gloo::timers::callback::Interval::new(TICK_MS, move || {
            ticker::update_time_left(navigator.clock.tick(), PageContext::current().language);
        })
        .forget();
        if dom::first::<Element>("[data-frame]").is_none() {
            // Nobody is signed in yet.
            return;
        }
        let navigator = Rc::downgrade(self);
        LiveConnection::open(self.connection, Api::current(), move |told| {
            if let Some(navigator) = navigator.upgrade() {
                navigator.receive(told);
            }
        });
    }

    fn follow_click(self: &Rc<Self>, event: &MouseEvent) {
        let opens: Option<Element> = dom::around(event, "[data-opens]");
        if let Some(id) = opens.and_then(|opens| opens.get_attribute("data-opens")) {
            typing::open_dialog(&id);
            return;
        }
        if dom::around::<Element>(event, &format!("[{SHOW_DATA}]")).is_some() {
            self.show_news();
        }
        if let Some(address) = address_of(event) {
            event.prevent_default();
            self.go(address, Direction::Forward);
        }
    }

    /// Shows what others did while a form was being filled in, and keeps what was typed.
    fn show_news(self: &Rc<Self>) {
        let current = self.open.borrow().current;
        if let Some(current) = current {
            current.keep_touched();
            let since = Some(current.version());
            self.open.borrow_mut().since = since;
            self.renew(RenewalReason::Requested(since));
        }
    }

    fn receive(self: &Rc<Self>, told: LiveMessage) {
        match told {
            LiveMessage::News(news) => {
                if news == LiveNews::Missed {
                    self.bell_updates.update(None);
                }
                self.prefetched.borrow_mut().clear();
                self.handle_news(news);
            }
            LiveMessage::Gathered(gathered) => {
                let current = self.open.borrow().current;
                if let Some(current) = current {
                    current.meet(gathered);
                }
            }
            LiveMessage::Notified(notified) => self.bell_updates.update(Some(notified)),
            LiveMessage::NewBuild if is_hidden() => {
                self.reload_unless_typing(ServerConnection::outdate);
            }
            LiveMessage::NewBuild => self.connection.outdate(),
        }
    }

    /// Reloads the whole document, unless somebody types: then `otherwise` offers it.
    fn reload_unless_typing(&self, otherwise: impl FnOnce(ServerConnection)) {
        let current = self.open.borrow().current;
        let is_typing = current.is_some_and(S::is_touched) || kept_forms::is_begun();
        if leaving::is_at_work() || is_typing {
            otherwise(self.connection);
        } else {
            load(&routes::here());
        }
    }

    /// Handles the news that waited for a page.
    fn handle_waiting_news(self: &Rc<Self>) {
        for news in self.waiting_news.take() {
            self.handle_news(news);
        }
    }

    fn handle_news(self: &Rc<Self>, news: LiveNews) {
        if self.is_navigating.get() || self.renewals.borrow().are_under_way() {
            let mut waiting_news = self.waiting_news.borrow_mut();
            if !waiting_news.contains(&news) {
                waiting_news.push(news);
            }
            return;
        }
        match news::interest(&news) {
            Interest::None => {}
            Interest::Now => {
                let current = self.open.borrow().current;
                if !current.is_some_and(S::defers_news) {
                    self.renew(RenewalReason::News);
                }
            }
            Interest::Gathered => {
                if self.gathering.replace(true) {
                    return;
                }
                let navigator = Rc::clone(self);
                gloo::timers::callback::Timeout::new(GATHER_MS, move || {
                    navigator.gathering.set(false);
                    navigator.renew(RenewalReason::News);
                })
                .forget();
            }
        }
    }
}
