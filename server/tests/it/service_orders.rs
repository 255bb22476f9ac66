//! Service orders from application to end, by hand.

use std::time::Duration;

use aftercare_domain::{people::party::Party, refund::Refund, values::id::RefundId};
use aftercare_server::{db, service::verify::verify};
use futures::future::join_all;
use serde_json::{Value, json};

use crate::house::{Client, House, application, on_each_database};

mod assignees;
mod channel_matrix;
mod commands_in_nodes;
mod conflicts;
mod exports;
mod idempotency;
mod lists;
mod parcels;
mod pieces;
mod refund_lists;
mod same_log;
mod search;
mod time_travel;
mod timers;

on_each_database! {
    a_return_goes_from_application_to_refund,
    an_exception_has_three_outcomes,
    a_paid_repair_waits_for_its_quote,
    nobody_sees_or_touches_what_is_another_tenants,
    a_list_stands_by_what_is_due_and_pages_without_gaps,
    a_list_shows_what_is_asked_for,
    counts_follow_the_orders,
    a_dry_run_says_what_would_happen_and_changes_nothing,
    a_batch_has_a_result_each,
    a_refund_is_confirmed_once_by_finance,
    of_those_who_confirm_by_one_transfer_at_once_one_does,
    orders_of_the_same_item_and_order_are_related,
    a_parcel_that_is_named_twice_is_a_warning,
    an_order_is_assigned_to_a_colleague,
    every_wrong_field_is_named_and_nothing_is_written,
    reference_data_is_in_the_callers_language,
}

pub(crate) fn inspection(service_type: &str, method: &str) -> Value {
    json!({
        "type": "inspect",
        "results": [
            {"item": "appearance", "value": "pass"},
            {"item": "function", "value": "fail"},
            {"item": "accessories", "value": "pass"},
        ],
        "fault": {"codes": [], "description": "电机异响"},
        "conclusion": {"service_type": service_type, "handling_method": method, "liability": "product", "in_warranty": true},
    })
}

async fn a_return_goes_from_application_to_refund(house: &House) {
    // R-APP-1, R-REV-1, R-REV-3, R-SHP-1, R-RCV-1, R-LOG-1, R-RFD-1
    house.sell("o-1", "youpin_online", 2).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let number = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    let applied = consumer.order(&number).await;
    assert_eq!(applied["node"], "pending_review");
    assert_eq!(applied["version"], 1);
    let steps = [
        (&merchant, json!({"type": "approve"}), "pending_shipment"),
        (
            &consumer,
            json!({"type": "ship", "carrier": "sf", "tracking_number": "SF1234567890123"}),
            "pending_receipt",
        ),
        (&merchant, json!({"type": "sign_for"}), "pending_inspection"),
        (
            &merchant,
            inspection("return", "full_refund"),
            "pending_handling",
        ),
        (
            &merchant,
            json!({"type": "handle", "method": "full_refund"}),
            "completed",
        ),
    ];
    for (who, command, node) in steps {
        let answer = who.command(&number, &command).await;
        assert_eq!(answer.status, 200, "{command}: {answer:?}");
        assert_eq!(answer.body["node"], node);
    }
    let ended = merchant.order(&number).await;
    assert_eq!(ended["terminal"], true);
    assert_eq!(
        ended["refund"],
        json!({"paid": 100_000, "refunded": 100_000, "refundable": 0})
    );
    assert_eq!(
        merchant.log(&number).await,
        [
            "applied",
            "approved",
            "shipped",
            "signed_for",
            "inspected",
            "handled"
        ]
    );
}

fn ship(tracking_number: &str) -> Value {
    json!({"type": "ship", "carrier": "sf", "tracking_number": tracking_number})
}

/// An order that was signed for.
async fn received(house: &House, order: &str, service_type: &str) -> (Client, Client, String) {
    house.sell(order, "youpin_online", 9).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let number = consumer
        .apply(&application(order, service_type, "mail_in"))
        .await;
    merchant
        .command(&number, &json!({"type": "approve"}))
        .await
        .success();
    consumer
        .command(&number, &ship("SF1234567890123"))
        .await
        .success();
    (consumer, merchant, number)
}

async fn an_exception_has_three_outcomes(house: &House) {
    // R-RCV-2, R-EXC-1, R-EXC-2, R-EXC-3, R-RET-1, R-RET-2
    let (consumer, merchant, first) = received(house, "o-1", "return").await;
    let mut numbers = vec![first];
    for _ in 0..2 {
        let number = consumer
            .apply(&application("o-1", "return", "mail_in"))
            .await;
        merchant
            .command(&number, &json!({"type": "approve"}))
            .await
            .success();
        consumer
            .command(&number, &ship("SF1234567890123"))
            .await
            .success();
        numbers.push(number);
    }
    let abnormal =
        json!({"type": "report_abnormal", "reason_code": "incomplete", "remark": "缺少滤芯"});
    let hold = json!({"type": "resolve_exception", "resolution": "hold", "remark": "等用户确认", "review_on": "2026-11-30"});
    let resolve = |resolution: &str| json!({"type": "resolve_exception", "resolution": resolution});
    let [conceded, waiting, accepted] = numbers.try_into().unwrap();
    for (number, resolution, node) in [
        (&conceded, resolve("consumer_concedes"), "pending_return"),
        (&waiting, hold, "pending_exception"),
        (
            &accepted,
            resolve("merchant_concedes"),
            "pending_inspection",
        ),
    ] {
        merchant.command(number, &abnormal).await.success();
        let after = merchant.command(number, &resolution).await.success();
        assert_eq!(after["node"], node);
    }
    let listed = merchant
        .get("/api/v1/service-orders?held=true")
        .await
        .success();
    assert_eq!(numbers_of(&listed), [waiting.as_str()]);
    let back = merchant
        .command(
            &conceded,
            &json!({"type": "return_to_handling", "reason": "再看看"}),
        )
        .await;
    assert_eq!((back.status, back.code()), (409, "return_is_final"));
    let sent =
        json!({"type": "send_goods_back", "carrier": "sf", "tracking_number": "SF9234567890123"});
    let after = merchant.command(&conceded, &sent).await.success();
    assert_eq!(after["node"], "completed");
}

async fn a_paid_repair_waits_for_its_quote(house: &House) {
    // R-HND-3, R-HND-4, R-RET-1
    let (consumer, merchant, number) = received(house, "o-1", "repair").await;
    merchant
        .command(&number, &json!({"type": "sign_for"}))
        .await
        .success();
    let mut inspection = inspection("repair", "repair_parts_paid");
    inspection["conclusion"]["in_warranty"] = json!(false);
    merchant.command(&number, &inspection).await.success();
    let handle = json!({"type": "handle", "method": "repair_parts_paid", "quote": 12_000});
    let quoted = merchant.command(&number, &handle).await.success();
    assert_eq!(
        (&quoted["node"], &quoted["waiting_for"]),
        (&json!("in_repair"), &json!("consumer"))
    );
    let complete =
        json!({"type": "complete_repair", "method": "repair_parts_paid", "details": "更换电机"});
    let early = merchant.command(&number, &complete).await;
    assert_eq!((early.status, early.code()), (409, "quote_not_accepted"));
    consumer
        .command(&number, &json!({"type": "accept_quote"}))
        .await
        .success();
    let repaired = merchant.command(&number, &complete).await.success();
    assert_eq!(repaired["node"], "pending_return");
    let sent =
        json!({"type": "send_goods_back", "carrier": "sf", "tracking_number": "SF9234567890123"});
    let ended = merchant.command(&number, &sent).await.success();
    assert_eq!(ended["node"], "completed");
    assert_eq!(ended["refund"]["refunded"], 0);
}

async fn nobody_sees_or_touches_what_is_another_tenants(house: &House) {
    house.sell("o-1", "youpin_online", 1).await;
    let consumer = house.sign_in("consumer").await;
    let number = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    let strangers = house
        .people(["merchant_b", "consumer_b", "store", "return_centre"])
        .await;
    for stranger in &strangers {
        for path in ["", "/log", "/basis", "/inspection-form", "/related"] {
            let answer = stranger
                .get(&format!("/api/v1/service-orders/{number}{path}"))
                .await;
            assert!(matches!(answer.status, 403 | 404), "{path}: {answer:?}");
        }
        let answer = stranger.command(&number, &json!({"type": "approve"})).await;
        assert_eq!(answer.status, 404, "{answer:?}");
        let answer = stranger
            .post(
                &format!("/api/v1/service-orders/{number}/commands?dry_run=true"),
                &json!({"type": "approve"}),
            )
            .await;
        assert_eq!(answer.status, 404, "{answer:?}");
        for query in [
            "",
            "?sort=applied_at",
            &format!("?q={number}"),
            "?order_number=o-1",
            "?merchant=m-1",
        ] {
            let page = stranger
                .get(&format!("/api/v1/service-orders{query}"))
                .await
                .success();
            assert_eq!(page["items"], json!([]), "{query}");
        }
        let counts = stranger
            .get("/api/v1/service-orders/counts")
            .await
            .success();
        assert!(
            counts
                .as_object()
                .unwrap()
                .values()
                .all(|count| *count == 0)
        );
        let applied = stranger
            .post(
                "/api/v1/service-orders",
                &application("o-1", "return", "mail_in"),
            )
            .await;
        assert_eq!(applied.status, 404, "{applied:?}");
    }
    let nonsense = consumer.get("/api/v1/service-orders/26112200000019").await;
    assert_eq!(nonsense.status, 404);
    assert_eq!(
        house.stranger().get("/api/v1/service-orders").await.status,
        401
    );
}

fn numbers_of(page: &Value) -> Vec<&str> {
    let items = page["items"].as_array().expect("a page");
    items
        .iter()
        .map(|item| item["number"].as_str().unwrap())
        .collect()
}

/// All numbers of a list, page by page.
async fn all_numbers(client: &Client, query: &str) -> Vec<String> {
    let mut numbers = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = client
            .get(&format!("/api/v1/service-orders?limit=2&{query}{cursor}"))
            .await
            .success();
        numbers.extend(numbers_of(&page).into_iter().map(ToOwned::to_owned));
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return numbers,
        }
    }
}

async fn a_list_stands_by_what_is_due_and_pages_without_gaps(house: &House) {
    // R-LST-1, R-MSG-2
    house.sell("o-1", "youpin_online", 9).await;
    house.sell("o-2", "youpin_jd", 9).await;
    let [consumer, merchant, operator] = house.people(["consumer", "merchant", "operator"]).await;
    let mut numbers = Vec::new();
    for _ in 0..5 {
        numbers.push(
            consumer
                .apply(&application("o-1", "return", "mail_in"))
                .await,
        );
        house.advance(Duration::from_hours(1)).await;
    }
    // Ends, without a deadline: last. Urged at the end: before those that are due later.
    consumer
        .command(&numbers[2], &json!({"type": "cancel"}))
        .await
        .success();
    consumer
        .command(&numbers[4], &json!({"type": "urge"}))
        .await
        .success();
    let order = [4, 0, 1, 3, 2].map(|place: usize| numbers[place].clone());
    for client in [&merchant, &operator, &consumer] {
        assert_eq!(all_numbers(client, "sort=due").await, order);
    }
    let open = [4, 0, 1, 3].map(|place: usize| numbers[place].clone());
    assert_eq!(all_numbers(&merchant, "node=pending_review").await, open);
    numbers.reverse();
    for client in [&merchant, &operator, &consumer] {
        assert_eq!(all_numbers(client, "sort=applied_at").await, numbers);
    }
    numbers.retain(|number| open.contains(number));
    assert_eq!(
        all_numbers(&merchant, "sort=applied_at&node=pending_review").await,
        numbers
    );
    let foreign = merchant
        .get("/api/v1/service-orders?limit=2")
        .await
        .success();
    let cursor = foreign["next_cursor"].as_str().unwrap();
    let wrong = merchant
        .get(&format!(
            "/api/v1/service-orders?sort=applied_at&cursor={cursor}"
        ))
        .await;
    assert_eq!(wrong.violations(), [("cursor", "not_applicable")]);
}

async fn a_list_shows_what_is_asked_for(house: &House) {
    // R-LST-1, R-ASN-1
    house.sell("o-1", "youpin_online", 9).await;
    let [consumer, merchant, agent] = house.people(["consumer", "merchant", "agent"]).await;
    let mut with_serial = application("o-1", "repair", "mail_in");
    with_serial["serial_number"] = json!("SN-7");
    with_serial["contact"]["phone"] = json!("13700137000");
    let first = consumer.apply(&with_serial).await;
    house.advance(Duration::from_hours(2)).await;
    let second = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    merchant
        .command(&second, &json!({"type": "approve"}))
        .await
        .success();
    consumer
        .command(&second, &ship("SF1234567890123"))
        .await
        .success();
    agent
        .command(&first, &json!({"type": "claim"}))
        .await
        .success();
    let first = &[first.as_str()][..];
    let second = &[second.as_str()][..];
    let both = &[first[0], second[0]][..];
    for (query, found) in [
        ("service_type=repair", first),
        ("channel=youpin_online", both),
        ("channel=mi_home", &[]),
        ("merchant=m-1", both),
        ("merchant=m-2", &[]),
        ("serial_number=SN-7", first),
        ("q=SN-7", first),
        ("q=137%200013%207000", first),
        ("q=sf1234567890123", second),
        ("q=o-1", both),
        ("order_number=o-1", both),
        (&format!("q={}", second[0]), second),
        ("q=%E7%A9%BA%E6%B0%94", both),
        ("q=%E6%B4%97%E8%A1%A3", &[]),
        ("applied_from=2026-11-23T03:00:00Z", second),
        ("applied_to=2026-11-23T03:00:00Z", first),
        ("overdue=true", &[]),
        ("overdue=false", both),
        ("assignee=nobody", second),
        ("node=pending_receipt", second),
        ("node=pending_receipt&service_type=repair", &[]),
    ] {
        let page = merchant
            .get(&format!("/api/v1/service-orders?{query}"))
            .await
            .success();
        assert_eq!(numbers_of(&page), found, "{query}");
    }
    let mine = agent
        .get("/api/v1/service-orders?assignee=me")
        .await
        .success();
    assert_eq!(numbers_of(&mine), first);
    wrong_filters_are_named(&merchant).await;
}

async fn wrong_filters_are_named(merchant: &Client) {
    for (query, field) in [
        ("node=nowhere", "node"),
        ("limit=201", "limit"),
        ("limit=0", "limit"),
        ("colour=red", "colour"),
        ("cursor=x", "cursor"),
        ("applied_from=yesterday", "applied_from"),
    ] {
        let answer = merchant
            .get(&format!("/api/v1/service-orders?{query}"))
            .await;
        assert_eq!(answer.violations()[0].0, field, "{answer:?}");
    }
}

async fn counts_follow_the_orders(house: &House) {
    // R-LST-1
    house.sell("o-1", "youpin_online", 9).await;
    let [consumer, merchant, operator, store] = house
        .people(["consumer", "merchant", "operator", "store"])
        .await;
    let first = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    merchant
        .command(&first, &json!({"type": "approve"}))
        .await
        .success();
    for client in [&consumer, &merchant, &operator] {
        let counts = client.get("/api/v1/service-orders/counts").await.success();
        assert_eq!(counts.as_object().unwrap().len(), 11);
        assert_eq!(
            (&counts["pending_review"], &counts["pending_shipment"]),
            (&json!(1), &json!(1))
        );
        assert_eq!(counts["completed"], 0);
    }
    let counts = store.get("/api/v1/service-orders/counts").await.success();
    assert_eq!(counts["pending_review"], 0);
}

async fn a_dry_run_says_what_would_happen_and_changes_nothing(house: &House) {
    house.sell("o-1", "youpin_online", 1).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let number = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    let path = format!("/api/v1/service-orders/{number}/commands?dry_run=true");
    let pay = json!({"type": "approve_direct_compensation", "amount": 500, "reason": "轻微划痕"});
    let preview = merchant.post_once(&path, "k", &pay).await.success();
    assert_eq!(preview["order"]["node"], "completed");
    assert_eq!(
        preview["order"]["refund"],
        json!({"paid": 100_000, "refunded": 500, "refundable": 99_500})
    );
    assert_eq!(preview["events"][0]["type"], "direct_compensation_approved");
    assert!(
        preview["effects"]
            .as_array()
            .unwrap()
            .contains(&json!({"type": "refund_requested", "amount": 500}))
    );
    assert_eq!(merchant.order(&number).await["version"], 1);
    let done = merchant.command(&number, &pay).await.success();
    assert_eq!(done["refund"], preview["order"]["refund"]);
    let refused = merchant.post(&path, &pay).await;
    assert_eq!(
        (refused.status, refused.code()),
        (409, "not_allowed_in_node")
    );
    let stale = json!({"type": "approve", "expected_version": 1});
    let conflict = merchant.post(&path, &stale).await;
    assert_eq!(
        (conflict.status, conflict.code()),
        (409, "version_conflict")
    );
}

async fn a_batch_has_a_result_each(house: &House) {
    // R-LST-2
    house.sell("o-1", "youpin_online", 9).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let first = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    let second = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    let batch = json!([
        {"number": first, "command": {"type": "approve"}},
        {"number": second, "command": {"type": "approve", "expected_version": 9}},
        {"number": "26112200000019", "command": {"type": "approve"}},
        {"number": second, "command": {"type": "aprove"}},
        {"number": first, "command": {"type": "approve"}},
        {"command": {"type": "approve"}},
    ]);
    let path = "/api/v1/service-orders/commands";
    for _ in 0..2 {
        let results = merchant.post_once(path, "k", &batch).await.success();
        let statuses: Vec<i64> = results
            .as_array()
            .unwrap()
            .iter()
            .map(|result| result["status"].as_i64().unwrap())
            .collect();
        assert_eq!(statuses, [200, 409, 404, 422, 409, 422]);
        assert_eq!(results[0]["order"]["node"], "pending_shipment");
        assert_eq!(results[1]["problem"]["code"], "version_conflict");
        assert_eq!(
            results[3]["problem"]["violations"][0]["field"],
            "command.type"
        );
        assert_eq!(results[4]["problem"]["code"], "not_allowed_in_node");
    }
    let many = vec![json!({"number": first, "command": {"type": "approve"}}); 201];
    let refused = merchant.post(path, &json!(many)).await;
    assert_eq!(refused.violations(), [("", "too_long")]);
    let none = merchant.post(path, &json!({"number": first})).await;
    assert_eq!(none.violations(), [("", "wrong_type")]);
}

async fn a_refund_is_confirmed_once_by_finance(house: &House) {
    // R-RFD-1, R-RFD-2, R-RFD-3
    house.sell("o-1", "youpin_online", 1).await;
    let [consumer, merchant, finance, agent, other] = house
        .people(["consumer", "merchant", "finance", "agent", "merchant_b"])
        .await;
    let number = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    let pay = json!({"type": "approve_direct_compensation", "amount": 500, "reason": "轻微划痕"});
    merchant.command(&number, &pay).await.success();
    house.empty_outbox().await;
    let path = format!("/api/v1/refunds?service_order={number}");
    for client in [&consumer, &finance, &agent] {
        let page = client.get(&path).await.success();
        assert_eq!(
            (
                &page["items"][0]["amount"],
                page["items"].as_array().unwrap().len()
            ),
            (&json!(500), 1)
        );
    }
    assert_eq!(other.get(&path).await.success()["items"], json!([]));
    let id = format!("{number}-2");
    let confirm = json!({"type": "confirm_offline", "reference": "BANK-2026-1"});
    let path = format!("/api/v1/refunds/{id}/commands");
    assert_eq!(agent.post(&path, &confirm).await.status, 403);
    assert_eq!(other.post(&path, &confirm).await.status, 404);
    let wrong = finance
        .post(&path, &json!({"type": "confirm_offline"}))
        .await;
    assert_eq!(wrong.violations(), [("reference", "required")]);
    for _ in 0..2 {
        let confirmed = finance.post_once(&path, "k", &confirm).await.success();
        assert_eq!(
            (&confirmed["state"], &confirmed["reference"]),
            (&json!("succeeded"), &json!("BANK-2026-1"))
        );
    }
    let twice = finance.post(&path, &confirm).await;
    assert_eq!((twice.status, twice.code()), (409, "refund_succeeded"));
    let page = finance
        .get("/api/v1/refunds?state=processing")
        .await
        .success();
    assert_eq!(page["items"], json!([]));
    // Its log says who did what.
    let mut reader = house.context.db.reader().await.unwrap();
    let id = RefundId::parse(&id).unwrap();
    let log = db::log::log::<Refund>(&mut reader, &id).await.unwrap();
    drop(reader);
    let lines: Vec<_> = log
        .iter()
        .map(|line| (line.event.name(), line.actor.party))
        .collect();
    assert_eq!(
        lines,
        [
            ("requested", Party::Merchant),
            ("handed_over", Party::System),
            ("confirmed_offline", Party::Merchant),
        ]
    );
    assert_eq!(verify(&house.context).await.unwrap().findings, []);
}

async fn of_those_who_confirm_by_one_transfer_at_once_one_does(house: &House) {
    // R-RFD-2
    house.sell("o-1", "youpin_online", 6).await;
    let [consumer, merchant, finance] = house.people(["consumer", "merchant", "finance"]).await;
    let pay = json!({"type": "approve_direct_compensation", "amount": 500, "reason": "轻微划痕"});
    let mut paths = Vec::new();
    for _ in 0..6 {
        let number = consumer
            .apply(&application("o-1", "return", "mail_in"))
            .await;
        merchant.command(&number, &pay).await.success();
        paths.push(format!("/api/v1/refunds/{number}-2/commands"));
    }
    let confirm = json!({"type": "confirm_offline", "reference": "BANK-2026-1"});
    let confirming = paths.iter().map(|path| finance.post(path, &confirm));
    let answers = join_all(confirming).await;
    let confirmed = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(confirmed, 1);
    let refused = answers.iter().filter(|answer| answer.status != 200);
    assert!(
        refused
            .clone()
            .all(|answer| answer.code() == "reference_used")
    );
    // All of them at once by transfers of their own.
    let numbered =
        (0..).map(|number| json!({"type": "confirm_offline", "reference": format!("T-{number}")}));
    let confirms: Vec<_> = paths.iter().zip(numbered).collect();
    let confirming = confirms
        .iter()
        .map(|(path, confirm)| finance.post(path, confirm));
    let answers = join_all(confirming).await;
    let confirmed = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(confirmed, 5);
    assert_eq!(verify(&house.context).await.unwrap().findings, []);
}

async fn orders_of_the_same_item_and_order_are_related(house: &House) {
    // R-DET-1
    house.sell("o-1", "youpin_online", 9).await;
    let consumer = house.sign_in("consumer").await;
    let mut with_serial = application("o-1", "repair", "mail_in");
    with_serial["serial_number"] = json!("SN-7");
    let first = consumer.apply(&with_serial).await;
    let second = consumer.apply(&with_serial).await;
    let third = consumer
        .apply(&application("o-1", "repair", "mail_in"))
        .await;
    let related = |number: &str| format!("/api/v1/service-orders/{number}/related");
    let of_first = consumer.get(&related(&first)).await.success();
    let numbers = |list: &Value| -> Vec<String> {
        let mut numbers: Vec<String> = list
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item["number"].as_str().unwrap().to_owned())
            .collect();
        numbers.sort();
        numbers
    };
    assert_eq!(
        numbers(&of_first["same_item"]),
        std::slice::from_ref(&second)
    );
    assert_eq!(
        numbers(&of_first["same_order"]),
        [second.clone(), third.clone()]
    );
    let of_third = consumer.get(&related(&third)).await.success();
    assert_eq!(numbers(&of_third["same_item"]), [first, second]);
}

async fn a_parcel_that_is_named_twice_is_a_warning(house: &House) {
    // R-SHP-1
    let (consumer, merchant, first) = received(house, "o-1", "return").await;
    let second = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    merchant
        .command(&second, &json!({"type": "approve"}))
        .await
        .success();
    let path = format!("/api/v1/service-orders/{second}/commands?dry_run=true");
    let preview = consumer
        .post(&path, &ship("SF1234567890123"))
        .await
        .success();
    let warning = json!({"type": "parcel_shared", "with": [first]});
    assert!(
        preview["effects"].as_array().unwrap().contains(&warning),
        "{preview}"
    );
    consumer
        .command(&second, &ship("SF1234567890123"))
        .await
        .success();
    let log = merchant
        .get(&format!("/api/v1/service-orders/{second}/log"))
        .await
        .success();
    assert_eq!(log[2]["data"]["shared_with"], json!([first]));
}

async fn an_order_is_assigned_to_a_colleague(house: &House) {
    // R-ASN-1
    house.sell("o-1", "youpin_online", 1).await;
    let [consumer, merchant, agent] = house.people(["consumer", "merchant", "agent"]).await;
    house.add("merchant_b").await;
    let number = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    let assign = |to: &str| json!({"type": "assign", "to": to});
    for nobody in ["merchant_b", "consumer", "somebody"] {
        let refused = merchant.command(&number, &assign(nobody)).await;
        assert_eq!(refused.violations(), [("to", "not_found")]);
    }
    let assigned = merchant.command(&number, &assign("agent")).await.success();
    assert_eq!(
        assigned["assignee"],
        json!({"username": "agent", "name": "agent", "side": "merchant:m-1"})
    );
    assert_eq!(consumer.order(&number).await["assignee"], Value::Null);
    let mine = agent
        .get("/api/v1/service-orders?assignee=mine")
        .await
        .success();
    assert_eq!(numbers_of(&mine), [number.as_str()]);
    let basis = merchant
        .get(&format!("/api/v1/service-orders/{number}/basis"))
        .await
        .success();
    let colleagues = basis["facts"]["colleagues"].as_array().unwrap();
    assert_eq!(colleagues.len(), 2);
}

async fn every_wrong_field_is_named_and_nothing_is_written(house: &House) {
    house.sell("o-1", "youpin_online", 1).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let mut wrong = application("o-1", "return", "mail_in");
    wrong["quantity"] = json!(1_000_000_000_000_i64);
    wrong["contact"]["phone"] = json!("138😀38000");
    wrong["description"] = json!("好");
    wrong["colour"] = json!("red");
    let answer = consumer.post("/api/v1/service-orders", &wrong).await;
    let mut violations = answer.violations();
    violations.sort_unstable();
    assert_eq!(
        violations,
        [
            ("colour", "unknown_field"),
            ("contact.phone", "not_a_phone"),
            ("description", "too_short"),
            ("quantity", "out_of_range"),
        ]
    );
    let mut other_line = application("o-1", "return", "mail_in");
    other_line["line_number"] = json!(2);
    let answer = consumer.post("/api/v1/service-orders", &other_line).await;
    assert_eq!(answer.violations(), [("line_number", "not_found")]);
    let number = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    for (command, field) in [
        (
            json!({"type": "approve", "expected_version": "1"}),
            "expected_version",
        ),
        (
            json!({"type": "approve", "expected_version": -1}),
            "expected_version",
        ),
        (json!({"type": "aprove"}), "type"),
        (json!({}), "type"),
        (json!([]), ""),
        (
            json!({"type": "reject", "reason_code": "because", "reason": "x"}),
            "reason_code",
        ),
    ] {
        let answer = merchant.command(&number, &command).await;
        assert_eq!(answer.violations()[0].0, field, "{answer:?}");
    }
    assert_eq!(merchant.order(&number).await["version"], 1);
}

async fn reference_data_is_in_the_callers_language(house: &House) {
    let client = house.stranger();
    let reasons = client.get("/api/v1/reasons?for=reject").await.success();
    assert_eq!(reasons[0]["code"], "out_of_window");
    assert_eq!(
        client.get("/api/v1/reasons").await.violations(),
        [("for", "required")]
    );
    let carriers = client.get("/api/v1/carriers").await.success();
    assert!(
        carriers
            .as_array()
            .unwrap()
            .iter()
            .any(|carrier| carrier["code"] == "sf")
    );
    let workflow = client.get("/api/v1/workflow").await.success();
    assert_eq!(workflow["nodes"].as_array().unwrap().len(), 11);
    let diagram = client
        .request(reqwest::Method::GET, "/api/v1/workflow")
        .header("accept", "text/vnd.mermaid")
        .send()
        .await
        .unwrap();
    assert_eq!(diagram.headers()["content-type"], "text/vnd.mermaid");
    assert!(diagram.text().await.unwrap().starts_with("stateDiagram-v2"));
}
