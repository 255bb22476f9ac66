//! The demo marketplace: people, goods, orders and a year of service orders, the same for the same seed and time.
//!
//! Read in this order: [`Marketplace`] (what there is), [`tenants`] (who), [`purchases`] (what was sold), [`complaints`] (what is
//! complained about), [`target`] and [`journey`] (what becomes of it: every line of every log is decided by the domain),
//! [`schedule`] (when).

mod complaints;
mod dice;
mod error;
mod fill;
mod goods;
mod journey;
mod marketplace;
mod names;
mod parcels;
mod phrases;
mod places;
mod purchases;
mod rhythm;
mod schedule;
mod seed;
mod settlements;
mod target;
mod tenants;

use aftercare_app::demo::PASSWORD;
use aftercare_domain::{
    people::access::Password,
    values::time::{Span, Timestamp},
};

use self::{dice::Dice, seed::SeedBatch};
pub use self::{
    error::DemoError,
    fill::fill,
    journey::{History, JourneyStep},
    marketplace::Marketplace,
    purchases::NumberedOrder,
    tenants::{Consumer, Merchant, Product, Store, Tenants},
};
use crate::{
    context::{CLOCK_OFFSET, Context},
    db::{self, DbError},
};

/// Of which the demo marketplace is made.
const SEED: u64 = 20;
/// The setting that says of which seed the marketplace in a database was made.
const SEED_SETTING: &str = "demo_seed";
/// How many refunds of each merchant finance has not come to.
const REFUNDS_BEHIND: u32 = 3;
/// How long before now merchants and people were there.
const SINCE: Span = Span::days(720);

/// Sets the product's time where nobody is there yet, so that the marketplace is made as it stands then; elsewhere time has
/// gone by, and goes on.
pub async fn begin_at(context: &Context, at: Timestamp) -> Result<(), DbError> {
    if !is_empty(context).await? {
        return Ok(());
    }
    let offset_ms = at.ms() - context.clock.real_now().ms();
    let kept = context.db.write::<_, DbError, _>(move |connection| {
        Box::pin(async move {
            db::settings::put(connection, CLOCK_OFFSET, &offset_ms.to_string()).await
        })
    });
    kept.await?;
    context.clock.set_offset_ms(offset_ms);
    Ok(())
}

/// Whether nobody is there yet.
pub async fn is_empty(context: &Context) -> Result<bool, DbError> {
    db::people::is_nobody_there(&mut *context.db.reader().await?).await
}

/// Whether the demo marketplace was put into this database: its people sign in with a password that is published.
pub async fn is_there(context: &Context) -> Result<bool, DbError> {
    let mut reader = context.db.reader().await?;
    let seed = db::settings::find(&mut reader, SEED_SETTING).await?;
    Ok(seed.is_some())
}

/// Puts the demo marketplace into a database in which there is nobody; one that has people stays as it is. Says whether
/// it did.
pub async fn fill_if_empty(context: &Context) -> Result<bool, DemoError> {
    if !is_empty(context).await? {
        return Ok(false);
    }
    let now = context.clock.now();
    let real_now = context.clock.real_now();
    let password = Password::parse(PASSWORD)?;
    let password_hash = context.passwords.hash(&context.entropy, password).await?;
    let made = tokio::task::spawn_blocking(move || make(now)).await;
    let (market, batch) = made.map_err(|_| DemoError::Panicked)??;
    context
        .db
        .write(move |connection| {
            Box::pin(async move {
                // Replicas that start at once take turns at this row; the second finds everybody there.
                let seed = SEED.to_string();
                db::settings::put_first(connection, SEED_SETTING, &seed).await?;
                if !db::people::is_nobody_there(connection).await? {
                    return Ok(false);
                }
                let since = Timestamp::from_ms(now.ms() - SINCE.ms());
                seed::add_town(connection, &market.town, since).await?;
                seed::add_people(connection, &market.town, &password_hash, since).await?;
                seed::add_orders(connection, &market.orders, batch.histories(), now).await?;
                seed::add_service_orders(connection, &batch, real_now).await?;
                seed::set_numbers(connection, &seed::numbers_of(batch.histories())).await?;
                Ok(true)
            })
        })
        .await
}

fn make(now: Timestamp) -> Result<(Marketplace, SeedBatch), DemoError> {
    let mut market = Marketplace::new(SEED, now)?;
    let histories = std::mem::take(&mut market.histories);
    let batch = SeedBatch::new(histories, REFUNDS_BEHIND, &mut Dice::new(SEED), now)?;
    Ok((market, batch))
}
