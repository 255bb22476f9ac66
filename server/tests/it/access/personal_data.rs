//! Personal data of consumers: masked for staff and for tokens without a scope for it, in every answer; whole for consumers,
//! and for tokens that operators gave that scope.

use aftercare_domain::{
    people::access::Scope,
    service_order::{catalogue::HandlingMethod, inspection::Liability},
    testing::commands,
    values::service::ServiceType,
};
use percent_encoding::NON_ALPHANUMERIC;
use reqwest::Method;
use serde_json::{Value, json};

use crate::house::{Client, House, MERCHANT, application, on_each_database};

on_each_database! {
    staff_are_shown_no_personal_data,
    what_is_searched_for_stands_in_no_address,
    consumers_are_shown_all_of_it_and_tokens_as_far_as_they_may,
    a_warehouses_token_is_told_where_goods_go,
    a_consumer_is_told_nothing_of_how_it_is_worked_on,
    what_is_masked_is_refused_wherever_it_is_sent,
    an_order_tells_staff_what_we_know_of_its_papers,
}

/// Who applies, and who receives what is sent: nobody else in the house is called so or lives there.
fn personal(mut application: Value) -> Value {
    application["contact"] = json!({"name": "王小明", "phone": "13712345678"});
    application["return_to"] = json!({
        "name": "赵晓霞", "phone": "13687654321", "province": "湖北省", "city": "武汉市", "district": "洪山区",
        "street": "珞喻路 1037 号 5 栋",
    });
    application
}

fn other_consignee() -> Value {
    json!({
        "name": "孙悟饭", "phone": "13511112222", "province": "湖北省", "city": "武汉市", "district": "武昌区",
        "street": "中南路 9 号",
    })
}

/// A page as it came.
struct Page {
    status: u16,
    location: String,
    html: String,
}

async fn page(request: reqwest::RequestBuilder) -> Page {
    let response = request.send().await.unwrap();
    let location = response.headers().get("location");
    Page {
        status: response.status().as_u16(),
        location: location.map_or_else(String::new, |to| to.to_str().unwrap().to_owned()),
        html: response.text().await.unwrap(),
    }
}

/// Every address to which a page leads, or by which it asks for something.
fn addresses(html: &str) -> Vec<String> {
    ["href=\"", "action=\"", "src=\""]
        .iter()
        .flat_map(|attribute| html.split(attribute).skip(1))
        .filter_map(|rest| rest.split_once('"'))
        .map(|(address, _)| address.replace("&amp;", "&"))
        .collect()
}

/// What nobody of the staff may read anywhere.
const HIDDEN: &[&str] = &[
    "王小明",
    "13712345678",
    "赵晓霞",
    "13687654321",
    "珞喻路",
    "孙悟饭",
    "13511112222",
    "中南路",
];

#[track_caller]
fn assert_hidden(what: &str, shown: &Value) {
    let shown = shown.to_string();
    for text in HIDDEN {
        assert!(!shown.contains(text), "{what} shows {text}: {shown}");
    }
}

/// An exchange that was handled, so that it has a consignee of its own; `dry_run`s on the way are looked at.
async fn handled(consumer: &Client, staff: &Client, asking: &Client) -> String {
    let number = consumer
        .apply(&personal(application("o-1", "exchange", "mail_in")))
        .await;
    let path = format!("/api/v1/service-orders/{number}/commands");
    for command in [
        json!({"type": "approve"}),
        json!({"type": "ship", "carrier": "sf", "tracking_number": "SF1234567890123"}),
        json!({"type": "sign_for"}),
        json!(commands::inspect(
            ServiceType::Exchange,
            HandlingMethod::WarrantyExchange,
            Liability::Product,
            true
        )),
        json!({"type": "handle", "method": "warranty_exchange", "consignee": other_consignee()}),
    ] {
        let preview = asking.post(&format!("{path}?dry_run=true"), &command).await;
        assert_hidden("a preview", &preview.success());
        let after = staff.post(&path, &command).await.success();
        assert_hidden("the answer to a command", &after);
    }
    number
}

async fn staff_are_shown_no_personal_data(house: &House) {
    house.sell("o-1", "youpin_online", 2).await;
    let [consumer, merchant, agent, operator] = house
        .people(["consumer", "merchant", "agent", "operator"])
        .await;
    let number = handled(&consumer, &merchant, &merchant).await;
    consumer
        .apply(&personal(application("o-1", "return", "mail_in")))
        .await;
    for (who, client) in [
        ("owner", &merchant),
        ("agent", &agent),
        ("operator", &operator),
    ] {
        for path in [
            format!("/api/v1/service-orders/{number}"),
            format!("/api/v1/service-orders/{number}/basis"),
            format!("/api/v1/service-orders/{number}/log"),
            format!("/api/v1/service-orders/{number}/related"),
            "/api/v1/service-orders".to_owned(),
            "/api/v1/service-orders?q=13712345678".to_owned(),
            "/api/v1/orders/o-1".to_owned(),
            "/api/v1/refunds".to_owned(),
        ] {
            assert_hidden(
                &format!("{path} to {who}"),
                &client.get(&path).await.success(),
            );
        }
        let late = json!({"type": "claim", "expected_version": 1});
        let conflict = client.command(&number, &late).await;
        assert_eq!(conflict.code(), "version_conflict");
        assert_hidden("a conflict", &conflict.body);
        let batch = json!([{"number": number, "command": late}]);
        let results = client.post("/api/v1/service-orders/commands", &batch).await;
        assert_hidden("a batch", &results.success());
    }
    let order = agent.order(&number).await;
    assert_eq!(
        order["applied"]["contact"],
        json!({"name": "王*", "phone": "137****5678"})
    );
    assert_eq!(
        order["consignee"],
        json!({
            "name": "孙*", "phone": "135****2222", "province": "湖北省", "city": "武汉市", "district": "武昌区",
            "street": "***",
        })
    );
    assert_eq!(
        order["receiving_address"]["phone"], "13800138000",
        "the merchant's own"
    );
    let found = agent
        .get("/api/v1/service-orders?q=13712345678")
        .await
        .success();
    assert_eq!(
        found["items"].as_array().unwrap().len(),
        2,
        "it is found by the whole number"
    );
    let page = agent
        .request(Method::GET, &format!("/service-orders/{number}"))
        .send()
        .await
        .unwrap();
    assert_eq!(page.status(), 200);
    assert_hidden("the page", &Value::String(page.text().await.unwrap()));
}

/// The answers to a search of the list of service orders: by its address, and by its form.
async fn searched(client: &Client, field: &str, typed: &str) -> (Page, Page) {
    let by_address = format!(
        "/service-orders?urged=false&{field}={}",
        percent_encoding::utf8_percent_encode(typed, NON_ALPHANUMERIC)
    );
    let form = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("node", ""), ("urged", "false"), (field, typed)])
        .finish();
    let by_form = client
        .request(Method::POST, "/service-orders")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(form);
    (
        page(client.request(Method::GET, &by_address)).await,
        page(by_form).await,
    )
}

#[track_caller]
fn assert_leads_nowhere_by(typed: &str, html: &str) {
    let in_address = percent_encoding::utf8_percent_encode(typed, NON_ALPHANUMERIC).to_string();
    for address in addresses(html) {
        let is_told = address.contains(typed) || address.contains(&in_address);
        assert!(!is_told, "{address}");
    }
}

/// Where the page at an address asks for all that it shows.
fn listed(there: &str) -> String {
    let (_, query) = there.split_once('?').unwrap();
    format!("/service-orders/list.json?{query}&limit=200")
}

/// A page asks for all that it shows, and for its workbook, by the query of its own address.
async fn assert_asks_for_all(
    client: &Client,
    (field, number): (&str, &str),
    there: &str,
    html: &str,
) {
    let links = addresses(html);
    let workbook = links.iter().find(|it| it.contains("/export.xlsx?"));
    let workbook = client.request(Method::GET, workbook.unwrap());
    let workbook = workbook.send().await.unwrap();
    assert_eq!(workbook.status(), 200);
    assert!(workbook.bytes().await.unwrap().starts_with(b"PK"));
    let all = client.get(&listed(there)).await.success();
    assert_eq!(all["items"][0]["number"], number, "{there}");
    let island = html.split("Batch").nth(1).unwrap();
    let query = island.split_once('}').unwrap().0;
    assert!(
        query.contains("sealed=") && !query.contains(&format!("{field}=")),
        "{query}"
    );
}

async fn what_is_searched_for_stands_in_no_address(house: &House) {
    // R-LST-1
    house.sell("o-1", "youpin_online", 2).await;
    let [consumer, agent, receiver, stranger] = house
        .people(["consumer", "agent", "receiver", "merchant_b"])
        .await;
    let number = consumer
        .apply(&personal(application("o-1", "return", "mail_in")))
        .await;
    for (field, typed) in [
        ("q", "王小明"),
        ("phone", "13712345678"),
        ("q", "137 1234 5678"),
        ("q", "+86 13712345678"),
    ] {
        let (by_address, by_form) = searched(&agent, field, typed).await;
        assert_eq!((by_address.status, by_form.status), (303, 303), "{typed}");
        assert_eq!(by_address.location, by_form.location);
        let there = by_form.location;
        assert!(there.starts_with("/service-orders?urged=false&sealed="));

        let list = page(agent.request(Method::GET, &there)).await;
        assert_eq!(list.status, 200);
        assert!(list.html.contains(&number), "{typed}");
        assert_leads_nowhere_by(typed, &list.html);
        assert_asks_for_all(&agent, (field, &number), &there, &list.html).await;
        // A colleague sees the same, and somebody else what is theirs.
        let same = page(receiver.request(Method::GET, &there)).await;
        assert!(same.html.contains(&number), "{typed}");
        let others = page(stranger.request(Method::GET, &there)).await;
        assert_eq!(others.status, 200);
        assert!(!others.html.contains(&number), "{typed}");
        let all = house.stranger().get(&listed(&there)).await;
        assert_eq!(all.status, 401);
        // What can't be read says so, and is no search.
        let cut = page(agent.request(Method::GET, &there[..there.len() - 3])).await;
        assert_eq!(cut.status, 200);
        assert!(cut.html.contains("Search again."), "{}", cut.html);
        assert!(cut.html.contains(&number));
    }
    for door in ["export.xlsx", "list.json"] {
        let cut = format!("/service-orders/{door}?sealed=xyz");
        assert_eq!(page(agent.request(Method::GET, &cut)).await.status, 404);
    }
    for (masked, found) in [("137****5678", 1), ("138****5678", 0), ("137****5679", 0)] {
        let list = agent
            .get(&format!("/api/v1/service-orders?phone={masked}"))
            .await
            .success();
        assert_eq!(list["items"].as_array().unwrap().len(), found, "{masked}");
    }
}

async fn consumers_are_shown_all_of_it_and_tokens_as_far_as_they_may(house: &House) {
    house.sell("o-1", "youpin_online", 2).await;
    let [consumer, merchant, operator] = house.people(["consumer", "merchant", "operator"]).await;
    let number = handled(&consumer, &merchant, &merchant).await;
    let log = format!("/api/v1/service-orders/{number}/log");
    let reveals = format!("/api/v1/service-orders/{number}/reveals");
    let plain = [
        Scope::ReadServiceOrders,
        Scope::WriteServiceOrders,
        Scope::ReadOrders,
    ];
    for side in [Some(MERCHANT), None] {
        let erp = house.with_token(&house.token(side, &plain).await);
        for path in [
            format!("/api/v1/service-orders/{number}"),
            format!("/api/v1/service-orders/{number}?at_sequence=1"),
            format!("/api/v1/service-orders/{number}/basis"),
            format!("/api/v1/service-orders/{number}/related"),
            format!("/api/v1/service-orders/bases?numbers={number}"),
            log.clone(),
            "/api/v1/service-orders".to_owned(),
            "/api/v1/orders/o-1".to_owned(),
        ] {
            assert_hidden(&path, &erp.get(&path).await.success());
        }
        let refused = erp
            .get(&format!("/api/v1/service-orders?numbers={number}&q=王小"))
            .await;
        assert_eq!(refused.code(), "search_narrowed");
    }
    let asked = json!({"name": "WMS", "scopes": ["service_orders:read", "personal_data:read"]});
    let refused = merchant.post("/api/v1/tokens", &asked).await;
    assert_eq!(
        (refused.status, &refused.body["scope"]),
        (403, &json!("personal_data:read"))
    );
    let mut asked = asked;
    asked["merchant_id"] = json!(MERCHANT);
    operator.post("/api/v1/tokens", &asked).await.success();
    let kept = merchant.get(&reveals).await.success();
    assert_eq!(kept["readings"], json!([]), "nothing was read in full yet");

    let scopes = [Scope::ReadServiceOrders, Scope::ReadPersonalData];
    let of_merchant = house.with_token(&house.token(Some(MERCHANT), &scopes).await);
    let of_platform = house.with_token(&house.token(None, &scopes).await);
    for client in [&consumer, &of_merchant, &of_platform] {
        let order = client.order(&number).await;
        assert_eq!(order["applied"]["contact"]["phone"], "13712345678");
        assert_eq!(
            order["applied"]["return_to"]["street"],
            "珞喻路 1037 号 5 栋"
        );
        assert_eq!(order["consignee"], other_consignee());
        let list = client.get("/api/v1/service-orders").await.success();
        assert_eq!(list["items"][0]["contact"]["name"], "王小明");
    }
    let log = of_merchant.get(&log).await.success();
    assert_eq!(
        log[0]["data"]["application"]["contact"]["phone"],
        "13712345678"
    );
    assert_read_in_full(&merchant.get(&reveals).await.success(), &[2, 3]);
    conflicts_are_read_in_full(house, &number).await;
    assert_read_in_full(&merchant.get(&reveals).await.success(), &[2, 6]);
}

/// A conflict shows lines of the log as well, at each of its doors.
async fn conflicts_are_read_in_full(house: &House, number: &str) {
    let scopes = [
        Scope::ReadServiceOrders,
        Scope::WriteServiceOrders,
        Scope::ReadPersonalData,
    ];
    let writer = house.with_token(&house.token(Some(MERCHANT), &scopes).await);
    let path = format!("/api/v1/service-orders/{number}/commands");
    let late = json!({"type": "super_cancel", "reason": "x", "expected_version": 1});
    for door in [path.clone(), format!("{path}?dry_run=true")] {
        let conflict = writer.post(&door, &late).await;
        assert_eq!(conflict.code(), "version_conflict", "{conflict:?}");
    }
    let entry = json!({"number": number, "command": late});
    let batch = writer
        .post("/api/v1/service-orders/commands", &json!([entry]))
        .await
        .success();
    assert_eq!(batch[0]["problem"]["code"], "version_conflict", "{batch}");
}

/// How often tokens of that name read an order in full, one each.
fn assert_read_in_full(kept: &Value, times: &[i64]) {
    let mut read: Vec<i64> = kept["readings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|reading| {
            assert_eq!(
                reading["actor"],
                json!({"party": "api_client", "name": "ERP"})
            );
            assert_eq!(reading["means"], "token");
            reading["times"].as_i64().unwrap()
        })
        .collect();
    read.sort_unstable();
    assert_eq!(read, times, "{kept}");
}

async fn a_warehouses_token_is_told_where_goods_go(house: &House) {
    house.sell("o-1", "youpin_online", 2).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let scopes = [
        "service_orders:read",
        "service_orders:write",
        "shipping:read",
    ];
    let asked = json!({"name": "仓库", "scopes": scopes});
    let made = merchant.post("/api/v1/tokens", &asked).await.success();
    let warehouse = house.with_token(made["token"].as_str().unwrap());
    let waits = handled(&consumer, &merchant, &warehouse).await;
    let applied = consumer
        .apply(&personal(application("o-1", "return", "mail_in")))
        .await;
    let order = warehouse.order(&waits).await;
    assert_eq!(order["node"], "pending_return");
    assert_eq!(order["consignee"], other_consignee());
    let mut others = order.clone();
    others.as_object_mut().unwrap().remove("consignee");
    assert_hidden("the rest of it", &others);
    assert_hidden(
        "an order that waits for nothing of theirs",
        &warehouse.order(&applied).await,
    );
    for path in ["", &format!("/{waits}/log"), &format!("/{waits}/basis")] {
        let path = format!("/api/v1/service-orders{path}");
        assert_hidden(&path, &warehouse.get(&path).await.success());
    }
    let kept = merchant
        .get(&format!("/api/v1/service-orders/{waits}/reveals"))
        .await
        .success();
    assert_eq!(kept["readings"].as_array().unwrap().len(), 1, "{kept}");
    assert_eq!(kept["readings"][0]["actor"]["name"], "仓库");
    assert_eq!(kept["readings"][0]["times"], 1);
    let ship = json!(commands::send_goods_back());
    merchant.command(&waits, &ship).await.success();
    assert_hidden(
        "an order whose goods are sent",
        &warehouse.order(&waits).await,
    );
    // Nor is it told of them by what was, or by what would be.
    let log = merchant
        .get(&format!("/api/v1/service-orders/{waits}/log"))
        .await
        .success();
    let lines = log.as_array().or_else(|| log["items"].as_array()).unwrap();
    for sequence in 1..=lines.len() {
        let path = format!("/api/v1/service-orders/{waits}?at_sequence={sequence}");
        assert_hidden(&path, &warehouse.get(&path).await.success());
    }
}

// R-ATT-2
async fn a_consumer_is_told_nothing_of_how_it_is_worked_on(house: &House) {
    house.sell("o-1", "youpin_online", 1).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let number = consumer
        .apply(&application("o-1", "repair", "mail_in"))
        .await;
    for command in [
        json!({"type": "approve"}),
        json!({"type": "ship", "carrier": "sf", "tracking_number": "SF1234567890123"}),
        json!({"type": "sign_for", "remark": "箱子破了"}),
        json!(commands::inspect(
            ServiceType::Repair,
            HandlingMethod::RepairPartsFree,
            Liability::Product,
            true
        )),
        json!({"type": "handle", "method": "repair_parts_free", "remark": "老客户"}),
        json!({
            "type": "complete_repair", "method": "repair_parts_free", "details": "换了主板", "labour": 98700,
            "parts": [{"name": "PART-CANARY", "quantity": 1, "price": 45600}], "fault_codes": ["FAULT-CANARY"],
        }),
    ] {
        merchant.command(&number, &command).await.success();
    }
    let order = consumer.order(&number).await;
    assert_eq!(order["repair"]["details"], "换了主板");
    assert_eq!(order["receipt"]["quantity"], 1);
    let log = format!("/api/v1/service-orders/{number}/log");
    let log = consumer.get(&log).await.success();
    for told in [order, log] {
        let told = told.to_string();
        for canary in [
            "PART-CANARY",
            "FAULT-CANARY",
            "98700",
            "45600",
            "箱子破了",
            "老客户",
        ] {
            assert!(!told.contains(canary), "{canary}: {told}");
        }
    }
}

async fn what_is_masked_is_refused_wherever_it_is_sent(house: &House) {
    // R-HND-7
    house.sell("o-1", "youpin_online", 2).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let number = handled(&consumer, &merchant, &merchant).await;
    let back = json!({"type": "return_to_handling", "reason": "地址要改"});
    merchant.command(&number, &back).await.success();
    let masked = merchant.order(&number).await["consignee"].clone();
    let handle = json!({"type": "handle", "method": "warranty_exchange", "consignee": masked});
    let commands = format!("/api/v1/service-orders/{number}/commands");
    for door in [commands.clone(), format!("{commands}?dry_run=true")] {
        let refused = merchant.post(&door, &handle).await;
        assert_eq!(
            refused.violations(),
            [
                ("consignee.name", "masked"),
                ("consignee.phone", "masked"),
                ("consignee.street", "masked"),
            ]
        );
    }
    let mut application = application("o-1", "return", "mail_in");
    application["return_to"] = masked.clone();
    application["contact"] = json!({"name": "王小明", "phone": "137****5678"});
    let refused = consumer.post("/api/v1/service-orders", &application).await;
    assert_eq!(
        refused.violations(),
        [
            ("contact.phone", "masked"),
            ("return_to.name", "masked"),
            ("return_to.phone", "masked"),
            ("return_to.street", "masked"),
        ]
    );
    let refused = merchant.put("/api/v1/addresses/default", &masked).await;
    assert_eq!(refused.violations().len(), 3);

    // Left empty, the consignee is who applied, and what is kept is whole.
    let handle = json!({"type": "handle", "method": "warranty_exchange"});
    merchant.command(&number, &handle).await.success();
    let consignee = consumer.order(&number).await["consignee"].clone();
    assert_eq!(consignee["phone"], "13687654321");
}

async fn an_order_tells_staff_what_we_know_of_its_papers(house: &House) {
    // R-DET-1
    house.sell("o-1", "youpin_online", 1).await;
    let [consumer, agent, operator] = house.people(["consumer", "agent", "operator"]).await;
    let scopes = [
        Scope::ReadOrders,
        Scope::WriteOrders,
        Scope::ReadPersonalData,
    ];
    let integrator = house.with_token(&house.token(None, &scopes).await);
    let mut order = integrator.get("/api/v1/orders/o-1").await.success();
    for unasked in ["order_number", "lines"] {
        order.as_object_mut().unwrap().remove(unasked);
    }
    order["lines"] = json!([{
        "line_number": 1, "spu": "spu-1", "sku": "sku-1", "title": "空气净化器 4 Lite", "category": "air-purifier",
        "quantity": 1, "paid": 100_000, "freight": 1_000,
    }]);
    order["shipments"] = json!([{
        "carrier": "sf", "tracking_number": "SF1234567890123", "shipped_at": "2026-11-17T02:00:00Z",
        "receiver": "王小明",
    }]);
    order["payments"] = json!([{"method": "alipay", "amount": 100_000, "paid_at": "2026-11-16T02:00:00Z", "payer": "王小明"}]);
    order["invoice"] = json!({"kind": "电子普通发票", "title": "王小明", "amount": 100_000});
    integrator.put("/api/v1/orders/o-1", &order).await.success();

    let told = integrator.get("/api/v1/orders/o-1").await.success();
    for paper in ["shipments", "payments", "invoice"] {
        assert_eq!(told[paper], order[paper], "as it was told");
    }
    // Of what is told besides nobody knows for whom it is.
    let own = consumer.get("/api/v1/orders").await.success();
    for told in [
        consumer.get("/api/v1/orders/o-1").await.success(),
        own["items"][0].clone(),
    ] {
        assert_eq!(told["invoice"], order["invoice"]);
        assert_eq!(told["payments"][0]["method"], "alipay");
        assert_eq!(told["shipments"][0]["carrier"], "sf");
        for (paper, besides) in [("payments", "payer"), ("shipments", "receiver")] {
            assert_eq!(told[paper][0].get(besides), None, "{told}");
        }
    }
    for client in [&agent, &operator] {
        let told = client.get("/api/v1/orders/o-1").await.success();
        assert_hidden("an order", &told);
        assert_eq!(told["shipments"][0]["tracking_number"], "SF1234567890123");
        assert_eq!(told["payments"][0]["amount"], 100_000);
        assert_eq!(told["invoice"]["title"], "王*");
    }
    let company = json!({"title": "北京云杉科技有限公司", "tax_number": "91110108MA01XY7Q3R"});
    order["invoice"] = company.clone();
    order["payments"][0]["amount"] = json!("100 元");
    order["shipments"][0]["shipped_at"] = json!("昨天");
    let wrong = integrator.put("/api/v1/orders/o-1", &order).await;
    assert_eq!(
        wrong.violations(),
        [
            ("shipments[0].shipped_at", "not_a_time"),
            ("payments[0].amount", "wrong_type")
        ]
    );
    order["payments"] = json!([]);
    order["shipments"] = json!([]);
    integrator.put("/api/v1/orders/o-1", &order).await.success();
    let told = agent.get("/api/v1/orders/o-1").await.success();
    assert_eq!(told["invoice"], company, "a company's name is public");
}
