//! The pages that one person has open in a browser share one stream: browsers open six connections to a server that speaks
//! HTTP/1.1, so that a stream a page would leave none for the seventh page, and none for commands.
//!
//! - One page leads: it has the stream and broadcasts its events. When it is closed, the next one leads
//!   ([`super::lead`]).
//! - Each page knows its own place in the stream, and catches up by itself from there: when it joins, and when another page
//!   begins to lead. For that it opens the stream for as long as it takes to be told what it has missed.
//! - A page that is put away by the browser leaves, and joins again from its place when it is back.
//! - Where pages can't share, each has a stream of its own while it is seen.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast as _, prelude::Closure};
use web_sys::{BroadcastChannel, Event, MessageEvent};

use super::{
    lead::{self, Lead},
    place_of_page,
    stream::{BROKEN, OPENED, OTHERS, SERVER, Stream, StreamEvent},
};
use crate::{
    request::person::person_of_page,
    window::{dom, is_hidden},
};

/// After how long a stream that was given up is opened again, in milliseconds; each time twice as long, up to the longest.
const AGAIN_MS: u32 = 4_000;
const AGAIN_AT_MOST_MS: u32 = 64_000;

/// What pages tell each other besides events: something may have been missed, each is to catch up.
const CATCH_UP: &str = "catch up";

/// Separates the parts of an event that is broadcast; the data of an event is one line.
const PART: char = '\n';

/// The stream as one of the pages has it, as long as the page is open.
pub struct SharedStream {
    /// Whose it is.
    person: String,
    hear: Box<dyn Fn(&StreamEvent)>,
    /// The position in the stream up to which everything was received.
    place: RefCell<String>,
    stream: RefCell<Option<Stream>>,
    shared: RefCell<Option<StreamSharing>>,
    leads: Cell<bool>,
    /// Whether everything before what is broadcast now was received.
    is_up_to_date: Cell<bool>,
    /// The stream broke, and was not opened again.
    is_down: Cell<bool>,
    /// What was broadcast before that.
    early: RefCell<Vec<StreamEvent>>,
    again_ms: Cell<u32>,
}

/// The connection of a page to the others.
struct StreamSharing {
    channel: BroadcastChannel,
    _listener: Closure<dyn FnMut(MessageEvent)>,
    _lead: Lead,
}

impl Drop for StreamSharing {
    fn drop(&mut self) {
        self.channel.close();
    }
}

impl SharedStream {
    /// Subscribes from the position of the page that was loaded.
    pub fn open(hear: impl Fn(&StreamEvent) + 'static) -> Rc<Self> {
        let line = Rc::new(Self {
            person: person_of_page(),
            hear: Box::new(hear),
            place: RefCell::new(place_of_page()),
            stream: RefCell::default(),
            shared: RefCell::default(),
            leads: Cell::new(false),
            is_up_to_date: Cell::new(false),
            is_down: Cell::new(false),
            early: RefCell::default(),
            again_ms: Cell::new(AGAIN_MS),
        });
        line.join();
        let (window, document) = (window(), document());
        for name in ["pagehide", "pageshow", "online", "focus"] {
            let line = Rc::clone(&line);
            dom::on(name, &window, move |event: Event| line.notice(&event));
        }
        for name in ["freeze", "resume", "visibilitychange"] {
            let line = Rc::clone(&line);
            dom::on(name, &document, move |event: Event| line.notice(&event));
        }
        line
    }

    /// Watches whether the page is hidden, shown or closed.
    fn notice(self: &Rc<Self>, event: &Event) {
        match event.type_().as_str() {
            "pagehide" | "freeze" => self.leave(),
            "online" if self.has_joined() => self.connect(),
            "visibilitychange" if is_hidden() => {
                if !lead::is_shared() {
                    self.leave();
                }
            }
            // Restored or visible again: what failed meanwhile may work now.
            _ if self.is_down.get() && self.has_joined() => {
                self.broadcast(CATCH_UP);
                self.connect();
            }
            _ => self.join(),
        }
    }

    /// Joins the other pages, unless it has: catches up, and asks for the lead.
    fn join(self: &Rc<Self>) {
        let is_out_of_sight = is_hidden() && !lead::is_shared();
        if self.has_joined() || is_out_of_sight {
            return;
        }
        let shared = self.share();
        self.leads.set(shared.is_none());
        self.shared.replace(shared);
        self.connect();
    }

    fn has_joined(&self) -> bool {
        self.leads.get() || self.shared.borrow().is_some()
    }

    fn share(self: &Rc<Self>) -> Option<StreamSharing> {
        if !lead::is_shared() {
            return None;
        }
        let name = format!("aftercare {}", self.person);
        let channel = BroadcastChannel::new(&name).ok()?;
        let line = Rc::downgrade(self);
        let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
            if let (Some(line), Some(text)) = (line.upgrade(), message.data().as_string()) {
                line.receive_from_page(&text);
            }
        });
        channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        let line = Rc::downgrade(self);
        let lead = Lead::ask(&name, move || {
            if let Some(line) = line.upgrade() {
                line.lead();
            }
        })?;
        Some(StreamSharing {
            channel,
            _listener: listener,
            _lead: lead,
        })
    }

    /// Leaves the other pages: the next one leads. What was broadcast before is out of date when the page is restored.
    fn leave(&self) {
        self.leads.set(false);
        self.early.take();
        self.stream.take();
        self.shared.take();
    }

    /// Takes the lead. Events since the last broadcast of the previous leader are known to no page: each catches up.
    fn lead(self: &Rc<Self>) {
        self.leads.set(true);
        self.broadcast(CATCH_UP);
        if self.stream.borrow().is_none() {
            self.connect();
        }
    }

    /// Opens the stream from the page's position.
    fn connect(self: &Rc<Self>) {
        self.is_up_to_date.set(false);
        let line = Rc::downgrade(self);
        let place = self.place.borrow().clone();
        let stream = Stream::open(&place, move |stream_event| {
            if let Some(line) = line.upgrade() {
                line.receive_from_server(stream_event);
            }
        });
        self.stream.replace(stream);
    }

    fn receive_from_server(self: &Rc<Self>, mut stream_event: StreamEvent) {
        if stream_event.event == SERVER && !self.is_own(&stream_event.data) {
            stream_event.event = OTHERS;
            self.stream.take();
        }
        if self.leads.get() {
            let StreamEvent { event, id, data } = &stream_event;
            self.broadcast(&format!("{event}{PART}{id}{PART}{data}"));
        }
        self.note(&stream_event);
        match stream_event.event {
            OPENED => {
                self.again_ms.set(AGAIN_MS);
                self.is_up_to_date.set(true);
                if !self.leads.get() {
                    self.stream.take();
                }
                for early in self.early.take() {
                    self.note(&early);
                }
            }
            BROKEN | OTHERS => self.recover(),
            _ => {}
        }
    }

    /// Whether the stream is that of the page's person; older servers do not say, and are trusted.
    fn is_own(&self, server: &str) -> bool {
        !server.contains("\"person\":")
            || server.contains(&format!("\"person\":\"{}\"", self.person))
    }

    fn receive_from_page(self: &Rc<Self>, text: &str) {
        if text == CATCH_UP {
            if !self.leads.get() || self.is_lost() {
                self.connect();
            }
            return;
        }
        let mut parts = text.splitn(3, PART);
        let (Some(event), Some(id), Some(data)) = (parts.next(), parts.next(), parts.next()) else {
            return;
        };
        let Some(stream_event) = StreamEvent::of(event, id, data).filter(|_| !self.leads.get())
        else {
            return;
        };
        if self.is_up_to_date.get() {
            self.note(&stream_event);
        } else {
            self.early.borrow_mut().push(stream_event);
        }
    }

    /// Handles an event, unless it was received before.
    fn note(&self, stream_event: &StreamEvent) {
        let StreamEvent { event, id, .. } = stream_event;
        if !id.is_empty() {
            if is_after(id, &self.place.borrow()) {
                self.place.replace(id.clone());
            } else if *event != OPENED {
                return;
            }
        }
        match *event {
            BROKEN | OTHERS => self.is_down.set(true),
            OPENED => self.is_down.set(false),
            _ => {}
        }
        (self.hear)(stream_event);
    }

    fn broadcast(&self, text: &str) {
        let shared = self.shared.borrow();
        let told = shared
            .as_ref()
            .map(|shared| shared.channel.post_message(&text.into()));
        if let Some(Err(_)) = told {
            leptos::logging::warn!("other pages could not be told");
        }
    }

    /// The browser opens a broken stream again by itself, unless what answered was no stream.
    fn recover(self: &Rc<Self>) {
        self.is_up_to_date.set(false);
        if !self.is_lost() {
            return;
        }
        let again_ms = self.again_ms.get();
        self.again_ms
            .set(again_ms.saturating_mul(2).min(AGAIN_AT_MOST_MS));
        let line = Rc::downgrade(self);
        gloo::timers::callback::Timeout::new(again_ms, move || {
            if let Some(line) = line.upgrade().filter(|line| line.is_lost()) {
                line.connect();
            }
        })
        .forget();
    }

    /// Whether the stream was closed and will not reopen by itself.
    fn is_lost(&self) -> bool {
        let stream = self.stream.borrow();
        self.has_joined()
            && !self.is_up_to_date.get()
            && stream.as_ref().is_none_or(Stream::is_given_up)
    }
}

/// Whether a position is later than another one; that of another server can't be compared and counts as later.
fn is_after(place: &str, other: &str) -> bool {
    match (place.rsplit_once(':'), other.rsplit_once(':')) {
        // Numbers without leading zeros: of two, the longer one is the greater.
        (Some((server, place)), Some((same, other))) if server == same => {
            (place.len(), place) > (other.len(), other)
        }
        _ => true,
    }
}
