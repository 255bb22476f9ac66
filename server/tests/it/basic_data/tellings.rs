//! What an order system tells of orders on which service orders stand, and whose numbers, consumers and transfers are whose.

use aftercare_domain::people::access::Scope;
use aftercare_server::service::verify::verify;
use futures::future::{join, join_all};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    house::{CONSUMER, Client, House, MERCHANT, MERCHANT_B, application, on_each_database, sale},
    service_orders::inspection,
};

on_each_database! {
    what_a_merchant_tells_under_an_open_service_order_moves_no_money,
    the_platform_changes_it_with_a_reason_and_everybody_who_works_on_it_sees_that,
    merchants_tell_no_orders_where_the_platform_pays,
    a_refund_is_of_what_was_paid_whatever_is_told_at_the_same_moment,
    an_order_number_is_a_merchants_own_and_says_nothing_of_others,
    a_merchant_names_no_consumer_of_whom_the_platform_has_not_told_it,
    a_transfer_pays_one_refund_unless_finance_says_otherwise,
}

const ORDER: &str = "/api/v1/orders/o-1";

async fn assert_verified(house: &House) {
    assert_eq!(verify(&house.context).await.unwrap().findings, []);
}

/// A return of one piece that came over the counter, up to its handling.
async fn received(people: [&Client; 2], order: &str) -> String {
    let [consumer, merchant] = people;
    let number = consumer
        .apply(&application(order, "return", "drop_off"))
        .await;
    for command in [
        json!({"type": "approve"}),
        json!({"type": "sign_for", "quantity": 1}),
        inspection("return", "full_refund"),
    ] {
        merchant.command(&number, &command).await.success();
    }
    number
}

fn full_refund() -> Value {
    json!({"type": "handle", "method": "full_refund"})
}

fn with(change: impl FnOnce(&mut Value)) -> Value {
    let mut order = sale("youpin_online", 1);
    change(&mut order);
    order
}

/// What an order is told as, so that more or less is refunded, or so that other windows count.
fn rewritten() -> Vec<(&'static str, Value)> {
    let line = |field: &'static str, value: Value| {
        let path = match field {
            "paid" => "lines[0].paid",
            "freight" => "lines[0].freight",
            "quantity" => "lines[0].quantity",
            "spu" => "lines[0].spu",
            _ => "lines[0].category",
        };
        (path, with(|order| order["lines"][0][field] = value))
    };
    let mut rewritten = vec![
        line("paid", json!(99_999_999)),
        line("freight", json!(100_000)),
        line("quantity", json!(9)),
        line("spu", json!("spu-2")),
        line("category", json!("phones")),
    ];
    rewritten.push((
        "lines[0].paid",
        with(|order| {
            order["lines"][0]["paid"] = json!(1_000);
        }),
    ));
    for delivered_at in [
        Value::Null,
        json!("2026-11-18T02:00:00Z"),
        json!("2099-01-01T00:00:00Z"),
    ] {
        let order = with(|order| order["delivered_at"] = delivered_at);
        rewritten.push(("delivered_at", order));
    }
    let order = with(|order| order["shipped_at"] = json!("2025-11-17T02:00:00Z"));
    rewritten.push(("shipped_at", order));
    rewritten
}

async fn what_a_merchant_tells_under_an_open_service_order_moves_no_money(house: &House) {
    // R-ORD-1, R-RFD-1
    house.sell("o-1", "youpin_online", 1).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let number = received([&consumer, &merchant], "o-1").await;
    let scopes = [Scope::WriteOrders, Scope::ReadOrders];
    let its_system = house.with_token(&house.token(Some(MERCHANT), &scopes).await);
    let before = merchant.get(ORDER).await.success();
    for (field, order) in rewritten() {
        for teller in [&merchant, &its_system] {
            for reason in [None, Some("更正")] {
                let mut told = order.clone();
                told["reason"] = json!(reason);
                let answer = teller.put(ORDER, &told).await;
                assert_eq!(
                    (answer.status, answer.code()),
                    (409, "held_by_service_orders"),
                    "{field}: {answer:?}"
                );
                assert_eq!(answer.body["fields"], json!([field]));
                assert_eq!(answer.body["service_orders"], json!([number]));
                let detail = answer.body["detail"].as_str().unwrap();
                assert!(
                    detail.contains(&number) && detail.contains(field),
                    "{detail}"
                );
            }
        }
    }
    assert_eq!(merchant.get(ORDER).await.success(), before);
    // What nothing hangs on is told as before.
    let renamed = with(|order| order["lines"][0]["title"] = json!("空气净化器 4 Lite 白色"));
    its_system.put(ORDER, &renamed).await.success();
    merchant.command(&number, &full_refund()).await.success();
    assert_eq!(consumer.order(&number).await["refund"]["refunded"], 100_000);
    // It is over: what is not taken is the merchant's to tell again.
    let later = with(|order| order["delivered_at"] = json!("2026-11-20T02:00:00Z"));
    merchant.put(ORDER, &later).await.success();
    assert_verified(house).await;
}

async fn the_platform_changes_it_with_a_reason_and_everybody_who_works_on_it_sees_that(
    house: &House,
) {
    // R-DET-1
    house.sell("o-1", "youpin_online", 1).await;
    let [operator, consumer, merchant, agent] = house
        .people(["operator", "consumer", "merchant", "agent"])
        .await;
    let number = received([&consumer, &merchant], "o-1").await;
    let mut corrected = with(|order| {
        order["lines"][0]["paid"] = json!(90_000);
        order["invoice"] = json!({"title": "王小明", "note": "13800138000"});
    });
    let answer = operator.put(ORDER, &corrected).await;
    assert_eq!(answer.violations(), [("reason", "required")]);
    corrected["reason"] = json!("支付系统对账更正");
    let told = operator.put(ORDER, &corrected).await.success();
    assert_eq!(told["changes"].as_array().unwrap().len(), 1);
    // Told again it is no change.
    operator.put(ORDER, &corrected).await.success();
    for client in [&merchant, &agent, &operator] {
        let seen = client.get(ORDER).await.success();
        let changes = seen["changes"].as_array().unwrap();
        assert_eq!(changes.len(), 1);
        assert_eq!(changes[0]["by"]["party"], "operator");
        assert_eq!(changes[0]["reason"], "支付系统对账更正");
        assert_eq!(
            changes[0]["changes"],
            json!([
                {"field": "invoice", "line": null, "from": null, "to": null},
                {"field": "paid", "line": 1, "from": 100_000, "to": 90_000},
            ])
        );
    }
    let seen = consumer.get(ORDER).await.success();
    assert_eq!(seen.get("changes"), None, "not the consumer's business");
    let page = agent
        .bare(Method::GET, &format!("/service-orders/{number}?tab=order"))
        .header("accept", "text/html");
    let html = page.send().await.unwrap().text().await.unwrap();
    for shown in [
        "Changes",
        "支付系统对账更正",
        "¥1,000.00 → ¥900.00",
        "updated",
    ] {
        assert!(html.contains(shown), "{shown}");
    }
    merchant.command(&number, &full_refund()).await.success();
    assert_eq!(consumer.order(&number).await["refund"]["refunded"], 90_000);
    assert_verified(house).await;
}

async fn merchants_tell_no_orders_where_the_platform_pays(house: &House) {
    // There the platform refunds, and timers do, at what was told
    let [merchant, operator] = house.people(["merchant", "operator"]).await;
    house.add("consumer").await;
    let jd = sale("youpin_jd", 1);
    let answer = merchant.put(ORDER, &jd).await;
    assert_eq!((answer.status, answer.code()), (403, "told_by_platform"));
    operator.put(ORDER, &jd).await.success();
    for told in [&jd, &sale("youpin_online", 1)] {
        let answer = merchant.put(ORDER, told).await;
        assert_eq!((answer.status, answer.code()), (403, "told_by_platform"));
    }
    assert_eq!(merchant.get(ORDER).await.success()["channel"], "youpin_jd");
}

async fn a_refund_is_of_what_was_paid_whatever_is_told_at_the_same_moment(house: &House) {
    // R-RFD-1
    let [operator, consumer, merchant] = house.people(["operator", "consumer", "merchant"]).await;
    for (order, teller, allowed) in [
        ("o-1", &merchant, [100_000].as_slice()),
        ("o-2", &operator, [100_000, 50_000].as_slice()),
    ] {
        house.sell(order, "youpin_online", 1).await;
        let number = received([&consumer, &merchant], order).await;
        let path = format!("/api/v1/orders/{order}");
        let told = with(|order| {
            order["lines"][0]["paid"] = json!(50_000);
            order["reason"] = json!("更正");
        });
        let tell = join_all((0..8).map(|_| teller.put(&path, &told)));
        let refund = full_refund();
        let (told, handled) = join(tell, merchant.command(&number, &refund)).await;
        handled.success();
        let refunded = consumer.order(&number).await["refund"]["refunded"]
            .as_i64()
            .unwrap();
        assert!(allowed.contains(&refunded), "{refunded}");
        let taken = told.iter().any(|answer| answer.status == 200);
        assert_eq!(taken, refunded == 50_000, "{told:?}");
        for answer in told.iter().filter(|answer| answer.status != 200) {
            let is_refused = answer.code() == "held_by_service_orders"
                || answer.violations() == [("lines[0].paid", "out_of_range")];
            assert!(is_refused, "{answer:?}");
        }
        assert_verified(house).await;
    }
}

async fn an_order_number_is_a_merchants_own_and_says_nothing_of_others(house: &House) {
    // R-ORD-1
    let [operator, merchant, merchant_b] =
        house.people(["operator", "merchant", "merchant_b"]).await;
    house.sell("o-1", "youpin_online", 1).await;
    let of_b = |order: &str| {
        let mut order = application(order, "repair", "mail_in");
        order["on_behalf_of"] = json!(CONSUMER);
        order
    };
    let sale_of_b = with(|order| order["merchant_id"] = json!(MERCHANT_B));
    // A number that another has and one that nobody has are answered alike.
    let mut answers = Vec::new();
    for number in ["o-1", "o-9"] {
        let path = format!("/api/v1/orders/{number}");
        let unseen = merchant_b.get(&path).await;
        assert_eq!(unseen.status, 404);
        let told = merchant_b.put(&path, &sale_of_b).await.success();
        assert_eq!(told["order_number"], format!("m-2:{number}"));
        assert_eq!(told["merchant_id"], MERCHANT_B);
        let again = merchant_b.put(&path, &told_back(&told)).await.success();
        assert_eq!(again, told, "as it is shown it can be told");
        assert_eq!(merchant_b.get(&path).await.success(), told);
        let text = told.to_string().replace(number, "?");
        answers.push(text);
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(merchant.get(ORDER).await.success()["merchant_id"], MERCHANT);
    assert_eq!(operator.get("/api/v1/orders/o-9").await.status, 404);
    operator.get("/api/v1/orders/m-2:o-9").await.success();
    // The platform's number of that merchant is the same order; of another, it is another.
    let told = operator
        .put("/api/v1/orders/o-9", &sale_of_b)
        .await
        .success();
    assert_eq!(told["order_number"], "m-2:o-9");
    let told = operator
        .put("/api/v1/orders/o-9", &sale("youpin_online", 1))
        .await
        .success();
    assert_eq!(told["order_number"], "o-9");
    // Nobody takes what would be another's own, there or not.
    for number in ["m-2:o-9", "m-2:o-8"] {
        let path = format!("/api/v1/orders/{number}");
        let answer = operator.put(&path, &sale("youpin_online", 1)).await;
        assert_eq!((answer.status, answer.code()), (422, "others_name"));
        let own = merchant
            .put(&path, &sale("youpin_online", 1))
            .await
            .success();
        assert_eq!(own["order_number"], format!("m-1:{number}"));
    }
    // Its service orders are found by the number as the merchant writes it.
    let applied = merchant_b
        .post("/api/v1/service-orders", &of_b("o-9"))
        .await;
    let applied = applied.success();
    for filter in [
        "order_number=o-9",
        "order_number=m-2:o-9",
        "numbers=o-9",
        "q=o-9",
    ] {
        let path = format!("/api/v1/service-orders?{filter}");
        let found = merchant_b.get(&path).await.success();
        assert_eq!(found["items"][0]["number"], applied["number"], "{filter}");
        assert_eq!(found["items"].as_array().unwrap().len(), 1, "{filter}");
        let others = merchant.get(&path).await.success();
        assert_eq!(others["items"], json!([]), "{filter}");
    }
    let long = format!("/api/v1/orders/{}", "9".repeat(62));
    let answer = merchant_b.put(&long, &sale_of_b).await;
    assert_eq!(answer.violations(), [("order_number", "too_long")]);
}

/// An order as it was answered, to be told again.
fn told_back(answer: &Value) -> Value {
    let mut told = answer.clone();
    let order = told.as_object_mut().unwrap();
    order.remove("order_number");
    order.remove("changes");
    for line in order["lines"].as_array_mut().unwrap() {
        let line = line.as_object_mut().unwrap();
        line.remove("available");
        line.remove("services");
    }
    told
}

async fn a_merchant_names_no_consumer_of_whom_the_platform_has_not_told_it(house: &House) {
    let [operator, merchant, consumer_b] =
        house.people(["operator", "merchant", "consumer_b"]).await;
    house.sell("o-1", "youpin_online", 1).await;
    let of_other = with(|order| order["consumer_id"] = json!("c-2"));
    let own = "/api/v1/orders/o-2";
    for consumer in ["c-2", "nobody"] {
        let told = with(|order| order["consumer_id"] = json!(consumer));
        let told = merchant.put(own, &told).await.success();
        assert_eq!(told["consumer_id"], format!("m-1:{consumer}"));
    }
    merchant.put(own, &of_other).await.success();
    let unseen = consumer_b.get("/api/v1/orders").await.success();
    assert_eq!(unseen["items"], json!([]), "another person");
    assert_eq!(consumer_b.get("/api/v1/orders/m-1:o-2").await.status, 404);
    // Nor does it give away an order that the platform told.
    let told = merchant.put(ORDER, &of_other).await.success();
    assert_eq!(told["consumer_id"], "m-1:c-2");
    // Whom the platform told it of it may name; who was its own before stays so.
    operator
        .put("/api/v1/orders/o-3", &of_other)
        .await
        .success();
    let told = merchant
        .put("/api/v1/orders/o-4", &of_other)
        .await
        .success();
    assert_eq!(told["consumer_id"], "c-2");
    let told = merchant.put(own, &of_other).await.success();
    assert_eq!(told["consumer_id"], "m-1:c-2");
    // What another merchant was told does not count.
    house.add("merchant_b").await;
    let merchant_b = house.sign_in_again("merchant_b").await;
    let told = with(|order| {
        order["merchant_id"] = json!(MERCHANT_B);
        order["consumer_id"] = json!("c-2");
    });
    let told = merchant_b.put("/api/v1/orders/o-3", &told).await.success();
    assert_eq!(told["consumer_id"], "m-2:c-2");
    let others = with(|order| order["consumer_id"] = json!("m-2:c-2"));
    let answer = operator.put("/api/v1/orders/o-5", &others).await;
    assert_eq!((answer.status, answer.code()), (422, "others_name"));
}

async fn a_transfer_pays_one_refund_unless_finance_says_otherwise(house: &House) {
    // R-RFD-2
    let [consumer, merchant, finance, merchant_b] = house
        .people(["consumer", "merchant", "finance", "merchant_b"])
        .await;
    house.sell("o-1", "youpin_online", 9).await;
    let of_b = with(|order| order["merchant_id"] = json!(MERCHANT_B));
    house.sell_as("o-2", &of_b).await;
    let pay = json!({"type": "approve_direct_compensation", "amount": 500, "reason": "轻微划痕"});
    let mut doors = Vec::new();
    for (order, reviewer) in [
        ("o-1", &merchant),
        ("o-1", &merchant),
        ("o-1", &merchant),
        ("o-1", &merchant),
        ("o-2", &merchant_b),
    ] {
        let number = consumer
            .apply(&application(order, "return", "mail_in"))
            .await;
        reviewer.command(&number, &pay).await.success();
        doors.push((
            format!("{number}-2"),
            format!("/api/v1/refunds/{number}-2/commands"),
        ));
    }
    let confirm = json!({"type": "confirm_offline", "reference": "REF-1"});
    let [
        (first, door),
        (_, second),
        (_, third),
        (_, fourth),
        (_, of_b),
    ] = &doors[..]
    else {
        panic!("five refunds");
    };
    finance.post(door, &confirm).await.success();
    let answer = finance.post(second, &confirm).await;
    assert_eq!((answer.status, answer.code()), (409, "reference_used"));
    assert_eq!(answer.body["paid_refund"], **first);
    assert!(answer.body["detail"].as_str().unwrap().contains(first));
    // Another merchant's transfers are numbered by another bank.
    merchant_b.post(of_b, &confirm).await.success();
    let shared = json!({"type": "confirm_offline", "reference": "REF-1", "shared_transfer": true});
    let confirmed = finance.post(second, &shared).await.success();
    assert_eq!(confirmed["reference"], "REF-1");
    // Of two at the same moment, one.
    let at_once = json!({"type": "confirm_offline", "reference": "REF-2"});
    let (third, fourth) = join(
        finance.post(third, &at_once),
        finance.post(fourth, &at_once),
    )
    .await;
    let mut answers = [third.status, fourth.status];
    answers.sort_unstable();
    assert_eq!(answers, [200, 409]);
}
