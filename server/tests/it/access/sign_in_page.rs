//! The sign-in page: a plain form, and in the demo marketplace a button for each of its people.

use aftercare_app::demo::Person;
use reqwest::{Method, RequestBuilder, header};

use crate::house::{Client, House, PASSWORD, on_each_database};

on_each_database! {
    one_click_signs_in_to_the_demo_and_leads_to_the_pages_of_that_person,
    nobody_is_led_to_a_page_that_is_not_for_them,
    what_was_left_empty_is_asked_for_and_counts_as_no_failure,
    how_long_to_wait_is_said_in_minutes,
}

mod in_production {
    use super::without_the_demo_nobody_is_shown_and_no_password_is_told;
    use crate::house::on_each_database;

    on_each_database! { open_real =>
        without_the_demo_nobody_is_shown_and_no_password_is_told,
    }
}

/// What a browser is answered with.
struct Page {
    status: u16,
    location: String,
    html: String,
}

async fn sent(request: RequestBuilder) -> Page {
    let response = request.send().await.unwrap();
    let location = response.headers().get(header::LOCATION);
    Page {
        status: response.status().as_u16(),
        location: location.map_or_else(String::new, |to| to.to_str().unwrap().to_owned()),
        html: response.text().await.unwrap(),
    }
}

async fn page(client: &Client, path: &str) -> Page {
    let request = client.request(Method::GET, path);
    sent(request.header(header::ACCEPT, "text/html")).await
}

fn form(request: RequestBuilder, username: &str, password: &str) -> RequestBuilder {
    request
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(format!("username={username}&password={password}&next="))
}

async fn sign_in(client: &Client, username: &str, password: &str) -> Page {
    let request = client.request(Method::POST, "/sign-in");
    sent(form(request, username, password)).await
}

async fn one_click_signs_in_to_the_demo_and_leads_to_the_pages_of_that_person(house: &House) {
    let html = page(&house.stranger(), "/sign-in").await.html;
    for person in Person::ALL {
        let button = format!("name=\"username\" value=\"{}\"", person.username());
        assert_eq!(html.matches(&button).count(), 1, "{button}");
        assert!(html.contains(person.name()));
    }
    assert!(html.contains(&format!(
        "type=\"hidden\" name=\"password\" value=\"{PASSWORD}\""
    )));
    for (username, home) in [("merchant", "/service-orders"), ("consumer", "/my/orders")] {
        house.add(username).await;
        let visitor = house.stranger();
        let entered = sign_in(&visitor, username, PASSWORD).await;
        assert_eq!((entered.status, entered.location.as_str()), (303, "/"));
        assert_eq!(page(&visitor, "/").await.location, home);
        assert_eq!(page(&visitor, home).await.status, 200);
    }
    let stranger = house.stranger();
    let forged = stranger
        .bare(Method::POST, "/sign-in")
        .header(header::ORIGIN, "http://evil.example");
    assert_eq!(sent(form(forged, "merchant", PASSWORD)).await.status, 403);
    assert_eq!(stranger.get("/api/v1/me").await.status, 401);
}

async fn nobody_is_led_to_a_page_that_is_not_for_them(house: &House) {
    let next = |wanted: &str| format!("name=\"next\" value=\"{wanted}\"");
    for (wanted, forms) in [
        ("/service-orders", 3),
        ("/my/orders", 2),
        ("https://evil.example/", 3),
    ] {
        let html = page(&house.stranger(), &format!("/sign-in?next={wanted}"))
            .await
            .html;
        // The two groups of staff or that of consumers, and the form with a password.
        assert_eq!(html.matches(&next(wanted)).count(), forms, "{wanted}");
    }
    house.add("consumer").await;
    let stranger = house.stranger();
    let away = stranger
        .request(Method::POST, "/sign-in")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(format!(
            "username=consumer&password={PASSWORD}&next=https://evil.example/"
        ));
    assert_eq!(sent(away).await.location, "/");
    // What no address can have leads home, and the person is signed in.
    for control in ["/%01", "/%7f", "/%0d%0aset-cookie:x"] {
        let odd = stranger
            .request(Method::POST, "/sign-in")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(format!(
                "username=consumer&password={PASSWORD}&next={control}"
            ));
        assert_eq!(sent(odd).await.location, "/", "{control}");
    }
}

async fn without_the_demo_nobody_is_shown_and_no_password_is_told(house: &House) {
    let html = page(&house.stranger(), "/sign-in").await.html;
    for person in Person::ALL {
        assert!(!html.contains(&format!("value=\"{}\"", person.username())));
        assert!(!html.contains(person.name()));
    }
    assert!(
        !html.contains(PASSWORD) && html.contains("<h1>Sign in<"),
        "{html}"
    );
}

async fn what_was_left_empty_is_asked_for_and_counts_as_no_failure(house: &House) {
    house.add("agent").await;
    let stranger = house.stranger();
    let (name, password) = ("Please enter your user name", "Please enter your password");
    for (username, typed, told) in [
        ("", "", &[name, password][..]),
        ("agent", "", &[password]),
        ("++", "guess", &[name]),
    ] {
        let back = sign_in(&stranger, username, typed).await;
        assert_eq!(back.status, 422, "{}", back.html);
        for sentence in [name, password] {
            assert_eq!(
                back.html.contains(sentence),
                told.contains(&sentence),
                "{sentence}"
            );
        }
        assert!(!back.html.contains("The username or the password is wrong"));
    }
    for _ in 0..12 {
        assert_eq!(sign_in(&stranger, "agent", "").await.status, 422);
    }
    assert_eq!(sign_in(&stranger, "agent", PASSWORD).await.status, 303);
}

async fn how_long_to_wait_is_said_in_minutes(house: &House) {
    house.add("agent").await;
    let stranger = house.stranger();
    for _ in 0..10 {
        assert_eq!(sign_in(&stranger, "agent", "guess").await.status, 401);
    }
    let closed = sign_in(&stranger, "agent", PASSWORD).await;
    assert_eq!(closed.status, 429);
    assert!(
        closed.html.contains("Try again in 15 min."),
        "{}",
        closed.html
    );
    let in_chinese = reqwest::Client::new()
        .post(house.url("/api/v1/session"))
        .header(header::ACCEPT_LANGUAGE, "zh")
        .json(&serde_json::json!({"username": "agent", "password": PASSWORD}));
    let problem: serde_json::Value = in_chinese.send().await.unwrap().json().await.unwrap();
    assert_eq!(problem["detail"], "请在 15 分钟后重试。");
    assert_eq!(problem["retry_after_seconds"], 900);
}
