//! The words by which orders are found, made again where the rules have changed by which they are cut: in portions, while
//! others go on working. Orders that are applied for meanwhile have today's words at once.

use aftercare_domain::{service_order::ServiceOrder, values::number::ServiceOrderNumber};
use serde::{Deserialize, Serialize};

use crate::{
    context::Context,
    db::{self, Connection, DbError, search_index::RULES},
};

/// How many orders are looked at in one transaction, so that nobody waits long for a turn to write.
const PORTION: i64 = 100;
/// The setting that says how far it came.
const SETTING: &str = "search_words";

/// How far the making of words came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rebuilding {
    /// By which version of the rules.
    rules: u32,
    /// The number of the last order that was looked at.
    up_to: String,
    /// Whether all orders that there were at some time have been looked at.
    is_done: bool,
}

impl Default for Rebuilding {
    /// As it begins.
    fn default() -> Self {
        Self {
            rules: RULES,
            up_to: String::new(),
            is_done: false,
        }
    }
}

impl Rebuilding {
    /// How far it came by today's rules.
    pub async fn read(connection: &mut Connection) -> Result<Self, DbError> {
        let kept = db::settings::find(connection, SETTING).await?;
        let kept = kept.map(|kept| Self::parse(&kept)).transpose()?;
        let of_today = kept.filter(|kept| kept.rules == RULES);
        Ok(of_today.unwrap_or_default())
    }

    fn parse(kept: &str) -> Result<Self, DbError> {
        serde_json::from_str(kept)
            .map_err(|error| DbError::corrupt("settings", "value", SETTING, error))
    }

    fn write(&self) -> Result<String, DbError> {
        serde_json::to_string(self)
            .map_err(|error| DbError::corrupt("settings", "value", SETTING, error))
    }

    /// Whether an order may have words by earlier rules still.
    pub fn awaits(&self, number: &ServiceOrderNumber) -> bool {
        !self.is_done && number.as_str() > self.up_to.as_str()
    }
}

/// Makes the words of all orders that have none by today's rules. It goes on where it was stopped, and ends early when the
/// server stops.
pub async fn rebuild_words(context: &Context) -> Result<(), DbError> {
    while !context.shutdown.is_requested() {
        let is_done = context
            .db
            .write(|connection| Box::pin(rebuild_portion(connection)))
            .await?;
        if is_done {
            break;
        }
    }
    Ok(())
}

/// Makes the words of the next orders; whether there are no others behind them.
async fn rebuild_portion(connection: &mut Connection) -> Result<bool, DbError> {
    // Replicas take turns at this row.
    let kept =
        db::settings::put_first(connection, SETTING, &Rebuilding::default().write()?).await?;
    let kept = Rebuilding::parse(&kept)?;
    if kept.rules > RULES {
        // A replica of a later release has made later words.
        return Ok(true);
    }
    let kept = if kept.rules == RULES {
        kept
    } else {
        Rebuilding::default()
    };
    let orders = db::search_index::orders_after(connection, &kept.up_to, PORTION).await?;
    let without: Vec<&ServiceOrder> = orders
        .iter()
        .filter_map(|(_, order)| order.as_ref())
        .collect();
    db::search_index::put(connection, &without).await?;
    let is_last = i64::try_from(orders.len()).is_ok_and(|count| count < PORTION);
    if is_last {
        db::search_index::delete_earlier(connection).await?;
    }
    let now = Rebuilding {
        rules: RULES,
        up_to: orders
            .last()
            .map_or(kept.up_to, |(last, _)| last.as_str().to_owned()),
        is_done: kept.is_done || is_last,
    };
    db::settings::put(connection, SETTING, &now.write()?).await?;
    Ok(is_last)
}
