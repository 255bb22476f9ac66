//! The sandbox clock.

use aftercare_domain::values::time::{Span, Timestamp};
use aftercare_server::{
    context::Context,
    runtime::{clock::Clock, entropy::Entropy},
};
use serde_json::json;

use crate::house::{House, Kind, on_each_database, opening_time};

on_each_database! {
    the_products_time_moves_ahead_once_a_key,
    only_a_length_of_time_moves_it,
    it_stays_moved_after_a_restart,
    an_operator_alone_moves_it,
}

async fn the_products_time_moves_ahead_once_a_key(house: &House) {
    let client = house.sign_in("operator").await;
    let opened: Timestamp = opening_time();
    assert_eq!(
        client.get("/api/v1/sandbox/clock").await.success()["now"],
        opened.to_string()
    );
    let day_later = Span::hours(25).after(opened).to_string();
    for _ in 0..2 {
        let moved = client
            .post_once("/api/v1/sandbox/clock", "k", &json!({"advance": "25h"}))
            .await
            .success();
        assert_eq!(moved["now"], day_later);
    }
    assert_eq!(house.context.clock.real_now(), opened);
}

async fn only_a_length_of_time_moves_it(house: &House) {
    let client = house.sign_in("operator").await;
    for (body, field, code) in [
        (json!({"advance": "soon"}), "advance", "not_a_duration"),
        (json!({"advance": "-1h"}), "advance", "not_a_duration"),
        (json!({"advance": "0s"}), "advance", "not_a_duration"),
        (
            json!({"advance": "9999999999999999999d"}),
            "advance",
            "not_a_duration",
        ),
        (json!({"advance": 25}), "advance", "wrong_type"),
        (json!({}), "advance", "required"),
        (
            json!({"advance": "1h", "back": true}),
            "back",
            "unknown_field",
        ),
    ] {
        assert_eq!(
            client
                .post("/api/v1/sandbox/clock", &body)
                .await
                .violations(),
            [(field, code)]
        );
    }
    assert_eq!(
        house
            .stranger()
            .post("/api/v1/sandbox/clock", &json!({"advance": "1h"}))
            .await
            .status,
        401
    );
}

async fn it_stays_moved_after_a_restart(house: &House) {
    house.advance(std::time::Duration::from_hours(25)).await;
    let config = (*house.context.config).clone();
    let restarted = Context::open(config, Clock::stopped(opening_time()), Entropy::seeded(1))
        .await
        .unwrap();
    assert_eq!(restarted.clock.now(), Span::hours(25).after(opening_time()));
    restarted.db.close().await;
}

#[tokio::test]
async fn a_server_that_is_no_sandbox_has_no_such_door() {
    let house = House::open_real(Kind::Sqlite).await;
    let client = house.sign_in("operator").await;
    assert_eq!(client.get("/api/v1/sandbox/clock").await.status, 404);
    assert_eq!(
        client
            .post("/api/v1/sandbox/clock", &json!({"advance": "1h"}))
            .await
            .status,
        404
    );
    house.close().await;
}

// Earlier, everybody who was signed in moved it, for everybody.
async fn an_operator_alone_moves_it(house: &House) {
    let body = json!({"advance": "1s"});
    for username in ["merchant", "agent", "store", "return_centre", "consumer"] {
        let client = house.sign_in(username).await;
        let refused = client.post("/api/v1/sandbox/clock", &body).await;
        assert_eq!(
            (refused.status, refused.code()),
            (403, "forbidden"),
            "{username}"
        );
    }
    let operator = house.sign_in("operator").await;
    operator
        .post("/api/v1/sandbox/clock", &body)
        .await
        .success();
}
