//! The outbox: what is to be done outside the database. Claimed, run, done; what fails is put off, longer each time.

use std::collections::HashMap;

use aftercare_domain::{
    refund::{GatewayReport, Refund},
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
    write::submission::{Intent, Submission},
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
        let outcomes = note(context, outcomes).await;
        context
            .db
            .write(move |connection| {
                Box::pin(async move {
                    let mut done = Vec::new();
                    for outcome in outcomes {
                        match outcome {
                            WorkOutcome::Done { key, .. } => done.push(key),
                            WorkOutcome::RetryLater { key, until } => {
                                db::outbox::retry_later(connection, &key, until).await?;
                            }
                        }
                    }
                    db::outbox::done(connection, &done).await
                })
            })
            .await?;
    }
}

/// Takes note of what the gateway has; where that can't be written, it is handed over again, which pays nothing twice.
async fn note(context: &Context, outcomes: Vec<WorkOutcome>) -> Vec<WorkOutcome> {
    let noting: Vec<_> = outcomes
        .into_iter()
        .map(|outcome| match &outcome {
            WorkOutcome::Done { refund, .. } => {
                let noted = context.submitter.submit(handed_over(refund.clone()));
                (outcome, Some(noted))
            }
            WorkOutcome::RetryLater { .. } => (outcome, None),
        })
        .collect();
    let mut outcomes = Vec::with_capacity(noting.len());
    for (outcome, noted) in noting {
        let refused = match noted {
            Some(noted) => noted.await.err(),
            None => None,
        };
        outcomes.push(match (refused, outcome) {
            (
                Some(error),
                WorkOutcome::Done {
                    key,
                    refund,
                    attempts,
                },
            ) => {
                tracing::warn!(%refund, %error, "that a refund was handed over could not be noted");
                WorkOutcome::RetryLater {
                    until: backoff(attempts).after(context.clock.real_now()),
                    key,
                }
            }
            (Some(_) | None, outcome) => outcome,
        });
    }
    outcomes
}

/// The submission by which it is noted that the gateway has a refund.
fn handed_over(id: RefundId) -> Submission<Refund> {
    Submission::of_system(Intent::Report {
        id,
        report: GatewayReport::HandedOver,
    })
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
    let found = db::refunds::find(&mut reader, &ids).await?;
    Ok(found
        .into_iter()
        .map(|stored| (stored.refund.id.to_string(), stored.refund))
        .collect())
}

/// The result of an outbox job.
enum WorkOutcome {
    Done {
        key: String,
        refund: RefundId,
        attempts: u32,
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
        Ok(()) => WorkOutcome::Done {
            key: work.key,
            refund: refund.id.clone(),
            attempts: work.attempts,
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
