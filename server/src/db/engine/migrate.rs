//! The tables: one numbered stream of migrations, embedded. A shipped file is never edited (its checksum is kept).

use std::borrow::Cow;

use sqlx::{
    Connection as _,
    migrate::{Migration, MigrationType, Migrator},
};

use super::{connect::DatabaseUrl, row::Columns};
use crate::db::{Connection, DbError, Engine};

/// A step of the stream; the dialects differ only where they can't meet.
enum MigrationStep {
    Same(&'static str),
    Each {
        sqlite: &'static str,
        postgres: &'static str,
    },
}

/// The stream, in order. The number is the file's.
const STREAM: &[(i64, &str, MigrationStep)] = &[
    (
        1,
        "people",
        MigrationStep::Same(include_str!("../../../migrations/0001_people.sql")),
    ),
    (
        2,
        "answers and settings",
        MigrationStep::Same(include_str!(
            "../../../migrations/0002_answers_and_settings.sql"
        )),
    ),
    (
        3,
        "orders",
        MigrationStep::Same(include_str!("../../../migrations/0003_orders.sql")),
    ),
    (
        4,
        "addresses",
        MigrationStep::Same(include_str!("../../../migrations/0004_addresses.sql")),
    ),
    (
        5,
        "service orders",
        MigrationStep::Same(include_str!("../../../migrations/0005_service_orders.sql")),
    ),
    (
        6,
        "reveals",
        MigrationStep::Same(include_str!("../../../migrations/0006_reveals.sql")),
    ),
    (
        7,
        "drafts",
        MigrationStep::Same(include_str!("../../../migrations/0007_drafts.sql")),
    ),
    (
        8,
        "words of service orders",
        MigrationStep::Each {
            sqlite: include_str!("../../../migrations/0008_service_order_words.sqlite.sql"),
            postgres: include_str!("../../../migrations/0008_service_order_words.postgres.sql"),
        },
    ),
    (
        9,
        "work lists",
        MigrationStep::Same(include_str!("../../../migrations/0009_work_lists.sql")),
    ),
    (
        10,
        "saved views",
        MigrationStep::Same(include_str!("../../../migrations/0010_saved_views.sql")),
    ),
    (
        11,
        "notifications",
        MigrationStep::Same(include_str!("../../../migrations/0011_notifications.sql")),
    ),
    (
        12,
        "robots",
        MigrationStep::Same(include_str!("../../../migrations/0012_robots.sql")),
    ),
    (
        13,
        "search words",
        MigrationStep::Each {
            sqlite: include_str!("../../../migrations/0013_search_words.sqlite.sql"),
            postgres: include_str!("../../../migrations/0013_search_words.postgres.sql"),
        },
    ),
    (
        14,
        "kept pieces",
        MigrationStep::Each {
            sqlite: include_str!("../../../migrations/0014_kept_pieces.sqlite.sql"),
            postgres: include_str!("../../../migrations/0014_kept_pieces.postgres.sql"),
        },
    ),
    (
        15,
        "waybills of labels",
        MigrationStep::Same(include_str!(
            "../../../migrations/0015_waybills_of_labels.sql"
        )),
    ),
    (
        16,
        "questions without timers",
        MigrationStep::Same(include_str!(
            "../../../migrations/0016_questions_without_timers.sql"
        )),
    ),
    (
        17,
        "waybills of parcels",
        MigrationStep::Same(include_str!(
            "../../../migrations/0017_waybills_of_parcels.sql"
        )),
    ),
    (
        18,
        "consumer links",
        MigrationStep::Same(include_str!("../../../migrations/0018_consumer_links.sql")),
    ),
    (
        19,
        "token ends",
        MigrationStep::Same(include_str!("../../../migrations/0019_token_ends.sql")),
    ),
    (
        21,
        "tellings",
        MigrationStep::Same(include_str!("../../../migrations/0021_tellings.sql")),
    ),
    (
        22,
        "personal searches and readings",
        MigrationStep::Same(include_str!(
            "../../../migrations/0022_personal_searches_and_readings.sql"
        )),
    ),
    (
        23,
        "security events",
        MigrationStep::Same(include_str!("../../../migrations/0023_security_events.sql")),
    ),
    (
        24,
        "list entries",
        MigrationStep::Same(include_str!("../../../migrations/0024_list_entries.sql")),
    ),
    (
        25,
        "logs by kind",
        MigrationStep::Same(include_str!("../../../migrations/0025_logs_by_kind.sql")),
    ),
    (
        26,
        "refund lists",
        MigrationStep::Same(include_str!("../../../migrations/0026_refund_lists.sql")),
    ),
];

fn migrations(engine: Engine) -> Vec<Migration> {
    STREAM
        .iter()
        .map(|(number, description, step)| {
            let sql = match (step, engine) {
                (MigrationStep::Same(sql), Engine::Sqlite | Engine::Postgres)
                | (MigrationStep::Each { sqlite: sql, .. }, Engine::Sqlite)
                | (MigrationStep::Each { postgres: sql, .. }, Engine::Postgres) => *sql,
            };
            let description = Cow::Borrowed(*description);
            Migration::new(
                *number,
                description,
                MigrationType::Simple,
                sqlx::SqlSafeStr::into_sql_str(sql),
                false,
            )
        })
        .collect()
}

/// Brings the tables up to date. Replicas that start at once wait for one another by an advisory lock on PostgreSQL;
/// SQLite has one server.
pub(in crate::db) async fn run(address: &DatabaseUrl) -> Result<(), DbError> {
    let mut connection = address.connect().await?;
    let migrator = Migrator {
        migrations: Cow::Owned(migrations(address.engine)),
        ..Migrator::DEFAULT
    };
    migrator.run_direct(None, &mut connection, false).await?;
    connection.close().await?;
    Ok(())
}

/// Whether the last step of the stream was taken.
pub(in crate::db) async fn check(connection: &mut Connection) -> Result<(), DbError> {
    let row =
        sqlx::query("SELECT CAST(COUNT(*) AS BIGINT) AS steps FROM _sqlx_migrations WHERE success")
            .fetch_one(connection)
            .await?;
    let steps: i64 = Columns::new("_sqlx_migrations", "all", &row).get("steps")?;
    if usize::try_from(steps).is_ok_and(|steps| steps >= STREAM.len()) {
        Ok(())
    } else {
        Err(DbError::corrupt(
            "_sqlx_migrations",
            "version",
            "all",
            "steps are missing",
        ))
    }
}
