//! Filling a database with many service orders, as a year of a large marketplace leaves them: for measuring.

use std::{collections::BTreeMap, sync::Arc};

use aftercare_domain::{
    policy::Policy,
    values::{
        channel::Channel,
        time::{Span, Timestamp, marketplace_day},
    },
};
use chrono::NaiveDate;
use tokio::sync::mpsc;

use super::{
    SEED, SEED_SETTING, SINCE,
    complaints::{Complaint, ComplaintSpec},
    dice::Dice,
    error::DemoError,
    journey::{self, History, Stage},
    marketplace::{ENDINGS, NumberSequences, policy},
    purchases::NumberedOrder,
    rhythm,
    seed::{self, SeedBatch},
    target::Target,
    tenants::{Merchant, Tenants},
};
use crate::{
    context::Context,
    db::{self, Connection, DbError},
};

const MERCHANTS: usize = 200;
const CONSUMERS: usize = 20_000;
/// How many service orders a transaction writes.
const PORTION: u32 = 1000;
/// The setting that says how many service orders were written so: the next ones are others.
const FILLED: &str = "demo_filled";
/// Purchases of the demo marketplace have lower places than these.
const FIRST_PLACE: i64 = 1_000_000;

const CHANNELS: [(u32, Channel); 4] = [
    (72, Channel::YoupinOnline),
    (10, Channel::YoupinJd),
    (10, Channel::MiHome),
    (8, Channel::YoupinStore),
];

/// Service orders with the orders that they are about.
struct Portion {
    orders: Vec<NumberedOrder>,
    batch: SeedBatch,
    last_numbers: BTreeMap<NaiveDate, u32>,
    /// How many were written when it is.
    filled: i64,
}

/// Writes so many service orders into a demo marketplace, behind those that are there; tells now and then how many it has
/// written.
pub async fn fill(
    context: &Context,
    count: u32,
    mut tell: impl FnMut(u32),
) -> Result<(), DemoError> {
    const TELL_EVERY: u32 = 50_000;
    let mut reader = context.db.reader().await?;
    if db::settings::find(&mut reader, SEED_SETTING)
        .await?
        .is_none()
    {
        return Err(DemoError::NotADemo);
    }
    drop(reader);
    let now = context.clock.now();
    let real_now = context.clock.real_now();
    let town = Arc::new(Tenants::of_size(
        &mut Dice::new(SEED),
        MERCHANTS,
        CONSUMERS,
    )?);
    let (filled, last_numbers) = prepare(context, Arc::clone(&town), now).await?;
    let (sender, mut portions) = mpsc::channel(2);
    let maker = tokio::task::spawn_blocking(move || {
        let policy = policy();
        let mut maker = Maker::new(&town, &policy, now, filled, last_numbers);
        let mut left = count;
        while left > 0 {
            let size = left.min(PORTION);
            left -= size;
            // Nobody takes it when writing failed: then there is no need for more.
            if sender.blocking_send(maker.portion(size)?).is_err() {
                break;
            }
        }
        Ok::<_, DemoError>(())
    });
    let mut written = 0;
    while let Some(portion) = portions.recv().await {
        let before = written;
        written += u32::try_from(portion.batch.histories().len()).unwrap_or(u32::MAX);
        context
            .db
            .write(move |connection| {
                Box::pin(async move { write(connection, &portion, now, real_now).await })
            })
            .await?;
        if before / TELL_EVERY != written / TELL_EVERY {
            tell(written);
        }
    }
    maker.await.map_err(|_| DemoError::Panicked)?
}

/// Adds everybody, and reads where to go on.
async fn prepare(
    context: &Context,
    town: Arc<Tenants>,
    now: Timestamp,
) -> Result<(i64, BTreeMap<NaiveDate, u32>), DbError> {
    context
        .db
        .write(move |connection| {
            Box::pin(async move {
                let since = Timestamp::from_ms(now.ms() - SINCE.ms());
                seed::add_town(connection, &town, since).await?;
                let filled = db::settings::find(connection, FILLED).await?;
                let filled = filled.map_or(Ok(0), |filled| {
                    filled
                        .parse()
                        .map_err(|error| DbError::corrupt("settings", "value", FILLED, error))
                })?;
                let mut last_numbers = BTreeMap::new();
                let mut at = Timestamp::from_ms(now.ms() - rhythm::HISTORY.ms());
                while at <= now {
                    let day = marketplace_day(at);
                    let last = db::numbers::last(connection, day).await?;
                    last_numbers.insert(day, last);
                    at = Span::days(1).after(at);
                }
                Ok((filled, last_numbers))
            })
        })
        .await
}

async fn write(
    connection: &mut Connection,
    portion: &Portion,
    now: Timestamp,
    real_now: Timestamp,
) -> Result<(), DemoError> {
    seed::add_orders(connection, &portion.orders, portion.batch.histories(), now).await?;
    seed::add_service_orders(connection, &portion.batch, real_now).await?;
    seed::set_numbers(connection, &portion.last_numbers).await?;
    db::settings::put(connection, FILLED, &portion.filled.to_string()).await?;
    Ok(())
}

/// Makes portions, one after another.
struct Maker<'t> {
    stage: Stage<'t>,
    dice: Dice,
    filled: i64,
    numbers: NumberSequences,
}

impl<'t> Maker<'t> {
    fn new(
        town: &'t Tenants,
        policy: &'t Policy,
        now: Timestamp,
        filled: i64,
        last_numbers: BTreeMap<NaiveDate, u32>,
    ) -> Self {
        let stage = Stage {
            town,
            policy,
            until: now,
        };
        Self {
            stage,
            dice: Dice::new(SEED ^ filled.unsigned_abs()),
            filled,
            numbers: NumberSequences::behind(last_numbers),
        }
    }

    fn portion(&mut self, size: u32) -> Result<Portion, DemoError> {
        let mut orders = Vec::new();
        let mut histories = Vec::new();
        for _ in 0..size {
            let (told, history) = self.next()?;
            orders.push(told);
            histories.push(history);
        }
        let touched = seed::numbers_of(&histories);
        let last_numbers = self.numbers.last().iter();
        let last_numbers = last_numbers.filter(|(day, _)| touched.contains_key(day));
        Ok(Portion {
            orders,
            last_numbers: last_numbers.map(|(&day, &last)| (day, last)).collect(),
            batch: SeedBatch::new(histories, 0, &mut self.dice, self.stage.until)?,
            filled: self.filled,
        })
    }

    /// A service order as it came: those of the last weeks are where they got since.
    fn next(&mut self) -> Result<(NumberedOrder, History), DemoError> {
        self.filled += 1;
        let ending = self.dice.weigh(&ENDINGS)?;
        let wish = ComplaintSpec {
            merchant: self.merchant()?,
            consumer: None,
            channel: self.dice.weigh(&CHANNELS)?,
            service_type: ending.service_type(),
            aim: Target::End(ending),
        };
        let place = FIRST_PLACE + self.filled;
        let draft = Complaint::new(&mut self.dice, self.stage.town, place, wish)?;
        let now = self.stage.until;
        let applied_at = rhythm::application_time(&mut self.dice, now)?;
        let (told, ground) = draft.ground(applied_at, now)?;
        let number = self.numbers.next(applied_at)?;
        let history = journey::simulate(self.stage, &draft.case, &ground, number, applied_at)?;
        Ok((told, history))
    }

    /// Some merchants sell much, the first of them most.
    fn merchant(&mut self) -> Result<&'t Merchant, DemoError> {
        let merchants = &self.stage.town.merchants;
        if self.dice.percent(5) {
            return merchants.first().ok_or(DemoError::NothingToChoose);
        }
        let reach = usize::try_from(self.dice.within(1, 100)).unwrap_or(100);
        let among = merchants.get(..merchants.len() * reach / 100);
        self.dice.pick(among.unwrap_or(merchants))
    }
}
