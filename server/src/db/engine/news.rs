//! Messages between replicas: sent in a transaction, received by all once it is committed. PostgreSQL carries them
//! (NOTIFY); a SQLite file has one server, which needs none.

use sqlx::postgres::PgListener;

use crate::db::{Connection, DbError, Engine};

const CHANNEL: &str = "aftercare_changes";

/// Sends a message to all replicas when the transaction is committed; at most 8 000 bytes.
pub async fn notify(
    connection: &mut Connection,
    engine: Engine,
    news: &str,
) -> Result<(), DbError> {
    match engine {
        Engine::Sqlite => {}
        Engine::Postgres => {
            sqlx::query("SELECT pg_notify('aftercare_changes', $1)")
                .bind(news)
                .execute(connection)
                .await?;
        }
    }
    Ok(())
}

/// Receives messages of replicas.
#[derive(Debug)]
pub struct NewsListener(PgListener);

impl NewsListener {
    pub(in crate::db) async fn open(url: &str) -> Result<Self, DbError> {
        let mut listener = PgListener::connect(url).await?;
        listener.listen(CHANNEL).await?;
        Ok(Self(listener))
    }

    /// Waits for the next message.
    pub async fn receive(&mut self) -> Result<String, DbError> {
        Ok(self.0.recv().await?.payload().to_owned())
    }
}
