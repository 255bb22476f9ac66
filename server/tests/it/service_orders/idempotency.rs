//! A request that is sent again under its key, however its JSON is written this time.

use aftercare_server::{db::DbError, runtime::secret};
use reqwest::{Method, header};
use serde_json::{Value, json};

use crate::house::{Answer, Client, House, application, on_each_database, send};

on_each_database! {
    the_same_json_in_another_order_is_answered_as_before_at_every_door_with_a_key,
    the_same_json_written_otherwise_is_the_same_application,
    a_name_that_stands_twice_is_refused_for_nobody_knows_which_counts,
    an_answer_that_the_release_before_kept_is_given_again_to_the_same_bytes,
}

const APPLICATIONS: &str = "/api/v1/service-orders";

/// Sends a body as it is written, under a key.
async fn sent(client: &Client, path: &str, key: &str, body: &str) -> Answer {
    let request = client
        .request(Method::POST, path)
        .header("idempotency-key", key)
        .header(header::CONTENT_TYPE, "application/json")
        .body(body.to_owned());
    send(request).await
}

/// JSON with the fields of each object in the opposite order, and blanks between.
fn turned_round(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let fields: Vec<String> = fields
                .iter()
                .rev()
                .map(|(name, value)| format!("{} : {}", json!(name), turned_round(value)))
                .collect();
            format!("{{ {} }}", fields.join(" , "))
        }
        Value::Array(values) => {
            let values: Vec<String> = values.iter().map(turned_round).collect();
            format!("[ {} ]", values.join(" , "))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.to_string(),
    }
}

async fn the_same_json_in_another_order_is_answered_as_before_at_every_door_with_a_key(
    house: &House,
) {
    // Case 12.
    house.sell("o-1", "youpin_online", 3).await;
    let [consumer, merchant, operator] = house.people(["consumer", "merchant", "operator"]).await;
    let one = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    let other = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    let of_order = |number: &str, what: &str| format!("{APPLICATIONS}/{number}/{what}");
    let wanted = application("o-1", "return", "mail_in");
    let batch = json!([{"number": other, "command": {"type": "claim", "expected_version": 1}}]);
    let hook = "https://oapi.dingtalk.com/robot/send?access_token=abcd";
    let doors: [(&Client, String, Value); 8] = [
        (&consumer, APPLICATIONS.to_owned(), wanted),
        (
            &merchant,
            of_order(&one, "commands"),
            json!({"type": "claim", "expected_version": 1}),
        ),
        (&merchant, format!("{APPLICATIONS}/commands"), batch),
        (
            &merchant,
            of_order(&one, "reveals"),
            json!({"reason_code": "other", "remark": "核对上门时间"}),
        ),
        (
            &merchant,
            "/api/v1/views".to_owned(),
            json!({"name": "急", "query": "overdue=true", "shared": false}),
        ),
        (
            &merchant,
            "/api/v1/robots".to_owned(),
            json!({"kind": "dingtalk", "name": "群", "url": hook, "events": ["urged"]}),
        ),
        (
            &operator,
            "/api/v1/tokens".to_owned(),
            json!({"name": "仓库", "scopes": ["orders:read", "orders:write"]}),
        ),
        (
            &merchant,
            "/api/v1/notifications/read".to_owned(),
            json!({"ids": [], "all": true}),
        ),
    ];
    for (place, (client, path, body)) in doors.iter().enumerate() {
        let key = format!("k-{place}");
        let first = sent(client, path, &key, &body.to_string()).await;
        assert!((200..300).contains(&first.status), "{path}: {first:?}");
        let again = sent(client, path, &key, &turned_round(body)).await;
        assert_eq!(
            (again.status, &again.body),
            (first.status, &first.body),
            "{path}"
        );
        assert_eq!(client.get("/api/v1/me").await.status, 200);
    }
    assert_eq!(house.count("SELECT COUNT(*) FROM service_orders").await, 3);
    assert_eq!(
        house
            .count("SELECT COUNT(*) FROM tokens WHERE name = '仓库'")
            .await,
        1
    );
    assert_eq!(house.count("SELECT COUNT(*) FROM robots").await, 1);
    assert_eq!(house.count("SELECT COUNT(*) FROM saved_views").await, 1);
    assert_eq!(merchant.log(&one).await, ["applied", "claimed"]);
}

async fn the_same_json_written_otherwise_is_the_same_application(house: &House) {
    // Case 12.
    house.sell("o-1", "youpin_online", 2).await;
    let consumer = house.sign_in("consumer").await;
    let plain = application("o-1", "return", "mail_in").to_string();
    let first = sent(&consumer, APPLICATIONS, "k", &plain).await;
    assert_eq!(first.status, 201, "{first:?}");
    for same in [
        plain.replace("\"quantity\":1", "\"quantity\":1.0"),
        plain.replace("\"quantity\":1", "\"quantity\":1e0"),
        plain.replace("开机", "\\u5f00\\u673a"),
        plain.replace("\"quantity\"", "\"\\u0071uantity\""),
    ] {
        assert_ne!(same, plain);
        let again = sent(&consumer, APPLICATIONS, "k", &same).await;
        assert_eq!((again.status, &again.body), (201, &first.body), "{same}");
    }
    for other in [
        plain.replace("\"quantity\":1", "\"quantity\":2"),
        plain.replace("异响", "响声"),
        plain.replacen('{', "{\"serial_number\":null,", 1),
    ] {
        let reused = sent(&consumer, APPLICATIONS, "k", &other).await;
        assert_eq!(
            (reused.status, reused.code()),
            (422, "idempotency_key_reused"),
            "{other}"
        );
    }
}

async fn a_name_that_stands_twice_is_refused_for_nobody_knows_which_counts(house: &House) {
    // Case 12.
    house.sell("o-1", "youpin_online", 1).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let number = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    let commands = format!("{APPLICATIONS}/{number}/commands");
    let twice = r#"{"type": "claim", "expected_version": 1, "type": "approve"}"#;
    for key in ["k", "k", "l"] {
        let refused = sent(&merchant, &commands, key, twice).await;
        assert_eq!(refused.violations(), [("type", "duplicate")]);
    }
    let within = r#"{"username": "merchant", "password": "x", "\u0070assword": "y"}"#;
    let refused = sent(&house.stranger(), "/api/v1/session", "k", within).await;
    assert_eq!(refused.violations(), [("password", "duplicate")]);
    let batch = format!(r#"[{{"number": "{number}", "command": {twice}}}]"#);
    let refused = sent(&merchant, &format!("{APPLICATIONS}/commands"), "k", &batch).await;
    assert_eq!(refused.violations(), [("[0].command.type", "duplicate")]);
    assert_eq!(merchant.log(&number).await, ["applied"]);
}

async fn an_answer_that_the_release_before_kept_is_given_again_to_the_same_bytes(house: &House) {
    // Case 12.
    house.sell("o-1", "youpin_online", 2).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let wanted = application("o-1", "return", "mail_in");
    let view = json!({"name": "急", "query": "overdue=true", "shared": false});
    for (client, path, body) in [
        (&consumer, APPLICATIONS, &wanted),
        (&merchant, "/api/v1/views", &view),
    ] {
        let written = turned_round(body);
        let first = sent(client, path, "k", &written).await;
        assert_eq!(first.status, 201, "{first:?}");
        keep_as_before(house, path, &written).await;
        let again = sent(client, path, "k", &written).await;
        assert_eq!((again.status, &again.body), (201, &first.body), "{path}");
        // Of other bytes, their hash does not say whether they meant the same.
        let otherwise = sent(client, path, "k", &body.to_string()).await;
        assert_eq!(otherwise.code(), "idempotency_key_reused", "{path}");
    }
}

/// Puts the hash of a body's bytes where releases before this one kept it.
async fn keep_as_before(house: &House, path: &str, body: &str) {
    let hash = secret::digest_of(&[b"POST", path.as_bytes(), body.as_bytes()]);
    let kept = house.context.db.write(move |connection| {
        Box::pin(async move {
            sqlx::query("UPDATE answers SET request_hash = $1")
                .bind(hash)
                .execute(connection)
                .await
                .map(drop)
                .map_err(DbError::from)
        })
    });
    kept.await.unwrap();
}
