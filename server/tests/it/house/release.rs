//! A database as an earlier release left it: the demo marketplace of 27 November 2026, with thirty returns that were driven
//! over HTTP to their refunds. 695 service orders, 4 330 lines of their logs.

use std::{fs, io::Read as _, path::Path};

use brotli::Decompressor;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

use super::{Database, Kind};

impl Database {
    /// A copy of its own.
    pub(crate) async fn of_release(kind: Kind) -> Self {
        let database = Self::create_empty(kind).await;
        match kind {
            Kind::Sqlite => {
                let file = database.url.strip_prefix("sqlite://").unwrap();
                fs::write(file, unpacked("2026-11-27.sqlite.br")).unwrap();
            }
            Kind::Postgres => {
                let dump = String::from_utf8(unpacked("2026-11-27.postgres.sql.br")).unwrap();
                let mut connection = PgConnection::connect(&database.url).await.unwrap();
                restore(&mut connection, &dump).await;
                connection.close().await.unwrap();
            }
        }
        database
    }
}

fn unpacked(name: &str) -> Vec<u8> {
    const BUFFER: usize = 1 << 16;
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/releases")
        .join(name);
    let mut bytes = Vec::new();
    Decompressor::new(fs::File::open(file).unwrap(), BUFFER)
        .read_to_end(&mut bytes)
        .unwrap();
    bytes
}

/// Runs what `pg_dump` wrote: statements, and between them rows up to a line of `\\.`.
async fn restore(connection: &mut PgConnection, dump: &str) {
    let mut statements = String::new();
    let mut lines = dump.split_inclusive('\n');
    while let Some(line) = lines.next() {
        if line.starts_with("COPY ") {
            run(connection, std::mem::take(&mut statements)).await;
            let rows: String = lines.by_ref().take_while(|line| *line != "\\.\n").collect();
            let mut copy = connection.copy_in_raw(line).await.unwrap();
            copy.send(rows.as_bytes()).await.unwrap();
            copy.finish().await.unwrap();
        } else if !line.starts_with('\\') {
            // Lines that begin with a backslash are for psql.
            statements.push_str(line);
        }
    }
    run(connection, statements).await;
}

async fn run(connection: &mut PgConnection, statements: String) {
    sqlx::raw_sql(AssertSqlSafe(statements))
        .execute(connection)
        .await
        .unwrap();
}
