//! The outbox: what is to be done outside the database. Claimed, run, done; what fails is put off, longer each time.

use std::collections::HashMap;

use aftercare_domain::{
    refund::{Refund, RefundState},
    values::{
        id::RefundId,
        time::{Span, Timestamp},
    },
};

use crate::{
    context::Context,
    db::{
        self, DbError,
        outbox::{Work, WorkKind},
    },
    runtime::gateway::GatewayFault,
};

/// How many works are claimed at once.
const CLAIM: i64 = 64;
/// How long a worker may take for those that it claimed; after that, others may.
const LEASE: Span = Span::minutes(1);

/// Does all works that can be done now and that no other worker has.
pub async fn act(context: &Context) -> Result<(), DbError> {
    loop {
        let real_now = context.clock.real_now();
        {
            let mut reader = context.db.reader().await?;
            if !db::outbox::is_any_available(&mut reader, real_now).await? {
                return Ok(());
            }
        }
        let works = context
            .db
            .write(move |connection| {
                Box::pin(async move {
                    db::outbox::claim(connection, real_now, LEASE.after(real_now), CLAIM).await
                })
            })
            .await?;
        if works.is_empty() {
            return Ok(());
        }
        let refunds = refunds_of(context, &works).await?;
        let mut outcomes = Vec::with_capacity(works.len());
        for work in works {
            outcomes.push(run(context, &refunds, work, real_now).await);
        }
        context
            .db
            .write(move |connection| {
                Box::pin(async move {
                    let mut done = Vec::new();
                    let mut advanced = Vec::new();
                    for outcome in outcomes {
                        match outcome {
                            WorkOutcome::Done { key, refund } => {
                                done.push(key);
                                advanced.extend(refund);
                            }
                            WorkOutcome::RetryLater { key, until } => {
                                db::outbox::retry_later(connection, &key, until).await?;
                            }
                        }
                    }
                    db::refunds::advance(connection, &advanced).await?;
                    db::outbox::done(connection, &done).await
                })
            })
            .await?;
    }
}

async fn refunds_of(context: &Context, works: &[Work]) -> Result<HashMap<String, Refund>, DbError> {
    let mut reader = context.db.reader().await?;
    let ids: Vec<RefundId> = works
        .iter()
        .map(|work| match work.kind {
            WorkKind::Refund => RefundId::parse(&work.payload).map_err(|fault| {
                DbError::corrupt("outbox", "payload", &work.key, format_args!("{fault:?}"))
            }),
        })
        .collect::<Result<_, _>>()?;
    let found = db::refunds::find_all(&mut reader, &ids).await?;
    Ok(found
        .into_iter()
        .map(|stored| (stored.refund.id.to_string(), stored.refund))
        .collect())
}

/// The result of an outbox job.
enum WorkOutcome {
    Done {
        key: String,
        refund: Option<(RefundId, RefundState)>,
    },
    RetryLater {
        key: String,
        until: Timestamp,
    },
}

async fn run(
    context: &Context,
    refunds: &HashMap<String, Refund>,
    work: Work,
    real_now: Timestamp,
) -> WorkOutcome {
    let Some(refund) = refunds.get(&work.payload) else {
        tracing::error!(key = work.key, "a refund is to be paid that is not there");
        return WorkOutcome::RetryLater {
            until: backoff(work.attempts).after(real_now),
            key: work.key,
        };
    };
    match context.gateway.hand_over(refund).await {
        Ok(state) => WorkOutcome::Done {
            key: work.key,
            refund: Some((refund.id.clone(), state)),
        },
        Err(GatewayFault { reason }) => {
            tracing::warn!(refund = %refund.id, reason, attempts = work.attempts, "a refund failed");
            WorkOutcome::RetryLater {
                until: backoff(work.attempts).after(real_now),
                key: work.key,
            }
        }
    }
}

/// Twice as long each time, from a second to an hour.
fn backoff(attempts: u32) -> Span {
    const LONGEST_MS: i64 = 3_600_000;
    let doublings = attempts.saturating_sub(1).min(12);
    Span::milliseconds((1000_i64 << doublings).min(LONGEST_MS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fails_is_put_off_longer_each_time() {
        assert_eq!(backoff(1).ms(), 1000);
        assert_eq!(backoff(2).ms(), 2000);
        assert_eq!(backoff(1000).ms(), 3_600_000);
    }
}
