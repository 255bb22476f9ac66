//! Presence: colleagues who have the same order open see each other.

use std::time::Duration;

use aftercare_domain::people::access::Scope;
use aftercare_server::service::teamwork::presence;
use reqwest::Method;
use serde_json::{Value, json};

use crate::house::{Client, House, MERCHANT, application, on_each_database, read_until};

on_each_database! {
    colleagues_at_one_order_see_each_other,
    one_person_in_two_tabs_is_one,
    whoever_is_silent_is_forgotten,
    other_sides_are_not_seen,
    only_people_who_see_the_order_are_at_it,
    the_live_stream_tells_those_who_are_there,
}

async fn applied(house: &House, consumer: &Client) -> String {
    house.sell("o-1", "youpin_online", 1).await;
    consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await
}

fn door(number: &str) -> String {
    format!("/api/v1/service-orders/{number}/presence")
}

/// Says that somebody has the order open, and hears who else has.
async fn be_at(client: &Client, number: &str, working: bool) -> Value {
    let answer = client
        .put(&door(number), &json!({"working": working}))
        .await;
    answer.success()["others"].clone()
}

fn seen(name: &str, working: bool) -> Value {
    json!({"name": name, "working": working, "since": "2026-11-23T02:00:00Z"})
}

async fn colleagues_at_one_order_see_each_other(house: &House) {
    // R-LST-4
    let [consumer, agent, merchant] = house.people(["consumer", "agent", "merchant"]).await;
    let number = applied(house, &consumer).await;
    assert_eq!(be_at(&agent, &number, true).await, json!([]));
    assert_eq!(
        be_at(&merchant, &number, false).await,
        json!([seen("agent", true)])
    );
    assert_eq!(
        be_at(&agent, &number, true).await,
        json!([seen("merchant", false)])
    );
    assert_eq!(agent.delete(&door(&number)).await.status, 204);
    assert_eq!(be_at(&merchant, &number, true).await, json!([]));
    assert_eq!(agent.delete(&door(&number)).await.status, 204, "again");
    let wrong = agent.put(&door(&number), &json!({})).await;
    assert_eq!(wrong.violations(), [("working", "required")]);
}

async fn one_person_in_two_tabs_is_one(house: &House) {
    // R-LST-4
    let [consumer, agent, merchant] = house.people(["consumer", "agent", "merchant"]).await;
    let number = applied(house, &consumer).await;
    let phone = house.sign_in_again("agent").await;
    be_at(&agent, &number, false).await;
    house.advance(Duration::from_mins(1)).await;
    assert_eq!(
        be_at(&phone, &number, false).await,
        json!([]),
        "nobody sees themselves"
    );
    assert_eq!(
        be_at(&merchant, &number, false).await,
        json!([seen("agent", false)])
    );
}

async fn whoever_is_silent_is_forgotten(house: &House) {
    // R-LST-4
    let [consumer, agent, merchant] = house.people(["consumer", "agent", "merchant"]).await;
    let number = applied(house, &consumer).await;
    be_at(&agent, &number, false).await;
    house.pass_real_time(Duration::from_secs(45));
    assert_eq!(
        be_at(&merchant, &number, false)
            .await
            .as_array()
            .unwrap()
            .len(),
        1
    );
    house.pass_real_time(Duration::from_secs(1));
    assert_eq!(be_at(&merchant, &number, false).await, json!([]));
}

async fn other_sides_are_not_seen(house: &House) {
    // R-LST-4
    let [consumer, agent, operator] = house.people(["consumer", "agent", "operator"]).await;
    let number = applied(house, &consumer).await;
    be_at(&operator, &number, true).await;
    assert_eq!(be_at(&agent, &number, true).await, json!([]));
    assert_eq!(be_at(&operator, &number, true).await, json!([]));
}

async fn only_people_who_see_the_order_are_at_it(house: &House) {
    let [consumer, other, store] = house.people(["consumer", "merchant_b", "store"]).await;
    let number = applied(house, &consumer).await;
    let body = json!({"working": true});
    for client in [&other, &store] {
        assert_eq!(client.put(&door(&number), &body).await.status, 404);
        assert_eq!(client.delete(&door(&number)).await.status, 404);
    }
    let token = house.token(Some(MERCHANT), Scope::ALL).await;
    for client in [&consumer, &house.with_token(&token)] {
        assert_eq!(client.put(&door(&number), &body).await.status, 403);
        assert_eq!(client.delete(&door(&number)).await.status, 403);
    }
}

async fn the_live_stream_tells_those_who_are_there(house: &House) {
    // R-LST-4, R-LIV-1
    let [consumer, agent, merchant] = house.people(["consumer", "agent", "merchant"]).await;
    let number = applied(house, &consumer).await;
    let mut stream = agent
        .request(Method::GET, "/api/v1/events")
        .send()
        .await
        .unwrap();
    read_until(&mut stream, "event: opened").await;
    // The agent looks at nothing yet, so that this is not told to them.
    be_at(&merchant, &number, false).await;
    be_at(&agent, &number, false).await;
    let told = read_until(&mut stream, "\"others\":[{").await;
    assert!(
        told.contains("\"merchant\"") && !told.contains("\"agent\""),
        "{told}"
    );
    assert_eq!(told.matches("event: presence").count(), 1, "{told}");
    be_at(&merchant, &number, true).await;
    let told = read_until(&mut stream, "\"working\":true").await;
    assert!(told.contains(&number), "{told}");
    // The other one closes the lid of their laptop.
    house.pass_real_time(Duration::from_secs(30));
    be_at(&agent, &number, false).await;
    house.pass_real_time(Duration::from_secs(30));
    presence::remove_silent(&house.context);
    let told = read_until(&mut stream, "\"others\":[]").await;
    assert!(told.contains(&number), "{told}");
}
