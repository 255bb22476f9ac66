//! Refunds on the write path. A service order's log begins them, in the same batch.

use std::collections::{BTreeSet, HashMap};

use aftercare_domain::{
    aggregate::{Aggregate, Attribution, Recorded, replay},
    people::party::Actor,
    refund::{Refund, RefundCommand, RefundEvent, RefundFacts, RefundView, earlier::missing_lines},
    service_order::{Event, ServiceOrder},
    values::{id::RefundId, number::ServiceOrderNumber, time::Timestamp},
};

use serde::Serialize;

use super::{
    batch_context::BatchContext,
    journal::Journal,
    projections::Projections,
    submission::{
        Intent, RejectedOf, Submission,
        written::{Begun, KeptBody, Loaded, Recalled, Step, Stock, Written},
    },
};
use crate::db::{
    self, Connection, Db, DbError, Engine,
    answers::AnswerRow,
    log::StoredEvent,
    refunds::{StoredRefund, Transfer},
};

/// The status of an answer that is kept.
const OK: u16 = 200;
/// For how many refunds logs are made up at once.
const PORTION: i64 = 256;

/// What the decisions about refunds need besides them, changed in memory as the batch is decided.
#[derive(Debug, Default)]
pub struct KnownOfRefunds {
    /// The refund that a transfer paid, the first one of several.
    paid: HashMap<Transfer, RefundId>,
}

/// Who begins a refund by asking for it: nobody, a service order does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoBeginning {}

/// A line of a refund's log as it is shown: the API shows none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum NoLine {}

/// What a kept answer has besides the refund: the whole answer is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoRemainder {}

impl Written for Refund {
    type Beginning = NoBeginning;
    type Known = KnownOfRefunds;
    type Standing = ();
    type Accepted = RefundView;
    type Remainder = NoRemainder;
    type Line = NoLine;

    async fn read(
        connection: &mut Connection,
        context: &BatchContext,
        submissions: &[Submission<Self>],
        journal: &mut Journal,
    ) -> Result<Stock<Self>, DbError> {
        let ids: BTreeSet<&RefundId> = submissions
            .iter()
            .filter_map(|submission| submission.what.id())
            .collect();
        let ids: Vec<RefundId> = ids.into_iter().cloned().collect();
        let found = db::refunds::find_to_change(connection, context.engine, &ids).await?;
        let held: Stock<Self> = Stock {
            held: load(connection, found, &mut journal.projections)
                .await?
                .into_iter()
                .map(|loaded| loaded.map(|loaded| (loaded.state.id.clone(), loaded)))
                .collect::<Result<_, _>>()?,
            known: KnownOfRefunds::default(),
        };
        let transfers: BTreeSet<Transfer> = submissions
            .iter()
            .filter_map(|submission| {
                let Intent::Command { id, command } = &submission.what else {
                    return None;
                };
                let reference = command.needs().paid_by?;
                let merchant = &held.held.get(id)?.state.owner.merchant;
                Some((merchant.clone(), reference.clone()))
            })
            .collect();
        let transfers: Vec<Transfer> = transfers.into_iter().collect();
        let paid = db::refunds::paid_by(connection, context.engine, &transfers).await?;
        Ok(Stock {
            known: KnownOfRefunds {
                paid: paid.into_iter().collect(),
            },
            ..held
        })
    }

    fn begin_by(
        _stock: &mut Stock<Self>,
        _context: &BatchContext,
        _submission: &Submission<Self>,
        beginning: &NoBeginning,
    ) -> Result<Begun<Self>, DbError> {
        match *beginning {}
    }

    fn facts(
        &self,
        known: &KnownOfRefunds,
        _actor: &Actor,
        command: Option<&RefundCommand>,
    ) -> Result<RefundFacts, DbError> {
        let reference = command.and_then(|command| command.needs().paid_by);
        let paid = reference.and_then(|reference| {
            let transfer = (self.owner.merchant.clone(), reference.clone());
            known.paid.get(&transfer).filter(|paid| **paid != self.id)
        });
        Ok(RefundFacts {
            paid: paid.cloned(),
        })
    }

    fn follow(
        known: &mut KnownOfRefunds,
        journal: &mut Journal,
        step: &Step<'_, Self>,
    ) -> Result<String, DbError> {
        let outcome = step.outcome;
        let refund = &outcome.state;
        if let Some(reference) = &refund.reference {
            let transfer = (refund.owner.merchant.clone(), reference.clone());
            let first = known
                .paid
                .entry(transfer)
                .or_insert_with(|| refund.id.clone());
            if refund.id < *first {
                first.clone_from(&refund.id);
            }
        }
        let projections = &mut journal.projections;
        projections.follow_refund(refund, &outcome.recorded, &outcome.effects, step.head_hash)
    }

    fn accept(
        &self,
        _known: &KnownOfRefunds,
        _at: Timestamp,
        _begun: bool,
    ) -> Result<RefundView, DbError> {
        Ok(self.clone().into())
    }

    fn standing(&self) {}

    async fn write(connection: &mut Connection, stock: &Stock<Self>) -> Result<(), DbError> {
        let (begun, changed) = stock.begun_and_changed();
        db::refunds::insert(connection, &begun).await?;
        db::refunds::update(connection, &changed).await
    }

    /// A refusal is not kept: the same request is decided anew.
    fn keep(answer: &Result<RefundView, RejectedOf<Self>>) -> Result<Option<KeptBody>, DbError> {
        let Ok(refund) = answer else {
            return Ok(None);
        };
        KeptBody::of(OK, refund).map(Some)
    }

    fn recall(row: &AnswerRow) -> Result<Recalled<Self>, DbError> {
        serde_json::from_str(&row.body)
            .map(Recalled::Accepted)
            .map_err(|error| DbError::corrupt("answers", "body", &row.request_hash, error))
    }

    fn restore(self, remainder: NoRemainder) -> RefundView {
        match remainder {}
    }

    fn lines_since(_log: &[Recorded<RefundEvent>], _version: u32, _actor: &Actor) -> Vec<NoLine> {
        Vec::new()
    }
}

/// Refunds as their logs leave them. What the logs of some do not tell yet, because an earlier release wrote these refunds, is
/// added to them here, and will be written with the rest.
async fn load(
    connection: &mut Connection,
    found: Vec<StoredRefund>,
    projections: &mut Projections,
) -> Result<Vec<Result<Loaded<Refund>, DbError>>, DbError> {
    let behind: Vec<&StoredRefund> = found
        .iter()
        .filter(|stored| stored.is_behind_log())
        .collect();
    let logs = Logs::read(connection, &behind).await?;
    let loaded = found.into_iter().map(|stored| {
        if stored.is_behind_log() {
            logs.completed(&stored, projections)
        } else {
            Ok(Loaded::read(stored.refund, stored.head_hash))
        }
    });
    Ok(loaded.collect())
}

/// The logs of refunds that are behind, and to whom the lines are put down that granted them.
struct Logs {
    refunds: HashMap<String, Vec<Recorded<RefundEvent>>>,
    granted_by: HashMap<RefundId, Attribution>,
}

impl Logs {
    async fn read(connection: &mut Connection, behind: &[&StoredRefund]) -> Result<Self, DbError> {
        let ids: Vec<RefundId> = behind
            .iter()
            .map(|stored| stored.refund.id.clone())
            .collect();
        let mut refunds: HashMap<String, Vec<Recorded<RefundEvent>>> = HashMap::new();
        for event in db::log::of::<Refund>(connection, &ids).await? {
            let line = event.recorded()?;
            refunds.entry(event.id).or_default().push(line);
        }
        let numbers: BTreeSet<&ServiceOrderNumber> = behind
            .iter()
            .map(|stored| &stored.refund.service_order)
            .collect();
        let numbers: Vec<ServiceOrderNumber> = numbers.into_iter().cloned().collect();
        let mut granted_by = HashMap::new();
        for event in db::log::of::<ServiceOrder>(connection, &numbers).await? {
            if let Some(id) = refund_of_line(&event, &ids)? {
                let line = event.recorded::<Event>()?;
                granted_by.insert(id, Attribution::as_of(&line));
            }
        }
        Ok(Self {
            refunds,
            granted_by,
        })
    }

    /// A refund with its log completed.
    fn completed(
        &self,
        stored: &StoredRefund,
        projections: &mut Projections,
    ) -> Result<Loaded<Refund>, DbError> {
        let kept = &stored.refund;
        let id = &kept.id;
        let logged: Option<Refund> = self.refunds.get(id.as_str()).and_then(replay);
        let unknown = Attribution::to_system();
        let granted_by = self.granted_by.get(id).unwrap_or(&unknown);
        let missing = missing_lines(logged.as_ref(), kept, granted_by);
        let told = match &logged {
            None => replay(&missing),
            Some(logged) => Some(missing.iter().fold(logged.clone(), Aggregate::evolve)),
        };
        let is_told = |told: &Refund| told.state == kept.state && told.amount == kept.amount;
        let told = told.filter(is_told).ok_or_else(|| {
            let what = "no log of it can tell how it stands";
            DbError::corrupt("refunds", "state", id, what)
        })?;
        let head_hash = projections.follow_refund(&told, &missing, &[], &stored.head_hash)?;
        let mut loaded = Loaded::read(told, head_hash);
        if let Some(before) = &mut loaded.before {
            before.version = logged.map_or(0, |logged| logged.version);
        }
        Ok(loaded)
    }
}

/// The refund, of some, that a line of an order's log granted.
fn refund_of_line(event: &StoredEvent, ids: &[RefundId]) -> Result<Option<RefundId>, DbError> {
    let number = ServiceOrderNumber::parse(&event.id).map_err(|error| {
        DbError::corrupt(
            "events",
            "service_order",
            &event.id,
            format_args!("{error:?}"),
        )
    })?;
    let id = RefundId::of_line(&number, event.sequence);
    Ok(ids.contains(&id).then_some(id))
}

/// Makes up the logs of refunds that an earlier release wrote, or changed beside this one, in portions. What can't be told is
/// logged and left as it is.
pub async fn complete_logs(db: &Db, real_now: Timestamp) -> Result<(), DbError> {
    let engine = db.engine();
    let mut after: Option<RefundId> = None;
    loop {
        let last = after.clone();
        let ids = {
            let mut reader = db.reader().await?;
            db::refunds::behind_logs(&mut reader, last.as_ref(), PORTION).await?
        };
        let Some(last) = ids.last() else {
            return Ok(());
        };
        after = Some(last.clone());
        db.write(move |connection| Box::pin(complete_portion(connection, engine, ids, real_now)))
            .await?;
    }
}

async fn complete_portion(
    connection: &mut Connection,
    engine: Engine,
    ids: Vec<RefundId>,
    real_now: Timestamp,
) -> Result<(), DbError> {
    let found = db::refunds::find_to_change(connection, engine, &ids).await?;
    let mut projections = Projections::default();
    let mut completed = Vec::with_capacity(found.len());
    for loaded in load(connection, found, &mut projections).await? {
        match loaded {
            Ok(loaded) => completed.push(loaded),
            Err(error) => tracing::error!(%error, "a refund has no log"),
        }
    }
    projections.write(connection, real_now).await?;
    let changed: Vec<(&Refund, &str)> = completed
        .iter()
        .filter(|loaded| loaded.is_changed())
        .map(|loaded| (&loaded.state, loaded.head_hash.as_str()))
        .collect();
    db::refunds::update(connection, &changed).await
}
