//! Keeping what the demo made: by the statements of the write path, so that it looks as if it had come that way.

use std::collections::BTreeMap;

use aftercare_domain::{
    order::{
        Order, OrderChanged, OrderTelling,
        telling::{OrderBefore, Teller, apply_telling},
    },
    people::party::{LoggedActor, Party},
    policy::responsibility::ChannelMatrix,
    refund::Refund,
    service_order::ServiceOrder,
    values::{
        address::AddressSlot,
        service::AddressPurpose,
        time::{Timestamp, marketplace_day},
    },
};
use chrono::NaiveDate;

use super::{
    dice::Dice,
    error::DemoError,
    journey::History,
    marketplace,
    purchases::NumberedOrder,
    settlements,
    tenants::{Merchant, Tenants},
};
use crate::{
    db::{
        self, Connection, DbError,
        orders::{StoredOrder, lines::LineKey},
        people::User,
        service_orders::NewServiceOrder,
        timers::Timer,
    },
    write::projections::Projections,
};

/// Of every which order it is kept that its goods arrived: enough to be found, and not as many rows again as orders.
const KEPT_ARRIVALS: usize = 4;

/// Adds merchants with their addresses, stores and consumers, those who are not there.
pub(super) async fn add_town(
    connection: &mut Connection,
    town: &Tenants,
    since: Timestamp,
) -> Result<(), DbError> {
    for merchant in &town.merchants {
        if !db::people::tenants::merchant_exists(connection, &merchant.id).await? {
            db::people::tenants::put_merchant(connection, &merchant.id, &merchant.name, since)
                .await?;
            add_addresses(connection, merchant, since).await?;
        }
    }
    let store = &town.store;
    db::people::tenants::put_store(connection, &store.id, &store.name, &store.channels, since)
        .await?;
    let consumers: Vec<_> = town
        .consumers
        .iter()
        .map(|consumer| (&consumer.id, consumer.name.as_str()))
        .collect();
    db::people::consumers::add_all(connection, &consumers, since).await
}

/// Adds those who sign in.
pub(super) async fn add_people(
    connection: &mut Connection,
    town: &Tenants,
    password_hash: &str,
    since: Timestamp,
) -> Result<(), DbError> {
    for person in &town.people {
        let Some(username) = person.username.clone() else {
            continue;
        };
        let user = User {
            username,
            name: person.name.clone(),
            role: person.role.clone(),
        };
        db::people::add_user(connection, &user, password_hash, since).await?;
    }
    Ok(())
}

async fn add_addresses(
    connection: &mut Connection,
    merchant: &Merchant,
    since: Timestamp,
) -> Result<(), DbError> {
    let by = merchant.owner_name();
    let mut places = Vec::new();
    if let Some(default) = &merchant.default_address {
        places.push((AddressSlot::Default, default));
    }
    for product in &merchant.products {
        for &purpose in AddressPurpose::ALL {
            if let Some(address) = product.addresses.of(purpose) {
                places.push((AddressSlot::Product(product.spu.clone(), purpose), address));
            }
        }
    }
    for (place, address) in places {
        db::addresses::put(connection, &merchant.id, &place, address, by, since).await?;
    }
    Ok(())
}

/// Adds orders that were sold, with what service orders took and refunded of their lines.
pub(super) async fn add_orders(
    connection: &mut Connection,
    orders: &[NumberedOrder],
    histories: &[History],
    now: Timestamp,
) -> Result<(), DemoError> {
    let mut of_lines: BTreeMap<LineKey, Vec<&ServiceOrder>> = BTreeMap::new();
    for order in histories.iter().map(|history| &history.order) {
        let key = (order.goods.order_number.clone(), order.goods.line_number);
        of_lines.entry(key).or_default().push(order);
    }
    let mut stored = Vec::with_capacity(orders.len());
    for told in orders {
        let mut balances = Vec::with_capacity(told.order.lines.len());
        for line in &told.order.lines {
            let number = line.line_number.get();
            let (_, balance) = told.line(number)?;
            let key = (told.number.clone(), number);
            let orders = of_lines.get(&key).into_iter().flatten();
            balances.push(orders.fold(balance, |balance, order| balance.moved(None, order)));
        }
        stored.push(StoredOrder {
            number: told.number.clone(),
            order: told.order.clone(),
            balances,
        });
    }
    db::orders::add(connection, &stored, now).await?;
    add_arrivals(connection, orders).await
}

/// Of some orders it is kept that they were told again when their goods arrived.
async fn add_arrivals(
    connection: &mut Connection,
    orders: &[NumberedOrder],
) -> Result<(), DemoError> {
    for told in orders.iter().step_by(KEPT_ARRIVALS) {
        let Some(arrived_at) = told.order.delivered_at else {
            continue;
        };
        let sent = Order {
            delivered_at: None,
            ..told.order.clone()
        };
        let arrived = OrderTelling {
            order: told.order.clone(),
            reason: None,
        };
        let before = OrderBefore {
            order: &sent,
            standing: &[],
        };
        let (teller, matrix) = (Teller::Platform, ChannelMatrix::default());
        let changes = apply_telling(Some(before), &arrived, teller, &matrix, arrived_at)?;
        let kept = OrderChanged {
            at: arrived_at,
            by: LoggedActor {
                party: Party::ApiClient,
                name: "订单系统".to_owned(),
            },
            reason: None,
            changes,
        };
        db::orders::changes::add(connection, &told.number, &kept).await?;
    }
    Ok(())
}

/// Service orders, chained and settled, ready to be written.
#[derive(Debug)]
pub(super) struct SeedBatch {
    histories: Vec<History>,
    /// The hash of the last line of each log.
    heads: Vec<String>,
    /// Their refunds, each with the hash of the last line of its log.
    refunds: Vec<(Refund, String)>,
    traces: Projections,
}

impl SeedBatch {
    /// Chains the logs and settles the refunds, but for the last few of each merchant.
    pub(super) fn new(
        histories: Vec<History>,
        refunds_behind: u32,
        dice: &mut Dice,
        now: Timestamp,
    ) -> Result<Self, DemoError> {
        let mut traces = Projections::default();
        let mut heads = Vec::with_capacity(histories.len());
        for History { order, steps } in &histories {
            let mut head = String::new();
            for happened in steps {
                head = traces.follow(order, &happened.recorded, &happened.effects, &head)?;
            }
            heads.push(head);
        }
        let mut settlements = settlements::granted(&histories);
        settlements::settle(&mut settlements, refunds_behind, dice, now)?;
        let mut refunds = Vec::with_capacity(settlements.len());
        for settlement in settlements {
            let head = settlement.follow(&mut traces)?;
            refunds.push((settlement.refund, head));
        }
        Ok(Self {
            histories,
            heads,
            refunds,
            traces,
        })
    }

    /// The service orders.
    pub(super) fn histories(&self) -> &[History] {
        &self.histories
    }
}

/// Adds service orders with their logs and all that follows from them.
pub(super) async fn add_service_orders(
    connection: &mut Connection,
    batch: &SeedBatch,
    real_now: Timestamp,
) -> Result<(), DbError> {
    batch.traces.write(connection, real_now).await?;
    let histories = batch.histories();
    let begun: Vec<_> = histories
        .iter()
        .zip(&batch.heads)
        .map(|(history, head_hash)| NewServiceOrder {
            order: &history.order,
            head_hash,
            external_scope: None,
        })
        .collect();
    db::service_orders::insert(connection, &begun).await?;
    let refunds: Vec<_> = batch
        .refunds
        .iter()
        .map(|(refund, head_hash)| (refund, head_hash.as_str()))
        .collect();
    db::refunds::insert(connection, &refunds).await?;
    let policy = marketplace::policy();
    let waking: Vec<_> = histories
        .iter()
        .filter_map(|history| Timer::of(&history.order, &policy, real_now))
        .collect();
    db::timers::set(connection, &waking).await?;
    count(connection, histories).await
}

/// Counts them where they stand.
async fn count(connection: &mut Connection, histories: &[History]) -> Result<(), DbError> {
    let mut counts = BTreeMap::new();
    for order in histories.iter().map(|history| &history.order) {
        let key = (
            order.goods.merchant.clone(),
            order.goods.channel,
            order.node(),
        );
        *counts.entry(key).or_insert(0) += 1;
    }
    let counts: Vec<_> = counts.into_iter().collect();
    db::counts::add(connection, &counts).await
}

/// Takes note of the numbers that were given: the next order of a day goes on behind them.
pub(super) async fn set_numbers(
    connection: &mut Connection,
    last: &BTreeMap<NaiveDate, u32>,
) -> Result<(), DbError> {
    for (&day, &number) in last {
        let before = db::numbers::last(connection, day).await?;
        db::numbers::set_last(connection, day, before.max(number)).await?;
    }
    Ok(())
}

/// How many of them each day had.
pub(super) fn numbers_of(histories: &[History]) -> BTreeMap<NaiveDate, u32> {
    let mut numbers = BTreeMap::new();
    for history in histories {
        let day = marketplace_day(history.order.application.applied_at);
        *numbers.entry(day).or_insert(0) += 1;
    }
    numbers
}
