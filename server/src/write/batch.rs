//! A batch: submissions that share a transaction, of whatever kind of aggregate. What they need is read at once, they are decided
//! in memory one after another, each seeing what those before it did ([`decide`]), and what they changed is written at once
//! ([`written`]). What differs between the kinds says [`Written`].
//!
//! Service orders are decided before refunds: they begin them, and nobody knows the id of a refund before its order's answer.

mod answers;
mod decide;
mod written;

use std::sync::Arc;

use aftercare_domain::{
    aggregate::begin,
    refund::{Refund, RefundEvent, RefundFacts},
    service_order::{ServiceOrder, effect::Begin},
};

use self::decide::{Decision, Keys};
use super::{
    batch_context::BatchContext,
    journal::{BegunAlong, Journal},
    notifications, replicas,
    submission::{
        Submission, SubmitResult,
        written::{Stock, Written, situation},
    },
};
use crate::{
    db::{Connection, DbError},
    memory::live_hub::{BellEvent, ServiceOrderChange},
};

/// The submissions of a batch, by kind.
#[derive(Debug, Clone, Default)]
pub struct Submissions {
    pub(super) service_orders: Arc<[Submission<ServiceOrder>]>,
    pub(super) refunds: Arc<[Submission<Refund>]>,
}

impl Submissions {
    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.service_orders.len() + self.refunds.len()
    }
}

/// The answers of a batch, by kind: one for each submission, in their order.
#[derive(Debug, Default)]
pub struct Answers {
    pub(super) service_orders: Vec<SubmitResult<ServiceOrder>>,
    pub(super) refunds: Vec<SubmitResult<Refund>>,
}

/// The result of a batch.
#[derive(Debug)]
pub(super) struct CommittedBatch {
    pub(super) answers: Answers,
    /// The changes to publish once the transaction is committed.
    pub(super) changes: Vec<ServiceOrderChange>,
    /// The notification counts to publish then.
    pub(super) rings: Vec<BellEvent>,
    /// Whether the batch queued jobs in the outbox.
    pub(super) queues_work: bool,
}

/// Runs a batch inside a transaction.
pub(super) async fn run(
    connection: &mut Connection,
    context: &BatchContext,
    submissions: &Submissions,
) -> Result<CommittedBatch, DbError> {
    let Submissions {
        service_orders: of_orders,
        refunds: of_refunds,
    } = submissions;
    let mut journal = Journal::default();
    let mut keys = Keys::read(connection, submissions).await?;
    let mut orders = ServiceOrder::read(connection, context, of_orders, &mut journal).await?;
    let mut refunds = Refund::read(connection, context, of_refunds, &mut journal).await?;
    let decided_orders = decide_all(&mut orders, context, &mut keys, &mut journal, of_orders)?;
    for begun in std::mem::take(&mut journal.begun) {
        begin_along(&mut refunds, context, &mut journal, begun)?;
    }
    let decided_refunds = decide_all(&mut refunds, context, &mut keys, &mut journal, of_refunds)?;
    journal
        .projections
        .write(connection, context.real_now)
        .await?;
    ServiceOrder::write(connection, &orders).await?;
    Refund::write(connection, &refunds).await?;
    written::write_timers(connection, context, &orders, &refunds).await?;
    written::delete_drafts(connection, of_orders, &decided_orders).await?;
    let answers = Answers {
        service_orders: answers::answer(connection, context, of_orders, decided_orders).await?,
        refunds: answers::answer(connection, context, of_refunds, decided_refunds).await?,
    };
    let changes: Vec<_> = orders
        .changed()
        .map(|loaded| ServiceOrderChange::of(&loaded.state))
        .collect();
    let rings = notifications::notify(connection, &journal.occasions).await?;
    replicas::announce_changes(connection, context.engine, &context.replica, &changes).await?;
    replicas::announce_bells(connection, context.engine, &context.replica, &rings).await?;
    written::count(connection, &orders).await?;
    Ok(CommittedBatch {
        answers,
        changes,
        rings,
        queues_work: journal.projections.queues_work(),
    })
}

/// Decides the submissions of a kind.
fn decide_all<A: Written>(
    stock: &mut Stock<A>,
    context: &BatchContext,
    keys: &mut Keys,
    journal: &mut Journal,
    submissions: &[Submission<A>],
) -> Result<Vec<Decision<A>>, DbError> {
    let mut decisions = Vec::with_capacity(submissions.len());
    for (place, submission) in submissions.iter().enumerate() {
        let decision = match keys.take(place, submission) {
            Some(answered) => answered,
            None => stock.decide(context, journal, submission)?,
        };
        decisions.push(decision);
    }
    Ok(decisions)
}

/// Begins what another aggregate begins.
fn begin_along(
    refunds: &mut Stock<Refund>,
    context: &BatchContext,
    journal: &mut Journal,
    begun: BegunAlong,
) -> Result<(), DbError> {
    let BegunAlong { by, at, what } = begun;
    match what {
        Begin::Refund(granted) => {
            let facts = RefundFacts::default();
            let mut situation = situation(context, &facts);
            situation.now = at;
            let id = granted.id.clone();
            let outcome =
                begin::<Refund>(&by, vec![RefundEvent::Requested(granted)], &situation)
                    .ok_or_else(|| DbError::corrupt("refunds", "id", id, "no refund begins"))?;
            refunds.record(context, journal, None, None, outcome)?;
        }
    }
    Ok(())
}
