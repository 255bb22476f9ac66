//! The words by which service orders are found (R-LST-1): those of goods, description and contact, numbers, and tags for
//! what can be asked for exactly. They are made of what never changes, so they are written when an order begins, and
//! again only when the rules change by which they are cut.
//! FTS5 on SQLite, `tsvector` and GIN on PostgreSQL; both hold the same words, cut here, and neither cuts by itself.

use aftercare_domain::{service_order::ServiceOrder, values::number::ServiceOrderNumber};

pub use self::{
    cut::{RULES, text},
    expression::Expression,
    kept::checksums,
    rebuild::{delete_earlier, orders_after},
    tags::Tag,
    words::{Checksum, IndexedWords},
};
use super::{
    Connection, DbError, Engine,
    engine::{
        bulk::{Bulk, Statement},
        row::Columns,
        sql::Sql,
    },
};

mod cut;
mod expression;
mod kept;
mod rebuild;
mod tags;
mod words;

static PUT_SQLITE: Bulk = Bulk::new(
    "INSERT OR REPLACE INTO service_order_words (rowid, words) SELECT CAST(column1 AS INTEGER), column2 FROM (",
    2,
    ")",
);
static PUT_POSTGRES: Bulk = Bulk::new(
    "INSERT INTO service_order_words (service_order, words) \
     SELECT column1, array_to_tsvector(string_to_array(column2, ' ')) FROM (",
    2,
    ") AS new ON CONFLICT (service_order) DO UPDATE SET words = excluded.words",
);

/// The words of an order, by today's rules.
pub fn of(order: &ServiceOrder) -> IndexedWords {
    cut::words_of(order)
}

/// Writes the words of orders, in the place of those that they had.
pub async fn put(connection: &mut Connection, orders: &[&ServiceOrder]) -> Result<(), DbError> {
    let words: Vec<_> = orders
        .iter()
        .map(|order| (&order.number, of(order).joined()))
        .collect();
    let bulk = match Engine::of(connection) {
        Engine::Sqlite => &PUT_SQLITE,
        Engine::Postgres => &PUT_POSTGRES,
    };
    bulk.execute(connection, &words, bind).await?;
    Ok(())
}

fn bind(statement: Statement, (number, words): &(&ServiceOrderNumber, String)) -> Statement {
    statement.bind(number.as_str()).bind(words.clone())
}

/// Whether no more than so many orders fit an expression.
pub async fn is_rare(
    connection: &mut Connection,
    expression: &Expression,
    most: i64,
) -> Result<bool, DbError> {
    let engine = Engine::of(connection);
    let mut statement = Sql::default();
    statement.push("SELECT CAST(COUNT(*) AS BIGINT) AS orders FROM (SELECT 1 FROM (");
    push_numbers(&mut statement, engine, expression);
    statement
        .push(") AS numbers LIMIT ")
        .bind(most + 1)
        .push(") AS counted");
    let rows = statement.fetch(connection).await?;
    let counted = rows
        .iter()
        .map(|row| Columns::new("service_order_words", "all", row).get::<i64>("orders"));
    Ok(counted.sum::<Result<i64, DbError>>()? <= most)
}

/// A query for the numbers of all orders that fit, each once.
pub(super) fn push_numbers(statement: &mut Sql, engine: Engine, expression: &Expression) {
    let text = expression.write(engine);
    match engine {
        Engine::Sqlite => statement
            .push("SELECT printf('%014d', rowid) AS key FROM service_order_words WHERE service_order_words MATCH ")
            .bind(text.as_str())
            .push(
                " UNION ALL SELECT printf('%014d', rowid) AS key FROM service_order_words_before WHERE NOT EXISTS \
                 (SELECT 1 FROM service_order_words_docsize WHERE id = service_order_words_before.rowid) \
                 AND service_order_words_before MATCH ",
            )
            .bind(text.as_str()),
        Engine::Postgres => statement
            .push("SELECT service_order AS key FROM service_order_words WHERE words @@ CAST(")
            .bind(text.as_str())
            .push(" AS tsquery)"),
    };
}

/// A condition on the row of `service_orders` that is looked at. For few rows and without prefixes: the index is queried once a
/// row.
pub(super) fn push_condition(statement: &mut Sql, engine: Engine, tag: Tag<'_>) {
    let text = tag.wanted().write(engine);
    match engine {
        Engine::Sqlite => statement
            .push("(EXISTS (SELECT 1 FROM service_order_words WHERE rowid = CAST(service_orders.number AS INTEGER) AND service_order_words MATCH ")
            .bind(text.as_str())
            .push(") OR EXISTS (SELECT 1 FROM service_order_words_before WHERE rowid = CAST(service_orders.number AS INTEGER) AND service_order_words_before MATCH ")
            .bind(text.as_str())
            .push("))"),
        Engine::Postgres => statement
            .push("EXISTS (SELECT 1 FROM service_order_words WHERE service_order = service_orders.number AND words @@ CAST(")
            .bind(text.as_str())
            .push(" AS tsquery))"),
    };
}
