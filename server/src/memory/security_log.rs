//! What happened that concerns security and waits to be written: a tally for each minute, kind and subject.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use aftercare_domain::{
    people::{
        party::{Authority, Organisation},
        security_event::SecurityEventKind,
    },
    values::{
        id::{ConsumerId, Username},
        time::Timestamp,
    },
};

use super::caller::Caller;

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

    /// Who did it, where that is not whoever is recognised by the request.
    pub const fn who(&self) -> Option<&Who> {
        self.who.as_ref()
    }

    /// By them, rather than by whoever is recognised by the request.
    #[must_use]
    pub fn by(mut self, who: Who) -> Self {
        self.who = Some(who);
        self
    }
}

const MINUTE_MS: i64 = 60_000;

/// How many subjects, each of a kind, are told apart within one minute, of people and tokens that are known; whoever comes
/// after counts as `others`.
const KNOWN_A_MINUTE: usize = 2_000;

/// The same of networks and of names of which nobody knows whose they are, which cost nothing to make up: some 30 000 rows a
/// day at most.
const STRANGERS_A_MINUTE: usize = 20;

/// The subject of those who are not told apart.
pub(crate) const OTHERS: &str = "others";

/// An event that waits to be written: what, to whom, and when.
#[derive(Debug, Clone)]
pub struct Noted {
    /// What.
    pub note: Note,
    /// Who did it.
    pub who: Who,
    /// When.
    pub at: Timestamp,
    /// From where, as far as it can be counted.
    pub network: Option<String>,
    /// By which request.
    pub request_id: Option<String>,
}

/// The events that wait to be written. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct SecurityLog {
    memory: Arc<Mutex<UnwrittenEvents>>,
    /// Held by whoever writes what waited.
    writing: Arc<tokio::sync::Mutex<()>>,
}

#[derive(Debug, Default)]
struct UnwrittenEvents {
    waiting: HashMap<TallyKey, EventTally>,
    /// The minute whose subjects are counted, and those of them that are told apart.
    minute: i64,
    known: HashSet<(SecurityEventKind, EventSubject)>,
    strangers: HashSet<(SecurityEventKind, EventSubject)>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct TallyKey {
    pub(crate) minute: i64,
    pub(crate) kind: SecurityEventKind,
    pub(crate) subject: EventSubject,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum EventSubject {
    /// Of somebody who is known.
    Known(String, Option<Organisation>),
    /// Of somebody who has proved to be this person.
    Proven(Username),
    /// Of somebody who says to be this person, from this network.
    Claimed(Username, Option<String>),
    /// Of a network.
    Network(Option<String>),
    /// Of more than are told apart.
    Others,
}

#[derive(Debug, Clone)]
pub(crate) struct EventTally {
    pub(crate) last_at: Timestamp,
    pub(crate) times: u32,
    pub(crate) network: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) detail: Option<String>,
    pub(crate) rows: Option<u64>,
}

impl EventTally {
    pub(crate) fn add(&mut self, other: Self) {
        self.times = self.times.saturating_add(other.times);
        self.rows = match (self.rows, other.rows) {
            (Some(one), Some(another)) => Some(one.saturating_add(another)),
            (one, another) => one.or(another),
        };
        if other.last_at >= self.last_at {
            self.last_at = other.last_at;
            self.network = other.network;
            self.request_id = other.request_id;
            self.detail = other.detail;
        }
    }
}

impl SecurityLog {
    /// Takes in something that happened, and writes it to the log.
    pub fn add(&self, noted: Noted) {
        let Noted {
            note,
            who,
            at,
            network,
            request_id,
        } = noted;
        let subject = match who {
            Who::Known(subject, side) => EventSubject::Known(subject, side),
            Who::Proven(username) => EventSubject::Proven(username),
            Who::Claimed(username) => EventSubject::Claimed(username, network.clone()),
            Who::Stranger => EventSubject::Network(network.clone()),
        };
        let minute = at.ms().div_euclid(MINUTE_MS) * MINUTE_MS;
        let mut memory = self.lock();
        let (subject, is_first) = memory.subject_within_limits(minute, note.kind, subject);
        // A flood of what is refused is a line a minute, too.
        if is_first || !note.kind.is_refusal() {
            log_line(&note, &subject, network.as_deref(), request_id.as_deref());
        }
        let tally = EventTally {
            last_at: at,
            times: 1,
            network: network.filter(|_| subject != EventSubject::Others),
            request_id,
            detail: note.detail.filter(|_| subject != EventSubject::Others),
            rows: note.rows,
        };
        let key = TallyKey {
            minute,
            kind: note.kind,
            subject,
        };
        memory.wait(key, tally);
    }

    /// Takes what waits, to write it.
    pub(crate) fn take(&self) -> HashMap<TallyKey, EventTally> {
        std::mem::take(&mut self.lock().waiting)
    }

    /// Puts back what could not be written.
    pub(crate) fn put_back(&self, waiting: HashMap<TallyKey, EventTally>) {
        let mut unwritten = self.lock();
        for (key, tally) in waiting {
            // While nothing can be written for long, the newest are worth most.
            if unwritten.waiting.len() < KNOWN_A_MINUTE {
                unwritten.wait(key, tally);
            }
        }
    }

    /// A turn to write: held until what was taken is written, or put back.
    pub(crate) async fn turn_to_write(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.writing.lock().await
    }

    fn lock(&self) -> MutexGuard<'_, UnwrittenEvents> {
        // What a panic left behind is a memory all the same.
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl UnwrittenEvents {
    /// The subject as far as it is told apart, and whether it is the first of that kind within the minute.
    fn subject_within_limits(
        &mut self,
        minute: i64,
        kind: SecurityEventKind,
        subject: EventSubject,
    ) -> (EventSubject, bool) {
        if minute != self.minute {
            self.minute = minute;
            self.known.clear();
            self.strangers.clear();
        }
        let is_known = matches!(subject, EventSubject::Known(..) | EventSubject::Proven(_));
        let (told_apart, most) = if is_known {
            (&mut self.known, KNOWN_A_MINUTE)
        } else {
            (&mut self.strangers, STRANGERS_A_MINUTE)
        };
        let mut one = (kind, subject);
        if told_apart.len() >= most && !told_apart.contains(&one) {
            one.1 = EventSubject::Others;
        }
        let is_first = told_apart.insert(one.clone());
        (one.1, is_first)
    }

    fn wait(&mut self, key: TallyKey, tally: EventTally) {
        match self.waiting.get_mut(&key) {
            Some(waiting) => waiting.add(tally),
            None => {
                self.waiting.insert(key, tally);
            }
        }
    }
}

/// A line of the log. A name that somebody claims is not told: it can be anything that was typed.
fn log_line(note: &Note, subject: &EventSubject, network: Option<&str>, request_id: Option<&str>) {
    let (subject, side) = match subject {
        EventSubject::Known(subject, side) => {
            (subject.as_str(), side.as_ref().map(Organisation::to_string))
        }
        EventSubject::Proven(username) => (username.as_str(), None),
        EventSubject::Claimed(..) | EventSubject::Network(_) => ("stranger", None),
        EventSubject::Others => (OTHERS, None),
    };
    tracing::info!(
        target: "security",
        kind = note.kind.name(),
        subject,
        side,
        network,
        request_id,
        detail = note.detail,
        rows = note.rows,
        "{}", note.kind.name()
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed(name: usize, minute: i64) -> Noted {
        Noted {
            note: Note::of(SecurityEventKind::SignInFailed).about("x"),
            who: Who::Claimed(Username::parse(&format!("nobody-{name}")).unwrap()),
            at: Timestamp::from_ms(minute * MINUTE_MS + 1),
            network: Some(format!("10.0.{}.0/24", name % 256)),
            request_id: None,
        }
    }

    #[test]
    fn a_flood_of_names_is_a_row_and_keeps_nobody_else_out() {
        let log = SecurityLog::default();
        for name in 0..10_000 {
            log.add(failed(name, 1));
        }
        log.add(Noted {
            who: Who::Known("user:operator".to_owned(), Some(Organisation::Platform)),
            ..failed(0, 1)
        });
        let memory = log.lock();
        assert_eq!(memory.waiting.len(), STRANGERS_A_MINUTE + 2);
        let others = TallyKey {
            minute: MINUTE_MS,
            kind: SecurityEventKind::SignInFailed,
            subject: EventSubject::Others,
        };
        let tally = memory.waiting.get(&others).unwrap();
        assert_eq!(tally.times, 9_980);
        assert_eq!((&tally.network, &tally.detail), (&None, &None));
        drop(memory);
        log.add(failed(20_000, 2));
        let memory = log.lock();
        assert_eq!(
            memory.waiting.len(),
            STRANGERS_A_MINUTE + 3,
            "another minute"
        );
    }
}
