//! The state that a batch decides by: read with one statement for each kind, whatever the number of submissions.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use aftercare_domain::{
    order::line::{LineBalance, Sale},
    service_order::{self, Deadline, Node, ServiceOrder, situation::Addresses},
    values::{
        carrier::TrackingNumber,
        id::{MerchantId, OrderNumber, Spu, Username},
        number::ServiceOrderNumber,
        time::{Timestamp, marketplace_day},
    },
};
use chrono::NaiveDate;

use super::BatchContext;
use crate::{
    db::{
        self, Connection, DbError,
        answers::{AnswerKey, AnswerRow},
        orders::lines::LineKey,
        people::User,
        service_orders::{ExternalKey, parcels::ParcelUse},
    },
    write::submission::{Intent, Submission},
};

/// What was read, changed in memory as the batch is decided.
#[derive(Debug)]
pub(super) struct BatchState {
    pub(super) answers: HashMap<AnswerKey, AnswerRow>,
    pub(super) external: HashMap<ExternalKey, ServiceOrderNumber>,
    pub(super) orders: BTreeMap<ServiceOrderNumber, LoadedOrder>,
    pub(super) lines: BTreeMap<LineKey, LoadedLine>,
    pub(super) addresses: HashMap<(MerchantId, Spu), Addresses>,
    pub(super) people: HashMap<Username, User>,
    pub(super) parcels: HashMap<String, Vec<ParcelUse>>,
    pub(super) numbers: DayNumbers,
}

/// An order of the batch.
#[derive(Debug, Clone)]
pub(super) struct LoadedOrder {
    pub(super) order: ServiceOrder,
    /// The hash of the last line of its log.
    pub(super) head_hash: String,
    /// What it was when it was read; none for one that begins here.
    pub(super) before: Option<StateBefore>,
    /// The scope of the caller's own number, of an order that begins here.
    pub(super) external_scope: Option<String>,
}

/// What writing needs to know of an order as it was before the batch.
#[derive(Debug, Clone)]
pub(super) struct StateBefore {
    pub(super) version: u32,
    pub(super) node: Node,
    pub(super) deadline: Deadline,
    pub(super) wakes_at: Option<Timestamp>,
}

/// A line of an order, with its balance.
#[derive(Debug, Clone)]
pub(super) struct LoadedLine {
    pub(super) sale: Sale,
    pub(super) balance: LineBalance,
    /// What it was when it was read.
    pub(super) before: LineBalance,
}

/// The sequence of the day's service order numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct DayNumbers {
    pub(super) day: NaiveDate,
    pub(super) last: u32,
    /// What it was when it was read.
    pub(super) before: u32,
}

/// Reads what the submissions need. Rows that will change are locked: orders, then lines, then the day's numbers, each in
/// the order of their keys, so that two batches never wait for each other.
pub(super) async fn read(
    connection: &mut Connection,
    setting: &BatchContext,
    submissions: &[Submission],
) -> Result<BatchState, DbError> {
    let needs = Needs::of(submissions);
    let answers = db::answers::find_all(connection, &needs.keys).await?;
    let external = db::service_orders::find_external(connection, &needs.external).await?;
    let mut numbers = needs.numbers;
    numbers.extend(external.iter().map(|(_, number)| number.clone()));
    let numbers: Vec<_> = numbers.into_iter().collect();
    let orders = db::service_orders::find_to_change(connection, setting.engine, &numbers).await?;
    let mut of_orders = needs.orders;
    of_orders.extend(
        orders
            .iter()
            .map(|stored| stored.order.goods.order_number.clone()),
    );
    let of_orders: Vec<_> = of_orders.into_iter().collect();
    let lines = db::orders::lines::find_to_change(connection, setting.engine, &of_orders).await?;
    let reviewed: BTreeSet<(MerchantId, Spu)> = orders
        .iter()
        .filter(|stored| needs.reviewed.contains(&&stored.order.number))
        .map(|stored| {
            let goods = &stored.order.goods;
            (goods.merchant.clone(), goods.spu.clone())
        })
        .collect();
    let reviewed: Vec<_> = reviewed.into_iter().collect();
    let addresses = db::addresses::book::find(connection, &reviewed).await?;
    let mut parcels: HashMap<String, Vec<ParcelUse>> = HashMap::new();
    for used in db::service_orders::parcels::open_uses(connection, &needs.parcels).await? {
        parcels
            .entry(used.tracking_number.clone())
            .or_default()
            .push(used);
    }
    Ok(BatchState {
        answers: answers.into_iter().collect(),
        external: external.into_iter().collect(),
        orders: orders.into_iter().map(held).collect(),
        lines: lines.into_iter().map(line).collect(),
        addresses,
        people: read_people(connection, needs.assigned).await?,
        parcels,
        numbers: read_numbers(connection, setting, needs.begins).await?,
    })
}

async fn read_people(
    connection: &mut Connection,
    usernames: BTreeSet<&Username>,
) -> Result<HashMap<Username, User>, DbError> {
    let mut people = HashMap::new();
    for username in usernames {
        if let Some(user) = db::people::find_user(connection, username).await? {
            people.insert(username.clone(), user);
        }
    }
    Ok(people)
}

async fn read_numbers(
    connection: &mut Connection,
    setting: &BatchContext,
    begins: bool,
) -> Result<DayNumbers, DbError> {
    let day = marketplace_day(setting.now);
    let last = if begins {
        db::numbers::last(connection, day).await?
    } else {
        0
    };
    Ok(DayNumbers {
        day,
        last,
        before: last,
    })
}

fn held(stored: db::service_orders::StoredServiceOrder) -> (ServiceOrderNumber, LoadedOrder) {
    let db::service_orders::StoredServiceOrder { order, head_hash } = stored;
    let before = StateBefore {
        version: order.version,
        node: order.node(),
        deadline: order.deadline.clone(),
        wakes_at: order.wakes_at(),
    };
    let held = LoadedOrder {
        head_hash,
        before: Some(before),
        external_scope: None,
        order,
    };
    (held.order.number.clone(), held)
}

fn line((sale, balance): (Sale, LineBalance)) -> (LineKey, LoadedLine) {
    let key = (sale.order_number.clone(), sale.line_number);
    let before = balance;
    (
        key,
        LoadedLine {
            sale,
            balance,
            before,
        },
    )
}

/// The keys of all that the submissions need.
#[derive(Default)]
struct Needs<'a> {
    keys: Vec<&'a AnswerKey>,
    external: Vec<ExternalKey>,
    numbers: BTreeSet<ServiceOrderNumber>,
    orders: BTreeSet<OrderNumber>,
    reviewed: BTreeSet<&'a ServiceOrderNumber>,
    assigned: BTreeSet<&'a Username>,
    parcels: Vec<TrackingNumber>,
    begins: bool,
}

impl<'a> Needs<'a> {
    fn of(submissions: &'a [Submission]) -> Self {
        let mut needs = Self::default();
        for submission in submissions {
            needs.keys.extend(&submission.request.key);
            needs.external.extend(submission.external_key());
            match &submission.what {
                Intent::Apply(apply) => {
                    needs.orders.insert(apply.order_number.clone());
                    needs.begins = true;
                }
                Intent::Command { number, command } => {
                    needs.numbers.insert(number.clone());
                    needs.add(number, &command.needs());
                }
                Intent::Elapse { number } => {
                    needs.numbers.insert(number.clone());
                    needs.add(number, &service_order::Needs::at_deadline());
                }
            }
        }
        needs
    }

    /// What the decision about an order needs besides it.
    fn add(&mut self, number: &'a ServiceOrderNumber, needs: &service_order::Needs<'a>) {
        if needs.addresses {
            self.reviewed.insert(number);
        }
        self.assigned.extend(needs.colleague);
        self.parcels.extend(needs.uses_of.cloned());
    }
}
