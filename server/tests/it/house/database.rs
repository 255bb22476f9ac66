//! A database of its own for each test.

use std::{
    process,
    sync::atomic::{AtomicU32, Ordering},
};

use sqlx::{Connection, Executor, PgConnection};
use tempfile::TempDir;

use super::cluster;

/// On which database a test runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Sqlite,
    Postgres,
}

/// An empty database, removed at the end of its test.
pub(crate) struct Database {
    pub(crate) url: String,
    place: Place,
}

enum Place {
    Folder(TempDir),
    Cluster { admin_url: String, name: String },
}

impl Database {
    pub(crate) async fn create(kind: Kind) -> Self {
        match kind {
            Kind::Sqlite => {
                let folder = tempfile::tempdir().unwrap();
                let url = format!("sqlite://{}/aftercare.db", folder.path().display());
                Self {
                    url,
                    place: Place::Folder(folder),
                }
            }
            Kind::Postgres => Self::create_in(cluster::url()).await,
        }
    }

    async fn create_in(admin_url: String) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("aftercare_test_{}_{count}", process::id());
        let mut admin = PgConnection::connect(&admin_url).await.unwrap();
        // Left over from a process of the same id that was killed.
        for statement in [
            format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
            format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"),
        ] {
            admin.execute(sqlx::AssertSqlSafe(statement)).await.unwrap();
        }
        admin.close().await.unwrap();
        let (server, _) = admin_url.rsplit_once('/').unwrap();
        Self {
            url: format!("{server}/{name}"),
            place: Place::Cluster { admin_url, name },
        }
    }

    pub(crate) fn kind(&self) -> Kind {
        match self.place {
            Place::Folder(_) => Kind::Sqlite,
            Place::Cluster { .. } => Kind::Postgres,
        }
    }

    /// Ends every connection to it, as a server that restarts does.
    pub(crate) async fn hang_up(&self) {
        let Place::Cluster { admin_url, name } = &self.place else {
            panic!("nobody can hang up on a file");
        };
        let mut admin = PgConnection::connect(admin_url).await.unwrap();
        sqlx::query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1")
            .bind(name)
            .execute(&mut admin)
            .await
            .unwrap();
        admin.close().await.unwrap();
    }

    pub(crate) async fn remove(self) {
        match self.place {
            Place::Folder(folder) => folder.close().unwrap(),
            Place::Cluster { admin_url, name } => {
                let mut admin = PgConnection::connect(&admin_url).await.unwrap();
                let statement = format!("DROP DATABASE {name} WITH (FORCE)");
                admin.execute(sqlx::AssertSqlSafe(statement)).await.unwrap();
                admin.close().await.unwrap();
            }
        }
    }
}
