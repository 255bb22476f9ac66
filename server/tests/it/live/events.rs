//! The live stream.

use std::time::Duration;

use aftercare_domain::{
    people::party::Owner,
    service_order::Node,
    values::{
        channel::Channel,
        id::{ConsumerId, MerchantId, OrderNumber},
        number::ServiceOrderNumber,
        time::marketplace_day,
    },
    view::Changed,
};
use aftercare_server::memory::live_hub::ServiceOrderChange;
use reqwest::Method;

use crate::house::{
    Client, House, MERCHANT, MERCHANT_B, on_each_database, opening_time, read_until,
};

on_each_database! {
    a_follower_is_told_what_concerns_them_alone,
    a_follower_who_was_cut_off_is_told_again_what_came_meanwhile,
    a_page_follows_from_what_it_shows,
    a_follower_from_elsewhere_is_told_that_it_missed_something,
    what_is_not_remembered_any_more_was_missed,
    places_are_moments_and_count_nobodys_events,
    a_stream_begins_with_the_build_of_the_pages_and_whose_it_is,
    a_stream_ends_when_the_server_stops,
    a_stream_ends_with_its_session,
    a_stream_ends_with_its_token,
    a_stream_ends_when_its_session_is_over_by_time,
    following_keeps_no_session_alive,
    a_follower_by_a_link_is_told_of_that_order_alone,
    a_stranger_follows_nothing,
}

fn change(merchant: &str, sequence: u32) -> ServiceOrderChange {
    let number = ServiceOrderNumber::compose(marketplace_day(opening_time()), sequence).unwrap();
    ServiceOrderChange {
        changed: Changed {
            number,
            version: 1,
            node: Node::PendingReview,
        },
        owner: Owner {
            order_number: OrderNumber::parse("o-1").unwrap(),
            merchant: MerchantId::parse(merchant).unwrap(),
            consumer: ConsumerId::parse("c-1").unwrap(),
            channel: Channel::YoupinOnline,
        },
    }
}

/// A stream that is open, read as far as its opening.
async fn follow(client: &Client) -> reqwest::Response {
    let mut stream = client
        .request(Method::GET, "/api/v1/events")
        .send()
        .await
        .unwrap();
    assert_eq!(stream.status(), 200);
    let text = read_until(&mut stream, "event: opened").await;
    // The whole of that event, so that what is read next is another one.
    if !text.ends_with("\n\n") {
        read_until(&mut stream, "\n\n").await;
    }
    stream
}

async fn a_follower_is_told_what_concerns_them_alone(house: &House) {
    let mut stream = follow(&house.sign_in("agent").await).await;
    house.context.live_hub.publish_change(change(MERCHANT_B, 1));
    let own = change(MERCHANT, 2);
    house.context.live_hub.publish_change(own.clone());
    let number = own.changed.number.to_string();
    let told = read_until(&mut stream, &number).await;
    assert!(
        told.contains("event: changed") && told.contains("pending_review"),
        "{told}"
    );
    assert!(
        !told.contains(&change(MERCHANT_B, 1).changed.number.to_string()),
        "{told}"
    );
}

/// What a stream begins with for somebody whose last event had an id, up to its opening.
async fn resume(client: &Client, id: &str) -> String {
    let mut stream = client
        .request(Method::GET, "/api/v1/events")
        .header("last-event-id", id)
        .send()
        .await
        .unwrap();
    read_until(&mut stream, "event: opened").await
}

/// The id of the last event of a text.
fn last_id(text: &str) -> &str {
    let mut ids = text.lines().filter_map(|line| line.strip_prefix("id: "));
    ids.next_back().expect("an event with an id")
}

async fn a_follower_who_was_cut_off_is_told_again_what_came_meanwhile(house: &House) {
    // R-LIV-1
    let agent = house.sign_in("agent").await;
    let mut stream = follow(&agent).await;
    let [first, second, third] = [1, 2, 3].map(|sequence| change(MERCHANT, sequence));
    let number = |change: &ServiceOrderChange| change.changed.number.to_string();
    house.context.live_hub.publish_change(first.clone());
    let told = read_until(&mut stream, "\n\n").await;
    assert!(told.contains(&number(&first)), "{told}");
    let id = last_id(&told).to_owned();
    drop(stream);
    house.context.live_hub.publish_change(second.clone());
    house.context.live_hub.publish_change(change(MERCHANT_B, 9));
    house.context.live_hub.publish_change(third.clone());

    let again = resume(&agent, &id).await;
    assert!(!again.contains(&number(&first)), "{again}");
    assert!(
        again.contains(&number(&second)) && again.contains(&number(&third)),
        "{again}"
    );
    assert!(!again.contains(&number(&change(MERCHANT_B, 9))), "{again}");
    assert!(!again.contains("missed"), "{again}");
    let path = format!("/api/v1/events?last_event_id={id}");
    let mut anew = agent.request(Method::GET, &path).send().await.unwrap();
    let anew = read_until(&mut anew, "event: opened").await;
    let told_in = |stream: &str| stream.split("event: opened").next().map(str::to_owned);
    assert_eq!(told_in(&anew), told_in(&again));
    let up_to_date = resume(&agent, last_id(&again)).await;
    assert!(
        !up_to_date.contains("changed") && !up_to_date.contains("missed"),
        "{up_to_date}"
    );
}

async fn a_page_follows_from_what_it_shows(house: &House) {
    // R-LIV-1
    let agent = house.sign_in("agent").await;
    house.context.live_hub.publish_change(change(MERCHANT, 1));
    let before = house.context.live_hub.last_id();
    let page = agent.bare(Method::GET, "/service-orders");
    let page = page.send().await.unwrap().text().await.unwrap();
    let place = page.split("data-place=\"").nth(1).unwrap();
    let place = place.split('"').next().unwrap();
    let place_of = |id: &str| id.rsplit(':').next().unwrap().parse::<u64>().unwrap();
    let after = house.context.live_hub.last_id();
    assert!((before..=after).contains(&place_of(place)), "{place}");
    let later = change(MERCHANT, 2);
    house.context.live_hub.publish_change(later.clone());
    let told = resume(&agent, place).await;
    assert!(told.contains(later.changed.number.as_str()), "{told}");
    // A stranger is not told how much happens here.
    let page = house.stranger().bare(Method::GET, "/sign-in");
    let page = page.send().await.unwrap().text().await.unwrap();
    assert!(!page.contains("data-place"), "{page}");
}

async fn a_follower_from_elsewhere_is_told_that_it_missed_something(house: &House) {
    // R-LIV-1
    let agent = house.sign_in("agent").await;
    let ahead = house.context.live_hub.last_id() + 60_000_000;
    let own = house.context.live_hub.id(ahead);
    for id in ["another-server:1", "nonsense", own.as_str()] {
        let told = resume(&agent, id).await;
        assert!(told.contains("event: missed"), "{id}: {told}");
    }
    let told = resume(&agent, &house.context.live_hub.id(0)).await;
    assert!(!told.contains("missed"), "{told}");
}

async fn what_is_not_remembered_any_more_was_missed(house: &House) {
    // R-LIV-1
    let agent = house.sign_in("agent").await;
    let changes = &house.context.live_hub;
    let first = changes.last_id();
    changes.publish_change(change(MERCHANT_B, 1));
    let second = changes.last_id();
    for _ in 0..4096 {
        changes.publish_change(change(MERCHANT_B, 1));
    }
    let told = resume(&agent, &changes.id(first)).await;
    assert!(told.contains("event: missed"), "{told}");
    let told = resume(&agent, &changes.id(second)).await;
    assert!(!told.contains("event: missed"), "{told}");
}

async fn places_are_moments_and_count_nobodys_events(house: &House) {
    let agent = house.sign_in("agent").await;
    let place_of = |opening: &str| {
        let (_, place) = last_id(opening).rsplit_once(':').unwrap();
        place.parse::<u64>().unwrap()
    };
    let from_now_on = async || place_of(&resume(&agent, "").await);
    let first = from_now_on().await;
    let second = from_now_on().await;
    assert!(second > first, "nothing was told in between");
}

async fn a_stream_begins_with_the_build_of_the_pages_and_whose_it_is(house: &House) {
    let agent = house.sign_in("agent").await;
    let told = resume(&agent, &house.context.live_hub.id(0)).await;
    let server = format!(
        "{{\"build\":\"{}\",\"person\":\"merchant%3Aagent\"}}",
        house.context.build
    );
    assert!(told.starts_with("event: server"), "{told}");
    assert!(told.contains(&server), "{told}");
}

async fn a_stream_ends_when_the_server_stops(house: &House) {
    let mut stream = follow(&house.sign_in("agent").await).await;
    house.context.shutdown.request();
    let ended = async { while stream.chunk().await.unwrap().is_some() {} };
    tokio::time::timeout(Duration::from_secs(20), ended)
        .await
        .expect("it ends");
}

async fn a_stream_ends_with_its_session(house: &House) {
    let agent = house.sign_in("agent").await;
    let mut stream = follow(&agent).await;
    let other = house.sign_in("merchant").await;
    let mut goes_on = follow(&other).await;
    agent.delete("/api/v1/session").await.success();
    ended(&mut stream).await;
    house.context.live_hub.publish_change(change(MERCHANT, 1));
    read_until(&mut goes_on, "event: changed").await;
}

/// Waits for the end of a stream.
async fn ended(stream: &mut reqwest::Response) {
    let ended = async { while stream.chunk().await.unwrap().is_some() {} };
    tokio::time::timeout(Duration::from_secs(20), ended)
        .await
        .expect("it ends");
}

// Earlier, the stream went on.
async fn a_stream_ends_with_its_token(house: &House) {
    let owner = house.sign_in("merchant").await;
    let body = serde_json::json!({"name": "ERP", "scopes": ["events:read"]});
    let made = owner.post("/api/v1/tokens", &body).await.success();
    let erp = house.with_token(made["token"].as_str().unwrap());
    let mut stream = follow(&erp).await;
    let token = format!("/api/v1/tokens/{}", made["id"].as_str().unwrap());
    owner.delete(&token).await.success();
    ended(&mut stream).await;
}

async fn a_stream_ends_when_its_session_is_over_by_time(house: &House) {
    let agent = house.sign_in("agent").await;
    let mut stream = follow(&agent).await;
    house.pass_real_time(Duration::from_mins(119));
    agent.get("/api/v1/me").await.success();
    // It would have ended by now, had nobody used it.
    house.pass_real_time(Duration::from_mins(119));
    house.context.live_hub.publish_change(change(MERCHANT, 1));
    read_until(&mut stream, "event: changed").await;
    house.pass_real_time(Duration::from_mins(1));
    ended(&mut stream).await;
}

// An idle screen is nobody's doing.
async fn following_keeps_no_session_alive(house: &House) {
    let agent = house.sign_in("agent").await;
    house.pass_real_time(Duration::from_mins(119));
    drop(follow(&agent).await);
    house.pass_real_time(Duration::from_mins(1));
    assert_eq!(agent.get("/api/v1/me").await.status, 401);
}

async fn a_follower_by_a_link_is_told_of_that_order_alone(house: &House) {
    house.add("consumer").await;
    for order in ["o-1", "o-2"] {
        house.sell(order, "youpin_online", 1).await;
    }
    let linked = house
        .come_by_link(&serde_json::json!({"order_number": "o-1"}))
        .await;
    let mut stream = follow(&linked).await;
    let mut other = change(MERCHANT, 1);
    other.owner.order_number = OrderNumber::parse("o-2").unwrap();
    house.context.live_hub.publish_change(other.clone());
    let own = change(MERCHANT, 2);
    house.context.live_hub.publish_change(own.clone());
    let told = read_until(&mut stream, &own.changed.number.to_string()).await;
    assert!(!told.contains(&other.changed.number.to_string()), "{told}");
}

async fn a_stranger_follows_nothing(house: &House) {
    assert_eq!(house.stranger().get("/api/v1/events").await.status, 401);
}
