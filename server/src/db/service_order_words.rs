//! The words by which service orders are found (R-LST-1): those of goods, description and contact, numbers, and tags for
//! what can be asked for exactly. They are made of what never changes, so they are written once, when an order begins.
//! FTS5 on SQLite, `tsvector` and GIN on PostgreSQL; both hold the same words, cut here, and neither cuts by itself.

use aftercare_domain::{number::ServiceOrderNumber, service_order::ServiceOrder};

pub use self::{cut::text, expression::Expression, tags::Tag};
use super::{
    Connection, DbError, Engine,
    bulk::{Bulk, Statement},
    filter::Filter,
    row::Columns,
};

mod cut;
mod expression;
mod tags;

static ADD_SQLITE: Bulk = Bulk::new(
    "INSERT INTO service_order_words (rowid, words) SELECT CAST(column1 AS INTEGER), column2 FROM (",
    2,
    ")",
);
static ADD_POSTGRES: Bulk = Bulk::new(
    "INSERT INTO service_order_words (service_order, words) \
     SELECT column1, array_to_tsvector(string_to_array(column2, ' ')) FROM (",
    2,
    ") AS new ON CONFLICT (service_order) DO NOTHING",
);

/// Writes the words of orders that have none.
pub async fn add(connection: &mut Connection, orders: &[&ServiceOrder]) -> Result<(), DbError> {
    let words: Vec<_> = orders
        .iter()
        .map(|order| (&order.number, cut::words_of(order)))
        .collect();
    let bulk = match Engine::of(connection) {
        Engine::Sqlite => &ADD_SQLITE,
        Engine::Postgres => &ADD_POSTGRES,
    };
    bulk.execute(connection, &words, bind).await?;
    Ok(())
}

fn bind(statement: Statement, (number, words): &(&ServiceOrderNumber, String)) -> Statement {
    statement.bind(number.as_str()).bind(words.clone())
}

/// The orders after a number, in the order of their numbers; of those that have no words, the order itself.
pub async fn orders_after(
    connection: &mut Connection,
    after: &str,
    limit: i64,
) -> Result<Vec<(ServiceOrderNumber, Option<ServiceOrder>)>, DbError> {
    let statement = match Engine::of(connection) {
        Engine::Sqlite => {
            "SELECT o.number, CASE WHEN w.id IS NULL THEN o.document END AS document FROM service_orders o \
             LEFT JOIN service_order_words_docsize w ON w.id = CAST(o.number AS INTEGER) \
             WHERE o.number > $1 ORDER BY o.number LIMIT $2"
        }
        Engine::Postgres => {
            "SELECT o.number, CASE WHEN w.service_order IS NULL THEN o.document END AS document FROM service_orders o \
             LEFT JOIN service_order_words w ON w.service_order = o.number \
             WHERE o.number > $1 ORDER BY o.number LIMIT $2"
        }
    };
    let rows = sqlx::query(statement)
        .bind(after)
        .bind(limit)
        .fetch_all(connection)
        .await?;
    rows.iter()
        .map(|row| {
            let columns = Columns::keyed("service_orders", "number", row)?;
            Ok((
                columns.domain("number", ServiceOrderNumber::parse)?,
                columns.json_if_any("document")?,
            ))
        })
        .collect()
}

/// Whether no more than so many orders fit an expression.
pub async fn is_rare(
    connection: &mut Connection,
    expression: &Expression,
    most: i64,
) -> Result<bool, DbError> {
    let engine = Engine::of(connection);
    let mut statement = Filter::default();
    statement.push(
        "SELECT CAST(COUNT(*) AS BIGINT) AS orders FROM (SELECT 1 FROM service_order_words WHERE ",
    );
    push_match(&mut statement, engine, expression);
    statement
        .push(" LIMIT ")
        .bind(most + 1)
        .push(") AS counted");
    let rows = statement.fetch(connection).await?;
    let counted = rows
        .iter()
        .map(|row| Columns::new("service_order_words", "all", row).get::<i64>("orders"));
    Ok(counted.sum::<Result<i64, DbError>>()? <= most)
}

/// A query for the numbers of all orders that fit.
pub(super) fn push_numbers(statement: &mut Filter, engine: Engine, expression: &Expression) {
    statement.push(match engine {
        Engine::Sqlite => "SELECT printf('%014d', rowid) AS number FROM service_order_words WHERE ",
        Engine::Postgres => "SELECT service_order AS number FROM service_order_words WHERE ",
    });
    push_match(statement, engine, expression);
}

/// A condition on the row of `service_orders` that is looked at.
pub(super) fn push_condition(statement: &mut Filter, engine: Engine, expression: &Expression) {
    statement.push("EXISTS (SELECT 1 FROM service_order_words WHERE ");
    push_match(statement, engine, expression);
    statement.push(match engine {
        Engine::Sqlite => " AND rowid = CAST(service_orders.number AS INTEGER))",
        Engine::Postgres => " AND service_order = service_orders.number)",
    });
}

fn push_match(statement: &mut Filter, engine: Engine, expression: &Expression) {
    let text = expression.write(engine);
    match engine {
        Engine::Sqlite => statement
            .push("service_order_words MATCH ")
            .bind(text.as_str()),
        Engine::Postgres => statement
            .push("words @@ CAST(")
            .bind(text.as_str())
            .push(" AS tsquery)"),
    };
}
