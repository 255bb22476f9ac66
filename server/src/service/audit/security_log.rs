//! The security log, kept for half a year: written outside of the request, one row for each minute, kind and subject,
//! so that it slows no request and a flood can't fill the disk.
//!
//! Whatever a request does is noted while it is answered ([`note`]), and handed on with who asked when it is done
//! ([`RequestNotes::flush`]). Once a second what came together is written ([`flush`]). Each event is a line of the log as well, of
//! the target `security`; of refusals the first within a minute. Names with which nobody could sign in are written nowhere:
//! people type passwords there.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use aftercare_domain::people::{party::Organisation, security_event::SecurityEventKind};

use crate::{
    context::Context,
    db::DbError,
    memory::{
        caller::Caller,
        security_log::{Note, Noted, Who},
    },
};

pub use self::{
    reading::{delete_old, export, list},
    writing::flush,
};

mod reading;
mod sheet;
mod writing;

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
            let who = note.who().cloned().or_else(|| self.0.who.get().cloned());
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
