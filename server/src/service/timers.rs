//! Timers: what the system does when a deadline has come. A due timer becomes a submission like any other.

use std::time::Duration;

use aftercare_domain::{
    aggregate::AggregateKind,
    form::FieldError,
    refund::{Refund, RefundRefusal},
    service_order::{Refusal, ServiceOrder},
    values::{id::RefundId, number::ServiceOrderNumber, time::Span},
};

use super::teamwork::notifications;
use crate::{
    context::Context,
    db::{self, DbError},
    write::submission::{Intent, Rejected, Submission, SubmitError, written::Written},
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
        elapse_all(context, &claimed).await?;
    }
}

/// Lets the system do what is due with those whose timers were claimed.
async fn elapse_all(context: &Context, claimed: &[(AggregateKind, String)]) -> Result<(), DbError> {
    let orders = elapses::<ServiceOrder>(claimed, ServiceOrderNumber::parse)?;
    let refunds = elapses::<Refund>(claimed, RefundId::parse)?;
    let submitter = &context.submitter;
    let orders: Vec<_> = orders
        .into_iter()
        .map(|one| submitter.submit(one))
        .collect();
    let refunds: Vec<_> = refunds
        .into_iter()
        .map(|one| submitter.submit(one))
        .collect();
    // Somebody acted in the same moment: there is nothing left to do.
    for answer in orders {
        match answer.await {
            Ok(_) | Err(SubmitError::Refused(Rejected::ByRule(Refusal::NotDue {}))) => {}
            Err(error) => tracing::error!(%error, "a timer of an order could not be acted on"),
        }
    }
    for answer in refunds {
        match answer.await {
            Ok(_) | Err(SubmitError::Refused(Rejected::ByRule(RefundRefusal::NotDue))) => {}
            Err(error) => tracing::error!(%error, "a timer of a refund could not be acted on"),
        }
    }
    Ok(())
}

/// The submissions of those of a kind.
fn elapses<A: Written>(
    claimed: &[(AggregateKind, String)],
    parse: fn(&str) -> Result<A::Id, FieldError>,
) -> Result<Vec<Submission<A>>, DbError> {
    let of_kind = claimed.iter().filter(|(kind, _)| *kind == A::KIND);
    of_kind
        .map(|(_, id)| {
            let id = parse(id).map_err(|fault| {
                DbError::corrupt("timers", "service_order", id, format_args!("{fault:?}"))
            })?;
            Ok(Submission::of_system(Intent::Elapse { id }))
        })
        .collect()
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
