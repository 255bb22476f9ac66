//! Submitting: hands on to the write path, and keeps whom the answer told of personal data and who asked for another's order.

use std::collections::BTreeSet;

use aftercare_domain::{people::party::Actor, values::number::ServiceOrderNumber};

use crate::{
    context::Context,
    db::DbError,
    service::audit::{personal_readings, security_log},
    write::submission::{Intent, Rejected, Submission, SubmitError, SubmitResult},
};

/// Submits, and waits until the submission is committed or refused. It goes on when the caller disconnects.
pub async fn submit(context: &Context, submission: Submission) -> SubmitResult {
    let asked = SubmissionTarget::of(&submission);
    let answer = context.submitter.submit(submission).await;
    if let Some(asked) = asked {
        asked.note(&answer);
        if shows_log(&answer) {
            personal_readings::keep_log(context, &asked.actor, [&asked.number]).await?;
        }
    }
    answer
}

/// The actor and the order of a submission.
struct SubmissionTarget {
    actor: Actor,
    number: ServiceOrderNumber,
}

impl SubmissionTarget {
    fn of(submission: &Submission) -> Option<Self> {
        match &submission.what {
            Intent::Command { id, .. } => Some(Self {
                actor: submission.actor.clone(),
                number: id.clone(),
            }),
            Intent::Begin(_) | Intent::Elapse { .. } | Intent::Report { .. } => None,
        }
    }

    /// Records a security note where the order is another tenant's. Done here, not in the writer, which serves many
    /// requests at once.
    fn note(&self, answer: &SubmitResult) {
        if matches!(answer, Err(SubmitError::Refused(Rejected::Foreign))) {
            security_log::note_foreign(&self.number);
        }
    }
}

/// Whether an answer shows lines of the order's log: what has happened since the version that was seen.
const fn shows_log(answer: &SubmitResult) -> bool {
    matches!(
        answer,
        Err(SubmitError::Refused(Rejected::VersionConflict { .. }))
    )
}

/// Submits many at once. They share transactions, but are independent: a refused one does not affect the others.
pub async fn submit_all(
    context: &Context,
    actor: &Actor,
    submissions: Vec<Submission>,
) -> Result<Vec<SubmitResult>, DbError> {
    let mut waiting = Vec::with_capacity(submissions.len());
    for submission in submissions {
        let asked = SubmissionTarget::of(&submission);
        waiting.push((context.submitter.submit(submission), asked));
    }
    let mut answers = Vec::with_capacity(waiting.len());
    let mut told = BTreeSet::new();
    for (answer, asked) in waiting {
        let answer = answer.await;
        if let Some(asked) = asked {
            asked.note(&answer);
            if shows_log(&answer) {
                told.insert(asked.number);
            }
        }
        answers.push(answer);
    }
    personal_readings::keep_log(context, actor, &told).await?;
    Ok(answers)
}
