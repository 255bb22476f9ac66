//! The pieces of a line, and the money for them: what came, what was paid for it, and what stays with the consumer.

use std::time::Duration;

use aftercare_domain::{service_order::ServiceOrder, values::number::ServiceOrderNumber};
use aftercare_server::{db, service::verify::verify};
use serde_json::{Value, json};

use crate::{
    house::{Client, House, application, on_each_database, sale},
    service_orders::inspection,
};

on_each_database! {
    a_full_refund_is_for_the_pieces_that_came,
    goods_that_came_for_nothing_end_without_a_refund,
    three_pieces_get_together_what_was_paid,
    that_nothing_came_is_not_signed_for,
    nobody_applies_for_a_return_without_its_goods,
    an_old_return_without_its_goods_is_paid_by_a_person_alone,
    what_an_earlier_release_counted_is_counted_anew,
}

async fn assert_verified(house: &House) {
    assert_eq!(verify(&house.context).await.unwrap().findings, []);
}

/// Sells a line of so many pieces for so many fen.
async fn sell(house: &House, order: &str, pieces: u32, paid: i64) {
    let mut sale = sale("youpin_online", pieces);
    sale["lines"][0]["paid"] = json!(paid);
    sale["lines"][0]["freight"] = json!(0);
    house.sell_as(order, &sale).await;
}

fn returning(order: &str, pieces: u32) -> Value {
    let mut application = application(order, "return", "drop_off");
    application["quantity"] = json!(pieces);
    application
}

/// A return of which some pieces came over the counter, up to its handling.
async fn received(people: &[Client; 2], application: &Value, came: &Value) -> String {
    let [consumer, merchant] = people;
    let number = consumer.apply(application).await;
    for command in [
        json!({"type": "approve"}),
        json!({"type": "sign_for", "quantity": came}),
        inspection("return", "full_refund"),
    ] {
        merchant.command(&number, &command).await.success();
    }
    number
}

fn full_refund() -> Value {
    json!({"type": "handle", "method": "full_refund"})
}

fn partial_refund(amount: i64) -> Value {
    json!({"type": "handle", "method": "partial_refund", "amount": amount, "reason": "协商一致"})
}

async fn refunds(client: &Client, number: &str) -> Vec<i64> {
    let path = format!("/api/v1/refunds?service_order={number}");
    let page = client.get(&path).await.success();
    let items = page["items"].as_array().unwrap().iter();
    items
        .map(|refund| refund["amount"].as_i64().unwrap())
        .collect()
}

/// How many pieces of the line can still be applied for: one more is refused with it.
async fn available(consumer: &Client, order: &str) -> u64 {
    let path = format!("/api/v1/orders/{order}");
    let order = consumer.get(&path).await.success();
    order["lines"][0]["available"].as_u64().unwrap()
}

async fn a_full_refund_is_for_the_pieces_that_came(house: &House) {
    // case 1, R-APP-2, R-HND-1, R-HND-5: 3 pieces for 269.97, of which two came
    let people = house.people(["consumer", "merchant"]).await;
    let [consumer, merchant] = &people;
    for (order, by_the_system) in [("o-1", false), ("o-2", true)] {
        sell(house, order, 3, 26_997).await;
        let number = received(&people, &returning(order, 3), &json!(2)).await;
        let known = merchant.order(&number).await;
        assert_eq!(
            known["refund"],
            json!({"paid": 26_997, "refunded": 0, "refundable": 26_997, "paid_for_received": 17_998})
        );
        assert_eq!(available(consumer, order).await, 0, "while it is open");
        let path = format!("/api/v1/service-orders/{number}/commands?dry_run=true");
        let foreseen = merchant.post(&path, &full_refund()).await.success();
        let effects = foreseen["effects"].as_array().unwrap();
        let refund = json!({"type": "refund_requested", "amount": 17_998});
        let pieces =
            json!({"type": "received_in_part", "received": 2, "applied": 3, "refund": 17_998});
        assert!(
            effects.contains(&refund) && effects.contains(&pieces),
            "{effects:?}"
        );
        let too_much = merchant.command(&number, &partial_refund(26_998)).await;
        assert_eq!(too_much.code(), "amount_out_of_range");
        assert_eq!(too_much.body["max"], 26_997);
        if by_the_system {
            house.advance(Duration::from_hours(24)).await;
        } else {
            merchant.command(&number, &full_refund()).await.success();
        }
        let ended = consumer.order(&number).await;
        assert_eq!(ended["node"], "completed");
        assert_eq!(ended["refund"]["refunded"], 17_998);
        assert_eq!(refunds(merchant, &number).await, [17_998]);
        assert_eq!(available(consumer, order).await, 1, "one is free again");
        // It comes, too, and gets the rest.
        let last = received(&people, &returning(order, 1), &json!(1)).await;
        merchant.command(&last, &full_refund()).await.success();
        assert_eq!(refunds(merchant, &last).await, [8_999]);
    }
    // A person may pay for the missing one.
    sell(house, "o-3", 3, 26_997).await;
    let number = received(&people, &returning("o-3", 3), &json!(2)).await;
    merchant
        .command(&number, &partial_refund(26_997))
        .await
        .success();
    assert_eq!(available(consumer, "o-3").await, 1);
    assert_verified(house).await;
}

async fn goods_that_came_for_nothing_end_without_a_refund(house: &House) {
    // case 2, R-APP-2, R-HND-1: a gift in a set with paid goods
    let people = house.people(["consumer", "merchant"]).await;
    let [consumer, merchant] = &people;
    let mut set = sale("youpin_online", 1);
    let mut gift = set["lines"][0].clone();
    gift["line_number"] = json!(2);
    gift["quantity"] = json!(2);
    gift["paid"] = json!(0);
    gift["freight"] = json!(0);
    set["lines"].as_array_mut().unwrap().push(gift);
    house.sell_as("o-1", &set).await;
    let mut of_gift = returning("o-1", 1);
    of_gift["line_number"] = json!(2);
    for by_the_system in [false, true] {
        let number = received(&people, &of_gift, &json!(1)).await;
        let pay = json!({"type": "handle", "method": "direct_compensation", "amount": 1, "reason": "补偿"});
        for amount in [partial_refund(1), pay] {
            let refused = merchant.command(&number, &amount).await;
            assert_eq!((refused.status, refused.code()), (409, "nothing_to_refund"));
        }
        if by_the_system {
            house.advance(Duration::from_hours(24)).await;
        } else {
            merchant.command(&number, &full_refund()).await.success();
        }
        let ended = consumer.order(&number).await;
        assert_eq!(ended["node"], "completed");
        assert_eq!(ended["handling"]["refund"], Value::Null);
        assert!(refunds(merchant, &number).await.is_empty());
    }
    let again = consumer.post("/api/v1/service-orders", &of_gift).await;
    assert_eq!(
        again.code(),
        "quantity_unavailable",
        "both are taken for good"
    );
    // The goods that were paid for are nobody's concern.
    let paid = received(&people, &returning("o-1", 1), &json!(1)).await;
    merchant.command(&paid, &full_refund()).await.success();
    assert_eq!(refunds(merchant, &paid).await, [100_000]);
    assert_verified(house).await;
}

async fn three_pieces_get_together_what_was_paid(house: &House) {
    // case 3, R-RFD-1: 100.00 for 3 pieces; three open at once, and one that was given back in between
    let people = house.people(["consumer", "merchant"]).await;
    let [_, merchant] = &people;
    sell(house, "o-1", 3, 10_000).await;
    let mut open = Vec::new();
    for _ in 0..3 {
        open.push(received(&people, &returning("o-1", 1), &json!(1)).await);
    }
    let refuse = json!({"type": "handle", "method": "return_refused", "reason": "人为损坏"});
    let send =
        json!({"type": "send_goods_back", "carrier": "sf", "tracking_number": "SF1234567890123"});
    let [first, given_back, last] = open.try_into().unwrap();
    merchant.command(&last, &full_refund()).await.success();
    merchant.command(&given_back, &refuse).await.success();
    merchant.command(&given_back, &send).await.success();
    merchant.command(&first, &full_refund()).await.success();
    let again = received(&people, &returning("o-1", 1), &json!(1)).await;
    assert_eq!(merchant.order(&again).await["refund"]["paid"], 3_334);
    house.advance(Duration::from_hours(24)).await;
    for (number, amount) in [(&last, 3_333), (&first, 3_333), (&again, 3_334)] {
        assert_eq!(refunds(merchant, number).await, [amount]);
        assert_eq!(merchant.order(number).await["refund"]["paid"], amount);
    }
    // A fen for three pieces.
    sell(house, "o-2", 3, 1).await;
    let two = received(&people, &returning("o-2", 2), &json!(2)).await;
    merchant.command(&two, &full_refund()).await.success();
    assert!(refunds(merchant, &two).await.is_empty());
    let third = received(&people, &returning("o-2", 1), &json!(1)).await;
    merchant.command(&third, &full_refund()).await.success();
    assert_eq!(refunds(merchant, &third).await, [1]);
    assert_verified(house).await;
}

async fn that_nothing_came_is_not_signed_for(house: &House) {
    // case 1, R-RCV-1, R-RCV-2, R-EXC-3
    sell(house, "o-1", 3, 26_997).await;
    let people = house.people(["consumer", "merchant"]).await;
    let [consumer, merchant] = &people;
    let number = consumer.apply(&returning("o-1", 3)).await;
    merchant
        .command(&number, &json!({"type": "approve"}))
        .await
        .success();
    let sign_for = |quantity: i64| json!({"type": "sign_for", "quantity": quantity});
    let none = merchant.command(&number, &sign_for(0)).await;
    assert_eq!((none.status, none.code()), (422, "nothing_received"));
    assert_eq!(none.body["violations"][0]["field"], "quantity");
    let detail = none.body["detail"].as_str().unwrap();
    assert!(
        detail.contains("Report a problem at receipt"),
        "it says what to do: {detail}"
    );
    let more = merchant.command(&number, &sign_for(4)).await;
    assert_eq!(more.violations(), [("quantity", "out_of_range")]);
    let abnormal =
        json!({"type": "report_abnormal", "reason_code": "wrong_quantity", "remark": "箱内一件"});
    merchant.command(&number, &abnormal).await.success();
    let concede = |quantity: i64| json!({"type": "resolve_exception", "resolution": "merchant_concedes", "quantity": quantity});
    let more = merchant.command(&number, &concede(4)).await;
    assert_eq!(more.violations(), [("quantity", "out_of_range")]);
    let conceded = merchant.command(&number, &concede(1)).await.success();
    assert_eq!(conceded["receipt"]["quantity"], 1);
    house.advance(Duration::from_hours(24)).await;
    house.advance(Duration::from_hours(24)).await;
    assert_eq!(refunds(merchant, &number).await, [8_999]);
    // What the operator ends goes back whole, whatever came.
    sell(house, "o-2", 3, 26_997).await;
    let number = received(&people, &returning("o-2", 3), &json!(2)).await;
    let operator = house.sign_in("operator").await;
    let cancel = json!({"type": "super_cancel", "reason": "重复提交"});
    operator.command(&number, &cancel).await.success();
    assert_eq!(
        available(consumer, "o-2").await,
        0,
        "until the goods are back"
    );
    let send =
        json!({"type": "send_goods_back", "carrier": "sf", "tracking_number": "SF1234567890123"});
    let ended = merchant.command(&number, &send).await.success();
    assert_eq!(ended["node"], "cancelled");
    assert_eq!(available(consumer, "o-2").await, 3);
    assert_verified(house).await;
}

async fn nobody_applies_for_a_return_without_its_goods(house: &House) {
    // § 2: `none` is for supplements alone
    house.sell("o-1", "youpin_online", 2).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let none = application("o-1", "return", "none");
    let refused = consumer.post("/api/v1/service-orders", &none).await;
    assert_eq!(refused.violations(), [("service_method", "not_one_of")]);
    let number = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    let approve = json!({"type": "approve", "service_method": "none"});
    let refused = merchant.command(&number, &approve).await;
    assert_eq!(refused.violations(), [("service_method", "not_one_of")]);
    assert_eq!(merchant.order(&number).await["goods_stay"], false);
}

/// Makes of a supplement the return without goods that an earlier release would have taken in its place.
async fn as_an_earlier_release_took_it(house: &House, number: &str) {
    fn earlier(document: &str) -> String {
        document.replace(
            r#""service_type":"supplement""#,
            r#""service_type":"return""#,
        )
    }
    let number = ServiceOrderNumber::parse(number).unwrap();
    let rewritten = house.context.db.write(move |connection| {
        Box::pin(async move {
            let numbers = std::slice::from_ref(&number);
            let mut head = String::new();
            for event in db::log::of::<ServiceOrder>(connection, numbers).await? {
                let document = earlier(&event.document);
                let hash = db::log::hash(&head, &document);
                sqlx::query(
                    "UPDATE events SET document = $1, previous_hash = $2, hash = $3 \
                     WHERE service_order = $4 AND sequence = $5",
                )
                .bind(document)
                .bind(head)
                .bind(hash.clone())
                .bind(number.as_str())
                .bind(i64::from(event.sequence))
                .execute(&mut *connection)
                .await?;
                head = hash;
            }
            let document: String =
                sqlx::query_scalar("SELECT document FROM service_orders WHERE number = $1")
                    .bind(number.as_str())
                    .fetch_one(&mut *connection)
                    .await?;
            sqlx::query(
                "UPDATE service_orders SET document = $1, head_hash = $2, service_type = 'return', \
                 list_entry = NULL, list_entry_version = 0, list_entry_rules = 0 WHERE number = $3",
            )
            .bind(earlier(&document))
            .bind(head)
            .bind(number.as_str())
            .execute(connection)
            .await?;
            Ok::<_, db::DbError>(())
        })
    });
    rewritten.await.unwrap();
}

async fn an_old_return_without_its_goods_is_paid_by_a_person_alone(house: &House) {
    // § 2, R-REV-7
    house.sell("o-1", "youpin_online", 2).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let supplement = application("o-1", "supplement", "none");
    let reviewed = consumer.apply(&supplement).await;
    let handled = consumer.apply(&supplement).await;
    let approve = json!({"type": "approve"});
    merchant.command(&handled, &approve).await.success();
    for number in [&reviewed, &handled] {
        as_an_earlier_release_took_it(house, number).await;
    }
    assert_verified(house).await;
    // It is marked, wherever it is shown.
    let known = merchant.order(&reviewed).await;
    assert_eq!(known["goods_stay"], true);
    assert_eq!(known["due_action"], "mark_overdue");
    let list = merchant.get("/api/v1/service-orders").await.success();
    let items = list["items"].as_array().unwrap();
    assert!(
        items.iter().all(|order| order["goods_stay"] == true),
        "{items:?}"
    );
    assert_eq!(
        merchant.log(&handled).await,
        ["applied", "approved"],
        "its log reads as before"
    );
    // Whoever would approve it as it is hears what that would cost; a batch says the same.
    let warned = merchant.command(&reviewed, &approve).await;
    assert_eq!((warned.status, warned.code()), (422, "goods_stay"));
    assert_eq!(warned.body["refund"], 100_000);
    let title = warned.body["title"].as_str().unwrap();
    let warning = "the goods stay with the consumer: full refund ¥1,000.00";
    assert!(title.contains(warning), "{title}");
    let batch = json!([{"number": reviewed, "command": approve}]);
    let batch = merchant
        .post("/api/v1/service-orders/commands", &batch)
        .await
        .success();
    assert!(batch.to_string().contains("goods_stay"), "{batch}");
    // The system pays for nothing that stays away, nor approves it.
    house.advance(Duration::from_hours(24 * 30)).await;
    let left = merchant.order(&reviewed).await;
    assert_eq!(
        (&left["node"], &left["overdue"]),
        (&json!("pending_review"), &json!(true))
    );
    assert_eq!(
        merchant.log(&reviewed).await,
        ["applied", "deadline_missed"]
    );
    let by_mail = json!({"type": "approve", "service_method": "mail_in"});
    let approved = merchant.command(&reviewed, &by_mail).await.success();
    assert_eq!(
        (&approved["node"], &approved["goods_stay"]),
        (&json!("pending_shipment"), &json!(false))
    );
    let path = format!("/api/v1/service-orders/{handled}/commands?dry_run=true");
    let foreseen = merchant.post(&path, &full_refund()).await.success();
    let warning = json!({"type": "goods_stay", "refund": 100_000, "in_full": true});
    assert!(
        foreseen["effects"].as_array().unwrap().contains(&warning),
        "{foreseen}"
    );
    merchant.command(&handled, &full_refund()).await.success();
    assert_eq!(refunds(&merchant, &handled).await, [100_000]);
    assert_verified(house).await;
}

async fn what_an_earlier_release_counted_is_counted_anew(house: &House) {
    // R-APP-2: the step of the migrations, over orders that ended in every way
    let people = house.people(["consumer", "merchant"]).await;
    let [consumer, merchant] = &people;
    for (order, paid) in [("o-1", 26_997), ("o-2", 0)] {
        sell(house, order, 9, paid).await;
        for (came, handling) in [
            (2, Some(full_refund())),
            (
                3,
                Some(json!({"type": "handle", "method": "return_refused", "reason": "人为损坏"})),
            ),
            (1, None),
        ] {
            let number = received(&people, &returning(order, 3), &json!(came)).await;
            if let Some(handling) = handling {
                merchant.command(&number, &handling).await.success();
            }
        }
    }
    sell(house, "o-3", 2, 20_000).await;
    let there = received(&people, &returning("o-3", 1), &json!(1)).await;
    let away = consumer.apply(&returning("o-3", 1)).await;
    let pay =
        json!({"type": "handle", "method": "direct_compensation", "amount": 5, "reason": "补偿"});
    merchant.command(&there, &pay).await.success();
    let pay = json!({"type": "approve_direct_compensation", "amount": 5, "reason": "补偿"});
    merchant.command(&away, &pay).await.success();
    assert_verified(house).await;
    let engine = house.context.db.engine();
    let counted = house.context.db.write(move |connection| {
        Box::pin(async move {
            // As the tables were before, with counts that say nothing.
            sqlx::raw_sql("ALTER TABLE order_lines DROP COLUMN kept_quantity")
                .execute(&mut *connection)
                .await?;
            sqlx::raw_sql("UPDATE order_lines SET taken_quantity = 7")
                .execute(&mut *connection)
                .await?;
            let step = match engine {
                db::Engine::Sqlite => {
                    include_str!("../../../migrations/0014_kept_pieces.sqlite.sql")
                }
                db::Engine::Postgres => {
                    include_str!("../../../migrations/0014_kept_pieces.postgres.sql")
                }
            };
            sqlx::raw_sql(step).execute(connection).await?;
            Ok::<_, db::DbError>(())
        })
    });
    counted.await.unwrap();
    assert_verified(house).await;
}
