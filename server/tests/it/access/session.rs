//! Signing in and out, and what a session lets in.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;

use crate::house::{House, PASSWORD, on_each_database, send};

on_each_database! {
    everybody_signs_in_and_is_known,
    a_wrong_password_and_an_unknown_name_get_the_same_answer,
    signing_out_ends_the_session,
    a_session_that_is_not_used_ends,
    a_session_that_is_used_goes_on_up_to_its_longest,
    signing_in_ends_the_session_that_came_along,
    ten_failures_with_one_name_close_the_door_for_a_while,
    a_device_that_is_known_is_let_in_whatever_others_try,
    a_changing_call_from_another_site_is_refused,
    a_page_of_somebody_else_is_refused,
    the_cookie_is_kept_from_scripts_and_other_sites,
    moving_the_sandbox_clock_ends_no_session,
}

async fn everybody_signs_in_and_is_known(house: &House) {
    for (username, party) in [
        ("operator", "operator"),
        ("merchant", "merchant"),
        ("agent", "merchant"),
        ("store", "store"),
        ("return_centre", "return_centre"),
        ("consumer", "consumer"),
    ] {
        let client = house.sign_in(username).await;
        let me = client.get("/api/v1/me").await.success();
        assert_eq!(
            (me["username"].as_str(), me["party"].as_str()),
            (Some(username), Some(party))
        );
    }
    let agent = house
        .sign_in_again("agent")
        .await
        .get("/api/v1/me")
        .await
        .success();
    assert_eq!(agent["positions"], json!(["agent"]));
    assert_eq!(agent["merchant_id"], "m-1");
    assert_eq!(
        house.stranger().get("/api/v1/me").await.code(),
        "unauthenticated"
    );
}

async fn a_wrong_password_and_an_unknown_name_get_the_same_answer(house: &House) {
    house.add("agent").await;
    let stranger = house.stranger();
    let wrong = stranger
        .post(
            "/api/v1/session",
            &json!({"username": "agent", "password": "x"}),
        )
        .await;
    let unknown = stranger
        .post(
            "/api/v1/session",
            &json!({"username": "nobody", "password": PASSWORD}),
        )
        .await;
    assert_eq!((wrong.status, wrong.code()), (401, "wrong_credentials"));
    assert_eq!(wrong.body, unknown.body);
}

async fn signing_out_ends_the_session(house: &House) {
    let client = house.sign_in("agent").await;
    assert_eq!(client.delete("/api/v1/session").await.status, 204);
    assert_eq!(client.get("/api/v1/me").await.status, 401);
    assert_eq!(
        client.delete("/api/v1/session").await.status,
        204,
        "twice is no mistake"
    );
}

async fn a_session_that_is_not_used_ends(house: &House) {
    // Staff two hours, consumers a day.
    let (agent, consumer) = (
        house.sign_in("agent").await,
        house.sign_in("consumer").await,
    );
    house.pass_real_time(Duration::from_mins(119));
    agent.get("/api/v1/me").await.success();
    house.pass_real_time(Duration::from_hours(2));
    assert_eq!(agent.get("/api/v1/me").await.status, 401);
    consumer.get("/api/v1/me").await.success();
    house.pass_real_time(Duration::from_hours(24));
    assert_eq!(consumer.get("/api/v1/me").await.status, 401);
}

// Earlier, a stolen cookie that was used never ended.
async fn a_session_that_is_used_goes_on_up_to_its_longest(house: &House) {
    for (username, step_hours, most_hours) in [("agent", 1, 12), ("consumer", 21, 7 * 24)] {
        let client = house.sign_in(username).await;
        for _ in 1..most_hours / step_hours {
            house.pass_real_time(Duration::from_hours(step_hours));
            client.get("/api/v1/me").await.success();
        }
        house.pass_real_time(Duration::from_hours(step_hours));
        assert_eq!(client.get("/api/v1/me").await.status, 401, "{username}");
    }
}

// Earlier, the old session stayed open.
async fn signing_in_ends_the_session_that_came_along(house: &House) {
    house.add("agent").await;
    house.add("merchant").await;
    let client = house.stranger();
    let agent = json!({"username": "agent", "password": PASSWORD});
    let opened = client.post("/api/v1/session", &agent).await;
    let before = opened.headers["set-cookie"].to_str().unwrap();
    let before = before.split(';').next().unwrap().to_owned();
    let wrong = json!({"username": "merchant", "password": "guess"});
    assert_eq!(client.post("/api/v1/session", &wrong).await.status, 401);
    client.get("/api/v1/me").await.success();
    let right = json!({"username": "merchant", "password": PASSWORD});
    client.post("/api/v1/session", &right).await.success();
    assert_eq!(
        client.get("/api/v1/me").await.success()["username"],
        "merchant"
    );
    let thief = house.stranger();
    let request = thief
        .request(Method::GET, "/api/v1/me")
        .header("cookie", before);
    assert_eq!(send(request).await.status, 401, "the old one is over");
}

async fn ten_failures_with_one_name_close_the_door_for_a_while(house: &House) {
    house.add("agent").await;
    house.add("merchant").await;
    let stranger = house.stranger();
    let wrong = json!({"username": "agent", "password": "guess"});
    let right = json!({"username": "agent", "password": PASSWORD});
    for _ in 0..10 {
        assert_eq!(stranger.post("/api/v1/session", &wrong).await.status, 401);
    }
    let closed = stranger.post("/api/v1/session", &right).await;
    assert_eq!((closed.status, closed.code()), (429, "too_many_requests"));
    let wait_seconds: u64 = closed.headers["retry-after"]
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    house.sign_in_again("merchant").await;
    house.pass_real_time(Duration::from_secs(wait_seconds));
    assert_eq!(stranger.post("/api/v1/session", &right).await.status, 204);
}

async fn a_device_that_is_known_is_let_in_whatever_others_try(house: &House) {
    let known = house.sign_in("agent").await;
    let of_another = house.sign_in("merchant").await;
    let stranger = house.stranger();
    let wrong = json!({"username": "agent", "password": "guess"});
    let right = json!({"username": "agent", "password": PASSWORD});
    for _ in 0..10 {
        assert_eq!(stranger.post("/api/v1/session", &wrong).await.status, 401);
    }
    // A device is known to those alone who signed in there, and nobody makes up a pass.
    assert_eq!(stranger.post("/api/v1/session", &right).await.status, 429);
    assert_eq!(of_another.post("/api/v1/session", &right).await.status, 429);
    let forged = stranger
        .request(Method::POST, "/api/v1/session")
        .header("cookie", "aftercare_device=YWdlbnQ.x.1795399200000.x")
        .json(&right);
    assert_eq!(send(forged).await.status, 429);
    known.delete("/api/v1/session").await;
    assert_eq!(known.post("/api/v1/session", &right).await.status, 204);
    // After 90 days the device is a strange one again, and so is whoever guesses there without end.
    for _ in 0..10 {
        assert_eq!(known.post("/api/v1/session", &wrong).await.status, 401);
    }
    assert_eq!(known.post("/api/v1/session", &right).await.status, 429);
    house.pass_real_time(Duration::from_mins(15));
    assert_eq!(known.post("/api/v1/session", &right).await.status, 204);
    house.pass_real_time(Duration::from_hours(90 * 24));
    for _ in 0..10 {
        assert_eq!(stranger.post("/api/v1/session", &wrong).await.status, 401);
    }
    assert_eq!(known.post("/api/v1/session", &right).await.status, 429);
}

async fn a_changing_call_from_another_site_is_refused(house: &House) {
    let client = house.sign_in("operator").await;
    let body = json!({"name": "ERP", "scopes": ["orders:read"]});
    let post = || client.bare(Method::POST, "/api/v1/tokens").json(&body);
    for foreign in [
        post(),
        post().header("origin", "http://evil.example"),
        post().header("origin", "null"),
        post().header("sec-fetch-site", "cross-site"),
        post().header("referer", "http://evil.example/"),
    ] {
        let answer = send(foreign).await;
        assert_eq!((answer.status, answer.code()), (403, "foreign_origin"));
    }
    assert_eq!(
        client.get("/api/v1/tokens").await.success()["items"],
        json!([])
    );
    assert_eq!(
        send(post().header("sec-fetch-site", "same-origin"))
            .await
            .status,
        201
    );
    let forged = house.stranger();
    let sign_in = forged
        .bare(Method::POST, "/api/v1/session")
        .header("origin", "http://evil.example")
        .json(&json!({"username": "operator", "password": PASSWORD}));
    assert_eq!(
        send(sign_in).await.status,
        403,
        "nobody signs people in from elsewhere"
    );
}

async fn the_cookie_is_kept_from_scripts_and_other_sites(house: &House) {
    house.add("agent").await;
    let answer = house
        .stranger()
        .post(
            "/api/v1/session",
            &json!({"username": "agent", "password": PASSWORD}),
        )
        .await;
    let cookie = answer.headers["set-cookie"].to_str().unwrap();
    for part in [
        "aftercare_session=",
        "; HttpOnly",
        "; SameSite=Lax",
        "; Path=/",
    ] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(
        !cookie.contains("Secure"),
        "this house has no https: {cookie}"
    );
}

async fn moving_the_sandbox_clock_ends_no_session(house: &House) {
    let client = house.sign_in("agent").await;
    house.advance(Duration::from_hours(100 * 24)).await;
    client.get("/api/v1/me").await.success();
}

async fn a_page_of_somebody_else_is_refused(house: &House) {
    let agent = house.sign_in("agent").await;
    let page = agent.bare(Method::GET, "/service-orders");
    let page = page.send().await.unwrap().text().await.unwrap();
    let person = page.split("data-person=\"").nth(1).unwrap();
    let own = person.split('"').next().unwrap();
    let called = |person: &str| {
        let request = agent.request(Method::GET, "/api/v1/me");
        send(request.header("aftercare-person", person))
    };
    assert_eq!(called(own).await.success()["username"], "agent");
    let refused = called("merchant:merchant").await;
    assert_eq!((refused.status, refused.code()), (412, "others_session"));
    // A consumer who comes by a link is the one who signs in by name.
    let consumer = house.sign_in("consumer").await;
    let me = consumer.get("/api/v1/me").await.success();
    let person = format!("consumer%3A{}", me["consumer_id"].as_str().unwrap());
    let request = consumer.request(Method::GET, "/api/v1/me");
    send(request.header("aftercare-person", person))
        .await
        .success();
}
