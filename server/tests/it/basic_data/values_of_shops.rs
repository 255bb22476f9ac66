//! Values as shops have them: numbers with extensions, labels as they are scanned, keys of other systems, phones in prose,
//! cities without districts, and texts from browsers of every kind.

use aftercare_domain::people::access::Scope;
use aftercare_server::db::DbError;
use reqwest::Method;
use serde_json::{Value, json};

use crate::house::{Client, House, MERCHANT, application, consignee, on_each_database, sale};

on_each_database! {
    a_number_with_an_extension_is_kept_masked_and_found,
    both_barcodes_of_a_label_name_one_parcel,
    what_an_earlier_release_took_for_a_number_is_found_by_its_waybill,
    keys_of_other_systems_are_taken_and_found_as_they_are,
    phones_in_prose_are_hidden_from_who_may_not_see_numbers,
    a_district_is_asked_for_where_there_are_some,
    line_ends_are_counted_once,
}

const ORDERS: &str = "/api/v1/service-orders";

fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes())
        .collect::<String>()
        .replace('+', "%20")
}

/// The numbers of a list, the oldest first.
async fn listed(client: &Client, filter: &str, value: &str) -> Vec<String> {
    let path = format!("{ORDERS}?sort=applied_at&{filter}={}", encoded(value));
    let page = client.get(&path).await.success();
    let mut numbers: Vec<String> = page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["number"].as_str().unwrap().to_owned())
        .collect();
    numbers.sort();
    numbers
}

/// Applies for a return of a piece of `o-1`, with what a change makes of the application.
async fn applied(consumer: &Client, change: impl FnOnce(&mut Value)) -> String {
    let mut application = application("o-1", "return", "mail_in");
    change(&mut application);
    consumer.apply(&application).await
}

async fn a_number_with_an_extension_is_kept_masked_and_found(house: &House) {
    // R-APP-1, case 4
    house.sell("o-1", "youpin_online", 9).await;
    let [consumer, agent, merchant] = house.people(["consumer", "agent", "merchant"]).await;
    let mut numbers = Vec::new();
    for (written, kept) in [
        ("18400001234-5678", "18400001234-5678"),
        ("18400001234,5678", "18400001234-5678"),
        ("18400001234转5678", "18400001234-5678"),
        ("18400001234-9999", "18400001234-9999"),
        ("18400001234", "18400001234"),
        ("010-58230000-926", "01058230000-926"),
    ] {
        let number = applied(&consumer, |body| {
            body["contact"]["phone"] = json!(written);
            body["return_to"]["phone"] = json!(written);
        })
        .await;
        let own = consumer.order(&number).await;
        assert_eq!(own["applied"]["contact"]["phone"], kept, "{written}");
        let main = kept.split('-').next().unwrap();
        let masked = format!("{}****{}", &main[..3], &main[main.len() - 4..]);
        let shown = agent.order(&number).await;
        assert_eq!(shown["applied"]["contact"]["phone"], masked, "{written}");
        assert_eq!(shown["applied"]["return_to"]["phone"], masked, "{written}");
        let reason = json!({"reason_code": "contact_consumer"});
        let reveals = format!("{ORDERS}/{number}/reveals");
        let revealed = agent.post(&reveals, &reason).await.success();
        assert_eq!(revealed["contact"]["phone"], kept, "{written}");
        assert_eq!(revealed["return_to"]["phone"], kept, "{written}");
        numbers.push(number);
    }
    let [of_5678, of_9999, landline] = [&numbers[..3], &numbers[3..4], &numbers[5..]];
    for (typed, found) in [
        ("18400001234", &numbers[..5]),
        ("1234", &numbers[..5]),
        ("18400001234-5678", of_5678),
        ("18400001234 转 5678", of_5678),
        ("18400001234,9999", of_9999),
        ("010-58230000", landline),
        ("0000", landline),
        ("010 5823 0000 ext. 926", landline),
        ("18400001234-1111", &[]),
    ] {
        for filter in ["phone", "q"] {
            assert_eq!(
                listed(&agent, filter, typed).await,
                found,
                "{filter}={typed}"
            );
            assert_eq!(
                listed(&consumer, filter, typed).await,
                found,
                "{filter}={typed}"
            );
        }
    }
    assert_eq!(listed(&agent, "phone", "184****1234").await, numbers[..5]);

    let mut address = consignee();
    address["phone"] = json!("010-58230000转926");
    let kept = merchant
        .put("/api/v1/addresses/default", &address)
        .await
        .success();
    assert_eq!(kept["address"]["phone"], "01058230000-926");
    for wrong in ["18400001234-123456789012", "18400001234转", "-5678"] {
        address["phone"] = json!(wrong);
        let refused = merchant.put("/api/v1/addresses/default", &address).await;
        assert_eq!(refused.violations(), [("phone", "not_a_phone")], "{wrong}");
    }
}

/// Approved orders that wait for their parcels.
async fn approved<const N: usize>(consumer: &Client, merchant: &Client) -> [String; N] {
    let mut numbers = Vec::new();
    for _ in 0..N {
        let number = applied(consumer, |_| {}).await;
        let approve = json!({"type": "approve"});
        merchant.command(&number, &approve).await.success();
        numbers.push(number);
    }
    numbers.try_into().unwrap()
}

fn ship(carrier: &str, tracking_number: &str) -> Value {
    json!({"type": "ship", "carrier": carrier, "tracking_number": tracking_number})
}

async fn both_barcodes_of_a_label_name_one_parcel(house: &House) {
    // R-SHP-1, case 5
    house.sell("o-1", "youpin_online", 9).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let [first, second, old, sub] = approved(&consumer, &merchant).await;
    let shipped = consumer
        .command(&first, &ship("jd", "JDVA00012345678-1-1-"))
        .await
        .success();
    assert_eq!(shipped["shipment"]["tracking_number"], "JDVA00012345678");
    let second_ship = ship("jd", "JDVA00012345678");
    let path = format!("{ORDERS}/{second}/commands?dry_run=true");
    let preview = merchant.post(&path, &second_ship).await.success();
    let shared = json!([first]);
    assert_eq!(preview["events"][0]["data"]["shared_with"], shared);
    merchant.command(&second, &second_ship).await.success();
    let log = merchant.get(&format!("{ORDERS}/{second}/log")).await;
    let log = log.success();
    let line = log.as_array().unwrap().last().unwrap();
    assert_eq!(line["data"]["shared_with"], shared);

    consumer
        .command(&old, &ship("jd", "VA45306000001"))
        .await
        .success();
    let shipped = consumer
        .command(&sub, &ship("sf", "SF1234567890123-2-3"))
        .await
        .success();
    assert_eq!(shipped["shipment"]["tracking_number"], "SF1234567890123");
    let both = [first, second];
    for (typed, found) in [
        ("JDVA00012345678", &both[..]),
        ("JDVA00012345678-1-1-", &both),
        ("jdva00012345678-2-3-", &both),
        ("VA45306000001", &[old]),
        ("SF1234567890123", &[sub]),
    ] {
        for filter in ["tracking_number", "q"] {
            assert_eq!(
                listed(&merchant, filter, typed).await,
                found,
                "{filter}={typed}"
            );
        }
    }
    let [waits] = approved(&consumer, &merchant).await;
    for wrong in ["-1-1-", "1-1-", "-100-100-", "JD-1-1-"] {
        for carrier in ["jd", "other"] {
            let refused = consumer.command(&waits, &ship(carrier, wrong)).await;
            let expected = [("tracking_number", "not_a_tracking_number")];
            assert_eq!(refused.violations(), expected, "{carrier} {wrong}");
        }
    }
}

/// Takes a step of the tables that was taken before.
async fn migrate(house: &House, step: &'static str) {
    let migrated = house.context.db.write(move |connection| {
        Box::pin(async move {
            sqlx::raw_sql(step).execute(connection).await?;
            Ok::<_, DbError>(())
        })
    });
    migrated.await.unwrap();
}

const WAYBILLS_OF_LABELS: &str = include_str!("../../../migrations/0015_waybills_of_labels.sql");
const WAYBILLS_OF_PARCELS: &str = include_str!("../../../migrations/0017_waybills_of_parcels.sql");

async fn what_an_earlier_release_took_for_a_number_is_found_by_its_waybill(house: &House) {
    // R-SHP-1, R-SHP-4, case 5
    house.sell("o-1", "youpin_online", 9).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let [label, alone, many, other, corrected] = approved(&consumer, &merchant).await;
    for (number, carrier, glued) in [
        (&label, "jd", "JDVA0001234567811"),
        (&alone, "jd", "JDVA000123456781"),
        (&many, "other", "JDVA000123456781012"),
        (&other, "other", "JDVA00012345678AB"),
        (&corrected, "jd", "JDVA0001234567812"),
    ] {
        let shipped = consumer.command(number, &ship(carrier, glued)).await;
        let shipped = shipped.success();
        assert_eq!(shipped["shipment"]["tracking_number"], glued);
    }
    let correct = |number: &str| json!({"type": "correct_shipment", "carrier": "sf", "tracking_number": number});
    let right = correct("SF1234567890123");
    consumer.command(&corrected, &right).await.success();
    assert_eq!(
        listed(&merchant, "q", "JDVA00012345678").await,
        [""; 0],
        "a number of that length may be one"
    );

    migrate(house, WAYBILLS_OF_LABELS).await;
    // As orders were left that were corrected after that step.
    migrate(
        house,
        "INSERT INTO parcels (tracking_number, service_order) \
         SELECT 'JDVA00012345678', service_order FROM parcels WHERE tracking_number = 'SF1234567890123'",
    )
    .await;
    migrate(house, "DROP INDEX parcels_of_service_order").await;
    migrate(house, WAYBILLS_OF_PARCELS).await;
    let all = [label.clone(), alone.clone(), many.clone()];
    for (typed, found) in [
        ("JDVA00012345678", &all[..]),
        ("JDVA00012345678-1-1-", &all),
        ("JDVA00012345678-1", &all),
        ("JDVA0001234567811", &all[..1]),
        ("JDVA000123456781", &all[1..2]),
        ("JDVA00012345678AB", &[other]),
        ("JDVA0001234567812", &[]),
        ("SF1234567890123", &[corrected]),
    ] {
        let listed = listed(&merchant, "tracking_number", typed).await;
        assert_eq!(listed, found, "{typed}");
    }

    // Whoever corrects a number means all that the order was found by.
    let right = correct("SF1234567890132");
    consumer.command(&label, &right).await.success();
    for (typed, found) in [
        ("JDVA00012345678", &all[1..]),
        ("JDVA0001234567811", &[]),
        ("SF1234567890132", &all[..1]),
    ] {
        let listed = listed(&merchant, "tracking_number", typed).await;
        assert_eq!(listed, found, "{typed}");
    }
}

async fn keys_of_other_systems_are_taken_and_found_as_they_are(house: &House) {
    // R-ORD-1, R-LST-1, case 6
    let astral = "\u{20bb7}".repeat(64);
    let (order, spu, sku) = (
        "订单 2026/11(1)",
        "落地灯/白色 标配",
        "KT-0201-50st(3,6x19cm)",
    );
    house.sell("o-1", "youpin_online", 2).await;
    let platform = house.with_token(
        &house
            .token(None, &[Scope::WriteOrders, Scope::ReadOrders])
            .await,
    );
    let mut told = sale("youpin_online", 3);
    told["lines"][0]["spu"] = json!(spu);
    told["lines"][0]["sku"] = json!(sku);
    told["lines"][0]["category"] = json!("家用电器");
    told["lines"][0]["serial_numbers"] = json!(["SN 2026/07(A)", astral]);
    let path = format!("/api/v1/orders/{}", encoded(order));
    platform.put(&path, &told).await.success();
    let record = platform.get(&path).await.success();
    assert_eq!(record["order_number"], order);
    assert_eq!(record["lines"][0]["sku"], sku);
    assert_eq!(record["lines"][0]["category"], "家用电器");

    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let place = format!("/api/v1/addresses/{}/return", encoded(spu));
    let kept = merchant.put(&place, &consignee()).await.success();
    assert_eq!(kept["spu"], spu);
    let mut apply = application(order, "return", "mail_in");
    apply["serial_number"] = json!("SN 2026/07(A)");
    apply["external_id"] = json!("ERP 单/1");
    let number = consumer.apply(&apply).await;
    let approved = merchant.command(&number, &json!({"type": "approve"})).await;
    assert_eq!(
        approved.success()["receiving_address"]["street"],
        consignee()["street"]
    );
    apply["serial_number"] = json!(astral);
    apply["external_id"] = json!("!!!");
    let of_astral = consumer.apply(&apply).await;
    let both = [number.clone(), of_astral.clone()];
    let (number, of_astral) = ([number], [of_astral]);
    for (filter, value, found) in [
        ("order_number", order, &both[..]),
        ("spu", spu, &both),
        ("sku", sku, &both),
        ("serial_number", "SN 2026/07(A)", &number),
        ("serial_number", astral.as_str(), &of_astral),
        ("q", order, &both),
        ("q", spu, &both),
        ("q", sku, &both),
        ("q", "SN 2026/07(A)", &number),
        ("q", "ERP 单/1", &number),
        ("q", astral.as_str(), &of_astral),
        ("sku", "KT-0201-50st", &[]),
        ("sku", "kt-0201-50st(3,6x19cm)", &[]),
        ("spu", "落地灯", &[]),
    ] {
        assert_eq!(
            listed(&merchant, filter, value).await,
            found,
            "{filter}={value}"
        );
    }

    // The caller's own number.
    assert_eq!(listed(&consumer, "numbers", "!!!").await, of_astral);
    wrong_keys_are_refused(&platform, &path, told).await;
}

/// Keys of other systems that can't be, and ours, which stay strict.
async fn wrong_keys_are_refused(platform: &Client, path: &str, mut told: Value) {
    for (wrong, code) in [
        (json!("好".repeat(65)), "too_long"),
        (json!("\u{20bb7}".repeat(65)), "too_long"),
        (json!(" KT-1"), "blank_at_end"),
        (json!("KT-1 "), "blank_at_end"),
        (json!("KT\n1"), "control_character"),
        (json!("KT\u{0}1"), "control_character"),
        (json!("  "), "required"),
    ] {
        told["lines"][0]["sku"] = wrong.clone();
        let refused = platform.put(path, &told).await;
        assert_eq!(refused.violations(), [("lines[0].sku", code)], "{wrong}");
    }
    let mut of_nobody = sale("youpin_online", 1);
    of_nobody["merchant_id"] = json!("商家 1");
    of_nobody["consumer_id"] = json!("用户/1 a");
    let refused = platform.put(path, &of_nobody).await;
    assert_eq!(
        refused.violations(),
        [
            ("merchant_id", "not_an_identifier"),
            ("consumer_id", "not_an_identifier")
        ],
        "our own stay strict"
    );
}

async fn phones_in_prose_are_hidden_from_who_may_not_see_numbers(house: &House) {
    // case 11
    house.sell("o-1", "youpin_online", 2).await;
    let [consumer, merchant, agent] = house.people(["consumer", "merchant", "agent"]).await;
    let scopes = [Scope::ReadServiceOrders, Scope::ReadPersonalData];
    let token = house.token(None, &scopes).await;
    let integrator = house.with_token(&token);
    let written = "请打 138-0013-8000 或 139 1234 5678，订单 20260225-7001，2026-11-28 前";
    let shown = "请打 138****8000 或 139****5678，订单 20260225-7001，2026-11-28 前";
    let number = applied(&consumer, |body| body["description"] = json!(written)).await;
    let ask = json!({"type": "ask_consumer", "question": "请问 13700137000 是您的号码吗？"});
    merchant.command(&number, &ask).await.success();
    let answer = json!({"type": "answer", "text": "是，座机（0755）8282 8282 转 926"});
    consumer.command(&number, &answer).await.success();
    let reject =
        json!({"type": "reject", "reason_code": "other", "reason": "已电联１３９１２３４５６７８"});
    merchant.command(&number, &reject).await.success();

    let order = agent.order(&number).await;
    assert_eq!(order["applied"]["description"], shown);
    for path in [
        format!("{ORDERS}/{number}"),
        format!("{ORDERS}/{number}/basis"),
        format!("{ORDERS}/{number}/log"),
        format!("{ORDERS}/{number}?at_sequence=1"),
        ORDERS.to_owned(),
    ] {
        let told = agent.get(&path).await.success().to_string();
        for hidden in [
            "138-0013-8000",
            "139 1234 5678",
            "13700137000",
            "8282",
            "１３９",
        ] {
            let is_tail = hidden == "8282" && told.contains("075****8282");
            assert!(
                !told.contains(hidden) || is_tail,
                "{path} shows {hidden}: {told}"
            );
        }
        assert!(
            !told.contains("8282 8282") && !told.contains("转 926"),
            "{path}: {told}"
        );
    }
    let own = consumer.order(&number).await;
    assert_eq!(own["applied"]["description"], written);
    let whole = integrator.order(&number).await;
    assert_eq!(whole["applied"]["description"], written);

    let reveals = format!("{ORDERS}/{number}/reveals");
    let reason = json!({"reason_code": "other", "remark": "回拨 13700137000"});
    let revealed = agent.post(&reveals, &reason).await.success();
    assert_eq!(
        revealed["written"],
        json!([written, "是，座机（0755）8282 8282 转 926"])
    );
    let kept = agent.get(&reveals).await.success();
    assert_eq!(kept["items"][0]["remark"], "回拨 137****7000");
}

async fn a_district_is_asked_for_where_there_are_some(house: &House) {
    // R-APP-1, R-ADR-1, case 15
    house.sell("o-1", "youpin_online", 9).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let address = |province: &str, city: &str| {
        let mut address = consignee();
        address["province"] = json!(province);
        address["city"] = json!(city);
        address.as_object_mut().unwrap().remove("district");
        address
    };
    for (province, city) in [
        ("广东省", "东莞市"),
        ("广东", "中山"),
        ("海南省", "儋州市"),
        ("甘肃省", "嘉峪关市"),
    ] {
        let number = applied(&consumer, |body| {
            body["return_to"] = address(province, city);
        })
        .await;
        let order = merchant.order(&number).await;
        assert_eq!(order["applied"]["return_to"]["city"], city);
        assert_eq!(order["applied"]["return_to"]["district"], Value::Null);
        let put = merchant
            .put("/api/v1/addresses/default", &address(province, city))
            .await;
        assert_eq!(put.success()["address"]["district"], Value::Null);
    }
    let elsewhere = address("广东省", "广州市");
    let mut apply = application("o-1", "return", "mail_in");
    apply["return_to"] = elsewhere.clone();
    let refused = consumer.post(ORDERS, &apply).await;
    assert_eq!(refused.violations(), [("return_to.district", "required")]);
    let refused = merchant.put("/api/v1/addresses/default", &elsewhere).await;
    assert_eq!(refused.violations(), [("district", "required")]);
    let addresses = format!("/api/v1/addresses?merchant={MERCHANT}");
    let kept = merchant.get(&addresses).await.success();
    assert_eq!(kept["items"][0]["address"]["city"], "嘉峪关市");
}

async fn line_ends_are_counted_once(house: &House) {
    // R-APP-1, case 16
    house.sell("o-1", "youpin_online", 9).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    // 480 characters in 21 lines: 500 with the ends of lines, as they are counted.
    let (line, last) = ("坏".repeat(22), "𠮷".repeat(40));
    let mut lines = vec![line.as_str(); 20];
    lines.push(&last);
    for end in ["\r\n", "\r", "\n"] {
        let mut apply = application("o-1", "return", "mail_in");
        apply["description"] = json!(lines.join(end));
        // The document says how long a text is once its lines end in one way: what is sent may be longer.
        let sent = consumer.request(Method::POST, ORDERS).json(&apply).send();
        let answer = sent.await.unwrap();
        assert_eq!(answer.status(), 201, "{end:?}");
        let applied: Value = answer.json().await.unwrap();
        let order = merchant.order(applied["number"].as_str().unwrap()).await;
        assert_eq!(order["applied"]["description"], lines.join("\n"));
    }
    let mut apply = application("o-1", "return", "mail_in");
    apply["description"] = json!(format!("{}好", lines.join("\r\n")));
    let refused = consumer.post(ORDERS, &apply).await;
    assert_eq!(refused.violations(), [("description", "too_long")]);
}
