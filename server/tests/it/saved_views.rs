//! Saved views: kept in canonical form, shared in the team, and in no other.

use serde_json::{Value, json};

use crate::house::{Client, House, on_each_database};

on_each_database! {
    a_view_is_kept_changed_and_removed,
    a_shared_view_is_the_teams,
    a_view_that_is_no_list_is_refused,
    there_are_as_many_as_one_person_may_have,
}

const VIEWS: &str = "/api/v1/views";

fn view(name: &str, query: &str, shared: bool) -> Value {
    json!({"name": name, "query": query, "shared": shared})
}

async fn kept(client: &Client, draft: &Value) -> Value {
    let answer = client.post(VIEWS, draft).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    answer.body
}

async fn names(client: &Client) -> Vec<String> {
    let views = client.get(VIEWS).await.success();
    let items = views["items"].as_array().unwrap();
    items
        .iter()
        .map(|view| view["name"].as_str().unwrap().to_owned())
        .collect()
}

fn path(view: &Value) -> String {
    format!("{VIEWS}/{}", view["id"].as_str().unwrap())
}

async fn a_view_is_kept_changed_and_removed(house: &House) {
    // R-LST-1
    let agent = house.sign_in("agent").await;
    let draft = view(
        "今天到期",
        "?sort=due&node=pending_review&limit=20&cursor=abc&due_within=240m&q=",
        false,
    );
    let first = agent.post_once(VIEWS, "k", &draft).await;
    assert_eq!(first.status, 201);
    let again = agent.post_once(VIEWS, "k", &draft).await;
    assert_eq!(
        (again.status, &again.body),
        (201, &first.body),
        "sent again, kept once"
    );
    let id = first.body["id"].clone();
    let expected = json!({
        "id": id, "name": "今天到期", "query": "node=pending_review&due_within=4h&sort=due", "shared": false,
        "own": true, "created_by": "agent",
    });
    assert_eq!(agent.get(VIEWS).await.success()["items"], json!([expected]));
    kept(&agent, &view("全部", "", false)).await;
    assert_eq!(names(&agent).await, ["今天到期", "全部"]);
    let taken = agent.post(VIEWS, &view("今天到期", "", true)).await;
    assert_eq!(taken.violations(), [("name", "duplicate")]);
    let taken = agent.put(&path(&first.body), &view("全部", "", true)).await;
    assert_eq!(taken.violations(), [("name", "duplicate")]);
    let changed = agent
        .put(&path(&first.body), &view("超时", "overdue=true", true))
        .await
        .success();
    assert_eq!(
        (&changed["query"], &changed["shared"]),
        (&json!("overdue=true"), &json!(true))
    );
    assert_eq!(agent.delete(&path(&first.body)).await.status, 204);
    assert_eq!(agent.delete(&path(&first.body)).await.status, 404);
    assert_eq!(names(&agent).await, ["全部"]);
}

async fn a_shared_view_is_the_teams(house: &House) {
    // R-LST-1
    let [agent, receiver, owner] = house.people(["agent", "receiver", "merchant"]).await;
    let strangers = house
        .people(["merchant_b", "operator", "store", "store_of_all"])
        .await;
    let shared = kept(&agent, &view("共享", "held=true", true)).await;
    let own = kept(&agent, &view("自用", "urged=true", false)).await;
    assert_eq!(names(&receiver).await, ["共享"]);
    let seen = receiver.get(VIEWS).await.success();
    assert_eq!(
        (&seen["items"][0]["own"], &seen["items"][0]["created_by"]),
        (&json!(false), &json!("agent"))
    );
    for stranger in &strangers {
        assert_eq!(names(stranger).await, [""; 0]);
        assert_eq!(
            stranger
                .put(&path(&shared), &view("x", "", true))
                .await
                .status,
            404
        );
        assert_eq!(stranger.delete(&path(&shared)).await.status, 404);
    }
    // A colleague sees it; the owner may change it; what is not shared is its maker's alone.
    assert_eq!(receiver.delete(&path(&shared)).await.status, 403);
    assert_eq!(
        receiver
            .put(&path(&shared), &view("x", "", true))
            .await
            .status,
        403
    );
    for client in [&receiver, &owner] {
        assert_eq!(client.delete(&path(&own)).await.status, 404);
    }
    let changed = owner
        .put(&path(&shared), &view("共享", "held=false", true))
        .await
        .success();
    assert_eq!(changed["created_by"], "agent");
    assert_eq!(owner.delete(&path(&shared)).await.status, 204);
    assert_eq!(names(&agent).await, ["自用"]);
    let consumer = house.sign_in("consumer").await;
    assert_eq!(consumer.get(VIEWS).await.status, 403);
}

async fn a_view_that_is_no_list_is_refused(house: &House) {
    // R-LST-1
    let agent = house.sign_in("agent").await;
    for (draft, field) in [
        (view("红色", "colour=red", false), "query.colour"),
        (view("某处", "node=nowhere", false), "query.node"),
        (view("", "", false), "name"),
        (view(&"长".repeat(31), "", false), "name"),
        (json!({"name": "x", "query": ""}), "shared"),
        (json!({"name": "x", "query": "", "shared": "yes"}), "shared"),
    ] {
        assert_eq!(
            agent.post(VIEWS, &draft).await.violations()[0].0,
            field,
            "{draft}"
        );
    }
}

async fn there_are_as_many_as_one_person_may_have(house: &House) {
    // R-LST-1
    let agent = house.sign_in("agent").await;
    for number in 0..50 {
        kept(&agent, &view(&format!("{number}"), "", false)).await;
    }
    let refused = agent.post(VIEWS, &view("one more", "", false)).await;
    assert_eq!((refused.status, refused.code()), (409, "too_many_views"));
}
