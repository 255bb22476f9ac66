//! The workbench's page in the browser: links are followed without loading the whole document again, and what others do
//! is shown as it happens.
//!
//! Pages are fetched as the server renders them, and their middle replaces the current one. What belongs to the old
//! page ends with it: its islands, and the state that they shared.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    rc::Rc,
};

use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{
    Document, Element, Event, HtmlAnchorElement, HtmlElement, MouseEvent, PopStateEvent,
    ScrollRestoration,
};

use super::{
    BEYOND, NUMBER_DATA, OVERTAKEN_ID, RENEWED, SHOW_DATA, SINCE, call_form, drawer, drop_down,
    fetch::{FetchedPage, NoPage, ask},
    kept_choice,
    live::{
        connection::{LiveConnection, LiveMessage},
        news::{self, Interest},
    },
    offline,
    page_form::{self, PageRequest},
    page_state::PageState,
    regions::Regions,
    ticker,
};
use crate::{
    api::Api,
    browser::{keyboard::typing, live::LiveNews},
    form::kept_forms,
    frame::{
        bell::BellUpdates,
        connection::{ConnectionState, ServerConnection},
        toast::Toasts,
    },
    request::{
        clock::ServerClock,
        context::PageContext,
        person::{person_of, person_of_page},
        routes,
    },
    window::{
        arrival::Arriving,
        dom, is_hidden,
        island::{HydratedIslands, IslandContext, KnownIslands},
        leaving,
        navigation::{Navigation, RenewalReason},
        painting::painted,
    },
    words::ui,
};

/// How often the time left is updated, in milliseconds.
const TICK_MS: u32 = 30_000;

/// How long news about a list is gathered, in milliseconds, so that a burst of them asks once.
const GATHER_MS: u32 = 800;

/// How long a prefetched page may be used, in milliseconds.
const FRESH_MS: f64 = 10_000.0;

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
    /// News that arrived meanwhile: it may concern the page that is being fetched.
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
    /// The version of the order since which the page lists what happened.
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

/// Why the current page takes in parts of a page that was fetched again.
#[derive(Clone, Copy, PartialEq, Eq)]
enum UpdateReason {
    /// The user asked for the current state.
    Requested,
    /// There is news.
    News,
    /// Another tab of the same order is shown.
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

/// The direction of a navigation.
#[derive(Clone, Copy)]
enum Direction {
    /// Forward, by a link.
    Forward,
    /// Back or forward in the browser's history, with the scroll position to restore.
    History(f64),
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
    /// What the islands of the frame, or of a page with an order, find in context.
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
        offline::stay(move || toasts.announce(ui().order_page.not_followed));
        let navigator = Rc::clone(self);
        dom::on("popstate", &window(), move |event: PopStateEvent| {
            let scrolled = event.state().as_f64().unwrap_or_default();
            navigator.go(routes::here(), Direction::History(scrolled));
        });
        let navigator = Rc::clone(self);
        gloo_timers::callback::Interval::new(TICK_MS, move || {
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

    fn handle_news(self: &Rc<Self>, news: LiveNews) {
        if self.is_navigating.get() {
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
                gloo_timers::callback::Timeout::new(GATHER_MS, move || {
                    navigator.gathering.set(false);
                    navigator.renew(RenewalReason::News);
                })
                .forget();
            }
        }
    }

    /// Navigates to a page. A page that does not fit into the current frame is loaded by the browser itself.
    fn go(self: &Rc<Self>, asked: impl Into<PageRequest>, direction: Direction) {
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
                    navigator.stay(direction, &left, ui().order_page.not_followed.to_owned());
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
                for news in navigator.waiting_news.take() {
                    navigator.handle_news(news);
                }
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

    /// The result of a command can't be fetched now: stops waiting for it, so that other commands can be sent. One that
    /// is based on the old version is refused as a conflict.
    fn stop_waiting(&self) {
        if let Some(current) = self.open.borrow().current {
            current.end_sending();
        }
    }

    /// Replaces the current page. False where the new page does not fit into this frame.
    fn show(self: &Rc<Self>, answer: &FetchedPage, direction: Direction, left: &str) -> bool {
        let Some(fresh) = dom::parsed(&answer.html).filter(fits) else {
            return false;
        };
        let (Some(old), Some(new)) = (dom::middle_of(&document()), dom::middle_of(&fresh)) else {
            return false;
        };
        if is_of_same_order(&document(), &fresh) {
            // Another tab of the same order: what was typed in the panel stays.
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

    fn take_head_of(&self, fresh: &Document) {
        document().set_title(&fresh.title());
        dom::take_time_of(fresh);
        self.clock.set(PageContext::current().now);
    }

    /// Fetches the page again and shows what has changed. When that fails, the next news tries again. Nothing is done
    /// while a navigation is under way: a late answer would end up in the next page.
    fn renew(self: &Rc<Self>, reason: RenewalReason) {
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
        wasm_bindgen_futures::spawn_local(async move {
            let Ok(answer) = ask(&address.into()).await else {
                navigator.stop_waiting();
                return;
            };
            let Some(fresh) = dom::parsed(&answer.html) else {
                return;
            };
            if navigator.asked.get() != turn {
                return;
            }
            if fits(&fresh) {
                navigator.take(&fresh, reason.into());
                return;
            }
            navigator.reload_unless_typing(|connection| match person_of(&fresh) {
                person if person == person_of_page() => connection.outdate(),
                person if person.is_empty() => connection.set(ConnectionState::SignedOut),
                _ => connection.set(ConnectionState::Others),
            });
        });
    }

    /// Takes in what has changed. Answers whether the order changed while a form of it is being filled in: then the
    /// form, and the state that it is based on, stay as they are unless the user asked for the new state.
    fn take(self: &Rc<Self>, fresh: &Document, reason: UpdateReason) -> bool {
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

    /// Prefetches the previous and the next page of the list.
    fn prefetch_neighbours(self: &Rc<Self>) {
        for link in dom::all_in_document::<HtmlAnchorElement>("main a[rel~='next'][data-ahead]") {
            self.prefetch(link.href());
        }
    }

    fn prefetch(self: &Rc<Self>, address: String) {
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

    fn take_prefetched(&self, address: &str) -> Option<FetchedPage> {
        let (came_at, answer) = self.prefetched.borrow_mut().remove(address)?;
        (js_sys::Date::now() - came_at < FRESH_MS).then_some(answer)
    }
}

/// Whether a page fits into the current frame: same bundle, same build, same language, same person.
fn fits(fresh: &Document) -> bool {
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

/// Whether two pages are about the same order as it is now.
fn is_of_same_order(one: &Document, other: &Document) -> bool {
    let number = |page: &Document| {
        let shown: Option<Element> = dom::first_in(page, &format!("[{NUMBER_DATA}]"));
        shown.and_then(|shown| shown.get_attribute(NUMBER_DATA))
    };
    number(one).is_some_and(|one| number(other) == Some(one))
}

/// The address of a link that was clicked; none where the browser itself must follow it.
fn address_of(event: &MouseEvent) -> Option<String> {
    let is_plain = event.button() == 0
        && !event.default_prevented()
        && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
    let link: HtmlAnchorElement = dom::around(event, "a[href]").filter(|_| is_plain)?;
    let leads_out = !link.target().is_empty()
        || link.has_attribute("download")
        || link.rel().contains("external")
        || link.origin() != window().location().origin().ok()?
        || !routes::is_of_workbench(&link.pathname());
    let only_scrolls = !link.hash().is_empty()
        && link.pathname() == window().location().pathname().ok()?
        && link.search() == window().location().search().ok()?;
    (!leads_out && !only_scrolls).then(|| link.href())
}

/// Updates the frame's mark of the current page.
fn mark_current_link(fresh: &Document) {
    for here in dom::all_in_document::<Element>("[data-frame] [aria-current]") {
        if here.remove_attribute("aria-current").is_err() {
            leptos::logging::warn!("the frame shows where we were");
        }
    }
    let there: Option<HtmlAnchorElement> = dom::first_in(fresh, "[data-frame] [aria-current]");
    let path = there.and_then(|there| there.get_attribute("href"));
    let link: Option<Element> =
        path.and_then(|path| dom::first(&format!("[data-frame] a[href='{path}']")));
    if let Some(link) = link {
        dom::set(&link, "aria-current", "page");
    }
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

/// Stores the scroll position in the browser's history.
fn remember_scroll() {
    let scrolled = window().scroll_y().unwrap_or_default();
    let kept = window()
        .history()
        .and_then(|history| history.replace_state(&JsValue::from_f64(scrolled), ""));
    if kept.is_err() {
        leptos::logging::warn!("the page's place is not kept");
    }
}

fn push(address: &str) {
    let pushed = window().history().and_then(|history| {
        history.push_state_with_url(&JsValue::from_f64(0.0), "", Some(address))
    });
    if pushed.is_err() {
        leptos::logging::warn!("the page has no place in the history");
    }
}

fn load(address: &str) {
    if window().location().assign(address).is_err() {
        leptos::logging::error!("the browser refused to leave the page");
    }
}
