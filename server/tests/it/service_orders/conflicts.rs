//! Conflicts say what happened since, refusals say what is possible, and another tenant's orders are not there.

use aftercare_domain::service_order::CommandType;
use serde_json::{Value, json};

use crate::house::{Client, House, application, on_each_database};

on_each_database! {
    a_version_conflict_says_what_happened_since,
    a_consumer_is_not_told_of_internals_in_a_conflict,
    a_version_that_never_was_is_a_conflict_with_nothing_since,
    what_a_node_does_not_allow_names_it_and_what_it_allows,
    an_order_of_another_is_not_there_at_any_door,
    somebody_who_is_not_signed_in_is_told_nothing,
}

fn versioned(version: u32, command: &Value) -> Value {
    let mut versioned = command.clone();
    versioned["expected_version"] = json!(version);
    versioned
}

async fn a_version_conflict_says_what_happened_since(house: &House) {
    // R-LST-4
    house.sell("o-1", "youpin_online", 1).await;
    let [consumer, merchant, agent] = house.people(["consumer", "merchant", "agent"]).await;
    let number = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    agent
        .command(&number, &versioned(1, &json!({"type": "claim"})))
        .await
        .success();
    agent
        .command(&number, &versioned(2, &json!({"type": "approve"})))
        .await
        .success();
    let reject =
        json!({"type": "reject", "reason_code": "misuse_damage", "reason": "机身有明显进水痕迹"});
    let path = format!("/api/v1/service-orders/{number}/commands");
    for door in [path.clone(), format!("{path}?dry_run=true")] {
        let late = merchant.post(&door, &versioned(1, &reject)).await;
        assert_eq!((late.status, late.code()), (409, "version_conflict"));
        assert_eq!(late.body["current_version"], 3);
        let log = merchant
            .get(&format!("/api/v1/service-orders/{number}/log"))
            .await
            .success();
        let since = late.body["since"].as_array().unwrap();
        assert_eq!(since[..], log.as_array().unwrap()[1..]);
        assert_eq!(since[1]["type"], "approved");
        assert_eq!(
            since[1]["actor"],
            json!({"party": "merchant", "name": "agent"})
        );
    }
    assert_eq!(
        merchant.log(&number).await,
        ["applied", "claimed", "approved"]
    );
}

async fn a_consumer_is_not_told_of_internals_in_a_conflict(house: &House) {
    // R-LST-4, R-MSG-1
    house.sell("o-1", "youpin_online", 1).await;
    let [consumer, agent] = house.people(["consumer", "agent"]).await;
    let number = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    for kind in ["claim", "approve"] {
        let command = json!({"type": kind});
        agent.command(&number, &command).await.success();
    }
    let late = consumer
        .command(&number, &versioned(1, &json!({"type": "cancel"})))
        .await;
    assert_eq!((late.status, late.code()), (409, "version_conflict"));
    assert_eq!(late.body["current_version"], 3);
    let since = late.body["since"].as_array().unwrap();
    let told: Vec<_> = since.iter().map(|line| &line["type"]).collect();
    assert_eq!(told, ["approved"]);
    assert_eq!(since[0]["actor"], json!({"party": "merchant", "name": ""}));
}

async fn a_version_that_never_was_is_a_conflict_with_nothing_since(house: &House) {
    house.sell("o-1", "youpin_online", 1).await;
    let consumer = house.sign_in("consumer").await;
    let number = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    let ahead = consumer
        .command(&number, &versioned(9, &json!({"type": "cancel"})))
        .await;
    assert_eq!((ahead.status, ahead.code()), (409, "version_conflict"));
    assert_eq!(ahead.body["since"], json!([]));
    let from_the_start = consumer
        .command(&number, &versioned(0, &json!({"type": "cancel"})))
        .await;
    assert_eq!(from_the_start.body["since"][0]["type"], "applied");
    assert_eq!(consumer.order(&number).await["version"], 1);
}

async fn what_a_node_does_not_allow_names_it_and_what_it_allows(house: &House) {
    house.sell("o-1", "youpin_online", 1).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let number = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    for (client, command, allowed) in [
        (
            &merchant,
            json!({"type": "sign_for"}),
            &[
                "approve",
                "approve_direct_compensation",
                "reject",
                "ask_consumer",
                "extend_deadline",
                "claim",
                "correct_shipment",
                "assign",
            ][..],
        ),
        (
            &consumer,
            json!({"type": "accept_quote"}),
            &["answer", "cancel", "correct_shipment", "urge"][..],
        ),
    ] {
        let refused = client.command(&number, &command).await;
        assert_eq!(
            (refused.status, refused.code()),
            (409, "not_allowed_in_node")
        );
        assert_eq!(refused.body["node"], "pending_review");
        assert_eq!(refused.body["command"], command["type"]);
        let mut named: Vec<&str> = refused.body["allowed"]
            .as_array()
            .unwrap()
            .iter()
            .map(|name| name.as_str().unwrap())
            .collect();
        let mut expected = allowed.to_vec();
        named.sort_unstable();
        expected.sort_unstable();
        assert_eq!(named, expected);
    }
    consumer
        .command(&number, &json!({"type": "cancel"}))
        .await
        .success();
    let ended = merchant.command(&number, &json!({"type": "approve"})).await;
    assert_eq!(ended.body["node"], "cancelled");
    assert_eq!(ended.body["allowed"], json!([]));
}

/// What somebody to whom an order is nothing is told at each of its doors.
async fn is_not_there_for(client: &Client, number: &str) {
    let path = format!("/api/v1/service-orders/{number}");
    for door in ["", "/log", "/inspection-form"] {
        let answer = client.get(&format!("{path}{door}")).await;
        assert_eq!((answer.status, answer.code()), (404, "not_found"), "{door}");
    }
    let basis = client.get(&format!("{path}/basis")).await;
    assert!(matches!(basis.status, 403 | 404), "{basis:?}");
    for &kind in CommandType::ALL {
        let body = crate::failure::bad_input::body_of(kind);
        for door in ["/commands", "/commands?dry_run=true"] {
            let answer = client.post(&format!("{path}{door}"), &body).await;
            assert_eq!(
                (answer.status, answer.code()),
                (404, "not_found"),
                "{kind:?}"
            );
        }
        // Neither does a version tell that it is there.
        let guessed = versioned(7, &body);
        let answer = client.post(&format!("{path}/commands"), &guessed).await;
        assert_eq!(
            (answer.status, answer.code()),
            (404, "not_found"),
            "{kind:?}"
        );
    }
}

async fn an_order_of_another_is_not_there_at_any_door(house: &House) {
    // 404 also for what another tenant owns
    house.sell("o-1", "youpin_online", 1).await;
    let [consumer, merchant_b, consumer_b, store, return_centre] = house
        .people([
            "consumer",
            "merchant_b",
            "consumer_b",
            "store",
            "return_centre",
        ])
        .await;
    let mut mine = application("o-1", "return", "mail_in");
    mine["external_id"] = json!("erp-1");
    let number = consumer.apply(&mine).await;
    let before = consumer.order(&number).await;
    for other in [&merchant_b, &consumer_b, &store, &return_centre] {
        is_not_there_for(other, &number).await;
        // Nor is the sale, nor what was applied for under the same number of another caller.
        let answer = other.post("/api/v1/service-orders", &mine).await;
        assert_eq!(answer.status, 404, "{answer:?}");
    }
    // What is not there at all is told the same.
    is_not_there_for(&consumer, "26112399999998").await;
    assert_eq!(consumer.order(&number).await, before);
}

async fn somebody_who_is_not_signed_in_is_told_nothing(house: &House) {
    house.sell("o-1", "youpin_online", 1).await;
    let consumer = house.sign_in("consumer").await;
    let number = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    let stranger = house.stranger();
    for number in [number.as_str(), "26112399999998"] {
        let path = format!("/api/v1/service-orders/{number}");
        for door in ["", "/log", "/inspection-form", "/basis"] {
            assert_eq!(stranger.get(&format!("{path}{door}")).await.status, 401);
        }
        let cancelled = stranger.command(number, &json!({"type": "cancel"})).await;
        assert_eq!(
            (cancelled.status, cancelled.code()),
            (401, "unauthenticated")
        );
    }
}
