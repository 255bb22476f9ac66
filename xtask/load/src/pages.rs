//! Reading: the list and an order, as JSON and as pages, one after another by one client, and by eight at once.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use http::Method;
use serde_json::Value;

use crate::{client::Client, served::Served, timing::Timings};

/// How long each kind is asked for.
const LASTS: Duration = Duration::from_secs(5);

/// Measures each kind of page; answers them with their names.
pub(crate) async fn run(served: &Served) -> Result<Vec<(String, Timings)>> {
    let token = served.platform_token();
    let cookie = served.cookie().await?;
    let mut api = Client::with_token(served.address(), token).await?;
    let list = api
        .send(Method::GET, "/api/v1/service-orders", None)
        .await?;
    let number = list
        .pointer("/items/0/number")
        .and_then(Value::as_str)
        .context("the list is empty")?;
    let order = format!("/api/v1/service-orders/{number}");
    let kinds = [
        ("list, JSON", "/api/v1/service-orders".to_owned(), true),
        (
            "list of a node, JSON",
            "/api/v1/service-orders?node=pending_review".to_owned(),
            true,
        ),
        (
            "counts, JSON",
            "/api/v1/service-orders/counts".to_owned(),
            true,
        ),
        ("order, JSON", order, true),
        ("list page", "/service-orders".to_owned(), false),
        ("order page", format!("/service-orders/{number}"), false),
    ];
    let mut measured = Vec::new();
    for (name, path, json) in kinds {
        for clients in [1, 8] {
            let mut asking = Vec::new();
            let begun = Instant::now();
            for _ in 0..clients {
                let client = if json {
                    Client::with_token(served.address(), token).await?
                } else {
                    Client::with_cookie(served.address(), &cookie).await?
                };
                asking.push(tokio::spawn(ask(client, path.clone(), begun)));
            }
            let mut latencies = Vec::new();
            for client in asking {
                latencies.extend(client.await??);
            }
            measured.push((
                format!("{name}, {clients} clients"),
                Timings::of(latencies, begun.elapsed()),
            ));
        }
    }
    Ok(measured)
}

async fn ask(mut client: Client, path: String, begun: Instant) -> Result<Vec<Duration>> {
    let mut latencies = Vec::new();
    while begun.elapsed() < LASTS {
        let asked = Instant::now();
        client.page(&path).await?;
        latencies.push(asked.elapsed());
    }
    Ok(latencies)
}
