//! Time travel: an order as it was right after any line of its log (docs/rules.md § 8).

use std::time::Duration;

use serde_json::{Value, json};

use crate::house::{Client, House, application, on_each_database};

on_each_database! {
    an_order_is_seen_as_it_was_after_each_line_of_its_log,
    beyond_the_log_and_for_others_there_is_nothing,
}

async fn then(client: &Client, number: &str, sequence: u64) -> Value {
    let path = format!("/api/v1/service-orders/{number}?at_sequence={sequence}");
    client.get(&path).await.success()
}

async fn an_order_is_seen_as_it_was_after_each_line_of_its_log(house: &House) {
    // R-LOG-1
    house.sell("o-1", "youpin_online", 2).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let number = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    let mut seen = vec![merchant.order(&number).await];
    for command in [
        json!({"type": "claim"}),
        json!({"type": "approve"}),
        json!({"type": "ship", "carrier": "sf", "tracking_number": "SF1234567890123"}),
        json!({"type": "sign_for"}),
    ] {
        house.advance(Duration::from_mins(7)).await;
        merchant.command(&number, &command).await.success();
        seen.push(merchant.order(&number).await);
    }
    house.advance(Duration::from_hours(3)).await;
    let log = merchant
        .get(&format!("/api/v1/service-orders/{number}/log"))
        .await
        .success();
    for (mut was, line) in seen.into_iter().zip(log.as_array().unwrap()) {
        // Nothing can be done to what is over.
        was["allowed_commands"] = json!([]);
        let sequence = line["sequence"].as_u64().unwrap();
        let order = then(&merchant, &number, sequence).await;
        assert_eq!(order, was);
        assert_eq!(order["due_at"], line["due_at"]);
        assert_eq!(order["applied"]["contact"]["phone"], "139****9000");
    }
    let direct = json!({"type": "super_cancel", "reason": "用户要求"});
    let operator = house.sign_in("operator").await;
    operator.command(&number, &direct).await.success();
    assert_eq!(then(&merchant, &number, 1).await["node"], "pending_review");
    assert_eq!(
        then(&operator, &number, 3).await["node"],
        "pending_shipment"
    );
    let own = then(&consumer, &number, 2).await;
    assert_eq!(own["applied"]["contact"]["phone"], "13900139000");
    assert_eq!(
        own.get("assignee"),
        None,
        "as ever not the consumer's business"
    );
}

async fn beyond_the_log_and_for_others_there_is_nothing(house: &House) {
    house.sell("o-1", "youpin_online", 1).await;
    let [consumer, merchant, other] = house.people(["consumer", "merchant", "merchant_b"]).await;
    let number = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    let path = |sequence: &str| format!("/api/v1/service-orders/{number}?at_sequence={sequence}");
    assert_eq!(merchant.get(&path("2")).await.status, 404);
    assert_eq!(other.get(&path("1")).await.status, 404);
    for wrong in ["0", "-1"] {
        let answer = merchant.get(&path(wrong)).await;
        assert_eq!(answer.violations(), [("at_sequence", "out_of_range")]);
    }
    let answer = merchant.get(&path("first")).await;
    assert_eq!(answer.violations(), [("at_sequence", "wrong_type")]);
}
