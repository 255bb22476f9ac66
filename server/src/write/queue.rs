//! The queue of submissions: they wait until a writer takes all of them as one batch.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use aftercare_domain::{refund::Refund, service_order::ServiceOrder};
use futures::future::BoxFuture;
use tokio::sync::{Notify, oneshot};

use super::{
    batch::{self, Answers, Submissions},
    batch_context::BatchContext,
    submission::{Submission, SubmitError, SubmitResult, written::Written},
};
use crate::{
    db::{Db, DbError, WriteConnection},
    memory::{live_hub::LiveHub, policy::PolicyInForce},
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

/// A submission that waits, of whatever kind of aggregate: all wait in one line, and share their transactions.
#[derive(Debug)]
pub enum WaitingSubmission {
    /// Of a service order.
    ServiceOrder(Waiting<ServiceOrder>),
    /// Of a refund.
    Refund(Waiting<Refund>),
}

/// A submission that waits for its answer.
#[derive(Debug)]
pub struct Waiting<A: Written> {
    submission: Submission<A>,
    answer: oneshot::Sender<SubmitResult<A>>,
}

/// A kind of aggregate whose submissions wait in the queue.
pub trait Queued: Written {
    /// A submission of this kind as one of the queue's.
    fn queued(waiting: Waiting<Self>) -> WaitingSubmission;

    /// A batch of one submission.
    fn alone(submission: &Submission<Self>) -> Submissions;

    /// The answers of a batch to submissions of this kind.
    fn answers(answers: &mut Answers) -> &mut Vec<SubmitResult<Self>>;
}

impl Queued for ServiceOrder {
    fn queued(waiting: Waiting<Self>) -> WaitingSubmission {
        WaitingSubmission::ServiceOrder(waiting)
    }

    fn alone(submission: &Submission<Self>) -> Submissions {
        Submissions {
            service_orders: Arc::from([submission.clone()]),
            ..Submissions::default()
        }
    }

    fn answers(answers: &mut Answers) -> &mut Vec<SubmitResult<Self>> {
        &mut answers.service_orders
    }
}

impl Queued for Refund {
    fn queued(waiting: Waiting<Self>) -> WaitingSubmission {
        WaitingSubmission::Refund(waiting)
    }

    fn alone(submission: &Submission<Self>) -> Submissions {
        Submissions {
            refunds: Arc::from([submission.clone()]),
            ..Submissions::default()
        }
    }

    fn answers(answers: &mut Answers) -> &mut Vec<SubmitResult<Self>> {
        &mut answers.refunds
    }
}

/// Takes submissions, and sees to it that they are written. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Submitter {
    queue: SubmissionQueue,
    db: Db,
    clock: Clock,
    policy: PolicyInForce,
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
        policy: PolicyInForce,
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

    /// Queues a submission. The answer comes once it is committed or refused, and it goes on when the caller disconnects.
    pub fn submit<A: Queued>(
        &self,
        submission: Submission<A>,
    ) -> impl Future<Output = SubmitResult<A>> + use<A> {
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
        wait_for_answer::<A>(answer)
    }

    fn batch_context(&self) -> BatchContext {
        BatchContext {
            engine: self.db.engine(),
            policy: self.policy.now(),
            now: self.clock.now(),
            real_now: self.clock.real_now(),
            replica: Arc::clone(&self.replica),
        }
    }
}

async fn wait_for_answer<A: Queued>(answer: oneshot::Receiver<SubmitResult<A>>) -> SubmitResult<A> {
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
        for waiting in queue.take(QUEUE).0 {
            match waiting {
                WaitingSubmission::ServiceOrder(waiting) => {
                    waiting.answer(Err(DbError::Stopping.into()));
                }
                WaitingSubmission::Refund(waiting) => waiting.answer(Err(DbError::Stopping.into())),
            }
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
    fn add<A: Queued>(&mut self, submission: Submission<A>) -> oneshot::Receiver<SubmitResult<A>> {
        let (answer, answered) = oneshot::channel();
        let waiting = Waiting { submission, answer };
        if self.queue.len() < QUEUE {
            self.queue.push_back(A::queued(waiting));
        } else {
            waiting.answer(Err(SubmitError::Unavailable));
        }
        answered
    }
}

impl<A: Written> Waiting<A> {
    fn answer(self, answer: SubmitResult<A>) {
        // The caller may have disconnected.
        let _ = self.answer.send(answer);
    }
}

/// Submissions of a kind that were taken from the queue, and those who wait for their answers.
#[derive(Debug)]
struct Taken<A: Written> {
    submissions: Vec<Submission<A>>,
    answers: Vec<oneshot::Sender<SubmitResult<A>>>,
}

impl<A: Written> Default for Taken<A> {
    fn default() -> Self {
        Self {
            submissions: Vec::new(),
            answers: Vec::new(),
        }
    }
}

impl<A: Written> Taken<A> {
    fn push(&mut self, waiting: Waiting<A>) {
        self.submissions.push(waiting.submission);
        self.answers.push(waiting.answer);
    }
}

/// Answers those who wait.
fn tell<A: Written>(waiting: Vec<oneshot::Sender<SubmitResult<A>>>, answers: Vec<SubmitResult<A>>) {
    for (waiting, answer) in waiting.into_iter().zip(answers) {
        let _ = waiting.send(answer);
    }
}

/// Runs the waiting submissions as one batch.
async fn run_batch(submitter: &Submitter, connection: &mut WriteConnection) {
    let (taken, others_wait) = submitter.queue.take(BATCH);
    if others_wait {
        spawn_batch(submitter.clone());
    }
    if taken.is_empty() {
        return;
    }
    let mut orders = Taken::<ServiceOrder>::default();
    let mut refunds = Taken::<Refund>::default();
    for waiting in taken {
        match waiting {
            WaitingSubmission::ServiceOrder(waiting) => orders.push(waiting),
            WaitingSubmission::Refund(waiting) => refunds.push(waiting),
        }
    }
    let submissions = Submissions {
        service_orders: orders.submissions.into(),
        refunds: refunds.submissions.into(),
    };
    let answers = answer_all(submitter, connection, submissions).await;
    tell::<ServiceOrder>(orders.answers, answers.service_orders);
    tell::<Refund>(refunds.answers, answers.refunds);
}

async fn answer_all(
    submitter: &Submitter,
    connection: &mut WriteConnection,
    submissions: Submissions,
) -> Answers {
    let count = submissions.count();
    match run(submitter, connection, submissions.clone()).await {
        Ok(answers) => answers,
        Err(error) if count == 1 => only(&submissions, error),
        Err(error) if error.is_unavailable() => {
            tracing::warn!(%error, count, "submissions could not be written");
            Answers {
                service_orders: unavailable(&submissions.service_orders),
                refunds: unavailable(&submissions.refunds),
            }
        }
        // A statement failed because of one of them: runs each alone, so that only that one fails.
        Err(error) => {
            tracing::warn!(%error, count, "a batch of submissions broke and is run one by one");
            let mut answers = Answers::default();
            for submission in submissions.service_orders.iter() {
                let answer = run_alone(submitter, connection, submission).await;
                answers.service_orders.push(answer);
            }
            for submission in submissions.refunds.iter() {
                let answer = run_alone(submitter, connection, submission).await;
                answers.refunds.push(answer);
            }
            answers
        }
    }
}

/// The answer to the one submission of a batch, which failed.
fn only(submissions: &Submissions, error: DbError) -> Answers {
    let mut answers = Answers::default();
    if submissions.service_orders.is_empty() {
        answers.refunds.push(Err(error.into()));
    } else {
        answers.service_orders.push(Err(error.into()));
    }
    answers
}

async fn run_alone<A: Queued>(
    submitter: &Submitter,
    connection: &mut WriteConnection,
    submission: &Submission<A>,
) -> SubmitResult<A> {
    let mut answers = run(submitter, connection, A::alone(submission)).await?;
    let answer = A::answers(&mut answers).pop();
    answer.unwrap_or_else(|| Err(DbError::WorkPanicked.into()))
}

fn unavailable<A: Written>(submissions: &[Submission<A>]) -> Vec<SubmitResult<A>> {
    submissions
        .iter()
        .map(|_| Err(SubmitError::Unavailable))
        .collect()
}

/// Runs a batch in a transaction, again when it conflicts with another replica's; then publishes what it changed.
async fn run(
    submitter: &Submitter,
    connection: &mut WriteConnection,
    submissions: Submissions,
) -> Result<Answers, DbError> {
    let mut attempt = 1;
    loop {
        let setting = submitter.batch_context();
        let submissions = submissions.clone();
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
