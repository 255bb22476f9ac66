//! Writing what a batch decided, many rows a statement.

use std::collections::BTreeMap;

use super::{
    BatchContext,
    decide::{DecidedBatch, Decision, count_key},
    state::StateBefore,
};
use crate::{
    db::{
        self, Connection, DbError,
        service_orders::NewServiceOrder,
        teamwork::drafts::{DraftKey, author},
        timers::Timer,
    },
    write::submission::{Intent, Submission},
};

/// Writes logs, states, lines, timers, and what follows from them.
pub(super) async fn write(
    connection: &mut Connection,
    setting: &BatchContext,
    decided: &DecidedBatch,
) -> Result<(), DbError> {
    decided.traces.write(connection, setting.real_now).await?;
    write_states(connection, decided).await?;
    write_timers(connection, setting, decided).await
}

async fn write_states(connection: &mut Connection, decided: &DecidedBatch) -> Result<(), DbError> {
    let mut begun = Vec::new();
    let mut changed = Vec::new();
    for held in decided.changed() {
        if held.before.is_some() {
            changed.push((&held.order, held.head_hash.as_str()));
        } else {
            begun.push(NewServiceOrder {
                order: &held.order,
                head_hash: &held.head_hash,
                external_scope: held.external_scope.as_deref(),
            });
        }
    }
    db::service_orders::insert(connection, &begun).await?;
    db::service_orders::update(connection, &changed).await?;
    let balances: Vec<_> = decided
        .lines
        .iter()
        .filter(|(_, line)| line.balance != line.before)
        .map(|(key, line)| (key, line.balance))
        .collect();
    db::orders::lines::set_balances(connection, &balances).await?;
    let numbers = decided.numbers;
    if numbers.last != numbers.before {
        db::numbers::set_last(connection, numbers.day, numbers.last).await?;
    }
    Ok(())
}

async fn write_timers(
    connection: &mut Connection,
    setting: &BatchContext,
    decided: &DecidedBatch,
) -> Result<(), DbError> {
    let mut set = Vec::new();
    let mut stopped = Vec::new();
    for held in decided.changed() {
        let before = held.before.as_ref();
        let is_as_before = |before: &StateBefore| {
            before.deadline == held.order.deadline && before.wakes_at == held.order.wakes_at()
        };
        if before.is_some_and(is_as_before) {
            continue;
        }
        match Timer::of(&held.order, &setting.policy, setting.now) {
            Some(timer) => set.push(timer),
            None if before.is_some() => stopped.push(&held.order.number),
            None => {}
        }
    }
    db::timers::set(connection, &set).await?;
    db::timers::stop(connection, &stopped).await
}

/// Deletes the drafts of commands that are done (R-INS-5).
pub(super) async fn delete_drafts(
    connection: &mut Connection,
    submissions: &[Submission],
    decisions: &[Decision],
) -> Result<(), DbError> {
    let sent: Vec<DraftKey> = submissions
        .iter()
        .zip(decisions)
        .filter(|(_, decision)| matches!(decision, Decision::Done(_)))
        .filter_map(|(submission, _)| match &submission.what {
            Intent::Command { number, command } => Some(DraftKey {
                author: author(&submission.actor)?,
                service_order: number.clone(),
                command: command.command_type(),
            }),
            Intent::Apply(_) | Intent::Elapse { .. } => None,
        })
        .collect();
    db::teamwork::drafts::remove_all(connection, &sent).await
}

/// Moves the counts of the nodes: last, because all batches of a merchant meet at these rows.
pub(super) async fn count(
    connection: &mut Connection,
    decided: &DecidedBatch,
) -> Result<(), DbError> {
    let mut deltas = BTreeMap::new();
    for held in decided.changed() {
        let node = held.order.node();
        let before = held.before.as_ref().map(|before| before.node);
        if before == Some(node) {
            continue;
        }
        *deltas.entry(count_key(&held.order, node)).or_insert(0) += 1;
        if let Some(before) = before {
            *deltas.entry(count_key(&held.order, before)).or_insert(0) -= 1;
        }
    }
    let deltas: Vec<_> = deltas
        .into_iter()
        .filter(|(_, delta)| *delta != 0)
        .collect();
    db::counts::add(connection, &deltas).await
}
