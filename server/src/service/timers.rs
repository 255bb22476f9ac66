//! Timers: what the system does when a deadline has come. A due timer becomes a submission like any other.

use std::time::Duration;

use aftercare_domain::{
    people::{party::Actor, rule::Rule},
    service_order::Refusal,
    values::time::Span,
};

use super::{service_orders, teamwork::notifications};
use crate::{
    context::Context,
    db::{self, DbError},
    write::{
        idempotency,
        submission::{Intent, Rejected, Submission, SubmitError},
    },
};

/// How many timers are claimed at once.
const CLAIM: i64 = 256;
/// How long a worker may take for those that it claimed; after that, others may.
const LEASE: Span = Span::milliseconds(15_000);
/// How long a move of the clock waits for the timers that came due by it.
const SETTLE: Duration = Duration::from_secs(10);

/// Acts on all timers that are due and that no other worker has.
pub async fn act(context: &Context) -> Result<(), DbError> {
    loop {
        let real_now = context.clock.real_now();
        let due_at = context.clock.now();
        {
            let mut reader = context.db.reader().await?;
            if !db::timers::is_any_free(&mut reader, due_at, real_now).await? {
                return Ok(());
            }
        }
        let claimed = context
            .db
            .write(move |connection| {
                Box::pin(async move {
                    let lease_until = LEASE.after(real_now);
                    db::timers::claim(connection, due_at, real_now, lease_until, CLAIM).await
                })
            })
            .await?;
        if claimed.is_empty() {
            return Ok(());
        }
        // The order says by which rule the system acts.
        let system = Actor::system(Rule::Overdue);
        let submissions = claimed.into_iter().map(|number| Submission {
            actor: system.clone(),
            request: idempotency::IdempotentRequest::default(),
            expected_version: None,
            what: Intent::Elapse { number },
        });
        let submissions = submissions.collect();
        for answer in service_orders::submit_all(context, &system, submissions).await? {
            match answer {
                // Somebody acted in the same moment: there is nothing left to do.
                Ok(_) | Err(SubmitError::Refused(Rejected::ByRule(Refusal::NotDue {}))) => {}
                Err(error) => tracing::error!(%error, "a timer could not be acted on"),
            }
        }
    }
}

/// Acts on the timers that are due, and waits for those that other workers have: so that whoever moved the clock sees at
/// once what follows.
pub async fn settle(context: &Context) -> Result<(), DbError> {
    const LOOK_AGAIN: Duration = Duration::from_millis(20);
    let settled = tokio::time::timeout(SETTLE, async {
        loop {
            act(context).await?;
            let due_at = context.clock.now();
            let mut reader = context.db.reader().await?;
            if !db::timers::is_any_due(&mut reader, due_at).await? {
                drop(reader);
                return notifications::remind(context).await;
            }
            drop(reader);
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    });
    settled.await.unwrap_or_else(|_| {
        tracing::warn!("timers that came due are still being acted on");
        Ok(())
    })
}
