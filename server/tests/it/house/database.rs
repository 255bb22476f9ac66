//! A database of its own for each test.

use std::{
    fs,
    hash::{DefaultHasher, Hasher as _},
    path::Path,
    process,
    sync::atomic::{AtomicU32, Ordering},
};

use aftercare_server::db::Db;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use tempfile::TempDir;
use tokio::sync::OnceCell;

use super::cluster;

/// On which database a test runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Sqlite,
    Postgres,
}

/// A database, removed at the end of its test.
pub(crate) struct Database {
    pub(crate) url: String,
    place: Place,
}

enum Place {
    Folder(TempDir),
    Cluster { admin_url: String, name: String },
}

impl Database {
    /// A database with all tables, where making them each time would take longer than most tests, and nothing in them.
    pub(crate) async fn create(kind: Kind) -> Self {
        match kind {
            Kind::Sqlite => Self::create_empty(kind).await,
            Kind::Postgres => Self::create_in(cluster::url(), with_tables().await).await,
        }
    }

    /// A database without any tables.
    pub(crate) async fn create_empty(kind: Kind) -> Self {
        match kind {
            Kind::Sqlite => {
                let folder = tempfile::tempdir().unwrap();
                let url = format!("sqlite://{}/aftercare.db", folder.path().display());
                Self {
                    url,
                    place: Place::Folder(folder),
                }
            }
            Kind::Postgres => Self::create_in(cluster::url(), "template0").await,
        }
    }

    async fn create_in(admin_url: String, template: &str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("{}_{count}", name_of_process());
        create_from(&admin_url, &name, template).await;
        Self {
            url: url_of(&admin_url, &name),
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
                admin.execute(AssertSqlSafe(statement)).await.unwrap();
                admin.close().await.unwrap();
            }
        }
    }
}

/// The name of a database that has all tables and nothing in them, from which the others are made. The first test of all
/// makes it: each may run in a process of its own.
async fn with_tables() -> &'static str {
    static NAME: OnceCell<String> = OnceCell::const_new();
    let name = NAME.get_or_init(|| async {
        let (admin_url, name) = (cluster::url(), format!("aftercare_test_{:x}", migrations()));
        let mut admin = PgConnection::connect(&admin_url).await.unwrap();
        // Until this connection ends.
        admin.execute("SELECT pg_advisory_lock(7)").await.unwrap();
        let known = sqlx::query("SELECT 1 FROM pg_database WHERE datname = $1")
            .bind(&name)
            .fetch_optional(&mut admin)
            .await
            .unwrap();
        if known.is_none() {
            let begun = format!("{}_tables", name_of_process());
            create_from(&admin_url, &begun, "template0").await;
            let db = Db::open(&url_of(&admin_url, &begun)).await.unwrap();
            db.close().await;
            let done = format!("ALTER DATABASE {begun} RENAME TO {name}");
            admin.execute(AssertSqlSafe(done)).await.unwrap();
        }
        admin.close().await.unwrap();
        name
    });
    name.await
}

/// A number that changes with the migrations: a cluster may be used for longer than they last.
fn migrations() -> u64 {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let files = fs::read_dir(folder).unwrap();
    let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        hasher.write(&fs::read(file).unwrap());
    }
    hasher.finish()
}

/// How databases of this process begin their names.
fn name_of_process() -> String {
    format!("aftercare_test_{}", process::id())
}

fn url_of(admin_url: &str, name: &str) -> String {
    let (server, _) = admin_url.rsplit_once('/').unwrap();
    format!("{server}/{name}")
}

async fn create_from(admin_url: &str, name: &str, template: &str) {
    let mut admin = PgConnection::connect(admin_url).await.unwrap();
    for statement in [
        // Left over from a process of the same id that was killed.
        format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
        format!("CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8' STRATEGY FILE_COPY"),
    ] {
        admin.execute(AssertSqlSafe(statement)).await.unwrap();
    }
    admin.close().await.unwrap();
}
