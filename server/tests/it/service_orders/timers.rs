//! Timers: what the system does at a deadline, once, whenever the server is there again.

use std::time::Duration;

use aftercare_domain::{policy::Policy, values::time::Span};
use aftercare_server::{
    db::DbError,
    service::{timers, verify::verify},
};
use chrono::{DateTime, TimeDelta};
use serde_json::{Value, json};

use crate::house::{Client, House, application, on_each_database};

on_each_database! {
    every_deadline_of_the_manual_is_acted_on,
    a_review_without_an_address_stays_and_is_marked,
    a_question_stops_the_clock_for_two_days,
    a_question_closes_after_two_days_where_no_time_runs,
    a_question_that_was_asked_before_it_had_a_timer_closes_too,
    several_workers_act_once,
    what_came_due_while_nobody_looked_is_acted_on,
    a_deadline_is_extended_once_a_node,
    another_policy_counts_from_the_next_decision_on,
}

fn inspection() -> Value {
    json!({
        "type": "inspect",
        "results": [
            {"item": "appearance", "value": "pass"},
            {"item": "function", "value": "fail"},
            {"item": "accessories", "value": "pass"},
        ],
        "fault": {"codes": [], "description": "电机异响"},
        "conclusion": {
            "service_type": "return", "handling_method": "full_refund", "liability": "product", "in_warranty": true,
        },
    })
}

async fn applied(house: &House, service_type: &str) -> (Client, Client, String) {
    house.sell("o-1", "youpin_online", 5).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let number = consumer
        .apply(&application("o-1", service_type, "mail_in"))
        .await;
    (consumer, merchant, number)
}

/// The last line of a log.
async fn last_line(merchant: &Client, number: &str) -> Value {
    let path = format!("/api/v1/service-orders/{number}/log");
    let log = merchant.get(&path).await.success();
    log.as_array().unwrap().last().unwrap().clone()
}

async fn every_deadline_of_the_manual_is_acted_on(house: &House) {
    // R-TIM-3, R-REV-7, R-SHP-2, R-RCV-3, R-INS-6, R-HND-5
    let (consumer, merchant, number) = applied(house, "return").await;
    let ship = json!({"type": "ship", "carrier": "sf", "tracking_number": "SF1234567890123"});
    house.advance(Duration::from_hours(24)).await;
    assert_eq!(merchant.order(&number).await["node"], "pending_shipment");
    let line = last_line(&merchant, &number).await;
    assert_eq!(line["automatic"], json!({"rule": "R-REV-7"}));
    assert_eq!(line["actor"]["party"], "system");
    consumer.command(&number, &ship).await.success();
    house.advance(Duration::from_hours(240)).await;
    let received = merchant.order(&number).await;
    assert_eq!(
        (&received["node"], &received["auto_passed"]),
        (&json!("pending_inspection"), &json!(true))
    );
    assert_eq!(
        last_line(&merchant, &number).await["automatic"]["rule"],
        "R-RCV-3"
    );
    house.advance(Duration::from_hours(24)).await;
    assert_eq!(
        last_line(&merchant, &number).await["automatic"]["rule"],
        "R-INS-6"
    );
    house.advance(Duration::from_hours(24)).await;
    let ended = merchant.order(&number).await;
    assert_eq!(ended["node"], "completed");
    assert_eq!(ended["refund"]["refunded"], 100_000);
    assert_eq!(
        last_line(&merchant, &number).await["automatic"]["rule"],
        "R-HND-5"
    );
    // Not shipped in seven days: cancelled.
    let other = consumer
        .apply(&application("o-1", "repair", "mail_in"))
        .await;
    merchant
        .command(&other, &json!({"type": "approve"}))
        .await
        .success();
    house.advance(Duration::from_hours(168)).await;
    assert_eq!(merchant.order(&other).await["node"], "cancelled");
    assert_eq!(
        last_line(&merchant, &other).await["automatic"]["rule"],
        "R-SHP-2"
    );
    // A repair that nobody handles in seven days is refunded.
    let repair = consumer
        .apply(&application("o-1", "repair", "mail_in"))
        .await;
    merchant
        .command(&repair, &json!({"type": "approve"}))
        .await
        .success();
    consumer.command(&repair, &ship).await.success();
    merchant
        .command(&repair, &json!({"type": "sign_for"}))
        .await
        .success();
    house.advance(Duration::from_hours(24)).await;
    house.advance(Duration::from_hours(144)).await;
    assert_eq!(merchant.order(&repair).await["node"], "pending_handling");
    house.advance(Duration::from_hours(24)).await;
    let refunded = merchant.order(&repair).await;
    assert_eq!(
        (&refunded["node"], &refunded["handling"]["method"]),
        (&json!("completed"), &json!("full_refund"))
    );
    assert_eq!(verify(&house.context).await.unwrap().findings, []);
}

async fn a_review_without_an_address_stays_and_is_marked(house: &House) {
    // R-REV-2, R-TIM-3
    house
        .sell_without_addresses("o-1", "youpin_online", 1)
        .await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let number = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    house.advance(Duration::from_hours(25)).await;
    house.advance(Duration::from_hours(720)).await;
    let marked = merchant.order(&number).await;
    assert_eq!(marked["node"], "pending_review");
    assert_eq!(
        (&marked["address_missing"], &marked["overdue"]),
        (&json!(true), &json!(true))
    );
    assert_eq!(merchant.log(&number).await, ["applied", "address_missing"]);
    assert_eq!(verify(&house.context).await.unwrap().findings, []);
}

async fn a_question_stops_the_clock_for_two_days(house: &House) {
    // R-REV-8, R-TIM-1
    let (_, merchant, number) = applied(house, "return").await;
    house.advance(Duration::from_hours(4)).await;
    merchant
        .command(
            &number,
            &json!({"type": "ask_consumer", "question": "请补充照片"}),
        )
        .await
        .success();
    house.advance(Duration::from_hours(47)).await;
    assert_eq!(merchant.order(&number).await["due_at"], Value::Null);
    house.advance(Duration::from_hours(1)).await;
    assert_eq!(
        last_line(&merchant, &number).await["type"],
        "answer_elapsed"
    );
    house.advance(Duration::from_hours(19)).await;
    assert_eq!(merchant.order(&number).await["node"], "pending_review");
    house.advance(Duration::from_hours(1)).await;
    assert_eq!(merchant.order(&number).await["node"], "pending_shipment");
}

/// An order whose review was missed, for want of an address, and whose consumer was asked two days later.
async fn asked_too_late(house: &House) -> (Client, String) {
    house
        .sell_without_addresses("o-1", "youpin_online", 1)
        .await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let number = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    house.advance(Duration::from_hours(48)).await;
    let ask = json!({"type": "ask_consumer", "question": "请补充照片"});
    merchant.command(&number, &ask).await.success();
    (merchant, number)
}

/// Two days later the question is closed, by the system, once.
async fn closes_in_two_days(house: &House, merchant: &Client, number: &str) {
    house.advance(Duration::from_mins(48 * 60 - 1)).await;
    assert_eq!(last_line(merchant, number).await["type"], "consumer_asked");
    house.advance(Duration::from_mins(1)).await;
    let line = last_line(merchant, number).await;
    assert_eq!(line["type"], "answer_elapsed");
    assert_eq!(line["automatic"], json!({"rule": "R-REV-8"}));
    house.advance(Duration::from_hours(240)).await;
    let log = [
        "applied",
        "address_missing",
        "consumer_asked",
        "answer_elapsed",
    ];
    assert_eq!(merchant.log(number).await, log);
    let order = merchant.order(number).await;
    assert_eq!(order["question"]["open"], json!(false));
    assert_eq!(order["overdue"], json!(true));
    assert_eq!(verify(&house.context).await.unwrap().findings, []);
}

async fn a_question_closes_after_two_days_where_no_time_runs(house: &House) {
    // R-REV-8, R-TIM-3
    let (merchant, number) = asked_too_late(house).await;
    let asked = merchant.order(&number).await;
    assert_eq!(asked["due_action"], "resume_review");
    assert_eq!(verify(&house.context).await.unwrap().findings, []);
    closes_in_two_days(house, &merchant, &number).await;
}

async fn a_question_that_was_asked_before_it_had_a_timer_closes_too(house: &House) {
    // R-REV-8: of an order that an earlier release left
    let (merchant, number) = asked_too_late(house).await;
    let upgraded = house.context.db.write(|connection| {
        Box::pin(async move {
            sqlx::query("DELETE FROM timers")
                .execute(&mut *connection)
                .await?;
            let step = include_str!("../../../migrations/0016_questions_without_timers.sql");
            for _ in 0..2 {
                sqlx::query(step).execute(&mut *connection).await?;
            }
            Ok::<_, DbError>(())
        })
    });
    upgraded.await.unwrap();
    closes_in_two_days(house, &merchant, &number).await;
}

async fn several_workers_act_once(house: &House) {
    // R-TIM-3
    house.sell("o-1", "youpin_online", 40).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let mut numbers = Vec::new();
    for _ in 0..40 {
        numbers.push(
            consumer
                .apply(&application("o-1", "return", "mail_in"))
                .await,
        );
    }
    let clock = &house.context.clock;
    clock.set_offset_ms(clock.offset_ms() + Span::hours(25).ms());
    let acting = (0..8).map(|_| timers::settle(&house.context));
    for acted in futures::future::join_all(acting).await {
        acted.unwrap();
    }
    for number in &numbers {
        assert_eq!(merchant.log(number).await, ["applied", "approved"]);
    }
    assert_eq!(verify(&house.context).await.unwrap().findings, []);
}

async fn what_came_due_while_nobody_looked_is_acted_on(house: &House) {
    // R-TIM-3: a claim whose worker was lost is over when its lease is.
    let (_, merchant, number) = applied(house, "return").await;
    let context = &house.context;
    let due_at = Span::hours(30).after(context.clock.now());
    let real_now = context.clock.real_now();
    let lost = context.db.write(move |connection| {
        Box::pin(async move {
            let lease_until = Span::milliseconds(15_000).after(real_now);
            aftercare_server::db::timers::claim(connection, due_at, real_now, lease_until, 10).await
        })
    });
    assert_eq!(lost.await.unwrap().len(), 1);
    context.clock.set_offset_ms(Span::hours(30).ms());
    timers::act(context).await.unwrap();
    assert_eq!(merchant.order(&number).await["node"], "pending_review");
    house.pass_real_time(Duration::from_secs(16));
    timers::settle(context).await.unwrap();
    assert_eq!(merchant.order(&number).await["node"], "pending_shipment");
}

async fn a_deadline_is_extended_once_a_node(house: &House) {
    // R-TIM-2
    let (consumer, merchant, number) = applied(house, "return").await;
    let extend =
        |until: &str| json!({"type": "extend_deadline", "until": until, "reason": "等待配件"});
    let too_far = merchant
        .command(&number, &extend("2026-11-28T02:00:00Z"))
        .await;
    assert_eq!(
        (too_far.status, too_far.code()),
        (422, "extension_out_of_range")
    );
    let extended = merchant
        .command(&number, &extend("2026-11-27T02:00:00Z"))
        .await
        .success();
    assert_eq!(extended["due_at"], "2026-11-27T02:00:00Z");
    let again = merchant
        .command(&number, &extend("2026-11-27T03:00:00Z"))
        .await;
    assert_eq!((again.status, again.code()), (409, "already_extended"));
    house.advance(Duration::from_hours(72)).await;
    assert_eq!(consumer.order(&number).await["node"], "pending_review");
    house.advance(Duration::from_hours(24)).await;
    assert_eq!(merchant.order(&number).await["node"], "pending_shipment");
    let ship = merchant
        .command(&number, &extend("2026-12-10T02:00:00Z"))
        .await;
    assert_eq!((ship.status, ship.code()), (409, "deadline_not_yours"));
    merchant
        .command(&number, &json!({"type": "claim"}))
        .await
        .success();
    let inspect = merchant.command(&number, &inspection()).await;
    assert_eq!(
        (inspect.status, inspect.code()),
        (409, "not_allowed_in_node")
    );
}

async fn another_policy_counts_from_the_next_decision_on(house: &House) {
    // R-POL-1: without a restart, for what is read and for what is written.
    let (_, merchant, number) = applied(house, "return").await;
    let ask = json!({"type": "ask_consumer", "question": "请补充照片"});
    let before = merchant.order(&number).await;
    house.context.policy.set(Policy {
        warning_percent: 50,
        answer_within: Span::hours(12),
        ..Policy::default()
    });
    let after = merchant.order(&number).await;
    assert_eq!(before["version"], after["version"]);
    assert_ne!(before["warns_at"], after["warns_at"]);
    merchant.command(&number, &ask).await.success();
    let asked = merchant.order(&number).await;
    let time = |value: &Value| DateTime::parse_from_rfc3339(value.as_str().unwrap()).unwrap();
    let waited = time(&asked["question"]["answer_by"]) - time(&asked["question"]["asked_at"]);
    assert_eq!(waited, TimeDelta::hours(12));
}
