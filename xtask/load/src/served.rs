//! The server under load: a process of its own, on a port of its own, with a database of its own.

use std::{
    path::PathBuf,
    process::{Command as Run, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail, ensure};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    process::{Child, Command},
};

use crate::{
    client::LoadCredentials,
    cpu::{self, Cpu},
    journey::MERCHANT,
};

/// A database for one series of measurements.
#[derive(Debug)]
pub(crate) struct ServedDatabase {
    engine: &'static str,
    url: String,
}

impl ServedDatabase {
    /// An empty one for a purpose: a file in the working directory, or a database on a PostgreSQL server.
    pub(crate) async fn new(engine: &'static str, purpose: &str, postgres: &str) -> Result<Self> {
        if engine == "postgres" {
            return Self::postgres(postgres, purpose).await;
        }
        Ok(Self {
            engine,
            url: format!("sqlite://{purpose}.db"),
        })
    }

    async fn postgres(server: &str, name: &str) -> Result<Self> {
        let database = format!("aftercare_bench_{name}");
        let created = Command::new("psql")
            .args([
                server,
                "--quiet",
                "--command",
                &format!("CREATE DATABASE {database}"),
            ])
            .status()
            .await
            .context("psql")?;
        ensure!(created.success(), "{database} can't be created");
        let (base, _) = server
            .rsplit_once('/')
            .context("a PostgreSQL URL ends with a database")?;
        Ok(Self {
            engine: "postgres",
            url: format!("{base}/{database}"),
        })
    }

    /// What it is called in the report.
    pub(crate) const fn engine(&self) -> &'static str {
        self.engine
    }

    /// Where it is.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Writes so many service orders into the demo marketplace.
    pub(crate) async fn fill(&self, orders: u32) -> Result<()> {
        let filled = aftercare(self)?
            .args(["demo", "fill", &orders.to_string()])
            .status()
            .await?;
        ensure!(filled.success(), "demo fill {orders} failed");
        Ok(())
    }
}

/// The program, set up for a database.
fn aftercare(database: &ServedDatabase) -> Result<Command> {
    let program = std::env::var(SERVER_IN).context(SERVER_IN)?;
    let mut command = Run::new(PathBuf::from(program));
    command
        .env("AFTERCARE_LISTEN", "127.0.0.1:0")
        .env("AFTERCARE_DATABASE_URL", &database.url)
        .env("RUST_LOG", "warn")
        // What is measured is what the server can do, not what one person may ask for.
        .env("AFTERCARE_LIMITS__REQUESTS_A_MINUTE_A_PERSON", UNLIMITED)
        .env("AFTERCARE_LIMITS__REQUESTS_A_MINUTE_A_SIDE", UNLIMITED)
        .env("AFTERCARE_LIMITS__REQUESTS_A_MINUTE_A_NETWORK", UNLIMITED)
        .env("AFTERCARE_LIMITS__STREAMS_A_PERSON", UNLIMITED)
        .env("AFTERCARE_HTTP__CONNECTIONS_AN_ADDRESS", UNLIMITED)
        .stdin(Stdio::null());
    Ok(command.into())
}

/// Adds the merchant of the load with its owner, unless they are there.
async fn add_merchant(database: &ServedDatabase) -> Result<()> {
    let mut adding = aftercare(database)?
        .args(["user", "add", "owner-bench", "--party", "merchant"])
        .args(["--merchant", MERCHANT, "--position", "owner"])
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let mut input = adding.stdin.take().context("no stdin")?;
    input.write_all(b"quartz lantern 71 ferry\n").await?;
    drop(input);
    // A series starts the server several times on the same database: the second time they are there.
    adding.wait().await?;
    Ok(())
}

/// Makes a token of the merchant that may do everything the load needs.
async fn add_token(database: &ServedDatabase) -> Result<String> {
    let scopes = [
        "service_orders:read",
        "service_orders:write",
        "orders:write",
        "addresses:write",
    ];
    let scopes = scopes.iter().flat_map(|scope| ["--scope", scope]);
    let added = aftercare(database)?
        .args(["token", "add", "--name", "bench"])
        .args(scopes)
        .args(["--merchant", MERCHANT])
        .output()
        .await?;
    ensure!(
        added.status.success(),
        "no token: {}",
        String::from_utf8_lossy(&added.stderr)
    );
    Ok(String::from_utf8(added.stdout)?.trim().to_owned())
}

/// A running server.
#[derive(Debug)]
pub(crate) struct Served {
    process: Child,
    address: String,
    started_in: Duration,
    merchant_token: String,
}

/// Names the server's program.
/// As many as a setting can say.
const UNLIMITED: &str = "1000000";

const SERVER_IN: &str = "AFTERCARE_TEST_SERVER";
/// The password of everybody in the demo marketplace.
const DEMO_PASSWORD: &str = "demo-aftercare";

impl Served {
    /// Starts it and waits until it listens.
    pub(crate) async fn start(database: &ServedDatabase) -> Result<Self> {
        add_merchant(database).await?;
        let merchant_token = add_token(database).await?;
        let begun = Instant::now();
        let mut process = aftercare(database)?
            .args(["serve", "--allow-demo-people"])
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let mut lines = BufReader::new(process.stdout.take().context("no stdout")?).lines();
        let address = loop {
            match lines.next_line().await? {
                None => bail!("the server ended before it listened"),
                Some(line) => {
                    if let Some(url) = line.strip_prefix("listening on http://") {
                        break url.trim_end_matches('/').to_owned();
                    }
                }
            }
        };
        Ok(Self {
            process,
            address,
            started_in: begun.elapsed(),
            merchant_token,
        })
    }

    /// Host and port.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// A token of the merchant.
    pub(crate) fn merchant_token(&self) -> &str {
        &self.merchant_token
    }

    /// The cookie of somebody of the demo marketplace.
    pub(crate) async fn cookie(&self, username: &str) -> Result<LoadCredentials> {
        LoadCredentials::sign_in(&self.address, username, DEMO_PASSWORD).await
    }

    /// The processor time that it took until now.
    pub(crate) fn cpu(&self) -> Result<Cpu> {
        cpu::of_process(self.process.id().context("the server has ended")?)
    }

    /// How long it took until it listened, in milliseconds.
    pub(crate) fn started_in_ms(&self) -> u64 {
        u64::try_from(self.started_in.as_millis()).unwrap_or(u64::MAX)
    }

    /// Its resident memory, in megabytes.
    pub(crate) fn resident_mb(&self) -> Result<u64> {
        let id = self.process.id().context("the server has ended")?;
        let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .context("no VmRSS")?;
        let kilobytes: u64 = line.trim().trim_end_matches(" kB").trim().parse()?;
        Ok(kilobytes / 1024)
    }

    /// Ends it.
    pub(crate) async fn stop(mut self) -> Result<()> {
        self.process.kill().await?;
        Ok(())
    }
}
