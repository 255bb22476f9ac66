//! How SQLite finds what is asked for: the plan of every statement behind lists, counts and workers, as a snapshot.
//!
//! The statements are those that the server runs: sqlx logs each, within the span of the request that asked for it. They are
//! planned without values, which is how the server's SQLite plans them, too (`SQLITE_ENABLE_QPSG`). A SCAN of a
//! table or of its index reads all of it, and needs a reason; lanes, pages and what was found are parts of the statement itself.

use std::{collections::BTreeMap, fmt::Write as _, sync::LazyLock, sync::Mutex};

use aftercare_domain::values::time::Timestamp;
use aftercare_server::db::{self, Connection, DbError, service_orders::list_entries};
use reqwest::Method;
use sqlx::{AssertSqlSafe, Row as _};
use tracing::{
    Instrument as _, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id},
};
use tracing_subscriber::{
    Layer, Registry,
    filter::{FilterExt as _, LevelFilter, filter_fn},
    layer::{Context, SubscriberExt as _},
    registry::LookupSpan,
};

use crate::house::{Client, House, Kind, application, send};

/// Who asks, for what. `{...}` is filled in by the test.
const REQUESTS: &[(&str, &str)] = &[
    ("agent", "service-orders"),
    ("agent", "service-orders?node=pending_review"),
    ("agent", "service-orders?node=completed"),
    ("agent", "service-orders?sort=applied_at"),
    ("agent", "service-orders?sort=entered_at"),
    ("agent", "service-orders?to_do=true"),
    ("agent", "service-orders?overdue=true"),
    ("agent", "service-orders?due_within=12h"),
    ("agent", "service-orders?urged=true"),
    ("agent", "service-orders?held=true"),
    ("agent", "service-orders?assignee=me"),
    ("agent", "service-orders?assignee=nobody"),
    ("agent", "service-orders?service_type=return"),
    ("agent", "service-orders?applied_from=2026-11-20T00:00:00Z"),
    ("agent", "service-orders?numbers={number},P1"),
    ("agent", "service-orders?order_number=P1"),
    ("agent", "service-orders?serial_number=SN123"),
    ("agent", "service-orders?tracking_number=SF1234567890123"),
    ("agent", "service-orders?phone=13900139000"),
    ("agent", "service-orders?q=%E5%87%80%E5%8C%96"),
    ("agent", "service-orders?reason_code=quality_defect"),
    ("agent", "service-orders/to-do"),
    ("agent", "service-orders/counts"),
    ("agent", "service-orders/counts?channel=youpin_online"),
    ("agent", "service-orders/{number}/related"),
    ("agent", "notifications"),
    ("agent", "views"),
    ("finance", "refunds"),
    ("finance", "refunds?state=requested"),
    ("finance", "refunds?requested_from=2026-11-20T00:00:00Z"),
    ("finance", "refunds?service_order={number}"),
    ("finance", "refunds/totals"),
    ("operator", "service-orders"),
    ("operator", "service-orders?sort=applied_at"),
    ("operator", "service-orders?merchant=m-1&urged=true"),
    ("operator", "service-orders/to-do"),
    ("operator", "service-orders/counts"),
    ("operator", "refunds"),
    ("operator", "refunds?state=requested"),
    ("operator", "refunds?service_order={number}"),
    ("operator", "refunds/totals"),
    ("store", "service-orders"),
    ("store", "service-orders/to-do"),
    ("store", "refunds"),
    ("consumer", "service-orders"),
    ("consumer", "service-orders/counts"),
    ("consumer", "refunds"),
    ("consumer", "orders"),
];

/// The statements that were run, by the request within whose span they were.
static RUN: LazyLock<Mutex<BTreeMap<String, Vec<String>>>> = LazyLock::new(Mutex::default);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_statement_is_planned_along_its_index() {
    record_statements();
    let house = House::open(Kind::Sqlite).await;
    house.sell("P1", "youpin_online", 3).await;
    let mut clients: BTreeMap<&str, Client> = BTreeMap::new();
    let consumer = house.sign_in("consumer").await;
    let number = consumer
        .apply(&application("P1", "return", "mail_in"))
        .await;
    clients.insert("consumer", consumer);
    let mut lines = String::new();
    for (place, (who, asked)) in REQUESTS.iter().enumerate() {
        if !clients.contains_key(who) {
            clients.insert(who, house.sign_in(who).await);
        }
        let client = &clients[who];
        // From now on the server knows who it is without asking the database.
        client.get("/api/v1/me").await.success();
        let path = format!("/api/v1/{}", asked.replace("{number}", &number));
        let id = format!("plan-{place}");
        let request = client.request(Method::GET, &path);
        send(request.header("x-request-id", &id)).await.success();
        writeln!(lines, "\n{who}: {asked}").unwrap();
        lines += &plans(&house, &id).await;
    }
    for (worker, id) in run_workers(&house).await {
        writeln!(lines, "\n{worker}").unwrap();
        lines += &plans(&house, id).await;
    }
    insta::assert_snapshot!(lines.trim());
    house.close().await;
}

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

/// Runs what the workers ask the database for, each within a span of its own.
async fn run_workers(house: &House) -> [(&'static str, &'static str); 4] {
    let at = Timestamp::from_ms(0);
    let timers = house.context.db.write(move |connection| {
        Box::pin(in_span("plan-timers", async move {
            db::timers::is_any_free(connection, at, at).await?;
            db::timers::is_any_due(connection, at).await?;
            db::timers::to_remind(connection, at, 1).await?;
            db::timers::claim(connection, at, at, at, 1).await
        }))
    });
    timers.await.unwrap();
    let outbox = house.context.db.write(move |connection| {
        Box::pin(in_span("plan-outbox", async move {
            db::outbox::is_any_available(connection, at).await?;
            db::outbox::claim(connection, at, at, 1).await
        }))
    });
    outbox.await.unwrap();
    let robots = house.context.db.write(move |connection| {
        Box::pin(in_span("plan-robots", async move {
            db::teamwork::robots::is_any_free(connection, at).await?;
            db::teamwork::robots::waiting(connection, "robot", 1).await?;
            db::teamwork::robots::claim(connection, at, at, 1).await
        }))
    });
    robots.await.unwrap();
    let entries = house
        .context
        .db
        .write(|connection| Box::pin(in_span("plan-entries", list_entries::make(connection, 1))));
    entries.await.unwrap();
    [
        ("worker: timers", "plan-timers"),
        ("worker: outbox", "plan-outbox"),
        ("worker: robots", "plan-robots"),
        ("worker: list entries", "plan-entries"),
    ]
}

async fn in_span<T>(id: &'static str, work: impl Future<Output = T>) -> T {
    work.instrument(tracing::info_span!("request", id)).await
}

/// The plans of the statements of a request; a step that is taken several times is named once, with how often.
async fn plans(house: &House, id: &str) -> String {
    let statements = RUN.lock().unwrap().remove(id).unwrap_or_default();
    assert!(!statements.is_empty(), "{id} ran no statement");
    let mut reader = house.context.db.reader().await.unwrap();
    let mut plans = Vec::new();
    for statement in statements {
        plans.push(plan(&mut reader, &statement).await.unwrap());
    }
    // Some are run at once.
    plans.sort();
    plans.concat()
}

async fn plan(connection: &mut Connection, statement: &str) -> Result<String, DbError> {
    let explained = format!("EXPLAIN QUERY PLAN {statement}");
    let rows = sqlx::query(AssertSqlSafe(explained))
        .fetch_all(connection)
        .await?;
    let mut steps: Vec<(String, u32)> = Vec::new();
    for row in rows {
        let step: String = row.try_get("detail")?;
        match steps.iter_mut().find(|(known, _)| *known == step) {
            Some((_, times)) => *times += 1,
            None => steps.push((step, 1)),
        }
    }
    let mut text = String::new();
    for (place, (step, times)) in steps.iter().enumerate() {
        let mark = if place == 0 { '-' } else { ' ' };
        let often = if *times > 1 {
            format!(" ({times} times)")
        } else {
            String::new()
        };
        writeln!(text, "  {mark} {step}{often}").unwrap();
    }
    Ok(text)
}

/// Listens to the log of sqlx.
fn record_statements() {
    // sqlx first asks whether anybody listens, by what is no event.
    let statements = filter_fn(|metadata| metadata.target() == "sqlx::query");
    let requests = filter_fn(|metadata| metadata.name() == "request" && metadata.is_span());
    let filter = statements.or(requests).and(LevelFilter::TRACE);
    let subscriber = Registry::default().with(Recorder.with_filter(filter));
    tracing::subscriber::set_global_default(subscriber).unwrap();
}

struct Recorder;

/// The id of a request, kept with its span.
struct RequestOfPlan(String);

impl<S: Subscriber + for<'span> LookupSpan<'span>> Layer<S> for Recorder {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut texts = Texts::default();
        attributes.record(&mut texts);
        if let (Some(span), Some(request)) = (context.span(id), texts.0.remove("id")) {
            span.extensions_mut().insert(RequestOfPlan(request));
        }
    }

    fn on_event(&self, event: &tracing::Event<'_>, context: Context<'_, S>) {
        let Some(span) = context.lookup_current() else {
            return;
        };
        let extensions = span.extensions();
        let Some(RequestOfPlan(request)) = extensions.get() else {
            return;
        };
        let mut texts = Texts::default();
        event.record(&mut texts);
        // A short statement is its own summary.
        let whole = texts
            .0
            .remove("db.statement")
            .filter(|text| !text.is_empty());
        let statement = whole
            .or_else(|| texts.0.remove("summary"))
            .unwrap_or_default();
        let statement = statement.trim().to_owned();
        if !statement.starts_with("PRAGMA") && request.starts_with("plan-") {
            let mut run = RUN.lock().unwrap();
            run.entry(request.clone()).or_default().push(statement);
        }
    }
}

/// The fields of a span or an event, as texts.
#[derive(Default)]
struct Texts(BTreeMap<&'static str, String>);

impl Visit for Texts {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }
}
