//! The demo marketplace, as `aftercare serve --demo` puts it into an empty database.

use std::time::Duration;

use aftercare_domain::{
    refund::RefundState,
    values::time::{Span, Timestamp},
};
use aftercare_server::{
    demo,
    service::{outbox, verify},
};
use serde_json::Value;

use crate::house::{House, on_each_database};

on_each_database! {
    everybody_signs_in_and_finds_work,
    everything_follows_from_the_logs,
    a_second_start_adds_nothing,
    it_begins_at_the_time_that_is_asked_for,
    what_people_did_goes_on,
    most_orders_have_papers,
}

async fn fill(house: &House) {
    assert!(demo::fill_if_empty(&house.context).await.unwrap());
}

async fn everybody_signs_in_and_finds_work(house: &House) {
    fill(house).await;
    let people = [
        ("operator", "operator", vec![], true),
        ("merchant", "merchant", vec!["owner"], true),
        ("agent", "merchant", vec!["agent"], true),
        ("receiver", "merchant", vec!["receiver"], true),
        ("inspector", "merchant", vec!["inspector"], true),
        ("technician", "merchant", vec!["technician"], true),
        ("finance", "merchant", vec!["finance"], true),
        ("merchant_b", "merchant", vec!["owner"], true),
        ("store", "store", vec![], true),
        ("return_centre", "return_centre", vec![], false),
        ("consumer", "consumer", vec![], true),
        ("consumer_b", "consumer", vec![], true),
    ];
    for (username, party, positions, has_orders) in people {
        let client = house.sign_in_again(username).await;
        let me = client.get("/api/v1/me").await.body;
        assert_eq!(me["party"], party, "{username}");
        assert_eq!(me["positions"], Value::from(positions), "{username}");
        if has_orders {
            let list = client.get("/api/v1/service-orders").await;
            assert_eq!(list.status, 200, "{username}");
            let items = list.body["items"].as_array().unwrap();
            assert!(items.len() >= 5, "{username}");
        }
    }
}

async fn everything_follows_from_the_logs(house: &House) {
    // R-LOG-1
    fill(house).await;
    let verified = verify::verify(&house.context).await.unwrap();
    assert_eq!(verified.findings, []);
    assert!(verified.orders > 600, "{verified:?}");

    demo::fill(&house.context, 1500, |_| {}).await.unwrap();
    demo::fill(&house.context, 300, |_| {}).await.unwrap();
    let more = verify::verify(&house.context).await.unwrap();
    assert_eq!(more.findings, []);
    assert_eq!(more.orders, verified.orders + 1800);
}

async fn a_second_start_adds_nothing(house: &House) {
    fill(house).await;
    let client = house.sign_in_again("operator").await;
    let before = client.get("/api/v1/service-orders/counts").await.body;
    assert!(!demo::fill_if_empty(&house.context).await.unwrap());
    assert_eq!(
        client.get("/api/v1/service-orders/counts").await.body,
        before
    );
}

async fn it_begins_at_the_time_that_is_asked_for(house: &House) {
    let at = Timestamp::parse("2026-06-15T02:00:00Z").unwrap();
    demo::begin_at(&house.context, at).await.unwrap();
    fill(house).await;
    assert_eq!(house.context.clock.now(), at);
    let merchant = house.sign_in_again("merchant").await;
    let newest = "/api/v1/service-orders?sort=applied_at&limit=1";
    let newest = merchant.get(newest).await.success()["items"][0]["number"].clone();
    assert!(newest.as_str().unwrap().starts_with("2606"), "{newest}");
    // What has begun goes on.
    house.advance(Duration::from_hours(1)).await;
    demo::begin_at(&house.context, at).await.unwrap();
    assert_eq!(house.context.clock.now(), Span::hours(1).after(at));
}

async fn what_people_did_goes_on(house: &House) {
    fill(house).await;
    let agent = house.sign_in_again("agent").await;
    let path =
        "/api/v1/service-orders?node=pending_review&channel=youpin_online&service_type=repair";
    let list = agent.get(path).await.body;
    let number = list["items"][0]["number"].as_str().unwrap().to_owned();
    let approve = serde_json::json!({"type": "approve"});
    let path = format!("/api/v1/service-orders/{number}/commands");
    let answer = agent.post(&path, &approve).await;
    assert_eq!(
        (answer.status, &answer.body["node"]),
        (200, &Value::from("pending_shipment"))
    );

    // Refunds that were asked for go to finance as all do, who confirm them.
    outbox::act(&house.context).await.unwrap();
    let finance = house.sign_in_again("finance").await;
    for state in [RefundState::Processing, RefundState::Succeeded] {
        let path = format!("/api/v1/refunds?state={state}");
        let list = finance.get(&path).await.body;
        assert!(!list["items"].as_array().unwrap().is_empty(), "{state}");
    }
}

async fn most_orders_have_papers(house: &House) {
    // R-DET-1
    fill(house).await;
    let operator = house.sign_in_again("operator").await;
    let list = operator.get("/api/v1/service-orders?limit=60").await.body;
    let items = list["items"].as_array().unwrap();
    let mut invoiced = 0;
    for item in items {
        let number = item["order_number"].as_str().unwrap();
        let order = operator.get(&format!("/api/v1/orders/{number}")).await.body;
        assert!(order["payments"][0]["amount"].is_i64(), "{order}");
        assert!(
            order["shipments"][0]["tracking_number"].is_string(),
            "{order}"
        );
        invoiced += usize::from(order["invoice"]["number"].is_string());
    }
    assert!(invoiced * 2 > items.len(), "{invoiced} of {}", items.len());
}
