//! How SQLite finds what is asked for.

use crate::house::{House, Kind};

/// The flags with which SQLite is built stand in `.cargo/config.toml`, where a build that is begun elsewhere would miss them.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite_is_built_with_stable_plans_and_without_a_count_of_memory() {
    let house = House::open(Kind::Sqlite).await;
    let mut reader = house.context.db.reader().await.unwrap();
    let options: Vec<String> = sqlx::query_scalar("PRAGMA compile_options")
        .fetch_all(&mut *reader)
        .await
        .unwrap();
    for option in ["ENABLE_QPSG", "DEFAULT_MEMSTATUS=0"] {
        assert!(options.iter().any(|one| one == option), "{options:?}");
    }
    drop(reader);
    house.close().await;
}
