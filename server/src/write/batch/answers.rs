//! The answers of a batch, which are made once everything is written, and kept under their keys.
//!
//! A kept answer names the order and its version rather than repeating the order: the log gives the same order again.

use std::collections::{BTreeSet, HashMap};

use aftercare_domain::{
    order::line::LineBalance,
    service_order::{
        Recorded, ServiceOrder, evolve,
        view::{LogLine, lines_since},
    },
    values::{number::ServiceOrderNumber, time::Timestamp},
};
use serde::{Deserialize, Serialize};

use super::{BatchContext, decide::Decision};
use crate::{
    db::{self, Connection, DbError, answers::AnswerRow, log::StoredEvent},
    write::{
        idempotency::KeyReused,
        submission::{Accepted, Rejected, Submission, SubmitResult},
    },
};

/// An answer as it is stored.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StoredAnswer {
    Done {
        number: ServiceOrderNumber,
        version: u32,
        line: LineBalance,
        at: Timestamp,
        begun: bool,
    },
    Refused(Rejected),
}

/// The status is derived from a kept answer each time, so the column has none.
const STATUS_FOLLOWS: u16 = 0;

/// The answers of a batch, in its order; new ones are kept.
pub(super) async fn answer(
    connection: &mut Connection,
    setting: &BatchContext,
    submissions: &[Submission],
    decisions: Vec<Decision>,
) -> Result<Vec<SubmitResult>, DbError> {
    let mut open = Vec::with_capacity(decisions.len());
    for decision in decisions {
        open.push(PendingAnswer::of(decision)?);
    }
    let logs = read_logs(connection, &open).await?;
    let mut answers: Vec<ResolvedAnswer> = Vec::with_capacity(open.len());
    for (submission, open) in submissions.iter().zip(open) {
        let next = open.resolve(submission, &logs, &answers)?;
        answers.push(next);
    }
    keep(connection, setting, submissions, &answers).await?;
    Ok(answers
        .into_iter()
        .map(ResolvedAnswer::into_answer)
        .collect())
}

/// An answer that may still need an order's log.
enum PendingAnswer {
    Ready(Decision),
    Again {
        number: ServiceOrderNumber,
        version: u32,
        line: LineBalance,
        at: Timestamp,
        begun: bool,
    },
    RefusedAgain(Rejected),
}

/// The answer to a submission.
#[derive(Clone)]
struct ResolvedAnswer {
    answer: Result<Result<Accepted, Rejected>, KeyReused>,
    /// Whether it is the first answer under its key.
    is_first: bool,
}

impl PendingAnswer {
    fn of(decision: Decision) -> Result<Self, DbError> {
        let Decision::Answered(answer) = &decision else {
            return Ok(Self::Ready(decision));
        };
        let kept = serde_json::from_str(&answer.body)
            .map_err(|error| DbError::corrupt("answers", "body", &answer.request_hash, error))?;
        Ok(match kept {
            StoredAnswer::Refused(refused) => Self::RefusedAgain(refused),
            StoredAnswer::Done {
                number,
                version,
                line,
                at,
                begun,
            } => Self::Again {
                number,
                version,
                line,
                at,
                begun,
            },
        })
    }

    /// The order whose log is needed.
    const fn needs_log_of(&self) -> Option<&ServiceOrderNumber> {
        match self {
            Self::Ready(Decision::Conflict { number, .. }) | Self::Again { number, .. } => {
                Some(number)
            }
            Self::Ready(_) | Self::RefusedAgain(_) => None,
        }
    }

    fn resolve(
        self,
        submission: &Submission,
        logs: &Logs,
        before: &[ResolvedAnswer],
    ) -> Result<ResolvedAnswer, DbError> {
        let first = |answer| ResolvedAnswer {
            answer: Ok(answer),
            is_first: true,
        };
        let again = |answer| ResolvedAnswer {
            answer: Ok(answer),
            is_first: false,
        };
        let wrong_key = ResolvedAnswer {
            answer: Err(KeyReused),
            is_first: false,
        };
        Ok(match self {
            Self::Ready(Decision::Done(done)) => first(Ok(*done)),
            Self::Ready(Decision::Refused(refused)) => first(Err(refused)),
            Self::Ready(Decision::Conflict {
                number,
                current,
                expected,
            }) => first(Err(Rejected::VersionConflict {
                current,
                since: logs.since(&number, expected, submission)?,
            })),
            Self::Ready(Decision::SameAs(place)) => ResolvedAnswer {
                is_first: false,
                ..before.get(place).cloned().unwrap_or(wrong_key)
            },
            Self::Ready(Decision::KeyReused | Decision::Answered(_)) => wrong_key,
            Self::RefusedAgain(refused) => again(Err(refused)),
            Self::Again {
                number,
                version,
                line,
                at,
                begun,
            } => again(Ok(Accepted {
                order: logs.order_at(&number, version)?,
                line,
                at,
                begun,
            })),
        })
    }
}

impl ResolvedAnswer {
    fn into_answer(self) -> SubmitResult {
        match self.answer {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(refused)) => Err(refused.into()),
            Err(reused) => Err(reused.into()),
        }
    }
}

/// The logs of some orders.
struct Logs(HashMap<ServiceOrderNumber, Vec<Recorded>>);

impl Logs {
    fn of(&self, number: &ServiceOrderNumber) -> Result<&[Recorded], DbError> {
        self.0
            .get(number)
            .map(Vec::as_slice)
            .ok_or_else(|| DbError::corrupt("events", "sequence", number, "there is no log"))
    }

    fn since(
        &self,
        number: &ServiceOrderNumber,
        version: u32,
        submission: &Submission,
    ) -> Result<Vec<LogLine>, DbError> {
        Ok(lines_since(self.of(number)?, version, &submission.actor))
    }

    fn order_at(&self, number: &ServiceOrderNumber, version: u32) -> Result<ServiceOrder, DbError> {
        let until_then = self
            .of(number)?
            .iter()
            .take_while(|recorded| recorded.sequence <= version);
        evolve::replay(until_then)
            .ok_or_else(|| DbError::corrupt("events", "sequence", number, "the log is empty"))
    }
}

async fn read_logs(connection: &mut Connection, open: &[PendingAnswer]) -> Result<Logs, DbError> {
    let numbers: BTreeSet<_> = open
        .iter()
        .filter_map(PendingAnswer::needs_log_of)
        .collect();
    let numbers: Vec<_> = numbers.into_iter().cloned().collect();
    let mut logs: HashMap<ServiceOrderNumber, Vec<Recorded>> = HashMap::new();
    for event in db::log::of_orders(connection, &numbers).await? {
        let recorded = StoredEvent::recorded(&event)?;
        logs.entry(event.service_order).or_default().push(recorded);
    }
    Ok(Logs(logs))
}

async fn keep(
    connection: &mut Connection,
    setting: &BatchContext,
    submissions: &[Submission],
    answers: &[ResolvedAnswer],
) -> Result<(), DbError> {
    let mut kept = Vec::new();
    for (submission, said) in submissions.iter().zip(answers) {
        let (Some(key), Ok(answer), true) = (&submission.request.key, &said.answer, said.is_first)
        else {
            continue;
        };
        let body = match answer {
            Ok(done) => StoredAnswer::Done {
                number: done.order.number.clone(),
                version: done.order.version,
                line: done.line,
                at: done.at,
                begun: done.begun,
            },
            Err(refused) => StoredAnswer::Refused(refused.clone()),
        };
        let body = serde_json::to_string(&body)
            .map_err(|error| DbError::corrupt("answers", "body", &key.hash, error))?;
        let answer = AnswerRow {
            request_hash: submission.request.fingerprint.as_kept().to_owned(),
            status: STATUS_FOLLOWS,
            body,
        };
        kept.push((key, answer));
    }
    db::answers::keep_all(connection, &kept, setting.real_now).await
}
