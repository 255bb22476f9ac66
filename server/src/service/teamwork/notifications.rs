//! Notifications: what staff are told while they do something else. Commands tell in their own transaction ([`notify`]),
//! deadlines by the worker of timers ([`remind`]).

mod remind;

pub use self::remind::remind;

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

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

use super::robots;
use crate::{
    context::Context,
    db::{self, Connection, DbError, Engine, teamwork::notifications::NotificationCursor},
    memory::live_hub::{BellEvent, ReplicaMessage},
    write::{
        idempotency::{self, RequestError},
        notifications::{occasion::Occasion, recipients},
    },
};

/// How long somebody can read what they were told.
const KEPT: Span = Span::days(30);

/// Notifies the recipients of occasions, and the robots of their group chats, in the same transaction; returns the
/// notifications to publish once it is committed.
pub async fn notify(
    connection: &mut Connection,
    occasions: &[Occasion],
) -> Result<Vec<BellEvent>, DbError> {
    if occasions.is_empty() {
        return Ok(Vec::new());
    }
    robots::queue_messages(connection, occasions).await?;
    let staff = recipients::read(connection, occasions).await?;
    let told: Vec<(&Username, Notification)> = occasions
        .iter()
        .flat_map(|occasion| {
            let recipients = staff.of(occasion).into_iter();
            recipients.map(|username| (username, occasion.notification()))
        })
        .collect();
    let added = db::teamwork::notifications::add(connection, &told).await?;
    // The last one of each, in the order of their names.
    let mut latest: HashMap<Username, Notification> = HashMap::new();
    for (username, notification) in added {
        let newest = latest
            .entry(username)
            .or_insert_with(|| notification.clone());
        if (newest.at, &newest.id) < (notification.at, &notification.id) {
            *newest = notification;
        }
    }
    let usernames: BTreeSet<Username> = latest.keys().cloned().collect();
    let usernames: Vec<Username> = usernames.into_iter().collect();
    let unread = db::teamwork::notifications::unread(connection, &usernames).await?;
    let rings = unread.into_iter().map(|(username, unread)| BellEvent {
        notified: Notified {
            unread,
            latest: latest.remove(&username),
        },
        username,
    });
    Ok(rings.collect())
}

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
    let (_, body) = idempotency::once(context, call, OK, move |connection| {
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
            announce(connection, engine, &replica, &[ring]).await?;
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

/// Tells other replicas which notifications changed, in messages that fit into a notification of the database.
pub async fn announce(
    connection: &mut Connection,
    engine: Engine,
    replica: &str,
    rings: &[BellEvent],
) -> Result<(), DbError> {
    // An event has five identifiers of at most 64 characters: twenty stay below 8 000 bytes.
    const RINGS: usize = 20;
    if engine == Engine::Sqlite {
        return Ok(());
    }
    for rings in rings.chunks(RINGS) {
        let news = ReplicaMessage {
            rings: rings.to_vec(),
            ..ReplicaMessage::of(replica)
        };
        db::engine::news::notify(connection, engine, &news.to_text()?).await?;
    }
    Ok(())
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
