//! Reading what was written, by those who answer for a side, and forgetting it.

use aftercare_app::request::language::Language;
use aftercare_domain::{
    form::{FieldError, Violation},
    people::{
        party::{Actor, Authority, Organisation},
        security_event::{SecurityEvent, SecurityEventQuery},
    },
    values::time::{Span, Timestamp},
    view::Page,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

use super::{flush, sheet};
use crate::{
    context::Context,
    db::{
        self, DbError,
        audit::security_events::{EventFilter, SecurityEventCursor},
    },
    write::idempotency::RequestError,
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
) -> Result<Page<SecurityEvent>, RequestError> {
    flush(context).await?;
    let shown = query.limit.unwrap_or_default().get();
    let filter = EventFilter {
        limit: i64::from(shown) + 1,
        ..filter(actor, query)?
    };
    let mut reader = context.db.reader().await?;
    let mut items = db::audit::security_events::list(&mut reader, &filter).await?;
    let is_more = items.len() > usize::from(shown);
    items.truncate(usize::from(shown));
    let next_cursor = items
        .last()
        .filter(|_| is_more)
        .map(|last| write_cursor(&place(last)));
    Ok(Page { items, next_cursor })
}

/// The same events as a workbook, from the newest on, as many as an export has; and how many they are.
pub async fn export(
    context: &Context,
    actor: &Actor,
    query: &SecurityEventQuery,
    language: Language,
) -> Result<(Vec<u8>, u64), SecurityExportError> {
    flush(context).await?;
    let filter = EventFilter {
        limit: MOST_ROWS,
        after: None,
        ..filter(actor, query)?
    };
    let events = {
        let mut reader = context.db.reader().await?;
        db::audit::security_events::list(&mut reader, &filter).await?
    };
    let rows = u64::try_from(events.len()).unwrap_or(u64::MAX);
    let book = tokio::task::spawn_blocking(move || sheet::write(&events, language))
        .await
        .map_err(|_| SecurityExportError::BrokeOff)??;
    Ok((book, rows))
}

/// Why there is no export.
#[derive(Debug, thiserror::Error)]
pub enum SecurityExportError {
    /// It can't be listed either.
    #[error(transparent)]
    List(#[from] RequestError),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The sheet could not be written.
    #[error("the sheet could not be written: {0}")]
    Sheet(#[from] rust_xlsxwriter::XlsxError),
    /// The writing broke off.
    #[error("the writing broke off")]
    BrokeOff,
}

fn filter(actor: &Actor, query: &SecurityEventQuery) -> Result<EventFilter, RequestError> {
    let after = match &query.cursor {
        None => None,
        Some(text) => Some(read_cursor(text.as_str()).ok_or_else(|| {
            RequestError::Invalid(vec![Violation::new("cursor", FieldError::NotApplicable {})])
        })?),
    };
    Ok(EventFilter {
        side: side_of(actor),
        kind: query.kind,
        from: query.from,
        to: query.to,
        after,
        limit: 0,
    })
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
fn write_cursor(place: &SecurityEventCursor) -> String {
    let SecurityEventCursor {
        minute,
        kind,
        subject,
        side,
    } = place;
    URL_SAFE_NO_PAD.encode(format!("{} {kind} {side} {subject}", minute.ms()))
}

fn read_cursor(text: &str) -> Option<SecurityEventCursor> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
    let mut pieces = text.splitn(4, ' ');
    Some(SecurityEventCursor {
        minute: Timestamp::from_ms(pieces.next()?.parse().ok()?),
        kind: pieces.next()?.to_owned(),
        side: pieces.next()?.to_owned(),
        subject: pieces.next()?.to_owned(),
    })
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
        assert_eq!(read_cursor(&write_cursor(&place)), Some(place));
        assert_eq!(read_cursor("nonsense"), None);
    }
}
