//! Pages: rendered by the server with the API's own answers, and the files that browsers load.

use std::fs;

use reqwest::Method;

use crate::house::{Client, House, Kind, on_each_database};

on_each_database! {
    a_page_comes_whole_and_names_its_own_files,
    a_page_knows_its_visitor,
    a_page_that_is_not_there_is_a_page,
    files_with_a_hash_are_kept_for_ever,
    a_problem_for_a_browser_is_a_page,
}

/// A site as the workshop builds it, of files that do nothing.
pub(crate) fn build_site(folder: &std::path::Path) {
    let bundle = |name: &str| {
        serde_json::json!({
            "boot": format!("/assets/{name}-0.js"),
            "preload": [{"href": format!("/assets/{name}-0.wasm"), "as": "fetch"}],
            "css": [format!("/assets/{name}-0.css")],
        })
    };
    fs::create_dir_all(folder.join("assets")).unwrap();
    let manifest =
        serde_json::json!({"workbench": bundle("workbench"), "consumer": bundle("consumer")});
    fs::write(folder.join("manifest.json"), manifest.to_string()).unwrap();
    fs::write(folder.join("assets/workbench-0.js"), "export {}").unwrap();
    fs::write(folder.join("assets/workbench-0.js.br"), "small").unwrap();
    fs::write(
        folder.join("favicon.svg"),
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
    )
    .unwrap();
}

async fn page(client: &Client, path: &str) -> (u16, reqwest::header::HeaderMap, String) {
    let request = client.bare(Method::GET, path).header("accept", "text/html");
    let response = request.send().await.unwrap();
    (
        response.status().as_u16(),
        response.headers().clone(),
        response.text().await.unwrap(),
    )
}

async fn a_page_comes_whole_and_names_its_own_files(house: &House) {
    let (status, headers, html) = page(&house.stranger(), "/sign-in").await;
    assert_eq!(status, 200);
    assert!(html.contains("<html lang=\"en\""), "{html}");
    assert!(html.contains("/assets/workbench-0.js") && !html.contains("/assets/consumer-0.js"));
    let policy = headers["content-security-policy"].to_str().unwrap();
    let nonce = policy
        .split("'nonce-")
        .nth(1)
        .unwrap()
        .split('\'')
        .next()
        .unwrap();
    assert!(html.contains(&format!("nonce=\"{nonce}\"")), "{policy}");
    assert!(
        !policy
            .split(';')
            .any(|rule| rule.contains("script-src") && rule.contains("unsafe-inline"))
    );
    assert_eq!(headers["cache-control"], "no-store");
    let (_, again, _) = page(&house.stranger(), "/sign-in").await;
    assert_ne!(
        again["content-security-policy"], policy,
        "a nonce is used once"
    );
}

async fn a_page_knows_its_visitor(house: &House) {
    let (status, headers, _) = page(&house.sign_in("agent").await, "/").await;
    assert_eq!(
        (status, headers["location"].to_str().unwrap()),
        (302, "/service-orders")
    );
    let (status, _, _) = page(&house.sign_in("consumer").await, "/service-orders").await;
    assert_eq!(status, 403);
    for path in ["/", "/service-orders", "/my/orders"] {
        let (status, headers, _) = page(&house.stranger(), path).await;
        assert_eq!(status, 302, "{path}");
        assert!(
            headers["location"]
                .to_str()
                .unwrap()
                .starts_with("/sign-in"),
            "{path}"
        );
    }
}

async fn a_page_that_is_not_there_is_a_page(house: &House) {
    let (status, headers, html) = page(&house.stranger(), "/nowhere").await;
    assert_eq!(status, 404);
    assert!(
        headers["content-type"]
            .to_str()
            .unwrap()
            .starts_with("text/html")
    );
    assert!(html.contains("/assets/workbench-0.js"));
    assert_eq!(
        house.stranger().get("/api/v1/nowhere").await.code(),
        "not_found"
    );
}

async fn files_with_a_hash_are_kept_for_ever(house: &House) {
    let client = house.stranger();
    let plain = client.get("/assets/workbench-0.js").await;
    assert_eq!(plain.status, 200);
    assert_eq!(
        plain.headers["cache-control"],
        "public, max-age=31536000, immutable"
    );
    assert!(!plain.headers.contains_key("content-encoding"));
    let small = client
        .bare(Method::GET, "/assets/workbench-0.js")
        .header("accept-encoding", "br");
    assert_eq!(
        crate::house::send(small).await.headers["content-encoding"],
        "br"
    );
    let icon = client.get("/favicon.svg").await;
    assert_eq!(
        (icon.status, icon.headers.get("cache-control")),
        (200, None)
    );
    assert_eq!(client.get("/..%2fCargo.toml").await.status, 404);
}

async fn a_problem_for_a_browser_is_a_page(house: &House) {
    let (status, headers, html) =
        page(&house.stranger(), "/consumer/enter?link=%3Cscript%3E").await;
    assert_eq!(status, 410);
    assert!(
        headers["content-type"]
            .to_str()
            .unwrap()
            .starts_with("text/html")
    );
    assert!(html.contains("This link does not work any more") && !html.contains("<script>"));
    assert!(!html.contains("Try again"), "waiting does not help");
    let chosen = house
        .stranger()
        .bare(Method::GET, "/consumer/enter?link=x")
        .header("accept", "text/html")
        .header("accept-language", "en")
        .header("cookie", "aftercare_language=zh-CN");
    let html = chosen.send().await.unwrap().text().await.unwrap();
    assert!(html.contains("<html lang=\"zh-CN\""), "{html}");
}

#[tokio::test]
async fn without_built_files_pages_are_plain_and_the_api_serves() {
    let house = House::open_without_site(Kind::Sqlite).await;
    assert_eq!(page(&house.stranger(), "/sign-in").await.0, 200);
    assert_eq!(house.stranger().get("/healthz").await.status, 200);
    house.close().await;
}
