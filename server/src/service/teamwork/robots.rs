//! Robots: they tell a side's group chat what its staff are told, a few messages a minute, each with many lines.

mod deliver;
mod vendor;

pub use self::deliver::act;

use aftercare_domain::{
    form::{Field as _, FieldError, Record as _, Violation},
    people::party::{Actor, Authority, Organisation},
    teamwork::robot::{Confidential, Robot, RobotKind, RobotRequest, RobotTest},
    values::time::{Span, Timestamp},
};
use serde_json::Value;
use url::{Host, Url};

use crate::{
    context::Context,
    db::{self, DbError, teamwork::robots::StoredRobot},
    service::{Error, ServiceRefusal},
    write::idempotency,
};

/// How long it is known what a robot told, and how long what it can't tell waits.
const KEPT: Span = Span::days(30);

/// Why a robot is not added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RobotRefusal {
    /// The organisation has as many as it may have.
    #[error("there are {most} robots already")]
    TooMany {
        /// How many that are.
        most: usize,
    },
}

impl ServiceRefusal for RobotRefusal {}

/// The side whose robots somebody sets: an owner their merchant's, an operator the platform's.
pub fn side_of(actor: &Actor) -> Option<String> {
    match actor.authority() {
        Authority::Merchant(merchant, None) => {
            Some(Organisation::Merchant(merchant.clone()).to_string())
        }
        Authority::Operator => Some(Organisation::Platform.to_string()),
        Authority::Merchant(_, Some(_))
        | Authority::Consumer(..)
        | Authority::Store(_)
        | Authority::ReturnCentre
        | Authority::System => None,
    }
}

/// A side's robots, the newest first.
pub async fn list(context: &Context, side: &str) -> Result<Vec<Robot>, DbError> {
    let mut reader = context.db.reader().await?;
    let robots = db::teamwork::robots::of_side(&mut reader, side).await?;
    Ok(robots.into_iter().map(view).collect())
}

/// Adds a robot.
pub async fn add(
    context: &Context,
    side: String,
    asked: &Value,
    call: idempotency::IdempotentRequest,
) -> Result<Robot, Error<RobotRefusal>> {
    const CREATED: u16 = 201;
    let id = context.entropy.identifier();
    let robot = robot_of(context, id, side, asked, None)?;
    let most = context.config.limits.robots_a_side;
    idempotency::once::<_, Error<RobotRefusal>, _>(
        &context.db,
        &context.clock,
        call,
        CREATED,
        move |connection| {
            Box::pin(async move {
                let others = db::teamwork::robots::of_side(connection, &robot.side).await?;
                if others.len() >= most {
                    return Err(RobotRefusal::TooMany { most }.into());
                }
                db::teamwork::robots::put(connection, &robot).await?;
                Ok(view(robot))
            })
        },
    )
    .await
}

/// Sets a robot of a side anew, which mends one that tells nothing any more; none when there is none.
pub async fn set(
    context: &Context,
    side: &str,
    id: &str,
    asked: &Value,
) -> Result<Option<Robot>, Error> {
    let Some(before) = find(context, side, id).await? else {
        return Ok(None);
    };
    let robot = robot_of(
        context,
        before.id.clone(),
        before.side.clone(),
        asked,
        Some(before),
    )?;
    let kept = robot.clone();
    let write = context.db.write::<_, DbError, _>(move |connection| {
        Box::pin(async move { db::teamwork::robots::put(connection, &kept).await })
    });
    Ok(write.await?.then(|| view(robot)))
}

async fn find(context: &Context, side: &str, id: &str) -> Result<Option<StoredRobot>, DbError> {
    let mut reader = context.db.reader().await?;
    let robots = db::teamwork::robots::of_side(&mut reader, side).await?;
    Ok(robots.into_iter().find(|robot| robot.id == id))
}

/// The robot that is asked for, or all that is wrong with it; what is left out stays as it was, as long as it is the same
/// vendor's.
fn robot_of(
    context: &Context,
    id: String,
    side: String,
    asked: &Value,
    before: Option<StoredRobot>,
) -> Result<StoredRobot, Vec<Violation>> {
    let kind = asked
        .get("kind")
        .and_then(|kind| RobotKind::read(kind).ok());
    let before = before.filter(|before| Some(before.kind) == kind);
    let (old_url, old_secret, created_at) = match before {
        Some(before) => (Some(before.url), before.secret, before.created_at),
        None => (None, None, context.clock.real_now()),
    };
    let url = url_of(context, kind, asked, old_url);
    let (request, url) = match (RobotRequest::parse(asked), url) {
        (Ok(request), Ok(url)) => (request, url),
        (request, url) => {
            let mut violations = request.err().unwrap_or_default();
            let of_url = url.err().flatten();
            violations.extend(of_url.map(|fault| Violation::new("url", fault)));
            return Err(violations);
        }
    };
    let is_signed = request.remove_secret != Some(true);
    Ok(StoredRobot {
        id,
        side,
        kind: request.kind,
        name: request.name.as_str().to_owned(),
        url,
        secret: request.secret.or(old_secret).filter(|_| is_signed),
        events: request.events.into_iter().collect(),
        created_at,
        fault: None,
        attempts: 0,
    })
}

/// The address that is asked for or stays; or what is wrong with it, besides what its form says of it.
fn url_of(
    context: &Context,
    kind: Option<RobotKind>,
    asked: &Value,
    old: Option<Confidential>,
) -> Result<Confidential, Option<FieldError>> {
    let given = asked.get("url").filter(|url| !url.is_null());
    let given = given.filter(|url| url.as_str().is_none_or(|text| !text.trim().is_empty()));
    let url = match given {
        Some(url) => Confidential::read(url).map_err(|_| None)?,
        None => old.ok_or(Some(FieldError::Required {}))?,
    };
    match kind {
        Some(kind) if address(kind, &url, context.sandbox).is_none() => {
            Err(Some(FieldError::NotApplicable {}))
        }
        Some(_) | None => Ok(url),
    }
}

/// Where a robot is called: at its vendor's own host alone, so that nobody can make the server call anybody else. A
/// sandbox may call this machine, where tests have their vendors.
fn address(kind: RobotKind, url: &Confidential, sandbox: bool) -> Option<Url> {
    let url = Url::parse(url.reveal()).ok()?;
    let is_plain = url.username().is_empty() && url.password().is_none();
    let is_vendors =
        url.scheme() == "https" && url.port().is_none() && url.host_str() == Some(kind.host());
    let is_local = match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(_)) | None => false,
    };
    let is_tests = sandbox && url.scheme() == "http" && is_local;
    (is_plain && (is_vendors || is_tests)).then_some(url)
}

/// Removes a robot of a side, with what it was to tell; `false` when there is none.
pub async fn remove(context: &Context, side: String, id: String) -> Result<bool, DbError> {
    let write = context.db.write::<_, DbError, _>(move |connection| {
        Box::pin(async move { db::teamwork::robots::remove(connection, &side, &id).await })
    });
    write.await
}

/// Has a robot of a side say that it works; none when there is none.
pub async fn test(context: &Context, side: &str, id: &str) -> Result<Option<RobotTest>, DbError> {
    match find(context, side, id).await? {
        Some(robot) => Ok(Some(deliver::test(context, &robot).await)),
        None => Ok(None),
    }
}

/// Forgets what robots told long ago.
pub async fn delete_old(context: &Context) -> Result<(), DbError> {
    let before = Timestamp::from_ms(context.clock.now().ms() - KEPT.ms());
    let write = context
        .db
        .write(move |connection| Box::pin(db::teamwork::robots::delete_old(connection, before)));
    write.await.map(drop)
}

/// A robot as it is shown.
fn view(robot: StoredRobot) -> Robot {
    const END: usize = 4;
    let (fault, fault_detail) = robot.fault.unzip();
    let url = robot.url.reveal();
    let skipped = url.chars().count().saturating_sub(END);
    Robot {
        id: robot.id,
        kind: robot.kind,
        name: robot.name,
        url_ends_with: url.chars().skip(skipped).collect(),
        has_secret: robot.secret.is_some(),
        events: robot.events.into_iter().collect(),
        fault,
        fault_detail,
        created_at: robot.created_at,
    }
}
