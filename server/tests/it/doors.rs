//! Every role at every door: what a change opens or closes is seen here.

use aftercare_domain::access::Scope;
use aftercare_server::http::openapi;
use reqwest::Method;
use serde_json::{Value, json};

use crate::house::{Client, House, MERCHANT, on_each_database};

on_each_database! {
    every_role_at_every_door,
}

const METHODS: &[(&str, Method)] = &[
    ("get", Method::GET),
    ("put", Method::PUT),
    ("post", Method::POST),
    ("delete", Method::DELETE),
    ("patch", Method::PATCH),
];

/// The doors of the API's document: method and path, its parameters filled in.
fn doors() -> Vec<(String, Method, String)> {
    let document: Value = serde_json::to_value(openapi::document()).unwrap();
    let mut doors = Vec::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (name, method) in METHODS {
            // Who comes through these two is another person afterwards.
            if operations.get(name).is_some() && path != "/api/v1/session" {
                let filled: Vec<&str> = path
                    .split('/')
                    .map(|piece| if piece.starts_with('{') { "x" } else { piece })
                    .collect();
                doors.push((format!("{method} {path}"), method.clone(), filled.join("/")));
            }
        }
    }
    doors
}

/// What somebody hears at a door: `-` not signed in, `x` not permitted, `+` everything else.
async fn knock(client: &Client, method: &Method, path: &str) -> char {
    let request = client.request(method.clone(), path);
    let request = if method == Method::GET {
        request
    } else {
        request.json(&json!({}))
    };
    // The head is enough: the live stream never ends.
    let response = request.send().await.unwrap();
    let status = response.status().as_u16();
    assert!(status < 500, "{method} {path}: {status}");
    match status {
        401 => '-',
        403 => 'x',
        _ => '+',
    }
}

/// All scopes that a merchant's token can have.
fn of_merchants() -> Vec<Scope> {
    let all = Scope::ALL.iter().copied();
    all.filter(|scope| !scope.is_of_the_platform()).collect()
}

/// All who knock, each under the name of their column.
async fn visitors(house: &House) -> Vec<(&'static str, Client)> {
    let mut visitors = vec![("nobody", house.stranger())];
    for role in [
        "operator",
        "merchant",
        "agent",
        "receiver",
        "inspector",
        "technician",
        "finance",
        "store",
        "return_centre",
        "consumer",
    ] {
        visitors.push((role, house.sign_in(role).await));
    }
    house.sell("o-1", "youpin_online", 1).await;
    let link = json!({"order_number": "o-1"});
    visitors.push(("consumer by a link", house.come_by_link(&link).await));
    for (name, merchant, scopes) in [
        ("platform's token", None, Scope::ALL.to_vec()),
        ("merchant's token", Some(MERCHANT), of_merchants()),
        ("token without scopes", None, Vec::new()),
    ] {
        let token = house.token(merchant, &scopes).await;
        visitors.push((name, house.with_token(&token)));
    }
    visitors
}

async fn every_role_at_every_door(house: &House) {
    // R-STF-1
    let visitors = visitors(house).await;
    let names: Vec<&str> = visitors.iter().map(|(name, _)| *name).collect();
    let mut lines = vec![format!("columns: {}", names.join(", "))];
    for (name, method, path) in doors() {
        let mut line = String::new();
        for (_, client) in &visitors {
            line.push(knock(client, &method, &path).await);
        }
        lines.push(format!("{line} {name}"));
    }
    insta::assert_snapshot!("every_role_at_every_door", lines.join("\n"));
}
