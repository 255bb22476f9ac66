//! The workbench's line to the server: what the live stream says, and how it is.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use aftercare_domain::teamwork::{notification::Notified, presence::Gathered};
use leptos::prelude::window;
use serde::Deserialize;
use web_sys::Event;

use crate::{
    api::Api,
    browser::live::{BROKEN, Heard, News, OPENED, OTHERS, SERVER, SharedStream},
    frame::connection::{Connection, State},
    json,
    request::person,
    window::dom,
};

/// How long a break lasts that nobody needs to know of, in milliseconds.
const HICCUP_MS: u32 = 2_500;

/// What comes over the line.
pub(in crate::browser) enum Told {
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
pub(in crate::browser) struct Line {
    connection: Connection,
    tell: Box<dyn Fn(Told)>,
    build: RefCell<Option<String>>,
    /// Counts how often the line came up.
    ups: Cell<u32>,
    api: Api,
}

/// Which pages a server gives.
#[derive(Deserialize)]
struct Server {
    build: String,
}

impl Line {
    /// Opens the line.
    pub(in crate::browser) fn open(
        connection: Connection,
        api: Api,
        tell: impl Fn(Told) + 'static,
    ) {
        let line = Rc::new(Self {
            connection,
            tell: Box::new(tell),
            build: RefCell::default(),
            ups: Cell::new(0),
            api,
        });
        let lost = Rc::clone(&line);
        dom::on("offline", &window(), move |_: Event| {
            lost.connection.set(State::Offline);
        });
        let back = Rc::clone(&line);
        dom::on("online", &window(), move |_: Event| {
            back.connection.set(State::Reconnecting);
        });
        for (name, state) in [
            (person::ENDED, State::SignedOut),
            (person::OTHERS, State::Others),
        ] {
            let connection = line.connection;
            dom::on(name, &window(), move |_: Event| connection.set(state));
        }
        let back = Rc::clone(&line);
        dom::on("focus", &window(), move |_: Event| back.look_again());
        SharedStream::open(move |heard| line.hear(heard));
    }

    fn hear(self: &Rc<Self>, heard: &Heard) {
        match heard.event {
            BROKEN => self.look_after(),
            OTHERS => self.connection.set(State::Others),
            OPENED => {
                self.ups.set(self.ups.get().wrapping_add(1));
                self.connection.set(State::Up);
            }
            SERVER => {
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

    /// The stream is opened again by itself; if it does not come, whether it can.
    fn look_after(self: &Rc<Self>) {
        let (line, ups) = (Rc::clone(self), self.ups.get());
        gloo_timers::callback::Timeout::new(HICCUP_MS, move || {
            if line.ups.get() != ups || !line.connection.is_up() {
                return;
            }
            line.connection.set(State::Reconnecting);
            // That a session has ended is told by its answer.
            wasm_bindgen_futures::spawn_local(async move { drop(line.api.me().await) });
        })
        .forget();
    }

    /// Whoever comes back to the page may have signed in again elsewhere.
    fn look_again(self: &Rc<Self>) {
        if self.connection.is_signed_in() {
            return;
        }
        let line = Rc::clone(self);
        wasm_bindgen_futures::spawn_local(async move {
            if let Ok(Some(_)) = line.api.me().await {
                line.connection.set(State::Up);
            }
        });
    }
}
