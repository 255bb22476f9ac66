//! How it is kept: the only place that names sqlx. Every statement is literal, the same on SQLite and PostgreSQL, and
//! stands beside the function that runs it.

use std::sync::Arc;

use futures::future::BoxFuture;
use sqlx::{Any, Connection as _, pool::PoolConnection};

use self::engine::{
    connect::{DatabaseUrl, Readers},
    writer::Writer,
};
pub use self::engine::{
    error::DbError,
    writer::{WriteConnection, WriteJob},
};

pub mod access;
pub mod addresses;
pub mod answers;
pub mod audit;
pub mod counts;
pub mod engine;
mod list;
pub mod log;
pub mod notices;
pub mod numbers;
pub mod orders;
pub mod outbox;
pub mod people;
pub mod refunds;
pub mod search_index;
pub mod service_orders;
pub mod settings;
pub mod teamwork;
mod tenancy;
pub mod timers;

/// A connection as every statement takes it, for reading or inside of a write.
pub type Connection = sqlx::AnyConnection;
/// A connection on which nothing can be changed, back in its pool when dropped.
pub type ReadConnection = PoolConnection<Any>;

/// Which database it is. Statements do not ask; only connecting, locking, migrating and searching for words do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// One file, one writer.
    Sqlite,
    /// A server, several writers.
    Postgres,
}

impl Engine {
    /// Which database a connection leads to.
    fn of(connection: &Connection) -> Self {
        if connection.backend_name() == "SQLite" {
            Self::Sqlite
        } else {
            Self::Postgres
        }
    }
}

/// The database: many read connections, and a queue for the write connections. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Db {
    engine: Engine,
    readers: Readers,
    writer: Arc<Writer>,
    address: DatabaseUrl,
}

impl Db {
    /// Connects, brings the tables up to date (several replicas may do so at once), and starts the writer.
    pub async fn open(url: &str) -> Result<Self, DbError> {
        let address = DatabaseUrl::parse(url)?;
        address.prepare()?;
        engine::migrate::run(&address).await?;
        Ok(Self {
            engine: address.engine,
            readers: Readers::open(&address).await?,
            writer: Arc::new(Writer::start(&address)),
            address,
        })
    }

    /// Which database it is.
    pub const fn engine(&self) -> Engine {
        self.engine
    }

    /// A connection to read by.
    pub async fn reader(&self) -> Result<ReadConnection, DbError> {
        self.readers.acquire().await
    }

    /// Runs a closure alone on a write connection, in one transaction, in a task that the caller can't cancel. It is
    /// committed when this returns `Ok`, and rolled back when the closure returns `Err`.
    pub async fn write<T, E, W>(&self, work: W) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
        W: for<'c> FnOnce(&'c mut Connection) -> BoxFuture<'c, Result<T, E>> + Send + 'static,
    {
        let (answer, answered) = tokio::sync::oneshot::channel();
        let turn: WriteJob = Box::new(move |connection| {
            Box::pin(async move {
                // A caller that went away does not mind; its work is done all the same.
                let _ = answer.send(connection.transaction(work).await);
            })
        });
        self.writer.queue(turn).await?;
        answered.await.map_err(|_| DbError::WorkPanicked)?
    }

    /// Queues a turn on a write connection, which opens its transactions itself. This is how submissions wait together
    /// and are written as one batch: between works, on the same connection.
    pub async fn with_writer(&self, turn: WriteJob) -> Result<(), DbError> {
        self.writer.queue(turn).await
    }

    /// Reads everything as it is at one moment, while others go on writing.
    pub async fn snapshot<T, E, W>(&self, look: W) -> Result<T, E>
    where
        E: From<DbError>,
        W: for<'c> FnOnce(&'c mut Connection) -> BoxFuture<'c, Result<T, E>>,
    {
        let mut reader = self.reader().await?;
        let begin = match self.engine {
            Engine::Sqlite => "BEGIN",
            Engine::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ",
        };
        let mut transaction = reader.begin_with(begin).await.map_err(DbError::from)?;
        let seen = look(&mut transaction).await;
        transaction.rollback().await.map_err(DbError::from)?;
        seen
    }

    /// Hears what other replicas tell; none where there can't be any.
    pub async fn listen(&self) -> Result<Option<engine::news::NewsListener>, DbError> {
        match self.engine {
            Engine::Sqlite => Ok(None),
            Engine::Postgres => engine::news::NewsListener::open(self.address.url())
                .await
                .map(Some),
        }
    }

    /// Whether the database answers and has all our tables.
    pub async fn check(&self) -> Result<(), DbError> {
        engine::migrate::check(&mut *self.reader().await?).await
    }

    /// Takes no new turns, waits for those that were queued, and disconnects.
    pub async fn close(&self) {
        self.writer.stop().await;
        self.readers.close().await;
    }
}
