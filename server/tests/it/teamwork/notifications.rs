//! Notifications: who is told what, once each, and how that is read and switched off.

use std::time::Duration;

use aftercare_domain::{
    people::access::Scope,
    policy::{DeadlineKey, Policy},
    values::calendar::Calendar,
};
use aftercare_server::service::{teamwork::notifications, timers, verify::verify};
use reqwest::Method;
use serde_json::{Value, json};

use crate::house::{Client, House, Kind, MERCHANT, application, on_each_database, read_until};

on_each_database! {
    who_acts_where_nobody_has_an_order_is_told,
    who_has_an_order_is_told_alone,
    an_answer_and_a_decision_on_a_quote_are_told,
    a_deadline_is_reminded_of_at_half_and_at_nine_tenths,
    what_passed_while_nobody_looked_is_told_once,
    a_deadline_that_is_extended_is_reminded_of_anew,
    after_a_pause_is_told_what_lies_ahead,
    a_deadline_that_the_system_can_not_act_on_is_told,
    a_bell_that_is_switched_off_is_silent,
    what_was_read_is_not_counted,
    notifications_are_listed_in_pages,
    notifications_are_forgotten_after_thirty_days,
    the_live_stream_tells_one_person_alone,
    notifications_are_for_staff,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_warned_on_sunday_on_sqlite() {
    nobody_is_warned_on_sunday(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_warned_on_sunday_on_postgres() {
    nobody_is_warned_on_sunday(Kind::Postgres).await;
}

const BELL: &str = "/api/v1/notifications";
const SETTINGS: &str = "/api/v1/notification-settings";

async fn applied(house: &House, consumer: &Client, service_type: &str) -> String {
    house.sell("o-1", "youpin_online", 9).await;
    consumer
        .apply(&application("o-1", service_type, "mail_in"))
        .await
}

/// What somebody was told, the oldest first.
async fn told(client: &Client) -> Vec<String> {
    let bell = client.get(BELL).await.success();
    let items = bell["items"].as_array().unwrap().iter().rev();
    items
        .map(|item| {
            let percent = item["used_percent"].as_u64();
            let percent = percent.map_or(String::new(), |percent| format!(" {percent}"));
            let text = |field: &str| item[field].as_str().unwrap().to_owned();
            format!("{}{percent} in {}", text("kind"), text("node"))
        })
        .collect()
}

async fn unread(client: &Client) -> u64 {
    client.get(BELL).await.success()["unread"].as_u64().unwrap()
}

async fn urge(consumer: &Client, number: &str) {
    let urge = json!({"type": "urge"});
    consumer.command(number, &urge).await.success();
}

async fn who_acts_where_nobody_has_an_order_is_told(house: &House) {
    // R-MSG-2
    let [consumer, agent, receiver, owner, operator, other] = house
        .people([
            "consumer",
            "agent",
            "receiver",
            "merchant",
            "operator",
            "merchant_b",
        ])
        .await;
    let number = applied(house, &consumer, "return").await;
    urge(&consumer, &number).await;
    let bell = agent.get(BELL).await.success();
    assert_eq!(bell["unread"], 1);
    assert_eq!(
        bell["items"],
        json!([{
            "id": format!("{number}-urged-2"), "kind": "urged", "used_percent": null, "number": number,
            "node": "pending_review", "at": "2026-11-23T02:00:00Z", "read": false,
        }])
    );
    for client in [&receiver, &owner, &operator, &other] {
        assert_eq!(told(client).await, [""; 0]);
    }
}

async fn who_has_an_order_is_told_alone(house: &House) {
    // R-ASN-1, R-MSG-2
    let [consumer, agent, owner] = house.people(["consumer", "agent", "merchant"]).await;
    let number = applied(house, &consumer, "return").await;
    let claim = json!({"type": "claim"});
    owner.command(&number, &claim).await.success();
    urge(&consumer, &number).await;
    assert_eq!(told(&owner).await, ["urged in pending_review"]);
    assert_eq!(told(&agent).await, [""; 0]);
    let assign = |to: &str| json!({"type": "assign", "to": to});
    owner.command(&number, &assign("agent")).await.success();
    assert_eq!(told(&agent).await, ["assigned in pending_review"]);
    agent.command(&number, &assign("agent")).await;
    assert_eq!(unread(&agent).await, 1, "nobody is told what they did");
}

async fn an_answer_and_a_decision_on_a_quote_are_told(house: &House) {
    // R-REV-8, R-HND-4
    let crew = house
        .crew(&["consumer", "merchant", "agent", "technician", "operator"])
        .await;
    house.sell("o-1", "youpin_online", 9).await;
    let places = crate::house::places();
    let asked = places
        .iter()
        .find(|place| place.name == "the consumer is asked");
    let number = crew.bring("o-1", asked.unwrap()).await;
    let answer = json!({"type": "answer", "text": "是"});
    crew.get("consumer")
        .command(&number, &answer)
        .await
        .success();
    assert_eq!(
        told(crew.get("agent")).await,
        ["answered in pending_review"]
    );
    let accepted = places
        .iter()
        .find(|place| place.name == "the quote accepted");
    crew.bring("o-1", accepted.unwrap()).await;
    assert_eq!(
        told(crew.get("technician")).await,
        ["quote_decided in in_repair"]
    );
}

async fn a_deadline_is_reminded_of_at_half_and_at_nine_tenths(house: &House) {
    // R-TIM-1, R-TIM-3
    let [consumer, agent] = house.people(["consumer", "agent"]).await;
    let number = applied(house, &consumer, "return").await;
    house.advance(Duration::from_mins(12 * 60 - 1)).await;
    assert_eq!(told(&agent).await, [""; 0]);
    house.advance(Duration::from_mins(1)).await;
    assert_eq!(told(&agent).await, ["due_soon 50 in pending_review"]);
    house.advance(Duration::from_hours(9)).await;
    assert_eq!(unread(&agent).await, 1);
    house.advance(Duration::from_hours(1)).await;
    let both = [
        "due_soon 50 in pending_review",
        "due_soon 90 in pending_review",
    ];
    assert_eq!(told(&agent).await, both);
    notifications::remind(&house.context).await.unwrap();
    let acting = (0..4).map(|_| timers::settle(&house.context));
    futures::future::try_join_all(acting).await.unwrap();
    assert_eq!(told(&agent).await, both);
    house.advance(Duration::from_hours(2)).await;
    assert_eq!(agent.order(&number).await["node"], "pending_shipment");
    house.advance(Duration::from_hours(24 * 6)).await;
    assert_eq!(told(&agent).await, both, "the consumer is waited for");
}

async fn what_passed_while_nobody_looked_is_told_once(house: &House) {
    // R-TIM-3
    let [consumer, agent] = house.people(["consumer", "agent"]).await;
    applied(house, &consumer, "return").await;
    house.advance(Duration::from_hours(23)).await;
    assert_eq!(told(&agent).await, ["due_soon 90 in pending_review"]);
    house.advance(Duration::from_hours(1)).await;
    assert_eq!(unread(&agent).await, 1);
}

async fn a_deadline_that_is_extended_is_reminded_of_anew(house: &House) {
    // R-TIM-2, case 8
    let [consumer, agent] = house.people(["consumer", "agent"]).await;
    let number = applied(house, &consumer, "return").await;
    house.advance(Duration::from_hours(22)).await;
    assert_eq!(told(&agent).await, ["due_soon 90 in pending_review"]);
    let extend =
        json!({"type": "extend_deadline", "until": "2026-11-26T02:00:00Z", "reason": "等仓库"});
    agent.command(&number, &extend).await.success();
    house.advance(Duration::from_hours(14)).await;
    let mut expected = vec![
        "due_soon 90 in pending_review",
        "due_soon 50 in pending_review",
    ];
    assert_eq!(told(&agent).await, expected);
    house.advance(Duration::from_mins(28 * 60 + 47)).await;
    assert_eq!(told(&agent).await, expected);
    house.advance(Duration::from_mins(1)).await;
    expected.push("due_soon 90 in pending_review");
    assert_eq!(told(&agent).await, expected, "of the new deadline");
    notifications::remind(&house.context).await.unwrap();
    let acting = (0..4).map(|_| timers::settle(&house.context));
    futures::future::try_join_all(acting).await.unwrap();
    assert_eq!(told(&agent).await, expected, "once a deadline and share");
}

async fn after_a_pause_is_told_what_lies_ahead(house: &House) {
    // R-REV-8, case 8
    let [consumer, agent] = house.people(["consumer", "agent"]).await;
    let number = applied(house, &consumer, "return").await;
    house.advance(Duration::from_hours(13)).await;
    let ask = json!({"type": "ask_consumer", "question": "请补充照片"});
    agent.command(&number, &ask).await.success();
    house.advance(Duration::from_hours(40)).await;
    let half = ["due_soon 50 in pending_review"];
    assert_eq!(told(&agent).await, half, "nothing while it stands still");
    let answer = json!({"type": "answer", "text": "见照片"});
    consumer.command(&number, &answer).await.success();
    house.advance(Duration::from_hours(8)).await;
    let answered = [half[0], "answered in pending_review"];
    assert_eq!(told(&agent).await, answered);
    house.advance(Duration::from_mins(36)).await;
    let nine_tenths = [half[0], answered[1], "due_soon 90 in pending_review"];
    assert_eq!(told(&agent).await, nine_tenths);
}

async fn a_deadline_that_the_system_can_not_act_on_is_told(house: &House) {
    // R-REV-2
    house
        .sell_without_addresses("o-1", "youpin_online", 1)
        .await;
    let [consumer, owner] = house.people(["consumer", "merchant"]).await;
    consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    house.advance(Duration::from_hours(24)).await;
    assert_eq!(
        told(&owner).await,
        ["overdue in pending_review"],
        "the owner, where there is no agent"
    );
    house.advance(Duration::from_hours(24)).await;
    assert_eq!(unread(&owner).await, 1);
}

async fn a_bell_that_is_switched_off_is_silent(house: &House) {
    let [consumer, agent] = house.people(["consumer", "agent"]).await;
    let number = applied(house, &consumer, "return").await;
    let on = agent.get(SETTINGS).await.success();
    for kind in [
        "assigned",
        "due_soon",
        "overdue",
        "answered",
        "quote_decided",
        "urged",
    ] {
        assert_eq!(on[kind], json!({"bell": true}), "{kind}");
    }
    let off = json!({"urged": {"bell": false}});
    let set = agent.put(SETTINGS, &off).await.success();
    assert_eq!(set["urged"], json!({"bell": false}));
    assert_eq!(set["due_soon"], json!({"bell": true}));
    assert_eq!(agent.get(SETTINGS).await.success(), set);
    urge(&consumer, &number).await;
    assert_eq!(told(&agent).await, [""; 0]);
    let on = json!({"urged": {"bell": true}});
    agent.put(SETTINGS, &on).await.success();
    house.advance(Duration::from_mins(30)).await;
    urge(&consumer, &number).await;
    assert_eq!(told(&agent).await, ["urged in pending_review"]);
    for (wrong, violation) in [
        (json!({"urged": {}}), ("urged.bell", "required")),
        (json!({"lunch": {"bell": true}}), ("lunch", "unknown_field")),
    ] {
        assert_eq!(agent.put(SETTINGS, &wrong).await.violations(), [violation]);
    }
}

async fn what_was_read_is_not_counted(house: &House) {
    let [consumer, agent] = house.people(["consumer", "agent"]).await;
    let first = applied(house, &consumer, "return").await;
    let second = applied(house, &consumer, "exchange").await;
    let third = applied(house, &consumer, "repair").await;
    for number in [&first, &second, &third] {
        urge(&consumer, number).await;
    }
    let read = format!("{BELL}/read");
    let one = json!({"ids": [format!("{first}-urged-2"), "nothing"]});
    let bell = agent.post_once(&read, "k", &one).await.success();
    assert_eq!(bell, json!({"unread": 2, "latest": null}));
    let again = agent.post_once(&read, "k", &one).await.success();
    assert_eq!(again, bell);
    let items = agent.get(BELL).await.success()["items"].clone();
    let read_numbers: Vec<&Value> = items
        .as_array()
        .unwrap()
        .iter()
        .filter(|item| item["read"] == true)
        .map(|item| &item["number"])
        .collect();
    assert_eq!(read_numbers, [&json!(first)]);
    let all = agent.post(&read, &json!({"all": true})).await.success();
    assert_eq!(all["unread"], 0);
    assert_eq!(unread(&agent).await, 0);
    let nothing = agent.post(&read, &json!({})).await;
    assert_eq!(nothing.violations(), [("ids", "required")]);
}

async fn notifications_are_listed_in_pages(house: &House) {
    let [consumer, agent] = house.people(["consumer", "agent"]).await;
    let number = applied(house, &consumer, "return").await;
    for _ in 0..5 {
        urge(&consumer, &number).await;
        house.advance(Duration::from_mins(30)).await;
    }
    let mut seen = Vec::new();
    let mut path = format!("{BELL}?limit=2");
    loop {
        let page = agent.get(&path).await.success();
        assert_eq!(page["unread"], 5);
        let items = page["items"].as_array().unwrap().clone();
        seen.extend(
            items
                .iter()
                .map(|item| item["at"].as_str().unwrap().to_owned()),
        );
        match page["next_cursor"].as_str() {
            Some(cursor) => path = format!("{BELL}?limit=2&cursor={cursor}"),
            None => break,
        }
    }
    let mut sorted = seen.clone();
    sorted.sort();
    sorted.reverse();
    assert_eq!((seen.len(), &seen), (5, &sorted));
    let wrong = agent.get(&format!("{BELL}?cursor=x")).await;
    assert_eq!(wrong.violations().len(), 1);
}

async fn notifications_are_forgotten_after_thirty_days(house: &House) {
    let [consumer, agent] = house.people(["consumer", "agent"]).await;
    let number = applied(house, &consumer, "return").await;
    agent
        .command(&number, &json!({"type": "claim"}))
        .await
        .success();
    urge(&consumer, &number).await;
    house.advance(Duration::from_hours(30 * 24)).await;
    notifications::delete_old(&house.context).await.unwrap();
    assert!(
        told(&agent)
            .await
            .contains(&"urged in pending_review".to_owned())
    );
    house.advance(Duration::from_mins(1)).await;
    notifications::delete_old(&house.context).await.unwrap();
    assert!(
        !told(&agent)
            .await
            .contains(&"urged in pending_review".to_owned())
    );
}

async fn the_live_stream_tells_one_person_alone(house: &House) {
    // R-LIV-1
    let [consumer, agent, owner] = house.people(["consumer", "agent", "merchant"]).await;
    let number = applied(house, &consumer, "return").await;
    let follow = async |client: &Client| {
        let request = client.request(Method::GET, "/api/v1/events");
        let mut stream = request.send().await.unwrap();
        read_until(&mut stream, "event: opened").await;
        stream
    };
    let (mut of_agent, mut of_owner) = (follow(&agent).await, follow(&owner).await);
    urge(&consumer, &number).await;
    let heard = read_until(&mut of_agent, r#""kind":"urged""#).await;
    assert!(heard.contains("event: notified"), "{heard}");
    assert!(heard.contains(r#""unread":1"#), "{heard}");
    agent
        .post(&format!("{BELL}/read"), &json!({"all": true}))
        .await
        .success();
    read_until(&mut of_agent, r#""unread":0"#).await;
    owner
        .command(&number, &json!({"type": "claim"}))
        .await
        .success();
    let heard = read_until(&mut of_owner, r#""version":3"#).await;
    assert!(!heard.contains("notified"), "{heard}");
}

async fn notifications_are_for_staff(house: &House) {
    house.sell("o-1", "youpin_online", 1).await;
    let consumer = house.sign_in("consumer").await;
    let token = house.token(Some(MERCHANT), Scope::ALL).await;
    for client in [consumer, house.with_token(&token)] {
        assert_eq!(client.get(BELL).await.status, 403);
        assert_eq!(client.get(SETTINGS).await.status, 403);
    }
}

async fn nobody_is_warned_on_sunday(kind: Kind) {
    // R-TIM-1, R-TIM-2, case 13
    let mut policy = Policy::default();
    let calendars = &mut policy.deadlines.calendars;
    calendars.insert(DeadlineKey::PendingReview, Calendar::weekdays());
    let house = House::open_under(kind, policy).await;
    let [consumer, agent] = house.people(["consumer", "agent"]).await;
    house.sell("o-1", "youpin_online", 1).await;
    // From Monday 10:00 to Friday 18:00.
    house.advance(Duration::from_hours(4 * 24 + 8)).await;
    let number = consumer
        .apply(&application("o-1", "repair", "mail_in"))
        .await;
    let order = agent.order(&number).await;
    assert_eq!(order["due_at"], "2026-11-30T10:00:00Z", "Monday 18:00");
    assert_eq!(order["warns_at"], "2026-11-30T05:12:00Z", "Monday 13:12");
    house.advance(Duration::from_mins(60 * 60 - 1)).await;
    assert_eq!(told(&agent).await, [""; 0], "until Monday 05:59");
    house.advance(Duration::from_mins(1)).await;
    let half = "due_soon 50 in pending_review";
    assert_eq!(told(&agent).await, [half]);
    house.advance(Duration::from_mins(9 * 60 + 35)).await;
    assert_eq!(told(&agent).await, [half], "until Monday 15:35");
    house.advance(Duration::from_mins(1)).await;
    assert_eq!(told(&agent).await, [half, "due_soon 90 in pending_review"]);
    assert_eq!(verify(&house.context).await.unwrap().findings, []);
    house.close().await;
}
