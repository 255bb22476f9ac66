//! The consumer's pages where no script runs: what consumers need, they can do with forms alone.

use std::time::Duration;

use reqwest::{Method, header};
use serde_json::{Value, json};

use crate::house::{Client, House, application, on_each_database};

on_each_database! {
    a_consumer_applies_and_sends_without_a_script,
    a_wrong_form_comes_back_with_what_was_typed,
    what_browsers_and_people_write_is_taken_without_a_script,
    a_form_that_is_posted_twice_is_done_once,
    a_form_of_another_site_does_nothing,
    a_form_that_came_too_late_says_so,
    windows_are_told_by_their_last_day,
    a_consumer_corrects_a_tracking_number_without_a_script,
    a_consumer_sees_nothing_of_how_the_work_is_done,
    pages_of_others_are_not_there,
    a_consumer_chooses_a_language_and_leaves_without_a_script,
}

/// What a posted form is answered with.
struct Page {
    status: u16,
    location: String,
    html: String,
}

impl Client {
    async fn page(&self, path: &str) -> Page {
        read(
            self.request(Method::GET, path)
                .header(header::ACCEPT, "text/html"),
        )
        .await
    }

    async fn post_form(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let request = self
            .request(Method::POST, path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body);
        read(request).await
    }
}

async fn read(request: reqwest::RequestBuilder) -> Page {
    read_response(request.send().await.unwrap()).await
}

async fn read_response(response: reqwest::Response) -> Page {
    let location = response.headers().get(header::LOCATION);
    Page {
        status: response.status().as_u16(),
        location: location.map_or_else(String::new, |to| to.to_str().unwrap().to_owned()),
        html: response.text().await.unwrap(),
    }
}

const FORM: &[(&str, &str)] = &[
    ("page_made_at", "1"),
    ("service_type", "return"),
    ("reason_code", "quality_defect"),
    ("service_method", "mail_in"),
    ("quantity", "1"),
    ("description", "开机后有异响"),
    ("serial_number", ""),
    ("return_to.name", "李雷"),
    ("return_to.phone", "13800138000"),
    ("return_to.province", "北京市"),
    ("return_to.city", "北京市"),
    ("return_to.district", "海淀区"),
    ("return_to.street", "清河中街 68 号"),
    ("contact.name", ""),
    ("contact.phone", ""),
];

fn with<'a>(form: &[(&'a str, &'a str)], name: &'a str, text: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut form = form.to_vec();
    for field in &mut form {
        if field.0 == name {
            field.1 = text;
        }
    }
    form
}

async fn what_browsers_and_people_write_is_taken_without_a_script(house: &House) {
    // case 16: 480 characters in 21 lines, whose ends a browser posts as CR LF
    house.sell("o-1", "youpin_online", 2).await;
    let [consumer] = house.people(["consumer"]).await;
    let (line, last) = ("坏".repeat(22), "坏".repeat(40));
    let mut lines = vec![line.as_str(); 20];
    lines.push(&last);
    let posted = lines.join("\r\n");
    let form = with(FORM, "description", &posted);
    // case 15
    let form = with(&form, "return_to.province", "广东省");
    let form = with(&form, "return_to.city", "东莞市");
    let form = with(&form, "return_to.district", "");
    // case 4
    let form = with(&form, "return_to.phone", "18400001234转5678");
    // case 6
    let form = with(&form, "serial_number", "SN 2026/07(A) ");
    let applied = consumer.post_form("/my/apply/o-1/1", &form).await;
    assert_eq!(applied.status, 303, "{}", applied.html);
    let page = applied.location.split('?').next().unwrap();
    let order = consumer.order(page.rsplit('/').next().unwrap()).await;
    let applied = &order["applied"];
    assert_eq!(applied["description"], lines.join("\n"));
    assert_eq!(applied["serial_number"], "SN 2026/07(A)");
    assert_eq!(applied["contact"]["phone"], "18400001234-5678");
    assert_eq!(applied["return_to"]["district"], Value::Null);

    let elsewhere = with(&form, "return_to.city", "广州市");
    let back = consumer.post_form("/my/apply/o-1/1", &elsewhere).await;
    assert_eq!(back.status, 200, "{}", back.html);
    assert!(back.html.contains("Please fill this in"), "{}", back.html);
}

async fn a_consumer_applies_and_sends_without_a_script(house: &House) {
    // R-APP-1, R-SHP-1
    house.sell("o-1", "youpin_online", 2).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let orders = consumer.page("/my/orders").await;
    assert_eq!(orders.status, 200, "{}", orders.html);
    assert!(
        orders.html.contains("href=\"/my/apply/o-1/1\""),
        "{}",
        orders.html
    );
    let form = consumer.page("/my/apply/o-1/1").await;
    for (name, _) in FORM {
        assert!(
            form.html.contains(&format!("name=\"{name}\"")),
            "{name}: {}",
            form.html
        );
    }

    let applied = consumer.post_form("/my/apply/o-1/1", FORM).await;
    assert_eq!(applied.status, 303, "{}", applied.html);
    let track = consumer.page(&applied.location).await;
    let page = applied.location.split('?').next().unwrap();
    let number = page.rsplit('/').next().unwrap();
    assert!(track.html.contains(number));
    let promise = "The merchant reviews it by 24\u{a0}Nov, 10:00";
    assert!(track.html.contains(promise), "{}", track.html);

    merchant
        .command(number, &json!({"type": "approve"}))
        .await
        .success();
    let track = consumer.page(page).await;
    assert!(
        track.html.contains("13800138000"),
        "the whole address: {}",
        track.html
    );
    let sent = consumer
        .post_form(
            page,
            &[
                ("type", "ship"),
                ("expected_version", "2"),
                ("carrier", "sf"),
                ("tracking_number", "SF1234567890123"),
            ],
        )
        .await;
    assert_eq!(
        (sent.status, sent.location),
        (303, format!("{page}?done=ship"))
    );
    let order = consumer.order(number).await;
    assert_eq!(order["node"], "pending_receipt");
    assert_eq!(order["shipment"]["tracking_number"], "SF1234567890123");
    assert_eq!(order["applied"]["contact"]["name"], "李雷");
}

async fn a_wrong_form_comes_back_with_what_was_typed(house: &House) {
    // R-APP-1
    house.sell("o-1", "youpin_online", 2).await;
    let consumer = house.sign_in("consumer").await;
    let form = with(FORM, "return_to.phone", "13800😀");
    let form = with(&form, "description", "</textarea><script>alert(1)</script>");
    let back = consumer.post_form("/my/apply/o-1/1", &form).await;
    assert_eq!(back.status, 200);
    assert!(back.html.contains("value=\"13800😀\""), "{}", back.html);
    assert!(
        back.html
            .contains("&lt;/textarea&gt;&lt;script&gt;alert(1)"),
        "{}",
        back.html
    );
    assert!(!back.html.contains("<script>alert(1)"));
    assert!(back.html.contains("id=\"return_to-phone-fault\""));
    let none = consumer.get("/api/v1/service-orders").await.success();
    assert_eq!(none["items"], json!([]));
}

async fn a_form_that_is_posted_twice_is_done_once(house: &House) {
    house.sell("o-1", "youpin_online", 2).await;
    let consumer = house.sign_in("consumer").await;
    let first = consumer.post_form("/my/apply/o-1/1", FORM).await;
    let second = consumer.post_form("/my/apply/o-1/1", FORM).await;
    assert_eq!((first.status, &first.location), (303, &second.location));
    let later = with(FORM, "page_made_at", "2");
    let third = consumer.post_form("/my/apply/o-1/1", &later).await;
    assert_ne!(third.location, first.location);
}

async fn a_form_of_another_site_does_nothing(house: &House) {
    house.sell("o-1", "youpin_online", 1).await;
    let consumer = house.sign_in("consumer").await;
    let request = consumer
        .bare(Method::POST, "/my/apply/o-1/1")
        .header(header::ORIGIN, "https://evil.example")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body("service_type=return");
    assert_eq!(read(request).await.status, 403);
    let json = consumer.post("/my/apply/o-1/1", &json!({})).await;
    assert_eq!(json.status, 415, "a form is no JSON");
}

async fn a_form_that_came_too_late_says_so(house: &House) {
    house.sell("o-1", "youpin_online", 1).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let number = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    merchant
        .command(&number, &json!({"type": "approve"}))
        .await
        .success();
    let page = format!("/my/service-orders/{number}");
    let late = consumer
        .post_form(
            &page,
            &[
                ("type", "cancel"),
                ("expected_version", "1"),
                ("reason", "不想要了"),
            ],
        )
        .await;
    assert_eq!(late.status, 200);
    assert!(
        late.html.contains("role=\"alert\"") && late.html.contains("不想要了"),
        "{}",
        late.html
    );
    assert_eq!(consumer.order(&number).await["node"], "pending_shipment");
}

/// Chooses a language for the pages that follow.
async fn speak(client: &Client, language: &str) {
    let chosen = client
        .post_form("/language", &[("language", language)])
        .await;
    assert_eq!(chosen.status, 303);
}

async fn windows_are_told_by_their_last_day(house: &House) {
    // R-APP-3, case 14: delivered on 19 November at 10:00
    house.sell("o-1", "youpin_online", 9).await;
    let consumer = house.sign_in("consumer").await;
    let apply = application("o-1", "return", "mail_in");
    let number = consumer.apply(&apply).await;
    let page = consumer.page("/my/apply/o-1/1").await.html;
    for told in [
        "Until the end of 26\u{a0}Nov",
        "Until the end of 4\u{a0}Dec",
        "Free of charge until 19\u{a0}Nov\u{a0}2027",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
    let track = consumer.page(&format!("/my/service-orders/{number}")).await;
    let again = "You can apply for the return again until the end of 26\u{a0}Nov.";
    assert!(track.html.contains(again), "{}", track.html);
    speak(&consumer, "zh-CN").await;
    let chinese = consumer.page("/my/apply/o-1/1").await.html;
    assert!(chinese.contains("11月26日 24:00 前可申请"), "{chinese}");
    speak(&consumer, "en").await;

    // The evening of the seventh day is in time; midnight is not.
    house.advance(Duration::from_hours(3 * 24 + 10)).await;
    let order = consumer.post("/api/v1/service-orders", &apply).await;
    let warranty = json!({"in_warranty": true, "until": "2026-11-26T16:00:00Z"});
    assert_eq!(order.success()["warranty"], warranty);
    house.advance(Duration::from_hours(4)).await;
    let late = consumer.post("/api/v1/service-orders", &apply).await;
    assert_eq!((late.status, late.code()), (422, "window_closed"));
    assert_eq!(late.body["ended_at"], "2026-11-26T16:00:00Z");
    let detail = late.body["title"].as_str().unwrap();
    assert!(detail.contains("2026-11-26"), "{detail}");
    let page = consumer.page("/my/apply/o-1/1").await.html;
    assert!(page.contains("ended on 26\u{a0}Nov"), "{page}");
    assert!(!page.contains("2026-11-"), "one style of dates: {page}");
    speak(&consumer, "zh-CN").await;
    let chinese = consumer.page("/my/apply/o-1/1").await.html;
    assert!(chinese.contains("退货期限已于 11月26日 结束"), "{chinese}");
}

async fn a_consumer_corrects_a_tracking_number_without_a_script(house: &House) {
    // R-SHP-4
    house.sell("o-1", "youpin_online", 1).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let number = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    let approve = json!({"type": "approve"});
    merchant.command(&number, &approve).await.success();
    let ship = json!({"type": "ship", "carrier": "sf", "tracking_number": "SF1234567890123"});
    consumer.command(&number, &ship).await.success();
    let page = format!("/my/service-orders/{number}");
    let shown = consumer.page(&page).await.html;
    assert!(shown.contains("Wrong tracking number?"), "{shown}");
    assert!(shown.contains("value=\"SF1234567890123\""), "{shown}");
    let form = |parcel: &'static str| {
        [
            ("page_made_at", "1"),
            ("type", "correct_shipment"),
            ("expected_version", "3"),
            ("carrier", "sf"),
            ("tracking_number", parcel),
        ]
    };
    let same = consumer.post_form(&page, &form("SF1234567890123")).await;
    assert_eq!(same.status, 200, "{}", same.html);
    let told = "This is the tracking number already";
    assert!(same.html.contains(told), "{}", same.html);
    let done = consumer.post_form(&page, &form("SF1234567890132")).await;
    assert_eq!(done.status, 303, "{}", done.html);
    let after = consumer.page(&done.location).await.html;
    for told in [
        "The tracking number is corrected",
        "You corrected the tracking number",
        "SF1234567890132",
        "It was SF Express SF1234567890123",
    ] {
        assert!(after.contains(told), "{told}: {after}");
    }
    let parcel = merchant.order(&number).await["shipment"].clone();
    assert_eq!(parcel["tracking_number"], "SF1234567890132");
}

async fn a_consumer_sees_nothing_of_how_the_work_is_done(house: &House) {
    // R-ASN-1, R-MSG-1, R-LOG-1
    house.sell("o-1", "youpin_online", 1).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let number = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    for command in [
        json!({"type": "claim"}),
        json!({"type": "approve"}),
        json!({"type": "ship", "carrier": "sf", "tracking_number": "SF1234567890123"}),
        json!({"type": "sign_for", "remark": "内部备注"}),
        super::service_orders::inspection("return", "full_refund"),
        json!({"type": "handle", "method": "full_refund", "remark": "内部备注"}),
    ] {
        merchant.command(&number, &command).await.success();
    }
    let order = consumer.order(&number).await;
    for internal in ["assignee", "hold", "inspection"] {
        assert_eq!(order[internal], Value::Null, "{internal}");
    }
    let log = consumer
        .get(&format!("/api/v1/service-orders/{number}/log"))
        .await
        .success();
    let page = consumer.page(&format!("/my/service-orders/{number}")).await;
    for text in [order.to_string(), log.to_string(), page.html] {
        assert!(!text.contains("内部备注"), "{text}");
    }
    for line in log.as_array().unwrap() {
        let own = line["actor"]["party"] == "consumer";
        assert_eq!(line["actor"]["name"] != "", own, "{line}");
    }
    let types: Vec<String> = consumer.log(&number).await;
    assert!(!types.contains(&"claimed".to_owned()), "{types:?}");
    assert!(types.contains(&"inspected".to_owned()), "{types:?}");
}

async fn pages_of_others_are_not_there(house: &House) {
    house.sell("o-1", "youpin_online", 1).await;
    let [consumer, other] = house.people(["consumer", "consumer_b"]).await;
    let number = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    assert_eq!(
        other
            .page(&format!("/my/service-orders/{number}"))
            .await
            .status,
        404
    );
    assert_eq!(other.page("/my/apply/o-1/1").await.status, 404);
    assert_eq!(other.page("/my/nowhere").await.status, 404);
    let cancel = [("type", "cancel"), ("expected_version", "1")];
    let refused = other
        .post_form(&format!("/my/service-orders/{number}"), &cancel)
        .await;
    assert_eq!(refused.status, 404);
    assert_eq!(consumer.order(&number).await["node"], "pending_review");
}

async fn a_consumer_chooses_a_language_and_leaves_without_a_script(house: &House) {
    let consumer = house.sign_in("consumer").await;
    let chosen = consumer
        .request(Method::POST, "/language")
        .header(header::REFERER, house.url("/my/orders?orders=2"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body("language=zh-CN")
        .send()
        .await
        .unwrap();
    let cookie = chosen.headers()[header::SET_COOKIE].to_str().unwrap();
    assert!(cookie.starts_with("aftercare_language=zh-CN;"), "{cookie}");
    let page = read_response(chosen).await;
    assert_eq!(
        (page.status, page.location.as_str()),
        (303, "/my/orders?orders=2")
    );

    let left = consumer.post_form("/sign-out", &[]).await;
    assert_eq!((left.status, left.location.as_str()), (303, "/sign-in"));
    let me = consumer.get("/api/v1/me").await;
    assert_eq!(me.status, 401);
}
