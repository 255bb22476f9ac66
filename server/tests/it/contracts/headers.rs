//! The headers of every kind of answer, as one list: what a browser is told to do with it, and to keep of it.

use reqwest::{Method, header};
use serde_json::json;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::house::{Client, House, Kind};

/// What matters for safety; the rest is of the single answer.
const SAFETY: &[&str] = &[
    "cache-control",
    "content-security-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "permissions-policy",
    "referrer-policy",
    "strict-transport-security",
    "x-content-type-options",
    "x-frame-options",
];

async fn headers(client: &Client, path: &str) -> String {
    let request = client.bare(Method::GET, path);
    let wants_page = !path.starts_with("/api") || path.starts_with("/api/docs");
    let request = if wants_page {
        request.header(header::ACCEPT, "text/html")
    } else {
        request
    };
    let response = request.send().await.unwrap();
    let mut lines = vec![format!("{path} -> {}", response.status().as_u16())];
    for name in SAFETY {
        for value in response.headers().get_all(*name) {
            lines.push(format!(
                "  {name}: {}",
                without_nonce(value.to_str().unwrap())
            ));
        }
    }
    lines.join("\n")
}

/// A policy without the word that is another one each time.
fn without_nonce(value: &str) -> String {
    match value.split_once("'nonce-") {
        Some((before, after)) => {
            let rest = after.split_once('\'').map_or("", |(_, rest)| rest);
            format!("{before}'nonce-...'{rest}")
        }
        None => value.to_owned(),
    }
}

#[tokio::test]
async fn every_answer_says_what_a_browser_may_do_with_it() {
    let house = House::open(Kind::Sqlite).await;
    let agent = house.sign_in("agent").await;
    let consumer = house.sign_in("consumer").await;
    let stranger = house.stranger();
    let mut lines = Vec::new();
    for (client, paths) in [
        (
            &stranger,
            &[
                "/sign-in",
                "/nowhere",
                "/service-orders",
                "/assets/workbench-0.js",
                "/assets/nowhere.js",
                "/favicon.svg",
                "/healthz",
                "/metrics",
                "/api/docs/",
                "/api/openapi.json",
                "/api/v1/carriers",
                "/api/v1/workflow",
                "/api/v1/me",
                "/api/v1/nowhere",
                "/consumer/enter",
            ][..],
        ),
        (
            &agent,
            &[
                "/service-orders",
                "/api/v1/me",
                "/api/v1/service-orders",
                "/api/v1/service-orders/export.xlsx",
                "/api/v1/events",
            ],
        ),
        (&consumer, &["/my/orders", "/api/v1/orders"]),
    ] {
        for path in paths {
            lines.push(headers(client, path).await);
        }
    }
    insta::assert_snapshot!(lines.join("\n"));
    house.close().await;
}

// While one build makes way for another, a file may be there a moment later.
#[tokio::test]
async fn nobody_keeps_that_a_file_was_not_there() {
    let house = House::open(Kind::Sqlite).await;
    let absent = house.stranger().get("/assets/nowhere-0.js").await;
    assert_eq!((absent.status, absent.code()), (404, "not_found"));
    assert_eq!(absent.headers[header::CACHE_CONTROL], "no-store");
    house.close().await;
}

// Of two hosts, whoever stands in front may have read the other.
#[tokio::test]
async fn a_request_is_for_one_host() {
    let house = House::open(Kind::Sqlite).await;
    for (hosts, status) in [
        ("Host: a\r\n", "200"),
        ("Host: a\r\nHost: b\r\n", "400"),
        ("Host: a\r\nHost: a\r\n", "400"),
        ("", "400"),
    ] {
        let request = format!("GET /healthz HTTP/1.1\r\n{hosts}Connection: close\r\n\r\n");
        let mut connection = TcpStream::connect(house.address).await.unwrap();
        connection.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        connection.read_to_string(&mut answer).await.unwrap();
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status} ")),
            "{hosts}: {answer}"
        );
    }
    house.close().await;
}

// Whatever is asked for, the answer is one of ours.
#[tokio::test]
async fn what_cannot_be_read_is_a_problem_like_every_other() {
    const FORM: &str = "application/x-www-form-urlencoded";
    let house = House::open(Kind::Sqlite).await;
    let owner = house.sign_in("merchant").await;
    let robot = json!({"kind": "wecom", "name": "x", "events": ["urged"]});
    for answer in [
        owner.delete("/api/v1/tokens/%ff").await,
        owner.delete("/api/v1/robots/%ff").await,
        owner.put("/api/v1/robots/%ff", &robot).await,
    ] {
        assert_eq!((answer.status, answer.code()), (404, "not_found"));
    }
    let chosen = |content_type: &'static str, body: String| {
        let request = owner.request(Method::POST, "/language");
        let request = request
            .header(header::CONTENT_TYPE, content_type)
            .body(body);
        crate::house::send(request)
    };
    let of_another_type = chosen("text/plain", "language=en".to_owned()).await;
    assert_eq!(of_another_type.code(), "unsupported_media_type");
    let huge = chosen(FORM, format!("language={}", "x".repeat(300_000))).await;
    assert_eq!(huge.code(), "too_large");
    // A form without the field, or with a language that nobody speaks here, changes nothing.
    for harmless in ["", "language=tlh", "language=en&language=zh-CN"] {
        assert_eq!(chosen(FORM, harmless.to_owned()).await.status, 303);
    }
    house.close().await;
}
