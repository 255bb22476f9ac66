//! Searching in Chinese and by numbers, of orders that are new and of those that were there before there were words.

use aftercare_server::{db::DbError, service::service_orders};
use serde_json::{Value, json};

use crate::house::{Client, House, application, on_each_database, sale};

on_each_database! {
    words_and_numbers_are_found,
    nobody_finds_what_is_another_tenants,
    what_is_typed_is_never_taken_for_an_expression,
    words_that_many_have_are_found_along_the_list,
    orders_without_words_get_theirs,
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

async fn words_that_many_have_are_found_along_the_list(house: &House) {
    // R-LST-1
    house.sell("P2026-1", "youpin_online", 9).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let number = consumer.apply(&searchable()).await;
    // Ten thousand others are said to have the same words, so that finding all of them first is out of the question.
    let flooded = house.context.db.write(|connection| {
        Box::pin(async move {
            let words = "净化 化器 §m6d2d31 §c796f7570696e5f6f6e6c696e65";
            let flood = match connection.backend_name() {
                "SQLite" => {
                    "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 10001) \
                     INSERT INTO service_order_words (rowid, words) SELECT n, $1 FROM n"
                }
                _ => {
                    "INSERT INTO service_order_words (service_order, words) \
                     SELECT CAST(n AS TEXT), array_to_tsvector(string_to_array($1, ' ')) FROM generate_series(1, 10001) n"
                }
            };
            sqlx::query(flood).bind(words).execute(connection).await.map_err(DbError::from)
        })
    });
    flooded.await.unwrap();
    assert_eq!(found(&merchant, "净化器").await, [number.as_str()]);
    let query = format!("service_type=repair&q={}", encoded("净化器"));
    let page = merchant
        .get(&format!("/api/v1/service-orders?{query}"))
        .await
        .success();
    assert_eq!(page["items"], json!([]));
}

async fn orders_without_words_get_theirs(house: &House) {
    // R-LST-1
    let (_, merchant, [first, _]) = two_orders(house).await;
    let forgotten = house.context.db.write(|connection| {
        Box::pin(async move {
            let forget = match connection.backend_name() {
                "SQLite" => {
                    "INSERT INTO service_order_words (service_order_words) VALUES ('delete-all')"
                }
                _ => "DELETE FROM service_order_words",
            };
            sqlx::query(forget)
                .execute(&mut *connection)
                .await
                .map_err(DbError::from)?;
            let start = "DELETE FROM settings WHERE name = 'words_up_to'";
            sqlx::query(start)
                .execute(connection)
                .await
                .map_err(DbError::from)
        })
    });
    forgotten.await.unwrap();
    assert_eq!(found(&merchant, "净化").await, [""; 0]);
    for _ in 0..2 {
        service_orders::fill_words(&house.context).await.unwrap();
        assert_eq!(found(&merchant, "净化").await, [first.as_str()]);
    }
}
