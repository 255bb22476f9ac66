//! The queue of submissions: they wait until a writer takes all of them as one batch.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use aftercare_domain::policy::Policy;
use futures::future::BoxFuture;
use tokio::sync::{Notify, oneshot};

use super::{
    batch::{self, BatchContext},
    submission::{Submission, SubmitError, SubmitResult},
};
use crate::{
    db::{Db, DbError, WriteConnection},
    memory::live_hub::LiveHub,
    runtime::clock::Clock,
};

/// How many submissions share a transaction.
const BATCH: usize = 256;
/// The capacity of the queue. Beyond it callers are told to try again: an answer that takes minutes helps nobody.
const QUEUE: usize = 8192;
/// How often a batch is run when it conflicts with another replica's transaction.
const ATTEMPTS: u32 = 5;

/// The submissions that wait. Cheap to clone.
#[derive(Debug, Clone, Default)]
struct SubmissionQueue(Arc<Mutex<QueueState>>);

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

/// Takes submissions, and sees to it that they are written. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Submitter {
    queue: SubmissionQueue,
    db: Db,
    clock: Clock,
    policy: Arc<Policy>,
    live_hub: LiveHub,
    /// Wakes the worker of the outbox.
    outbox_wake: Arc<Notify>,
    replica: Arc<str>,
}

impl Submitter {
    /// With an empty queue, on what every batch needs.
    pub fn new(
        db: Db,
        clock: Clock,
        policy: Arc<Policy>,
        live_hub: LiveHub,
        outbox_wake: Arc<Notify>,
        replica: Arc<str>,
    ) -> Self {
        Self {
            queue: SubmissionQueue::default(),
            db,
            clock,
            policy,
            live_hub,
            outbox_wake,
            replica,
        }
    }

    /// The same with another policy in force.
    #[must_use]
    pub fn with_policy(self, policy: Arc<Policy>) -> Self {
        Self { policy, ..self }
    }

    /// Queues a submission. The answer comes once it is committed or refused, and it goes on when the caller disconnects.
    pub fn submit(&self, submission: Submission) -> impl Future<Output = SubmitResult> + use<> {
        let (answer, needs_turn) = {
            let mut waiting = self.queue.lock();
            let answer = waiting.add(submission);
            (
                answer,
                !std::mem::replace(&mut waiting.is_batch_coming, true),
            )
        };
        if needs_turn {
            spawn_batch(self.clone());
        }
        wait_for_answer(answer)
    }

    fn batch_context(&self) -> BatchContext {
        BatchContext {
            engine: self.db.engine(),
            policy: Arc::clone(&self.policy),
            now: self.clock.now(),
            real_now: self.clock.real_now(),
            replica: Arc::clone(&self.replica),
        }
    }
}

async fn wait_for_answer(answer: oneshot::Receiver<SubmitResult>) -> SubmitResult {
    answer
        .await
        .unwrap_or_else(|_| Err(DbError::WorkPanicked.into()))
}

/// Queues a job for the writer that takes the submissions. In a task of its own: a caller who disconnects must not
/// cancel it for the others.
fn spawn_batch(submitter: Submitter) {
    let turn: BoxFuture<'static, ()> = Box::pin(run_next_batch(submitter));
    tokio::spawn(turn);
}

async fn run_next_batch(submitter: Submitter) {
    let queue = submitter.queue.clone();
    let db = submitter.db.clone();
    let turn = db
        .with_writer(Box::new(move |connection| {
            Box::pin(async move { run_batch(&submitter, connection).await })
        }))
        .await;
    if turn.is_err() {
        for waiter in queue.take(QUEUE).0 {
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
async fn run_batch(submitter: &Submitter, connection: &mut WriteConnection) {
    let (waiters, others_wait) = submitter.queue.take(BATCH);
    if others_wait {
        spawn_batch(submitter.clone());
    }
    if waiters.is_empty() {
        return;
    }
    let (submissions, tellers): (Vec<_>, Vec<_>) = waiters
        .into_iter()
        .map(|waiter| (waiter.submission, waiter.answer))
        .unzip();
    let answers = answer_all(submitter, connection, submissions.into()).await;
    for (teller, answer) in tellers.into_iter().zip(answers) {
        let _ = teller.send(answer);
    }
}

async fn answer_all(
    submitter: &Submitter,
    connection: &mut WriteConnection,
    submissions: Arc<[Submission]>,
) -> Vec<SubmitResult> {
    let count = submissions.len();
    match run(submitter, connection, Arc::clone(&submissions)).await {
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
                match run(submitter, connection, alone).await {
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
    submitter: &Submitter,
    connection: &mut WriteConnection,
    submissions: Arc<[Submission]>,
) -> Result<Vec<SubmitResult>, DbError> {
    let mut attempt = 1;
    loop {
        let setting = submitter.batch_context();
        let submissions = Arc::clone(&submissions);
        let done = connection
            .transaction(move |connection| {
                Box::pin(async move { batch::run(connection, &setting, &submissions).await })
            })
            .await;
        match done {
            Ok(batch) => {
                for change in batch.changes {
                    submitter.live_hub.publish_change(change);
                }
                for ring in batch.rings {
                    submitter.live_hub.publish_bell(ring);
                }
                if batch.queues_work {
                    submitter.outbox_wake.notify_one();
                }
                return Ok(batch.answers);
            }
            Err(error) if error.is_lost_race() && attempt < ATTEMPTS => attempt += 1,
            Err(error) => return Err(error),
        }
    }
}
