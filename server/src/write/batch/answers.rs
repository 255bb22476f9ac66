//! The answers of a batch, which are made once everything is written, and kept under their keys.

use std::collections::{BTreeSet, HashMap};

use aftercare_domain::aggregate::{Recorded, replay};

use super::{BatchContext, decide::Decision};
use crate::{
    db::{self, Connection, DbError, answers::AnswerRow, log::StoredEvent},
    write::{
        idempotency::KeyReused,
        submission::{
            Rejected, RejectedOf, Submission, SubmitResult,
            written::{KeptBody, Recalled, Written},
        },
    },
};

/// The answers to submissions of a kind, in their order; new ones are kept.
pub(super) async fn answer<A: Written>(
    connection: &mut Connection,
    context: &BatchContext,
    submissions: &[Submission<A>],
    decisions: Vec<Decision<A>>,
) -> Result<Vec<SubmitResult<A>>, DbError> {
    let mut open = Vec::with_capacity(decisions.len());
    for decision in decisions {
        open.push(PendingAnswer::of(decision)?);
    }
    let logs = Logs::read(connection, &open).await?;
    let mut answers: Vec<ResolvedAnswer<A>> = Vec::with_capacity(open.len());
    for (submission, open) in submissions.iter().zip(open) {
        let next = open.resolve(submission, &logs, &answers)?;
        answers.push(next);
    }
    keep(connection, context, submissions, &answers).await?;
    Ok(answers
        .into_iter()
        .map(ResolvedAnswer::into_answer)
        .collect())
}

/// An answer that may still need an aggregate's log.
enum PendingAnswer<A: Written> {
    Ready(Decision<A>),
    Again(Recalled<A>),
}

/// The answer to a submission.
#[derive(Clone)]
struct ResolvedAnswer<A: Written> {
    answer: Result<Result<A::Accepted, RejectedOf<A>>, KeyReused>,
    /// Whether it is the first answer under its key.
    is_first: bool,
}

impl<A: Written> PendingAnswer<A> {
    fn of(decision: Decision<A>) -> Result<Self, DbError> {
        match decision {
            Decision::Answered(answer) => A::recall(&answer).map(Self::Again),
            decision @ (Decision::Done(_)
            | Decision::Refused(_)
            | Decision::Conflict { .. }
            | Decision::SameAs(_)
            | Decision::KeyReused) => Ok(Self::Ready(decision)),
        }
    }

    /// The aggregate whose log is needed.
    const fn needs_log_of(&self) -> Option<&A::Id> {
        match self {
            Self::Ready(Decision::Conflict { id, .. }) | Self::Again(Recalled::At { id, .. }) => {
                Some(id)
            }
            Self::Ready(_) | Self::Again(Recalled::Accepted(_) | Recalled::Refused(_)) => None,
        }
    }

    fn resolve(
        self,
        submission: &Submission<A>,
        logs: &Logs<A>,
        before: &[ResolvedAnswer<A>],
    ) -> Result<ResolvedAnswer<A>, DbError> {
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
                id,
                current,
                expected,
            }) => first(Err(Rejected::VersionConflict {
                current,
                since: A::lines_since(logs.of(&id)?, expected, &submission.actor),
            })),
            Self::Ready(Decision::SameAs(place)) => ResolvedAnswer {
                is_first: false,
                ..before.get(place).cloned().unwrap_or(wrong_key)
            },
            Self::Ready(Decision::KeyReused | Decision::Answered(_)) => wrong_key,
            Self::Again(Recalled::Accepted(done)) => again(Ok(done)),
            Self::Again(Recalled::Refused(refused)) => again(Err(refused)),
            Self::Again(Recalled::At {
                id,
                version,
                remainder,
            }) => again(Ok(logs.at(&id, version)?.restore(remainder))),
        })
    }
}

impl<A: Written> ResolvedAnswer<A> {
    fn into_answer(self) -> SubmitResult<A> {
        match self.answer {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(refused)) => Err(refused.into()),
            Err(reused) => Err(reused.into()),
        }
    }
}

/// The logs of some aggregates, by their ids.
struct Logs<A: Written>(HashMap<String, Vec<Recorded<A::Event>>>);

impl<A: Written> Logs<A> {
    async fn read(connection: &mut Connection, open: &[PendingAnswer<A>]) -> Result<Self, DbError> {
        let ids: BTreeSet<_> = open
            .iter()
            .filter_map(PendingAnswer::needs_log_of)
            .collect();
        let ids: Vec<_> = ids.into_iter().cloned().collect();
        let mut logs: HashMap<String, Vec<Recorded<A::Event>>> = HashMap::new();
        for event in db::log::of::<A>(connection, &ids).await? {
            let recorded = StoredEvent::recorded(&event)?;
            logs.entry(event.id).or_default().push(recorded);
        }
        Ok(Self(logs))
    }

    fn of(&self, id: &A::Id) -> Result<&[Recorded<A::Event>], DbError> {
        self.0
            .get(&id.to_string())
            .map(Vec::as_slice)
            .ok_or_else(|| DbError::corrupt("events", "sequence", id, "there is no log"))
    }

    fn at(&self, id: &A::Id, version: u32) -> Result<A, DbError> {
        let until_then = self
            .of(id)?
            .iter()
            .take_while(|recorded| recorded.sequence <= version);
        replay(until_then)
            .ok_or_else(|| DbError::corrupt("events", "sequence", id, "the log is empty"))
    }
}

async fn keep<A: Written>(
    connection: &mut Connection,
    context: &BatchContext,
    submissions: &[Submission<A>],
    answers: &[ResolvedAnswer<A>],
) -> Result<(), DbError> {
    let mut kept = Vec::new();
    for (submission, said) in submissions.iter().zip(answers) {
        let (Some(key), Ok(answer), true) = (&submission.request.key, &said.answer, said.is_first)
        else {
            continue;
        };
        if let Some(KeptBody { status, body }) = A::keep(answer)? {
            let answer = AnswerRow {
                request_hash: submission.request.fingerprint.as_kept().to_owned(),
                status,
                body,
            };
            kept.push((key, answer));
        }
    }
    db::answers::keep_all(connection, &kept, context.real_now).await
}
