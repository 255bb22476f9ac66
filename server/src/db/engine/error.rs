//! What can go wrong with a database, sorted by what the caller should do about it.

use std::fmt::Display;

/// Why the database did not do what was asked. The text names what was at fault below, so that a line of the log says all:
/// there is no source to be named beside it.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// It can't be reached or written at this moment (a full disk, a lost connection, a server that restarts). Nothing
    /// was changed; trying again later can help.
    #[error("the database is unavailable: {0}")]
    Unavailable(sqlx::Error),
    /// The server is shutting down and takes no more jobs.
    #[error("the server is stopping")]
    Stopping,
    /// A job panicked; its transaction was rolled back.
    #[error("a work panicked")]
    WorkPanicked,
    /// A stored value makes no sense.
    #[error("{table}.{column} of {row} holds nonsense: {reason}")]
    Corrupt {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row, by its key.
        row: String,
        /// What is wrong with the value.
        reason: String,
    },
    /// The address of the database can't be used.
    #[error("`{url}` is no database that can be opened: {reason}")]
    Address {
        /// The address, without its password.
        url: String,
        /// Why not.
        reason: String,
    },
    /// The tables could not be brought up to date.
    #[error("the tables can't be brought up to date: {0}")]
    Migration(sqlx::migrate::MigrateError),
    /// A statement failed for a reason that trying again won't mend.
    #[error("a statement failed: {0}")]
    Statement(sqlx::Error),
}

impl DbError {
    /// A stored value that makes no sense.
    pub fn corrupt(
        table: &'static str,
        column: &'static str,
        row: impl Display,
        reason: impl Display,
    ) -> Self {
        Self::Corrupt {
            table,
            column,
            row: row.to_string(),
            reason: reason.to_string(),
        }
    }

    /// Whether two transactions were in each other's way and this one was broken off: it can be run again at once. So it is
    /// where another replica wrote the same key in the same moment: the next run finds what that one wrote.
    pub fn is_lost_race(&self) -> bool {
        const UNIQUE_VIOLATION: &str = "23505";
        let (Self::Unavailable(error) | Self::Statement(error)) = self else {
            return false;
        };
        error
            .as_database_error()
            .and_then(sqlx::error::DatabaseError::code)
            .is_some_and(|code| {
                code == UNIQUE_VIOLATION || (code.len() == 5 && code.starts_with("40"))
            })
    }

    /// Whether trying again later can help.
    pub const fn is_unavailable(&self) -> bool {
        matches!(self, Self::Unavailable(_) | Self::Stopping)
    }
}

impl From<sqlx::migrate::MigrateError> for DbError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        Self::Migration(error)
    }
}

impl From<sqlx::Error> for DbError {
    fn from(error: sqlx::Error) -> Self {
        if is_passing(&error) {
            Self::Unavailable(error)
        } else {
            Self::Statement(error)
        }
    }
}

fn is_passing(error: &sqlx::Error) -> bool {
    use sqlx::Error as E;
    match error {
        E::Io(_)
        | E::Tls(_)
        | E::PoolTimedOut
        | E::PoolClosed
        | E::WorkerCrashed
        | E::BeginFailed => true,
        E::Database(error) => error.code().is_some_and(|code| is_passing_code(&code)),
        _ => false,
    }
}

/// SQLite gives its extended result code, PostgreSQL an SQLSTATE of five characters.
fn is_passing_code(code: &str) -> bool {
    const BUSY: i32 = 5;
    const LOCKED: i32 = 6;
    const READ_ONLY: i32 = 8;
    const IO: i32 = 10;
    const FULL: i32 = 13;
    const CAN_NOT_OPEN: i32 = 14;
    if code.len() == 5 {
        // Connection lost, out of resources (53100 is a full disk), operator intervention, system error; 40 is a lost
        // race between transactions.
        return matches!(code.get(..2), Some("08" | "53" | "57" | "58" | "40"));
    }
    code.parse::<i32>().is_ok_and(|code| {
        matches!(
            code & 0xff,
            BUSY | LOCKED | READ_ONLY | IO | FULL | CAN_NOT_OPEN
        )
    })
}
