//! The workbench's line to the server: the live stream, opened again whenever it breaks, and what is known of it.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use aftercare_domain::{notification::Notified, presence::Gathered};
use leptos::prelude::window;
use serde::Deserialize;
use web_sys::Event;

use super::dom;
use crate::{
    api::json,
    live::{Heard, News, Stream, place_of_page},
    parts::connection::{Connection, State},
};

/// How long a break lasts that nobody needs to know of, in milliseconds.
const HICCUP_MS: u32 = 2_500;

/// After how long a line that was given up is opened again, in milliseconds.
const AGAIN_MS: u32 = 4_000;

/// Every event of the stream, and the browser's own word for a break.
const EVENTS: [&str; 7] = [
    "notified", "server", "opened", "changed", "missed", "presence", BROKEN,
];
const BROKEN: &str = "error";

/// What comes over the line.
pub(super) enum Told {
    /// Something about service orders.
    News(News),
    /// Who has an order open.
    Gathered(Gathered),
    /// One's bell rang, or was read.
    Notified(Notified),
    /// The server has newer pages than this one.
    NewBuild,
}

/// The line, open as long as the page.
pub(super) struct Line {
    connection: Connection,
    tell: Box<dyn Fn(Told)>,
    stream: RefCell<Option<Stream>>,
    /// The place in the stream up to which everything was heard.
    place: RefCell<String>,
    build: RefCell<Option<String>>,
    /// Counts how often the line came up.
    ups: Cell<u32>,
}

/// Which pages a server gives.
#[derive(Deserialize)]
struct Server {
    build: String,
}

impl Line {
    /// Opens the line.
    pub(super) fn open(connection: Connection, tell: impl Fn(Told) + 'static) -> Rc<Self> {
        let line = Rc::new(Self {
            connection,
            tell: Box::new(tell),
            stream: RefCell::default(),
            place: RefCell::new(place_of_page()),
            build: RefCell::default(),
            ups: Cell::new(0),
        });
        line.connect();
        let lost = Rc::clone(&line);
        dom::on("offline", &window(), move |_: Event| {
            lost.connection.set(State::Offline);
        });
        let back = Rc::clone(&line);
        dom::on("online", &window(), move |_: Event| {
            back.connection.set(State::Reconnecting);
            back.connect();
        });
        line
    }

    fn connect(self: &Rc<Self>) {
        let line = Rc::downgrade(self);
        let place = self.place.borrow().clone();
        let stream = Stream::open(&place, &EVENTS, move |heard| {
            if let Some(line) = line.upgrade() {
                line.hear(&heard);
            }
        });
        self.stream.replace(stream);
    }

    fn hear(self: &Rc<Self>, heard: &Heard) {
        if !heard.id.is_empty() {
            self.place.replace(heard.id.clone());
        }
        match heard.event {
            BROKEN => self.mend(),
            "opened" => {
                self.ups.set(self.ups.get().wrapping_add(1));
                self.connection.set(State::Up);
            }
            "server" => {
                if let Ok(Server { build }) = json::decode(heard.data.as_bytes()) {
                    self.compare(build);
                }
            }
            "presence" => {
                if let Ok(gathered) = json::decode(heard.data.as_bytes()) {
                    (self.tell)(Told::Gathered(gathered));
                }
            }
            "notified" => {
                if let Ok(notified) = json::decode(heard.data.as_bytes()) {
                    (self.tell)(Told::Notified(notified));
                }
            }
            event => {
                if let Some(news) = News::of(event, &heard.data) {
                    (self.tell)(Told::News(news));
                }
            }
        }
    }

    /// The first build that is told of is the one that this page is of.
    fn compare(&self, build: String) {
        let is_new = self
            .build
            .borrow()
            .as_ref()
            .is_some_and(|known| *known != build);
        if is_new {
            (self.tell)(Told::NewBuild);
        } else {
            self.build.replace(Some(build));
        }
    }

    /// The browser opens a broken stream again by itself, unless what answered was no stream.
    fn mend(self: &Rc<Self>) {
        let (line, ups) = (Rc::clone(self), self.ups.get());
        gloo_timers::callback::Timeout::new(HICCUP_MS, move || {
            if line.ups.get() == ups && line.connection.is_up() {
                line.connection.set(State::Reconnecting);
            }
        })
        .forget();
        let is_given_up = self
            .stream
            .borrow()
            .as_ref()
            .is_some_and(Stream::is_given_up);
        if is_given_up {
            let line = Rc::clone(self);
            gloo_timers::callback::Timeout::new(AGAIN_MS, move || line.connect()).forget();
        }
    }
}
