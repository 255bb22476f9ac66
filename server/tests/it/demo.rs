//! The demo marketplace, as `aftercare serve --demo` puts it into an empty database.

use aftercare_domain::{
    number::ServiceOrderNumber,
    refund::RefundState,
    service_order::{Node, evolve},
};
use aftercare_server::{db, demo};
use serde_json::Value;

use crate::house::{House, on_each_database};

on_each_database! {
    everybody_signs_in_and_finds_work,
    every_log_replays_to_its_state_and_is_chained,
    a_second_start_adds_nothing,
    what_people_did_goes_on,
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

async fn every_log_replays_to_its_state_and_is_chained(house: &House) {
    // R-LOG-1
    fill(house).await;
    let client = house.sign_in_again("operator").await;
    let mut reader = house.context.db.reader().await.unwrap();
    let mut seen = 0;
    for node in Node::ALL {
        let mut path = format!("/api/v1/service-orders?limit=200&node={node}");
        loop {
            let page = client.get(&path).await.body;
            let items = page["items"].as_array().unwrap();
            assert!(seen > 0 || !items.is_empty(), "{node}");
            let numbers: Vec<_> = items
                .iter()
                .map(|item| ServiceOrderNumber::parse(item["number"].as_str().unwrap()).unwrap())
                .collect();
            let stored = db::service_orders::find(&mut reader, &numbers)
                .await
                .unwrap();
            for stored in &stored {
                let number = std::slice::from_ref(&stored.order.number);
                let events = db::events::of_orders(&mut reader, number).await.unwrap();
                let mut head = String::new();
                for event in &events {
                    assert_eq!(event.previous_hash, head);
                    head = db::events::hash(&head, &event.document);
                    assert_eq!(event.hash, head);
                }
                assert_eq!(stored.head_hash, head);
                let log: Vec<_> = events
                    .iter()
                    .map(|event| event.recorded().unwrap())
                    .collect();
                assert_eq!(evolve::replay(&log).as_ref(), Some(&stored.order));
                seen += 1;
            }
            match page["next_cursor"].as_str() {
                Some(cursor) => {
                    path = format!("/api/v1/service-orders?limit=200&node={node}&cursor={cursor}");
                }
                None => break,
            }
        }
    }
    assert!(seen > 600, "{seen}");
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

    // A refund that finance has in hand can be confirmed.
    let finance = house.sign_in_again("finance").await;
    for state in RefundState::ALL {
        let list = finance
            .get(&format!("/api/v1/refunds?state={state}"))
            .await
            .body;
        let there = !list["items"].as_array().unwrap().is_empty();
        // What was asked for a moment ago may be handed on already.
        assert!(there || *state == RefundState::Requested, "{state}");
    }
}
