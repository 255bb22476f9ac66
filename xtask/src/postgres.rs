//! A PostgreSQL of our own for tests and measurements: in a temporary folder, on a free loopback port, gone afterwards.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use crate::process;

/// Names a PostgreSQL to use instead of one of our own; the tests read their database from it.
pub(crate) const GIVEN_IN: &str = "AFTERCARE_TEST_POSTGRES_URL";

const STARTS_WITHIN: Duration = Duration::from_mins(1);

/// What a crash of the machine may cost.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Durability {
    /// Everything: tests throw it away anyway.
    None,
    /// Nothing that was acknowledged, as in production.
    Full,
}

/// A running server, stopped and removed when dropped.
pub(crate) struct Postgres {
    programs: PathBuf,
    folder: PathBuf,
    account: Option<Account>,
    server: Child,
    url: String,
}

/// PostgreSQL refuses to run as root: then it runs as the account that its package made.
#[derive(Clone, Copy)]
struct Account {
    user: u32,
    group: u32,
}

/// The URL that the environment gives, if any.
pub(crate) fn given() -> Option<String> {
    std::env::var(GIVEN_IN).ok().filter(|url| !url.is_empty())
}

/// The folder with `initdb` and `postgres`: that of the newest Debian package, or that of the `pg_config` in the path.
pub(crate) fn find_programs() -> Option<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .filter(|(_, programs)| programs.join("initdb").is_file())
        .collect();
    found.sort();
    found.pop().map(|(_, programs)| programs).or_else(|| {
        let folder = process::read(Command::new("pg_config").arg("--bindir")).ok()?;
        let programs = PathBuf::from(folder);
        programs.join("initdb").is_file().then_some(programs)
    })
}

impl Postgres {
    /// Starts an empty server and waits until it answers.
    pub(crate) fn start(durability: Durability) -> Result<Self> {
        let programs = find_programs().context(
            "PostgreSQL's server programs are missing: install the package postgresql, or name a server in AFTERCARE_TEST_POSTGRES_URL",
        )?;
        let account = Account::needed()?;
        let folder = temporary_folder(account)?;
        let data = folder.join("data");
        let mut initdb = program(&programs, "initdb", account);
        initdb
            .args(["--username=postgres", "--auth=trust", "--encoding=UTF8"])
            .args(["--locale=C", "--no-sync", "--pgdata"])
            .arg(&data);
        process::read(&mut initdb)?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let log = fs::File::create(folder.join("log"))?;
        let mut command = program(&programs, "postgres", account);
        command
            .arg("-D")
            .arg(&data)
            .arg("-k")
            .arg(&folder)
            .args(["-h", "127.0.0.1", "-p", &port.to_string()])
            .args(
                settings(durability)
                    .iter()
                    .flat_map(|setting| ["-c", setting]),
            )
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log);
        let server = command.spawn().context("cannot start PostgreSQL")?;
        let mut postgres = Self {
            programs,
            folder,
            account,
            server,
            url: format!("postgres://postgres@127.0.0.1:{port}/postgres"),
        };
        postgres.wait_until_ready(port)?;
        Ok(postgres)
    }

    /// How to reach it, as its superuser.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    fn wait_until_ready(&mut self, port: u16) -> Result<()> {
        let started = Instant::now();
        let port = port.to_string();
        loop {
            let mut ready = program(&self.programs, "pg_isready", self.account);
            if process::works(ready.args(["-h", "127.0.0.1", "-p", &port])) {
                return Ok(());
            }
            if self.server.try_wait()?.is_some() || started.elapsed() > STARTS_WITHIN {
                let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
                bail!("PostgreSQL does not start: {}", log.trim());
            }
            thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let mut stop = program(&self.programs, "pg_ctl", self.account);
        stop.args(["stop", "--silent", "--mode=immediate", "--pgdata"])
            .arg(self.folder.join("data"));
        if !process::works(&mut stop) {
            process::terminate(self.server.id());
        }
        let stopped = self
            .server
            .wait()
            .and_then(|_| fs::remove_dir_all(&self.folder));
        if let Err(error) = stopped {
            eprintln!(
                "xtask: PostgreSQL leaves {}: {error}",
                self.folder.display()
            );
        }
    }
}

impl Account {
    fn needed() -> Result<Option<Self>> {
        let id = |arguments: &[&str]| -> Result<u32> {
            Ok(process::read(Command::new("id").args(arguments))?.parse()?)
        };
        if id(&["-u"])? != 0 {
            return Ok(None);
        }
        let named = || {
            anyhow::Ok(Self {
                user: id(&["-u", "postgres"])?,
                group: id(&["-g", "postgres"])?,
            })
        };
        named()
            .map(Some)
            .context("PostgreSQL does not run as root, and there is no account postgres")
    }
}

fn program(programs: &Path, name: &str, account: Option<Account>) -> Command {
    let mut command = Command::new(programs.join(name));
    command.current_dir("/");
    if let Some(Account { user, group }) = account {
        command.uid(user).gid(group);
    }
    command
}

fn temporary_folder(account: Option<Account>) -> Result<PathBuf> {
    let name = format!("aftercare-postgres-{}", std::process::id());
    let folder = std::env::temp_dir().join(name);
    ensure!(!folder.exists(), "{} is in the way", folder.display());
    fs::create_dir(&folder)?;
    if let Some(Account { user, group }) = account {
        chown(&folder, Some(user), Some(group))?;
    }
    Ok(folder)
}

fn settings(durability: Durability) -> Vec<&'static str> {
    let mut settings = vec!["max_connections=400", "shared_buffers=128MB"];
    if durability == Durability::None {
        settings.extend([
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
        ]);
    }
    settings
}
