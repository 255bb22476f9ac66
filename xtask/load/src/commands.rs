//! The load: whole journeys of service orders, seven durable commands each, by clients that do not wait for one another,
//! each under an idempotency key of its own.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::{
    client::{LoadClient, LoadCredentials},
    journey,
    served::Served,
    timing::Timings,
};

/// How long each client goes on.
const LASTS: Duration = Duration::from_secs(10);

/// Lets so many clients work, each on an order of its own.
pub(crate) async fn run(served: &Served, clients: usize) -> Result<Timings> {
    let credentials = LoadCredentials::token(served.merchant_token());
    let mut setting_up = LoadClient::connect(served.address(), &credentials).await?;
    let place = format!("/api/v1/addresses/{}/return", journey::SPU);
    setting_up
        .put(&place, &journey::address().to_string())
        .await?;
    let mut ready = Vec::with_capacity(clients);
    for place in 0..clients {
        let client = LoadClient::connect(served.address(), &credentials).await?;
        let order_number = format!("BENCH-{clients}-{place}");
        let path = format!("/api/v1/orders/{order_number}");
        setting_up.put(&path, &journey::order().to_string()).await?;
        ready.push(CommandWorker {
            client,
            order_number,
            keys: 0,
            latencies: Vec::new(),
        });
    }
    let begun = Instant::now();
    let working: Vec<_> = ready
        .into_iter()
        .map(|worker| tokio::spawn(worker.work(begun)))
        .collect();
    let mut latencies = Vec::new();
    for worker in working {
        latencies.extend(worker.await??);
    }
    Ok(Timings::of(latencies, begun.elapsed()))
}

/// A client that goes through one journey after another.
struct CommandWorker {
    client: LoadClient,
    order_number: String,
    keys: u32,
    latencies: Vec<Duration>,
}

impl CommandWorker {
    async fn work(mut self, begun: Instant) -> Result<Vec<Duration>> {
        let apply = journey::application(&self.order_number).to_string();
        let commands = journey::commands().map(|command| command.to_string());
        let mut journeys = 0;
        while begun.elapsed() < LASTS {
            let number = self.apply(&apply).await?;
            let path = format!("/api/v1/service-orders/{number}/commands");
            for command in &commands {
                let command = journey::with_parcel(command, &self.order_number, journeys);
                self.post(&path, &command).await?;
            }
            journeys += 1;
        }
        Ok(self.latencies)
    }

    async fn apply(&mut self, body: &str) -> Result<String> {
        let asked = Instant::now();
        let key = self.next_key();
        let answer = self
            .client
            .post("/api/v1/service-orders", &key, body)
            .await?;
        self.latencies.push(asked.elapsed());
        let applied = answer.json()?;
        let number = applied.get("number").and_then(Value::as_str);
        Ok(number
            .context("an application answers its number")?
            .to_owned())
    }

    async fn post(&mut self, path: &str, body: &str) -> Result<()> {
        let asked = Instant::now();
        let key = self.next_key();
        self.client.post(path, &key, body).await?;
        self.latencies.push(asked.elapsed());
        Ok(())
    }

    fn next_key(&mut self) -> String {
        self.keys += 1;
        format!("{}-{}", self.order_number, self.keys)
    }
}
