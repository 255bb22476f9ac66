//! Writing what a batch decided besides states and logs, many rows a statement.

use std::collections::BTreeMap;

use aftercare_domain::{
    refund::Refund,
    service_order::{Node, ServiceOrder},
};

use super::{BatchContext, decide::Decision};
use crate::{
    db::{
        self, Connection, DbError,
        counts::CountKey,
        teamwork::drafts::{DraftKey, author},
        timers::Timer,
    },
    write::submission::{
        Intent, Submission,
        written::{Before, Stock, Written},
    },
};

/// The timers of all kinds that change.
#[derive(Default)]
struct Timers {
    set: Vec<Timer>,
    stopped: Vec<String>,
}

impl Timers {
    fn follow<A: Written>(&mut self, context: &BatchContext, stock: &Stock<A>) {
        for loaded in stock.changed() {
            let before = loaded.before.as_ref();
            let state = &loaded.state;
            let is_as_before = |before: &Before<A>| {
                before.deadline == *state.deadline() && before.wakes_at == state.wakes_at()
            };
            if before.is_some_and(is_as_before) {
                continue;
            }
            match Timer::of(state, &context.policy, context.now) {
                Some(timer) => self.set.push(timer),
                None if before.is_some() => self.stopped.push(state.id().to_string()),
                None => {}
            }
        }
    }
}

/// Sets and stops the timers of whatever began or changed.
pub(super) async fn write_timers(
    connection: &mut Connection,
    context: &BatchContext,
    orders: &Stock<ServiceOrder>,
    refunds: &Stock<Refund>,
) -> Result<(), DbError> {
    let mut timers = Timers::default();
    timers.follow(context, orders);
    timers.follow(context, refunds);
    db::timers::set(connection, &timers.set).await?;
    db::timers::stop(connection, &timers.stopped).await
}

/// Deletes the drafts of commands that are done (R-INS-5).
pub(super) async fn delete_drafts(
    connection: &mut Connection,
    submissions: &[Submission],
    decisions: &[Decision<ServiceOrder>],
) -> Result<(), DbError> {
    let sent: Vec<DraftKey> = submissions
        .iter()
        .zip(decisions)
        .filter(|(_, decision)| matches!(decision, Decision::Done(_)))
        .filter_map(|(submission, _)| match &submission.what {
            Intent::Command { id, command } => Some(DraftKey {
                author: author(&submission.actor)?,
                service_order: id.clone(),
                command: command.command_type(),
            }),
            Intent::Begin(_) | Intent::Elapse { .. } | Intent::Report { .. } => None,
        })
        .collect();
    db::teamwork::drafts::remove_all(connection, &sent).await
}

/// Moves the counts of the nodes: last, because all batches of a merchant meet at these rows.
pub(super) async fn count(
    connection: &mut Connection,
    orders: &Stock<ServiceOrder>,
) -> Result<(), DbError> {
    let mut deltas = BTreeMap::new();
    for loaded in orders.changed() {
        let node = loaded.state.node();
        let before = loaded.before.as_ref().map(|before| before.standing);
        if before == Some(node) {
            continue;
        }
        *deltas.entry(count_key(&loaded.state, node)).or_insert(0) += 1;
        if let Some(before) = before {
            *deltas.entry(count_key(&loaded.state, before)).or_insert(0) -= 1;
        }
    }
    let deltas: Vec<_> = deltas
        .into_iter()
        .filter(|(_, delta)| *delta != 0)
        .collect();
    db::counts::add(connection, &deltas).await
}

/// The key of the count that an order belongs to.
fn count_key(order: &ServiceOrder, node: Node) -> CountKey {
    (order.goods.merchant.clone(), order.goods.channel, node)
}
