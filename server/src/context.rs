//! What every service needs and nothing may reach for by itself: the database, the time, randomness.

use std::{
    net::SocketAddr,
    ops::{Deref, DerefMut},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use tokio::sync::Notify;

use crate::{
    config::Config,
    db::{self, Db, DbError},
    memory::{
        attempts::Attempts, caller_cache::CallerCache, export_permits::ExportPermits,
        live_hub::LiveHub, policy::PolicyInForce, presence::Presence, rates::Rates,
        security_log::SecurityLog, slots::Slots,
    },
    runtime::{
        build, clock::Clock, entropy::Entropy, gateway::Gateway, outbound::Outbound,
        passwords::Passwords, shutdown::Shutdown,
    },
    write::queue::Submitter,
};

pub mod policy;

/// The server's context, passed explicitly. One pointer, because every request clones it many times: each layer of the
/// router does. What is set is set for this copy and those made of it later.
#[derive(Debug, Clone)]
pub struct Context(Arc<ServerState>);

/// What a [`Context`] holds.
#[derive(Debug, Clone)]
pub struct ServerState {
    /// The database.
    pub db: Db,
    /// What time it is.
    pub clock: Clock,
    /// The source of randomness.
    pub entropy: Entropy,
    /// The settings.
    pub config: Arc<Config>,
    /// The policy in force.
    pub policy: PolicyInForce,
    /// What changes service orders.
    pub submitter: Submitter,
    /// The permits for exports.
    pub exports: ExportPermits,
    /// The subscribers of the live stream.
    pub live_hub: LiveHub,
    /// Who has which order open.
    pub presence: Presence,
    /// Which build of the pages is served.
    pub build: Arc<str>,
    /// The name of this replica.
    pub replica: Arc<str>,
    /// The gateway that pays refunds.
    pub gateway: Gateway,
    /// The client for calls to other systems.
    pub outbound: Outbound,
    /// Wakes the outbox worker when a job was queued.
    pub outbox_wake: Arc<Notify>,
    /// The signal that the server shuts down.
    pub shutdown: Shutdown,
    /// The address by which people reach the server, without a slash at its end.
    pub public_url: Arc<str>,
    /// Signs what the server gives out; the same for all replicas and after a restart.
    pub signing_key: Arc<str>,
    /// The cache of callers.
    pub callers: CallerCache,
    /// Where passwords are hashed.
    pub passwords: Passwords,
    /// The rate limits.
    pub rates: Rates,
    /// The open live streams by subscriber.
    pub streams: Slots<String>,
    /// The robots that are being tested.
    pub robot_tests: Slots<String>,
    /// The security log, until it is written.
    pub security_log: SecurityLog,
    /// Recent failed attempts to sign in.
    pub attempts: Attempts,
    /// Whether the product's time may be moved.
    pub sandbox: bool,
}

/// The setting that holds how far the product's time is ahead of the real one, in milliseconds.
pub const CLOCK_OFFSET: &str = "clock_offset_ms";
const SIGNING_KEY: &str = "signing_key";

impl Context {
    /// Opens the database and loads the stored settings.
    pub async fn open(config: Config, clock: Clock, entropy: Entropy) -> Result<Self, DbError> {
        let db = Db::open(&config.database_url).await?;
        let fresh_key = entropy.secret();
        let (kept_key, offset) = db
            .write(move |connection| {
                Box::pin(async move {
                    let key = db::settings::put_first(connection, SIGNING_KEY, &fresh_key).await?;
                    Ok::<_, DbError>((key, db::settings::find(connection, CLOCK_OFFSET).await?))
                })
            })
            .await?;
        if let Some(offset) = offset {
            let offset_ms = offset
                .parse()
                .map_err(|error| DbError::corrupt("settings", "value", CLOCK_OFFSET, error))?;
            clock.set_offset_ms(offset_ms);
        }
        let signing_key: Arc<str> = match &config.signing_key_file {
            Some(key) => key.reveal().into(),
            None => kept_key.into(),
        };
        let public_url = config
            .public_url
            .clone()
            .unwrap_or_else(|| format!("http://{}", config.listen));
        let replica: Arc<str> = replica(&clock).into();
        let policy = PolicyInForce::of(policy::of_settings(&config));
        let live_hub = LiveHub::new(Arc::clone(&replica));
        let outbox_wake = Arc::<Notify>::default();
        let submitter = Submitter::new(
            db.clone(),
            clock.clone(),
            policy.clone(),
            live_hub.clone(),
            Arc::clone(&outbox_wake),
            Arc::clone(&replica),
        );
        Ok(Self(Arc::new(ServerState {
            db,
            clock,
            entropy,
            public_url: public_url.trim_end_matches('/').into(),
            policy,
            submitter,
            exports: ExportPermits::of(config.limits.exports_at_once),
            live_hub,
            presence: Presence::default(),
            build: build::of_site(&config.site_dir).into(),
            replica,
            gateway: Gateway::default(),
            outbound: Outbound::new(),
            outbox_wake,
            shutdown: Shutdown::default(),
            signing_key,
            callers: CallerCache::default(),
            passwords: Passwords::start(&config.limits),
            rates: Rates::default(),
            streams: Slots::default(),
            robot_tests: Slots::default(),
            security_log: SecurityLog::default(),
            attempts: Attempts::default(),
            sandbox: false,
            config: Arc::new(config),
        })))
    }

    /// Takes note of the address that is listened on: links lead there unless a public address was set.
    pub fn listens_on(&mut self, address: SocketAddr) {
        if self.config.public_url.is_none() {
            self.public_url = format!("http://{address}").into();
        }
    }
}

impl Deref for Context {
    type Target = ServerState;

    fn deref(&self) -> &ServerState {
        &self.0
    }
}

impl DerefMut for Context {
    fn deref_mut(&mut self) -> &mut ServerState {
        Arc::make_mut(&mut self.0)
    }
}

/// A name that no other server has: two in one process, as in tests, have different ones.
fn replica(clock: &Clock) -> String {
    static STARTED: AtomicU32 = AtomicU32::new(0);
    let count = STARTED.fetch_add(1, Ordering::Relaxed);
    format!("{}-{}-{count}", clock.real_now().ms(), std::process::id())
}
