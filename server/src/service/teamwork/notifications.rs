//! Notifications: what staff are told while they do something else. Commands tell in their own transaction ([`notify`]),
//! deadlines by the worker of timers ([`remind`]).

mod remind;

pub use self::remind::remind;

use std::sync::Arc;

use aftercare_domain::{
    form::FieldError,
    teamwork::notification::{
        MarkRead, NotificationKind, NotificationQuery, NotificationSettings, Notifications,
        Notified,
    },
    values::{
        id::Username,
        page::Page,
        time::{Span, Timestamp},
    },
};

use crate::{
    context::Context,
    db::{self, Connection, DbError, teamwork::notifications::NotificationCursor},
    memory::live_hub::BellEvent,
    service::{
        Error,
        paging::{Cursor, Paging, decode, encode},
    },
    write::{idempotency, replicas},
};

/// How long somebody can read what they were told.
const KEPT: Span = Span::days(30);

/// A page of somebody's notifications.
pub async fn list(
    context: &Context,
    username: &Username,
    query: &NotificationQuery,
) -> Result<Notifications, Error> {
    let paging = Paging::<NotificationCursor>::read(query.cursor.as_ref(), query.limit)?;
    let mut reader = context.db.reader().await?;
    let found = db::teamwork::notifications::list(
        &mut reader,
        username,
        paging.after.as_ref(),
        paging.rows_to_read(),
    );
    let Page { items, next_cursor } = paging.page(found.await?, |last| NotificationCursor {
        at: last.at,
        id: last.id.clone(),
    });
    Ok(Notifications {
        next_cursor,
        unread: unread_of(&mut reader, username).await?,
        items,
    })
}

impl Cursor for NotificationCursor {
    const UNREADABLE: FieldError = FieldError::NotFound {};

    fn write(&self) -> String {
        encode(&format!("{} {}", self.at.ms(), self.id))
    }

    fn read(text: &str) -> Option<Self> {
        let text = decode(text)?;
        let (at, id) = text.split_once(' ')?;
        Some(Self {
            at: Timestamp::from_ms(at.parse().ok()?),
            id: id.to_owned(),
        })
    }
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
) -> Result<Notified, Error> {
    const OK: u16 = 200;
    let (engine, replica) = (context.db.engine(), Arc::clone(&context.replica));
    let reader = username.clone();
    let answer = idempotency::once::<Notified, Error, _>(
        &context.db,
        &context.clock,
        call,
        OK,
        move |connection| {
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
                let ring = BellEvent {
                    username: reader,
                    notified: notified.clone(),
                };
                replicas::announce_bells(connection, engine, &replica, &[ring]).await?;
                Ok(notified)
            })
        },
    );
    let notified = answer.await?;
    context.live_hub.publish_bell(BellEvent {
        username: username.clone(),
        notified: notified.clone(),
    });
    Ok(notified)
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
