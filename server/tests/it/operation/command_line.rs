//! The command `aftercare`, as an administrator types it.

use std::{
    io::{BufRead, BufReader, ErrorKind, Write},
    path::Path,
    process::{Command, Output, Stdio},
};

use serde_json::{Value, json};

/// The command on a database in a folder.
fn aftercare(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aftercare"));
    command
        .args(arguments)
        .current_dir(folder)
        .env("AFTERCARE_LISTEN", "127.0.0.1:0")
        .env("AFTERCARE_DATABASE_URL", "sqlite://data/aftercare.db")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn run(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = aftercare(folder, arguments).spawn().unwrap();
    match child.stdin.take().unwrap().write_all(input.as_bytes()) {
        Ok(()) => {}
        // What it refuses by its arguments it refuses without reading, and may have ended.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => {}
        Err(error) => panic!("{error}"),
    }
    child.wait_with_output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[tokio::test]
async fn people_and_tokens_are_added_and_served_until_told_to_stop() {
    let folder = tempfile::tempdir().unwrap();
    let add = [
        "user",
        "add",
        "li",
        "--party",
        "merchant",
        "--merchant",
        "m-1",
        "--position",
        "owner",
    ];
    let added = run(folder.path(), &add, "corn-otter-92-lamp\n");
    assert!(added.status.success(), "{}", told(&added));
    assert!(told(&run(folder.path(), &add, "corn-otter-92-lamp\n")).contains("`li` is taken"));
    let made = run(
        folder.path(),
        &[
            "token",
            "add",
            "--name",
            "ERP",
            "--scope",
            "orders:read",
            "--merchant",
            "m-1",
        ],
        "",
    );
    assert!(made.status.success(), "{}", told(&made));
    let token = String::from_utf8(made.stdout).unwrap().trim().to_owned();

    let mut server = aftercare(folder.path(), &["serve"]).spawn().unwrap();
    let mut lines = BufReader::new(server.stdout.take().unwrap()).lines();
    let first = lines.next().unwrap().unwrap();
    let root = first.strip_prefix("listening on ").unwrap().to_owned();
    let client = reqwest::Client::new();
    let signed_in = client
        .post(format!("{root}/api/v1/session"))
        .json(&json!({"username": "li", "password": "corn-otter-92-lamp"}))
        .send()
        .await
        .unwrap();
    let me = client
        .get(format!("{root}/api/v1/me"))
        .bearer_auth(&token)
        .send()
        .await
        .unwrap();
    let me: Value = me.json().await.unwrap();
    assert_eq!(me["merchant_id"], "m-1");
    assert_token_was_noted(&client, &root, &signed_in).await;
    assert_eq!(
        client
            .get(format!("{root}/api/v1/sandbox/clock"))
            .send()
            .await
            .unwrap()
            .status(),
        404
    );

    let stop = Command::new("kill")
        .arg(server.id().to_string())
        .status()
        .unwrap();
    assert!(stop.success());
    let ended = tokio::task::spawn_blocking(move || server.wait())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(ended.code(), Some(0));
}

#[test]
fn what_can_not_be_done_is_said_by_name() {
    let folder = tempfile::tempdir().unwrap();
    for (arguments, why) in [
        (
            &["user", "add", "x", "--party", "merchant", "--merchant", "m"][..],
            "--position",
        ),
        (&["user", "add", "x", "--party", "consumer"], "--consumer"),
        (
            &["user", "add", "x", "--party", "martian"],
            "expected one of consumer",
        ),
        (
            &["user", "add", "x y", "--party", "operator"],
            "NotAnIdentifier",
        ),
        (
            &["token", "add", "--name", "ERP", "--scope", "orders:fly"],
            "expected one of service_orders:read",
        ),
        (
            &[
                "token",
                "add",
                "--name",
                "ERP",
                "--scope",
                "orders:read",
                "--merchant",
                "m",
            ],
            "no such merchant",
        ),
        (&["serve", "--config", "nowhere.toml"], "nowhere.toml"),
    ] {
        let output = run(folder.path(), arguments, "corn-otter-92-lamp\n");
        assert!(!output.status.success(), "{arguments:?}");
        assert!(
            told(&output).contains(why),
            "{arguments:?}: {}",
            told(&output)
        );
    }
    let short = run(
        folder.path(),
        &["user", "add", "x", "--party", "operator"],
        "short\n",
    );
    assert!(told(&short).contains("at least 12 characters"));
    let common = run(
        folder.path(),
        &["user", "add", "x", "--party", "operator"],
        "password1234\n",
    );
    assert!(
        told(&common).contains("easily guessed"),
        "{}",
        told(&common)
    );
}

#[test]
fn the_demo_is_shown_to_this_machine_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = aftercare(folder.path(), &["serve", "--demo"]);
    let output = command
        .env("AFTERCARE_LISTEN", "0.0.0.0:0")
        .output()
        .unwrap();
    assert!(!output.status.success());
    assert!(told(&output).contains("loopback"), "{}", told(&output));
}

// Earlier, the people of the demo were served to the world, and a clock in production.
#[test]
fn the_demo_and_real_people_are_never_in_one_database() {
    let folder = tempfile::tempdir().unwrap();
    let mut demo = aftercare(folder.path(), &["serve", "--demo"])
        .spawn()
        .unwrap();
    let listens = |server: &mut std::process::Child| {
        let mut lines = BufReader::new(server.stdout.take().unwrap()).lines();
        let first = lines.next().and_then(Result::ok).unwrap_or_default();
        server.kill().unwrap();
        server.wait().unwrap();
        first.starts_with("listening on ")
    };
    assert!(listens(&mut demo));
    let refused = run(folder.path(), &["serve"], "");
    assert!(!refused.status.success());
    for next in [
        "published password",
        "--demo",
        "`database_url`",
        "--allow-demo-people",
    ] {
        assert!(told(&refused).contains(next), "{}", told(&refused));
    }
    for again in [&["serve", "--allow-demo-people"][..], &["serve", "--demo"]] {
        assert!(
            listens(&mut aftercare(folder.path(), again).spawn().unwrap()),
            "{again:?}"
        );
    }

    let folder = tempfile::tempdir().unwrap();
    let add = ["user", "add", "li", "--party", "operator"];
    assert!(
        run(folder.path(), &add, "corn-otter-92-lamp\n")
            .status
            .success()
    );
    let refused = run(folder.path(), &["serve", "--demo"], "");
    assert!(!refused.status.success());
    assert!(
        told(&refused).contains("people of its own"),
        "{}",
        told(&refused)
    );
    assert!(listens(
        &mut aftercare(folder.path(), &["serve"]).spawn().unwrap()
    ));
}

#[test]
fn a_database_that_is_none_is_refused_without_its_password() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = aftercare(folder.path(), &["migrate"]);
    let output = command
        .env("AFTERCARE_DATABASE_URL", "mysql://me:secret@host/db")
        .output()
        .unwrap();
    assert!(!output.status.success());
    assert!(
        told(&output).contains("mysql://...@host/db") && !told(&output).contains("secret"),
        "{}",
        told(&output)
    );
}

#[test]
fn the_document_is_printed_without_a_database() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &["openapi"], "");
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    assert!(!folder.path().join("data").exists());
}

/// Whoever sits at the command line leaves a trace for the side that the token is of.
async fn assert_token_was_noted(
    client: &reqwest::Client,
    root: &str,
    signed_in: &reqwest::Response,
) {
    assert_eq!(signed_in.status(), 204);
    let cookie = signed_in.headers()["set-cookie"].to_str().unwrap();
    let cookie = cookie.split(';').next().unwrap();
    let events = client
        .get(format!("{root}/api/v1/security-events?kind=token_made"))
        .header("cookie", cookie)
        .send()
        .await
        .unwrap();
    let events: Value = events.json().await.unwrap();
    let made = &events["items"][0];
    assert_eq!(
        (&made["subject"], &made["side"], &made["times"]),
        (&json!("command_line"), &json!("merchant:m-1"), &json!(1)),
        "{events}"
    );
}
