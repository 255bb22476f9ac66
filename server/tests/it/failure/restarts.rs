//! The server is killed in the middle of its work, again and again: what was answered is there, once.

use std::{
    collections::BTreeSet,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use aftercare_domain::{people::access::Scope, values::time::Span};
use aftercare_server::{
    config::Config,
    context::Context,
    runtime::{clock::Clock, entropy::Entropy},
    service::{sandbox, verify},
    write::idempotency,
};
use serde_json::{Value, json};
use tokio::sync::Notify;

use crate::house::{Database, House, Kind, Process, application, opening_time};

const ORDER: &str = "o-1";
const CALLERS: usize = 8;
/// Longer than any of it takes on a slow machine: only what hangs reaches it.
const AT_MOST: Duration = Duration::from_mins(2);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_or_doubled_by_twenty_kills_on_sqlite() {
    // R-TIM-3: what was answered under an Idempotency-Key is kept
    killed_again_and_again(Kind::Sqlite, 20).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_or_doubled_by_kills_on_postgres() {
    killed_again_and_again(Kind::Postgres, 4).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_timer_that_came_due_while_the_server_was_down_acts_once_on_sqlite() {
    // R-TIM-3, R-REV-7
    due_while_down(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_timer_that_came_due_while_the_server_was_down_acts_once_on_postgres() {
    due_while_down(Kind::Postgres).await;
}

async fn due_while_down(kind: Kind) {
    const ORDERS: usize = 3;
    const KILLS: usize = 3;
    let (database, token) = marketplace(kind).await;
    let ledger = Arc::new(Ledger::default());
    let server = Process::start(&database.url);
    let caller = Caller::of(&server, &token, &ledger);
    let application = application(ORDER, "repair", "mail_in");
    let mut numbers = Vec::new();
    for _ in 0..ORDERS {
        let applied = caller.ask_anew("/api/v1/service-orders".to_owned(), application.clone());
        let order = applied.await.expect("the server runs");
        numbers.push(order["number"].as_str().unwrap().to_owned());
    }
    server.kill();
    let context = open(&database, Clock::system()).await;
    sandbox::advance(
        &context,
        Span::hours(25),
        idempotency::IdempotentRequest::default(),
    )
    .await
    .unwrap();
    context.db.close().await;
    // Killed as soon as it listens, perhaps in the middle of catching up.
    for _ in 0..KILLS {
        Process::start(&database.url).kill();
    }
    let server = Process::start(&database.url);
    let caller = Caller::of(&server, &token, &ledger);
    for number in &numbers {
        let acted = async { while caller.log(number).await.len() < 2 {} };
        tokio::time::timeout(AT_MOST, acted)
            .await
            .expect("the timer acts");
    }
    server.kill();
    let server = Process::start(&database.url);
    let caller = Caller::of(&server, &token, &ledger);
    for number in &numbers {
        let log = caller.log(number).await;
        let types: Vec<_> = log.iter().map(|line| &line["type"]).collect();
        assert_eq!(types, ["applied", "approved"]);
        assert_eq!(log[1]["actor"]["party"], "system");
        assert_eq!(log[1]["automatic"]["rule"], "R-REV-7");
    }
    server.kill();
    database.remove().await;
}

async fn killed_again_and_again(kind: Kind, kills: usize) {
    let (database, token) = marketplace(kind).await;
    let ledger = Arc::new(Ledger::default());
    for kill in 0..kills {
        let server = Process::start(&database.url);
        let caller = Caller::of(&server, &token, &ledger);
        caller.ask_again_what_was_unanswered().await;
        caller.ask_again_what_was_answered(kill).await;
        // Killed after another number of answers each time, so that it happens at other moments.
        caller.work_until_killed(server, 5 + kill * 7 % 40).await;
    }
    let server = Process::start(&database.url);
    let caller = Caller::of(&server, &token, &ledger);
    caller.ask_again_what_was_unanswered().await;
    for kill in 0..kills {
        caller.ask_again_what_was_answered(kill).await;
    }
    server.kill();
    check_books(&database, &ledger).await;
    database.remove().await;
}

/// What a server stands on, without one that listens.
async fn open(database: &Database, clock: Clock) -> Context {
    let config = Config {
        database_url: database.url.clone(),
        ..Config::default()
    };
    Context::open(config, clock, Entropy::seeded(1))
        .await
        .unwrap()
}

/// A database with a sale of many pieces, and a token of its merchant.
async fn marketplace(kind: Kind) -> (Database, String) {
    let house = House::open(kind).await;
    house.sell(ORDER, "youpin_online", 9_999).await;
    let scopes = [Scope::ReadServiceOrders, Scope::WriteServiceOrders];
    let token = house.token(Some(crate::house::MERCHANT), &scopes).await;
    (house.leave().await, token)
}

/// Something that was asked for under a key, and the answer.
#[derive(Debug, Clone)]
struct Ask {
    path: String,
    key: String,
    body: Value,
    answer: Option<(u16, Value)>,
}

/// All that was asked for.
#[derive(Default)]
struct Ledger {
    asks: Mutex<Vec<Ask>>,
}

impl Ledger {
    /// Notes a question before it is asked, and gives its place.
    fn note(&self, path: String, body: Value) -> usize {
        let mut asks = self.asks.lock().unwrap();
        let place = asks.len();
        asks.push(Ask {
            path,
            key: format!("key-{place}"),
            body,
            answer: None,
        });
        place
    }

    fn answer(&self, place: usize, answer: (u16, Value)) {
        self.asks.lock().unwrap()[place].answer = Some(answer);
    }

    fn get(&self, place: usize) -> Ask {
        self.asks.lock().unwrap()[place].clone()
    }

    fn all(&self) -> Vec<Ask> {
        self.asks.lock().unwrap().clone()
    }
}

/// An integrator who sends what was not answered again, under the same key.
#[derive(Clone)]
struct Caller {
    http: reqwest::Client,
    root: String,
    token: String,
    ledger: Arc<Ledger>,
}

impl Caller {
    fn of(server: &Process, token: &str, ledger: &Arc<Ledger>) -> Self {
        Self {
            http: reqwest::Client::builder().timeout(AT_MOST).build().unwrap(),
            root: server.root.clone(),
            token: token.to_owned(),
            ledger: Arc::clone(ledger),
        }
    }

    /// Asks; nothing when the server was killed before the answer came whole.
    async fn ask(&self, ask: &Ask) -> Option<(u16, Value)> {
        let response = self
            .http
            .post(format!("{}{}", self.root, ask.path))
            .bearer_auth(&self.token)
            .header("idempotency-key", &ask.key)
            .json(&ask.body)
            .send()
            .await
            .ok()?;
        let status = response.status().as_u16();
        let body = response.json().await.ok()?;
        Some((status, body))
    }

    /// The log of an order.
    async fn log(&self, number: &str) -> Vec<Value> {
        let url = format!("{}/api/v1/service-orders/{number}/log", self.root);
        let request = self.http.get(url).bearer_auth(&self.token);
        let response = request.send().await.expect("the server runs");
        response.json().await.expect("a log")
    }

    /// Asks for something new; what it is answered is noted.
    async fn ask_anew(&self, path: String, body: Value) -> Option<Value> {
        let place = self.ledger.note(path, body);
        let answer = self.ask(&self.ledger.get(place)).await?;
        assert!((200..300).contains(&answer.0), "{answer:?}");
        self.ledger.answer(place, answer.clone());
        Some(answer.1)
    }

    /// What broke off was done, or is done now: either way it is answered.
    async fn ask_again_what_was_unanswered(&self) {
        for (place, ask) in self.ledger.all().into_iter().enumerate() {
            if ask.answer.is_none() {
                let answer = self.ask(&ask).await.expect("the server runs");
                assert!((200..300).contains(&answer.0), "{ask:?}: {answer:?}");
                self.ledger.answer(place, answer);
            }
        }
    }

    /// What was answered is answered the same, and nothing is done by it.
    async fn ask_again_what_was_answered(&self, from: usize) {
        const EACH: usize = 20;
        let asks = self.ledger.all();
        for ask in asks.iter().skip(from).step_by(EACH) {
            let again = self.ask(ask).await;
            assert_eq!(again, ask.answer, "{ask:?}");
        }
    }

    /// Lets callers apply and approve until so many answers came, and kills the server while they go on.
    async fn work_until_killed(&self, server: Process, answers: usize) {
        let work = Arc::new(Work::default());
        let callers: Vec<_> = (0..CALLERS)
            .map(|_| tokio::spawn(work_on(self.clone(), Arc::clone(&work))))
            .collect();
        let enough = async {
            while work.answers.load(Ordering::SeqCst) < answers {
                work.more.notified().await;
            }
        };
        tokio::time::timeout(AT_MOST, enough)
            .await
            .expect("the server answers");
        server.kill();
        for caller in callers {
            tokio::time::timeout(AT_MOST, caller)
                .await
                .expect("a killed server answers nobody")
                .unwrap();
        }
    }
}

/// How many answers came since the start.
#[derive(Default)]
struct Work {
    answers: AtomicUsize,
    more: Notify,
}

/// Applies and approves until the server is gone.
async fn work_on(caller: Caller, work: Arc<Work>) {
    let answered = || {
        work.answers.fetch_add(1, Ordering::SeqCst);
        work.more.notify_one();
    };
    let application = application(ORDER, "repair", "mail_in");
    loop {
        let applied = caller.ask_anew("/api/v1/service-orders".to_owned(), application.clone());
        let Some(order) = applied.await else { return };
        answered();
        let number = order["number"].as_str().unwrap();
        let path = format!("/api/v1/service-orders/{number}/commands");
        let approve = json!({"type": "approve", "expected_version": 1});
        let Some(order) = caller.ask_anew(path, approve).await else {
            return;
        };
        assert_eq!(order["node"], "pending_shipment");
        answered();
    }
}

/// Every application began one order, and each log holds what was answered, once.
async fn check_books(database: &Database, ledger: &Ledger) {
    let context = open(database, Clock::stopped(opening_time())).await;
    let mut reader = context.db.reader().await.unwrap();
    let asks = ledger.all();
    let mut numbers = BTreeSet::new();
    for ask in &asks {
        let (status, order) = ask.answer.as_ref().expect("all is answered by now");
        let number = order["number"].as_str().unwrap();
        if ask.path == "/api/v1/service-orders" {
            assert_eq!(*status, 201);
            assert!(numbers.insert(number.to_owned()), "{number} began twice");
        }
    }
    let verified = verify::verify(&context).await.unwrap();
    assert_eq!(
        verified.findings,
        [],
        "all that is kept follows from the logs"
    );
    let count = |sql: &'static str| sqlx::query_scalar::<_, i64>(sql);
    let begun = i64::try_from(numbers.len()).unwrap();
    let asked = i64::try_from(asks.len()).unwrap();
    for (sql, expected) in [
        ("SELECT COUNT(*) FROM service_orders", begun),
        ("SELECT taken_quantity FROM order_lines", begun),
        ("SELECT COUNT(*) FROM events", asked),
    ] {
        let counted = count(sql).fetch_one(&mut *reader).await.unwrap();
        assert_eq!(counted, expected, "{sql}");
    }
    drop(reader);
    context.db.close().await;
}
