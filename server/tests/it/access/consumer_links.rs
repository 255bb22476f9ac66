//! The consumer's way in from their order, without a password. Whoever holds a link is the consumer, so the platform alone
//! asks for it, it works once, and it opens one order.

use std::time::Duration;

use aftercare_domain::people::access::Scope;
use reqwest::{Method, header};
use serde_json::{Value, json};

use crate::house::{
    CONSUMER, Client, House, MERCHANT, MERCHANT_B, application, on_each_database, sale, send,
};

on_each_database! {
    a_link_opens_the_consumers_own_order,
    a_link_to_an_order_shows_nothing_of_any_other,
    a_link_to_an_order_does_nothing_to_any_other,
    a_link_to_a_consumer_opens_all_of_their_orders,
    the_way_on_is_one_piece_of_a_path_whatever_the_number,
    a_link_is_used_once_by_its_button_alone,
    a_link_leads_whoever_is_in_already_on,
    a_link_that_was_changed_or_is_old_opens_nothing,
    a_link_to_an_order_that_is_somebody_elses_meanwhile_opens_nothing,
    nobody_but_the_platform_asks_for_links,
    the_same_key_gives_the_same_link,
    who_asked_for_a_link_and_who_came_by_it_is_kept_with_the_order,
}

/// An order of a merchant and a consumer, whose every text says whose it is.
struct Told {
    number: &'static str,
    merchant: &'static str,
    consumer: &'static str,
    canary: &'static str,
}

const OWN: Told = Told {
    number: "SEC/A#1",
    merchant: MERCHANT,
    consumer: CONSUMER,
    canary: "KANARIE-OWN",
};

/// Of the same consumer at the same merchant and at another one, and of another consumer.
const OTHERS: [Told; 3] = [
    Told {
        number: "o-same-merchant",
        merchant: MERCHANT,
        consumer: CONSUMER,
        canary: "KANARIE-B",
    },
    Told {
        number: "o-other-merchant",
        merchant: MERCHANT_B,
        consumer: CONSUMER,
        canary: "KANARIE-C",
    },
    Told {
        number: "o-other-consumer",
        merchant: MERCHANT,
        consumer: "c-2",
        canary: "KANARIE-D",
    },
];

impl Told {
    fn sale(&self) -> Value {
        let mut sale = sale("youpin_online", 3);
        sale["merchant_id"] = json!(self.merchant);
        sale["consumer_id"] = json!(self.consumer);
        sale["lines"][0]["title"] = json!(self.canary);
        sale["lines"][0]["serial_numbers"] = json!(["SN-SHARED"]);
        sale
    }

    fn application(&self) -> Value {
        let mut application = application(self.number, "return", "mail_in");
        application["description"] = json!(format!("{} is broken", self.canary));
        application["contact"]["name"] = json!(self.canary);
        application["return_to"]["street"] = json!(self.canary);
        application["external_id"] = json!(self.canary);
        application["serial_number"] = json!("SN-SHARED");
        application
    }

    /// Sold, a return of it refunded in part, another one begun: everything that can be told of it is there. The numbers of
    /// both.
    async fn begun(&self, house: &House, consumer: &Client) -> [String; 2] {
        house.sell_as(&in_path(self.number), &self.sale()).await;
        let number = consumer.apply(&self.application()).await;
        let scopes = [Scope::ReadServiceOrders, Scope::WriteServiceOrders];
        let merchant = house.with_token(&house.token(Some(self.merchant), &scopes).await);
        let paid = json!({
            "type": "approve_direct_compensation", "amount": 100, "reason": format!("{} is right", self.canary),
        });
        merchant.command(&number, &paid).await.success();
        let mut another = self.application();
        another["external_id"] = json!(format!("{}-2", self.canary));
        [number, consumer.apply(&another).await]
    }
}

/// A number as one piece of a path.
fn in_path(number: &str) -> String {
    number.replace('/', "%2F").replace('#', "%23")
}

/// A consumer by the link to their own order, the numbers of its service orders, and those of all others.
struct Scene {
    linked: Client,
    own: [String; 2],
    others: Vec<String>,
}

async fn scene(house: &House) -> Scene {
    let [consumer, consumer_b] = house.people(["consumer", "consumer_b"]).await;
    let own = OWN.begun(house, &consumer).await;
    let mut others = Vec::new();
    for told in OTHERS {
        let whose = if told.consumer == CONSUMER {
            &consumer
        } else {
            &consumer_b
        };
        others.extend(told.begun(house, whose).await);
    }
    Scene {
        linked: house
            .come_by_link(&json!({"order_number": OWN.number}))
            .await,
        own,
        others,
    }
}

#[track_caller]
fn assert_own_alone(door: &str, shown: &str) {
    for other in OTHERS {
        assert!(
            !shown.contains(other.canary) && !shown.contains(other.number),
            "{door} shows {}: {shown}",
            other.number
        );
    }
}

async fn a_link_opens_the_consumers_own_order(house: &House) {
    house.add("consumer").await;
    house.sell("o-1", "youpin_online", 1).await;
    let link = house.link(&json!({"order_number": "o-1"})).await;
    let consumer = house.stranger();
    let entered = consumer.enter(&link).await;
    assert_eq!(entered.status, 303);
    assert_eq!(entered.headers["location"], "/my/apply/o-1/1");
    let me = consumer.get("/api/v1/me").await.success();
    assert_eq!(
        json!([me["party"], me["consumer_id"], me["order_number"]]),
        json!(["consumer", CONSUMER, "o-1"])
    );
    consumer.get("/api/v1/orders/o-1").await.success();
    // A day, however much it is used.
    house.pass_real_time(Duration::from_hours(23));
    consumer.get("/api/v1/me").await.success();
    house.pass_real_time(Duration::from_hours(1));
    assert_eq!(consumer.get("/api/v1/me").await.status, 401);
}

// Earlier, whoever had a link to one order saw all orders of its consumer, at every merchant.
async fn a_link_to_an_order_shows_nothing_of_any_other(house: &House) {
    let Scene {
        linked,
        own,
        others,
    } = scene(house).await;
    let own_order = in_path(OWN.number);
    let [paid, open] = &own;
    for (door, canary) in [
        ("/api/v1/orders".to_owned(), true),
        (format!("/api/v1/orders/{own_order}"), true),
        ("/api/v1/service-orders?limit=200".to_owned(), true),
        ("/api/v1/service-orders?q=KANARIE".to_owned(), true),
        (
            "/api/v1/service-orders?serial_number=SN-SHARED".to_owned(),
            true,
        ),
        ("/api/v1/service-orders?phone=13900139000".to_owned(), true),
        ("/api/v1/service-orders?sort=applied_at".to_owned(), true),
        (
            format!("/api/v1/service-orders?numbers={open},{}", others.join(",")),
            true,
        ),
        (format!("/api/v1/service-orders/{open}"), true),
        (format!("/api/v1/service-orders/{open}/log"), true),
        (format!("/api/v1/service-orders/{open}/related"), true),
        (format!("/api/v1/service-orders/{open}/drafts"), false),
        (format!("/api/v1/service-orders/{paid}"), true),
        ("/my/orders".to_owned(), true),
        (format!("/my/service-orders/{open}"), true),
        (format!("/my/apply/{own_order}/1"), true),
        (format!("/api/v1/refunds?service_order={paid}"), false),
        ("/api/v1/refunds".to_owned(), false),
    ] {
        let shown = linked.request(Method::GET, &door).send().await.unwrap();
        assert_eq!(shown.status(), 200, "{door}");
        let shown = shown.text().await.unwrap();
        assert_own_alone(&door, &shown);
        for other in &others {
            assert!(!shown.contains(other), "{door} shows {other}: {shown}");
        }
        assert_eq!(shown.contains(OWN.canary), canary, "{door}: {shown}");
    }
    let refunds = linked.get("/api/v1/refunds").await.success();
    assert_eq!(refunds["items"].as_array().unwrap().len(), 1);
    let counts = linked.get("/api/v1/service-orders/counts").await.success();
    assert_eq!(
        (&counts["pending_review"], &counts["completed"]),
        (&json!(1), &json!(1))
    );
    for other in OTHERS {
        let door = format!("/api/v1/orders/{}", other.number);
        assert_eq!(linked.get(&door).await.status, 404, "{door}");
        let by_number = format!("/api/v1/service-orders?order_number={}", other.number);
        assert_eq!(linked.get(&by_number).await.success()["items"], json!([]));
    }
    for other in &others {
        for door in ["", "/log", "/related", "/drafts", "?at_sequence=1"] {
            let door = format!("/api/v1/service-orders/{other}{door}");
            assert_eq!(linked.get(&door).await.status, 404, "{door}");
        }
        let door = format!("/my/service-orders/{other}");
        let page = linked.request(Method::GET, &door).send().await.unwrap();
        assert_own_alone(&door, &page.text().await.unwrap());
    }
}

async fn a_link_to_an_order_does_nothing_to_any_other(house: &House) {
    let Scene {
        linked,
        own: [_, open],
        others,
    } = scene(house).await;
    for other in &others {
        let door = format!("/api/v1/service-orders/{other}/commands");
        for command in [
            json!({"type": "cancel"}),
            json!({"type": "urge"}),
            json!({"type": "rate", "stars": 5, "recommend": 10}),
        ] {
            for door in [door.clone(), format!("{door}?dry_run=true")] {
                assert_eq!(linked.post(&door, &command).await.status, 404, "{door}");
            }
        }
        let draft = format!("/api/v1/service-orders/{other}/drafts/cancel");
        let typed = json!({"fields": {"reason": "x"}});
        assert_eq!(linked.put(&draft, &typed).await.status, 404);
        assert_eq!(linked.delete(&draft).await.status, 404);
    }
    let batch: Vec<Value> = others
        .iter()
        .map(|number| json!({"number": number, "command": {"type": "cancel"}}))
        .collect();
    let results = linked
        .post("/api/v1/service-orders/commands", &json!(batch))
        .await
        .success();
    for result in results.as_array().unwrap() {
        assert_eq!(result["status"], 404, "{result}");
    }
    for other in OTHERS {
        // Neither anew, nor by the caller's own number, which would show what has it.
        let applied = linked
            .post("/api/v1/service-orders", &other.application())
            .await;
        assert_eq!(applied.status, 404, "{applied:?}");
    }
    let mut disguised = OWN.application();
    disguised["external_id"] = json!(OTHERS[0].canary);
    let applied = linked.post("/api/v1/service-orders", &disguised).await;
    // The number is the other application's for the consumer, and free for whoever is confined to this order.
    assert_eq!(applied.body["order_number"], OWN.number, "{applied:?}");
    // What is theirs goes on as ever.
    linked
        .command(&open, &json!({"type": "cancel"}))
        .await
        .success();
}

async fn a_link_to_a_consumer_opens_all_of_their_orders(house: &House) {
    let [consumer, consumer_b] = house.people(["consumer", "consumer_b"]).await;
    OTHERS[0].begun(house, &consumer).await;
    OTHERS[1].begun(house, &consumer).await;
    OTHERS[2].begun(house, &consumer_b).await;
    let linked = house.come_by_link(&json!({"consumer_id": CONSUMER})).await;
    let shown = linked.get("/api/v1/orders").await.success().to_string();
    assert!(shown.contains(OTHERS[0].canary) && shown.contains(OTHERS[1].canary));
    assert!(!shown.contains(OTHERS[2].canary), "another consumer's");
    let platform = house.with_token(&house.token(None, &[Scope::WriteLinks]).await);
    let ask = async |body| platform.post("/api/v1/consumer-links", &body).await;
    assert_eq!(ask(json!({"consumer_id": "c-nobody"})).await.status, 404);
    assert_eq!(ask(json!({"order_number": "o-nothing"})).await.status, 404);
    assert_eq!(
        ask(json!({})).await.violations(),
        [("order_number", "one_of_required")]
    );
    assert_eq!(
        ask(json!({"order_number": "o-1", "consumer_id": CONSUMER}))
            .await
            .violations(),
        [("consumer_id", "not_applicable")]
    );
}

// Earlier, the number stood in the address as it was.
async fn the_way_on_is_one_piece_of_a_path_whatever_the_number(house: &House) {
    let consumer = house.sign_in("consumer").await;
    OWN.begun(house, &consumer).await;
    let link = house.link(&json!({"order_number": OWN.number})).await;
    let entered = house.stranger().enter(&link).await;
    assert_eq!(entered.headers[header::LOCATION], "/my/apply/SEC%2FA%231/1");
}

// Earlier, a link was good any number of times, and GET and HEAD from any site opened sessions.
async fn a_link_is_used_once_by_its_button_alone(house: &House) {
    house.add("consumer").await;
    house.sell("o-1", "youpin_online", 1).await;
    let link = house.link(&json!({"order_number": "o-1"})).await;
    let visitor = house.stranger();
    for method in [Method::GET, Method::HEAD] {
        for site in ["same-origin", "none", "cross-site"] {
            let request = visitor
                .bare(method.clone(), &link)
                .header("sec-fetch-site", site);
            let page = request.send().await.unwrap();
            assert_eq!(page.status(), 200);
            assert!(!page.headers().contains_key(header::SET_COOKIE));
            assert_eq!(page.headers()[header::CACHE_CONTROL], "no-store");
            if method == Method::GET {
                let html = page.text().await.unwrap();
                assert!(
                    html.contains("continue as c*") && html.contains("order o-1"),
                    "it says as whom: {html}"
                );
            }
        }
    }
    let (door, query) = link.split_once('?').unwrap();
    let foreign = visitor
        .bare(Method::POST, door)
        .header(header::ORIGIN, "http://evil.example")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(query.to_owned());
    assert_eq!(send(foreign).await.status, 403);
    assert_eq!(visitor.get("/api/v1/me").await.status, 401);
    assert_eq!(visitor.enter(&link).await.status, 303);
    let late = house.stranger();
    let used = late.enter(&link).await;
    assert_eq!(used.status, 410);
    assert!(!used.headers.contains_key(header::SET_COOKIE));
    assert_eq!(send(late.bare(Method::GET, &link)).await.status, 410);
}

async fn a_link_leads_whoever_is_in_already_on(house: &House) {
    house.add("consumer").await;
    house.sell("o-1", "youpin_online", 1).await;
    house.sell("o-2", "youpin_online", 1).await;
    let link = house.link(&json!({"order_number": "o-1"})).await;
    let visitor = house.stranger();
    visitor.enter(&link).await;
    let again = send(visitor.request(Method::GET, &link)).await;
    assert_eq!(
        (again.status, &again.headers[header::LOCATION]),
        (303, &"/my/apply/o-1/1".parse().unwrap())
    );
    assert_eq!(visitor.enter(&link).await.status, 303, "pressed twice");
    // Another order is another link, and the session of the first ends.
    let other = house.link(&json!({"order_number": "o-2"})).await;
    assert_eq!(send(visitor.request(Method::GET, &other)).await.status, 200);
    visitor.enter(&other).await;
    assert_eq!(visitor.get("/api/v1/orders/o-1").await.status, 404);
    visitor.get("/api/v1/orders/o-2").await.success();
    // Whoever else is signed in is told so first.
    let operator = house.sign_in("operator").await;
    let link = house.link(&json!({"order_number": "o-1"})).await;
    let page = operator.request(Method::GET, &link).send().await.unwrap();
    let html = page.text().await.unwrap();
    assert!(html.contains("signed in as operator"), "{html}");
}

async fn a_link_that_was_changed_or_is_old_opens_nothing(house: &House) {
    house.add("consumer").await;
    house.sell("o-1", "youpin_online", 1).await;
    let link = house.link(&json!({"order_number": "o-1"})).await;
    let stranger = house.stranger();
    let mut forged = link.clone();
    let last = forged.pop().unwrap();
    forged.push(if last == 'A' { 'Q' } else { 'A' });
    for wrong in [
        forged.as_str(),
        "/consumer/enter",
        "/consumer/enter?link=",
        "/consumer/enter?link=a.b",
        "/consumer/enter?link=%F0%9F%98%80",
    ] {
        let shown = send(stranger.bare(Method::GET, wrong)).await;
        assert_eq!(shown.status, 410, "{wrong}");
        assert_eq!(stranger.enter(wrong).await.status, 410, "{wrong}");
    }
    house.pass_real_time(Duration::from_mins(15));
    assert_eq!(send(stranger.bare(Method::GET, &link)).await.status, 410);
    assert_eq!(stranger.enter(&link).await.status, 410);
    assert_eq!(stranger.get("/api/v1/me").await.status, 401);
}

async fn a_link_to_an_order_that_is_somebody_elses_meanwhile_opens_nothing(house: &House) {
    house.add("consumer").await;
    house.add("consumer_b").await;
    house.sell("o-1", "youpin_online", 1).await;
    let link = house.link(&json!({"order_number": "o-1"})).await;
    let before = house.come_by_link(&json!({"order_number": "o-1"})).await;
    let mut corrected = sale("youpin_online", 1);
    corrected["consumer_id"] = json!("c-2");
    house.sell_as("o-1", &corrected).await;
    assert_eq!(house.stranger().enter(&link).await.status, 410);
    assert_eq!(before.get("/api/v1/orders/o-1").await.status, 404);
}

// Earlier, an owner, or its token, became any consumer of the marketplace.
async fn nobody_but_the_platform_asks_for_links(house: &House) {
    house.sell("o-1", "youpin_online", 1).await;
    let body = json!({"order_number": "o-1"});
    for username in [
        "merchant",
        "agent",
        "merchant_b",
        "store",
        "return_centre",
        "consumer",
    ] {
        let client = house.sign_in(username).await;
        let refused = client.post("/api/v1/consumer-links", &body).await;
        assert_eq!(
            (refused.status, refused.code()),
            (403, "forbidden"),
            "{username}"
        );
    }
    // A token of an earlier release may still have the scope.
    let token = house.token(Some(MERCHANT), &[Scope::WriteLinks]).await;
    let merchant = house.with_token(&token);
    assert_eq!(
        merchant.post("/api/v1/consumer-links", &body).await.status,
        403
    );
    let other = house.token(None, &[Scope::WriteOrders]).await;
    let platform = house.with_token(&other);
    assert_eq!(
        platform.post("/api/v1/consumer-links", &body).await.status,
        403
    );
    house.sign_in("operator").await.link(&body).await;
}

async fn the_same_key_gives_the_same_link(house: &House) {
    house.sell("o-1", "youpin_online", 1).await;
    let platform = house.with_token(&house.token(None, &[Scope::WriteLinks]).await);
    let body = json!({"order_number": "o-1"});
    let ask = async |key| {
        platform
            .post_once("/api/v1/consumer-links", key, &body)
            .await
    };
    let first = ask("k").await.success();
    assert_eq!(ask("k").await.success(), first);
    assert_ne!(ask("l").await.success()["url"], first["url"]);
    // Nobody can read it where the answer is kept.
    let secret = first["url"]
        .as_str()
        .unwrap()
        .split_once("link=")
        .unwrap()
        .1
        .to_owned();
    let kept = house
        .count("SELECT CAST(COUNT(*) AS BIGINT) FROM consumer_links")
        .await;
    assert_eq!(kept, 2, "a repeated request makes none");
    for statement in [
        "SELECT CAST(COUNT(*) AS BIGINT) FROM answers WHERE body LIKE '%link=%'",
        "SELECT CAST(COUNT(*) AS BIGINT) FROM consumer_links WHERE LENGTH(secret_hash) <> 64",
    ] {
        assert_eq!(house.count(statement).await, 0, "{statement}, of {secret}");
    }
}

async fn who_asked_for_a_link_and_who_came_by_it_is_kept_with_the_order(house: &House) {
    let consumer = house.sign_in("consumer").await;
    house.sell("o-1", "youpin_online", 1).await;
    house.sell("o-2", "youpin_online", 1).await;
    let number = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    let operator = house.sign_in("operator").await;
    operator.link(&json!({"order_number": "o-2"})).await;
    operator.link(&json!({"order_number": "o-1"})).await;
    house.pass_real_time(Duration::from_mins(1));
    house.come_by_link(&json!({"consumer_id": CONSUMER})).await;
    let [merchant, agent] = house.people(["merchant", "agent"]).await;
    let door = format!("/api/v1/service-orders/{number}/reveals");
    let links = merchant.get(&door).await.success()["links"].take();
    assert_eq!(links, operator.get(&door).await.success()["links"]);
    assert_eq!(
        links,
        json!([
            {
                "order_number": null, "issued_at": "2026-11-23T02:01:00Z",
                "issued_by": {"party": "api_client", "name": "ERP"}, "issued_from": "127.0.0.0/24",
                "used_at": "2026-11-23T02:01:00Z", "used_from": "127.0.0.0/24",
            },
            {
                "order_number": "o-1", "issued_at": "2026-11-23T02:00:00Z",
                "issued_by": {"party": "operator", "name": "operator"}, "issued_from": "127.0.0.0/24",
                "used_at": null, "used_from": null,
            },
        ])
    );
    assert_eq!(agent.get(&door).await.success()["links"], json!([]));
    assert_eq!(consumer.get(&door).await.status, 403);
}
