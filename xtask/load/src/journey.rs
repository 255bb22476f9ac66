//! The load: whole journeys of service orders, seven durable commands each, by clients that do not wait for one another.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use http::Method;
use serde_json::{Value, json};

use crate::{
    client::Client,
    served::{MERCHANT, Served},
    timing::Timings,
};

/// How long each client goes on.
const LASTS: Duration = Duration::from_secs(10);
/// Pieces on a client's order line: more than it can apply for in that time.
const PIECES: u32 = 9_999;

/// Lets so many clients work, each on an order of its own.
pub(crate) async fn run(served: &Served, clients: usize) -> Result<Timings> {
    let token = served.merchant_token();
    let mut ready = Vec::with_capacity(clients);
    for number in 0..clients {
        let mut client = Client::with_token(served.address(), token).await?;
        let order_number = format!("BENCH-{clients}-{number}");
        client
            .send(
                Method::PUT,
                &format!("/api/v1/orders/{order_number}"),
                Some(&order()),
            )
            .await?;
        client
            .send(
                Method::PUT,
                "/api/v1/addresses/SPU-BENCH/return",
                Some(&address()),
            )
            .await?;
        ready.push((client, order_number));
    }
    let begun = Instant::now();
    let working: Vec<_> = ready
        .into_iter()
        .map(|(client, order)| tokio::spawn(work(client, order, begun)))
        .collect();
    let mut latencies = Vec::new();
    for client in working {
        latencies.extend(client.await??);
    }
    Ok(Timings::of(latencies, begun.elapsed()))
}

async fn work(mut client: Client, order_number: String, begun: Instant) -> Result<Vec<Duration>> {
    let mut latencies = Vec::new();
    while begun.elapsed() < LASTS {
        let apply = application(&order_number);
        let applied = timed(
            &mut client,
            "/api/v1/service-orders",
            &apply,
            &mut latencies,
        )
        .await?;
        let number = applied
            .get("number")
            .and_then(Value::as_str)
            .context("an application answers its number")?;
        let path = format!("/api/v1/service-orders/{number}/commands");
        for command in commands() {
            timed(&mut client, &path, &command, &mut latencies).await?;
        }
    }
    Ok(latencies)
}

async fn timed(
    client: &mut Client,
    path: &str,
    body: &Value,
    latencies: &mut Vec<Duration>,
) -> Result<Value> {
    let asked = Instant::now();
    let answer = client.send(Method::POST, path, Some(body)).await?;
    latencies.push(asked.elapsed());
    Ok(answer)
}

fn application(order_number: &str) -> Value {
    json!({
        "order_number": order_number,
        "line_number": 1,
        "quantity": 1,
        "service_type": "return",
        "service_method": "mail_in",
        "reason_code": "malfunction",
        "description": "开机十分钟后自动关机，重启无效",
        "contact": {"name": "王芳", "phone": "13812345678"},
        "return_to": address(),
    })
}

/// From the review to the goods' way back, which frees the piece for the next journey.
fn commands() -> [Value; 6] {
    let passed = |item: &str| json!({"item": item, "value": "pass"});
    [
        json!({"type": "approve"}),
        json!({"type": "ship", "carrier": "sf", "tracking_number": "SF1234567890123"}),
        json!({"type": "sign_for"}),
        json!({
            "type": "inspect",
            "results": [passed("appearance"), passed("accessories"), passed("function")],
            "fault": {"codes": [], "description": "未复现故障"},
            "conclusion": {
                "service_type": "return",
                "handling_method": "return_refused",
                "liability": "none_found",
                "in_warranty": true,
            },
        }),
        json!({"type": "handle", "method": "return_refused", "reason": "检测无故障，原返用户"}),
        json!({"type": "send_goods_back", "carrier": "sf", "tracking_number": "SF9876543210123"}),
    ]
}

fn address() -> Value {
    json!({
        "name": "王芳",
        "phone": "13812345678",
        "province": "浙江省",
        "city": "杭州市",
        "district": "余杭区",
        "street": "文一西路 969 号 3 幢",
    })
}

fn order() -> Value {
    json!({
        "channel": "youpin_online",
        "merchant_id": MERCHANT,
        "consumer_id": "consumer-bench",
        "shipped_by": "merchant",
        "paid_at": "2026-01-01T00:00:00Z",
        "shipped_at": "2026-01-02T00:00:00Z",
        "lines": [{
            "line_number": 1,
            "spu": "SPU-BENCH",
            "sku": "SKU-BENCH",
            "title": "空气净化器 4 Lite",
            "category": "air_purifier",
            "quantity": PIECES,
            "paid": 99_900_000,
            "freight": 0,
        }],
    })
}
