//! What batches know of service orders: read with one statement for each kind of row, whatever the number of submissions.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use aftercare_domain::{
    order::line::{LineBalance, Sale},
    service_order::{self, ServiceOrder, situation::Addresses},
    values::{
        carrier::TrackingNumber,
        id::{MerchantId, OrderNumber, Spu, Username},
        number::ServiceOrderNumber,
        time::marketplace_day,
    },
};
use chrono::NaiveDate;

use super::external_key;
use crate::{
    db::{
        self, Connection, DbError,
        orders::lines::LineKey,
        people::User,
        service_orders::{ExternalKey, StoredServiceOrder, parcels::ParcelUse},
    },
    write::{
        batch_context::BatchContext,
        submission::{
            Intent, Submission,
            written::{Loaded, Stock},
        },
    },
};

/// What the decisions about service orders need besides them, changed in memory as the batch is decided.
#[derive(Debug)]
pub struct KnownOfOrders {
    pub(super) external: HashMap<ExternalKey, ServiceOrderNumber>,
    /// Within what the caller's own number is unique, of orders that begin in the batch.
    pub(super) scopes: HashMap<ServiceOrderNumber, String>,
    pub(super) lines: BTreeMap<LineKey, LoadedLine>,
    pub(super) addresses: HashMap<(MerchantId, Spu), Addresses>,
    pub(super) people: HashMap<Username, User>,
    pub(super) parcels: HashMap<String, Vec<ParcelUse>>,
    pub(super) numbers: DayNumbers,
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
    context: &BatchContext,
    submissions: &[Submission],
) -> Result<Stock<ServiceOrder>, DbError> {
    let needs = Needs::of(submissions);
    let external = db::service_orders::find_external(connection, &needs.external).await?;
    let mut numbers = needs.numbers;
    numbers.extend(external.iter().map(|(_, number)| number.clone()));
    let numbers: Vec<_> = numbers.into_iter().collect();
    let orders = db::service_orders::find_to_change(connection, context.engine, &numbers).await?;
    let mut of_orders = needs.orders;
    of_orders.extend(
        orders
            .iter()
            .map(|stored| stored.order.goods.order_number.clone()),
    );
    let of_orders: Vec<_> = of_orders.into_iter().collect();
    let lines = db::orders::lines::find_to_change(connection, context.engine, &of_orders).await?;
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
    let known = KnownOfOrders {
        external: external.into_iter().collect(),
        scopes: HashMap::new(),
        lines: lines.into_iter().map(line).collect(),
        addresses,
        people: read_people(connection, needs.assigned).await?,
        parcels,
        numbers: read_numbers(connection, context, needs.begins).await?,
    };
    let held = orders.into_iter().map(|stored| {
        let StoredServiceOrder { order, head_hash } = stored;
        (order.number.clone(), Loaded::read(order, head_hash))
    });
    Ok(Stock {
        held: held.collect(),
        known,
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
    context: &BatchContext,
    begins: bool,
) -> Result<DayNumbers, DbError> {
    let day = marketplace_day(context.now);
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
            needs.external.extend(external_key(submission));
            needs.numbers.extend(submission.what.id().cloned());
            match &submission.what {
                Intent::Begin(apply) => {
                    needs.orders.insert(apply.order_number.clone());
                    needs.begins = true;
                }
                Intent::Command { id, command } => needs.add(id, &command.needs()),
                Intent::Elapse { id } => needs.add(id, &service_order::Needs::at_deadline()),
                Intent::Report { report, .. } => match *report {},
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
