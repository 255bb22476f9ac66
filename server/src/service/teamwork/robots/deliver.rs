//! Delivering: claimed, sent, done.
//!
//! A line is told once: it is kept under its id, and marked in the transaction that follows the vendor's answer. Vendors take no
//! key by which they would know a message again, so a server that stops between that answer and the mark, or an answer that is
//! lost on its way, can make one message come twice; none is ever lost.

use aftercare_app::request::language::Language;
use aftercare_domain::{
    teamwork::{
        notification::Notification,
        robot::{DeliveryFault, RobotFault, RobotTest},
    },
    values::time::{Span, Timestamp},
};
use futures::future::try_join_all;

use super::{
    address,
    vendor::{self, DeliveryResult},
};
use crate::{
    context::Context,
    db::{self, DbError, teamwork::robots::StoredRobot},
    runtime::outbound::OutboundFault,
};

/// How many robots are claimed at once.
const CLAIM: i64 = 16;
/// How long a worker may take for those that it claimed; after that, others may. A call takes ten seconds at most.
const LEASE: Span = Span::minutes(1);
/// How long a robot is silent after a message: vendors let it say 20 a minute.
const PAUSE: Span = Span::milliseconds(3_000);
/// How many lines a message has at most.
const LINES: i64 = 20;

/// Has all robots speak that may, and have something to tell.
pub async fn act(context: &Context) -> Result<(), DbError> {
    loop {
        let real_now = context.clock.real_now();
        {
            let mut reader = context.db.reader().await?;
            if !db::teamwork::robots::is_any_free(&mut reader, real_now).await? {
                return Ok(());
            }
        }
        let claim = context.db.write(move |connection| {
            Box::pin(async move {
                db::teamwork::robots::claim(connection, real_now, LEASE.after(real_now), CLAIM)
                    .await
            })
        });
        let robots = claim.await?;
        if robots.is_empty() {
            return Ok(());
        }
        let speaking = robots
            .into_iter()
            .map(|robot| speak(context, robot, real_now));
        try_join_all(speaking).await?;
    }
}

/// Has a robot tell the oldest of what it is to tell.
async fn speak(context: &Context, robot: StoredRobot, real_now: Timestamp) -> Result<(), DbError> {
    let lines = {
        let mut reader = context.db.reader().await?;
        db::teamwork::robots::waiting(&mut reader, &robot.id, LINES).await?
    };
    let verdict = if lines.is_empty() {
        DeliveryResult::Taken
    } else {
        send(context, &robot, &lines, real_now).await
    };
    let write = context.db.write::<_, DbError, _>(move |connection| {
        Box::pin(async move {
            let id = &robot.id;
            match verdict {
                DeliveryResult::Taken => {
                    db::teamwork::robots::sent(connection, id, &lines, PAUSE.after(real_now)).await
                }
                DeliveryResult::Later(fault, detail) => {
                    let attempts = robot.attempts.saturating_add(1);
                    tracing::warn!(robot = id, attempts, %fault, detail, "a robot's message is put off");
                    let speaks_at = backoff(attempts).after(real_now);
                    db::teamwork::robots::retry_later(connection, id, attempts, speaks_at).await
                }
                DeliveryResult::Never(fault, detail) => {
                    tracing::warn!(robot = id, %fault, detail, "a robot tells nothing any more");
                    db::teamwork::robots::break_down(connection, id, fault, &detail).await
                }
            }
        })
    });
    write.await
}

/// Twice as long each time, from three seconds to ten minutes.
fn backoff(attempts: u32) -> Span {
    const LONGEST_MS: i64 = 600_000;
    let doublings = attempts.saturating_sub(1).min(12);
    Span::milliseconds((PAUSE.ms() << doublings).min(LONGEST_MS))
}

/// Has a robot say that it works.
pub(super) async fn test(context: &Context, robot: &StoredRobot) -> RobotTest {
    let (fault, detail) = match send(context, robot, &[], context.clock.real_now()).await {
        DeliveryResult::Taken => (None, String::new()),
        DeliveryResult::Later(fault, detail) => (Some(fault), detail),
        DeliveryResult::Never(fault, detail) => (Some(fault.into()), detail),
    };
    RobotTest {
        delivered: fault.is_none(),
        fault,
        detail: Some(detail).filter(|detail| !detail.is_empty()),
    }
}

/// Sends a message; without lines it says that the robot works. Names and phone numbers are no part of it: it says what
/// happened to which order, and where that is to be seen.
async fn send(
    context: &Context,
    robot: &StoredRobot,
    lines: &[Notification],
    real_now: Timestamp,
) -> DeliveryResult {
    let Some(url) = address(robot.kind, &robot.url, context.sandbox) else {
        return DeliveryResult::Never(RobotFault::WrongKey, String::new());
    };
    // A group speaks the marketplace's language.
    let words = Language::Chinese.robots();
    let mut told: Vec<String> = lines
        .iter()
        .map(|line| {
            let what = words.line(line.kind, line.used_percent, line.node);
            let link = format!("{}/service-orders/{}", context.public_url, line.number);
            vendor::line(robot.kind, &what, line.number.as_str(), &link)
        })
        .collect();
    if told.is_empty() {
        told.push(words.works.to_owned());
    }
    let message = vendor::message(
        robot.kind,
        &url,
        robot.secret.as_ref(),
        words.title,
        &told,
        real_now,
    );
    match context.outbound.post(&message.url, message.json).await {
        Ok(answer) => vendor::verdict(robot.kind, &answer),
        Err(fault) => DeliveryResult::Later(unanswered(fault), String::new()),
    }
}

/// What it means for a message that nothing came back.
const fn unanswered(fault: OutboundFault) -> DeliveryFault {
    match fault {
        OutboundFault::Unreachable => DeliveryFault::Unreachable,
        OutboundFault::Malformed => DeliveryFault::Unintelligible,
        OutboundFault::Late => DeliveryFault::Late,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fails_is_put_off_longer_each_time() {
        assert_eq!(backoff(1).ms(), 3_000);
        assert_eq!(backoff(2).ms(), 6_000);
        assert_eq!(backoff(1000).ms(), 600_000);
    }
}
