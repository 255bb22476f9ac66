//! Saved views: kept in canonical form, shared in the team, and in no other.

use aftercare_server::db::DbError;
use serde_json::{Value, json};

use crate::house::{Client, House, on_each_database};

on_each_database! {
    a_view_is_kept_changed_and_removed,
    a_shared_view_is_the_teams,
    a_view_that_is_no_list_is_refused,
    a_view_tells_of_no_person,
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

async fn a_view_tells_of_no_person(house: &House) {
    let [agent, owner] = house.people(["agent", "merchant"]).await;
    for (query, shared, kept) in [
        ("phone=13812345678", false, false),
        ("q=13812345678&urged=true", false, false),
        ("q=欧阳", true, false),
        ("q=欧阳&numbers=26112300000001", false, false),
        ("q=净化器", false, true),
        ("phone=138****5678&urged=true", true, true),
        ("q=SF1234567890123", true, true),
    ] {
        let answer = agent.post(VIEWS, &view(query, query, shared)).await;
        if kept {
            assert_eq!(answer.status, 201, "{query}: {answer:?}");
        } else {
            assert_eq!(
                (answer.status, answer.code()),
                (422, "view_tells_of_person"),
                "{query}"
            );
        }
    }
    let own = agent.get(VIEWS).await.success();
    let own = own["items"].as_array().unwrap();
    let path = path(own.iter().find(|view| view["name"] == "q=净化器").unwrap());
    let shared = agent.put(&path, &view("净化器", "q=净化器", true)).await;
    assert_eq!(shared.code(), "view_tells_of_person");
    // What an earlier release kept is shown to others without it.
    let done = house.context.db.write(|connection| {
        Box::pin(async move {
            let old = "UPDATE saved_views SET query = 'phone=13812345678&q=%E6%AC%A7&urged=true' WHERE shared = 1";
            sqlx::query(old).execute(connection).await.map_err(DbError::from)
        })
    });
    assert_eq!(done.await.unwrap().rows_affected(), 2);
    let seen = owner.get(VIEWS).await.success();
    for view in seen["items"].as_array().unwrap() {
        assert_eq!(view["query"], "phone=138****5678&urged=true");
    }
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
