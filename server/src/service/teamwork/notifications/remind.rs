//! Reminding: telling staff that half, or nine tenths, of a deadline's time are used.

use std::sync::Arc;

use crate::{
    context::Context,
    db::{self, DbError},
    write::{
        notifications::{notify, occasion::Occasion},
        replicas,
    },
};

/// Of how many orders staff are reminded in one transaction.
const PORTION: i64 = 256;

/// Reminds staff of all deadlines of which they are to be reminded by now. Of a deadline whose shares passed while nobody
/// looked, the largest is told; of one that is over, none: that it is over is told by what the system does about it.
pub async fn remind(context: &Context) -> Result<(), DbError> {
    let now = context.clock.now();
    loop {
        let numbers = {
            let mut reader = context.db.reader().await?;
            db::timers::to_remind(&mut reader, now, PORTION).await?
        };
        if numbers.is_empty() {
            return Ok(());
        }
        let (engine, replica) = (context.db.engine(), Arc::clone(&context.replica));
        let policy = context.policy.now();
        let write = context.db.write::<_, DbError, _>(move |connection| {
            Box::pin(async move {
                let mut numbers = numbers;
                numbers.sort();
                // Nobody changes these orders meanwhile; what another replica told of them is not told again.
                let orders =
                    db::service_orders::find_to_change(connection, engine, &numbers).await?;
                let numbers = db::timers::still_to_remind(connection, &numbers, now).await?;
                let orders = orders.iter().map(|stored| &stored.order);
                let orders: Vec<_> = orders
                    .filter(|order| numbers.contains(&order.number))
                    .collect();
                let occasions: Vec<Occasion> = orders
                    .iter()
                    .filter_map(|order| {
                        let reminder = order.known_deadline(&policy).reminds_of(now)?;
                        Occasion::reminder(order, reminder, now, &policy)
                    })
                    .collect();
                let next: Vec<_> = orders
                    .iter()
                    .map(|order| {
                        let reminds_at = order.known_deadline(&policy).reminds_at(now);
                        (order.number.clone(), reminds_at)
                    })
                    .collect();
                let rings = notify(connection, &occasions).await?;
                db::timers::remind_at(connection, &next).await?;
                replicas::announce_bells(connection, engine, &replica, &rings).await?;
                Ok(rings)
            })
        });
        for ring in write.await? {
            context.live_hub.publish_bell(ring);
        }
    }
}
