//! The security log, kept for half a year: written outside of the request, one row for each minute, kind and subject,
//! so that it slows no request and a flood can't fill the disk.
//!
//! Whatever a request does is noted while it is answered ([`note`]), and handed on with who asked when it is done
//! ([`RequestNotes::flush`]). Once a second what came together is written ([`flush`]). Each event is a line of the log as well, of
//! the target `security`; of refusals the first within a minute. Names with which nobody could sign in are written nowhere:
//! people type passwords there.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use aftercare_domain::{
    people::{
        party::{Authority, Organisation},
        security_event::SecurityEventKind,
    },
    values::id::{ConsumerId, Username},
};

use crate::memory::caller::Caller;
use crate::{context::Context, db::DbError};

use self::waiting::Noted;
pub use self::{
    reading::{SecurityExportError, delete_old, export, list},
    waiting::{SecurityLog, flush},
};

mod reading;
mod sheet;
mod waiting;

/// Who it was.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Who {
    /// Somebody who is known, as a subject, and their side.
    Known(String, Option<Organisation>),
    /// Somebody who has proved to be this person.
    Proven(Username),
    /// Somebody who says to be this person.
    Claimed(Username),
    /// Somebody unknown.
    Stranger,
}

impl Who {
    /// The caller of the request.
    pub fn of(caller: &Caller) -> Self {
        let subject = match caller.actor.authority() {
            Authority::Consumer(consumer, _) => format!("consumer:{consumer}"),
            Authority::Merchant(..)
            | Authority::Store(_)
            | Authority::Operator
            | Authority::ReturnCentre
            | Authority::System => caller.id.clone(),
        };
        Self::Known(subject, Organisation::acted_for(&caller.actor))
    }

    /// A consumer.
    pub fn consumer(consumer: &ConsumerId) -> Self {
        Self::Known(format!("consumer:{consumer}"), None)
    }
}

/// Something that happened.
#[derive(Debug, Clone)]
pub struct Note {
    kind: SecurityEventKind,
    detail: Option<String>,
    rows: Option<u64>,
    who: Option<Who>,
}

impl Note {
    /// That happened.
    pub const fn of(kind: SecurityEventKind) -> Self {
        Self {
            kind,
            detail: None,
            rows: None,
            who: None,
        }
    }

    /// To this, by its number or its code.
    #[must_use]
    pub fn about(mut self, detail: &(impl ToString + ?Sized)) -> Self {
        self.detail = Some(detail.to_string());
        self
    }

    /// To so many.
    #[must_use]
    pub const fn rows(mut self, rows: u64) -> Self {
        self.rows = Some(rows);
        self
    }

    /// By them, rather than by whoever is recognised by the request.
    #[must_use]
    pub fn by(mut self, who: Who) -> Self {
        self.who = Some(who);
        self
    }
}

/// What is noted while one request is answered. Cheap to clone: calls that a page makes in process note for the page.
#[derive(Debug, Clone)]
pub struct RequestNotes(Arc<NotedRequest>);

#[derive(Debug)]
struct NotedRequest {
    id: String,
    network: Option<String>,
    who: OnceLock<Who>,
    notes: Mutex<Vec<Note>>,
}

tokio::task_local! {
    static NOTING: RequestNotes;
}

/// The most notes of one request: a batch may have hundreds of orders.
const MOST_NOTES: usize = 500;

impl RequestNotes {
    /// For a request.
    pub fn begin(id: String, network: Option<String>) -> Self {
        Self(Arc::new(NotedRequest {
            id,
            network,
            who: OnceLock::new(),
            notes: Mutex::default(),
        }))
    }

    /// Answers, and notes what happens meanwhile.
    pub async fn during<F: Future>(&self, answering: F) -> F::Output {
        NOTING.scope(self.clone(), answering).await
    }

    /// The caller, once authenticated.
    pub fn is_by(&self, caller: &Caller) {
        // A caller who was authenticated before is the same.
        let _ = self.0.who.set(Who::of(caller));
    }

    /// Notes something.
    pub fn note(&self, note: Note) {
        let mut notes = self.0.notes.lock().unwrap_or_else(PoisonError::into_inner);
        if notes.len() < MOST_NOTES {
            notes.push(note);
        }
    }

    /// Hands on what was noted.
    pub fn flush(&self, context: &Context) {
        let notes = {
            let mut notes = self.0.notes.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::take(&mut *notes)
        };
        let at = context.clock.real_now();
        for note in notes {
            let who = note.who.clone().or_else(|| self.0.who.get().cloned());
            context.security_log.add(Noted {
                who: who.unwrap_or(Who::Stranger),
                note,
                at,
                network: self.0.network.clone(),
                request_id: Some(self.0.id.clone()),
            });
        }
    }
}

/// Notes something that the request did that is being answered. What a worker does without one is the log's business alone.
pub fn note(note: Note) {
    // An error means that there is no request.
    let _ = NOTING.try_with(|noting| noting.note(note));
}

/// Notes something that was done at the command line, to a side, and writes it.
pub async fn note_at_command_line(
    context: &Context,
    note: Note,
    side: Organisation,
) -> Result<(), DbError> {
    context.security_log.add(Noted {
        note,
        who: Who::Known("command_line".to_owned(), Some(side)),
        at: context.clock.real_now(),
        network: None,
        request_id: None,
    });
    flush(context).await
}

/// The caller, once authenticated.
pub fn is_by(caller: &Caller) {
    let _ = NOTING.try_with(|noting| noting.is_by(caller));
}

/// Notes a request for another tenant's data.
pub fn note_foreign(number: &impl ToString) {
    note(Note::of(SecurityEventKind::ForeignRecord).about(number));
}
