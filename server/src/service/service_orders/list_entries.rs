//! Entries of orders in lists that are to be made: of those that an earlier release wrote, or by rules that changed. In portions,
//! while others go on working.

use crate::{
    context::Context,
    db::{DbError, service_orders::list_entries},
};

/// How many entries are made in one transaction, so that nobody waits long for a turn to write.
const PORTION: i64 = 100;

/// Makes the entries of all orders that have none by today's rules. It goes on where it was stopped, and ends early when the
/// server stops.
pub async fn make_list_entries(context: &Context) -> Result<(), DbError> {
    while !context.shutdown.is_requested() {
        let made = context
            .db
            .write(|connection| Box::pin(list_entries::make(connection, PORTION)))
            .await?;
        if made == 0 {
            break;
        }
    }
    Ok(())
}
