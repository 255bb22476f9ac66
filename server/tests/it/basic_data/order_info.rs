//! What stands around a service order: others of the same goods and of the same order, and the order itself.

use serde_json::{Value, json};

use crate::house::{Client, House, application, on_each_database};

on_each_database! {
    service_orders_of_the_same_goods_and_of_the_same_order_are_found,
    what_is_related_is_the_callers_own_and_bounded,
    staff_read_the_order_behind_a_service_order,
}

async fn related(client: &Client, number: &str) -> [Vec<String>; 2] {
    let path = format!("/api/v1/service-orders/{number}/related");
    let related = client.get(&path).await.success();
    let numbers = |list: &Value| {
        let mut numbers: Vec<String> = list
            .as_array()
            .unwrap()
            .iter()
            .map(|summary| summary["number"].as_str().unwrap().to_owned())
            .collect();
        numbers.sort_unstable();
        numbers
    };
    [
        numbers(&related["same_item"]),
        numbers(&related["same_order"]),
    ]
}

fn of_line(order_number: &str, line: u32, serial_number: Option<&str>) -> Value {
    let mut application = application(order_number, "repair", "mail_in");
    application["line_number"] = json!(line);
    if let Some(serial_number) = serial_number {
        application["serial_number"] = json!(serial_number);
    }
    application
}

fn two_lines(consumer: &str, merchant: &str) -> Value {
    let line = |number: u32| {
        json!({
            "line_number": number, "spu": "spu-1", "sku": "sku-1", "title": "空气净化器 4 Lite", "category": "air-purifier",
            "quantity": 90, "paid": 9_000_000, "freight": 0,
        })
    };
    json!({
        "channel": "youpin_online", "merchant_id": merchant, "consumer_id": consumer, "shipped_by": "merchant",
        "paid_at": "2026-11-16T02:00:00Z", "shipped_at": "2026-11-17T02:00:00Z", "delivered_at": "2026-11-19T02:00:00Z",
        "lines": [line(1), line(2)],
    })
}

async fn service_orders_of_the_same_goods_and_of_the_same_order_are_found(house: &House) {
    // R-DET-1
    let [consumer, agent] = house.people(["consumer", "agent"]).await;
    house.sell_as("o-1", &two_lines("c-1", "m-1")).await;
    house.sell_as("o-2", &two_lines("c-1", "m-1")).await;
    let first = consumer.apply(&of_line("o-1", 1, Some("SN-1"))).await;
    let same_line = consumer.apply(&of_line("o-1", 1, None)).await;
    let other_line = consumer.apply(&of_line("o-1", 2, None)).await;
    let same_serial = consumer.apply(&of_line("o-2", 1, Some("SN-1"))).await;
    assert_eq!(
        related(&agent, &first).await,
        [
            vec![same_serial.clone()],
            vec![same_line.clone(), other_line.clone()]
        ]
    );
    assert_eq!(
        related(&agent, &same_line).await,
        [vec![first.clone()], vec![first.clone(), other_line]],
        "without a serial number, the line is the item"
    );
    assert_eq!(
        related(&consumer, &same_serial).await,
        [vec![first], vec![]]
    );
}

async fn what_is_related_is_the_callers_own_and_bounded(house: &House) {
    // R-DET-1
    let [consumer, agent, other_consumer, other] = house
        .people(["consumer", "agent", "consumer_b", "merchant_b"])
        .await;
    house.sell_as("o-1", &two_lines("c-1", "m-1")).await;
    house.sell_as("o-2", &two_lines("c-2", "m-2")).await;
    let number = consumer.apply(&of_line("o-1", 1, Some("SN-1"))).await;
    let foreign = other_consumer.apply(&of_line("o-2", 1, Some("SN-1"))).await;
    assert_eq!(
        related(&agent, &number).await,
        [vec![""; 0], vec![]],
        "not another tenant's"
    );
    let path = |number: &str| format!("/api/v1/service-orders/{number}/related");
    assert_eq!(agent.get(&path(&foreign)).await.status, 404);
    assert_eq!(other.get(&path(&number)).await.status, 404);
    for _ in 0..52 {
        consumer.apply(&of_line("o-1", 1, Some("SN-1"))).await;
    }
    let [same_item, same_order] = related(&agent, &number).await;
    assert_eq!((same_item.len(), same_order.len()), (50, 50));
    assert!(!same_item.contains(&number));
}

async fn staff_read_the_order_behind_a_service_order(house: &House) {
    // R-DET-1
    house.sell("o-1", "youpin_online", 1).await;
    house.sell("o-2", "mi_home", 1).await;
    let staff = [
        "agent",
        "finance",
        "operator",
        "store",
        "merchant_b",
        "return_centre",
    ];
    for (who, client) in house.crew(&staff).await.iter() {
        let seen = ["o-1", "o-2"].map(|order| format!("/api/v1/orders/{order}"));
        let [online, in_store] = [client.get(&seen[0]).await, client.get(&seen[1]).await];
        let expected = match who {
            "agent" | "finance" | "operator" => (200, 200),
            "store" => (404, 200),
            _ => (404, 404),
        };
        assert_eq!((online.status, in_store.status), expected, "{who}");
        if online.status == 200 {
            for papers in ["shipments", "payments"] {
                assert_eq!(online.body[papers], json!([]), "{who}");
            }
            assert_eq!(online.body["paid_at"], "2026-11-16T02:00:00Z");
        }
    }
}
