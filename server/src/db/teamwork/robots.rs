//! Robots of group chats, and their waiting messages.

use std::collections::BTreeSet;

use aftercare_domain::{
    service_order::Node,
    teamwork::{
        notification::{Notification, NotificationKind},
        robot::{Confidential, RobotFault, RobotKind},
    },
    values::{number::ServiceOrderNumber, time::Timestamp},
};
use sqlx::any::AnyRow;

use crate::db::{
    Connection, DbError,
    engine::{
        bulk::Bulk,
        row::{Columns, to_json},
    },
};

/// A robot with all that sending needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRobot {
    /// What tells it from others.
    pub id: String,
    /// The side whose orders it tells of.
    pub side: String,
    /// Whose robot it is.
    pub kind: RobotKind,
    /// What it is called here.
    pub name: String,
    /// Its address.
    pub url: Confidential,
    /// With what its messages are signed.
    pub secret: Option<Confidential>,
    /// About what it tells.
    pub events: BTreeSet<NotificationKind>,
    /// Since when there is this robot.
    pub created_at: Timestamp,
    /// Why it was stopped, and the vendor's message.
    pub fault: Option<(RobotFault, String)>,
    /// How often a message failed since the last one that did not.
    pub attempts: u32,
}

/// Adds a robot, or updates one of the same organisation: an earlier error is cleared, and it is tried again. `false`
/// when there is none of that id on that side.
pub async fn put(connection: &mut Connection, robot: &StoredRobot) -> Result<bool, DbError> {
    let done = sqlx::query(
        "INSERT INTO robots (id, side, kind, name, url, secret, events, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, \
         name = excluded.name, url = excluded.url, secret = excluded.secret, events = excluded.events, fault = NULL, \
         fault_detail = NULL, attempts = 0 WHERE robots.side = excluded.side",
    )
    .bind(robot.id.as_str())
    .bind(robot.side.as_str())
    .bind(robot.kind.name())
    .bind(robot.name.as_str())
    .bind(robot.url.reveal())
    .bind(robot.secret.as_ref().map(Confidential::reveal))
    .bind(to_json("robots", "events", &robot.events)?)
    .bind(robot.created_at.ms())
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The robots of a side, the newest first.
pub async fn of_side(connection: &mut Connection, side: &str) -> Result<Vec<StoredRobot>, DbError> {
    let rows = sqlx::query(
        "SELECT id, side, kind, name, url, secret, events, created_at, fault, fault_detail, attempts FROM robots \
         WHERE side = $1 ORDER BY created_at DESC, id",
    )
    .bind(side)
    .fetch_all(connection)
    .await?;
    rows.iter().map(read).collect()
}

/// Removes a robot of a side, and what it was to tell; `false` when there is none.
pub async fn remove(connection: &mut Connection, side: &str, id: &str) -> Result<bool, DbError> {
    sqlx::query(
        "DELETE FROM robot_lines WHERE robot = $1 AND robot IN (SELECT id FROM robots WHERE side = $2)",
    )
    .bind(id)
    .bind(side)
    .execute(&mut *connection)
    .await?;
    let done = sqlx::query("DELETE FROM robots WHERE id = $1 AND side = $2")
        .bind(id)
        .bind(side)
        .execute(connection)
        .await?;
    Ok(done.rows_affected() == 1)
}

static LISTENING: Bulk = Bulk::new(
    "SELECT id, side, events FROM robots WHERE fault IS NULL AND side IN (",
    1,
    ")",
);

/// The working robots of organisations: their ids, organisations and kinds.
pub async fn listening(
    connection: &mut Connection,
    sides: &[String],
) -> Result<Vec<(String, String, BTreeSet<NotificationKind>)>, DbError> {
    let rows = LISTENING
        .fetch(connection, sides, |statement, side| {
            statement.bind(side.clone())
        })
        .await?;
    rows.iter()
        .map(|row| {
            let columns = Columns::keyed("robots", "id", row)?;
            Ok((
                columns.get("id")?,
                columns.get("side")?,
                columns.json("events")?,
            ))
        })
        .collect()
}

static QUEUE: Bulk = Bulk::new(
    "INSERT INTO robot_lines (robot, id, kind, used_percent, service_order, node, at) ",
    7,
    " ON CONFLICT (robot, id) DO NOTHING",
);

/// Queues messages of robots, each once.
pub async fn queue(
    connection: &mut Connection,
    lines: &[(&str, Notification)],
) -> Result<(), DbError> {
    QUEUE
        .execute(connection, lines, |statement, (robot, line)| {
            statement
                .bind((*robot).to_owned())
                .bind(line.id.clone())
                .bind(line.kind.name())
                .bind(line.used_percent.map(i64::from))
                .bind(line.number.as_str().to_owned())
                .bind(line.node.name())
                .bind(line.at.ms())
        })
        .await?;
    Ok(())
}

/// Whether an unclaimed robot has a message that may be sent now.
pub async fn is_any_free(
    connection: &mut Connection,
    real_now: Timestamp,
) -> Result<bool, DbError> {
    let row = sqlx::query(
        "SELECT r.id FROM robots r WHERE r.fault IS NULL AND r.speaks_at <= $1 AND r.lease_until <= $1 \
         AND EXISTS (SELECT 1 FROM robot_lines l WHERE l.robot = r.id AND l.told = 0) LIMIT 1",
    )
    .bind(real_now.ms())
    .fetch_optional(connection)
    .await?;
    Ok(row.is_some())
}

/// Claims robots with messages that may be sent now: until the lease is over, no other worker gets them.
pub async fn claim(
    connection: &mut Connection,
    real_now: Timestamp,
    lease_until: Timestamp,
    limit: i64,
) -> Result<Vec<StoredRobot>, DbError> {
    let rows = sqlx::query(
        "UPDATE robots SET lease_until = $1 WHERE lease_until <= $2 AND id IN (SELECT r.id FROM robots r \
         WHERE r.fault IS NULL AND r.speaks_at <= $2 AND r.lease_until <= $2 \
         AND EXISTS (SELECT 1 FROM robot_lines l WHERE l.robot = r.id AND l.told = 0) ORDER BY r.speaks_at LIMIT $3) \
         RETURNING id, side, kind, name, url, secret, events, created_at, fault, fault_detail, attempts",
    )
    .bind(lease_until.ms())
    .bind(real_now.ms())
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.iter().map(read).collect()
}

/// The waiting messages of a robot, the oldest first.
pub async fn waiting(
    connection: &mut Connection,
    robot: &str,
    limit: i64,
) -> Result<Vec<Notification>, DbError> {
    let rows = sqlx::query(
        "SELECT id, kind, used_percent, service_order, node, at FROM robot_lines WHERE robot = $1 AND told = 0 \
         ORDER BY at, id LIMIT $2",
    )
    .bind(robot)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.iter().map(read_line).collect()
}

static TOLD: Bulk = Bulk::new(
    "UPDATE robot_lines SET told = 1 FROM (",
    2,
    ") AS wanted WHERE robot_lines.robot = wanted.column1 AND robot_lines.id = wanted.column2",
);

/// Records that a robot's message was sent; the next one may be sent from a (real) time on.
pub async fn sent(
    connection: &mut Connection,
    robot: &str,
    lines: &[Notification],
    speaks_at: Timestamp,
) -> Result<(), DbError> {
    TOLD.execute(connection, lines, |statement, line| {
        statement.bind(robot.to_owned()).bind(line.id.clone())
    })
    .await?;
    retry_later(connection, robot, 0, speaks_at).await
}

/// Records a failed attempt; the next one may be made from a (real) time on.
pub async fn retry_later(
    connection: &mut Connection,
    robot: &str,
    attempts: u32,
    speaks_at: Timestamp,
) -> Result<(), DbError> {
    sqlx::query("UPDATE robots SET lease_until = 0, attempts = $2, speaks_at = $3 WHERE id = $1")
        .bind(robot)
        .bind(i64::from(attempts))
        .bind(speaks_at.ms())
        .execute(connection)
        .await?;
    Ok(())
}

/// Stops a robot until its settings are changed.
pub async fn break_down(
    connection: &mut Connection,
    robot: &str,
    fault: RobotFault,
    detail: &str,
) -> Result<(), DbError> {
    sqlx::query("UPDATE robots SET lease_until = 0, fault = $2, fault_detail = $3 WHERE id = $1")
        .bind(robot)
        .bind(fault.name())
        .bind(detail)
        .execute(connection)
        .await?;
    Ok(())
}

/// Deletes messages that were sent, or given up, before a time.
pub async fn delete_old(connection: &mut Connection, before: Timestamp) -> Result<u64, DbError> {
    let done = sqlx::query("DELETE FROM robot_lines WHERE at < $1")
        .bind(before.ms())
        .execute(connection)
        .await?;
    Ok(done.rows_affected())
}

fn read(row: &AnyRow) -> Result<StoredRobot, DbError> {
    let columns = Columns::keyed("robots", "id", row)?;
    let has_fault = columns.get::<Option<String>>("fault")?.is_some();
    let fault = if has_fault {
        let detail: Option<String> = columns.get("fault_detail")?;
        let fault = columns.name("fault", RobotFault::parse)?;
        Some((fault, detail.unwrap_or_default()))
    } else {
        None
    };
    let secret: Option<String> = columns.get("secret")?;
    let secret = match secret {
        None => None,
        Some(_) => Some(columns.domain("secret", Confidential::parse)?),
    };
    Ok(StoredRobot {
        id: columns.get("id")?,
        side: columns.get("side")?,
        kind: columns.name("kind", RobotKind::parse)?,
        name: columns.get("name")?,
        url: columns.domain("url", Confidential::parse)?,
        secret,
        events: columns.json("events")?,
        created_at: columns.time("created_at")?,
        fault,
        attempts: columns.parse("attempts", |attempts: i64| u32::try_from(attempts))?,
    })
}

fn read_line(row: &AnyRow) -> Result<Notification, DbError> {
    let columns = Columns::keyed("robot_lines", "id", row)?;
    Ok(Notification {
        id: columns.get("id")?,
        kind: columns.name("kind", NotificationKind::parse)?,
        used_percent: columns.parse("used_percent", |percent: Option<i64>| {
            percent.map(u8::try_from).transpose()
        })?,
        number: columns.domain("service_order", ServiceOrderNumber::parse)?,
        node: columns.name("node", Node::parse)?,
        at: columns.time("at")?,
        read: false,
    })
}
