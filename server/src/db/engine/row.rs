//! Reading rows: a value that is missing or makes no sense is an error that names table, column and row.

use std::fmt::Display;

use aftercare_domain::{
    form::FieldError,
    people::party::{LoggedActor, Party},
    values::time::Timestamp,
};
use serde::de::DeserializeOwned;
use sqlx::{Any, Decode, Row, Type, any::AnyRow};

use crate::db::DbError;

/// The columns of one row of a table.
pub(in crate::db) struct Columns<'r> {
    table: &'static str,
    key: RowKey,
    row: &'r AnyRow,
}

/// By what an error names a row.
enum RowKey {
    Known(String),
    /// What this column says.
    In(&'static str),
}

impl<'r> Columns<'r> {
    /// The columns of the row that has this key.
    pub(in crate::db) fn new(table: &'static str, key: impl Display, row: &'r AnyRow) -> Self {
        Self {
            table,
            key: RowKey::Known(key.to_string()),
            row,
        }
    }

    /// The same of one of many rows: its key is read when an error names it.
    pub(in crate::db) const fn of_many(
        table: &'static str,
        key: &'static str,
        row: &'r AnyRow,
    ) -> Self {
        Self {
            table,
            key: RowKey::In(key),
            row,
        }
    }

    /// The columns of a row whose key is in a column of text.
    pub(in crate::db) fn keyed(
        table: &'static str,
        key: &'static str,
        row: &'r AnyRow,
    ) -> Result<Self, DbError> {
        let key: String = Self::new(table, "?", row).get(key)?;
        Ok(Self {
            table,
            key: RowKey::Known(key),
            row,
        })
    }

    /// A value as the database has it.
    pub(in crate::db) fn get<T>(&self, column: &'static str) -> Result<T, DbError>
    where
        T: Decode<'r, Any> + Type<Any>,
    {
        self.row
            .try_get(column)
            .map_err(|error| self.corrupt(column, error))
    }

    /// A value that is parsed from what the database has.
    pub(in crate::db) fn parse<S, T, E: Display>(
        &self,
        column: &'static str,
        parse: impl FnOnce(S) -> Result<T, E>,
    ) -> Result<T, DbError>
    where
        S: Decode<'r, Any> + Type<Any>,
    {
        parse(self.get(column)?).map_err(|error| self.corrupt(column, error))
    }

    /// A value of the domain, parsed from text.
    pub(in crate::db) fn domain<T>(
        &self,
        column: &'static str,
        parse: impl FnOnce(&str) -> Result<T, FieldError>,
    ) -> Result<T, DbError> {
        self.parse(column, |text: String| {
            parse(&text).map_err(|fault| format!("{fault:?}"))
        })
    }

    /// A value of the domain, parsed from a whole number.
    pub(in crate::db) fn number<T>(
        &self,
        column: &'static str,
        parse: impl FnOnce(i64) -> Result<T, FieldError>,
    ) -> Result<T, DbError> {
        self.parse(column, |number: i64| {
            parse(number).map_err(|fault| format!("{fault:?}"))
        })
    }

    /// A variant of one of the domain's enumerations, by its name.
    pub(in crate::db) fn name<T>(
        &self,
        column: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, DbError> {
        self.parse(column, |name: String| {
            parse(&name).ok_or("the name is not known")
        })
    }

    /// A document, kept as JSON.
    pub(in crate::db) fn json<T: DeserializeOwned>(
        &self,
        column: &'static str,
    ) -> Result<T, DbError> {
        self.parse(column, |json: &str| serde_json::from_str(json))
    }

    /// A document that may be missing.
    pub(in crate::db) fn json_if_any<T: DeserializeOwned>(
        &self,
        column: &'static str,
    ) -> Result<Option<T>, DbError> {
        self.parse(column, |json: Option<&str>| {
            json.map(serde_json::from_str).transpose()
        })
    }

    /// Who did it, as it is kept wherever somebody is: by party and name.
    pub(in crate::db) fn logged_actor(&self) -> Result<LoggedActor, DbError> {
        Ok(LoggedActor {
            party: self.name("party", Party::parse)?,
            name: self.get("name")?,
        })
    }

    /// A time, kept in milliseconds.
    pub(in crate::db) fn time(&self, column: &'static str) -> Result<Timestamp, DbError> {
        self.parse(column, time)
    }

    /// A time that may be missing.
    pub(in crate::db) fn time_if_any(
        &self,
        column: &'static str,
    ) -> Result<Option<Timestamp>, DbError> {
        self.parse(column, |ms: Option<i64>| ms.map(time).transpose())
    }

    /// An error about a value of this row.
    pub(in crate::db) fn corrupt(&self, column: &'static str, reason: impl Display) -> DbError {
        let key = match &self.key {
            RowKey::Known(key) => key,
            RowKey::In(key) => self.row.try_get(*key).unwrap_or("?"),
        };
        DbError::corrupt(self.table, column, key, reason)
    }
}

fn time(ms: i64) -> Result<Timestamp, &'static str> {
    let time = Timestamp::from_ms(ms);
    if time.ms() == ms {
        Ok(time)
    } else {
        Err("beyond the calendar")
    }
}

/// A document as it is kept.
pub(in crate::db) fn to_json<T: serde::Serialize + ?Sized>(
    table: &'static str,
    column: &'static str,
    value: &T,
) -> Result<String, DbError> {
    serde_json::to_string(value)
        .map_err(|error| DbError::corrupt(table, column, "a new row", error))
}
