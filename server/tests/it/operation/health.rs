//! Health, readiness, and doors that are not there.

use serde_json::{Value, json};

use crate::house::{House, on_each_database};

on_each_database! {
    a_server_is_alive_and_ready,
    an_unknown_door_is_a_problem_in_the_callers_language,
    a_wrong_method_is_a_problem,
}

async fn a_server_is_alive_and_ready(house: &House) {
    for path in ["/healthz", "/readyz"] {
        let answer = reqwest::get(house.url(path)).await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        assert!(answer.headers().contains_key("x-request-id"));
    }
}

async fn an_unknown_door_is_a_problem_in_the_callers_language(house: &House) {
    for (language, title) in [("zh-CN", "找不到"), ("en", "Not found")] {
        let answer = reqwest::Client::new()
            .get(house.url("/api/v1/nowhere"))
            .header("accept-language", language)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 404);
        assert_eq!(answer.headers()["content-type"], "application/problem+json");
        let problem: Value = answer.json().await.unwrap();
        assert_eq!(problem["title"], title);
        assert_eq!(problem["code"], "not_found");
        assert_eq!(problem["status"], json!(404));
    }
}

async fn a_wrong_method_is_a_problem(house: &House) {
    let answer = reqwest::Client::new()
        .delete(house.url("/healthz"))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 405);
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
}
