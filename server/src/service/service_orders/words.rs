//! The words by which orders are found, of orders that began before there were any: they are made in portions, while
//! others go on working, and once.

use aftercare_domain::service_order::ServiceOrder;

use crate::{
    context::Context,
    db::{self, Connection, DbError},
};

/// How many orders get their words at once, so that nobody waits long for a turn to write.
const PORTION: i64 = 500;
/// The setting that says up to which number orders have been looked at.
const LOOKED_UP_TO: &str = "words_up_to";

/// Makes the words that are missing. It goes on where it was stopped, and ends early when the server stops.
pub async fn fill_words(context: &Context) -> Result<(), DbError> {
    while !context.stopping.is_told() {
        let is_done = context
            .db
            .write(|connection| Box::pin(fill_portion(connection)))
            .await?;
        if is_done {
            break;
        }
    }
    Ok(())
}

/// Makes the words of the next orders; whether there are no others behind them.
async fn fill_portion(connection: &mut Connection) -> Result<bool, DbError> {
    let after = db::settings::find(connection, LOOKED_UP_TO)
        .await?
        .unwrap_or_default();
    let orders = db::service_order_words::orders_after(connection, &after, PORTION).await?;
    let wordless: Vec<&ServiceOrder> = orders
        .iter()
        .filter_map(|(_, order)| order.as_ref())
        .collect();
    db::service_order_words::add(connection, &wordless).await?;
    if let Some((last, _)) = orders.last() {
        db::settings::put(connection, LOOKED_UP_TO, last.as_str()).await?;
    }
    Ok(i64::try_from(orders.len()).is_ok_and(|count| count < PORTION))
}
