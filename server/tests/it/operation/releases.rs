//! A database that an earlier release wrote: served by this one, everything in it reads as before, its orders are found by the
//! words of today, and orders and refunds go on.

use std::fmt::Write as _;

use aftercare_domain::{
    aggregate::Recorded,
    refund::{Refund, RefundEvent},
    service_order::{Event, ServiceOrder},
    values::{
        id::RefundId,
        number::ServiceOrderNumber,
        time::{Span, Timestamp},
    },
};
use aftercare_server::{
    db::{self, DbError},
    service::{refunds, service_orders, timers, verify},
};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::house::{Client, House, Kind};

const ORDERS: u64 = 695;
const LINES: u64 = 4330;
const REFUNDS: u64 = 226;
/// How many of them finance has not paid yet.
const HANDED_OVER: usize = 12;

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
    refunds_have_logs(&house, &operator).await;
    assert_eq!(digest_of_logs(&house).await, logs);
    orders_go_on(&house, &operator).await;
    house.close().await;
}

/// The release wrote no logs of refunds: this one makes them up, and refunds go on before it has and after it.
async fn refunds_have_logs(house: &House, operator: &Client) {
    // R-RFD-1, R-RFD-2
    // The server does so by itself, and whoever does it too takes turns with it.
    refunds::complete_logs(&house.context).await.unwrap();
    let verified = verify::verify(&house.context).await.unwrap();
    assert_eq!(verified.findings, []);
    assert_eq!((verified.refunds, verified.waiting_refunds), (REFUNDS, 0));
    // Each was asked for, and then confirmed or handed over: of what is paid nobody knows whether it was handed over.
    assert_eq!(verified.refund_events, 2 * REFUNDS);
    let open = "/api/v1/refunds?state=processing&limit=200";
    let waiting = operator.get(open).await.success()["items"].clone();
    let waiting: Vec<&str> = waiting
        .as_array()
        .unwrap()
        .iter()
        .map(|refund| refund["id"].as_str().unwrap())
        .collect();
    assert_eq!(waiting.len(), HANDED_OVER);
    // As if its log had not been made up yet.
    touch(
        house,
        "DELETE FROM events WHERE service_order = $1",
        waiting[0],
    )
    .await;
    touch(
        house,
        "UPDATE refunds SET version = 0, head_hash = '', logged_state = NULL WHERE id = $1",
        waiting[0],
    )
    .await;
    confirm(operator, waiting[0], "BANK-1").await;
    assert_eq!(
        log_of(house, waiting[0]).await,
        ["requested", "handed_over", "confirmed_offline"]
    );
    // The log says who granted it, when, and when it was paid.
    let paid = log(house, "25112800000014-8").await;
    let granting = db_log_of_order(house, "25112800000014").await;
    let granting = granting.last().unwrap();
    assert_eq!(
        (&paid[0].actor, paid[0].automatic, paid[0].at),
        (&granting.actor, granting.automatic, granting.at)
    );
    assert_eq!(paid[1].event.name(), "confirmed_offline");
    assert_eq!(paid[1].at, Timestamp::from_ms(1_764_638_279_932));
    confirm(operator, waiting[1], "BANK-2").await;
    // A replica of that release, which still runs while this one does, pays one more.
    touch(
        house,
        "UPDATE refunds SET state = 'succeeded', succeeded_at = 1795816800000, reference = 'BANK-3' WHERE id = $1",
        waiting[2],
    )
    .await;
    let verified = verify::verify(&house.context).await.unwrap();
    assert_eq!((verified.findings, verified.waiting_refunds), (vec![], 1));
    refunds::complete_logs(&house.context).await.unwrap();
    assert_eq!(
        log_of(house, waiting[2]).await,
        ["requested", "handed_over", "confirmed_offline"]
    );
    let verified = verify::verify(&house.context).await.unwrap();
    assert_eq!((verified.findings, verified.waiting_refunds), (vec![], 0));
}

/// Changes rows of a refund beside the write path.
async fn touch(house: &House, statement: &'static str, id: &str) {
    let id = id.to_owned();
    let touched = house.context.db.write(move |connection| {
        Box::pin(async move {
            sqlx::query(statement)
                .bind(id)
                .execute(connection)
                .await
                .map_err(DbError::from)
        })
    });
    assert_ne!(touched.await.unwrap().rows_affected(), 0, "{statement}");
}

/// Deadlines come, and the system acts: orders go on, and begin refunds whose logs go on with theirs.
async fn orders_go_on(house: &House, operator: &Client) {
    let cancel = json!({"type": "super_cancel", "reason": "系统升级后核对"});
    let cancelled = operator.command("26112400000082", &cancel).await.success();
    assert_eq!(cancelled["node"], "cancelled");
    house.context.clock.set_offset_ms(Span::days(40).ms());
    timers::settle(&house.context).await.unwrap();
    house.empty_outbox().await;
    let verified = verify::verify(&house.context).await.unwrap();
    assert_eq!(verified.findings, []);
    assert!(verified.events > LINES);
    assert!(verified.refunds > REFUNDS);
    // Each new one was asked for and handed over.
    assert!(verified.refund_events >= 2 * verified.refunds);
}

async fn confirm(operator: &Client, id: &str, reference: &str) {
    let path = format!("/api/v1/refunds/{id}/commands");
    let confirm = json!({"type": "confirm_offline", "reference": reference});
    let confirmed = operator.post(&path, &confirm).await.success();
    assert_eq!(confirmed["state"], "succeeded");
}

async fn log(house: &House, id: &str) -> Vec<Recorded<RefundEvent>> {
    let mut reader = house.context.db.reader().await.unwrap();
    let id = RefundId::parse(id).unwrap();
    db::log::log::<Refund>(&mut reader, &id).await.unwrap()
}

async fn log_of(house: &House, id: &str) -> Vec<&'static str> {
    let log = log(house, id).await;
    log.iter().map(|line| line.event.name()).collect()
}

async fn db_log_of_order(house: &House, number: &str) -> Vec<Recorded<Event>> {
    let mut reader = house.context.db.reader().await.unwrap();
    let number = ServiceOrderNumber::parse(number).unwrap();
    db::log::log::<ServiceOrder>(&mut reader, &number)
        .await
        .unwrap()
}

/// Each line's hash covers its content, which verifying has compared.
async fn digest_of_logs(house: &House) -> String {
    let mut reader = house.context.db.reader().await.unwrap();
    let hashes: Vec<String> = sqlx::query_scalar(
        "SELECT hash FROM events WHERE kind = 'service_order' ORDER BY service_order, sequence",
    )
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
