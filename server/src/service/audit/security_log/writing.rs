//! Writing what waits, one row for each minute, kind and subject.

use std::collections::{HashMap, HashSet, hash_map::Entry};

use aftercare_domain::{
    people::{
        party::{Organisation, Role},
        security_event::{SecurityEvent, SecurityEventKind},
    },
    values::{id::Username, time::Timestamp},
};

use crate::{
    context::Context,
    db::{self, DbError},
    memory::security_log::{EventSubject, EventTally, OTHERS, TallyKey},
};

/// Writes what waits, and what somebody else is writing at this moment: then all of it can be read. Whoever asks may go away;
/// it is written all the same. What can't be written waits on.
pub async fn flush(context: &Context) -> Result<(), DbError> {
    let context = context.clone();
    tokio::spawn(async move {
        let _turn = context.security_log.turn_to_write().await;
        write_waiting(&context).await
    })
    .await
    .unwrap_or(Err(DbError::WorkPanicked))
}

async fn write_waiting(context: &Context) -> Result<(), DbError> {
    let waiting = context.security_log.take();
    if waiting.is_empty() {
        return Ok(());
    }
    let written = write(context, &waiting).await;
    if written.is_err() {
        context.security_log.put_back(waiting);
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
