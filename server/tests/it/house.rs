//! The whole server in this process: on a stopped clock and seeded entropy, on each database.

use std::{net::SocketAddr, time::Duration};

use aftercare_domain::{
    policy::Policy,
    values::time::{Span, Timestamp},
};
use aftercare_server::{
    config::{Config, Http, Limits, Networks, deadlines::Length},
    context::Context,
    db::DbError,
    http::serve::{ServeError, serve},
    runtime::{clock::Clock, entropy::Entropy},
    service::{outbox, sandbox},
    write::idempotency,
};
use tempfile::TempDir;
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

pub(crate) use self::{
    client::{Answer, Client, send},
    database::{Database, Kind},
    journey::{Crew, Place, places},
    people::{CONSUMER, MERCHANT, MERCHANT_B, PASSWORD, actor},
    process::Process,
    service_orders::{application, consignee, sale},
    stream::read_until,
};

mod client;
mod cluster;
mod contract;
mod database;
mod journey;
mod links;
mod people;
mod process;
mod release;
mod service_orders;
mod stream;

/// Makes two tests of each function, one on SQLite and one on PostgreSQL: `sqlite::name` and `postgres::name`.
///
/// With a function before them, such as `open_real =>`, each is given the house that this one opens.
macro_rules! on_each_database {
    ($($name:ident,)+) => {
        $crate::house::on_each_database! { open => $($name,)+ }
    };
    ($open:ident => $($name:ident,)+) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                let house = $crate::house::House::$open($crate::house::Kind::Sqlite).await;
                super::$name(&house).await;
                house.close().await;
            })+
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                let house = $crate::house::House::$open($crate::house::Kind::Postgres).await;
                super::$name(&house).await;
                house.close().await;
            })+
        }
    };
}
pub(crate) use on_each_database;

/// A server that runs, and all that a test needs to look behind it.
pub(crate) struct House {
    /// What the server stands on: tests call the same services as its handlers.
    pub(crate) context: Context,
    /// Where it listens.
    pub(crate) address: SocketAddr,
    stop: oneshot::Sender<()>,
    running: JoinHandle<Result<(), ServeError>>,
    database: Database,
    _site: TempDir,
}

/// The time at which every house opens: 26-11-23 10:00 in China.
pub(crate) fn opening_time() -> Timestamp {
    Timestamp::parse("2026-11-23T10:00:00+08:00").unwrap()
}

/// What a house is, other than most are.
struct Plan {
    at: Timestamp,
    /// The product's time can be moved.
    sandbox: bool,
    /// Its pages were built.
    has_site: bool,
    http: Http,
    limits: Limits,
    policy: Policy,
}

/// A test asks in a moment what people ask in an hour, on a clock that stands, and signs everybody in at once.
fn limits_of_a_test() -> Limits {
    Limits {
        hashing_queue: 1_000,
        requests_a_minute_a_person: 1_000_000,
        requests_a_minute_a_side: 1_000_000,
        requests_a_minute_a_network: 1_000_000,
        ..Limits::default()
    }
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            at: opening_time(),
            sandbox: true,
            has_site: true,
            // A test sends a thousand things at once from one address.
            http: Http {
                connections: 20_000,
                connections_an_address: 20_000,
                ..Http::default()
            },
            limits: limits_of_a_test(),
            policy: Policy::default(),
        }
    }
}

impl House {
    /// Opens a house on a database of its own.
    pub(crate) async fn open(kind: Kind) -> Self {
        Self::open_as(kind, Plan::default()).await
    }

    /// Opens a house under another policy than the platform's.
    pub(crate) async fn open_under(kind: Kind, policy: Policy) -> Self {
        let plan = Plan {
            policy,
            ..Plan::default()
        };
        Self::open_as(kind, plan).await
    }

    /// Opens a house whose product's time can't be moved, as in production.
    pub(crate) async fn open_real(kind: Kind) -> Self {
        let plan = Plan {
            sandbox: false,
            ..Plan::default()
        };
        Self::open_as(kind, plan).await
    }

    /// Opens a house whose pages were not built.
    pub(crate) async fn open_without_site(kind: Kind) -> Self {
        let plan = Plan {
            has_site: false,
            ..Plan::default()
        };
        Self::open_as(kind, plan).await
    }

    /// Opens a house behind a proxy on this machine, which it trusts.
    pub(crate) async fn open_behind_a_proxy(kind: Kind) -> Self {
        let trusted_proxies = Networks::parse("127.0.0.1/32").unwrap();
        let plan = Plan {
            http: Http {
                trusted_proxies,
                ..Http::default()
            },
            ..Plan::default()
        };
        Self::open_as(kind, plan).await
    }

    /// Opens a house with the limits that a server has where nothing is set.
    pub(crate) async fn open_with_default_limits(kind: Kind) -> Self {
        let plan = Plan {
            limits: Limits::default(),
            ..Plan::default()
        };
        Self::open_as(kind, plan).await
    }

    /// Opens a house in which everybody may have little.
    pub(crate) async fn open_frugal(kind: Kind) -> Self {
        let plan = Plan {
            limits: Limits {
                requests_a_minute_a_person: 30,
                requests_a_minute_a_side: 50,
                requests_a_minute_a_network: 50,
                streams_a_person: 2,
                robots_a_side: 2,
                tokens_a_side: 2,
                ..Limits::default()
            },
            ..Plan::default()
        };
        Self::open_as(kind, plan).await
    }

    /// Opens a house that waits for slow visitors a few seconds at most.
    pub(crate) async fn open_impatient(kind: Kind) -> Self {
        let a_moment = || Length::parse("2s").unwrap();
        let plan = Plan {
            http: Http {
                head_timeout: a_moment(),
                body_timeout: a_moment(),
                idle_timeout: a_moment(),
                send_timeout: a_moment(),
                ..Http::default()
            },
            ..Plan::default()
        };
        Self::open_as(kind, plan).await
    }

    /// Opens a house that has few places for connections.
    pub(crate) async fn open_small(kind: Kind) -> Self {
        let plan = Plan {
            http: Http {
                connections: 6,
                connections_an_address: 4,
                ..Http::default()
            },
            ..Plan::default()
        };
        Self::open_as(kind, plan).await
    }

    /// Opens a house on a database that an earlier release wrote, at the time at which that release left it.
    pub(crate) async fn open_release(kind: Kind) -> Self {
        let plan = Plan {
            at: Timestamp::parse("2026-11-27T22:00:00Z").unwrap(),
            ..Plan::default()
        };
        Self::open_on(Database::of_release(kind).await, plan).await
    }

    async fn open_as(kind: Kind, plan: Plan) -> Self {
        Self::open_on(Database::create(kind).await, plan).await
    }

    async fn open_on(database: Database, plan: Plan) -> Self {
        let Plan {
            at,
            sandbox,
            has_site,
            http,
            limits,
            policy,
        } = plan;
        let site = tempfile::tempdir().unwrap();
        if has_site {
            crate::pages::build_site(site.path());
        }
        let config = Config {
            listen: "127.0.0.1:0".to_owned(),
            database_url: database.url.clone(),
            site_dir: site.path().to_owned(),
            http,
            limits,
            ..Config::default()
        };
        let listener = TcpListener::bind(&config.listen).await.unwrap();
        let address = listener.local_addr().unwrap();
        let mut context = Context::open(config, Clock::stopped(at), Entropy::seeded(7))
            .await
            .unwrap();
        context.sandbox = sandbox;
        context.policy.set(policy);
        context.listens_on(address);
        let (stop, stopped) = oneshot::channel();
        let running = tokio::spawn(serve(listener, context.clone(), async {
            // An error says that the house is gone: then the server stops as well.
            let _ = stopped.await;
        }));
        Self {
            context,
            address,
            stop,
            running,
            database,
            _site: site,
        }
    }

    /// The whole URL of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Moves the product's time, as the sandbox does: deadlines come nearer, sessions do not expire.
    pub(crate) async fn advance(&self, by: Duration) {
        let by = Span::milliseconds(i64::try_from(by.as_millis()).unwrap());
        let call = idempotency::IdempotentRequest::default();
        sandbox::advance(&self.context, by, call).await.unwrap();
    }

    /// Lets real time pass: sessions, links and rate limits see it, too.
    pub(crate) fn pass_real_time(&self, by: Duration) {
        self.context
            .clock
            .pass(i64::try_from(by.as_millis()).unwrap());
    }

    /// What a statement counts in the database.
    pub(crate) async fn count(&self, statement: &'static str) -> i64 {
        let counted = self.context.db.write(move |connection| {
            Box::pin(async move {
                sqlx::query_scalar(statement)
                    .fetch_one(connection)
                    .await
                    .map_err(DbError::from)
            })
        });
        counted.await.unwrap()
    }

    /// Ends every connection to the database.
    pub(crate) async fn hang_up(&self) {
        self.database.hang_up().await;
    }

    /// A database without tables beside the one of the house.
    pub(crate) async fn empty_database(&self) -> Database {
        Database::create_empty(self.database.kind()).await
    }

    /// Waits until the outbox is empty: every refund is handed over, by whichever worker.
    pub(crate) async fn empty_outbox(&self) {
        const LOOK_AGAIN: Duration = Duration::from_millis(10);
        loop {
            outbox::act(&self.context).await.unwrap();
            let mut reader = self.context.db.reader().await.unwrap();
            let left: i64 = sqlx::query_scalar("SELECT CAST(COUNT(*) AS BIGINT) FROM outbox")
                .fetch_one(&mut *reader)
                .await
                .unwrap();
            if left == 0 {
                return;
            }
            drop(reader);
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// Stops the server as SIGTERM does, and removes its database.
    pub(crate) async fn close(self) {
        self.leave().await.remove().await;
    }

    /// Stops the server as SIGTERM does, and leaves its database to another.
    pub(crate) async fn leave(self) -> Database {
        // Where a test has told the server itself, it is gone already: whether it left in order is asked below.
        let _gone = self.stop.send(());
        tokio::time::timeout(Duration::from_secs(30), self.running)
            .await
            .expect("the server stops within 30 seconds of being told")
            .unwrap()
            .unwrap();
        self.database
    }
}
