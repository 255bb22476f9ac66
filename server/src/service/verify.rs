//! Verification: whether everything that is kept follows from the node logs, and the logs from themselves.
//!
//! The logs are the truth (R-LOG-1). Each log is chained by hashes, so that a changed byte is seen; each order, timer and refund
//! must be what its log gives when it is replayed, and so must the parcels that an order names and the words by which it is
//! found (R-LST-1); counts and lines' balances what all states together give.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use aftercare_domain::{
    aggregate::{Aggregate, AggregateKind, Happened, Recorded, replay},
    order::line::LineBalance,
    refund::Refund,
    service_order::{
        Event, ServiceOrder,
        consequences::ParcelMention,
        effect::{Begin, begins},
        evolve,
        view::ListEntry,
    },
    values::{id::RefundId, money::Money, number::ServiceOrderNumber, time::Timestamp},
};

use serde::de::DeserializeOwned;

use crate::{
    context::Context,
    db::{
        self, Connection, DbError,
        counts::CountKey,
        log::StoredEvent,
        orders::lines::LineKey,
        refunds::StoredRefund,
        search_index::Checksum,
        service_orders::{ListColumns, StoredRow},
    },
    service::service_orders::Rebuilding,
};

/// How many orders are looked at together.
const PORTION: i64 = 256;

/// Something that does not follow.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Finding {
    /// A line of a log was changed, or one before it.
    #[error("{kind} {id} line {sequence}: {what}")]
    Log {
        /// The kind of aggregate.
        kind: AggregateKind,
        /// Its id.
        id: String,
        /// The line.
        sequence: u32,
        /// What is wrong.
        what: LogFault,
    },
    /// Something that is kept about an order is not what its log gives.
    #[error("{number}: {what} does not follow from the log")]
    Order {
        /// The order.
        number: ServiceOrderNumber,
        /// What is not.
        what: &'static str,
    },
    /// Something that is kept about a refund is not what its log gives.
    #[error("refund {id}: {what} does not follow from the log")]
    Refund {
        /// The refund.
        id: RefundId,
        /// What is not.
        what: &'static str,
    },
    /// A log, and what it is of is not there.
    #[error("{kind} {id}: there is a log, and nothing else")]
    Orphan {
        /// The kind of aggregate.
        kind: AggregateKind,
        /// Its id.
        id: String,
    },
    /// Words by which an order would be found that is not there.
    #[error("{number}: there are search words, and no order")]
    Words {
        /// The number.
        number: String,
    },
    /// Pieces or money of a line are not what its orders take.
    #[error(
        "order {order} line {line}: taken or refunded is not what its service orders add up to"
    )]
    Line {
        /// The order of the marketplace.
        order: String,
        /// The line.
        line: u32,
    },
    /// A count is not what a recount gives.
    #[error("{merchant} {channel} {node}: counted {counted}, kept {kept}")]
    Count {
        /// The merchant.
        merchant: String,
        /// The channel.
        channel: &'static str,
        /// The node.
        node: &'static str,
        /// What a recount gives.
        counted: i64,
        /// What is kept.
        kept: i64,
    },
}

/// What is wrong with a line of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LogFault {
    /// Its content is not what was hashed.
    #[error("its content is not what was hashed")]
    Content,
    /// It does not continue the line before it.
    #[error("it does not continue the line before it")]
    Chain,
    /// Its place is not the next one.
    #[error("a line before it is missing")]
    Gap,
    /// It can't be read.
    #[error("it can't be read")]
    Unreadable,
}

/// What was verified.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verified {
    /// How many orders were looked at.
    pub orders: u64,
    /// How many lines of their logs.
    pub events: u64,
    /// How many refunds were looked at.
    pub refunds: u64,
    /// How many lines of their logs.
    pub refund_events: u64,
    /// How many orders have words or a list entry by earlier rules, and are waiting for those by today's.
    pub waiting: u64,
    /// How many refunds an earlier release wrote, and are waiting for their logs.
    pub waiting_refunds: u64,
    /// What does not follow.
    pub findings: Vec<Finding>,
}

/// Verifies everything as it is at one moment, while others go on working.
pub async fn verify(context: &Context) -> Result<Verified, DbError> {
    context
        .db
        .snapshot(|connection| Box::pin(verify_in(connection)))
        .await
}

async fn verify_in(connection: &mut Connection) -> Result<Verified, DbError> {
    let mut verifying = Verifying {
        rebuilding: Rebuilding::read(connection).await?,
        words: db::search_index::checksums(connection).await?,
        ..Verifying::default()
    };
    let mut after = None;
    loop {
        let rows = db::service_orders::rows_after(connection, after.as_ref(), PORTION).await?;
        let Some(last) = rows.last() else { break };
        after = Some(last.number.clone());
        verifying.portion(connection, rows).await?;
    }
    verifying.refunds(connection).await?;
    for &kind in AggregateKind::ALL {
        for id in db::log::orphans(connection, kind).await? {
            verifying.found(Finding::Orphan { kind, id });
        }
    }
    verifying.words_alone();
    verifying.balances(connection).await?;
    verifying.counts(connection).await?;
    Ok(verifying.verified)
}

/// What service orders use of a line.
#[derive(Debug, Default, PartialEq, Eq)]
struct Used {
    taken: u32,
    kept: u32,
    refunded: Money,
}

impl Used {
    const fn of(balance: &LineBalance) -> Self {
        Self {
            taken: balance.taken,
            kept: balance.kept,
            refunded: balance.refunded,
        }
    }

    fn count(&mut self, order: &ServiceOrder) {
        self.taken += order.pieces_taken();
        self.kept += order.pieces_kept();
        self.refunded = self.refunded.plus(order.refunded);
    }
}

/// What the orders that were looked at add up to.
#[derive(Default)]
struct Verifying {
    verified: Verified,
    rebuilding: Rebuilding,
    /// The words that are kept of orders that were not looked at yet.
    words: HashMap<String, Checksum>,
    lines: HashMap<LineKey, Used>,
    counts: BTreeMap<CountKey, i64>,
}

/// Whether lists show of an order what its state gives; where that is to be made, they read the state.
fn has_its_entry(row: &StoredRow, order: &ServiceOrder) -> bool {
    let is_so = |kept: &String| {
        serde_json::from_str(kept).is_ok_and(|kept: ListEntry| kept == ListEntry::of(order))
    };
    row.list_entry.as_ref().is_none_or(is_so)
}

/// What is kept of an order beside its state.
struct BesideState {
    timer: Option<Timestamp>,
    refunds: Vec<(RefundId, Money)>,
    parcels: BTreeSet<String>,
}

/// The parcels that an order names after its log (R-SHP-1, R-SHP-4).
fn parcels_of(log: &[Recorded<Event>]) -> BTreeSet<String> {
    let mut parcels = BTreeSet::new();
    for line in log {
        let named = match line.event.consequences().parcel {
            ParcelMention::Unmentioned => continue,
            ParcelMention::Named(named) => named,
            ParcelMention::Renamed(named) => {
                parcels.clear();
                named
            }
        };
        parcels.insert(named.to_string());
    }
    parcels
}

impl Verifying {
    fn found(&mut self, finding: Finding) {
        self.verified.findings.push(finding);
    }

    async fn portion(
        &mut self,
        connection: &mut Connection,
        rows: Vec<StoredRow>,
    ) -> Result<(), DbError> {
        let numbers: Vec<ServiceOrderNumber> = rows.iter().map(|row| row.number.clone()).collect();
        let mut logs = logs::<ServiceOrder>(connection, &numbers).await?;
        let timers: HashMap<ServiceOrderNumber, Timestamp> =
            db::timers::of_orders(connection, &numbers)
                .await?
                .into_iter()
                .collect();
        let mut refunds: HashMap<ServiceOrderNumber, Vec<(RefundId, Money)>> = HashMap::new();
        for stored in db::refunds::of_orders(connection, &numbers).await? {
            let refund = stored.refund;
            refunds
                .entry(refund.service_order)
                .or_default()
                .push((refund.id, refund.amount));
        }
        let mut parcels = db::service_orders::parcels::of_orders(connection, &numbers).await?;
        for row in rows {
            let log = logs.remove(row.number.as_str()).unwrap_or_default();
            let beside = BesideState {
                timer: timers.get(&row.number).copied(),
                refunds: refunds.remove(&row.number).unwrap_or_default(),
                parcels: parcels.remove(&row.number).unwrap_or_default(),
            };
            self.order(&row, &log, &beside);
        }
        Ok(())
    }

    fn order(&mut self, row: &StoredRow, log: &[StoredEvent], beside: &BesideState) {
        self.verified.orders += 1;
        self.verified.events += count(log);
        let words = self.words.remove(row.number.as_str());
        let number = &row.number;
        let (recorded, head) = self.log::<ServiceOrder>(number, log);
        if head != row.head_hash {
            // The last lines are gone, or were added beside the write path.
            self.found(Finding::Order {
                number: number.clone(),
                what: "the end of the log",
            });
        }
        let Some(order) = evolve::replay(&recorded) else {
            self.found(Finding::Order {
                number: number.clone(),
                what: "the order",
            });
            return;
        };
        let stored: Option<ServiceOrder> = serde_json::from_str(&row.document).ok();
        let wanted: Vec<(RefundId, Money)> = recorded
            .iter()
            .filter_map(|line| match begins(&order, line)? {
                Begin::Refund(granted) => Some((granted.id, granted.amount)),
            })
            .collect();
        let has_its_words = words == Some(db::search_index::of(&order).checksum());
        let awaits_words = !has_its_words && self.rebuilding.awaits(number);
        self.verified.waiting += u64::from(awaits_words || row.list_entry.is_none());
        for (what, follows) in [
            ("the state", stored.as_ref() == Some(&order)),
            ("what lists ask for", row.listed == ListColumns::of(&order)),
            ("the timer", beside.timer == order.wakes_at()),
            ("a refund", beside.refunds == wanted),
            ("its parcels", beside.parcels == parcels_of(&recorded)),
            ("its entry in lists", has_its_entry(row, &order)),
            ("what it is found by", has_its_words || awaits_words),
        ] {
            if !follows {
                self.found(Finding::Order {
                    number: number.clone(),
                    what,
                });
            }
        }
        let goods = &order.goods;
        let line = (goods.order_number.clone(), goods.line_number);
        self.lines.entry(line).or_default().count(&order);
        let key = (goods.merchant.clone(), goods.channel, order.node());
        *self.counts.entry(key).or_default() += 1;
    }

    /// The refunds, portion by portion.
    async fn refunds(&mut self, connection: &mut Connection) -> Result<(), DbError> {
        let mut after: Option<RefundId> = None;
        loop {
            let rows = db::refunds::rows_after(connection, after.as_ref(), PORTION).await?;
            let Some(last) = rows.last() else {
                return Ok(());
            };
            after = Some(last.refund.id.clone());
            let ids: Vec<RefundId> = rows.iter().map(|row| row.refund.id.clone()).collect();
            let mut logs = logs::<Refund>(connection, &ids).await?;
            for row in rows {
                let log = logs.remove(row.refund.id.as_str()).unwrap_or_default();
                self.refund(&row, &log);
            }
        }
    }

    fn refund(&mut self, row: &StoredRefund, log: &[StoredEvent]) {
        self.verified.refunds += 1;
        self.verified.refund_events += count(log);
        let id = &row.refund.id;
        let (recorded, head) = self.log::<Refund>(id, log);
        let is_waiting = row.is_behind_log();
        self.verified.waiting_refunds += u64::from(is_waiting);
        let replayed: Option<Refund> = replay(&recorded);
        for (what, follows) in [
            ("the end of the log", head == row.head_hash),
            (
                "the refund",
                is_waiting || replayed.as_ref() == Some(&row.refund),
            ),
        ] {
            if !follows {
                self.found(Finding::Refund {
                    id: id.clone(),
                    what,
                });
            }
        }
    }

    /// The events of a log, as far as they can be read, and the hash of the last one; reports what is wrong with them.
    fn log<A>(&mut self, id: &A::Id, log: &[StoredEvent]) -> (Vec<Recorded<A::Event>>, String)
    where
        A: Aggregate<Event: DeserializeOwned>,
    {
        let mut recorded = Vec::with_capacity(log.len());
        let mut head = String::new();
        for (event, place) in log.iter().zip(1_u32..) {
            let read = event.recorded().ok();
            let faults = [
                (LogFault::Gap, event.sequence != place),
                (LogFault::Chain, event.previous_hash != head),
                (
                    LogFault::Content,
                    db::log::hash(&event.previous_hash, &event.document) != event.hash
                        || read.as_ref().is_some_and(|line| !is_labelled(event, line)),
                ),
                (LogFault::Unreadable, read.is_none()),
            ];
            for (what, _) in faults.into_iter().filter(|(_, is_found)| *is_found) {
                self.found(Finding::Log {
                    kind: A::KIND,
                    id: id.to_string(),
                    sequence: event.sequence,
                    what,
                });
            }
            head.clone_from(&event.hash);
            recorded.extend(read);
        }
        (recorded, head)
    }

    fn words_alone(&mut self) {
        let mut numbers: Vec<String> = std::mem::take(&mut self.words).into_keys().collect();
        numbers.sort();
        for number in numbers {
            self.found(Finding::Words { number });
        }
    }

    async fn balances(&mut self, connection: &mut Connection) -> Result<(), DbError> {
        let mut after: Option<LineKey> = None;
        loop {
            let lines =
                db::orders::lines::balances_after(connection, after.as_ref(), PORTION).await?;
            let Some((last, _)) = lines.last() else { break };
            after = Some(last.clone());
            for (key, balance) in lines {
                let used = self.lines.remove(&key).unwrap_or_default();
                if used != Used::of(&balance) {
                    self.line(&key);
                }
            }
        }
        // Service orders whose line is not there.
        for key in std::mem::take(&mut self.lines).into_keys() {
            self.line(&key);
        }
        Ok(())
    }

    fn line(&mut self, (order, line): &LineKey) {
        self.found(Finding::Line {
            order: order.to_string(),
            line: *line,
        });
    }

    async fn counts(&mut self, connection: &mut Connection) -> Result<(), DbError> {
        let mut kept: BTreeMap<CountKey, i64> = db::counts::all(connection, None)
            .await?
            .into_iter()
            .collect();
        let counted = std::mem::take(&mut self.counts);
        for key in counted.keys() {
            kept.entry(key.clone()).or_default();
        }
        for (key, kept) in kept {
            let counted = counted.get(&key).copied().unwrap_or_default();
            let (merchant, channel, node) = key;
            if counted != kept {
                self.found(Finding::Count {
                    merchant: merchant.to_string(),
                    channel: channel.name(),
                    node: node.name(),
                    counted,
                    kept,
                });
            }
        }
        Ok(())
    }
}

fn count(log: &[StoredEvent]) -> u64 {
    u64::try_from(log.len()).unwrap_or(u64::MAX)
}

/// The logs of some aggregates of a kind, by their ids.
async fn logs<A: Aggregate<Id: Sync>>(
    connection: &mut Connection,
    ids: &[A::Id],
) -> Result<HashMap<String, Vec<StoredEvent>>, DbError> {
    let mut logs: HashMap<String, Vec<StoredEvent>> = HashMap::new();
    for event in db::log::of::<A>(connection, ids).await? {
        logs.entry(event.id.clone()).or_default().push(event);
    }
    Ok(logs)
}

/// Whether the columns beside an event agree with it.
fn is_labelled<E: Happened>(event: &StoredEvent, line: &Recorded<E>) -> bool {
    event.sequence == line.sequence
        && event.at_ms == line.at.ms()
        && event.event_type == line.event.name()
}
