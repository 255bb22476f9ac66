//! Orders of the marketplace: told by the order system, seen by those whose they are.

use aftercare_domain::people::access::Scope;
use serde_json::{Value, json};

use crate::house::{CONSUMER, Client, House, MERCHANT, MERCHANT_B, application, on_each_database};

on_each_database! {
    an_order_is_told_and_told_again,
    an_order_is_seen_by_those_whose_it_is,
    a_merchant_tells_its_own_orders_alone,
    every_wrong_field_of_an_order_is_named,
    a_body_that_can_not_be_read_is_never_a_fault_of_ours,
    a_consumer_pages_through_their_orders,
    lines_that_service_orders_stand_on_stay,
    the_line_of_a_service_order_that_came_to_nothing_stays,
}

/// An order of two lines.
fn order(merchant: &str) -> Value {
    let line = |number: u32| {
        json!({
            "line_number": number, "spu": "spu-1", "sku": format!("sku-{number}"), "title": "空气净化器 4 Lite",
            "category": "air-purifier", "quantity": 2, "paid": 139_900, "freight": 1_000, "serial_numbers": ["SN1"],
        })
    };
    json!({
        "channel": "youpin_online", "merchant_id": merchant, "consumer_id": CONSUMER, "shipped_by": "merchant",
        "paid_at": "2026-11-01T08:00:00+08:00", "shipped_at": "2026-11-02T00:00:00Z", "delivered_at": null,
        "lines": [line(1), line(2)],
        "shipments": [{"carrier": "sf", "tracking_number": "SF1234567890123"}],
    })
}

async fn an_order_is_told_and_told_again(house: &House) {
    // R-ORD-1
    house.add("merchant").await;
    let token = house
        .token(None, &[Scope::WriteOrders, Scope::ReadOrders])
        .await;
    let platform = house.with_token(&token);
    let told = platform
        .put("/api/v1/orders/o-1", &order(MERCHANT))
        .await
        .success();
    assert_eq!(told["order_number"], "o-1");
    assert_eq!(told["paid_at"], "2026-11-01T00:00:00Z");
    assert_eq!(told["lines"][0]["available"], 2);
    let again = platform
        .put("/api/v1/orders/o-1", &order(MERCHANT))
        .await
        .success();
    assert_eq!(told, again);
    let mut delivered = order(MERCHANT);
    delivered["delivered_at"] = json!("2026-11-05T00:00:00Z");
    delivered["lines"].as_array_mut().unwrap().pop();
    platform
        .put("/api/v1/orders/o-1", &delivered)
        .await
        .success();
    let now = platform.get("/api/v1/orders/o-1").await.success();
    assert_eq!(now["delivered_at"], "2026-11-05T00:00:00Z");
    assert_eq!(now["lines"].as_array().unwrap().len(), 1);
}

async fn an_order_is_seen_by_those_whose_it_is(house: &House) {
    let operator = house.sign_in("operator").await;
    house.add("merchant").await;
    operator
        .put("/api/v1/orders/o-1", &order(MERCHANT))
        .await
        .success();
    for (username, status) in [
        ("agent", 200),
        ("consumer", 200),
        ("merchant_b", 404),
        ("consumer_b", 404),
        ("store", 404),
        ("return_centre", 404),
    ] {
        let client = house.sign_in(username).await;
        assert_eq!(
            client.get("/api/v1/orders/o-1").await.status,
            status,
            "{username}"
        );
    }
    let foreign = house.token(Some(MERCHANT_B), &[Scope::ReadOrders]).await;
    assert_eq!(
        house
            .with_token(&foreign)
            .get("/api/v1/orders/o-1")
            .await
            .status,
        404
    );
    assert_eq!(operator.get("/api/v1/orders/o-2").await.status, 404);
    assert_eq!(
        operator.get("/api/v1/orders/%F0%9F%98%80").await.status,
        404
    );
}

async fn a_merchant_tells_its_own_orders_alone(house: &House) {
    let (owner, other) = (
        house.sign_in("merchant").await,
        house.sign_in("merchant_b").await,
    );
    owner
        .put("/api/v1/orders/o-1", &order(MERCHANT))
        .await
        .success();
    assert_eq!(
        other
            .put("/api/v1/orders/o-2", &order(MERCHANT))
            .await
            .status,
        403
    );
    let told = other.put("/api/v1/orders/o-1", &order(MERCHANT_B)).await;
    assert_eq!(told.success()["order_number"], "m-2:o-1");
    let own = owner.get("/api/v1/orders/o-1").await.success();
    assert_eq!(own["merchant_id"], MERCHANT, "nobody takes an order over");
    let agent = house.sign_in("agent").await;
    assert_eq!(
        agent
            .put("/api/v1/orders/o-3", &order(MERCHANT))
            .await
            .code(),
        "forbidden"
    );
}

async fn every_wrong_field_of_an_order_is_named(house: &House) {
    let operator = house.sign_in("operator").await;
    let mut wrong = order("nobody");
    let answer = operator.put("/api/v1/orders/o-1", &wrong).await;
    assert_eq!(answer.violations(), [("merchant_id", "not_found")]);
    wrong["lines"][0]["quantity"] = json!(0);
    wrong["lines"][1]["quantity"] = json!(1_000_000_000_000_i64);
    wrong["lines"][1]["paid"] = json!("a lot");
    wrong["channel"] = json!("moon");
    wrong["extra"] = json!(true);
    let answer = operator.put("/api/v1/orders/o-1", &wrong).await;
    let mut violations = answer.violations();
    violations.sort_unstable();
    assert_eq!(
        violations,
        [
            ("channel", "not_one_of"),
            ("extra", "unknown_field"),
            ("lines[0].quantity", "out_of_range"),
            ("lines[1].paid", "wrong_type"),
            ("lines[1].quantity", "out_of_range"),
        ]
    );
    assert_eq!(
        operator.get("/api/v1/orders/o-1").await.status,
        404,
        "nothing is half-written"
    );
}

async fn a_body_that_can_not_be_read_is_never_a_fault_of_ours(house: &House) {
    use crate::house::send;

    let operator = house.sign_in("operator").await;
    let put = || operator.request(reqwest::Method::PUT, "/api/v1/orders/o-1");
    let json_type = "application/json";
    let huge = format!("{{\"channel\": \"{}\"}}", "x".repeat(300 * 1024));
    let deep = "[".repeat(100_000);
    for (content_type, body, status, code) in [
        (json_type, "{\"channel\": ".to_owned(), 400, "malformed"),
        (json_type, String::new(), 400, "malformed"),
        (json_type, deep, 400, "malformed"),
        (json_type, "[]".to_owned(), 422, "invalid"),
        (json_type, "\"😀\"".to_owned(), 422, "invalid"),
        (json_type, huge, 413, "too_large"),
        ("text/plain", "{}".to_owned(), 415, "unsupported_media_type"),
        (
            "application/x-www-form-urlencoded",
            "a=b".to_owned(),
            415,
            "unsupported_media_type",
        ),
    ] {
        let answer = send(put().header("content-type", content_type).body(body)).await;
        assert_eq!((answer.status, answer.code()), (status, code));
    }
    let not_utf8 = send(
        put()
            .header("content-type", json_type)
            .body(vec![b'"', 0xff, b'"']),
    )
    .await;
    assert_eq!(not_utf8.status, 400);
}

async fn a_consumer_pages_through_their_orders(house: &House) {
    let operator = house.sign_in("operator").await;
    house.add("merchant").await;
    for number in 1..=5 {
        let mut told = order(MERCHANT);
        told["paid_at"] = json!(format!("2026-11-0{}T00:00:00Z", 1 + number / 2));
        operator
            .put(&format!("/api/v1/orders/o-{number}"), &told)
            .await
            .success();
    }
    let consumer = house.sign_in("consumer").await;
    let mut path = "/api/v1/orders?limit=2".to_owned();
    let mut seen = Vec::new();
    loop {
        let page = consumer.get(&path).await.success();
        seen.extend(
            page["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|order| order["order_number"].as_str().unwrap().to_owned()),
        );
        match page["next_cursor"].as_str() {
            Some(cursor) => path = format!("/api/v1/orders?limit=2&cursor={cursor}"),
            None => break,
        }
    }
    assert_eq!(seen, ["o-5", "o-4", "o-3", "o-2", "o-1"]);
    assert_eq!(
        house
            .sign_in("consumer_b")
            .await
            .get("/api/v1/orders")
            .await
            .success()["items"],
        json!([])
    );
    assert_eq!(
        consumer.get("/api/v1/orders?limit=201").await.violations(),
        [("limit", "out_of_range")]
    );
    assert_eq!(
        consumer.get("/api/v1/orders?cursor=x").await.violations(),
        [("cursor", "not_found")]
    );
    assert_eq!(
        consumer.get("/api/v1/orders?colour=x").await.violations(),
        [("colour", "unknown_field")]
    );
}

/// An application for both pieces of the second line.
fn both_of_the_second_line() -> Value {
    let mut wanted = application("o-1", "repair", "mail_in");
    wanted["line_number"] = json!(2);
    wanted["quantity"] = json!(2);
    wanted
}

/// An order of two lines; a service order about both pieces of the second one was ended by a command. The operator of it.
async fn order_with_a_service_order(house: &House, end: &Value) -> Client {
    let [operator, consumer, merchant] = house.people(["operator", "consumer", "merchant"]).await;
    house.add("merchant_b").await;
    let told = operator.put("/api/v1/orders/o-1", &order(MERCHANT)).await;
    told.success();
    let number = consumer.apply(&both_of_the_second_line()).await;
    merchant.command(&number, end).await.success();
    operator
}

async fn lines_that_service_orders_stand_on_stay(house: &House) {
    // R-APP-2, R-RFD-1
    let pay = json!({"type": "approve_direct_compensation", "amount": 500, "reason": "轻微划痕"});
    let operator = order_with_a_service_order(house, &pay).await;
    // What was compensated can be applied for again; while that is open, it is taken.
    let consumer = house.sign_in_again("consumer").await;
    consumer.apply(&both_of_the_second_line()).await;
    let mut less = order(MERCHANT_B);
    less["lines"][1]["quantity"] = json!(1);
    less["lines"][1]["paid"] = json!(400);
    less["lines"][1]["freight"] = json!(0);
    let answer = operator.put("/api/v1/orders/o-1", &less).await;
    assert_eq!(
        answer.violations(),
        [
            ("merchant_id", "not_applicable"),
            ("lines[1].quantity", "out_of_range"),
            ("lines[1].paid", "out_of_range")
        ]
    );
    let mut without = order(MERCHANT);
    without["lines"].as_array_mut().unwrap().pop();
    let answer = operator.put("/api/v1/orders/o-1", &without).await;
    assert_eq!(answer.violations(), [("lines", "item_missing")]);
    // The other line is nobody's concern, and what was taken is still taken.
    let mut other = order(MERCHANT);
    other["lines"].as_array_mut().unwrap().remove(0);
    let told = operator.put("/api/v1/orders/o-1", &other).await.success();
    assert_eq!(told["lines"][0]["available"], 0);
}

async fn the_line_of_a_service_order_that_came_to_nothing_stays(house: &House) {
    // R-DET-1: whoever looks at it later sees what it was about.
    let reject = json!({"type": "reject", "reason_code": "misuse_damage", "reason": "人为损坏"});
    let operator = order_with_a_service_order(house, &reject).await;
    let mut without = order(MERCHANT_B);
    without["lines"].as_array_mut().unwrap().pop();
    let answer = operator.put("/api/v1/orders/o-1", &without).await;
    assert_eq!(
        answer.violations(),
        [("merchant_id", "not_applicable"), ("lines", "item_missing")]
    );
    // Nothing of it is taken, so it may become less.
    let mut less = order(MERCHANT);
    less["lines"][1]["quantity"] = json!(1);
    let told = operator.put("/api/v1/orders/o-1", &less).await.success();
    assert_eq!(told["lines"][1]["available"], 1);
}
