//! The writers: jobs are queued for a write connection. SQLite has one, PostgreSQL a few.

use std::{
    panic::AssertUnwindSafe,
    sync::{Arc, Mutex, PoisonError},
};

use futures::{FutureExt, future::BoxFuture};
use sqlx::{Any, Connection as _, Transaction};
use tokio::{
    sync::{Mutex as AsyncMutex, mpsc, watch},
    task::JoinHandle,
};

use super::connect::DatabaseUrl;
use crate::db::{Connection, DbError, Engine};

/// A job for a write connection.
pub type WriteJob = Box<dyn for<'c> FnOnce(&'c mut WriteConnection) -> BoxFuture<'c, ()> + Send>;

/// The capacity of the queue; beyond it, queueing waits.
const QUEUE: usize = 4096;

/// The queue of jobs and the tasks that run them.
#[derive(Debug)]
pub(in crate::db) struct Writer {
    turns: mpsc::Sender<WriteJob>,
    stopping: watch::Sender<bool>,
    tasks: Mutex<Vec<JoinHandle<()>>>,
}

impl Writer {
    pub(in crate::db) fn start(address: &DatabaseUrl) -> Self {
        let (turns, waiting) = mpsc::channel(QUEUE);
        let (stopping, _) = watch::channel(false);
        let waiting = Arc::new(AsyncMutex::new(waiting));
        let writers = match address.engine {
            Engine::Sqlite => 1,
            Engine::Postgres => 2,
        };
        let tasks = (0..writers)
            .map(|_| {
                let connection = WriteConnection {
                    address: address.clone(),
                    open: None,
                };
                tokio::spawn(serve(
                    connection,
                    Arc::clone(&waiting),
                    stopping.subscribe(),
                ))
            })
            .collect();
        Self {
            turns,
            stopping,
            tasks: Mutex::new(tasks),
        }
    }

    pub(in crate::db) async fn queue(&self, turn: WriteJob) -> Result<(), DbError> {
        self.turns.send(turn).await.map_err(|_| DbError::Stopping)
    }

    /// Runs the queued jobs, then ends.
    pub(in crate::db) async fn stop(&self) {
        self.stopping.send_replace(true);
        let tasks = std::mem::take(&mut *self.tasks.lock().unwrap_or_else(PoisonError::into_inner));
        for task in tasks {
            if let Err(error) = task.await {
                tracing::error!(%error, "a writer broke off");
            }
        }
    }
}

async fn serve(
    mut connection: WriteConnection,
    waiting: Arc<AsyncMutex<mpsc::Receiver<WriteJob>>>,
    mut stopping: watch::Receiver<bool>,
) {
    loop {
        let turn = {
            let mut waiting = waiting.lock().await;
            tokio::select! {
                biased;
                turn = waiting.recv() => turn,
                () = stop_requested(&mut stopping) => {
                    waiting.close();
                    waiting.recv().await
                }
            }
        };
        let Some(turn) = turn else { break };
        if AssertUnwindSafe(turn(&mut connection))
            .catch_unwind()
            .await
            .is_err()
        {
            tracing::error!("a turn on the write connection panicked");
            connection.discard();
        }
    }
    connection.close().await;
}

async fn stop_requested(stopping: &mut watch::Receiver<bool>) {
    // An error means that the sender is gone: then stop, too.
    let _ = stopping.wait_for(|&stopping| stopping).await;
}

/// A connection to write by. It reconnects by itself: after an error the next job starts on a new one, so that a disk
/// that has room again, or a server that is back, needs no restart of ours.
#[derive(Debug)]
pub struct WriteConnection {
    address: DatabaseUrl,
    open: Option<Connection>,
}

impl WriteConnection {
    /// Runs a closure in a transaction: committed when it returns `Ok`, rolled back when it returns `Err`.
    pub async fn transaction<T, E, W>(&mut self, work: W) -> Result<T, E>
    where
        E: From<DbError>,
        W: for<'c> FnOnce(&'c mut Connection) -> BoxFuture<'c, Result<T, E>>,
    {
        // Taken out: whatever breaks off in the middle leaves a fresh start behind.
        let mut connection = self.take_open().await?;
        let mut transaction = begin(&mut connection, self.address.engine).await?;
        match work(&mut transaction).await {
            Ok(done) => {
                transaction.commit().await.map_err(DbError::from)?;
                self.open = Some(connection);
                Ok(done)
            }
            Err(refused) => {
                if transaction.rollback().await.is_ok() {
                    self.open = Some(connection);
                }
                Err(refused)
            }
        }
    }

    /// A working connection: that of the previous job, if the database has not closed it meanwhile.
    async fn take_open(&mut self) -> Result<Connection, DbError> {
        if let Some(mut open) = self.open.take() {
            let answers = match self.address.engine {
                Engine::Sqlite => true,
                Engine::Postgres => open.ping().await.is_ok(),
            };
            if answers {
                return Ok(open);
            }
        }
        self.address.connect().await
    }

    fn discard(&mut self) {
        self.open = None;
    }

    async fn close(self) {
        if let Some(open) = self.open
            && let Err(error) = open.close().await
        {
            tracing::warn!(%error, "a write connection did not close");
        }
    }
}

async fn begin(
    connection: &mut Connection,
    engine: Engine,
) -> Result<Transaction<'_, Any>, DbError> {
    let begun = match engine {
        // A transaction that reads first and writes later would find the lock taken.
        Engine::Sqlite => connection.begin_with("BEGIN IMMEDIATE").await,
        Engine::Postgres => connection.begin().await,
    };
    Ok(begun?)
}
