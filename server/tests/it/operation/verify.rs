//! `aftercare verify`: what is kept follows from the node logs, and a changed byte is seen.

use std::collections::BTreeSet;

use aftercare_domain::{
    aggregate::AggregateKind,
    service_order::Node,
    values::{id::RefundId, number::ServiceOrderNumber},
};
use aftercare_server::{
    db::{DbError, Engine},
    demo,
    service::verify::{Finding, LogFault, verify},
};
use serde_json::json;

use crate::house::{House, application, on_each_database};

on_each_database! {
    nothing_is_found_where_nothing_was_touched,
    a_changed_byte_of_a_log_is_found,
    a_log_that_was_cut_or_hashed_anew_is_found,
    whatever_does_not_follow_from_the_logs_is_found,
    search_words_that_are_missing_or_too_many_are_found,
    a_changed_byte_is_found_in_any_line_of_the_demo_marketplace,
}

async fn two_orders(house: &House) -> (String, String) {
    house.sell("o-1", "youpin_online", 2).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let first = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    let second = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    merchant
        .command(&first, &json!({"type": "approve"}))
        .await
        .success();
    let pay = json!({"type": "approve_direct_compensation", "amount": 500, "reason": "轻微划痕"});
    merchant.command(&second, &pay).await.success();
    house.empty_outbox().await;
    (first, second)
}

/// Changes one row beside the write path.
async fn touch(house: &House, statement: &'static str) {
    assert_eq!(touch_all(house, statement).await, 1, "{statement}");
}

/// Changes rows beside the write path; tells how many.
async fn touch_all(house: &House, statement: &'static str) -> u64 {
    let touched = house.context.db.write(move |connection| {
        Box::pin(async move {
            sqlx::query(statement)
                .execute(connection)
                .await
                .map_err(DbError::from)
        })
    });
    touched.await.unwrap().rows_affected()
}

async fn findings(house: &House) -> Vec<Finding> {
    verify(&house.context).await.unwrap().findings
}

fn number(text: &str) -> ServiceOrderNumber {
    ServiceOrderNumber::parse(text).unwrap()
}

async fn nothing_is_found_where_nothing_was_touched(house: &House) {
    // R-LOG-1
    two_orders(house).await;
    let verified = verify(&house.context).await.unwrap();
    assert_eq!((verified.orders, verified.events), (2, 4));
    assert_eq!((verified.refunds, verified.refund_events), (1, 2));
    assert_eq!(verified.findings, []);
}

async fn a_changed_byte_of_a_log_is_found(house: &House) {
    // R-LOG-1, R-RFD-1
    let (first, second) = two_orders(house).await;
    touch(
        house,
        "UPDATE events SET document = REPLACE(document, '异响', '异味') WHERE sequence = 1 AND service_order = \
         (SELECT MIN(number) FROM service_orders)",
    )
    .await;
    touch(
        house,
        "UPDATE events SET document = REPLACE(document, '500', '501') WHERE kind = 'refund' AND sequence = 1",
    )
    .await;
    let found = findings(house).await;
    let changed = |kind, id: &str| Finding::Log {
        kind,
        id: id.to_owned(),
        sequence: 1,
        what: LogFault::Content,
    };
    assert!(found.contains(&changed(AggregateKind::ServiceOrder, &first)));
    let refund = format!("{second}-2");
    assert!(found.contains(&changed(AggregateKind::Refund, &refund)));
}

async fn a_log_that_was_cut_or_hashed_anew_is_found(house: &House) {
    // R-LOG-1
    let (first, second) = two_orders(house).await;
    touch(
        house,
        "DELETE FROM events WHERE sequence = 2 AND service_order = (SELECT MAX(number) FROM service_orders)",
    )
    .await;
    touch(
        house,
        "UPDATE events SET hash = previous_hash WHERE sequence = 2 AND service_order = \
         (SELECT MIN(number) FROM service_orders)",
    )
    .await;
    let found = findings(house).await;
    let end = |number| Finding::Order {
        number,
        what: "the end of the log",
    };
    assert!(found.contains(&end(number(&second))), "{found:?}");
    assert!(found.contains(&end(number(&first))), "{found:?}");
}

async fn whatever_does_not_follow_from_the_logs_is_found(house: &House) {
    let (first, second) = two_orders(house).await;
    for statement in [
        "UPDATE service_orders SET urges = 7 WHERE node = 'pending_shipment'",
        "UPDATE service_orders SET list_entry = REPLACE(list_entry, '\"urges\":0', '\"urges\":7') WHERE node = 'completed'",
        "UPDATE timers SET wakes_at = wakes_at + 1",
        "UPDATE refunds SET amount = 499",
        "INSERT INTO parcels (tracking_number, service_order) SELECT 'SF1234567890123', MIN(number) FROM service_orders",
        "UPDATE order_lines SET taken_quantity = 2",
        "UPDATE node_counts SET orders = 5 WHERE node = 'completed'",
    ] {
        touch(house, statement).await;
    }
    let of = |number, what| Finding::Order { number, what };
    let found = findings(house).await;
    assert_eq!(
        found,
        [
            of(number(&first), "what lists ask for"),
            of(number(&first), "the timer"),
            of(number(&first), "its parcels"),
            of(number(&second), "a refund"),
            of(number(&second), "its entry in lists"),
            Finding::Refund {
                id: RefundId::parse(&format!("{second}-2")).unwrap(),
                what: "the refund",
            },
            Finding::Line {
                order: "o-1".to_owned(),
                line: 1,
            },
            Finding::Count {
                merchant: "m-1".to_owned(),
                channel: "youpin_online",
                node: Node::Completed.name(),
                counted: 1,
                kept: 5,
            },
        ]
    );
}

async fn search_words_that_are_missing_or_too_many_are_found(house: &House) {
    // R-LST-1
    let (first, second) = two_orders(house).await;
    let statements = match house.context.db.engine() {
        Engine::Sqlite => [
            "DELETE FROM service_order_words WHERE rowid = (SELECT MIN(CAST(number AS INTEGER)) FROM service_orders)",
            "INSERT OR REPLACE INTO service_order_words (rowid, words) \
             SELECT MAX(CAST(number AS INTEGER)), '净化 别的' FROM service_orders",
            "INSERT INTO service_order_words (rowid, words) VALUES (7, '净化')",
        ],
        Engine::Postgres => [
            "DELETE FROM service_order_words WHERE service_order = (SELECT MIN(number) FROM service_orders)",
            "UPDATE service_order_words SET words = words || array_to_tsvector(ARRAY['别的']) \
             WHERE service_order = (SELECT MAX(number) FROM service_orders)",
            "INSERT INTO service_order_words (service_order, words) \
             VALUES ('00000000000007', array_to_tsvector(ARRAY['净化']))",
        ],
    };
    for statement in statements {
        touch_all(house, statement).await;
    }
    let of = |text| Finding::Order {
        number: number(text),
        what: "what it is found by",
    };
    let words = Finding::Words {
        number: "00000000000007".to_owned(),
    };
    assert_eq!(findings(house).await, [of(&first), of(&second), words]);
}

async fn a_changed_byte_is_found_in_any_line_of_the_demo_marketplace(house: &House) {
    // R-LOG-1
    assert!(demo::fill_if_empty(&house.context).await.unwrap());
    house.empty_outbox().await;
    let untouched = verify(&house.context).await.unwrap();
    assert_eq!(untouched.findings, []);
    // One in each line, at another place from line to line.
    let touched = touch_all(
        house,
        "UPDATE events SET document = SUBSTR(document, 1, CAST(9 * sequence AS INTEGER)) || '#' || \
         SUBSTR(document, CAST(9 * sequence + 2 AS INTEGER))",
    )
    .await;
    let found: BTreeSet<(AggregateKind, String, u32)> = findings(house)
        .await
        .into_iter()
        .filter_map(|finding| match finding {
            Finding::Log {
                kind,
                id,
                sequence,
                what: LogFault::Content,
            } => Some((kind, id, sequence)),
            _ => None,
        })
        .collect();
    assert!(untouched.refund_events > 0);
    assert_eq!(touched, untouched.events + untouched.refund_events);
    assert_eq!(u64::try_from(found.len()).unwrap(), touched);
}
