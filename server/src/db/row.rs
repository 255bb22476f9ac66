//! Reading rows: a value that is missing or makes no sense is an error that names table, column and row.

use std::fmt::Display;

use sqlx::{Any, ColumnIndex, Decode, Row, Type, any::AnyRow};

use super::DbError;

/// The columns of one row of a table.
pub(super) struct Columns<'r> {
    table: &'static str,
    key: String,
    row: &'r AnyRow,
}

impl<'r> Columns<'r> {
    /// The columns of the row that has this key.
    pub(super) fn new(table: &'static str, key: impl Display, row: &'r AnyRow) -> Self {
        Self {
            table,
            key: key.to_string(),
            row,
        }
    }

    /// The columns of a row whose key is in a column of text.
    pub(super) fn keyed(
        table: &'static str,
        key: &'static str,
        row: &'r AnyRow,
    ) -> Result<Self, DbError> {
        let key: String = Self::new(table, "?", row).get(key)?;
        Ok(Self { table, key, row })
    }

    /// A value as the database has it.
    pub(super) fn get<T>(&self, column: &'static str) -> Result<T, DbError>
    where
        T: Decode<'r, Any> + Type<Any>,
        &'static str: ColumnIndex<AnyRow>,
    {
        self.row
            .try_get(column)
            .map_err(|error| self.corrupt(column, error))
    }

    /// A value that is parsed from what the database has.
    pub(super) fn parse<S, T, E: Display>(
        &self,
        column: &'static str,
        parse: impl FnOnce(S) -> Result<T, E>,
    ) -> Result<T, DbError>
    where
        S: Decode<'r, Any> + Type<Any>,
    {
        parse(self.get(column)?).map_err(|error| self.corrupt(column, error))
    }

    /// An error about a value of this row.
    pub(super) fn corrupt(&self, column: &'static str, reason: impl Display) -> DbError {
        DbError::corrupt(self.table, column, &self.key, reason)
    }
}
