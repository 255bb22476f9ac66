//! Statements that are put together: the one place with dynamic SQL. What is put together is our own text; whatever comes
//! from outside is a value, bound at a numbered place.

use sqlx::{
    Any, AssertSqlSafe,
    any::{AnyArguments, AnyRow},
    query::Query,
};

use crate::db::{Connection, DbError};

/// A value at a place of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::db) enum SqlValue {
    Text(String),
    Number(i64),
}

impl From<&str> for SqlValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for SqlValue {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for SqlValue {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

/// A statement that grows.
#[derive(Debug, Clone, Default)]
pub(in crate::db) struct Sql {
    text: String,
    values: Vec<SqlValue>,
}

impl Sql {
    /// Adds text of ours.
    pub(in crate::db) fn push(&mut self, text: &'static str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Adds a value from anywhere.
    pub(in crate::db) fn bind(&mut self, value: impl Into<SqlValue>) -> &mut Self {
        self.values.push(value.into());
        self.text.push('$');
        self.text.push_str(&self.values.len().to_string());
        self
    }

    /// Adds values from anywhere, with commas between them.
    pub(in crate::db) fn bind_all<V: Into<SqlValue>>(
        &mut self,
        values: impl IntoIterator<Item = V>,
    ) -> &mut Self {
        for (place, value) in values.into_iter().enumerate() {
            if place > 0 {
                self.push(", ");
            }
            self.bind(value);
        }
        self
    }

    /// The rows that it finds.
    pub(in crate::db) async fn fetch(
        self,
        connection: &mut Connection,
    ) -> Result<Vec<AnyRow>, DbError> {
        let statement: Query<'static, Any, AnyArguments> = sqlx::query(AssertSqlSafe(self.text));
        let statement = self
            .values
            .into_iter()
            .fold(statement, |statement, value| match value {
                SqlValue::Text(text) => statement.bind(text),
                SqlValue::Number(number) => statement.bind(number),
            });
        Ok(statement.fetch_all(connection).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_from_outside_is_bound() {
        let mut filter = Sql::default();
        filter
            .push("SELECT 1 WHERE a = ")
            .bind("'; DROP TABLE users; --")
            .push(" AND b IN (")
            .bind_all([1, 2])
            .push(")");
        assert_eq!(filter.text, "SELECT 1 WHERE a = $1 AND b IN ($2, $3)");
        assert_eq!(filter.values.len(), 3);
    }
}
