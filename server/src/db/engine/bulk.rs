//! Statements over many rows at once. Their texts come in few sizes, so that few statements are prepared, and each is
//! prepared once: in PostgreSQL, 37 rows are a statement of 32, one of four and one of one.

use std::sync::OnceLock;

use sqlx::{
    Any,
    any::{AnyArguments, AnyRow},
    query::Query,
};

use crate::db::{Connection, DbError, Engine};

/// A statement whose values are being bound.
pub(in crate::db) type Statement = Query<'static, Any, AnyArguments>;

/// How the places of values are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Placeholders {
    /// `$1`, `$2`: PostgreSQL knows no other.
    Numbered,
    /// `?`: for SQLite, which finds the number of each by walking along all of them, so that a thousand values would take
    /// a million steps.
    Unnumbered,
}

impl Placeholders {
    fn of(connection: &Connection) -> Self {
        match Engine::of(connection) {
            Engine::Sqlite => Self::Unnumbered,
            Engine::Postgres => Self::Numbered,
        }
    }

    /// Whether there are statements of that size. PostgreSQL is asked over a wire, so few statements are better; SQLite is
    /// near, and keeps no more than a hundred that are prepared.
    const fn have(self, size: usize) -> bool {
        match self {
            Self::Numbered => true,
            Self::Unnumbered => matches!(size, 64 | 16 | 4 | 1),
        }
    }
}

/// How many rows a statement may have.
const SIZES: [usize; 7] = [64, 32, 16, 8, 4, 2, 1];

/// The texts of a statement, one a size.
type Texts = [OnceLock<&'static str>; SIZES.len()];

/// A statement around a list of rows: `head (VALUES ($1, $2), ($3, $4)) tail` with as many rows as there are.
#[derive(Debug)]
pub(in crate::db) struct Bulk {
    head: &'static str,
    columns: usize,
    tail: &'static str,
    numbered: Texts,
    unnumbered: Texts,
}

impl Bulk {
    /// A statement with so many values a row between its head and its tail.
    pub(in crate::db) const fn new(head: &'static str, columns: usize, tail: &'static str) -> Self {
        Self {
            head,
            columns,
            tail,
            numbered: [const { OnceLock::new() }; SIZES.len()],
            unnumbered: [const { OnceLock::new() }; SIZES.len()],
        }
    }

    /// Runs it over all rows; returns how many rows of the database were affected.
    pub(in crate::db) async fn execute<R>(
        &'static self,
        connection: &mut Connection,
        rows: &[R],
        bind: impl Fn(Statement, &R) -> Statement,
    ) -> Result<u64, DbError> {
        let mut affected = 0;
        for (text, rows) in self.portions(Placeholders::of(connection), rows) {
            let statement = rows.iter().fold(sqlx::query(text), &bind);
            affected += statement.execute(&mut *connection).await?.rows_affected();
        }
        Ok(affected)
    }

    /// Runs it over all keys and gives the rows that it found.
    pub(in crate::db) async fn fetch<K>(
        &'static self,
        connection: &mut Connection,
        keys: &[K],
        bind: impl Fn(Statement, &K) -> Statement,
    ) -> Result<Vec<AnyRow>, DbError> {
        let mut found = Vec::new();
        for (text, keys) in self.portions(Placeholders::of(connection), keys) {
            let statement = keys.iter().fold(sqlx::query(text), &bind);
            found.extend(statement.fetch_all(&mut *connection).await?);
        }
        Ok(found)
    }

    /// The rows in portions of the sizes that there are, each with the text for that size.
    fn portions<'r, R>(
        &'static self,
        placeholders: Placeholders,
        rows: &'r [R],
    ) -> impl Iterator<Item = (&'static str, &'r [R])> {
        let mut rest = rows;
        let texts = match placeholders {
            Placeholders::Numbered => &self.numbered,
            Placeholders::Unnumbered => &self.unnumbered,
        };
        let sizes = SIZES.iter().zip(texts);
        let sizes = sizes.filter(move |&(&size, _)| placeholders.have(size));
        sizes.flat_map(move |(&size, text)| {
            let mut portions = Vec::new();
            while let Some((portion, others)) = rest.split_at_checked(size) {
                portions.push((*text.get_or_init(|| self.text(placeholders, size)), portion));
                rest = others;
            }
            portions
        })
    }

    /// The text for so many rows. It is made once for each size and lives as long as the process.
    fn text(&self, placeholders: Placeholders, rows: usize) -> &'static str {
        let mut text = String::from(self.head);
        text.push_str("VALUES ");
        let mut placeholder = 0;
        for row in 0..rows {
            text.push_str(if row == 0 { "(" } else { ", (" });
            for column in 0..self.columns {
                text.push_str(if column == 0 { "" } else { ", " });
                match placeholders {
                    Placeholders::Numbered => {
                        placeholder += 1;
                        text.push('$');
                        text.push_str(&placeholder.to_string());
                    }
                    Placeholders::Unnumbered => text.push('?'),
                }
            }
            text.push(')');
        }
        text.push_str(self.tail);
        text.leak()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_taken_in_portions_of_few_sizes() {
        static BULK: Bulk = Bulk::new("INSERT INTO t (a, b) ", 2, " ON CONFLICT DO NOTHING");
        let rows: Vec<usize> = (0..37).collect();
        let numbered = Placeholders::Numbered;
        let sizes = |placeholders| -> Vec<usize> {
            let portions = BULK.portions(placeholders, &rows);
            portions.map(|(_, portion)| portion.len()).collect()
        };
        assert_eq!(sizes(numbered), [32, 4, 1]);
        assert_eq!(sizes(Placeholders::Unnumbered), [16, 16, 4, 1]);
        let portions: Vec<_> = BULK.portions(numbered, &rows).collect();
        let all: Vec<usize> = portions
            .iter()
            .flat_map(|(_, portion)| portion.iter().copied())
            .collect();
        assert_eq!(all, rows);
        assert_eq!(
            portions.last().map(|(text, _)| *text),
            Some("INSERT INTO t (a, b) VALUES ($1, $2) ON CONFLICT DO NOTHING")
        );
        let unnumbered = BULK.portions(Placeholders::Unnumbered, &rows);
        assert_eq!(
            unnumbered.last().map(|(text, _)| text),
            Some("INSERT INTO t (a, b) VALUES (?, ?) ON CONFLICT DO NOTHING")
        );
        assert_eq!(BULK.portions(numbered, &rows[..0]).count(), 0);
    }
}
