//! What happened and waits to be written, a tally a minute, kind and subject.

use std::{
    collections::{HashMap, HashSet, hash_map::Entry},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use aftercare_domain::{
    people::{
        party::{Organisation, Role},
        security_event::{SecurityEvent, SecurityEventKind},
    },
    values::{id::Username, time::Timestamp},
};

use super::{Note, Who};
use crate::{
    context::Context,
    db::{self, DbError},
};

const MINUTE_MS: i64 = 60_000;
/// How many subjects, each of a kind, are told apart within one minute, of people and tokens that are known; whoever comes
/// after counts as `others`.
const KNOWN_A_MINUTE: usize = 2_000;
/// The same of networks and of names of which nobody knows whose they are, which cost nothing to make up: some 30 000 rows a
/// day at most.
const STRANGERS_A_MINUTE: usize = 20;
/// The subject of those who are not told apart.
const OTHERS: &str = "others";

/// An event that waits to be written: what, to whom, and when.
#[derive(Debug, Clone)]
pub(super) struct Noted {
    pub(super) note: Note,
    pub(super) who: Who,
    pub(super) at: Timestamp,
    pub(super) network: Option<String>,
    pub(super) request_id: Option<String>,
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
struct TallyKey {
    minute: i64,
    kind: SecurityEventKind,
    subject: EventSubject,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum EventSubject {
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
struct EventTally {
    last_at: Timestamp,
    times: u32,
    network: Option<String>,
    request_id: Option<String>,
    detail: Option<String>,
    rows: Option<u64>,
}

impl EventTally {
    fn add(&mut self, other: Self) {
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
    pub(super) fn add(&self, noted: Noted) {
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
            tell(&note, &subject, network.as_deref(), request_id.as_deref());
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
fn tell(note: &Note, subject: &EventSubject, network: Option<&str>, request_id: Option<&str>) {
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

/// Writes what waits, and what somebody else is writing at this moment: then all of it can be read. Whoever asks may go away;
/// it is written all the same. What can't be written waits on.
pub async fn flush(context: &Context) -> Result<(), DbError> {
    let context = context.clone();
    tokio::spawn(async move {
        let _turn = context.security_log.writing.lock().await;
        write_waiting(&context).await
    })
    .await
    .unwrap_or(Err(DbError::WorkPanicked))
}

async fn write_waiting(context: &Context) -> Result<(), DbError> {
    let waiting = std::mem::take(&mut context.security_log.lock().waiting);
    if waiting.is_empty() {
        return Ok(());
    }
    let written = write(context, &waiting).await;
    if written.is_err() {
        let mut memory = context.security_log.lock();
        for (key, tally) in waiting {
            // While nothing can be written for long, the newest are worth most.
            if memory.waiting.len() < KNOWN_A_MINUTE {
                memory.wait(key, tally);
            }
        }
    }
    written
}

async fn write(context: &Context, waiting: &HashMap<TallyKey, EventTally>) -> Result<(), DbError> {
    let claimed: HashSet<Username> = waiting
        .keys()
        .filter_map(|key| match &key.subject {
            EventSubject::Proven(username) | EventSubject::Claimed(username, _) => {
                Some(username.clone())
            }
            EventSubject::Known(..) | EventSubject::Network(_) | EventSubject::Others => None,
        })
        .collect();
    let people = people(context, claimed).await?;
    let mut rows: HashMap<(i64, SecurityEventKind, String, Option<String>), EventTally> =
        HashMap::new();
    for (key, tally) in waiting {
        let of_network = |network: Option<&str>| {
            let network = network.unwrap_or("unknown");
            (format!("network:{network}"), None)
        };
        let (subject, side) = match &key.subject {
            EventSubject::Known(subject, side) => (subject.clone(), side.clone()),
            EventSubject::Proven(username) => match people.get(username) {
                Some(known) => known.clone(),
                None => (format!("user:{username}"), None),
            },
            EventSubject::Claimed(username, network) => match people.get(username) {
                Some(known) => known.clone(),
                None => of_network(network.as_deref()),
            },
            EventSubject::Network(network) => of_network(network.as_deref()),
            EventSubject::Others => (OTHERS.to_owned(), None),
        };
        let side = side.map(|side| side.to_string());
        match rows.entry((key.minute, key.kind, subject, side)) {
            Entry::Occupied(mut row) => row.get_mut().add(tally.clone()),
            Entry::Vacant(row) => {
                row.insert(tally.clone());
            }
        }
    }
    let mut events: Vec<SecurityEvent> = rows
        .into_iter()
        .map(|((minute, kind, subject, side), tally)| SecurityEvent {
            kind,
            minute: Timestamp::from_ms(minute),
            last_at: tally.last_at,
            times: tally.times,
            subject,
            side,
            network: tally.network,
            request_id: tally.request_id,
            detail: tally.detail,
            rows: tally.rows,
        })
        .collect();
    // In one order, so that replicas that write at once don't wait for each other in a circle.
    events.sort_by_cached_key(|event| {
        let (subject, side) = (event.subject.clone(), event.side.clone());
        (event.minute, event.kind, subject, side)
    });
    context
        .db
        .write(move |connection| {
            Box::pin(async move { db::audit::security_events::add(connection, &events).await })
        })
        .await
}

/// Who of those that people say to be is somebody, as a subject, and their side.
async fn people(
    context: &Context,
    claimed: HashSet<Username>,
) -> Result<HashMap<Username, (String, Option<Organisation>)>, DbError> {
    let mut people = HashMap::new();
    if claimed.is_empty() {
        return Ok(people);
    }
    let mut reader = context.db.reader().await?;
    for username in claimed {
        let Some(user) = db::people::find_user(&mut reader, &username).await? else {
            continue;
        };
        let actor = user.actor();
        let subject = match &actor.role {
            Role::Consumer { consumer, .. } => format!("consumer:{consumer}"),
            Role::Merchant { .. }
            | Role::Store { .. }
            | Role::Operator
            | Role::ReturnCentre
            | Role::System { .. }
            | Role::ApiClient { .. } => format!("user:{username}"),
        };
        people.insert(username, (subject, Organisation::acted_for(&actor)));
    }
    Ok(people)
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
