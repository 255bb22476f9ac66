//! The workbench's page in the browser: links lead on without loading everything anew, and what others do shows by itself.
//!
//! Pages are asked for as the server renders them; their middle takes the place of the one before. What was shown on the old
//! page ends with it: its islands, and the order that they shared.

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
    NUMBER_DATA, RENEWED, Turning, Wish, call_form, drawer, drop_down,
    fetch::{Answer, NoPage, ask},
    is_hidden, kept_choice,
    live::{
        connection::{Line, Told},
        news::{self, Interest},
    },
    offline,
    page_form::{self, Asked},
    regions::Regions,
    ticker,
};
use crate::{
    api::Api,
    browser::{
        island::{Alive, Surroundings},
        keyboard::typing,
        live::News,
    },
    form::kept_forms,
    frame::{
        bell::Ringing,
        connection::{Connection, State},
        toast::Toasts,
    },
    pages::workbench::{
        island::WorkbenchIsland,
        service_order::{
            last_search::keep_seen,
            order_state::{Current, LOADED_DATA, Loaded, SINCE},
            panel::overtaken::{BEYOND, OVERTAKEN_ID, SHOW_DATA},
        },
    },
    request::{
        clock::ServerClock,
        context::Visit,
        person::{person_of, person_of_page},
        routes,
    },
    window::{arrival::Arriving, dom, leaving, painting::painted},
    words::ui,
};

/// How often time left is told anew, in milliseconds.
const TICK_MS: u32 = 30_000;

/// How long news about a list is gathered, in milliseconds, so that a burst of them asks once.
const GATHER_MS: u32 = 800;

/// How long a page that was asked for ahead is good for, in milliseconds.
const FRESH_MS: f64 = 10_000.0;

/// The open page, and what stays when pages turn.
struct Desk {
    owner: Owner,
    clock: ServerClock,
    toasts: Toasts,
    arriving: Arriving,
    turning: Cell<Option<Turning>>,
    /// Islands of the frame, which stay.
    frame: RefCell<Alive>,
    open: RefCell<Open>,
    /// The address of the page that is shown.
    shown: RefCell<String>,
    /// Counts the pages that were asked for: only the last one is shown.
    asked: Cell<u32>,
    /// Another page was asked for and has not come.
    is_turning: Cell<bool>,
    /// What was heard meanwhile: it is the page to come that it may concern.
    heard: RefCell<Vec<News>>,
    ahead: RefCell<HashMap<String, (f64, Answer)>>,
    connection: Connection,
    ringing: Ringing,
    gathering: Cell<bool>,
}

/// What belongs to one page.
#[derive(Default)]
struct Open {
    // Ends before what it shares.
    alive: Alive,
    current: Option<Current>,
    /// Keeps what the islands share.
    _owner: Option<Owner>,
    regions: Regions,
    /// Since which version of its order the page tells what happened.
    since: Option<u32>,
}

/// For what something is taken from a page that came anew.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Taking {
    /// The person before the page wants to see it as it is now.
    Asked,
    /// There is news.
    News,
    /// Another part of the same order is to be shown.
    Part,
}

impl From<Wish> for Taking {
    fn from(wish: Wish) -> Self {
        match wish {
            Wish::Asked(_) => Self::Asked,
            Wish::Unasked => Self::News,
        }
    }
}

/// How a page is come to.
#[derive(Clone, Copy)]
enum Way {
    /// On, by a link.
    On,
    /// Back or forth in the browser's history, to where the page was scrolled.
    History(f64),
}

/// Brings the page to life, and keeps it so from page to page.
pub(crate) fn take_over() {
    let owner = Owner::new_root(None);
    let ringing = owner.with(Ringing::new);
    let (clock, toasts, connection, arriving) = owner.with(|| {
        let clock = ServerClock::of(Visit::current());
        (clock, Toasts::new(), Connection::new(), Arriving::new())
    });
    let desk = Rc::new(Desk {
        owner,
        clock,
        toasts,
        arriving,
        turning: Cell::new(None),
        frame: RefCell::default(),
        open: RefCell::default(),
        shown: RefCell::new(routes::here()),
        asked: Cell::new(0),
        is_turning: Cell::new(false),
        heard: RefCell::default(),
        ahead: RefCell::default(),
        connection,
        ringing,
        gathering: Cell::new(false),
    });
    desk.turning.set(Some(desk.owner.with(|| turning(&desk))));
    let around = desk.surroundings(None);
    for frame in dom::all_in_document::<Element>("[data-frame]") {
        desk.frame
            .borrow_mut()
            .add::<WorkbenchIsland>(&frame, &around);
    }
    desk.open_page();
    desk.listen();
    kept_forms::put_back();
    page_form::repeat_early_choices();
    dom::say_that_it_lives();
    // The desk is there until the browser leaves it.
    std::mem::forget(desk);
}

fn turning(desk: &Rc<Desk>) -> Turning {
    let (renewed, left) = (Rc::downgrade(desk), Rc::downgrade(desk));
    Turning::by(
        move |wish| {
            if let Some(desk) = renewed.upgrade() {
                if let Wish::Asked(since) = wish {
                    desk.open.borrow_mut().since = since;
                }
                desk.renew(wish);
            }
        },
        move |address| {
            if let Some(desk) = left.upgrade() {
                desk.go(address.to_owned(), Way::On);
            }
        },
    )
}

impl Desk {
    /// What the islands of the frame, or of a page with an order, find in context.
    fn surroundings(&self, current: Option<Current>) -> Surroundings {
        let (clock, toasts, turning) = (self.clock, self.toasts, self.turning.get());
        let (connection, ringing, arriving) = (self.connection, self.ringing, self.arriving);
        Rc::new(move || {
            provide_context(clock);
            provide_context(toasts);
            provide_context(connection);
            provide_context(ringing);
            provide_context(arriving);
            if let Some(turning) = turning {
                provide_context(turning);
            }
            if let Some(current) = current {
                provide_context(current);
            }
        })
    }

    /// Brings the page to life that stands in the document.
    fn open_page(self: &Rc<Self>) {
        let Some(middle) = dom::middle_of(&document()) else {
            return;
        };
        let owner = self.owner.with(Owner::new);
        let current = loaded_of(&document()).map(|loaded| owner.with(|| Current::of(loaded)));
        let surroundings = self.surroundings(current);
        let mut open = Open {
            _owner: Some(owner),
            current,
            regions: Regions::of(&document()),
            ..Open::default()
        };
        keep_seen();
        open.alive.add::<WorkbenchIsland>(&middle, &surroundings);
        *self.open.borrow_mut() = open;
        dom::show_current_tab();
        ticker::tell_time_left(self.clock.tick(), Visit::current().language);
        self.ask_ahead_for_neighbours();
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
        let desk = Rc::clone(self);
        dom::on("click", &page, move |event: MouseEvent| {
            desk.hear_click(&event);
        });
        let desk = Rc::clone(self);
        dom::on("pointerdown", &page, move |event: MouseEvent| {
            if let Some(address) = address_of(&event) {
                desk.ask_ahead(address);
            }
        });
        self.arriving.watch();
        typing::listen();
        let desk = Rc::clone(self);
        dom::on("submit", &page, move |event: Event| {
            if let Some(asked) = page_form::asked_by(&event) {
                event.prevent_default();
                desk.go(asked, Way::On);
            }
        });
        dom::on("change", &page, |event: Event| {
            page_form::submit_at_once(&event);
        });
        drop_down::listen();
        drawer::listen(self.clock, self.toasts);
        if let Some(turning) = self.turning.get() {
            kept_choice::listen(turning);
            call_form::listen(turning, self.toasts);
        }
        let toasts = self.toasts;
        offline::stay(move || toasts.say(ui().order_page.not_followed));
        let desk = Rc::clone(self);
        dom::on("popstate", &window(), move |event: PopStateEvent| {
            let scrolled = event.state().as_f64().unwrap_or_default();
            desk.go(routes::here(), Way::History(scrolled));
        });
        let desk = Rc::clone(self);
        gloo_timers::callback::Interval::new(TICK_MS, move || {
            ticker::tell_time_left(desk.clock.tick(), Visit::current().language);
        })
        .forget();
        if dom::first::<Element>("[data-frame]").is_none() {
            // Nobody is signed in yet.
            return;
        }
        let desk = Rc::downgrade(self);
        Line::open(self.connection, Api::current(), move |told| {
            if let Some(desk) = desk.upgrade() {
                desk.hear(told);
            }
        });
    }

    fn hear_click(self: &Rc<Self>, event: &MouseEvent) {
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
            self.go(address, Way::On);
        }
    }

    /// Shows what others did while a form was being filled in; what was typed into it stays.
    fn show_news(self: &Rc<Self>) {
        let current = self.open.borrow().current;
        if let Some(current) = current {
            current.keep_touched();
            let since = Some(current.version());
            self.open.borrow_mut().since = since;
            self.renew(Wish::Asked(since));
        }
    }

    fn hear(self: &Rc<Self>, told: Told) {
        match told {
            Told::News(news) => {
                if news == News::Missed {
                    self.ringing.ring(None);
                }
                self.ahead.borrow_mut().clear();
                self.hear_news(news);
            }
            Told::Gathered(gathered) => {
                let current = self.open.borrow().current;
                if let Some(current) = current
                    && current.number() == gathered.number.to_string()
                {
                    current.meet(gathered.others);
                }
            }
            Told::Notified(notified) => self.ringing.ring(Some(notified)),
            Told::NewBuild if is_hidden() => self.load_unless_typing(Connection::outdate),
            Told::NewBuild => self.connection.outdate(),
        }
    }

    /// Loads the page anew as a whole; where somebody types, it is they who say when.
    fn load_unless_typing(&self, otherwise: impl FnOnce(Connection)) {
        let current = self.open.borrow().current;
        let is_typing =
            current.is_some_and(Current::is_touched_untracked) || kept_forms::is_begun();
        if leaving::is_at_work() || is_typing {
            otherwise(self.connection);
        } else {
            load(&routes::here());
        }
    }

    fn hear_news(self: &Rc<Self>, news: News) {
        if self.is_turning.get() {
            let mut heard = self.heard.borrow_mut();
            if !heard.contains(&news) {
                heard.push(news);
            }
            return;
        }
        match news::interest(&news) {
            Interest::None => {}
            Interest::Now => {
                let current = self.open.borrow().current;
                if !current.is_some_and(Current::defers_news) {
                    self.renew(Wish::Unasked);
                }
            }
            Interest::Gathered => {
                if self.gathering.replace(true) {
                    return;
                }
                let desk = Rc::clone(self);
                gloo_timers::callback::Timeout::new(GATHER_MS, move || {
                    desk.gathering.set(false);
                    desk.renew(Wish::Unasked);
                })
                .forget();
            }
        }
    }

    /// Goes to a page; what can't be shown in the frame that stands there, the browser loads by itself.
    fn go(self: &Rc<Self>, asked: impl Into<Asked>, way: Way) {
        let asked = asked.into();
        if !leaving::may_leave() {
            if let Way::History(_) = way {
                push(&self.shown.borrow());
            }
            return;
        }
        if let Way::On = way {
            keep_scrolled();
        }
        let turn = self.asked.get().wrapping_add(1);
        self.asked.set(turn);
        let desk = Rc::clone(self);
        let left = self.shown.borrow().clone();
        self.is_turning.set(true);
        show_that_it_turns(true);
        wasm_bindgen_futures::spawn_local(async move {
            let known = match asked.posted {
                None => desk.take_ahead(&asked.address),
                Some(_) => None,
            };
            let answer = match known {
                Some(answer) => Ok(answer),
                None => ask(&asked).await,
            };
            painted().await;
            if desk.asked.get() != turn {
                return;
            }
            desk.is_turning.set(false);
            show_that_it_turns(false);
            let (is_there, address) = match answer {
                Ok(answer) => (desk.show(&answer, way, &left), answer.address),
                Err(NoPage::Unreachable) => {
                    desk.stay(way, &left);
                    (true, asked.address)
                }
                Err(NoPage::Other) => (false, asked.address),
            };
            if is_there {
                desk.shown.replace(routes::here());
                for news in desk.heard.take() {
                    desk.hear_news(news);
                }
            } else {
                load(&address);
            }
        });
    }

    /// Nothing answered: the page stays as it is, at its address, and says so.
    fn stay(&self, way: Way, shown: &str) {
        if let Way::History(_) = way {
            push(shown);
        }
        self.give_up_waiting();
        page_form::take_back_choices();
        self.toasts.say(ui().order_page.not_followed);
    }

    /// What a command has done can't be shown now: nothing waits for that any longer. Whatever is sent by what the page still knows
    /// is told as a conflict.
    fn give_up_waiting(&self) {
        if let Some(current) = self.open.borrow().current {
            current.end_sending();
        }
    }

    /// Puts a page in the place of the one before. False where it does not fit into this frame.
    fn show(self: &Rc<Self>, answer: &Answer, way: Way, left: &str) -> bool {
        let Some(fresh) = dom::parsed(&answer.html).filter(fits) else {
            return false;
        };
        let (Some(old), Some(new)) = (dom::middle_of(&document()), dom::middle_of(&fresh)) else {
            return false;
        };
        if is_of_same_order(&document(), &fresh) {
            // Another part of it: what is typed beside it stays.
            if let Way::On = way {
                push(&answer.address);
            }
            self.open.borrow_mut().since = None;
            if self.take(&fresh, Taking::Part) {
                self.renew(Wish::Unasked);
            }
            return true;
        }
        // First the old islands end, then their elements go.
        drop(self.open.take());
        if old.replace_with_with_node_1(&new).is_err() {
            return false;
        }
        if let Way::On = way {
            push(&answer.address);
        }
        show_where_we_are(&fresh);
        self.take_head_of(&fresh);
        self.arriving.leave();
        self.open_page();
        self.arriving.come();
        match way {
            Way::On => {
                window().scroll_to_with_x_and_y(0.0, 0.0);
                focus_middle();
            }
            Way::History(scrolled) => {
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
        self.clock.set(Visit::current().now);
    }

    /// Asks for the page anew, and shows what has changed. What can't be had now comes with the next news. A page that is about
    /// to go is left alone: what came of it late would stand in the one after it.
    fn renew(self: &Rc<Self>, wish: Wish) {
        if self.is_turning.get() {
            self.hear_news(News::Missed);
            return;
        }
        let desk = Rc::clone(self);
        let turn = self.asked.get();
        let (since, current) = {
            let open = self.open.borrow();
            (open.since, open.current)
        };
        let beyond = current
            .filter(|current| wish == Wish::Unasked && current.is_touched_untracked())
            .map(Current::version);
        let mut address = routes::here();
        for (name, version) in [(SINCE, since), (BEYOND, beyond)] {
            if let Some(version) = version {
                let also = if address.contains('?') { '&' } else { '?' };
                address = format!("{address}{also}{name}={version}");
            }
        }
        wasm_bindgen_futures::spawn_local(async move {
            let Ok(answer) = ask(&address.into()).await else {
                desk.give_up_waiting();
                return;
            };
            let Some(fresh) = dom::parsed(&answer.html) else {
                return;
            };
            if desk.asked.get() != turn {
                return;
            }
            if fits(&fresh) {
                desk.take(&fresh, wish.into());
                return;
            }
            desk.load_unless_typing(|connection| match person_of(&fresh) {
                person if person == person_of_page() => connection.outdate(),
                person if person.is_empty() => connection.set(State::SignedOut),
                _ => connection.set(State::Others),
            });
        });
    }

    /// Takes over what has changed. Whether the order has gone on while a form of it is being filled in: then the form stays as
    /// it is, with all that it goes by, unless the person before it asked for what is new.
    fn take(self: &Rc<Self>, fresh: &Document, taking: Taking) -> bool {
        self.take_head_of(fresh);
        let loaded = loaded_of(fresh);
        let mut open = self.open.borrow_mut();
        let Open {
            alive,
            regions,
            current,
            ..
        } = &mut *open;
        let current = *current;
        let stays = taking != Taking::Asked && current.is_some_and(Current::is_touched_untracked);
        let newer =
            |current: Current, loaded: &Loaded| loaded.basis.order.version != current.version();
        let is_overtaken = stays
            && current
                .zip(loaded.as_ref())
                .is_some_and(|(a, b)| newer(a, b));
        // Another part of the page brings no word of what has happened.
        let is_taken = |id: &str| !(taking == Taking::Part && is_overtaken && id == OVERTAKEN_ID);
        let surroundings = self.surroundings(current);
        for (old, new) in regions.changed(fresh, is_taken) {
            let focused = document()
                .active_element()
                .filter(|focused| old.contains(Some(focused)));
            alive.end_in(&old);
            if old.replace_with_with_node_1(&new).is_ok() {
                alive.add::<WorkbenchIsland>(&new, &surroundings);
            }
            if let Some(focused) = focused {
                let again = dom::counterpart(&focused, &new);
                // What is gone leaves its focus to the region, where that can have it.
                if let Some(again) = again.or_else(|| new.dyn_into().ok()) {
                    dom::focus(&again);
                }
            }
        }
        drop(open);
        match (current, loaded) {
            (Some(current), Some(loaded)) if stays => current.look_at(loaded),
            (Some(current), Some(loaded)) => current.take(loaded),
            _ => {}
        }
        dom::show_current_tab();
        dom::announce(RENEWED);
        ticker::tell_time_left(self.clock.tick(), Visit::current().language);
        is_overtaken
    }

    /// The pages before and after this one in its list are there before they are wanted.
    fn ask_ahead_for_neighbours(self: &Rc<Self>) {
        for link in dom::all_in_document::<HtmlAnchorElement>("main a[rel~='next'][data-ahead]") {
            self.ask_ahead(link.href());
        }
    }

    fn ask_ahead(self: &Rc<Self>, address: String) {
        if self.ahead.borrow().contains_key(&address) {
            return;
        }
        let desk = Rc::clone(self);
        wasm_bindgen_futures::spawn_local(async move {
            if let Ok(answer) = ask(&address.clone().into()).await {
                let came_at = js_sys::Date::now();
                desk.ahead.borrow_mut().insert(address, (came_at, answer));
            }
        });
    }

    fn take_ahead(&self, address: &str) -> Option<Answer> {
        let (came_at, answer) = self.ahead.borrow_mut().remove(address)?;
        (js_sys::Date::now() - came_at < FRESH_MS).then_some(answer)
    }
}

/// Whether a page fits into the frame that stands there: the same kind of page, of the same build, for the same person.
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

/// The order that a page is about, with all that its islands decide by.
fn loaded_of(page: &Document) -> Option<Loaded> {
    let element: Element = dom::first_in(page, &format!("[{LOADED_DATA}]"))?;
    let loaded = element.get_attribute(LOADED_DATA)?;
    crate::json::decode(loaded.as_bytes()).ok()
}

/// Where a click leads within the workbench; none where the browser itself is to follow it.
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

/// The frame stays, but for what says which page is open.
fn show_where_we_are(fresh: &Document) {
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

fn show_that_it_turns(turns: bool) {
    if let Some(html) = document().document_element() {
        dom::mark(&html, "data-turning", turns);
    }
}

/// The focus goes to the page, so that it is read from there; what stands above it stays in sight.
fn focus_middle() {
    if let Some(middle) = dom::by_id::<HtmlElement>("content") {
        dom::focus_in_place(&middle);
    }
}

/// The browser's history knows how far the page was scrolled.
fn keep_scrolled() {
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
