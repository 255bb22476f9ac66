//! Behind a proxy: who asks is whom the proxy names, if it is trusted, and nobody else's word counts.

use std::time::Duration;

use futures::future::join_all;
use reqwest::{Method, RequestBuilder};
use serde_json::json;

use crate::house::{Client, House, PASSWORD, on_each_database, send};

on_each_database! { open_behind_a_proxy =>
    a_flood_through_the_proxy_closes_the_door_to_those_alone_who_sent_it,
    a_name_that_is_tried_from_everywhere_is_slowed_down,
}

mod without_trust {
    use crate::house::on_each_database;

    on_each_database! {
        what_somebody_says_who_is_no_trusted_proxy_does_not_count,
    }

    use super::what_somebody_says_who_is_no_trusted_proxy_does_not_count;
}

/// How many failures one address may have.
const BY_ADDRESS: usize = 100;

fn sign_in(client: &Client, username: &str, password: &str) -> RequestBuilder {
    client
        .request(Method::POST, "/api/v1/session")
        .json(&json!({"username": username, "password": password}))
}

/// The same by the form of the page.
fn sign_in_by_form(client: &Client, username: &str, password: &str) -> RequestBuilder {
    client
        .request(Method::POST, "/sign-in")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(format!("username={username}&password={password}"))
}

async fn status(request: RequestBuilder) -> u16 {
    request.send().await.unwrap().status().as_u16()
}

async fn a_flood_through_the_proxy_closes_the_door_to_those_alone_who_sent_it(house: &House) {
    // Case 10.
    house.add("agent").await;
    let stranger = house.stranger();
    let from = |request: RequestBuilder, address: &str| request.header("x-forwarded-for", address);
    let tries = (0..BY_ADDRESS).map(|place| {
        let name = format!("nobody-{place}");
        let invented = format!("198.51.100.{place}");
        // Each proxy writes it in its own way, and before it stands what the sender made up.
        let attempt = match place % 4 {
            0 => from(sign_in(&stranger, &name, "guess"), "203.0.113.7"),
            1 => from(
                sign_in_by_form(&stranger, &name, "guess"),
                &format!("{invented}, 203.0.113.7:4711"),
            ),
            2 => sign_in(&stranger, &name, "guess").header(
                "forwarded",
                format!("for={invented}, For=\"203.0.113.7:80\";proto=https"),
            ),
            _ => from(sign_in(&stranger, &name, "guess"), &invented)
                .header("x-forwarded-for", "203.0.113.7"),
        };
        status(attempt)
    });
    let answers = join_all(tries).await;
    assert!(answers.iter().all(|&status| status == 401), "{answers:?}");
    let right = || sign_in(&stranger, "agent", PASSWORD);
    assert_eq!(status(from(right(), "203.0.113.7")).await, 429);
    assert_eq!(status(from(right(), "203.0.113.8, 203.0.113.7")).await, 429);
    let by_form = sign_in_by_form(&stranger, "agent", PASSWORD);
    assert_eq!(status(from(by_form, "203.0.113.7")).await, 429);
    for other in ["203.0.113.8", "203.0.113.7, 203.0.113.9", "2001:db8::7"] {
        assert_eq!(status(from(right(), other)).await, 204, "{other}");
    }
    // From the proxy itself, or from whom it does not name, comes another one.
    assert_eq!(status(right()).await, 204);
    assert_eq!(status(from(right(), "203.0.113.7, unknown")).await, 204);
}

async fn a_name_that_is_tried_from_everywhere_is_slowed_down(house: &House) {
    // Case 10.
    house.add("agent").await;
    house.add("merchant").await;
    let stranger = house.stranger();
    let from = |username: &str, password: &str, place: usize| {
        let address = format!("203.0.113.{place}");
        sign_in(&stranger, username, password).header("x-forwarded-for", address)
    };
    for place in 0..10 {
        assert_eq!(status(from("agent", "guess", place)).await, 401);
    }
    let slowed = send(from("agent", PASSWORD, 11)).await;
    assert_eq!((slowed.status, slowed.code()), (429, "too_many_requests"));
    assert_eq!(slowed.headers["retry-after"], "1");
    assert_eq!(status(from("merchant", PASSWORD, 11)).await, 204);
    // Whoever waits as told is let in, where none of the guesses came from.
    house.pass_real_time(Duration::from_secs(1));
    assert_eq!(status(from("agent", PASSWORD, 11)).await, 204);
    house.pass_real_time(Duration::from_secs(1));
    let guessed = status(from("agent", "guess", 0)).await;
    assert_eq!(guessed, 401, "one failure there is no reason to keep out");
}

async fn what_somebody_says_who_is_no_trusted_proxy_does_not_count(house: &House) {
    // Case 10.
    house.add("agent").await;
    let stranger = house.stranger();
    let from = |request: RequestBuilder, place: usize| {
        let address = format!("203.0.113.{place}");
        request
            .header("x-forwarded-for", &address)
            .header("forwarded", format!("for={address}"))
    };
    let tries = (0..BY_ADDRESS).map(|place| {
        let attempt = sign_in(&stranger, &format!("nobody-{place}"), "guess");
        status(from(attempt, place))
    });
    let answers = join_all(tries).await;
    assert!(answers.iter().all(|&status| status == 401), "{answers:?}");
    let right = sign_in(&stranger, "agent", PASSWORD);
    assert_eq!(status(from(right, 200)).await, 429);
}
