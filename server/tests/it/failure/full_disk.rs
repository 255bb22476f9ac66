//! A disk that is full: what can't be written is not acknowledged, what is there can be read, and once there is room
//! again nothing needs a restart.

use std::{
    fs::File,
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};

use aftercare_domain::people::access::Scope;
use reqwest::{Method, RequestBuilder};
use serde_json::Value;
use tempfile::TempDir;

use crate::house::{Answer, House, Kind, MERCHANT, Process, application, send};

/// A file system of a few megabytes, gone when dropped.
struct SmallDisk {
    folder: TempDir,
}

impl SmallDisk {
    /// None where this process may not mount.
    fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=8m", "tmpfs"])
            .arg(folder.path())
            .output()
            .is_ok_and(|output| output.status.success());
        mounted.then_some(Self { folder })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Leaves not a byte free.
    fn fill(&self) {
        let mut filler = File::create(self.path("filler")).unwrap();
        for size in [64 * 1024, 1] {
            let piece = vec![0; size];
            while filler.write_all(&piece).is_ok() {}
        }
    }

    fn make_room(&self) {
        std::fs::remove_file(self.path("filler")).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // What stays mounted holds a few megabytes of memory: no reason to fail.
        let _ = Command::new("umount")
            .arg("--lazy")
            .arg(self.folder.path())
            .output();
    }
}

/// An integrator of the merchant.
struct Caller {
    http: reqwest::Client,
    root: String,
    token: String,
}

impl Caller {
    fn of(server: &Process, token: &str) -> Self {
        Self {
            http: reqwest::Client::new(),
            root: server.root.clone(),
            token: token.to_owned(),
        }
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let url = format!("{}{path}", self.root);
        self.http.request(method, url).bearer_auth(&self.token)
    }

    async fn apply(&self, body: &Value) -> Answer {
        send(
            self.request(Method::POST, "/api/v1/service-orders")
                .json(body),
        )
        .await
    }

    async fn get(&self, path: &str) -> Answer {
        send(self.request(Method::GET, path)).await
    }
}

/// A database in a folder, with a sale of many pieces, and a token of its merchant.
async fn marketplace_in(folder: &Path) -> (String, String) {
    let house = House::open(Kind::Sqlite).await;
    house.sell("o-1", "youpin_online", 9_999).await;
    let scopes = [Scope::ReadServiceOrders, Scope::WriteServiceOrders];
    let token = house.token(Some(MERCHANT), &scopes).await;
    let database = house.leave().await;
    let file = database.url.strip_prefix("sqlite://").unwrap();
    let there = folder.join("aftercare.db");
    std::fs::copy(file, &there).unwrap();
    database.remove().await;
    (format!("sqlite://{}", there.display()), token)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_refuses_writes_goes_on_reading_and_heals_by_itself() {
    let Some(disk) = SmallDisk::mount() else {
        eprintln!("skipped: this needs to mount a small file system, which only root may");
        return;
    };
    let (url, token) = marketplace_in(disk.folder.path()).await;
    let server = Process::start(&url);
    let caller = Caller::of(&server, &token);
    let body = application("o-1", "repair", "mail_in");
    let mut acknowledged = vec![caller.apply(&body).await];
    disk.fill();
    let refused = refused_at_last(&caller, &body, &mut acknowledged).await;
    assert_eq!((refused.status, refused.code()), (503, "unavailable"));
    assert!(refused.headers.contains_key("retry-after"), "{refused:?}");
    // It stays so, and whoever only looks does not notice.
    assert_eq!(caller.apply(&body).await.status, 503);
    are_there(&caller, &acknowledged).await;
    assert_eq!(caller.get("/readyz").await.status, 200);

    disk.make_room();
    let healed = caller.apply(&body).await;
    assert_eq!(healed.status, 201, "{healed:?}");
    acknowledged.push(healed);
    server.kill();

    // What was refused left nothing behind: the numbers go on without a gap.
    let server = Process::start(&url);
    let caller = Caller::of(&server, &token);
    acknowledged.push(caller.apply(&body).await);
    are_there(&caller, &acknowledged).await;
    let sequence =
        |answer: &Answer| answer.body["number"].as_str().unwrap()[6..13].parse::<usize>();
    let sequences: Vec<_> = acknowledged
        .iter()
        .map(|answer| sequence(answer).unwrap())
        .collect();
    let gapless: Vec<_> = (1..=acknowledged.len()).collect();
    assert_eq!(sequences, gapless);
}

/// Applies until it is refused: the write-ahead log may have room left that needs no more of the disk.
async fn refused_at_last(caller: &Caller, body: &Value, acknowledged: &mut Vec<Answer>) -> Answer {
    const AT_MOST: usize = 5_000;
    for _ in 0..AT_MOST {
        let answer = caller.apply(body).await;
        if answer.status != 201 {
            return answer;
        }
        acknowledged.push(answer);
    }
    panic!("a full disk took {AT_MOST} applications");
}

async fn are_there(caller: &Caller, acknowledged: &[Answer]) {
    for answer in acknowledged {
        assert_eq!(answer.status, 201, "{answer:?}");
        let number = answer.body["number"].as_str().unwrap();
        let order = caller
            .get(&format!("/api/v1/service-orders/{number}"))
            .await;
        assert_eq!(order.success()["version"], 1);
    }
}
