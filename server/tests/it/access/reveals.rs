//! Reveals: one order's personal data in full, for a reason that is kept, as often as a side may on a day.

use std::time::Duration;

use aftercare_domain::{people::access::Scope, values::time::marketplace_day};
use aftercare_server::db;
use reqwest::Method;
use serde_json::{Value, json};

use crate::house::{Client, House, MERCHANT, application, consignee, on_each_database};

on_each_database! {
    personal_data_is_revealed_for_a_reason_and_the_reason_is_kept,
    a_reveal_without_a_reason_is_refused_at_its_field,
    only_people_who_see_the_order_have_it_revealed,
    the_same_request_again_counts_once,
    a_side_has_so_many_a_day,
    the_last_one_of_a_day_goes_to_one_alone,
}

const TO_CALL: fn() -> Value = || json!({"reason_code": "contact_consumer"});

async fn applied(house: &House, consumer: &Client) -> String {
    house.sell("o-1", "youpin_online", 1).await;
    consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await
}

fn reveals(number: &str) -> String {
    format!("/api/v1/service-orders/{number}/reveals")
}

/// Uses so many of a merchant's day.
async fn use_up(house: &House, count: u32) {
    let day = marketplace_day(house.context.clock.real_now());
    let used = house.context.db.write(move |connection| {
        Box::pin(async move {
            for _ in 0..count {
                db::teamwork::reveals::take_place(
                    connection,
                    &format!("merchant:{MERCHANT}"),
                    day,
                    count,
                )
                .await?;
            }
            Ok::<_, db::DbError>(())
        })
    });
    used.await.unwrap();
}

async fn personal_data_is_revealed_for_a_reason_and_the_reason_is_kept(house: &House) {
    let [consumer, agent, merchant, operator] = house
        .people(["consumer", "agent", "merchant", "operator"])
        .await;
    let number = applied(house, &consumer).await;
    let revealed = agent.post(&reveals(&number), &TO_CALL()).await.success();
    assert_eq!(
        revealed,
        json!({
            "contact": {"name": "韩梅梅", "phone": "13900139000"}, "return_to": consignee(), "consignee": null,
            "written": [],
            "left_today": 299,
        })
    );
    let other = json!({"reason_code": "other", "remark": "核对上门时间"});
    let revealed = operator.post(&reveals(&number), &other).await.success();
    assert_eq!(
        revealed["left_today"], 299,
        "the platform counts for itself"
    );

    let found = "/api/v1/service-orders?q=13900139000";
    operator.get(found).await.success();
    pages_tell_who_was_told([&merchant, &operator, &agent], &number).await;

    let kept = merchant.get(&reveals(&number)).await.success();
    let by_agent = json!({
        "at": "2026-11-23T02:00:00Z", "actor": {"party": "merchant", "name": "agent"},
        "reason_code": "contact_consumer", "remark": null,
    });
    let items = kept["items"].as_array().unwrap();
    assert_eq!(items.len(), 2, "{kept}");
    assert!(items.contains(&by_agent), "{kept}");
    let seen = operator.get(&reveals(&number)).await.success();
    assert_eq!(seen["items"].as_array().unwrap().len(), 2);
    let seen = agent.get(&reveals(&number)).await.success();
    assert_eq!(
        seen["items"],
        json!([by_agent]),
        "colleagues see their own side's"
    );
    assert_eq!(
        merchant.log(&number).await,
        ["applied"],
        "nothing happened to the order"
    );
}

/// Below the log of an order: to owners and operators of all, to others of their colleagues.
async fn pages_tell_who_was_told([merchant, operator, agent]: [&Client; 3], number: &str) {
    let by_operator = ["Platform operator · operator", "Other · 核对上门时间"];
    for (client, sees_all) in [(merchant, true), (operator, true), (agent, false)] {
        let path = format!("/service-orders/{number}?tab=log");
        let page = client.request(Method::GET, &path).send().await.unwrap();
        let page = page.text().await.unwrap().replace("<!>", "");
        let (_, told) = page.split_once("Access to personal data</h2>").unwrap();
        let (told, _) = told.split_once("</section>").unwrap();
        assert!(told.contains("Merchant · agent"), "{told}");
        assert!(told.contains("Contact the consumer"), "{told}");
        for text in by_operator
            .into_iter()
            .chain(["Order found by name or phone"])
        {
            assert_eq!(told.contains(text), sees_all, "{text}: {told}");
        }
    }
}

async fn a_reveal_without_a_reason_is_refused_at_its_field(house: &House) {
    let [consumer, agent] = house.people(["consumer", "agent"]).await;
    let number = applied(house, &consumer).await;
    for (body, violation) in [
        (json!({}), ("reason_code", "required")),
        (
            json!({"reason_code": "curious"}),
            ("reason_code", "not_one_of"),
        ),
        (json!({"reason_code": "other"}), ("remark", "required")),
        (
            json!({"reason_code": "other", "remark": " "}),
            ("remark", "required"),
        ),
    ] {
        let refused = agent.post(&reveals(&number), &body).await;
        assert_eq!(refused.violations(), [violation], "{body}");
    }
    let kept = agent.get(&reveals(&number)).await.success();
    assert_eq!(kept["items"], json!([]));
}

async fn only_people_who_see_the_order_have_it_revealed(house: &House) {
    let [consumer, other, store, centre] = house
        .people(["consumer", "merchant_b", "store", "return_centre"])
        .await;
    let number = applied(house, &consumer).await;
    for client in [&other, &store, &centre] {
        assert_eq!(client.post(&reveals(&number), &TO_CALL()).await.status, 404);
        assert_eq!(client.get(&reveals(&number)).await.status, 404);
    }
    let token = house.token(Some(MERCHANT), Scope::ALL).await;
    for client in [&consumer, &house.with_token(&token)] {
        assert_eq!(client.post(&reveals(&number), &TO_CALL()).await.status, 403);
        assert_eq!(client.get(&reveals(&number)).await.status, 403);
    }
}

async fn the_same_request_again_counts_once(house: &House) {
    let [consumer, agent] = house.people(["consumer", "agent"]).await;
    let number = applied(house, &consumer).await;
    let path = reveals(&number);
    let first = agent.post_once(&path, "k-1", &TO_CALL()).await.success();
    let again = agent.post_once(&path, "k-1", &TO_CALL()).await.success();
    assert_eq!(again, first);
    let other = json!({"reason_code": "ship_goods"});
    let reused = agent.post_once(&path, "k-1", &other).await;
    assert_eq!(reused.code(), "idempotency_key_reused");
    let kept = agent.get(&path).await.success();
    assert_eq!(kept["items"].as_array().unwrap().len(), 1);
}

async fn a_side_has_so_many_a_day(house: &House) {
    let [consumer, agent, merchant] = house.people(["consumer", "agent", "merchant"]).await;
    let number = applied(house, &consumer).await;
    use_up(house, 299).await;
    let last = agent.post(&reveals(&number), &TO_CALL()).await.success();
    assert_eq!(last["left_today"], 0);
    let refused = merchant.post(&reveals(&number), &TO_CALL()).await;
    assert_eq!((refused.status, refused.code()), (429, "reveal_quota_used"));
    assert_eq!(refused.body["limit"], 300);
    // It is 10:00 in China: fourteen hours until midnight.
    let left = 14 * 3600;
    assert_eq!(refused.headers["retry-after"], left.to_string());
    house.pass_real_time(Duration::from_secs(left));
    let next_day = house.sign_in_again("merchant").await;
    let revealed = next_day.post(&reveals(&number), &TO_CALL()).await.success();
    assert_eq!(revealed["left_today"], 299);
}

async fn the_last_one_of_a_day_goes_to_one_alone(house: &House) {
    let [consumer, agent, merchant] = house.people(["consumer", "agent", "merchant"]).await;
    let number = applied(house, &consumer).await;
    use_up(house, 299).await;
    let path = reveals(&number);
    let body = TO_CALL();
    let (one, other) = tokio::join!(agent.post(&path, &body), merchant.post(&path, &body));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 429]);
}
