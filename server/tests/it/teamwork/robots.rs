//! Robots of group chats: what they tell, to whom, how fast, and what becomes of them when a vendor says no.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};

use aftercare_server::service::teamwork::robots;
use axum::{
    Json, Router,
    extract::{RawQuery, State},
    http::StatusCode,
    routing::post,
};
use serde_json::{Value, json};
use tokio::{
    net::TcpListener,
    sync::mpsc::{self, UnboundedReceiver, UnboundedSender},
};

use crate::house::{Client, House, application, on_each_database};

on_each_database! {
    a_robot_tells_its_group_what_staff_are_told,
    many_things_are_one_message_and_messages_keep_their_distance,
    a_message_that_is_refused_for_now_comes_later,
    a_robot_whose_key_is_wrong_is_marked_until_it_is_set_anew,
    messages_are_signed_as_each_vendor_wants,
    a_robot_calls_nobody_but_its_vendor,
    a_robot_is_tried_out,
    all_that_is_wrong_with_a_robot_is_said_at_once,
    a_secret_can_be_taken_away,
    robots_are_set_by_owners_and_operators_alone,
    what_was_told_is_not_told_again,
}

const ROBOTS: &str = "/api/v1/robots";

/// A vendor on this machine: it takes messages, and says of each what it was told to say.
struct Vendor {
    url: String,
    heard: UnboundedReceiver<(String, Value)>,
    says: Says,
}

/// What a vendor says next; that all is well when it was told nothing.
type Says = Arc<Mutex<VecDeque<(u16, Value)>>>;

async fn take(
    State((heard, says)): State<(UnboundedSender<(String, Value)>, Says)>,
    RawQuery(query): RawQuery,
    Json(message): Json<Value>,
) -> (StatusCode, Json<Value>) {
    // The test may be over.
    let _ = heard.send((query.unwrap_or_default(), message));
    let said = says.lock().unwrap().pop_front();
    let (status, body) = said.unwrap_or((200, json!({"errcode": 0, "errmsg": "ok"})));
    (StatusCode::from_u16(status).unwrap(), Json(body))
}

impl Vendor {
    async fn open() -> Self {
        let (sender, heard) = mpsc::unbounded_channel();
        let says = Says::default();
        let router = Router::new()
            .route("/send", post(take))
            .with_state((sender, Arc::clone(&says)));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!(
            "http://{}/send?key=secret-1234",
            listener.local_addr().unwrap()
        );
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, heard, says }
    }

    fn says(&self, status: u16, body: Value) {
        self.says.lock().unwrap().push_back((status, body));
    }

    /// The next message.
    async fn hears(&mut self) -> (String, Value) {
        tokio::time::timeout(Duration::from_secs(20), self.heard.recv())
            .await
            .expect("a message comes")
            .unwrap()
    }

    fn has_heard_nothing(&mut self) -> bool {
        self.heard.try_recv().is_err()
    }
}

fn robot(kind: &str, url: &str) -> Value {
    json!({"kind": kind, "name": "售后群", "url": url, "events": ["urged", "due_soon"]})
}

async fn applied(house: &House, consumer: &Client) -> String {
    house.sell("o-1", "youpin_online", 99).await;
    consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await
}

async fn urge(consumer: &Client, number: &str) {
    let urge = json!({"type": "urge"});
    consumer.command(number, &urge).await.success();
}

/// Has robots speak that may, until none has anything to tell.
async fn speak(house: &House) {
    robots::act(&house.context).await.unwrap();
}

/// Waits until it is written down what the vendor answered: until then a worker has the robot in hand, and another may take
/// it over when the time for that is over.
async fn settled(house: &House) {
    const IN_HAND: &str = "SELECT COUNT(*) FROM robots WHERE lease_until > 0";
    while house.count(IN_HAND).await > 0 {
        tokio::task::yield_now().await;
    }
}

async fn a_robot_tells_its_group_what_staff_are_told(house: &House) {
    // R-MSG-2
    let mut vendor = Vendor::open().await;
    let [consumer, owner, other, operator] = house
        .people(["consumer", "merchant", "merchant_b", "operator"])
        .await;
    let number = applied(house, &consumer).await;
    let made = owner.post(ROBOTS, &robot("wecom", &vendor.url)).await;
    assert_eq!(made.status, 201, "{made:?}");
    let mut foreign = Vendor::open().await;
    for client in [&other, &operator] {
        let made = client.post(ROBOTS, &robot("wecom", &foreign.url)).await;
        assert_eq!(made.status, 201);
    }
    urge(&consumer, &number).await;
    let (_, message) = vendor.hears().await;
    assert_eq!(message["msgtype"], "markdown");
    let text = message["markdown"]["content"].as_str().unwrap();
    let link = house.url(&format!("/service-orders/{number}"));
    assert_eq!(
        text,
        format!("**服务单提醒**\n- 用户催单（待审核） [{number}]({link})")
    );
    let claim = json!({"type": "claim"});
    owner.command(&number, &claim).await.success();
    speak(house).await;
    assert!(vendor.has_heard_nothing() && foreign.has_heard_nothing());
}

async fn many_things_are_one_message_and_messages_keep_their_distance(house: &House) {
    let mut vendor = Vendor::open().await;
    let [consumer, owner] = house.people(["consumer", "merchant"]).await;
    let first = applied(house, &consumer).await;
    owner
        .post(ROBOTS, &robot("feishu", &vendor.url))
        .await
        .success();
    urge(&consumer, &first).await;
    vendor.hears().await;
    for _ in 0..25 {
        let number = consumer
            .apply(&application("o-1", "return", "mail_in"))
            .await;
        urge(&consumer, &number).await;
    }
    speak(house).await;
    assert!(vendor.has_heard_nothing(), "twenty a minute");
    for lines in [20, 5] {
        house.pass_real_time(Duration::from_secs(3));
        let (_, message) = vendor.hears().await;
        let text = message["content"]["text"].as_str().unwrap();
        assert_eq!(text.lines().count(), 1 + lines, "{text}");
    }
    house.pass_real_time(Duration::from_secs(3));
    speak(house).await;
    assert!(vendor.has_heard_nothing());
}

async fn a_message_that_is_refused_for_now_comes_later(house: &House) {
    let mut vendor = Vendor::open().await;
    let [consumer, owner] = house.people(["consumer", "merchant"]).await;
    let number = applied(house, &consumer).await;
    owner
        .post(ROBOTS, &robot("dingtalk", &vendor.url))
        .await
        .success();
    vendor.says(429, json!({}));
    vendor.says(200, json!({"errcode": 130_101, "errmsg": "send too fast"}));
    vendor.says(502, json!("bad gateway"));
    urge(&consumer, &number).await;
    let (_, first) = vendor.hears().await;
    for wait in [3, 6, 12] {
        house.pass_real_time(Duration::from_secs(wait - 1));
        speak(house).await;
        assert!(vendor.has_heard_nothing());
        house.pass_real_time(Duration::from_secs(1));
        let (_, again) = vendor.hears().await;
        assert_eq!(again, first);
    }
    settled(house).await;
    house.pass_real_time(Duration::from_mins(20));
    speak(house).await;
    assert!(vendor.has_heard_nothing(), "the last one was taken");
}

async fn a_robot_whose_key_is_wrong_is_marked_until_it_is_set_anew(house: &House) {
    let mut vendor = Vendor::open().await;
    let [consumer, owner] = house.people(["consumer", "merchant"]).await;
    let number = applied(house, &consumer).await;
    let made = owner
        .post(ROBOTS, &robot("wecom", &vendor.url))
        .await
        .success();
    vendor.says(
        200,
        json!({"errcode": 93000, "errmsg": "invalid webhook url"}),
    );
    urge(&consumer, &number).await;
    vendor.hears().await;
    settled(house).await;
    let robots = owner.get(ROBOTS).await.success();
    let broken = &robots["items"][0];
    assert_eq!(broken["fault"], "wrong_key");
    assert_eq!(broken["fault_detail"], "93000 invalid webhook url");
    house.pass_real_time(Duration::from_hours(1));
    speak(house).await;
    assert!(vendor.has_heard_nothing());
    let path = format!("{ROBOTS}/{}", made["id"].as_str().unwrap());
    let mut anew = robot("wecom", &vendor.url);
    anew.as_object_mut().unwrap().remove("url");
    let mended = owner.put(&path, &anew).await.success();
    assert_eq!(mended["fault"], Value::Null);
    assert_eq!(mended["url_ends_with"], "1234");
    vendor.hears().await;
}

async fn messages_are_signed_as_each_vendor_wants(house: &House) {
    let mut vendor = Vendor::open().await;
    let owner = house.sign_in("merchant").await;
    let mut signed = async |kind: &str| {
        let mut request = robot(kind, &vendor.url);
        request["secret"] = json!("SEC0123");
        let made = owner.post(ROBOTS, &request).await.success();
        assert_eq!(made["has_secret"], true);
        assert!(!made.to_string().contains("SEC0123"));
        let path = format!("{ROBOTS}/{}/test", made["id"].as_str().unwrap());
        let tested = owner.post(&path, &json!({})).await.success();
        assert_eq!(tested["delivered"], true, "{tested}");
        vendor.hears().await
    };
    let (query, message) = signed("feishu").await;
    assert_eq!(query, "key=secret-1234");
    assert_eq!(message["timestamp"], "1795399200");
    assert!(message["sign"].as_str().unwrap().ends_with('='));
    let (query, _) = signed("dingtalk").await;
    assert!(
        query.starts_with("key=secret-1234&timestamp=1795399200000&sign="),
        "{query}"
    );
    let (query, message) = signed("wecom").await;
    assert_eq!(
        (query.as_str(), &message["sign"]),
        ("key=secret-1234", &Value::Null)
    );
}

async fn a_robot_calls_nobody_but_its_vendor(house: &House) {
    let owner = house.sign_in("merchant").await;
    for url in [
        "https://example.com/robot/send?access_token=x",
        "http://oapi.dingtalk.com/robot/send?access_token=x",
        "https://oapi.dingtalk.com:8443/robot/send",
        "https://oapi.dingtalk.com@example.com/",
        "https://user:word@oapi.dingtalk.com/",
        "https://oapi.dingtalk.com.example.com/",
        "https://open.feishu.cn/open-apis/bot/v2/hook/x",
        "http://169.254.169.254/latest/meta-data",
        "http://localhost/",
        "file:///etc/passwd",
        "no address",
    ] {
        let answer = owner.post(ROBOTS, &robot("dingtalk", url)).await;
        let violations = answer.violations();
        assert_eq!(violations.len(), 1, "{url}");
        assert_eq!(violations[0].0, "url", "{url}");
    }
    let own = "https://oapi.dingtalk.com/robot/send?access_token=abcd";
    owner.post(ROBOTS, &robot("dingtalk", own)).await.success();
    let mut none = robot("dingtalk", own);
    none.as_object_mut().unwrap().remove("url");
    none["events"] = json!([]);
    let answer = owner.post(ROBOTS, &none).await;
    let missing = [("events", "required"), ("url", "required")];
    assert_eq!(answer.violations(), missing);
}

async fn a_robot_is_tried_out(house: &House) {
    let mut vendor = Vendor::open().await;
    let [owner, other] = house.people(["merchant", "merchant_b"]).await;
    let made = owner
        .post(ROBOTS, &robot("wecom", &vendor.url))
        .await
        .success();
    let path = format!("{ROBOTS}/{}", made["id"].as_str().unwrap());
    let test = format!("{path}/test");
    let tested = owner.post(&test, &json!({})).await.success();
    assert_eq!(
        tested,
        json!({"delivered": true, "fault": null, "detail": null})
    );
    vendor.hears().await;
    vendor.says(200, json!({"errcode": 93000, "errmsg": "invalid"}));
    let tested = owner.post(&test, &json!({})).await.success();
    assert_eq!(
        tested,
        json!({"delivered": false, "fault": "wrong_key", "detail": "93000 invalid"})
    );
    for (status, said, fault, detail) in [
        (503, json!({}), "not_now", json!("HTTP 503")),
        (
            200,
            json!({"errcode": 45009, "errmsg": "too fast"}),
            "not_now",
            json!("45009 too fast"),
        ),
        (200, json!("pong"), "unintelligible", json!("HTTP 200")),
    ] {
        vendor.says(status, said);
        let tested = owner.post(&test, &json!({})).await.success();
        assert_eq!(
            tested,
            json!({"delivered": false, "fault": fault, "detail": detail})
        );
    }
    let nobody = robot("wecom", "http://127.0.0.1:9/send?key=secret-1234");
    owner.put(&path, &nobody).await.success();
    let tested = owner.post(&test, &json!({})).await.success();
    assert_eq!(
        tested,
        json!({"delivered": false, "fault": "unreachable", "detail": null})
    );
    assert_eq!(other.post(&test, &json!({})).await.status, 404);
    assert_eq!(other.delete(&path).await.status, 404);
    assert_eq!(other.get(ROBOTS).await.success()["items"], json!([]));
    assert_eq!(owner.delete(&path).await.status, 204);
    assert_eq!(owner.delete(&path).await.status, 404);
    assert_eq!(owner.post(&test, &json!({})).await.status, 404);
}

async fn all_that_is_wrong_with_a_robot_is_said_at_once(house: &House) {
    let owner = house.sign_in("merchant").await;
    let empty = owner.post(ROBOTS, &json!({})).await;
    let missing = ["kind", "name", "events", "url"].map(|field| (field, "required"));
    assert_eq!(empty.violations(), missing);
    let blank = json!({"kind": "feishu", "name": " ", "url": "", "secret": "", "events": []});
    let wrong = [
        ("name", "required"),
        ("events", "required"),
        ("url", "required"),
    ];
    assert_eq!(owner.post(ROBOTS, &blank).await.violations(), wrong);
    let mut elsewhere = blank.clone();
    elsewhere["url"] = json!("https://example.com/hook");
    let wrong = [
        ("name", "required"),
        ("events", "required"),
        ("url", "not_applicable"),
    ];
    assert_eq!(owner.post(ROBOTS, &elsewhere).await.violations(), wrong);
    let own = "https://open.feishu.cn/open-apis/bot/v2/hook/x";
    let made = owner.post(ROBOTS, &robot("feishu", own)).await.success();
    let path = format!("{ROBOTS}/{}", made["id"].as_str().unwrap());
    let wrong = [("name", "required"), ("events", "required")];
    assert_eq!(owner.put(&path, &blank).await.violations(), wrong);
    // Another vendor's robot has another address.
    let moved = json!({"kind": "wecom", "name": "", "events": ["urged"]});
    let wrong = [("name", "required"), ("url", "required")];
    assert_eq!(owner.put(&path, &moved).await.violations(), wrong);
}

async fn a_secret_can_be_taken_away(house: &House) {
    let mut vendor = Vendor::open().await;
    let owner = house.sign_in("merchant").await;
    let mut request = robot("feishu", &vendor.url);
    request["secret"] = json!("SEC0123");
    let made = owner.post(ROBOTS, &request).await.success();
    let path = format!("{ROBOTS}/{}", made["id"].as_str().unwrap());
    let test = format!("{path}/test");
    let mut kept = robot("feishu", &vendor.url);
    kept["remove_secret"] = json!(false);
    for (body, is_signed) in [
        (robot("feishu", &vendor.url), true),
        (kept, true),
        (
            json!({"kind": "feishu", "name": "群", "events": ["urged"], "remove_secret": true}),
            false,
        ),
        (robot("feishu", &vendor.url), false),
    ] {
        let set = owner.put(&path, &body).await.success();
        assert_eq!(set["has_secret"], is_signed, "{body}");
        assert!(!set.to_string().contains("SEC0123"));
        owner.post(&test, &json!({})).await.success();
        let (_, message) = vendor.hears().await;
        assert_eq!(message.get("sign").is_some(), is_signed, "{message}");
    }
    request["remove_secret"] = json!(true);
    let both = owner.put(&path, &request).await;
    assert_eq!(both.violations(), [("secret", "not_applicable")]);
}

async fn robots_are_set_by_owners_and_operators_alone(house: &House) {
    // R-STF-1
    let [agent, store, consumer] = house.people(["agent", "store", "consumer"]).await;
    for client in [&agent, &store, &consumer] {
        assert_eq!(client.get(ROBOTS).await.status, 403);
    }
}

async fn what_was_told_is_not_told_again(house: &House) {
    // R-TIM-3
    let mut vendor = Vendor::open().await;
    let [consumer, owner] = house.people(["consumer", "merchant"]).await;
    applied(house, &consumer).await;
    owner
        .post(ROBOTS, &robot("wecom", &vendor.url))
        .await
        .success();
    house.advance(Duration::from_hours(12)).await;
    let (_, message) = vendor.hears().await;
    let text = message["markdown"]["content"].as_str().unwrap();
    assert!(text.contains("处理时限已用 50%"), "{text}");
    let acting = (0..4).map(|_| robots::act(&house.context));
    futures::future::try_join_all(acting).await.unwrap();
    settled(house).await;
    house.pass_real_time(Duration::from_mins(1));
    robots::delete_old(&house.context).await.unwrap();
    speak(house).await;
    assert!(vendor.has_heard_nothing());
}
