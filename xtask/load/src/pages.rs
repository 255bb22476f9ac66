//! Reading: the list and an order, as JSON and as pages, one after another by one client, and by eight at once; as the
//! operator, who sees everything, and as the owner of the demo's first merchant.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::{
    client::{LoadClient, LoadCredentials},
    served::Served,
    timing::Timings,
};

/// How long each kind is asked for.
const LASTS: Duration = Duration::from_secs(3);
const LIST: &str = "/api/v1/service-orders";
const REFUNDS: &str = "/api/v1/refunds";

/// Measures each kind of page; gives them with their names.
pub(crate) async fn run(served: &Served) -> Result<Vec<(String, Timings)>> {
    let operator = served.cookie("operator").await?;
    let merchant = served.cookie("merchant").await?;
    let finance = served.cookie("finance").await?;
    let number = some_order(served, &merchant).await?;
    let kinds = [
        ("operator's list, JSON", &operator, LIST.to_owned()),
        ("merchant's list, JSON", &merchant, LIST.to_owned()),
        (
            "merchant's list of 20, JSON",
            &merchant,
            format!("{LIST}?limit=20"),
        ),
        (
            "operator's list of a reason, JSON",
            &operator,
            format!("{LIST}?reason_code=other"),
        ),
        (
            "operator's list of a word, JSON",
            &operator,
            format!("{LIST}?q=%E8%80%B3%E6%9C%BA"),
        ),
        (
            "refunds of an order, JSON",
            &finance,
            format!("{REFUNDS}?service_order={number}"),
        ),
        (
            "refunds in a state, JSON",
            &finance,
            format!("{REFUNDS}?state=processing"),
        ),
        ("counts, JSON", &operator, format!("{LIST}/counts")),
        ("order, JSON", &merchant, format!("{LIST}/{number}")),
        (
            "operator's list page",
            &operator,
            "/service-orders".to_owned(),
        ),
        (
            "merchant's list page",
            &merchant,
            "/service-orders".to_owned(),
        ),
        (
            "merchant's page of a node",
            &merchant,
            "/service-orders?node=pending_inspection".to_owned(),
        ),
        ("order page", &merchant, format!("/service-orders/{number}")),
    ];
    let mut measured = Vec::new();
    for (name, credentials, path) in kinds {
        for clients in [1, 8] {
            let timings = ask_together(served, credentials, &path, clients).await?;
            measured.push((format!("{name}, {clients} at once"), timings));
        }
    }
    Ok(measured)
}

/// An order that is to be inspected.
async fn some_order(served: &Served, credentials: &LoadCredentials) -> Result<String> {
    let mut client = LoadClient::connect(served.address(), credentials).await?;
    let path = format!("{LIST}?node=pending_inspection");
    let list = client.get_json(&path).await?;
    let number = list.pointer("/items/0/number").and_then(Value::as_str);
    Ok(number.context("the list is empty")?.to_owned())
}

async fn ask_together(
    served: &Served,
    credentials: &LoadCredentials,
    path: &str,
    clients: usize,
) -> Result<Timings> {
    let mut ready = Vec::with_capacity(clients);
    for _ in 0..clients {
        let mut client = LoadClient::connect(served.address(), credentials).await?;
        client.get(path).await?;
        ready.push(client);
    }
    let begun = Instant::now();
    let asking: Vec<_> = ready
        .into_iter()
        .map(|client| tokio::spawn(ask(client, path.to_owned(), begun)))
        .collect();
    let mut latencies = Vec::new();
    for client in asking {
        latencies.extend(client.await??);
    }
    Ok(Timings::of(latencies, begun.elapsed()))
}

async fn ask(mut client: LoadClient, path: String, begun: Instant) -> Result<Vec<Duration>> {
    let mut latencies = Vec::new();
    while begun.elapsed() < LASTS {
        let asked = Instant::now();
        client.get(&path).await?;
        latencies.push(asked.elapsed());
    }
    Ok(latencies)
}
