//! Making the words of orders again, by rules that changed. On SQLite a table whose rows could not be replaced was left
//! behind by an earlier release: until an order has words by today's rules, it is found by those.

use aftercare_domain::{service_order::ServiceOrder, values::number::ServiceOrderNumber};

use super::{RULES, tags::Tag};
use crate::db::{Connection, DbError, Engine, engine::row::Columns};

/// The orders after a number, in the order of their numbers; of those that have no words by today's rules, the order itself.
pub async fn orders_after(
    connection: &mut Connection,
    after: &str,
    limit: i64,
) -> Result<Vec<(ServiceOrderNumber, Option<ServiceOrder>)>, DbError> {
    let engine = Engine::of(connection);
    let statement = match engine {
        Engine::Sqlite => {
            "SELECT o.number, CASE WHEN EXISTS (SELECT 1 FROM service_order_words WHERE service_order_words MATCH $3 \
             AND rowid = CAST(o.number AS INTEGER)) THEN NULL ELSE o.document END AS document \
             FROM service_orders o WHERE o.number > $1 ORDER BY o.number LIMIT $2"
        }
        Engine::Postgres => {
            "SELECT o.number, CASE WHEN EXISTS (SELECT 1 FROM service_order_words w WHERE w.words @@ CAST($3 AS tsquery) \
             AND w.service_order = o.number) THEN NULL ELSE o.document END AS document \
             FROM service_orders o WHERE o.number > $1 ORDER BY o.number LIMIT $2"
        }
    };
    let rows = sqlx::query(statement)
        .bind(after)
        .bind(limit)
        .bind(Tag::Rules(RULES).wanted().write(engine))
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

/// Removes what an earlier release left behind, once every order has words by today's rules.
pub async fn delete_earlier(connection: &mut Connection) -> Result<(), DbError> {
    let statement = match Engine::of(connection) {
        Engine::Sqlite => {
            "INSERT INTO service_order_words_before (service_order_words_before) VALUES ('delete-all')"
        }
        // Rows are replaced where they are.
        Engine::Postgres => return Ok(()),
    };
    sqlx::query(statement).execute(connection).await?;
    Ok(())
}
