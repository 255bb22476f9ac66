//! Tokens of integrators: scoped, confined to a tenant, revocable.

use aftercare_domain::access::Scope;
use serde_json::json;

use crate::house::{House, MERCHANT, on_each_database};

on_each_database! {
    a_token_lets_in_until_it_is_taken_back,
    a_token_without_the_scope_is_told_which_one,
    an_owner_makes_tokens_for_their_own_merchant_alone,
    staff_and_tokens_make_no_tokens,
    the_same_key_gives_the_same_token,
    the_secret_is_shown_once,
}

async fn a_token_lets_in_until_it_is_taken_back(house: &House) {
    let operator = house.sign_in("operator").await;
    let made = operator
        .post(
            "/api/v1/tokens",
            &json!({"name": "ERP", "scopes": ["orders:read"]}),
        )
        .await;
    assert_eq!(made.status, 201);
    let integrator = house.with_token(made.body["token"].as_str().unwrap());
    let me = integrator.get("/api/v1/me").await.success();
    assert_eq!(
        (me["party"].as_str(), me["name"].as_str()),
        (Some("api_client"), Some("ERP"))
    );
    let path = format!("/api/v1/tokens/{}", made.body["id"].as_str().unwrap());
    assert_eq!(operator.delete(&path).await.status, 204);
    assert_eq!(integrator.get("/api/v1/me").await.status, 401);
    assert_eq!(
        house
            .with_token("aft_invented")
            .get("/api/v1/me")
            .await
            .status,
        401
    );
}

async fn a_token_without_the_scope_is_told_which_one(house: &House) {
    let token = house.token(None, &[Scope::ReadServiceOrders]).await;
    let answer = house.with_token(&token).get("/api/v1/orders/o-1").await;
    assert_eq!((answer.status, answer.code()), (403, "forbidden"));
    assert_eq!(answer.body["scope"], "orders:read");
    assert!(
        answer.body["detail"]
            .as_str()
            .unwrap()
            .contains("orders:read")
    );
}

async fn an_owner_makes_tokens_for_their_own_merchant_alone(house: &House) {
    let owner = house.sign_in("merchant").await;
    let other = house.sign_in("merchant_b").await;
    let made = owner
        .post(
            "/api/v1/tokens",
            &json!({"name": "ERP", "scopes": ["orders:read"]}),
        )
        .await
        .success();
    assert_eq!(made["merchant_id"], MERCHANT);
    let foreign = json!({"name": "ERP", "scopes": ["orders:read"], "merchant_id": "m-2"});
    assert_eq!(owner.post("/api/v1/tokens", &foreign).await.status, 403);
    assert_eq!(
        other.get("/api/v1/tokens").await.success()["items"],
        json!([])
    );
    let path = format!("/api/v1/tokens/{}", made["id"].as_str().unwrap());
    assert_eq!(other.delete(&path).await.status, 404);
    assert_eq!(owner.delete(&path).await.status, 204);
}

async fn staff_and_tokens_make_no_tokens(house: &House) {
    let request = json!({"name": "ERP", "scopes": ["orders:read"]});
    for username in ["agent", "finance", "store", "return_centre", "consumer"] {
        let client = house.sign_in(username).await;
        assert_eq!(
            client.post("/api/v1/tokens", &request).await.code(),
            "forbidden",
            "{username}"
        );
    }
    let token = house.token(None, Scope::ALL).await;
    assert_eq!(
        house
            .with_token(&token)
            .post("/api/v1/tokens", &request)
            .await
            .code(),
        "forbidden"
    );
}

async fn the_same_key_gives_the_same_token(house: &House) {
    let operator = house.sign_in("operator").await;
    let request = json!({"name": "ERP", "scopes": ["orders:read"]});
    let first = operator
        .post_once("/api/v1/tokens", "key-1", &request)
        .await
        .success();
    let again = operator
        .post_once("/api/v1/tokens", "key-1", &request)
        .await
        .success();
    assert_eq!(first, again);
    assert!(
        house
            .with_token(again["token"].as_str().unwrap())
            .get("/api/v1/me")
            .await
            .status
            == 200
    );
    let other = json!({"name": "WMS", "scopes": ["orders:read"]});
    let reused = operator.post_once("/api/v1/tokens", "key-1", &other).await;
    assert_eq!(
        (reused.status, reused.code()),
        (422, "idempotency_key_reused")
    );
    // Another caller's key is another key.
    let owner = house.sign_in("merchant").await;
    owner
        .post_once("/api/v1/tokens", "key-1", &other)
        .await
        .success();
    assert_eq!(
        operator.get("/api/v1/tokens").await.success()["items"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
}

async fn the_secret_is_shown_once(house: &House) {
    let operator = house.sign_in("operator").await;
    let wrong = json!({"name": "", "scopes": ["orders:fly"], "colour": 1});
    let refused = operator.post("/api/v1/tokens", &wrong).await;
    assert_eq!(
        refused.violations(),
        [
            ("colour", "unknown_field"),
            ("name", "required"),
            ("scopes[0]", "not_one_of")
        ]
    );
    operator
        .post(
            "/api/v1/tokens",
            &json!({"name": "ERP", "scopes": ["orders:read"]}),
        )
        .await
        .success();
    let listed = operator.get("/api/v1/tokens").await.success();
    assert_eq!(listed["items"][0]["name"], "ERP");
    assert!(listed["items"][0].get("token").is_none());
}
