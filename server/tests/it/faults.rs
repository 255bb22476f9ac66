//! What happens when the database can't be written, or hangs up: nothing is acknowledged that is not kept, and no
//! restart is needed.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::house::{House, Kind, MERCHANT, send};

/// A server of its own process, whose files can't grow beyond so many KiB until [`FullDisk::make_room`].
struct FullDisk {
    server: Child,
    root: String,
}

impl FullDisk {
    fn serve(folder: &Path, kib: u32) -> Self {
        // A write beyond the limit fails as on a full disk; the signal that would end the process is ignored.
        let script = format!("trap '' XFSZ; ulimit -S -f {kib}; exec \"$0\" serve");
        let mut server = Command::new("bash")
            .args(["-c", &script, env!("CARGO_BIN_EXE_aftercare")])
            .current_dir(folder)
            .env("AFTERCARE_LISTEN", "127.0.0.1:0")
            .env("AFTERCARE_DATABASE_URL", "sqlite://data/aftercare.db")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(server.stdout.take().unwrap()).lines();
        let first = lines.next().unwrap().unwrap();
        let root = first.strip_prefix("listening on ").unwrap().to_owned();
        Self { server, root }
    }

    fn make_room(&self) {
        let pid = format!("--pid={}", self.server.id());
        let done = Command::new("prlimit")
            .args([&pid, "--fsize=unlimited:unlimited"])
            .status()
            .unwrap();
        assert!(done.success());
    }

    fn request(&self, token: &str, method: Method, path: &str) -> reqwest::RequestBuilder {
        reqwest::Client::new()
            .request(method, format!("{}{path}", self.root))
            .bearer_auth(token)
    }
}

impl Drop for FullDisk {
    fn drop(&mut self) {
        self.server.kill().unwrap();
        self.server.wait().unwrap();
    }
}

/// An order of about 100 KB.
fn big_order() -> Value {
    json!({
        "channel": "youpin_online", "merchant_id": MERCHANT, "consumer_id": "c-1", "shipped_by": "merchant",
        "paid_at": "2026-11-01T00:00:00Z", "shipments": ["x".repeat(100_000)],
        "lines": [{"line_number": 1, "spu": "s", "sku": "k", "title": "t", "category": "c", "quantity": 1, "paid": 1, "freight": 0}],
    })
}

fn aftercare(folder: &Path, arguments: &[&str], input: &str) -> String {
    let script = format!("printf '{input}\\n' | exec \"$0\" \"$@\"");
    let output = Command::new("bash")
        .args(["-c", &script, env!("CARGO_BIN_EXE_aftercare")])
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

#[tokio::test]
async fn a_full_disk_refuses_writes_goes_on_reading_and_heals_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    aftercare(
        folder.path(),
        &[
            "user",
            "add",
            "li",
            "--party",
            "merchant",
            "--merchant",
            MERCHANT,
            "--position",
            "owner",
        ],
        "a long secret",
    );
    let scopes = [
        "token",
        "add",
        "--name",
        "ERP",
        "--scope",
        "orders:write",
        "--scope",
        "orders:read",
    ];
    let token = aftercare(folder.path(), &scopes, "");
    let disk = FullDisk::serve(folder.path(), 3000);
    let put = |number: usize| {
        send(
            disk.request(&token, Method::PUT, &format!("/api/v1/orders/o-{number}"))
                .json(&big_order()),
        )
    };
    let get = |number: usize| {
        send(disk.request(&token, Method::GET, &format!("/api/v1/orders/o-{number}")))
    };

    let mut kept = 0;
    let refused = loop {
        let answer = put(kept).await;
        if answer.status != StatusCode::OK {
            break answer;
        }
        kept += 1;
        assert!(kept < 200, "the disk is never full");
    };
    assert_eq!((refused.status, refused.code()), (503, "unavailable"));
    assert!(refused.headers.contains_key("retry-after"));
    assert!(kept > 0);
    for number in 0..kept {
        assert_eq!(
            get(number).await.status,
            200,
            "order {number} of {kept} was acknowledged"
        );
    }
    assert_eq!(get(kept).await.status, 404, "nothing is half-written");

    disk.make_room();
    assert_eq!(put(kept).await.status, 200, "it heals without a restart");
    for number in 0..=kept {
        assert_eq!(get(number).await.status, 200);
    }
}

#[tokio::test]
async fn connections_that_postgresql_closed_are_opened_again() {
    let house = House::open(Kind::Postgres).await;
    let operator = house.sign_in("operator").await;
    house.add("merchant").await;
    let mut order = big_order();
    order["shipments"] = json!([]);
    operator.put("/api/v1/orders/o-1", &order).await.success();
    house.hang_up().await;
    operator.get("/api/v1/orders/o-1").await.success();
    operator.put("/api/v1/orders/o-2", &order).await.success();
    house.close().await;
}

#[tokio::test]
async fn replicas_that_start_at_once_agree_on_the_tables_and_the_signing_key() {
    use aftercare_server::context::{Clock, Context, Entropy};

    let house = House::open(Kind::Postgres).await;
    let empty = house.another_database().await;
    let config = aftercare_server::config::Config {
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
    let mut keys = std::collections::BTreeSet::new();
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
