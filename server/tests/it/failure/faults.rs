//! What happens when PostgreSQL hangs up, or several replicas start at once: no restart is needed, and all agree.

use std::collections::BTreeSet;

use aftercare_server::{
    config::Config,
    context::Context,
    runtime::{clock::Clock, entropy::Entropy},
};

use crate::house::{House, Kind};

#[tokio::test]
async fn connections_that_postgresql_closed_are_opened_again() {
    let house = House::open(Kind::Postgres).await;
    let operator = house.sign_in("operator").await;
    house.sell("o-1", "youpin_online", 1).await;
    house.hang_up().await;
    operator.get("/api/v1/orders/o-1").await.success();
    house.sell("o-2", "youpin_online", 1).await;
    house.close().await;
}

#[tokio::test]
async fn replicas_that_start_at_once_agree_on_the_tables_and_the_signing_key() {
    let house = House::open(Kind::Postgres).await;
    let empty = house.empty_database().await;
    let config = Config {
        database_url: empty.url.clone(),
        ..(*house.context.config).clone()
    };
    let starts = (0..4).map(|seed| {
        let config = config.clone();
        tokio::spawn(async move {
            Context::open(config, Clock::system(), Entropy::seeded(seed))
                .await
                .unwrap()
        })
    });
    let mut keys = BTreeSet::new();
    for start in starts.collect::<Vec<_>>() {
        let replica = start.await.unwrap();
        replica.db.check().await.unwrap();
        keys.insert(replica.signing_key.to_string());
        replica.db.close().await;
    }
    assert_eq!(keys.len(), 1);
    empty.remove().await;
    house.close().await;
}
