//! The desk: where submissions wait until a writer takes all of them as one batch.

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
/// How many may wait. Whoever comes then is told to come again: an answer that takes minutes helps nobody.
const QUEUE: usize = 8192;
/// How often a batch that lost a race between transactions is run again.
const ATTEMPTS: u32 = 5;

/// Where submissions wait. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct SubmissionQueue(Arc<Mutex<QueueState>>);

#[derive(Debug, Default)]
struct QueueState {
    queue: VecDeque<WaitingSubmission>,
    /// Whether a turn on a write connection is on its way to take them.
    is_batch_coming: bool,
}

#[derive(Debug)]
struct WaitingSubmission {
    submission: Submission,
    answer: oneshot::Sender<SubmitResult>,
}

/// Submits, and waits until it is committed or refused. Who goes away meanwhile does not stop it.
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

/// Who asks something of which order.
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

    /// Notes it where the order is another tenant's: the writer works for many requests at once.
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

/// Submits many at once, each for itself: they share transactions, and one that is refused leaves the others alone.
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

/// Sees to it that a writer comes to the desk: in a task of its own, for a caller who goes away must not take the others'
/// turn along.
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
        // What a panic left behind is a queue all the same.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes up to so many of those that wait, and says whether others are left, for whom another turn must come.
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
        // Who went away does not mind.
        let _ = self.answer.send(answer);
    }
}

/// Serves those that wait, as one batch.
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
        // One of them broke a statement: each alone, so that it alone fails.
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

/// Runs a batch in a transaction, again where it lost a race against another replica's; tells of what it changed.
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
