//! Drafts: what somebody has typed is there on every device of theirs, and for nobody else.

use std::time::Duration;

use aftercare_domain::people::access::Scope;
use aftercare_server::service::teamwork::drafts;
use serde_json::{Value, json};

use crate::house::{Client, House, MERCHANT, application, on_each_database};

on_each_database! {
    a_draft_is_there_on_another_device,
    a_draft_reaches_nobody_else,
    a_draft_ends_with_the_command_that_is_accepted,
    a_draft_ends_with_its_order_or_with_time,
    a_draft_that_can_not_be_kept_is_refused,
}

async fn applied(house: &House, consumer: &Client) -> String {
    house.sell("o-1", "youpin_online", 1).await;
    consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await
}

fn drafts(number: &str) -> String {
    format!("/api/v1/service-orders/{number}/drafts")
}

/// Keeps what was typed into a form.
async fn keep(client: &Client, number: &str, command: &str, fields: &Value) -> Value {
    let path = format!("{}/{command}", drafts(number));
    client
        .put(&path, &json!({"fields": fields}))
        .await
        .success()
}

/// The commands of which somebody has drafts.
async fn kept(client: &Client, number: &str) -> Vec<String> {
    let drafts = client.get(&drafts(number)).await.success();
    let items = drafts["items"].as_array().unwrap().iter();
    items
        .map(|draft| draft["command"].as_str().unwrap().to_owned())
        .collect()
}

async fn a_draft_is_there_on_another_device(house: &House) {
    // R-INS-5
    let [consumer, agent] = house.people(["consumer", "agent"]).await;
    let number = applied(house, &consumer).await;
    let half = json!({"reason_code": "", "reason": "图片看不清", "odd": [1, null, {"a": "\u{0}"}]});
    keep(&agent, &number, "reject", &json!({"reason": "图片"})).await;
    let draft = keep(&agent, &number, "reject", &half).await;
    assert_eq!(
        draft,
        json!({"command": "reject", "fields": half, "updated_at": "2026-11-23T02:00:00Z"})
    );
    house.advance(Duration::from_mins(1)).await;
    let results = json!({"results": {"appearance": "pass"}});
    keep(&agent, &number, "inspect", &results).await;
    let phone = house.sign_in_again("agent").await;
    let found = phone.get(&drafts(&number)).await.success();
    assert_eq!(
        found["items"],
        json!([{"command": "inspect", "fields": results, "updated_at": "2026-11-23T02:01:00Z"}, draft])
    );
    let path = format!("{}/inspect", drafts(&number));
    for _ in 0..2 {
        assert_eq!(phone.delete(&path).await.status, 204);
    }
    assert_eq!(kept(&agent, &number).await, ["reject"]);
    let of_consumer = keep(&consumer, &number, "cancel", &json!({"reason": "不要了"})).await;
    assert_eq!(of_consumer["command"], "cancel");
}

async fn a_draft_reaches_nobody_else(house: &House) {
    // R-INS-5
    let [consumer, agent, merchant, operator, other] = house
        .people(["consumer", "agent", "merchant", "operator", "merchant_b"])
        .await;
    let number = applied(house, &consumer).await;
    keep(&agent, &number, "reject", &json!({"reason": "图片"})).await;
    for client in [&consumer, &merchant, &operator] {
        assert_eq!(kept(client, &number).await, [""; 0]);
        let path = format!("{}/reject", drafts(&number));
        client.delete(&path).await;
    }
    assert_eq!(kept(&agent, &number).await, ["reject"]);
    let path = format!("{}/reject", drafts(&number));
    let body = json!({"fields": {}});
    assert_eq!(other.get(&drafts(&number)).await.status, 404);
    assert_eq!(other.put(&path, &body).await.status, 404);
    assert_eq!(other.delete(&path).await.status, 404);
    let token = house.token(Some(MERCHANT), Scope::ALL).await;
    let integrator = house.with_token(&token);
    assert_eq!(integrator.get(&drafts(&number)).await.status, 403);
    assert_eq!(integrator.put(&path, &body).await.status, 403);
}

async fn a_draft_ends_with_the_command_that_is_accepted(house: &House) {
    // R-INS-5
    let [consumer, agent, merchant] = house.people(["consumer", "agent", "merchant"]).await;
    let number = applied(house, &consumer).await;
    for client in [&agent, &merchant] {
        for command in ["approve", "reject"] {
            keep(client, &number, command, &json!({})).await;
        }
    }
    let reject = json!({"type": "reject", "reason_code": "other"});
    agent.command(&number, &reject).await.violations();
    let late = json!({"type": "approve", "expected_version": 7});
    assert_eq!(agent.command(&number, &late).await.status, 409);
    let path = format!("/api/v1/service-orders/{number}/commands");
    let approve = json!({"type": "approve"});
    agent
        .post(&format!("{path}?dry_run=true"), &approve)
        .await
        .success();
    assert_eq!(
        kept(&agent, &number).await,
        ["approve", "reject"],
        "nothing was accepted"
    );
    let batch = json!([{"number": number, "command": approve}]);
    agent
        .post("/api/v1/service-orders/commands", &batch)
        .await
        .success();
    assert_eq!(kept(&agent, &number).await, ["reject"]);
    assert_eq!(
        kept(&merchant, &number).await,
        ["approve", "reject"],
        "another's are theirs"
    );
}

async fn a_draft_ends_with_its_order_or_with_time(house: &House) {
    // R-INS-5
    let [consumer, agent, merchant] = house.people(["consumer", "agent", "merchant"]).await;
    let number = applied(house, &consumer).await;
    keep(&agent, &number, "reject", &json!({})).await;
    drafts::delete_old(&house.context).await.unwrap();
    assert_eq!(kept(&agent, &number).await, ["reject"], "the order goes on");
    let cancel = json!({"type": "cancel"});
    consumer.command(&number, &cancel).await.success();
    drafts::delete_old(&house.context).await.unwrap();
    assert_eq!(kept(&agent, &number).await, [""; 0], "the order has ended");

    house.advance(Duration::from_mins(1)).await;
    keep(&merchant, &number, "reject", &json!({})).await;
    drafts::delete_old(&house.context).await.unwrap();
    assert_eq!(
        kept(&merchant, &number).await,
        ["reject"],
        "typed after the end"
    );
    house.advance(Duration::from_hours(30 * 24)).await;
    drafts::delete_old(&house.context).await.unwrap();
    assert_eq!(kept(&merchant, &number).await, ["reject"]);
    house.advance(Duration::from_mins(1)).await;
    drafts::delete_old(&house.context).await.unwrap();
    assert_eq!(kept(&merchant, &number).await, [""; 0]);
}

async fn a_draft_that_can_not_be_kept_is_refused(house: &House) {
    let [consumer, agent] = house.people(["consumer", "agent"]).await;
    let number = applied(house, &consumer).await;
    let path = format!("{}/reject", drafts(&number));
    for (body, violation) in [
        (json!({}), ("fields", "required")),
        (json!({"fields": "text"}), ("fields", "wrong_type")),
        (json!({"fields": {}, "more": 1}), ("more", "unknown_field")),
    ] {
        assert_eq!(agent.put(&path, &body).await.violations(), [violation]);
    }
    // `{"reason":""}` are 13 bytes.
    let long = |bytes: usize| json!({"fields": {"reason": "x".repeat(bytes - 13)}});
    let too_long = agent.put(&path, &long(32 * 1024 + 1)).await;
    assert_eq!((too_long.status, too_long.code()), (413, "too_large"));
    assert_eq!(too_long.body["limit_bytes"], 32 * 1024);
    agent.put(&path, &long(32 * 1024)).await.success();
    let unknown = format!("{}/explode", drafts(&number));
    assert_eq!(
        agent.put(&unknown, &json!({"fields": {}})).await.status,
        404
    );
}
