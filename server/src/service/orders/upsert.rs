//! Taking what the order system tells: the whole order, each time it changes.

use std::collections::BTreeSet;

use aftercare_domain::{
    form::{Fault, Violation},
    id::OrderNumber,
    money::Money,
    order::{Order, OrderLine},
    party::{Actor, Authority},
    view::OrderRecord,
};

use super::{Onlooker, OrderRefusal, record};
use crate::{
    context::Context,
    db::{self, Connection, DbError, Engine, orders::StoredOrder},
};

/// Takes an order as it stands now; telling it again changes nothing. What service orders stand on stays, ended ones as
/// well: their line can't vanish, nor become less than was taken or refunded.
pub async fn put(
    context: &Context,
    actor: &Actor,
    number: OrderNumber,
    order: Order,
) -> Result<OrderRecord, OrderRefusal> {
    if let Authority::Merchant(own, _) = actor.authority()
        && *own != order.merchant_id
    {
        return Err(OrderRefusal::ForeignMerchant);
    }
    let onlooker = Onlooker::new(context, actor);
    let engine = context.db.engine();
    context
        .db
        .write(move |connection| {
            Box::pin(async move { put_in(connection, engine, &onlooker, number, order).await })
        })
        .await
}

async fn put_in(
    connection: &mut Connection,
    engine: Engine,
    onlooker: &Onlooker,
    number: OrderNumber,
    order: Order,
) -> Result<OrderRecord, OrderRefusal> {
    let at = onlooker.now;
    // From here on nobody else applies for a line of it.
    db::sales::find_to_change(connection, engine, std::slice::from_ref(&number)).await?;
    let before = db::orders::find(connection, &number).await?;
    if before
        .as_ref()
        .is_some_and(|before| !onlooker.actor.may_see(before.ownership()))
    {
        return Err(OrderRefusal::NotFound);
    }
    let mut violations = match &before {
        Some(before) => {
            let used = db::service_orders::lines_of(connection, &number).await?;
            conflicts(before, &used, &order)
        }
        None => Vec::new(),
    };
    if !db::people::merchant_exists(connection, &order.merchant_id).await? {
        violations.push(Violation::new("merchant_id", Fault::NotFound {}));
    }
    if !violations.is_empty() {
        return Err(OrderRefusal::Invalid(violations));
    }
    db::people::add_consumer(
        connection,
        &order.consumer_id,
        order.consumer_id.as_str(),
        at,
    )
    .await?;
    if let Some(before) = &before {
        let is_named = |gone: &&OrderLine| {
            order
                .lines
                .iter()
                .any(|line| line.line_number == gone.line_number)
        };
        for gone in before.order.lines.iter().filter(|line| !is_named(line)) {
            db::orders::remove_line(connection, &number, gone.line_number).await?;
        }
    }
    db::orders::put(connection, &number, &order, at).await?;
    let stored = db::orders::find(connection, &number).await?;
    stored
        .map(|stored| record(stored, onlooker))
        .ok_or_else(|| {
            DbError::corrupt(
                "orders",
                "order_number",
                &number,
                "it was written and is not there",
            )
            .into()
        })
}

/// What of an order can't be any more, because service orders stand on these lines of what it was.
fn conflicts(before: &StoredOrder, used: &BTreeSet<u32>, order: &Order) -> Vec<Violation> {
    let mut violations = Vec::new();
    if used.is_empty() {
        return violations;
    }
    for (field, same) in [
        ("channel", before.order.channel == order.channel),
        ("merchant_id", before.order.merchant_id == order.merchant_id),
        ("consumer_id", before.order.consumer_id == order.consumer_id),
    ] {
        if !same {
            violations.push(Violation::new(field, Fault::NotApplicable {}));
        }
    }
    let lines = before.order.lines.iter().zip(&before.balances);
    for (line, balance) in lines.filter(|(line, _)| used.contains(&line.line_number.get())) {
        let place = order
            .lines
            .iter()
            .enumerate()
            .find(|(_, new)| new.line_number == line.line_number);
        let Some((index, new)) = place else {
            violations.push(Violation::new(
                "lines",
                Fault::ItemMissing {
                    item: line.line_number.get().to_string(),
                },
            ));
            continue;
        };
        if new.quantity.get() < balance.taken {
            let fault = Fault::OutOfRange {
                min: balance.taken.into(),
                max: i64::from(u32::MAX),
            };
            violations.push(Violation::new(format!("lines[{index}].quantity"), fault));
        }
        if new.paid < balance.refunded {
            let fault = Fault::OutOfRange {
                min: balance.refunded.fen(),
                max: Money::MAX.fen(),
            };
            violations.push(Violation::new(format!("lines[{index}].paid"), fault));
        }
    }
    violations
}
