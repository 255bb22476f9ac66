//! Many at once: one winner, one effect, and nothing half-written.

use std::time::Duration;

use aftercare_domain::people::access::Scope;
use aftercare_server::{service::verify::verify, write::idempotency};
use futures::future::join_all;
use serde_json::{Value, json};

use crate::house::{Answer, House, application, on_each_database};

on_each_database! {
    of_sixty_four_simultaneous_commands_one_wins,
    the_last_piece_is_taken_once,
    an_external_id_is_one_order_however_many_apply_at_once,
    a_thousand_commands_sent_up_to_five_times_have_one_effect_each,
    the_same_key_gives_the_first_answer_again,
    an_answer_is_kept_for_two_days_and_then_forgotten,
    a_refusal_is_given_again_under_its_key_and_leaves_nothing_else,
    who_comes_second_is_told_what_happened_since,
    a_lines_refunds_never_exceed_what_was_paid,
}

async fn assert_verified(house: &House) {
    assert_eq!(verify(&house.context).await.unwrap().findings, []);
}

fn with_status(answers: &[Answer], status: u16) -> usize {
    answers
        .iter()
        .filter(|answer| answer.status == status)
        .count()
}

async fn of_sixty_four_simultaneous_commands_one_wins(house: &House) {
    // R-LST-4
    house.sell("o-1", "youpin_online", 1).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let number = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    let commands = (0..64).map(|place| {
        let command = match place % 3 {
            0 => json!({"type": "approve", "expected_version": 1}),
            1 => json!({"type": "reject", "reason_code": "not_covered", "reason": "不在范围", "expected_version": 1}),
            _ => json!({"type": "approve"}),
        };
        let (merchant, number) = (&merchant, &number);
        async move { merchant.command(number, &command).await }
    });
    let answers = join_all(commands).await;
    assert_eq!(with_status(&answers, 200), 1);
    assert_eq!(with_status(&answers, 409), 63);
    assert_eq!(merchant.order(&number).await["version"], 2);
    assert_verified(house).await;
}

async fn the_last_piece_is_taken_once(house: &House) {
    // R-APP-2
    house.sell("o-1", "youpin_online", 3).await;
    let consumer = house.sign_in("consumer").await;
    let applications = (0..16).map(|_| {
        let consumer = &consumer;
        async move {
            consumer
                .post(
                    "/api/v1/service-orders",
                    &application("o-1", "repair", "mail_in"),
                )
                .await
        }
    });
    let answers = join_all(applications).await;
    assert_eq!(with_status(&answers, 201), 3);
    let refused: Vec<&Answer> = answers
        .iter()
        .filter(|answer| answer.status != 201)
        .collect();
    assert!(
        refused
            .iter()
            .all(|answer| answer.code() == "quantity_unavailable")
    );
    assert_eq!(refused[0].body["violations"][0]["field"], "quantity");
    assert_verified(house).await;
}

async fn an_external_id_is_one_order_however_many_apply_at_once(house: &House) {
    // R-APP-4
    house.sell("o-1", "youpin_online", 9).await;
    let scopes = [Scope::WriteServiceOrders, Scope::ReadServiceOrders];
    let first = house.with_token(&house.token(Some("m-1"), &scopes).await);
    let second = house.with_token(&house.token(Some("m-1"), &scopes).await);
    let mut application = application("o-1", "return", "mail_in");
    application["external_id"] = json!("ERP-1");
    let applications = (0..16).map(|place| {
        let client = if place % 2 == 0 { &first } else { &second };
        let application = &application;
        async move { client.post("/api/v1/service-orders", application).await }
    });
    let answers = join_all(applications).await;
    assert_eq!(with_status(&answers, 201), 1);
    assert_eq!(with_status(&answers, 200), 15);
    let number = &answers[0].body["number"];
    assert!(
        answers
            .iter()
            .all(|answer| answer.body["number"] == *number)
    );
    // Another tenant's numbers are its own.
    house.sell("o-2", "youpin_online", 1).await;
    let platform = house.with_token(&house.token(None, &scopes).await);
    let mut other = application.clone();
    other["order_number"] = json!("o-2");
    let other = platform.post("/api/v1/service-orders", &other).await;
    assert_eq!(other.status, 201, "{other:?}");
    assert_verified(house).await;
}

async fn a_thousand_commands_sent_up_to_five_times_have_one_effect_each(house: &House) {
    const ORDERS: usize = 250;
    for lot in 0..5 {
        house.sell(&format!("o-{lot}"), "youpin_online", 50).await;
    }
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let mut numbers = Vec::with_capacity(ORDERS);
    for lot in 0..5 {
        let applications = (0..50).map(|_| {
            let consumer = &consumer;
            async move {
                let order = format!("o-{lot}");
                consumer
                    .apply(&application(&order, "return", "mail_in"))
                    .await
            }
        });
        numbers.extend(join_all(applications).await);
    }
    let steps: [(_, Value); 4] = [
        (&merchant, json!({"type": "claim"})),
        (&consumer, json!({"type": "urge"})),
        (&merchant, json!({"type": "approve"})),
        (
            &consumer,
            json!({"type": "ship", "carrier": "sf", "tracking_number": "SF1234567890123"}),
        ),
    ];
    for (step, (who, command)) in steps.iter().enumerate() {
        let sent = numbers.iter().enumerate().flat_map(|(place, number)| {
            (0..=(place % 5)).map(move |_| async move {
                let path = format!("/api/v1/service-orders/{number}/commands");
                let key = format!("{step} {number}");
                (number, who.post_once(&path, &key, command).await)
            })
        });
        let mut answers: Vec<_> = join_all(sent).await;
        answers.sort_by_key(|(number, _)| (*number).clone());
        for same in answers.chunk_by(|(one, _), (other, _)| one == other) {
            assert_eq!(same[0].1.status, 200, "{command}: {:?}", same[0]);
            assert!(same.iter().all(|(_, answer)| answer.body == same[0].1.body));
        }
    }
    for number in &numbers {
        let log = merchant.log(number).await;
        assert_eq!(log, ["applied", "claimed", "urged", "approved", "shipped"]);
    }
    assert_verified(house).await;
}

async fn the_same_key_gives_the_first_answer_again(house: &House) {
    house.sell("o-1", "youpin_online", 2).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let wanted = application("o-1", "return", "mail_in");
    let path = "/api/v1/service-orders";
    let first = consumer.post_once(path, "k", &wanted).await;
    assert_eq!(first.status, 201, "{first:?}");
    let number = first.body["number"].as_str().unwrap();
    merchant
        .command(number, &json!({"type": "approve"}))
        .await
        .success();
    let again = consumer.post_once(path, "k", &wanted).await;
    assert_eq!((again.status, &again.body), (201, &first.body));
    // Another caller's key is another key; another body under the same key is a mistake.
    let other = merchant.post_once(path, "k", &wanted).await;
    assert_eq!(other.status, 201, "{other:?}");
    let changed = application("o-1", "exchange", "mail_in");
    let reused = consumer.post_once(path, "k", &changed).await;
    assert_eq!(
        (reused.status, reused.code()),
        (422, "idempotency_key_reused")
    );
    assert_verified(house).await;
}

async fn an_answer_is_kept_for_two_days_and_then_forgotten(house: &House) {
    house.sell("o-1", "youpin_online", 1).await;
    let consumer = house.sign_in("consumer").await;
    let wanted = application("o-1", "return", "mail_in");
    consumer
        .post_once("/api/v1/service-orders", "k", &wanted)
        .await
        .success();
    for (passed, kept) in [(Duration::from_hours(48), 1), (Duration::from_millis(1), 0)] {
        house.pass_real_time(passed);
        idempotency::delete_old(&house.context.db, &house.context.clock)
            .await
            .unwrap();
        assert_eq!(house.count("SELECT COUNT(*) FROM answers").await, kept);
    }
}

async fn a_refusal_is_given_again_under_its_key_and_leaves_nothing_else(house: &House) {
    house.sell("o-1", "youpin_online", 1).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let number = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    let path = format!("/api/v1/service-orders/{number}/commands");
    let too_early = json!({"type": "sign_for"});
    let refused = merchant.post_once(&path, "k", &too_early).await;
    assert_eq!(
        (refused.status, refused.code()),
        (409, "not_allowed_in_node")
    );
    let too_much = consumer
        .post(
            "/api/v1/service-orders",
            &application("o-1", "return", "mail_in"),
        )
        .await;
    assert_eq!(too_much.code(), "quantity_unavailable");
    for (table, count) in [
        ("SELECT COUNT(*) FROM events", 1),
        ("SELECT COUNT(*) FROM service_orders", 1),
        ("SELECT COUNT(*) FROM timers", 1),
        ("SELECT COUNT(*) FROM refunds", 0),
        ("SELECT COUNT(*) FROM outbox", 0),
        ("SELECT last FROM number_sequences", 1),
    ] {
        assert_eq!(house.count(table).await, count, "{table}");
    }
    merchant
        .command(&number, &json!({"type": "approve"}))
        .await
        .success();
    let again = merchant.post_once(&path, "k", &too_early).await;
    assert_eq!((again.status, again.body), (409, refused.body));
    assert_verified(house).await;
}

async fn who_comes_second_is_told_what_happened_since(house: &House) {
    // R-LST-4
    house.sell("o-1", "youpin_online", 1).await;
    let [consumer, agent, merchant] = house.people(["consumer", "agent", "merchant"]).await;
    let number = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    agent
        .command(&number, &json!({"type": "approve", "expected_version": 1}))
        .await
        .success();
    let late = json!({
        "type": "reject", "reason_code": "not_covered", "reason": "不在范围", "expected_version": 1,
    });
    for _ in 0..2 {
        let path = format!("/api/v1/service-orders/{number}/commands");
        let conflict = merchant.post_once(&path, "late", &late).await;
        assert_eq!(
            (conflict.status, conflict.code()),
            (409, "version_conflict")
        );
        assert_eq!(conflict.body["current_version"], 2);
        let since = conflict.body["since"].as_array().unwrap();
        assert_eq!(since.len(), 1);
        assert_eq!(since[0]["type"], "approved");
        assert_eq!(
            since[0]["actor"],
            json!({"party": "merchant", "name": "agent"})
        );
    }
}

async fn a_lines_refunds_never_exceed_what_was_paid(house: &House) {
    // R-RFD-1
    house.sell("o-1", "youpin_online", 4).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let mut numbers = Vec::new();
    for _ in 0..4 {
        numbers.push(
            consumer
                .apply(&application("o-1", "return", "mail_in"))
                .await,
        );
    }
    let pay =
        json!({"type": "approve_direct_compensation", "amount": 100_000, "reason": "全额补偿"});
    let commands = numbers.iter().flat_map(|number| {
        (0..4).map({
            let (merchant, pay) = (&merchant, &pay);
            move |_| async move { merchant.command(number, pay).await }
        })
    });
    let answers = join_all(commands).await;
    assert_eq!(with_status(&answers, 200), 4);
    let refunds = merchant.get("/api/v1/refunds?limit=200").await.success();
    let amounts: i64 = refunds["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|refund| refund["amount"].as_i64().unwrap())
        .sum();
    assert_eq!(amounts, 400_000);
    assert_verified(house).await;
}
