//! The queue of submissions: they wait until a writer takes all of them as one batch.

use std::{
    collections::{BTreeSet, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use aftercare_domain::{people::party::Actor, values::number::ServiceOrderNumber};
use futures::future::BoxFuture;
use tokio::sync::oneshot;

use super::{
    batch::{self, BatchContext},
    submission::{Intent, Rejected, Submission, SubmitError, SubmitResult},
};
use crate::{
    context::Context,
    db::{DbError, WriteConnection},
    service::audit::{personal_readings, security_log},
};

/// How many submissions share a transaction.
const BATCH: usize = 256;
/// The capacity of the queue. Beyond it callers are told to try again: an answer that takes minutes helps nobody.
const QUEUE: usize = 8192;
/// How often a batch is run when it conflicts with another replica's transaction.
const ATTEMPTS: u32 = 5;

/// The submissions that wait. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct SubmissionQueue(Arc<Mutex<QueueState>>);

#[derive(Debug, Default)]
struct QueueState {
    queue: VecDeque<WaitingSubmission>,
    /// Whether a job that will take them is queued for the write connection.
    is_batch_coming: bool,
}

#[derive(Debug)]
struct WaitingSubmission {
    submission: Submission,
    answer: oneshot::Sender<SubmitResult>,
}

/// Submits, and waits until the submission is committed or refused. It goes on when the caller disconnects.
pub async fn submit(context: &Context, submission: Submission) -> SubmitResult {
    let asked = SubmissionTarget::of(&submission);
    let [answer] = enqueue(context, [submission]);
    let answer = wait_for_answer(answer).await;
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
            Intent::Command { number, .. } => Some(Self {
                actor: submission.actor.clone(),
                number: number.clone(),
            }),
            Intent::Apply(_) | Intent::Elapse { .. } => None,
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
        let [answer] = enqueue(context, [submission]);
        waiting.push((answer, asked));
    }
    let mut answers = Vec::with_capacity(waiting.len());
    let mut told = BTreeSet::new();
    for (answer, asked) in waiting {
        let answer = wait_for_answer(answer).await;
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

async fn wait_for_answer(answer: oneshot::Receiver<SubmitResult>) -> SubmitResult {
    answer
        .await
        .unwrap_or_else(|_| Err(DbError::WorkPanicked.into()))
}

fn enqueue<const N: usize>(
    context: &Context,
    submissions: [Submission; N],
) -> [oneshot::Receiver<SubmitResult>; N] {
    let (answers, needs_turn) = {
        let mut waiting = context.submissions.lock();
        let answers = submissions.map(|submission| waiting.add(submission));
        (
            answers,
            !std::mem::replace(&mut waiting.is_batch_coming, true),
        )
    };
    if needs_turn {
        spawn_batch(context.clone());
    }
    answers
}

/// Queues a job for the writer that takes the submissions. In a task of its own: a caller who disconnects must not
/// cancel it for the others.
fn spawn_batch(context: Context) {
    let turn: BoxFuture<'static, ()> = Box::pin(run_next_batch(context));
    tokio::spawn(turn);
}

async fn run_next_batch(context: Context) {
    let desk = context.submissions.clone();
    let db = context.db.clone();
    let turn = db
        .with_writer(Box::new(move |connection| {
            Box::pin(async move { run_batch(&context, connection).await })
        }))
        .await;
    if turn.is_err() {
        for waiter in desk.take(QUEUE).0 {
            waiter.answer(Err(DbError::Stopping.into()));
        }
    }
}

impl SubmissionQueue {
    fn lock(&self) -> MutexGuard<'_, QueueState> {
        // A panic while locked leaves the queue usable.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes up to `most` submissions, and tells whether others are left, which need another job.
    fn take(&self, most: usize) -> (Vec<WaitingSubmission>, bool) {
        let mut waiting = self.lock();
        let taken = waiting.queue.len().min(most);
        let waiters = waiting.queue.drain(..taken).collect();
        waiting.is_batch_coming = !waiting.queue.is_empty();
        (waiters, waiting.is_batch_coming)
    }
}

impl QueueState {
    fn add(&mut self, submission: Submission) -> oneshot::Receiver<SubmitResult> {
        let (answer, answered) = oneshot::channel();
        let waiter = WaitingSubmission { submission, answer };
        if self.queue.len() < QUEUE {
            self.queue.push_back(waiter);
        } else {
            waiter.answer(Err(SubmitError::Unavailable));
        }
        answered
    }
}

impl WaitingSubmission {
    fn answer(self, answer: SubmitResult) {
        // The caller may have disconnected.
        let _ = self.answer.send(answer);
    }
}

/// Runs the waiting submissions as one batch.
async fn run_batch(context: &Context, connection: &mut WriteConnection) {
    let (waiters, others_wait) = context.submissions.take(BATCH);
    if others_wait {
        spawn_batch(context.clone());
    }
    if waiters.is_empty() {
        return;
    }
    let (submissions, tellers): (Vec<_>, Vec<_>) = waiters
        .into_iter()
        .map(|waiter| (waiter.submission, waiter.answer))
        .unzip();
    let answers = answer_all(context, connection, submissions.into()).await;
    for (teller, answer) in tellers.into_iter().zip(answers) {
        let _ = teller.send(answer);
    }
}

async fn answer_all(
    context: &Context,
    connection: &mut WriteConnection,
    submissions: Arc<[Submission]>,
) -> Vec<SubmitResult> {
    let count = submissions.len();
    match run(context, connection, Arc::clone(&submissions)).await {
        Ok(answers) => answers,
        Err(error) if count == 1 => vec![Err(error.into())],
        Err(error) if error.is_unavailable() => {
            tracing::warn!(%error, count, "submissions could not be written");
            (0..count).map(|_| Err(SubmitError::Unavailable)).collect()
        }
        // A statement failed because of one of them: runs each alone, so that only that one fails.
        Err(error) => {
            tracing::warn!(%error, count, "a batch of submissions broke and is run one by one");
            let mut answers = Vec::with_capacity(count);
            for submission in submissions.iter() {
                let alone = Arc::from([submission.clone()]);
                match run(context, connection, alone).await {
                    Ok(mut answer) => answers.append(&mut answer),
                    Err(error) => answers.push(Err(error.into())),
                }
            }
            answers
        }
    }
}

/// Runs a batch in a transaction, again when it conflicts with another replica's; then publishes what it changed.
async fn run(
    context: &Context,
    connection: &mut WriteConnection,
    submissions: Arc<[Submission]>,
) -> Result<Vec<SubmitResult>, DbError> {
    let mut attempt = 1;
    loop {
        let setting = BatchContext::of(context);
        let submissions = Arc::clone(&submissions);
        let done = connection
            .transaction(move |connection| {
                Box::pin(async move { batch::run(connection, &setting, &submissions).await })
            })
            .await;
        match done {
            Ok(batch) => {
                for change in batch.changes {
                    context.live_hub.publish_change(change);
                }
                for ring in batch.rings {
                    context.live_hub.publish_bell(ring);
                }
                if batch.queues_work {
                    context.outbox_wake.notify_one();
                }
                return Ok(batch.answers);
            }
            Err(error) if error.is_lost_race() && attempt < ATTEMPTS => attempt += 1,
            Err(error) => return Err(error),
        }
    }
}
