//! A database that an earlier release wrote: served by this one, everything in it reads as before, and its orders are found
//! by the words of today.

use std::fmt::Write as _;

use aftercare_server::service::{service_orders, verify};
use sha2::{Digest as _, Sha256};

use crate::house::{House, Kind};

const ORDERS: u64 = 695;
const LINES: u64 = 4330;

/// SHA-256 over the hashes of all lines of all logs, as they were left.
const LOGS_ON_SQLITE: &str = "c4e618493720c92916ab222975fedfa1c844cc3fd471ef516093d8d499e7bd55";
const LOGS_ON_POSTGRES: &str = "8268017ce050016f8b214a6c8bdce85afc657ccc2cb81d67686194d4aa96b90d";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_an_earlier_release_wrote_is_served_verified_and_found_on_sqlite() {
    serve_release(Kind::Sqlite, LOGS_ON_SQLITE).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_an_earlier_release_wrote_is_served_verified_and_found_on_postgres() {
    serve_release(Kind::Postgres, LOGS_ON_POSTGRES).await;
}

async fn serve_release(kind: Kind, logs: &str) {
    // R-LOG-1, R-LST-1, case 7
    let house = House::open_release(kind).await;
    // The server does so by itself, and whoever does it too takes turns with it.
    service_orders::make_list_entries(&house.context)
        .await
        .unwrap();
    service_orders::rebuild_words(&house.context).await.unwrap();
    let verified = verify::verify(&house.context).await.unwrap();
    assert_eq!(verified.findings, []);
    assert_eq!(
        (verified.orders, verified.events, verified.waiting),
        (ORDERS, LINES, 0)
    );
    assert_eq!(digest_of_logs(&house).await, logs);
    let operator = house.sign_in_again("operator").await;
    for (q, found) in [
        // As before, with a sign between them, and by their pieces.
        ("护眼台灯 1S", 22),
        ("护眼台灯1S", 22),
        ("台灯1", 52),
        ("机器人t", 24),
        ("机器人7", 24),
        ("SKU1104", 0),
        // Numbers.
        ("25112800000014", 1),
        ("YP25112247654323", 1),
        ("EK4195570541", 1),
        ("EK4195", 0),
        ("SF1983939338833", 1),
    ] {
        let q: String = url::form_urlencoded::byte_serialize(q.as_bytes()).collect();
        let page = operator
            .get(&format!("/api/v1/service-orders?limit=200&q={q}"))
            .await
            .success();
        assert_eq!(page["items"].as_array().unwrap().len(), found, "{q}");
    }
    // Each line of a log is read, not only kept.
    let log = operator
        .get("/api/v1/service-orders/25112800000014/log")
        .await
        .success();
    let lines = log.as_array().unwrap().iter();
    let types: Vec<&str> = lines.map(|line| line["type"].as_str().unwrap()).collect();
    assert_eq!(
        types,
        [
            "applied",
            "approved",
            "pickup_booked",
            "shipped",
            "signed_for",
            "claimed",
            "inspected",
            "handled",
        ]
    );
    house.close().await;
}

/// Each line's hash covers its content, which verifying has compared.
async fn digest_of_logs(house: &House) -> String {
    let mut reader = house.context.db.reader().await.unwrap();
    let hashes: Vec<String> =
        sqlx::query_scalar("SELECT hash FROM events ORDER BY service_order, sequence")
            .fetch_all(&mut *reader)
            .await
            .unwrap();
    let mut digest = Sha256::new();
    for hash in hashes {
        digest.update(hash);
        digest.update("\n");
    }
    let mut text = String::new();
    for byte in digest.finalize() {
        write!(text, "{byte:02x}").unwrap();
    }
    text
}
