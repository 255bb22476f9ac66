//! Importing orders from the order system: the whole order, each time it changes.

use aftercare_domain::{
    form::{FieldError, Violation},
    order::{
        OrderChanged, OrderLine, OrderTelling,
        telling::{LineInUse, OrderBefore, Teller, apply_telling},
    },
    people::party::{Actor, LoggedActor},
    service_order::view::OrderRecord,
    values::id::OrderNumber,
};

use super::{Error, OrderReader, OrderRefusal, naming, record, shown_changes};
use crate::{
    context::Context,
    db::{self, Connection, DbError, Engine, orders::StoredOrder},
};

/// Takes an order as it stands now; telling it again changes nothing, and what is changed of it is kept. What service orders
/// stand on stays, ended ones as well: their line can't vanish, nor become less than was taken or refunded; and while they
/// are open, the platform alone changes what decides their money.
pub async fn put(
    context: &Context,
    actor: &Actor,
    number: OrderNumber,
    telling: OrderTelling,
) -> Result<OrderRecord, Error> {
    let onlooker = OrderReader::new(context, actor);
    let engine = context.db.engine();
    context
        .db
        .write(move |connection| {
            Box::pin(async move { put_in(connection, engine, &onlooker, number, telling).await })
        })
        .await
}

async fn put_in(
    connection: &mut Connection,
    engine: Engine,
    onlooker: &OrderReader,
    number: OrderNumber,
    mut telling: OrderTelling,
) -> Result<OrderRecord, Error> {
    let at = onlooker.now;
    let actor = &onlooker.actor;
    let teller = Teller::of(actor.authority()).ok_or(Error::NotFound)?;
    // Before anything of it is looked at.
    teller
        .check(&telling.order)
        .map_err(OrderRefusal::Telling)?;
    let number = naming::number_for(connection, teller, number, &telling.order).await?;
    // From here on nobody else applies for a line of it.
    db::orders::lines::find_to_change(connection, engine, std::slice::from_ref(&number)).await?;
    let before = db::orders::find(connection, &number).await?;
    let was = before.as_ref().map(|before| &before.order);
    telling.order.consumer_id =
        naming::consumer_for(connection, teller, was, &telling.order).await?;
    let standing = match &before {
        Some(before) => lines_in_use(connection, before).await?,
        None => Vec::new(),
    };
    let told_before = was.map(|order| OrderBefore {
        order,
        standing: &standing,
    });
    let changes = apply_telling(told_before, &telling, teller, &onlooker.policy.matrix, at)
        .map_err(OrderRefusal::Telling)?;
    let OrderTelling { order, reason } = telling;
    if !db::people::tenants::merchant_exists(connection, &order.merchant_id).await? {
        let missing = Violation::new("merchant_id", FieldError::NotFound {});
        return Err(missing.into());
    }
    let consumer = &order.consumer_id;
    db::people::consumers::add(connection, consumer, consumer.as_str(), at).await?;
    for gone in was.into_iter().flat_map(|was| &was.lines) {
        let is_same = |line: &OrderLine| line.line_number == gone.line_number;
        if !order.lines.iter().any(is_same) {
            db::orders::remove_line(connection, &number, gone.line_number).await?;
        }
    }
    db::orders::put(connection, &number, &order, teller, at).await?;
    if !changes.is_empty() {
        let kept = OrderChanged {
            at,
            by: LoggedActor::of(actor),
            reason,
            changes,
        };
        db::orders::changes::add(connection, &number, &kept).await?;
    }
    let stored = db::orders::find(connection, &number).await?;
    let stored = stored.ok_or_else(|| {
        DbError::corrupt(
            "orders",
            "order_number",
            &number,
            "it was written and is not there",
        )
    })?;
    let changes = shown_changes(connection, actor, &number).await?;
    Ok(record(stored, onlooker, changes))
}

/// The lines of an order with service orders.
async fn lines_in_use(
    connection: &mut Connection,
    before: &StoredOrder,
) -> Result<Vec<LineInUse>, DbError> {
    let used = db::service_orders::of_lines(connection, &before.number).await?;
    let lines = before.order.lines.iter().zip(&before.balances);
    Ok(lines
        .filter_map(|(line, balance)| {
            let open = used.get(&line.line_number.get())?;
            Some(LineInUse {
                line: line.line_number,
                taken: balance.taken,
                refunded: balance.refunded,
                open: open.clone(),
            })
        })
        .collect())
}
