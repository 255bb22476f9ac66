//! Connecting: database URLs, settings of each connection, and the pool of read connections.

use std::{path::PathBuf, str::FromStr, time::Duration};

use sqlx::{
    ConnectOptions, Connection as _, Executor,
    any::{AnyConnectOptions, AnyPoolOptions},
};

use crate::db::{Connection, DbError, Engine, ReadConnection};

/// Where a database is.
#[derive(Debug, Clone)]
pub(in crate::db) struct DatabaseUrl {
    pub(in crate::db) engine: Engine,
    options: AnyConnectOptions,
    /// The file of a SQLite database.
    file: Option<PathBuf>,
}

impl DatabaseUrl {
    /// Parses `sqlite://path` or `postgres://user:password@host/database`.
    pub(in crate::db) fn parse(url: &str) -> Result<Self, DbError> {
        let wrong = |reason: &str| DbError::Address {
            url: without_password(url),
            reason: reason.to_owned(),
        };
        let (engine, file) = if let Some(path) = url.strip_prefix("sqlite://") {
            let path = path.split('?').next().unwrap_or(path);
            if path.is_empty() || path == ":memory:" {
                return Err(wrong("it names no file"));
            }
            (Engine::Sqlite, Some(PathBuf::from(path)))
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            (Engine::Postgres, None)
        } else {
            return Err(wrong(
                "it starts with neither `sqlite://` nor `postgres://`",
            ));
        };
        let complete = match engine {
            Engine::Sqlite => with_parameter(url, "mode", "rwc"),
            // Room for each statement over many rows, in each of its sizes.
            Engine::Postgres => with_parameter(url, "statement-cache-capacity", "400"),
        };
        let options =
            AnyConnectOptions::from_str(&complete).map_err(|error| wrong(&error.to_string()))?;
        Ok(Self {
            engine,
            options: options
                .log_statements(tracing::log::LevelFilter::Trace)
                .log_slow_statements(tracing::log::LevelFilter::Warn, Duration::from_secs(1)),
            file,
        })
    }

    /// Makes the folder of a database file.
    pub(in crate::db) fn prepare(&self) -> Result<(), DbError> {
        sqlx::any::install_default_drivers();
        match self.file.as_deref().and_then(|file| file.parent()) {
            Some(folder) => {
                std::fs::create_dir_all(folder).map_err(|error| DbError::Unavailable(error.into()))
            }
            None => Ok(()),
        }
    }

    /// Its URL, password and all: not for showing.
    pub(in crate::db) fn url(&self) -> &str {
        self.options.database_url.as_str()
    }

    /// A connection to write by.
    pub(in crate::db) async fn connect(&self) -> Result<Connection, DbError> {
        let mut connection = Connection::connect_with(&self.options).await?;
        self.set_up(&mut connection).await?;
        Ok(connection)
    }

    async fn set_up(&self, connection: &mut Connection) -> Result<(), sqlx::Error> {
        match self.engine {
            // FULL: what was answered survives a power cut, not only a crash.
            Engine::Sqlite => {
                connection
                    .execute(
                        "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                         PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY",
                    )
                    .await?;
            }
            Engine::Postgres => {
                connection.execute("SET TIME ZONE 'UTC'").await?;
            }
        }
        Ok(())
    }

    async fn set_up_to_read(&self, connection: &mut Connection) -> Result<(), sqlx::Error> {
        self.set_up(connection).await?;
        match self.engine {
            Engine::Sqlite => connection.execute("PRAGMA query_only = ON").await?,
            Engine::Postgres => {
                connection
                    .execute("SET default_transaction_read_only = ON")
                    .await?
            }
        };
        Ok(())
    }
}

/// The URL with a parameter, unless the URL sets it itself.
fn with_parameter(url: &str, name: &str, value: &str) -> String {
    match url.split_once('?') {
        Some((_, parameters)) if parameters.contains(name) => url.to_owned(),
        Some(_) => format!("{url}&{name}={value}"),
        None => format!("{url}?{name}={value}"),
    }
}

fn without_password(url: &str) -> String {
    match (url.split_once("://"), url.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, place))) => format!("{scheme}://...@{place}"),
        (Some(_) | None, None) | (None, Some(_)) => url.to_owned(),
    }
}

/// The pool of connections on which nothing can be changed.
#[derive(Debug, Clone)]
pub(in crate::db) struct Readers(sqlx::AnyPool);

impl Readers {
    pub(in crate::db) async fn open(address: &DatabaseUrl) -> Result<Self, DbError> {
        const CONNECTIONS: u32 = 8;
        let for_hook = address.clone();
        let pool = AnyPoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(Duration::from_secs(10))
            // A file does not hang up: asking it before each use would cost as much as the question itself.
            .test_before_acquire(address.engine == Engine::Postgres)
            .after_connect(move |connection, _| {
                let address = for_hook.clone();
                Box::pin(async move { address.set_up_to_read(connection).await })
            })
            .connect_with(address.options.clone())
            .await?;
        Ok(Self(pool))
    }

    pub(in crate::db) async fn acquire(&self) -> Result<ReadConnection, DbError> {
        Ok(self.0.acquire().await?)
    }

    pub(in crate::db) async fn close(&self) {
        self.0.close().await;
    }
}
