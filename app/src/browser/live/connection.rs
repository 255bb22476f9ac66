//! The workbench's live connection: its messages, and its state.

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
    browser::live::{BROKEN, LiveNews, OPENED, OTHERS, SERVER, SharedStream, StreamEvent},
    frame::connection::{ConnectionState, ServerConnection},
    json,
    request::person,
    window::dom,
};

/// Shorter interruptions are not shown, in milliseconds.
const HICCUP_MS: u32 = 2_500;

/// A message of the live connection.
pub(in crate::browser) enum LiveMessage {
    /// News about service orders.
    News(LiveNews),
    /// Presence: who has an order open.
    Gathered(Gathered),
    /// The user's notifications have changed.
    Notified(Notified),
    /// The server has a newer build than this page.
    NewBuild,
}

/// The live connection, open as long as the page.
pub(in crate::browser) struct LiveConnection {
    connection: ServerConnection,
    tell: Box<dyn Fn(LiveMessage)>,
    build: RefCell<Option<String>>,
    /// Counts how often the connection was established.
    ups: Cell<u32>,
    api: Api,
}

/// The build of the server.
#[derive(Deserialize)]
struct ServerBuild {
    build: String,
}

impl LiveConnection {
    /// Opens the connection.
    pub(in crate::browser) fn open(
        connection: ServerConnection,
        api: Api,
        tell: impl Fn(LiveMessage) + 'static,
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
            lost.connection.set(ConnectionState::Offline);
        });
        let back = Rc::clone(&line);
        dom::on("online", &window(), move |_: Event| {
            back.connection.set(ConnectionState::Reconnecting);
        });
        for (name, state) in [
            (person::ENDED, ConnectionState::SignedOut),
            (person::OTHERS, ConnectionState::Others),
        ] {
            let connection = line.connection;
            dom::on(name, &window(), move |_: Event| connection.set(state));
        }
        let back = Rc::clone(&line);
        dom::on("focus", &window(), move |_: Event| back.check_sign_in());
        SharedStream::open(move |stream_event| line.receive(stream_event));
    }

    fn receive(self: &Rc<Self>, stream_event: &StreamEvent) {
        match stream_event.event {
            BROKEN => self.check_after_break(),
            OTHERS => self.connection.set(ConnectionState::Others),
            OPENED => {
                self.ups.set(self.ups.get().wrapping_add(1));
                self.connection.set(ConnectionState::Up);
            }
            SERVER => {
                if let Ok(ServerBuild { build }) = json::decode(stream_event.data.as_bytes()) {
                    self.compare(build);
                }
            }
            "presence" => {
                if let Ok(gathered) = json::decode(stream_event.data.as_bytes()) {
                    (self.tell)(LiveMessage::Gathered(gathered));
                }
            }
            "notified" => {
                if let Ok(notified) = json::decode(stream_event.data.as_bytes()) {
                    (self.tell)(LiveMessage::Notified(notified));
                }
            }
            event => {
                if let Some(news) = LiveNews::of(event, &stream_event.data) {
                    (self.tell)(LiveMessage::News(news));
                }
            }
        }
    }

    /// The first build that the stream reports is this page's own.
    fn compare(&self, build: String) {
        let is_new = self
            .build
            .borrow()
            .as_ref()
            .is_some_and(|known| *known != build);
        if is_new {
            (self.tell)(LiveMessage::NewBuild);
        } else {
            self.build.replace(Some(build));
        }
    }

    /// The browser reconnects by itself. If it has not after a while, checks whether the session has ended.
    fn check_after_break(self: &Rc<Self>) {
        let (line, ups) = (Rc::clone(self), self.ups.get());
        gloo::timers::callback::Timeout::new(HICCUP_MS, move || {
            if line.ups.get() != ups || !line.connection.is_up() {
                return;
            }
            line.connection.set(ConnectionState::Reconnecting);
            // The call reports an ended session by itself.
            wasm_bindgen_futures::spawn_local(async move { drop(line.api.me().await) });
        })
        .forget();
    }

    /// The user may have signed in again in another tab.
    fn check_sign_in(self: &Rc<Self>) {
        if self.connection.is_signed_in() {
            return;
        }
        let line = Rc::clone(self);
        wasm_bindgen_futures::spawn_local(async move {
            if let Ok(Some(_)) = line.api.me().await {
                line.connection.set(ConnectionState::Up);
            }
        });
    }
}
