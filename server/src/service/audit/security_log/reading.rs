//! Reading what was written, by those who answer for a side, and forgetting it.

use aftercare_app::request::language::Language;
use aftercare_domain::{
    people::{
        party::{Actor, Authority, Organisation},
        security_event::{SecurityEvent, SecurityEventQuery},
    },
    values::{
        page::Page,
        time::{Span, Timestamp},
    },
};

use super::{flush, sheet};
use crate::{
    context::Context,
    db::{
        self, DbError,
        audit::security_events::{EventFilter, SecurityEventCursor},
    },
    service::{
        Error,
        paging::{Cursor, Paging, decode, encode},
    },
};

/// How long events are kept.
const KEPT: Span = Span::days(180);
/// How many are deleted in one statement, so that writers do not wait long.
const PORTION: i64 = 500;
/// The most rows of an export.
const MOST_ROWS: i64 = 100_000;

/// Whose events a caller may read: owners those of their organisation, operators all, others none.
fn side_of(actor: &Actor) -> Option<String> {
    match actor.authority() {
        Authority::Operator => None,
        Authority::Merchant(..)
        | Authority::Consumer(..)
        | Authority::Store(_)
        | Authority::ReturnCentre
        | Authority::System => Some(
            // Without a side nothing is theirs.
            Organisation::acted_for(actor)
                .map_or_else(|| "nobody".to_owned(), |side| side.to_string()),
        ),
    }
}

/// A page of the events that an owner or an operator may read, the newest first, up to this moment.
pub async fn list(
    context: &Context,
    actor: &Actor,
    query: &SecurityEventQuery,
) -> Result<Page<SecurityEvent>, Error> {
    flush(context).await?;
    let paging = Paging::read(query.cursor.as_ref(), query.limit)?;
    let filter = EventFilter {
        limit: paging.rows_to_read(),
        after: paging.after.clone(),
        ..filter(actor, query)
    };
    let mut reader = context.db.reader().await?;
    let events = db::audit::security_events::list(&mut reader, &filter).await?;
    Ok(paging.page(events, place))
}

/// The same events as a workbook, from the newest on, as many as an export has; and how many they are.
pub async fn export(
    context: &Context,
    actor: &Actor,
    query: &SecurityEventQuery,
    language: Language,
) -> Result<(Vec<u8>, u64), Error> {
    // What the list refuses, its export does.
    Paging::<SecurityEventCursor>::read(query.cursor.as_ref(), query.limit)?;
    flush(context).await?;
    let filter = EventFilter {
        limit: MOST_ROWS,
        ..filter(actor, query)
    };
    let events = {
        let mut reader = context.db.reader().await?;
        db::audit::security_events::list(&mut reader, &filter).await?
    };
    let rows = u64::try_from(events.len()).unwrap_or(u64::MAX);
    let book = tokio::task::spawn_blocking(move || sheet::write(&events, language))
        .await
        .map_err(|error| Error::Failed(error.into()))?
        .map_err(|error| Error::Failed(error.into()))?;
    Ok((book, rows))
}

fn filter(actor: &Actor, query: &SecurityEventQuery) -> EventFilter {
    EventFilter {
        side: side_of(actor),
        kind: query.kind,
        from: query.from,
        to: query.to,
        after: None,
        limit: 0,
    }
}

fn place(event: &SecurityEvent) -> SecurityEventCursor {
    SecurityEventCursor {
        minute: event.minute,
        kind: event.kind.name().to_owned(),
        subject: event.subject.clone(),
        side: event.side.clone().unwrap_or_default(),
    }
}

/// No kind and no side has a blank in it, which stands between them.
impl Cursor for SecurityEventCursor {
    fn write(&self) -> String {
        let Self {
            minute,
            kind,
            subject,
            side,
        } = self;
        encode(&format!("{} {kind} {side} {subject}", minute.ms()))
    }

    fn read(text: &str) -> Option<Self> {
        let text = decode(text)?;
        let mut pieces = text.splitn(4, ' ');
        Some(Self {
            minute: Timestamp::from_ms(pieces.next()?.parse().ok()?),
            kind: pieces.next()?.to_owned(),
            side: pieces.next()?.to_owned(),
            subject: pieces.next()?.to_owned(),
        })
    }
}

/// Forgets the events of long ago.
pub async fn delete_old(context: &Context) -> Result<(), DbError> {
    let before = KEPT.before(context.clock.real_now());
    loop {
        let forgotten = context.db.write(move |connection| {
            Box::pin(async move {
                db::audit::security_events::delete_before(connection, before, PORTION).await
            })
        });
        if i64::try_from(forgotten.await?).unwrap_or(i64::MAX) < PORTION {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_comes_back_from_its_cursor() {
        let place = SecurityEventCursor {
            minute: Timestamp::from_ms(60_000),
            kind: "limit_hit".to_owned(),
            subject: "user:a b".to_owned(),
            side: String::new(),
        };
        assert_eq!(SecurityEventCursor::read(&place.write()), Some(place));
        assert_eq!(SecurityEventCursor::read("nonsense"), None);
    }
}
