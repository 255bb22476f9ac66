//! What concerns security is kept and can be read by those who answer for it: an owner their side's, an operator all.

use std::time::Duration;

use aftercare_domain::people::access::Scope;
use aftercare_server::service::audit::security_log;
use reqwest::{Method, header};
use serde_json::{Value, json};

use crate::house::{
    CONSUMER, Client, House, MERCHANT, MERCHANT_B, PASSWORD, application, on_each_database, send,
};

on_each_database! {
    what_happens_is_kept_by_kind_and_subject_and_tells_nothing_personal,
    owners_read_their_own_sides_and_operators_all,
    what_is_refused_is_kept_with_who_asked,
    events_are_read_page_by_page_exported_and_forgotten,
    those_who_answer_for_a_side_read_what_happened_on_a_page,
}

const EVENTS: &str = "/api/v1/security-events";

async fn events(client: &Client, query: &str) -> Vec<Value> {
    let page = client.get(&format!("{EVENTS}?{query}")).await.success();
    page["items"].as_array().unwrap().clone()
}

/// Kind, subject, side, times and detail of each, in the order of their kinds.
fn told(events: &[Value]) -> Vec<String> {
    let mut told: Vec<String> = events
        .iter()
        .map(|event| {
            let text = |name: &str| event[name].as_str().unwrap_or("-");
            let subject = text("subject");
            let subject = if subject.starts_with("token:") {
                "token"
            } else {
                subject
            };
            let (kind, side, detail) = (text("kind"), text("side"), text("detail"));
            format!("{kind} {subject} {side} {} {detail}", event["times"])
        })
        .collect();
    told.sort();
    told
}

async fn fail(house: &House, username: &str, times: u32) {
    for _ in 0..times {
        let wrong = json!({"username": username, "password": "not the password"});
        house.stranger().post("/api/v1/session", &wrong).await;
    }
}

async fn what_happens_is_kept_by_kind_and_subject_and_tells_nothing_personal(house: &House) {
    house.sell("o-1", "youpin_online", 1).await;
    let [consumer, agent, owner, operator] = house
        .people(["consumer", "agent", "merchant", "operator"])
        .await;
    house.pass_real_time(Duration::from_mins(1));
    let mut wanted = application("o-1", "return", "mail_in");
    wanted["contact"] = json!({"name": "欧阳明月", "phone": "13812345678"});
    let number = consumer.apply(&wanted).await;
    let reveal = json!({"reason_code": "contact_consumer"});
    let reveals = format!("/api/v1/service-orders/{number}/reveals");
    for _ in 0..2 {
        agent.post(&reveals, &reveal).await.success();
    }
    let found = agent.get("/api/v1/service-orders?q=欧阳").await;
    let export = agent.get("/api/v1/service-orders/export.xlsx").await;
    assert_eq!((found.status, export.status), (200, 200));
    let asked = json!({"name": "ERP", "scopes": ["orders:read"]});
    let made = owner.post("/api/v1/tokens", &asked).await.success();
    let token = made["id"].as_str().unwrap();
    let path = format!("/api/v1/tokens/{token}");
    owner.delete(&path).await.success();
    let link = json!({"order_number": "o-1"});
    operator
        .post("/api/v1/consumer-links", &link)
        .await
        .success();
    let scopes = [Scope::ReadServiceOrders, Scope::ReadPersonalData];
    let erp = house.with_token(&house.token(Some(MERCHANT), &scopes).await);
    erp.get(&format!("/api/v1/service-orders/{number}"))
        .await
        .success();
    fail(house, "agent", 2).await;
    fail(house, "欧阳明月", 1).await;
    fail(house, "nobody-at-all", 1).await;
    agent.delete("/api/v1/session").await.success();
    let all = events(&operator, "from=2026-11-23T02:01:00Z&limit=200").await;
    let side = format!("merchant:{MERCHANT}");
    assert_eq!(
        told(&all),
        [
            format!("exported user:agent {side} 1 service-orders"),
            format!("found_by_search user:agent {side} 1 {number}"),
            "link_issued user:operator platform 1 o-1".to_owned(),
            format!("read_in_full token {side} 1 {number}"),
            format!("revealed user:agent {side} 2 {number}"),
            "sign_in_failed network:127.0.0.0/24 - 1 -".to_owned(),
            format!("sign_in_failed user:agent {side} 2 -"),
            format!("signed_out user:agent {side} 1 -"),
            format!("token_made user:merchant {side} 1 {token}"),
            format!("token_revoked user:merchant {side} 1 {token}"),
        ]
    );
    let exported = all
        .iter()
        .find(|event| event["kind"] == "exported")
        .unwrap();
    assert_eq!(exported["rows"], 1);
    assert_eq!(exported["network"], "127.0.0.0/24");
    let whole = json!(all).to_string();
    for hidden in [
        "欧阳",
        "13812345678",
        "nobody-at-all",
        PASSWORD,
        "not the password",
    ] {
        assert!(!whole.contains(hidden), "{hidden}: {whole}");
    }
}

async fn owners_read_their_own_sides_and_operators_all(house: &House) {
    let [owner, other, agent, operator, consumer] = house
        .people(["merchant", "merchant_b", "agent", "operator", "consumer"])
        .await;
    for (client, merchant) in [(&owner, MERCHANT), (&other, MERCHANT_B)] {
        let side = format!("merchant:{merchant}");
        let own = events(client, "").await;
        assert!(!own.is_empty());
        assert!(own.iter().all(|event| event["side"] == side), "{own:?}");
    }
    let all = events(&operator, "kind=signed_in").await;
    let subjects: Vec<&str> = all
        .iter()
        .map(|event| event["subject"].as_str().unwrap())
        .collect();
    let consumer_id = format!("consumer:{CONSUMER}");
    for subject in [
        "user:merchant",
        "user:merchant_b",
        "user:agent",
        "user:operator",
        consumer_id.as_str(),
    ] {
        assert!(subjects.contains(&subject), "{subjects:?}");
    }
    for client in [&agent, &consumer] {
        for path in [EVENTS.to_owned(), format!("{EVENTS}/export.xlsx")] {
            assert_eq!(client.get(&path).await.status, 403);
        }
    }
}

async fn what_is_refused_is_kept_with_who_asked(house: &House) {
    house.sell("o-1", "youpin_online", 1).await;
    let [consumer, other, operator] = house.people(["consumer", "merchant_b", "operator"]).await;
    let number = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    house.pass_real_time(Duration::from_mins(1));
    let path = format!("/api/v1/service-orders/{number}");
    let claim = json!({"type": "claim"});
    let reveal = json!({"reason_code": "contact_consumer"});
    let asked = [
        other.get(&path).await,
        other.get(&format!("{path}/log")).await,
        other.get("/api/v1/orders/o-1").await,
        other.command(&number, &claim).await,
        other.post(&format!("{path}/reveals"), &reveal).await,
        other.get("/api/v1/service-orders/26112300009999").await,
    ];
    assert!(asked.iter().all(|answer| answer.status == 404), "{asked:?}");
    let page = other.request(Method::GET, &format!("/service-orders/{number}"));
    assert_eq!(page.send().await.unwrap().status(), 404);
    let foreign = other
        .bare(Method::POST, "/api/v1/tokens")
        .header(header::ORIGIN, "https://evil.example")
        .json(&json!({"name": "x", "scopes": ["orders:read"]}));
    assert_eq!(send(foreign).await.status, 403);
    let advance = json!({"advance": "1s"});
    let forbidden = other.post("/api/v1/sandbox/clock", &advance).await;
    assert_eq!(forbidden.status, 403);
    let long = format!("/api/v1/service-orders?{}", "a=1&".repeat(3_700));
    let refused = other
        .request(Method::GET, &long)
        .header("x-request-id", "the-long-one")
        .send()
        .await
        .unwrap();
    assert!(refused.status().is_client_error());
    let all = events(&operator, "from=2026-11-23T02:01:00Z&limit=200").await;
    let of = |kind: &str| -> Vec<Value> {
        all.iter()
            .filter(|event| event["kind"] == kind)
            .cloned()
            .collect()
    };
    let asked = of("foreign_record");
    assert_eq!(asked.len(), 1, "{all:?}");
    assert_eq!(
        (&asked[0]["subject"], &asked[0]["side"]),
        (
            &json!("user:merchant_b"),
            &json!(format!("merchant:{MERCHANT_B}"))
        )
    );
    assert!(asked[0]["times"].as_i64().unwrap() >= 6, "{asked:?}");
    assert_eq!(of("foreign_origin").len(), 1, "{all:?}");
    assert_eq!(of("forbidden").len(), 1, "{all:?}");
    let limit = of("limit_hit");
    assert_eq!(limit.len(), 1, "{all:?}");
    assert_eq!(limit[0]["request_id"], "the-long-one");
}

async fn events_are_read_page_by_page_exported_and_forgotten(house: &House) {
    let operator = house.sign_in("operator").await;
    for place in 0..5 {
        fail(house, "operator", place).await;
        house.pass_real_time(Duration::from_mins(1));
    }
    let whole = events(&operator, "kind=sign_in_failed").await;
    let times: Vec<i64> = whole
        .iter()
        .map(|event| event["times"].as_i64().unwrap())
        .collect();
    assert_eq!(times, [4, 3, 2, 1], "the newest first");
    let (mut paged, mut cursor) = (Vec::new(), String::new());
    loop {
        let path = format!("{EVENTS}?kind=sign_in_failed&limit=1&cursor={cursor}");
        let mut page = operator.get(&path).await.success();
        paged.append(page["items"].as_array_mut().unwrap());
        match page["next_cursor"].as_str() {
            Some(next) => next.clone_into(&mut cursor),
            None => break,
        }
    }
    assert_eq!(paged, whole);
    let wrong = operator
        .get(&format!("{EVENTS}?cursor=nonsense&kind=other"))
        .await;
    assert_eq!(wrong.violations(), [("kind", "not_one_of")]);
    let export = operator
        .request(Method::GET, &format!("{EVENTS}/export.xlsx"))
        .send()
        .await
        .unwrap();
    assert_eq!(export.status(), 200);
    assert!(export.bytes().await.unwrap().starts_with(b"PK"));

    security_log::flush(&house.context).await.unwrap();
    house.pass_real_time(Duration::from_hours(24 * 181));
    security_log::delete_old(&house.context).await.unwrap();
    assert_eq!(
        house
            .count("SELECT CAST(COUNT(*) AS BIGINT) FROM security_events")
            .await,
        0
    );
}

/// A page in a language, with its status.
async fn page(client: &Client, path: &str, language: &str) -> (u16, String) {
    let asked = header::HeaderMap::from_iter([
        (
            header::ACCEPT,
            header::HeaderValue::from_static("text/html"),
        ),
        (header::ACCEPT_LANGUAGE, language.parse().unwrap()),
    ]);
    let request = client.bare(Method::GET, path).headers(asked);
    let response = request.send().await.unwrap();
    let status = response.status().as_u16();
    (status, response.text().await.unwrap())
}

async fn those_who_answer_for_a_side_read_what_happened_on_a_page(house: &House) {
    const PAGE: &str = "/settings/security";
    let [owner, agent, operator] = house.people(["merchant", "agent", "operator"]).await;
    house.add("merchant_b").await;
    for _ in 0..60 {
        assert_eq!(agent.get(EVENTS).await.status, 403);
        house.pass_real_time(Duration::from_mins(1));
    }
    for (language, signed_in, failed) in [
        ("zh", "登录成功", "登录失败"),
        ("en", "Signed in", "Sign-in failed"),
    ] {
        let (status, html) = page(&owner, &format!("{PAGE}?kind=signed_in"), language).await;
        assert_eq!(status, 200);
        let rows = html.split("<tbody>").nth(1).unwrap();
        assert!(rows.contains(signed_in) && !rows.contains(failed), "{rows}");
        assert!(
            rows.contains("merchant") && !rows.contains("operator"),
            "{rows}"
        );
        let (_, all) = page(&operator, &format!("{PAGE}?kind=signed_in"), language).await;
        assert!(all.split("<tbody>").nth(1).unwrap().contains("operator"));
        let (_, none) = page(&owner, &format!("{PAGE}?kind=token_made"), language).await;
        assert!(!none.contains("<tbody>") && none.contains("class=\"empty\""));
    }
    let (_, first) = page(&owner, &format!("{PAGE}?kind=forbidden"), "en").await;
    let next = first.split("rel=\"next\"").next().unwrap();
    let next = next.rsplit("href=\"").next().unwrap();
    let next = next.split('"').next().unwrap().replace("&amp;", "&");
    let (status, second) = page(&owner, &next, "en").await;
    assert_eq!(
        (status, second.matches("<tr>").count()),
        (200, 1 + 10),
        "{next}: {second}"
    );
    let (status, refused) = page(&agent, PAGE, "en").await;
    assert_eq!(status, 403);
    assert!(!refused.contains("<tbody>") && !refused.contains("export.xlsx"));
    assert!(refused.contains("ask your owner"), "{refused}");
}
