//! What anybody may ask for: how often, how many, and what they hear who ask for more.

use std::time::Duration;

use aftercare_domain::people::access::Scope;
use reqwest::{Method, header};
use serde_json::{Value, json};

use crate::{
    failure::bad_input::in_language,
    house::{Answer, Client, House, MERCHANT, on_each_database, send},
};

on_each_database! { open_with_default_limits =>
    a_person_may_ask_600_times_a_minute,
    an_export_is_the_only_one_of_its_person,
}

mod frugal {
    use crate::house::on_each_database;

    on_each_database! { open_frugal =>
        a_side_shares_its_requests_and_takes_none_from_others,
        a_place_where_nobody_is_signed_in_has_a_limit_too,
        a_person_follows_so_many_streams,
        a_side_has_so_many_robots,
        a_side_has_so_many_tokens_in_force,
    }

    use super::{
        a_person_follows_so_many_streams, a_place_where_nobody_is_signed_in_has_a_limit_too,
        a_side_has_so_many_robots, a_side_has_so_many_tokens_in_force,
        a_side_shares_its_requests_and_takes_none_from_others,
    };
}

fn assert_limited(answer: &Answer, code: &str) {
    assert_eq!((answer.status, answer.code()), (429, code), "{answer:?}");
    let seconds = answer.headers[header::RETRY_AFTER].to_str().unwrap();
    assert!(seconds.parse::<u32>().unwrap() >= 1);
}

async fn ask(client: &Client, times: u32) {
    for _ in 0..times {
        client.get("/api/v1/me").await.success();
    }
}

async fn a_person_may_ask_600_times_a_minute(house: &House) {
    let agent = house.sign_in("agent").await;
    let finance = house.sign_in("finance").await;
    ask(&agent, 600).await;
    let refused = agent.get("/api/v1/me").await;
    assert_limited(&refused, "rate_limited");
    assert_eq!(refused.body["limit"], 600);
    for (language, words) in [
        ("en", "more than 600 requests within a minute"),
        ("zh-CN", "一分钟内的请求超过了 600 次"),
    ] {
        let refused = send(in_language(
            agent.request(Method::GET, "/api/v1/me"),
            language,
        ))
        .await;
        let told = refused.body["detail"].as_str().unwrap();
        assert!(told.contains(words), "{told}");
    }
    // A page asks the API several times, and counts once; whoever opens it reads why it is not there.
    let page = agent.bare(Method::GET, "/service-orders");
    let page = page
        .header(header::ACCEPT, "text/html")
        .send()
        .await
        .unwrap();
    assert_eq!(page.status(), 429);
    assert!(
        page.text()
            .await
            .unwrap()
            .contains("<h1>Too many requests</h1>")
    );
    // Signed in again, they are the same person.
    let again = house.sign_in_again("agent").await;
    assert_limited(&again.get("/api/v1/me").await, "rate_limited");
    // Nobody else waits, and the person goes on ten times a second.
    ask(&finance, 20).await;
    house.pass_real_time(Duration::from_secs(1));
    ask(&agent, 10).await;
    assert_limited(&agent.get("/api/v1/me").await, "rate_limited");
}

async fn an_export_is_the_only_one_of_its_person(house: &House) {
    const EXPORT: &str = "/api/v1/service-orders/export.xlsx";
    let agent = house.sign_in("agent").await;
    let finance = house.sign_in("finance").await;
    let running = house.context.exports.take("user:agent", None).await;
    assert_limited(&agent.get(EXPORT).await, "export_running");
    finance.get(EXPORT).await.success();
    drop(running);
    agent.get(EXPORT).await.success();
    agent.get(EXPORT).await.success();
}

async fn a_side_shares_its_requests_and_takes_none_from_others(house: &House) {
    let [owner, agent] = house.people(["merchant", "agent"]).await;
    let other = house.sign_in("merchant_b").await;
    let consumer = house.sign_in("consumer").await;
    let token = house.token(Some(MERCHANT), &[Scope::ReadOrders]).await;
    let integrator = house.with_token(&token);
    ask(&agent, 30).await;
    assert_limited(&agent.get("/api/v1/me").await, "rate_limited");
    ask(&integrator, 20).await;
    // An integrator counts for whom it acts.
    for colleague in [&owner, &integrator] {
        let refused = colleague.get("/api/v1/me").await;
        assert_limited(&refused, "rate_limited");
        let told = refused.body["detail"].as_str().unwrap();
        assert!(told.starts_with("Your side's people and tokens"), "{told}");
    }
    ask(&other, 20).await;
    ask(&consumer, 20).await;
}

async fn a_place_where_nobody_is_signed_in_has_a_limit_too(house: &House) {
    let agent = house.sign_in("agent").await;
    let stranger = house.stranger();
    let invented = house.with_token("aft_invented");
    loop {
        let answer = invented.get("/api/v1/me").await;
        if answer.status == 429 {
            assert_limited(&answer, "rate_limited");
            break;
        }
        assert_eq!(answer.status, 401);
    }
    let page = stranger.bare(Method::GET, "/sign-in").send().await.unwrap();
    assert_eq!(page.status(), 429);
    // Whoever is signed in there is counted as who they are; and files cost nothing.
    ask(&agent, 5).await;
    let file = stranger.bare(Method::GET, "/assets/workbench-0.js");
    assert_eq!(file.send().await.unwrap().status(), 200);
}

async fn a_person_follows_so_many_streams(house: &House) {
    let agent = house.sign_in("agent").await;
    let consumer = house.sign_in("consumer").await;
    let follow = async |client: &Client| {
        let stream = client.request(Method::GET, "/api/v1/events").send().await;
        let stream = stream.unwrap();
        assert_eq!(stream.status(), 200);
        stream
    };
    let _open = [follow(&agent).await, follow(&agent).await];
    let refused = agent.get("/api/v1/events").await;
    assert_limited(&refused, "too_many_streams");
    assert_eq!(refused.body["most"], 2);
    follow(&consumer).await;
}

async fn a_side_has_so_many_robots(house: &House) {
    let owner = house.sign_in("merchant").await;
    let other = house.sign_in("merchant_b").await;
    let robot = json!({
        "kind": "wecom",
        "name": "售后群",
        "url": "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=x",
        "events": ["urged"],
    });
    let made = owner.post("/api/v1/robots", &robot).await.success();
    owner.post("/api/v1/robots", &robot).await.success();
    let refused = owner.post("/api/v1/robots", &robot).await;
    assert_eq!((refused.status, refused.code()), (409, "too_many_robots"));
    assert_eq!(refused.body["most"], 2);
    other.post("/api/v1/robots", &robot).await.success();
    let path = format!("/api/v1/robots/{}", made["id"].as_str().unwrap());
    assert_eq!(owner.put(&path, &robot).await.status, 200);
    // One that is being tested is not tested a second time: a vendor may take ten seconds to answer.
    let tested = format!("merchant:{MERCHANT} {}", made["id"].as_str().unwrap());
    let running = house.context.robot_tests.take(tested, 1).unwrap();
    let again = owner.post(&format!("{path}/test"), &json!({})).await;
    assert_limited(&again, "robot_test_running");
    drop(running);
    assert_eq!(owner.delete(&path).await.status, 204);
    owner.post("/api/v1/robots", &robot).await.success();
}

async fn a_side_has_so_many_tokens_in_force(house: &House) {
    let [owner, operator] = house.people(["merchant", "operator"]).await;
    let asked = json!({"name": "ERP", "scopes": ["orders:read"]});
    let made = owner.post("/api/v1/tokens", &asked).await.success();
    owner.post("/api/v1/tokens", &asked).await.success();
    let refused = owner.post("/api/v1/tokens", &asked).await;
    assert_eq!((refused.status, refused.code()), (409, "too_many_tokens"));
    assert_eq!(refused.body["most"], 2);
    operator.post("/api/v1/tokens", &asked).await.success();
    let path = format!("/api/v1/tokens/{}", made["id"].as_str().unwrap());
    assert_eq!(owner.delete(&path).await.status, 204);
    owner.post("/api/v1/tokens", &asked).await.success();
    let ids = |list: Value| list["items"].as_array().map_or(0, Vec::len);
    assert_eq!(ids(owner.get("/api/v1/tokens").await.success()), 3);
}
