//! The consumer's way in from their order, without a password.

use std::time::Duration;

use aftercare_domain::access::Scope;
use reqwest::Method;
use serde_json::json;

use crate::house::{Client, House, MERCHANT, MERCHANT_B, on_each_database, send};

on_each_database! {
    a_link_opens_the_consumers_own_order,
    a_link_that_was_changed_or_is_old_opens_nothing,
    a_merchant_gets_links_for_its_own_orders_alone,
}

async fn order_system(house: &House) -> Client {
    house.add("merchant").await;
    house.add("merchant_b").await;
    let token = house
        .token(None, &[Scope::WriteOrders, Scope::WriteLinks])
        .await;
    let client = house.with_token(&token);
    let order = json!({
        "channel": "youpin_online", "merchant_id": MERCHANT, "consumer_id": "c-9", "shipped_by": "merchant",
        "paid_at": "2026-11-01T00:00:00Z",
        "lines": [{"line_number": 3, "spu": "s", "sku": "k", "title": "t", "category": "c", "quantity": 1, "paid": 1, "freight": 0}],
    });
    client.put("/api/v1/orders/o-1", &order).await.success();
    client
}

async fn link(client: &Client) -> String {
    let made = client
        .post("/api/v1/consumer-links", &json!({"order_number": "o-1"}))
        .await
        .success();
    let url = made["url"].as_str().unwrap();
    url.split_once("/consumer/")
        .map(|(_, path)| format!("/consumer/{path}"))
        .expect("it leads to our door")
}

async fn a_link_opens_the_consumers_own_order(house: &House) {
    let path = link(&order_system(house).await).await;
    let consumer = house.stranger();
    let entered = send(consumer.bare(Method::GET, &path)).await;
    assert_eq!(entered.status, 303);
    assert_eq!(entered.headers["location"], "/my/apply/o-1/3");
    let me = consumer.get("/api/v1/me").await.success();
    assert_eq!(
        (me["party"].as_str(), me["consumer_id"].as_str()),
        (Some("consumer"), Some("c-9"))
    );
    consumer.get("/api/v1/orders/o-1").await.success();
    house.pass_real_time(Duration::from_hours(24));
    assert_eq!(consumer.get("/api/v1/me").await.status, 401);
}

async fn a_link_that_was_changed_or_is_old_opens_nothing(house: &House) {
    let path = link(&order_system(house).await).await;
    let stranger = house.stranger();
    let mut forged = path.clone();
    let last = forged.pop().unwrap();
    forged.push(if last == 'A' { 'Q' } else { 'A' });
    for wrong in [
        forged.as_str(),
        "/consumer/enter",
        "/consumer/enter?link=a.b",
        "/consumer/enter?link=😀",
    ] {
        assert_eq!(
            send(stranger.bare(Method::GET, wrong)).await.code(),
            "link_expired",
            "{wrong}"
        );
    }
    house.pass_real_time(Duration::from_mins(15));
    assert_eq!(send(stranger.bare(Method::GET, &path)).await.status, 401);
}

async fn a_merchant_gets_links_for_its_own_orders_alone(house: &House) {
    order_system(house).await;
    let own = house.token(Some(MERCHANT), &[Scope::WriteLinks]).await;
    link(&house.with_token(&own)).await;
    let foreign = house.token(Some(MERCHANT_B), &[Scope::WriteLinks]).await;
    let refused = house
        .with_token(&foreign)
        .post("/api/v1/consumer-links", &json!({"order_number": "o-1"}))
        .await;
    assert_eq!(refused.status, 404);
}
