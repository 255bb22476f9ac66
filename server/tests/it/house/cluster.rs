//! A PostgreSQL server for the tests: the one that `AFTERCARE_TEST_POSTGRES_URL` names, else one of our own.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::OnceLock,
};

/// The URL of a database of a server on which we may create others.
pub(crate) fn url() -> String {
    static OWN: OnceLock<Own> = OnceLock::new();
    match std::env::var("AFTERCARE_TEST_POSTGRES_URL") {
        Ok(url) => url,
        Err(_) => OWN.get_or_init(Own::start).url.clone(),
    }
}

struct Own {
    url: String,
    /// The script ends, and takes the server and its files with it, when this process ends and closes its input.
    _script: Child,
}

/// Starts a server in a temporary folder on a free port, says `ready PORT`, and removes all of it when its input ends.
/// Nothing needs to be durable here, so nothing waits for a disk.
const SCRIPT: &str = r#"
set -eu
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] || { echo "no server under /usr/lib/postgresql/*/bin" >&2; exit 1; }
as=
[ "$(id -u)" != 0 ] || as="runuser -u postgres --"
home=$($as mktemp -d /tmp/aftercare-postgres.XXXXXX)
cd "$home"
$as "$bin/initdb" --pgdata=data --username=postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >init.log 2>&1 || { cat init.log >&2; exit 1; }
try=0
while :; do
  port=$((20000 + ($$ + try * 97) % 20000))
  $as "$bin/pg_ctl" --pgdata=data --wait --silent --log=log \
    --options="-h 127.0.0.1 -p $port -k $home -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=400" start >/dev/null 2>&1 && break
  try=$((try + 1))
  [ "$try" -lt 20 ] || { cat log >&2; exit 1; }
done
echo "ready $port"
cat >/dev/null
$as "$bin/pg_ctl" --pgdata=data --mode=immediate --silent stop >/dev/null 2>&1 || true
rm -rf "$home"
"#;

impl Own {
    fn start() -> Self {
        let mut script = Command::new("bash")
            .args(["-c", SCRIPT])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("bash starts");
        let mut line = String::new();
        let output = script.stdout.take().expect("its output is ours");
        BufReader::new(output)
            .read_line(&mut line)
            .expect("it says something");
        let port = line.trim().strip_prefix("ready ").expect(
            "PostgreSQL starts: install it (apt-get install postgresql), or name a server in AFTERCARE_TEST_POSTGRES_URL",
        );
        Self {
            url: format!("postgres://postgres@127.0.0.1:{port}/postgres"),
            _script: script,
        }
    }
}
