//! Notifications: what staff are told while they do something else. Commands tell in their own transaction ([`notify`]),
//! deadlines by the worker of timers ([`remind`]).

mod remind;

pub use self::remind::remind;

use std::sync::Arc;

use aftercare_domain::{
    form::{FieldError, Violation},
    teamwork::notification::{
        MarkRead, Notification, NotificationKind, NotificationQuery, NotificationSettings,
        Notifications, Notified,
    },
    values::{
        id::Username,
        time::{Span, Timestamp},
    },
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;

use crate::{
    context::Context,
    db::{self, Connection, DbError, teamwork::notifications::NotificationCursor},
    memory::live_hub::BellEvent,
    write::{
        idempotency::{self, RequestError},
        replicas,
    },
};

/// How long somebody can read what they were told.
const KEPT: Span = Span::days(30);

/// A page of somebody's notifications.
pub async fn list(
    context: &Context,
    username: &Username,
    query: &NotificationQuery,
) -> Result<Notifications, RequestError> {
    let after = match &query.cursor {
        None => None,
        Some(cursor) => Some(read_cursor(cursor.as_str()).ok_or_else(|| {
            RequestError::Invalid(vec![Violation::new("cursor", FieldError::NotFound {})])
        })?),
    };
    let limit = usize::from(query.limit.unwrap_or_default().get());
    let mut reader = context.db.reader().await?;
    let one_more = i64::from(query.limit.unwrap_or_default().get()) + 1;
    let mut items =
        db::teamwork::notifications::list(&mut reader, username, after.as_ref(), one_more).await?;
    let has_more = items.len() > limit;
    items.truncate(limit);
    let last = items.last().filter(|_| has_more);
    Ok(Notifications {
        next_cursor: last.map(write_cursor),
        unread: unread_of(&mut reader, username).await?,
        items,
    })
}

fn write_cursor(last: &Notification) -> String {
    URL_SAFE_NO_PAD.encode(format!("{} {}", last.at.ms(), last.id))
}

fn read_cursor(text: &str) -> Option<NotificationCursor> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
    let (at, id) = text.split_once(' ')?;
    Some(NotificationCursor {
        at: Timestamp::from_ms(at.parse().ok()?),
        id: id.to_owned(),
    })
}

async fn unread_of(connection: &mut Connection, username: &Username) -> Result<u32, DbError> {
    let of_one = std::slice::from_ref(username);
    let unread = db::teamwork::notifications::unread(connection, of_one).await?;
    Ok(unread.first().map_or(0, |(_, unread)| *unread))
}

/// Takes note of what somebody has read, and tells their other pages.
pub async fn mark_read(
    context: &Context,
    username: &Username,
    read: MarkRead,
    call: idempotency::IdempotentRequest,
) -> Result<Notified, RequestError> {
    const OK: u16 = 200;
    let (engine, replica) = (context.db.engine(), Arc::clone(&context.replica));
    let reader = username.clone();
    let (_, body) = idempotency::once(&context.db, &context.clock, call, OK, move |connection| {
        Box::pin(async move {
            if read.all == Some(true) {
                db::teamwork::notifications::mark_all_read(connection, &reader).await?;
            } else {
                db::teamwork::notifications::mark_read(connection, &reader, &read.ids).await?;
            }
            let notified = Notified {
                unread: unread_of(connection, &reader).await?,
                latest: None,
            };
            let body = to_value(&notified)?;
            let ring = BellEvent {
                username: reader,
                notified,
            };
            replicas::announce_bells(connection, engine, &replica, &[ring]).await?;
            Ok::<Value, RequestError>(body)
        })
    })
    .await?;
    let notified: Notified = serde_json::from_value(body)
        .map_err(|error| DbError::corrupt("answers", "body", "a bell", error))?;
    context.live_hub.publish_bell(BellEvent {
        username: username.clone(),
        notified: notified.clone(),
    });
    Ok(notified)
}

fn to_value(notified: &Notified) -> Result<Value, DbError> {
    serde_json::to_value(notified)
        .map_err(|error| DbError::corrupt("notifications", "seen", "a bell", error))
}

/// How somebody is told about each kind.
pub async fn settings(
    context: &Context,
    username: &Username,
) -> Result<NotificationSettings, DbError> {
    let mut reader = context.db.reader().await?;
    settings_of(&mut reader, username).await
}

async fn settings_of(
    connection: &mut Connection,
    username: &Username,
) -> Result<NotificationSettings, DbError> {
    let of_one = std::slice::from_ref(username);
    let silenced = db::teamwork::notifications::silenced(connection, of_one).await?;
    let off = silenced.into_iter().map(|(_, kind)| kind).collect();
    Ok(NotificationSettings::without_bell(&off))
}

/// Sets how somebody is told about the kinds that are named.
pub async fn set(
    context: &Context,
    username: &Username,
    settings: NotificationSettings,
) -> Result<NotificationSettings, DbError> {
    let username = username.clone();
    let write = context.db.write::<_, DbError, _>(move |connection| {
        Box::pin(async move {
            for kind in NotificationKind::ALL {
                if let Some(setting) = settings.of(*kind) {
                    db::teamwork::notifications::set_bell(
                        connection,
                        &username,
                        *kind,
                        setting.bell,
                    )
                    .await?;
                }
            }
            settings_of(connection, &username).await
        })
    });
    write.await
}

/// Forgets what people were told long ago.
pub async fn delete_old(context: &Context) -> Result<(), DbError> {
    let before = Timestamp::from_ms(context.clock.now().ms() - KEPT.ms());
    let write = context.db.write(move |connection| {
        Box::pin(db::teamwork::notifications::delete_old(connection, before))
    });
    write.await.map(drop)
}
