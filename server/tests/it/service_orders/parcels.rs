//! Parcels: a number that was given wrongly is corrected until the goods are signed for (R-SHP-4).

use aftercare_server::service::verify::verify;
use serde_json::{Value, json};

use crate::house::{Client, House, application, on_each_database};

on_each_database! {
    a_number_is_corrected_and_found_and_the_log_keeps_both,
    who_did_not_give_a_number_does_not_correct_it,
    a_corrected_number_warns_of_the_parcel_that_it_shares,
    corrections_of_one_moment_leave_the_last_one,
}

const WRONG: &str = "SF1234567890123";
const RIGHT: &str = "SF1234567890132";

fn correct(number: &str) -> Value {
    json!({"type": "correct_shipment", "carrier": "sf", "tracking_number": number})
}

/// An order whose goods somebody sent, under the wrong number.
async fn sent_by(client: &Client, consumer: &Client, merchant: &Client) -> String {
    let number = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    let approve = json!({"type": "approve"});
    merchant.command(&number, &approve).await.success();
    let ship = json!({"type": "ship", "carrier": "sf", "tracking_number": WRONG});
    client.command(&number, &ship).await.success();
    number
}

/// The orders that a list gives for a parcel's number: filtered by it, and searched for.
async fn found(client: &Client, parcel: &str) -> [Vec<String>; 2] {
    let mut found = [Vec::new(), Vec::new()];
    for (found, query) in found.iter_mut().zip(["tracking_number", "q"]) {
        let list = format!("/api/v1/service-orders?{query}={parcel}");
        let page = client.get(&list).await.success();
        let items = page["items"].as_array().unwrap().iter();
        found.extend(items.map(|item| item["number"].as_str().unwrap().to_owned()));
    }
    found
}

async fn a_number_is_corrected_and_found_and_the_log_keeps_both(house: &House) {
    // R-SHP-4
    house.sell("o-1", "youpin_online", 9).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let number = sent_by(&consumer, &consumer, &merchant).await;
    let same = consumer
        .command(&number, &correct("sf 1234567890123"))
        .await;
    assert_eq!((same.status, same.code()), (422, "parcel_unchanged"));
    assert_eq!(
        same.body["violations"],
        json!([{"field": "tracking_number", "code": "unchanged", "params": {}}])
    );
    let path = format!("/api/v1/service-orders/{number}/commands?dry_run=true");
    let dry = consumer.post(&path, &correct(RIGHT)).await.success();
    assert_eq!(dry["order"]["shipment"]["tracking_number"], RIGHT);
    let before = consumer.order(&number).await;
    assert_eq!(before["shipment"]["tracking_number"], WRONG);

    let after = consumer.command(&number, &correct(RIGHT)).await.success();
    assert_eq!(after["shipment"]["tracking_number"], RIGHT);
    for kept in ["node", "node_entered_at", "due_at"] {
        assert_eq!(after[kept], before[kept], "{kept}");
    }
    let own = [vec![number.clone()], vec![number.clone()]];
    let none = [Vec::<String>::new(), Vec::new()];
    for client in [&consumer, &merchant] {
        assert_eq!(found(client, RIGHT).await, own);
        assert_eq!(found(client, WRONG).await, none);
        let log = client
            .get(&format!("/api/v1/service-orders/{number}/log"))
            .await
            .success();
        let line = log.as_array().unwrap().last().unwrap();
        assert_eq!(line["type"], "shipment_corrected");
        assert_eq!(line["data"]["parcel"]["tracking_number"], RIGHT);
        assert_eq!(line["data"]["before"]["tracking_number"], WRONG);
    }
    let sign = json!({"type": "sign_for"});
    merchant.command(&number, &sign).await.success();
    let late = consumer.command(&number, &correct(WRONG)).await;
    assert_eq!((late.status, late.code()), (409, "not_allowed_in_node"));
    assert_eq!(verify(&house.context).await.unwrap().findings, []);
}

async fn who_did_not_give_a_number_does_not_correct_it(house: &House) {
    // R-SHP-4
    house.sell("o-1", "youpin_online", 9).await;
    let [consumer, merchant, agent, receiver, inspector, other] = house
        .people([
            "consumer",
            "merchant",
            "agent",
            "receiver",
            "inspector",
            "merchant_b",
        ])
        .await;
    let number = sent_by(&receiver, &consumer, &merchant).await;
    let refused = consumer.command(&number, &correct(RIGHT)).await;
    assert_eq!((refused.status, refused.code()), (409, "parcel_not_yours"));
    assert_eq!(refused.body["given_by"], "merchant");
    let offers = consumer.order(&number).await["allowed_commands"].clone();
    let offer = offers.as_array().unwrap().iter();
    let mut offer = offer.filter(|offer| offer["type"] == "correct_shipment");
    assert_eq!(offer.next().unwrap()["reason"]["code"], "parcel_not_yours");
    let refused = inspector.command(&number, &correct(RIGHT)).await;
    assert_eq!((refused.status, refused.code()), (403, "forbidden"));
    assert_eq!(other.command(&number, &correct(RIGHT)).await.status, 404);
    agent.command(&number, &correct(RIGHT)).await.success();
    receiver.command(&number, &correct(WRONG)).await.success();
}

async fn a_corrected_number_warns_of_the_parcel_that_it_shares(house: &House) {
    // R-SHP-4, R-SHP-1
    house.sell("o-1", "youpin_online", 9).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let first = sent_by(&consumer, &consumer, &merchant).await;
    let second = sent_by(&consumer, &consumer, &merchant).await;
    consumer.command(&first, &correct(RIGHT)).await.success();
    let path = format!("/api/v1/service-orders/{second}/commands?dry_run=true");
    let dry = merchant.post(&path, &correct(RIGHT)).await.success();
    let shared = json!({"type": "parcel_shared", "with": [first]});
    assert!(
        dry["effects"].as_array().unwrap().contains(&shared),
        "{dry}"
    );
    merchant.command(&second, &correct(RIGHT)).await.success();
    let log = merchant
        .get(&format!("/api/v1/service-orders/{second}/log"))
        .await
        .success();
    let line = log.as_array().unwrap().last().unwrap();
    assert_eq!(line["data"]["shared_with"], json!([first]));
    // Nobody names the wrong one any more.
    let third = sent_by(&consumer, &consumer, &merchant).await;
    let log = merchant
        .get(&format!("/api/v1/service-orders/{third}/log"))
        .await
        .success();
    let line = log.as_array().unwrap().last().unwrap();
    assert_eq!(line["data"]["shared_with"], json!([]));
}

async fn corrections_of_one_moment_leave_the_last_one(house: &House) {
    // R-SHP-4: decided in one batch or in several
    house.sell("o-1", "youpin_online", 9).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let number = sent_by(&consumer, &consumer, &merchant).await;
    let corrections: Vec<Value> = (0..8)
        .map(|turn| correct(if turn % 2 == 0 { RIGHT } else { WRONG }))
        .collect();
    let given = corrections
        .iter()
        .map(|correction| merchant.command(&number, correction));
    let answers = futures::future::join_all(given).await;
    for answer in &answers {
        let is_told = answer.status == 200 || answer.code() == "parcel_unchanged";
        assert!(is_told, "{answer:?}");
    }
    let last = merchant.order(&number).await["shipment"]["tracking_number"].clone();
    let other = if last == RIGHT { WRONG } else { RIGHT };
    let own = [vec![number.clone()], vec![number.clone()]];
    assert_eq!(found(&merchant, last.as_str().unwrap()).await, own);
    let none = [Vec::<String>::new(), Vec::new()];
    assert_eq!(found(&merchant, other).await, none);
    assert_eq!(verify(&house.context).await.unwrap().findings, []);
}
