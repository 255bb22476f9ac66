//! Deciding a batch in memory, one submission after another.

use std::collections::HashMap;

use aftercare_domain::{
    aggregate::{AggregateKind, Outcome, elapse, execute, report},
    people::party::Actor,
    values::id::Username,
};

use super::Submissions;
use crate::{
    db::{
        self, Connection, DbError,
        answers::{AnswerKey, AnswerRow},
    },
    write::{
        batch_context::BatchContext,
        idempotency::IdempotentRequest,
        journal::Journal,
        submission::{
            Intent, Rejected, RejectedOf, Submission,
            written::{Begun, Loaded, Step, Stock, Written, situation},
        },
    },
};

/// What was decided about a submission.
#[derive(Debug, Clone)]
pub(super) enum Decision<A: Written> {
    /// It is accepted.
    Done(Box<A::Accepted>),
    /// It is refused.
    Refused(RejectedOf<A>),
    /// The aggregate has another version than expected; what happened since must be read from the log.
    Conflict {
        /// The aggregate.
        id: A::Id,
        /// Its version.
        current: u32,
        /// The version that the caller saw.
        expected: u32,
    },
    /// It was answered before.
    Answered(AnswerRow),
    /// It repeats an earlier submission of this batch.
    SameAs(usize),
    /// Its key was used for another request.
    KeyReused,
}

/// The keys of a batch: what was answered under them before, and which submission of the batch came first under each.
#[derive(Debug)]
pub(super) struct Keys {
    answers: HashMap<AnswerKey, AnswerRow>,
    first: HashMap<AnswerKey, FirstUse>,
}

/// The first submission of a batch under a key.
#[derive(Debug)]
struct FirstUse {
    kind: AggregateKind,
    /// Its index among those of its kind.
    place: usize,
    /// The fingerprint of its request.
    kept: String,
}

impl Keys {
    /// Reads what was answered before.
    pub(super) async fn read(
        connection: &mut Connection,
        submissions: &Submissions,
    ) -> Result<Self, DbError> {
        let of_orders = submissions.service_orders.iter().map(|one| &one.request);
        let of_refunds = submissions.refunds.iter().map(|one| &one.request);
        let keys: Vec<&AnswerKey> = of_orders
            .chain(of_refunds)
            .filter_map(|request| request.key.as_ref())
            .collect();
        let answers = db::answers::find_all(connection, &keys).await?;
        Ok(Self {
            answers: answers.into_iter().collect(),
            first: HashMap::new(),
        })
    }

    /// What is decided already about the submission at a place, by its key; none where it is the first under its key.
    pub(super) fn take<A: Written>(
        &mut self,
        place: usize,
        submission: &Submission<A>,
    ) -> Option<Decision<A>> {
        let IdempotentRequest { key, fingerprint } = &submission.request;
        let key = key.as_ref()?;
        if let Some(answer) = self.answers.get(key) {
            return Some(if fingerprint.is(&answer.request_hash) {
                Decision::Answered(answer.clone())
            } else {
                Decision::KeyReused
            });
        }
        if let Some(first) = self.first.get(key) {
            return Some(if first.kind == A::KIND && fingerprint.is(&first.kept) {
                Decision::SameAs(first.place)
            } else {
                Decision::KeyReused
            });
        }
        let first = FirstUse {
            kind: A::KIND,
            place,
            kept: fingerprint.as_kept().to_owned(),
        };
        self.first.insert(key.clone(), first);
        None
    }
}

impl<A: Written> Stock<A> {
    /// Decides the next submission.
    pub(super) fn decide(
        &mut self,
        context: &BatchContext,
        journal: &mut Journal,
        submission: &Submission<A>,
    ) -> Result<Decision<A>, DbError> {
        let giver = submission.actor.username.as_ref();
        let (loaded, outcome) = match &submission.what {
            Intent::Begin(beginning) => match A::begin_by(self, context, submission, beginning)? {
                Begun::Already(answer) => return Ok(Decision::Done(Box::new(answer))),
                Begun::Refused(refused) => return Ok(Decision::Refused(refused)),
                Begun::New(outcome) => (None, Ok(*outcome)),
            },
            Intent::Command { id, command } => {
                let loaded = match self.visible(id, &submission.actor) {
                    Ok(loaded) => loaded,
                    Err(refused) => return Ok(Decision::Refused(refused)),
                };
                let current = loaded.state.version();
                if let Some(expected) = submission.expected_version
                    && expected != current
                {
                    return Ok(Decision::Conflict {
                        id: id.clone(),
                        current,
                        expected,
                    });
                }
                let actor = &submission.actor;
                let facts = loaded.state.facts(&self.known, actor, Some(command))?;
                let situation = situation(context, &facts);
                let outcome = execute(&loaded.state, actor, command, &situation);
                (Some(loaded), outcome)
            }
            Intent::Elapse { id } => {
                let Some(loaded) = self.held.get(id).cloned() else {
                    return Ok(Decision::Refused(Rejected::NotFound));
                };
                let facts = loaded.state.facts(&self.known, &submission.actor, None)?;
                let outcome = elapse(&loaded.state, &situation(context, &facts));
                (Some(loaded), outcome)
            }
            Intent::Report { id, report: told } => {
                let Some(loaded) = self.held.get(id).cloned() else {
                    return Ok(Decision::Refused(Rejected::NotFound));
                };
                let facts = loaded.state.facts(&self.known, &submission.actor, None)?;
                let outcome = report(&loaded.state, told, &situation(context, &facts));
                (Some(loaded), Ok(outcome))
            }
        };
        Ok(match outcome {
            Err(refusal) => Decision::Refused(Rejected::ByRule(refusal)),
            Ok(outcome) => {
                let answer = self.record(context, journal, giver, loaded, outcome)?;
                Decision::Done(Box::new(answer))
            }
        })
    }

    fn visible(&self, id: &A::Id, actor: &Actor) -> Result<Loaded<A>, RejectedOf<A>> {
        let Some(loaded) = self.held.get(id) else {
            return Err(Rejected::NotFound);
        };
        if actor.may_see(loaded.state.owner()) {
            Ok(loaded.clone())
        } else {
            Err(Rejected::Foreign)
        }
    }

    /// Adds an outcome to what the batch holds, for the submissions that follow, and to what will be written.
    pub(super) fn record(
        &mut self,
        context: &BatchContext,
        journal: &mut Journal,
        giver: Option<&Username>,
        loaded: Option<Loaded<A>>,
        outcome: Outcome<A>,
    ) -> Result<A::Accepted, DbError> {
        let step = Step {
            context,
            giver,
            before: loaded.as_ref().map(|loaded| &loaded.state),
            outcome: &outcome,
            head_hash: loaded.as_ref().map_or("", |loaded| &loaded.head_hash),
        };
        let head_hash = A::follow(&mut self.known, journal, &step)?;
        let begun = loaded.is_none();
        let state = outcome.state;
        let answer = state.accept(&self.known, context.now, begun)?;
        let id = state.id().clone();
        let loaded = Loaded {
            state,
            head_hash,
            before: loaded.and_then(|loaded| loaded.before),
        };
        self.held.insert(id, loaded);
        Ok(answer)
    }
}
