//! Notifications of staff, and which kinds they have switched off.

use std::collections::BTreeSet;

use aftercare_domain::{
    service_order::Node,
    teamwork::notification::{Notification, NotificationId, NotificationKind},
    values::{id::Username, number::ServiceOrderNumber, time::Timestamp},
};
use sqlx::any::AnyRow;

use crate::db::{
    Connection, DbError,
    engine::{bulk::Bulk, row::Columns},
};

/// A position in a list of notifications: after the notification of that time and id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotificationCursor {
    /// Its time.
    pub at: Timestamp,
    /// Its id.
    pub id: String,
}

static ADD: Bulk = Bulk::new(
    "INSERT INTO notifications (username, id, kind, used_percent, service_order, node, at) ",
    7,
    " ON CONFLICT (username, id) DO NOTHING \
     RETURNING username, id, kind, used_percent, service_order, node, at, seen",
);

/// Stores notifications; returns those that are new.
pub async fn add(
    connection: &mut Connection,
    told: &[(&Username, Notification)],
) -> Result<Vec<(Username, Notification)>, DbError> {
    let rows = ADD
        .fetch(connection, told, |statement, (username, notification)| {
            statement
                .bind(username.as_str())
                .bind(notification.id.clone())
                .bind(notification.kind.name())
                .bind(notification.used_percent.map(i64::from))
                .bind(notification.number.as_str().to_owned())
                .bind(notification.node.name())
                .bind(notification.at.ms())
        })
        .await?;
    rows.iter()
        .map(|row| {
            let columns = Columns::keyed("notifications", "id", row)?;
            Ok((columns.domain("username", Username::parse)?, read(row)?))
        })
        .collect()
}

static UNREAD: Bulk = Bulk::new(
    "SELECT username, COUNT(*) AS unread FROM notifications WHERE seen = 0 AND username IN (",
    1,
    ") GROUP BY username",
);

/// How many notifications people have not read; those who are not named have read all.
pub async fn unread(
    connection: &mut Connection,
    usernames: &[Username],
) -> Result<Vec<(Username, u32)>, DbError> {
    let rows = UNREAD
        .fetch(connection, usernames, |statement, username| {
            statement.bind(username.as_str())
        })
        .await?;
    rows.iter()
        .map(|row| {
            let columns = Columns::keyed("notifications", "username", row)?;
            Ok((
                columns.domain("username", Username::parse)?,
                columns.parse("unread", |unread: i64| u32::try_from(unread))?,
            ))
        })
        .collect()
}

/// Somebody's notifications from a place on, the newest first.
pub async fn list(
    connection: &mut Connection,
    username: &Username,
    after: Option<&NotificationCursor>,
    limit: i64,
) -> Result<Vec<Notification>, DbError> {
    let rows =
        match after {
            None => sqlx::query(
                "SELECT id, kind, used_percent, service_order, node, at, seen FROM notifications \
                 WHERE username = $1 ORDER BY at DESC, id DESC LIMIT $2",
            )
            .bind(username.as_str())
            .bind(limit)
            .fetch_all(connection)
            .await?,
            Some(place) => sqlx::query(
                "SELECT id, kind, used_percent, service_order, node, at, seen FROM notifications \
                 WHERE username = $1 AND (at, id) < ($3, $4) ORDER BY at DESC, id DESC LIMIT $2",
            )
            .bind(username.as_str())
            .bind(limit)
            .bind(place.at.ms())
            .bind(place.id.as_str())
            .fetch_all(connection)
            .await?,
        };
    rows.iter().map(read).collect()
}

static READ: Bulk = Bulk::new(
    "UPDATE notifications SET seen = 1 FROM (",
    2,
    ") AS wanted WHERE notifications.username = wanted.column1 AND notifications.id = wanted.column2",
);

/// Marks some notifications as read.
pub async fn mark_read(
    connection: &mut Connection,
    username: &Username,
    ids: &[NotificationId],
) -> Result<(), DbError> {
    READ.execute(connection, ids, |statement, id| {
        statement.bind(username.as_str()).bind(id.as_str())
    })
    .await?;
    Ok(())
}

/// Marks all notifications of a person as read.
pub async fn mark_all_read(
    connection: &mut Connection,
    username: &Username,
) -> Result<(), DbError> {
    sqlx::query("UPDATE notifications SET seen = 1 WHERE username = $1 AND seen = 0")
        .bind(username.as_str())
        .execute(connection)
        .await?;
    Ok(())
}

/// Deletes notifications older than a time.
pub async fn delete_old(connection: &mut Connection, before: Timestamp) -> Result<u64, DbError> {
    let done = sqlx::query("DELETE FROM notifications WHERE at < $1")
        .bind(before.ms())
        .execute(connection)
        .await?;
    Ok(done.rows_affected())
}

static SILENCED: Bulk = Bulk::new(
    "SELECT username, kind FROM silenced_bells WHERE username IN (",
    1,
    ")",
);

/// Which kinds people have switched off.
pub async fn silenced(
    connection: &mut Connection,
    usernames: &[Username],
) -> Result<BTreeSet<(Username, NotificationKind)>, DbError> {
    let rows = SILENCED
        .fetch(connection, usernames, |statement, username| {
            statement.bind(username.as_str())
        })
        .await?;
    rows.iter()
        .map(|row| {
            let columns = Columns::keyed("silenced_bells", "username", row)?;
            Ok((
                columns.domain("username", Username::parse)?,
                columns.name("kind", NotificationKind::parse)?,
            ))
        })
        .collect()
}

/// Switches a kind off or on for a person.
pub async fn set_bell(
    connection: &mut Connection,
    username: &Username,
    kind: NotificationKind,
    rings: bool,
) -> Result<(), DbError> {
    let statement = if rings {
        sqlx::query("DELETE FROM silenced_bells WHERE username = $1 AND kind = $2")
    } else {
        sqlx::query(
            "INSERT INTO silenced_bells (username, kind) VALUES ($1, $2) ON CONFLICT (username, kind) DO NOTHING",
        )
    };
    statement
        .bind(username.as_str())
        .bind(kind.name())
        .execute(connection)
        .await?;
    Ok(())
}

fn read(row: &AnyRow) -> Result<Notification, DbError> {
    let columns = Columns::keyed("notifications", "id", row)?;
    Ok(Notification {
        id: columns.get("id")?,
        kind: columns.name("kind", NotificationKind::parse)?,
        used_percent: columns.parse("used_percent", |percent: Option<i64>| {
            percent.map(u8::try_from).transpose()
        })?,
        number: columns.domain("service_order", ServiceOrderNumber::parse)?,
        node: columns.name("node", Node::parse)?,
        at: columns.time("at")?,
        read: columns.get::<i64>("seen")? == 1,
    })
}
