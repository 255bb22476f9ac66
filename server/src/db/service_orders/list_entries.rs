//! Entries of service orders in lists: what lists show, written with the state, so that a line is made without the order's whole
//! document. An entry is good as long as it is of the order's version, and made by the rules of this release; else it is
//! made of the document.

use aftercare_domain::service_order::{ServiceOrder, view::ListEntry};
use sqlx::any::AnyRow;

use crate::db::{
    Connection, DbError, Engine,
    engine::{
        bulk::Bulk,
        row::{Columns, to_json},
    },
};

/// The version of the rules, as it is kept.
pub(super) const RULES: i64 = 1;
const _: () = assert!(
    ListEntry::RULES == 1,
    "the version of the rules stands in an index as well, in `is_to_be_made` and in `RULES`"
);

/// The condition on a row of `service_orders` whose entry is to be made: as it stands in the index of these, so that the index
/// is used.
macro_rules! is_to_be_made {
    () => {
        "(list_entry_version <> version OR list_entry_rules <> 1)"
    };
}
pub(in crate::db) use is_to_be_made;

/// The columns of a statement about `service_orders` that [`read`] reads.
macro_rules! columns {
    () => {
        concat!(
            "CASE WHEN ",
            crate::db::service_orders::list_entries::is_to_be_made!(),
            " THEN NULL ELSE list_entry END AS list_entry, CASE WHEN ",
            crate::db::service_orders::list_entries::is_to_be_made!(),
            " THEN document END AS document"
        )
    };
}
pub(in crate::db) use columns;

/// The entry of an order, as it is kept.
pub(super) fn written(order: &ServiceOrder) -> Result<String, DbError> {
    to_json("service_orders", "list_entry", &ListEntry::of(order))
}

/// The entry in a row.
pub(in crate::db) fn read(columns: &Columns<'_>) -> Result<ListEntry, DbError> {
    if let Some(entry) = columns.json_if_any("list_entry")? {
        return Ok(entry);
    }
    Ok(ListEntry::of(&columns.json("document")?))
}

static WRITE: Bulk = Bulk::new(
    "UPDATE service_orders SET list_entry = new.column2, list_entry_version = new.column3, \
     list_entry_rules = new.column4 FROM (",
    4,
    ") AS new WHERE service_orders.number = new.column1",
);

/// Makes the entries of so many orders that have none; returns how many were made.
pub async fn make(connection: &mut Connection, most: i64) -> Result<usize, DbError> {
    let statement = match Engine::of(connection) {
        Engine::Sqlite => concat!(
            "SELECT number, document FROM service_orders WHERE ",
            is_to_be_made!(),
            " ORDER BY number LIMIT $1"
        ),
        // Nobody writes them meanwhile, and two that make entries wait for each other in one order.
        Engine::Postgres => concat!(
            "SELECT number, document FROM service_orders WHERE ",
            is_to_be_made!(),
            " ORDER BY number LIMIT $1 FOR UPDATE"
        ),
    };
    let rows = sqlx::query(statement)
        .bind(most)
        .fetch_all(&mut *connection)
        .await?;
    let orders = rows.iter().map(order).collect::<Result<Vec<_>, _>>()?;
    let entries = orders
        .iter()
        .map(|order| Ok((order, written(order)?)))
        .collect::<Result<Vec<_>, DbError>>()?;
    WRITE
        .execute(connection, &entries, |statement, (order, entry)| {
            statement
                .bind(order.number.as_str())
                .bind(entry.as_str())
                .bind(i64::from(order.version))
                .bind(RULES)
        })
        .await?;
    Ok(entries.len())
}

fn order(row: &AnyRow) -> Result<ServiceOrder, DbError> {
    Columns::keyed("service_orders", "number", row)?.json("document")
}
