//! The stored words, for verification.

use std::collections::HashMap;

use futures::TryStreamExt as _;

use super::words::Checksum;
use crate::db::{Connection, DbError, Engine, engine::row::Columns};

/// The sum of the words that are kept of each order, by its number.
pub async fn checksums(connection: &mut Connection) -> Result<HashMap<String, Checksum>, DbError> {
    let statement = match Engine::of(connection) {
        // The index knows which orders a word has, and is walked along once.
        Engine::Sqlite => {
            "SELECT printf('%014d', doc) AS service_order, CAST(term AS TEXT) AS words FROM service_order_word_places"
        }
        Engine::Postgres => {
            "SELECT service_order, array_to_string(tsvector_to_array(words), ' ') AS words FROM service_order_words"
        }
    };
    let mut sums: HashMap<String, Checksum> = HashMap::new();
    let mut rows = sqlx::query(statement).fetch(connection);
    while let Some(row) = rows.try_next().await? {
        let columns = Columns::keyed("service_order_words", "service_order", &row)?;
        let sum = sums.entry(columns.get("service_order")?).or_default();
        let words: String = columns.get("words")?;
        for word in words.split(' ') {
            sum.add(word);
        }
    }
    Ok(sums)
}
