//! Searching in Chinese and by numbers, of orders that are new and of those whose words were made by earlier rules.

use aftercare_domain::values::{number::ServiceOrderNumber, time::marketplace_day};
use aftercare_server::{
    db::{Connection, DbError, search_index::RULES, settings},
    service::{service_orders, verify::verify},
};
use serde_json::{Value, json};

use crate::house::{Client, House, application, on_each_database, sale};

on_each_database! {
    words_and_numbers_are_found,
    titles_are_found_by_their_pieces,
    nobody_finds_what_is_another_tenants,
    what_is_typed_is_never_taken_for_an_expression,
    words_that_many_have_are_found_along_the_list,
    words_that_many_have_are_found_behind_those_that_lack_them,
    orders_with_earlier_words_get_todays,
}

/// What a search finds, the newest first.
async fn found(client: &Client, q: &str) -> Vec<String> {
    let page = client
        .get(&format!(
            "/api/v1/service-orders?sort=applied_at&q={}",
            encoded(q)
        ))
        .await
        .success();
    let items = page["items"].as_array().unwrap();
    items
        .iter()
        .map(|item| item["number"].as_str().unwrap().to_owned())
        .collect()
}

fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// An application with everything that can be searched for.
fn searchable() -> Value {
    let mut application = application("P2026-1", "return", "mail_in");
    application["description"] = json!("开机后有异响，滤芯指示灯不亮 E07");
    application["contact"] = json!({"name": "欧阳娜娜", "phone": "138 1234 5678"});
    application["serial_number"] = json!("SN-2026/A7");
    application["external_id"] = json!("ERP_99:x");
    application["shipment"] = json!({"carrier": "sf", "tracking_number": "SF1234567890123"});
    application
}

async fn two_orders(house: &House) -> (Client, Client, [String; 2]) {
    house.sell("P2026-1", "youpin_online", 9).await;
    let mut other = sale("youpin_online", 9);
    other["lines"][0]["title"] = json!("米家扫地机器人 Ｍ30 Pro");
    house.sell_as("P2026-2", &other).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let first = consumer.apply(&searchable()).await;
    let second = consumer
        .apply(&application("P2026-2", "repair", "mail_in"))
        .await;
    (consumer, merchant, [first, second])
}

async fn words_and_numbers_are_found(house: &House) {
    // R-LST-1
    let (consumer, merchant, [first, second]) = two_orders(house).await;
    let back = json!({"type": "approve"});
    merchant.command(&second, &back).await.success();
    let ship = json!({"type": "ship", "carrier": "sf", "tracking_number": "SF9876543210123"});
    consumer.command(&second, &ship).await.success();
    let first = [first];
    let second = [second];
    let both = [second[0].clone(), first[0].clone()];
    for (q, expected) in [
        // Goods, two characters, one, and both languages.
        ("净化", &first[..]),
        ("空气净化器", &first),
        ("器", &both),
        ("净化 lite", &first),
        ("ＬＩＴＥ", &first),
        ("扫地机器人", &second),
        ("m30 pro", &second),
        ("Lite Pro", &[]),
        ("化净", &[]),
        // Description and contact.
        ("异响", &both),
        ("滤芯 e07", &first),
        ("欧阳", &first),
        ("娜", &first),
        ("韩梅梅", &second),
        // Numbers, as people write them.
        (first[0].as_str(), &first),
        ("p2026-1", &first),
        ("P20261", &first),
        ("sn 2026 a7", &first),
        ("SN2026A7", &first),
        ("ERP_99:x", &first),
        ("138-1234-5678", &first),
        ("+86 13812345678", &first),
        ("5678", &first),
        ("sf1234567890123", &first),
        ("SF-9876543210123", &second),
        ("没有这样的东西", &[]),
        ("13812340000", &[]),
    ] {
        assert_eq!(found(&merchant, q).await, expected, "{q}");
        assert_eq!(found(&consumer, q).await, expected, "{q}");
    }
    let query = format!(
        "node=pending_receipt&service_type=repair&q={}",
        encoded("异响")
    );
    let page = merchant
        .get(&format!("/api/v1/service-orders?{query}"))
        .await
        .success();
    assert_eq!(page["items"][0]["number"], json!(second[0]));
    assert_eq!(page["items"].as_array().unwrap().len(), 1);
}

/// Orders of three titles in which letters and digits meet, the first one first.
async fn three_titles(house: &House, consumer: &Client) -> Vec<String> {
    let mut orders = Vec::new();
    for (place, title) in [
        "小米手环8NFC版",
        "Redmi Note12Pro 8GB+256GB",
        "米家空气净化器4Lite",
    ]
    .into_iter()
    .enumerate()
    {
        let mut sale = sale("youpin_online", 1);
        sale["lines"][0]["title"] = json!(title);
        let number = format!("P2026-{place}");
        house.sell_as(&number, &sale).await;
        let mut application = application(&number, "return", "mail_in");
        application["serial_number"] = json!(format!("SN8{place}NFC"));
        application["contact"]["phone"] = json!("13800128888");
        orders.push(consumer.apply(&application).await);
    }
    orders
}

async fn titles_are_found_by_their_pieces(house: &House) {
    // R-LST-1, case 7
    let [consumer, merchant, operator] = house.people(["consumer", "merchant", "operator"]).await;
    let orders = three_titles(house, &consumer).await;
    let [band, phone, purifier] = orders.as_slice() else {
        panic!("three orders");
    };
    let all = [purifier.clone(), phone.clone(), band.clone()];
    let [band, phone, purifier] = [band, phone, purifier].map(std::slice::from_ref);
    for (q, expected) in [
        ("手环8", band),
        ("NFC", band),
        ("手环8NFC版", band),
        ("8nfc", band),
        ("手环8n", band),
        ("手环 ８", band),
        ("手环9", &[]),
        ("Note12", phone),
        ("note 12", phone),
        ("note1", phone),
        ("note12p", phone),
        ("no", phone),
        ("256gb", phone),
        ("note 13", &[]),
        ("净化器4", purifier),
        ("净化器4lite", purifier),
        ("净化器 4 li", purifier),
        ("净化器5", &[]),
        // Numbers are found whole or by the parts between their signs, not by how they begin.
        ("SN81NFC", phone),
        ("SN81", &[]),
        ("P2026-1", phone),
        ("p20261", phone),
        ("P2026", &all),
        ("P202", &[]),
        ("8888", &all),
        ("888", &[]),
        ("13800128888", &all),
        ("1380012", &[]),
        ("手环 8888", band),
        ("手环88", &[]),
    ] {
        for client in [&merchant, &consumer, &operator] {
            assert_eq!(found(client, q).await, expected, "{q}");
        }
    }
    // More than anybody types: refused by its length, and as long as may be, with as many pieces as can be.
    for (q, expected) in [
        ("净化器 lite ".repeat(100), None),
        ("a1".repeat(50), Some(200)),
    ] {
        let path = format!("/api/v1/service-orders?q={}", encoded(&q));
        let answer = merchant.get(&path).await;
        match expected {
            Some(status) => assert_eq!(answer.status, status),
            None => assert_eq!(answer.violations(), [("q", "too_long")]),
        }
    }
}

async fn nobody_finds_what_is_another_tenants(house: &House) {
    // R-LST-1
    let (_, _, [first, _]) = two_orders(house).await;
    for username in ["merchant_b", "consumer_b", "store", "return_centre"] {
        let stranger = house.sign_in(username).await;
        for q in [
            "净化",
            first.as_str(),
            "P2026-1",
            "5678",
            "SF1234567890123",
            "器",
        ] {
            assert_eq!(found(&stranger, q).await, [""; 0], "{username}: {q}");
        }
        for query in [
            "spu=spu-1",
            "sku=sku-1",
            "reason_code=quality_defect",
            "phone=5678",
            "phone=13812345678",
            "tracking_number=SF1234567890123",
            "serial_number=SN-2026/A7",
            "urged=false",
            &format!("numbers={first}"),
        ] {
            let page = stranger
                .get(&format!("/api/v1/service-orders?{query}"))
                .await
                .success();
            assert_eq!(page["items"], json!([]), "{username}: {query}");
        }
    }
}

async fn what_is_typed_is_never_taken_for_an_expression(house: &House) {
    // R-LST-1
    let (_, merchant, _) = two_orders(house).await;
    for q in [
        "\"",
        "'",
        "*",
        "净*",
        "\" OR \"器",
        "净化 OR NOT",
        "NEAR(净 化)",
        "words:净化",
        "^净",
        "(",
        ")",
        "{a}",
        ":*",
        "a & b",
        "!净",
        "<->",
        "\\",
        "'; DROP TABLE service_orders; --",
        "§m6d2d31",
        "%",
        "_",
        "🙂",
        "\u{200b}",
        "。",
        "-",
        "+",
        "0",
        "a",
    ] {
        found(&merchant, q).await;
    }
    assert_eq!(found(&merchant, "…！？").await, [""; 0]);
    assert_eq!(found(&merchant, "净化\" OR \"扫地").await, [""; 0]);
    let long = "净化器".repeat(33);
    assert_eq!(found(&merchant, &long).await, [""; 0]);
    let path = format!("/api/v1/service-orders?q={}", encoded(&"净".repeat(101)));
    assert_eq!(merchant.get(&path).await.violations(), [("q", "too_long")]);
}

/// Says of so many other orders that they have the words of an air purifier, so that finding all of them first is out of
/// the question.
async fn flood(house: &House) {
    let flooded = house.context.db.write(|connection| {
        Box::pin(async move {
            let words = "净化 化器 §m6d2d31 §c796f7570696e5f6f6e6c696e65";
            let flood = match connection.backend_name() {
                "SQLite" => {
                    "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 20001) \
                     INSERT INTO service_order_words (rowid, words) SELECT n, $1 FROM n"
                }
                _ => {
                    "INSERT INTO service_order_words (service_order, words) \
                     SELECT CAST(n AS TEXT), array_to_tsvector(string_to_array($1, ' ')) FROM generate_series(1, 20001) n"
                }
            };
            sqlx::query(flood).bind(words).execute(connection).await.map_err(DbError::from)
        })
    });
    flooded.await.unwrap();
}

async fn words_that_many_have_are_found_along_the_list(house: &House) {
    // R-LST-1
    let (consumer, merchant, [first, second]) = two_orders(house).await;
    let operator = house.sign_in("operator").await;
    flood(house).await;
    for client in [&merchant, &operator, &consumer] {
        for q in ["净化器", "净", "净化器 异响"] {
            assert_eq!(found(client, q).await, [first.as_str()], "{q}");
        }
        for (query, expected) in [
            ("service_type=repair", None),
            ("service_type=return", Some(&first)),
            ("spu=spu-1&sort=entered_at", Some(&first)),
            ("spu=spu-2", None),
            ("phone=5678", Some(&first)),
            ("phone=9000", None),
            ("phone=13812345678", Some(&first)),
            ("phone=13900139000", None),
            ("merchant=m-1&channel=youpin_online", Some(&first)),
            ("channel=mi_home", None),
        ] {
            let path = format!("/api/v1/service-orders?{query}&q={}", encoded("净化器"));
            let page = client.get(&path).await.success();
            let items = page["items"].as_array().unwrap().iter();
            let numbers: Vec<&Value> = items.map(|item| &item["number"]).collect();
            let expected: Vec<&String> = expected.into_iter().collect();
            assert_eq!(numbers, expected, "{query}");
        }
        // A parcel is found beside the words.
        assert_eq!(found(client, "SF1234567890123").await, [first.as_str()]);
        assert_eq!(found(client, "机器人").await, [second.as_str()]);
    }
}

async fn words_that_many_have_are_found_behind_those_that_lack_them(house: &House) {
    // R-LST-1
    let (_, merchant, [first, second]) = two_orders(house).await;
    flood(house).await;
    // More than are walked past, and all in front of the one that has the words: copies of the other order.
    let day = marketplace_day(house.context.clock.now());
    let copied = house.context.db.write(move |connection| {
        Box::pin(async move {
            for sequence in 1..=6_000 {
                let copy = ServiceOrderNumber::compose(day, 1_000_000 + sequence).unwrap();
                sqlx::query(
                    "INSERT INTO service_orders (number, version, merchant_id, consumer_id, channel, order_number, \
                     line_number, contact_phone, applied_at, node, closed, service_type, service_method, \
                     node_entered_at, due_at, list_rank, urges, held, document, head_hash) \
                     SELECT $1, version, merchant_id, consumer_id, channel, order_number, line_number, contact_phone, \
                     applied_at, node, closed, service_type, service_method, node_entered_at, due_at, list_rank, urges, \
                     held, REPLACE(document, $2, $1), head_hash FROM service_orders WHERE number = $2",
                )
                .bind(copy.as_str())
                .bind(second.as_str())
                .execute(&mut *connection)
                .await
                .map_err(DbError::from)?;
            }
            Ok::<_, DbError>(())
        })
    });
    copied.await.unwrap();
    assert_eq!(found(&merchant, "净化器").await, [first.as_str()]);
}

/// Gives orders the words that the release before wrote, as if nobody had begun to make them again.
async fn write_words_as_before(house: &House) {
    let earlier = house.context.db.write(|connection| {
        Box::pin(async move {
            let statements: &[&'static str] = match connection.backend_name() {
                "SQLite" => &[
                    "INSERT INTO service_order_words (service_order_words) VALUES ('delete-all')",
                    "INSERT INTO service_order_words_before (rowid, words) \
                     SELECT CAST(number AS INTEGER), 'm30 pro p20262 p2026 2 器人 §m6d2d31' FROM service_orders",
                ],
                _ => &["UPDATE service_order_words \
                      SET words = array_to_tsvector(string_to_array('m30 pro p20262 p2026 2 器人 §m6d2d31', ' '))"],
            };
            for statement in statements {
                sqlx::query(*statement).execute(&mut *connection).await?;
            }
            forget_progress(connection).await
        })
    });
    earlier.await.unwrap();
}

async fn orders_with_earlier_words_get_todays(house: &House) {
    // R-LST-1, case 7
    let (_, merchant, [first, second]) = two_orders(house).await;
    write_words_as_before(house).await;
    let both = [second.clone(), first.clone()];
    for (q, expected) in [
        ("M30", &both[..]),
        ("pro m30", &both),
        ("P2026-2", &both),
        ("P2026", &both),
        ("器", &both),
        ("机器人 m", &[]),
    ] {
        assert_eq!(found(&merchant, q).await, expected, "{q}");
    }
    let verified = verify(&house.context).await.unwrap();
    assert_eq!((verified.findings, verified.waiting), (vec![], 2));
    // An order that is applied for meanwhile has today's words at once.
    let consumer = house.sign_in_again("consumer").await;
    let third = consumer
        .apply(&application("P2026-2", "repair", "mail_in"))
        .await;
    assert_eq!(found(&merchant, "机器人 m").await, [third.as_str()]);
    assert_eq!(found(&merchant, "P2026-2").await.len(), 3);
    let verified = verify(&house.context).await.unwrap();
    assert_eq!((verified.findings, verified.waiting), (vec![], 2));
    // It goes on where it was stopped, by whichever replicas there are.
    let goes_on = json!({"rules": RULES, "up_to": first, "is_done": false}).to_string();
    let stopped = house.context.db.write::<_, DbError, _>(move |connection| {
        Box::pin(async move { settings::put(connection, "search_words", &goes_on).await })
    });
    stopped.await.unwrap();
    let (one, other) = tokio::join!(
        service_orders::rebuild_words(&house.context),
        service_orders::rebuild_words(&house.context),
    );
    one.and(other).unwrap();
    assert_eq!(
        found(&merchant, "机器人 m").await,
        [third.as_str(), second.as_str()]
    );
    let findings = verify(&house.context).await.unwrap().findings;
    assert_eq!(findings.len(), 1, "{findings:?}");
    // From the beginning, and again, which changes nothing.
    let forgotten = house
        .context
        .db
        .write(|connection| Box::pin(forget_progress(connection)));
    forgotten.await.unwrap();
    for _ in 0..2 {
        service_orders::rebuild_words(&house.context).await.unwrap();
        for (q, expected) in [
            ("净化器4", &[first.clone()][..]),
            ("m30", &[third.clone(), second.clone()]),
            ("P2026-1", std::slice::from_ref(&first)),
        ] {
            assert_eq!(found(&merchant, q).await, expected, "{q}");
        }
        let verified = verify(&house.context).await.unwrap();
        assert_eq!((verified.findings, verified.waiting), (vec![], 0));
    }
}

async fn forget_progress(connection: &mut Connection) -> Result<(), DbError> {
    sqlx::query("DELETE FROM settings WHERE name = 'search_words'")
        .execute(connection)
        .await?;
    Ok(())
}
