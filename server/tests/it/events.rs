//! The live stream.

use std::time::Duration;

use aftercare_domain::{
    channel::Channel,
    id::{ConsumerId, MerchantId},
    number::ServiceOrderNumber,
    service_order::Node,
    time::marketplace_day,
    view::Changed,
};
use aftercare_server::service::changes::Change;
use reqwest::Method;

use crate::house::{Client, House, MERCHANT, MERCHANT_B, on_each_database, opening_time};

on_each_database! {
    a_follower_is_told_what_concerns_them_alone,
    a_stream_ends_when_the_server_stops,
    a_stranger_follows_nothing,
}

fn change(merchant: &str, sequence: u32) -> Change {
    let number = ServiceOrderNumber::compose(marketplace_day(opening_time()), sequence).unwrap();
    Change {
        changed: Changed {
            number,
            version: 1,
            node: Node::PendingReview,
        },
        merchant: MerchantId::parse(merchant).unwrap(),
        consumer: ConsumerId::parse("c-1").unwrap(),
        channel: Channel::YoupinOnline,
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
    let text = read_until(&mut stream, "opened").await;
    assert!(text.contains("event: opened"));
    stream
}

/// What comes until a text is in it.
async fn read_until(stream: &mut reqwest::Response, text: &str) -> String {
    let mut read = String::new();
    let reading = async {
        while !read.contains(text) {
            let chunk = stream.chunk().await.unwrap().expect("the stream goes on");
            read.push_str(std::str::from_utf8(&chunk).unwrap());
        }
    };
    tokio::time::timeout(Duration::from_secs(20), reading)
        .await
        .expect("it comes");
    read
}

async fn a_follower_is_told_what_concerns_them_alone(house: &House) {
    let mut stream = follow(&house.sign_in("agent").await).await;
    house.context.changes.tell(change(MERCHANT_B, 1));
    let own = change(MERCHANT, 2);
    house.context.changes.tell(own.clone());
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

async fn a_stream_ends_when_the_server_stops(house: &House) {
    let mut stream = follow(&house.sign_in("agent").await).await;
    house.context.stopping.tell();
    let ended = async { while stream.chunk().await.unwrap().is_some() {} };
    tokio::time::timeout(Duration::from_secs(20), ended)
        .await
        .expect("it ends");
}

async fn a_stranger_follows_nothing(house: &House) {
    assert_eq!(house.stranger().get("/api/v1/events").await.status, 401);
}
