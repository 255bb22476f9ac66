//! What others rely on, as snapshots: a change of one is seen, and explained where it is made.

use aftercare_domain::{
    people::{
        access::Scope,
        party::{Authority, Position},
    },
    values::id::{ConsumerId, MerchantId},
};
use aftercare_server::http::{extract::permission, problem::Code, router};
use serde_json::json;

use crate::house::{House, Kind};

#[test]
fn the_table_of_problems() {
    let rows: Vec<String> = Code::ALL
        .iter()
        .map(|code| format!("{:<24} {}", code.name(), code.status().as_u16()))
        .collect();
    insta::assert_snapshot!(rows.join("\n"));
}

#[test]
fn the_document_of_the_api() {
    insta::assert_snapshot!(router::document().to_pretty_json().unwrap());
}

#[test]
fn who_may_call_what() {
    let (merchant, consumer) = (
        MerchantId::parse("m").unwrap(),
        ConsumerId::parse("c").unwrap(),
    );
    let channels = std::collections::BTreeSet::new();
    let staff: Vec<_> = Position::ALL
        .iter()
        .map(|&position| std::collections::BTreeSet::from([position]))
        .collect();
    let mut callers = vec![
        ("operator".to_owned(), Authority::Operator),
        ("owner".to_owned(), Authority::Merchant(&merchant, None)),
    ];
    for (position, positions) in Position::ALL
        .iter()
        .zip(&staff)
        .filter(|(position, _)| **position != Position::Owner)
    {
        callers.push((
            position.to_string(),
            Authority::Merchant(&merchant, Some(positions)),
        ));
    }
    callers.extend([
        ("store".to_owned(), Authority::Store(&channels)),
        ("return_centre".to_owned(), Authority::ReturnCentre),
        ("consumer".to_owned(), Authority::Consumer(&consumer, None)),
    ]);
    let rows: Vec<String> = permission::ALL
        .iter()
        .map(|row| {
            let who: Vec<&str> = callers
                .iter()
                .filter(|(_, authority)| (row.allows)(*authority))
                .map(|(name, _)| name.as_str())
                .collect();
            let scope = row.scope.map_or("in person", |scope| scope.name());
            format!("{:<20} {scope:<24} {}", row.name, who.join(" "))
        })
        .collect();
    insta::assert_snapshot!(rows.join("\n"));
}

#[tokio::test]
async fn the_document_and_its_page_load_nothing_from_elsewhere() {
    let house = House::open(Kind::Sqlite).await;
    let client = house.stranger();
    let document = client.get("/api/openapi.json").await.success();
    assert_eq!(document["openapi"], "3.1.0");
    let page = client
        .bare(reqwest::Method::GET, "/api/docs/")
        .send()
        .await
        .unwrap();
    assert_eq!(page.status(), 200);
    let policy = page.headers()["content-security-policy"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(policy.contains("script-src 'self';"), "{policy}");
    let html = page.text().await.unwrap();
    assert!(
        !html.contains("http://") && !html.contains("https://"),
        "{html}"
    );
    assert_eq!(
        client.get("/api/docs/swagger-ui-bundle.js").await.status,
        200
    );
    house.close().await;
}

#[tokio::test]
async fn figures_are_for_a_token_of_the_platform_that_has_the_scope() {
    let house = House::open(Kind::Sqlite).await;
    house.stranger().get("/healthz").await;
    let token = house.token(None, &[Scope::ReadMetrics]).await;
    let figures = house
        .with_token(&token)
        .request(reqwest::Method::GET, "/metrics")
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(
        figures.contains("http_request_duration_seconds"),
        "{figures}"
    );
    // This machine is where a proxy may stand, by which everybody comes.
    assert_eq!(house.stranger().get("/metrics").await.status, 401);
    let other = house.token(None, &[Scope::ReadOrders]).await;
    assert_eq!(house.with_token(&other).get("/metrics").await.status, 403);
    let operator = house.sign_in("operator").await;
    assert_eq!(operator.get("/metrics").await.status, 403);
    // A merchant has no figures of the whole platform, and its tokens none of that scope.
    let owner = house.sign_in("merchant").await;
    let asked = json!({"name": "ERP", "scopes": ["orders:read", "metrics:read"]});
    let refused = owner.post("/api/v1/tokens", &asked).await;
    assert_eq!(refused.violations(), [("scopes[1]", "not_applicable")]);
    house.close().await;
}

#[test]
fn the_document_of_the_api_says_what_its_tags_and_the_parts_of_a_path_are() {
    let document = serde_json::to_value(router::document()).unwrap();
    let names = |tags: &serde_json::Value| -> Vec<String> {
        let tags = tags.as_array().unwrap().iter();
        tags.map(|tag| tag.as_str().unwrap_or_default().to_owned())
            .collect()
    };
    let declared: Vec<String> = document["tags"]
        .as_array()
        .unwrap()
        .iter()
        .map(|tag| tag["name"].as_str().unwrap().to_owned())
        .collect();
    let mut unsaid = Vec::new();
    for (path, calls) in document["paths"].as_object().unwrap() {
        for (method, call) in calls.as_object().unwrap() {
            let unknown = names(&call["tags"])
                .into_iter()
                .filter(|tag| !declared.contains(tag));
            unsaid.extend(unknown.map(|tag| format!("{method} {path}: {tag}")));
            let parameters = call["parameters"].as_array().into_iter().flatten();
            let bare = parameters
                .filter(|parameter| parameter["description"].as_str().is_none_or(str::is_empty));
            unsaid.extend(bare.map(|parameter| format!("{method} {path}: {}", parameter["name"])));
        }
    }
    assert!(unsaid.is_empty(), "{unsaid:#?}");
}
