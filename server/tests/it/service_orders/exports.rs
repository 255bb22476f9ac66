//! Exports, read back as a spreadsheet reads them; and the bases that a batch is prepared by.

use std::io::Cursor;

use aftercare_server::demo;
use calamine::{Data, Reader, Xlsx};
use reqwest::{Method, header};
use serde_json::{Value, json};

use crate::house::{Client, House, MERCHANT, application, on_each_database};

on_each_database! {
    a_list_is_exported_with_what_is_personal_masked,
    what_was_selected_is_exported_in_its_order,
    an_export_has_the_rows_of_its_list,
    formulas_are_defused,
    bases_are_as_each_order_has_its_own,
    a_batch_of_two_hundred_acts_once,
}

const EXPORT: &str = "/api/v1/service-orders/export.xlsx";
const ORDERS: &str = "/api/v1/service-orders";

struct Sheet(Vec<Vec<Data>>);

impl Sheet {
    fn rows(&self) -> &[Vec<Data>] {
        &self.0[1..]
    }

    /// The cells of a column, by its heading.
    fn column(&self, heading: &str) -> Vec<&Data> {
        let place = self.0[0]
            .iter()
            .position(|cell| *cell == Data::String(heading.to_owned()));
        let place = place.unwrap_or_else(|| panic!("no {heading} among {:?}", self.0[0]));
        self.rows().iter().map(|row| &row[place]).collect()
    }

    fn texts(&self, heading: &str) -> Vec<String> {
        self.column(heading)
            .into_iter()
            .map(ToString::to_string)
            .collect()
    }
}

async fn download(request: reqwest::RequestBuilder) -> Sheet {
    let response = request.send().await.unwrap();
    assert_eq!(response.status(), 200);
    let headers = response.headers().clone();
    assert_eq!(
        headers[header::CONTENT_TYPE],
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    );
    assert_eq!(
        headers[header::CONTENT_DISPOSITION],
        "attachment; filename=\"service-orders-2026-11-23.xlsx\""
    );
    let bytes = response.bytes().await.unwrap();
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let name = book.sheet_names()[0].clone();
    let range = book.worksheet_range(&name).unwrap();
    Sheet(range.rows().map(<[Data]>::to_vec).collect())
}

async fn exported(client: &Client, query: &str) -> Sheet {
    download(client.request(Method::GET, &format!("{EXPORT}?{query}"))).await
}

async fn a_list_is_exported_with_what_is_personal_masked(house: &House) {
    // R-LST-1, R-LST-2
    house.sell("o-1", "youpin_online", 9).await;
    let [consumer, merchant, other] = house.people(["consumer", "merchant", "merchant_b"]).await;
    let mut applied = application("o-1", "return", "mail_in");
    applied["description"] = json!("请联系 13812345678，开机有异响");
    let number = consumer.apply(&applied).await;
    let pay =
        json!({"type": "approve_direct_compensation", "amount": 12_345, "reason": "轻微划痕"});
    merchant.command(&number, &pay).await.success();
    let sheet = exported(&merchant, "node=completed").await;
    assert_eq!(sheet.rows().len(), 1);
    assert_eq!(sheet.texts("Service order"), [number.as_str()]);
    assert_eq!(sheet.texts("Contact"), ["韩*"]);
    assert_eq!(sheet.texts("Phone"), ["139****9000"]);
    assert_eq!(
        sheet.texts("Description"),
        ["请联系 138****5678，开机有异响"]
    );
    assert_eq!(sheet.texts("District"), ["海淀区"]);
    assert_eq!(sheet.column("Refunded (CNY)"), [&Data::Float(123.45)]);
    assert_eq!(sheet.column("Quantity"), [&Data::Float(1.0)]);
    let Data::DateTime(applied_at) = sheet.column("Applied at")[0] else {
        panic!("no date: {:?}", sheet.column("Applied at"));
    };
    let ten_in_china = 46_349.0 + 10.0 / 24.0;
    assert!(
        (applied_at.as_f64() - ten_in_china).abs() < 1e-6,
        "{applied_at:?}"
    );
    let everything = format!("{:?}", sheet.0);
    for personal in [
        "13900139000",
        "13812345678",
        "13800138000",
        "韩梅梅",
        "李雷",
        "清河中街",
    ] {
        assert!(!everything.contains(personal), "{personal}");
    }
    let in_chinese = [(
        header::ACCEPT_LANGUAGE,
        header::HeaderValue::from_static("zh-CN"),
    )];
    let chinese = merchant
        .request(Method::GET, EXPORT)
        .headers(in_chinese.into_iter().collect());
    let chinese = download(chinese).await;
    assert_eq!(chinese.texts("节点"), ["业务完成"]);
    assert_eq!(exported(&other, "").await.rows().len(), 0);
    assert_eq!(consumer.get(EXPORT).await.status, 403);
    let wrong = merchant.get(&format!("{EXPORT}?colour=red")).await;
    assert_eq!(wrong.violations(), [("colour", "unknown_field")]);
}

async fn what_was_selected_is_exported_in_its_order(house: &House) {
    // R-LST-2
    house.sell("o-1", "youpin_online", 9).await;
    let [consumer, merchant, other] = house.people(["consumer", "merchant", "merchant_b"]).await;
    let mut numbers = Vec::new();
    for _ in 0..3 {
        numbers.push(
            consumer
                .apply(&application("o-1", "return", "mail_in"))
                .await,
        );
    }
    numbers.swap(0, 2);
    let select = |client: &Client, numbers: &[String]| {
        client
            .request(Method::POST, EXPORT)
            .json(&json!({"numbers": numbers}))
    };
    let sheet = download(select(&merchant, &numbers)).await;
    assert_eq!(sheet.texts("Service order"), numbers);
    let foreign = download(select(&other, &numbers)).await;
    assert_eq!(foreign.rows().len(), 0);
    for (body, code) in [
        (json!({"numbers": []}), "required"),
        (json!({"numbers": vec![&numbers[0]; 5001]}), "too_long"),
        (json!({"numbers": ["o-1"]}), "not_a_service_order_number"),
        (json!({}), "required"),
    ] {
        assert_eq!(
            merchant.post(EXPORT, &body).await.violations(),
            [("numbers", code)]
        );
    }
    assert_eq!(
        consumer
            .post(EXPORT, &json!({"numbers": numbers}))
            .await
            .status,
        403
    );
}

async fn an_export_has_the_rows_of_its_list(house: &House) {
    // R-LST-1
    demo::fill_if_empty(&house.context).await.unwrap();
    demo::fill(&house.context, 1000, |_| {}).await.unwrap();
    let operator = house.sign_in_again("operator").await;
    for query in ["service_type=return&sort=applied_at", "to_do=true"] {
        let mut listed = Vec::new();
        let mut cursor = String::new();
        loop {
            let page = operator
                .get(&format!("{ORDERS}?{query}&limit=200{cursor}"))
                .await
                .success();
            let items = page["items"].as_array().unwrap();
            listed.extend(
                items
                    .iter()
                    .map(|item| item["number"].as_str().unwrap().to_owned()),
            );
            match page["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        // Where it was in the list when it was exported does not matter.
        let sheet = exported(&operator, &format!("{query}&limit=2")).await;
        assert_eq!(sheet.texts("Service order"), listed, "{query}");
    }
}

async fn formulas_are_defused(house: &House) {
    // R-LST-1
    house.sell("o-1", "youpin_online", 9).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    for bad in ["=HYPERLINK(\"http://x\")", "+1+1+1", "-1+1+1", "@SUM(A1)"] {
        let mut applied = application("o-1", "return", "mail_in");
        applied["description"] = json!(bad);
        applied["contact"]["name"] = json!(bad);
        applied["serial_number"] = json!("+1+1");
        consumer.apply(&applied).await;
    }
    let sheet = exported(&merchant, "sort=applied_at").await;
    for row in sheet.rows() {
        for cell in row {
            let text = cell.to_string();
            assert!(!text.starts_with(['=', '+', '-', '@']), "{text}");
        }
    }
    assert_eq!(sheet.texts("Description")[0], "'@SUM(A1)");
    assert_eq!(sheet.texts("Serial number")[0], "'+1+1");
}

async fn bases_are_as_each_order_has_its_own(house: &House) {
    // R-LST-2
    house.sell("o-1", "youpin_online", 9).await;
    house.sell("o-2", "mi_home", 9).await;
    let [consumer, merchant, agent, other, store] = house
        .people(["consumer", "merchant", "agent", "merchant_b", "store"])
        .await;
    let mut numbers = Vec::new();
    for _ in 0..3 {
        numbers.push(
            consumer
                .apply(&application("o-1", "return", "mail_in"))
                .await,
        );
    }
    numbers.push(store.apply(&application("o-2", "repair", "drop_off")).await);
    agent
        .command(&numbers[1], &json!({"type": "claim"}))
        .await
        .success();
    numbers.reverse();
    let path = format!(
        "{ORDERS}/bases?numbers={},26112200000018,o-1",
        numbers.join(",")
    );
    for client in [&merchant, &agent] {
        let bases = client.get(&path).await.success();
        let mut alone = Vec::new();
        for number in &numbers {
            alone.push(
                client
                    .get(&format!("{ORDERS}/{number}/basis"))
                    .await
                    .success(),
            );
        }
        assert_eq!(bases["items"], Value::from(alone));
        assert_eq!(bases["missing"], json!(["26112200000018", "o-1"]));
    }
    let foreign = other.get(&path).await.success();
    assert_eq!(foreign["items"], json!([]));
    assert_eq!(foreign["missing"].as_array().unwrap().len(), 6);
    let of_store = store.get(&path).await.success();
    assert_eq!(of_store["items"].as_array().unwrap().len(), 1);
    assert_eq!(consumer.get(&path).await.status, 403);
    let none = merchant.get(&format!("{ORDERS}/bases")).await;
    assert_eq!(none.violations(), [("numbers", "required")]);
    assert_eq!(merchant.order(&numbers[0]).await["merchant_id"], MERCHANT);
}

async fn a_batch_of_two_hundred_acts_once(house: &House) {
    // R-LST-2
    house.sell("o-1", "youpin_online", 200).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let mut batch = Vec::new();
    for place in 0..200 {
        let number = consumer
            .apply(&application("o-1", "return", "mail_in"))
            .await;
        // One of ten was seen as it is not any more.
        let seen = if place % 10 == 0 { 7 } else { 1 };
        let extend = json!({"type": "extend_deadline", "until": "2026-11-25T02:00:00Z", "reason": "等待配件", "expected_version": seen});
        batch.push(json!({"number": number, "command": extend}));
    }
    let batch = Value::from(batch);
    let path = format!("{ORDERS}/commands");
    let first = merchant.post_once(&path, "k", &batch).await;
    let again = merchant.post_once(&path, "k", &batch).await;
    assert_eq!(first.body, again.body);
    for (place, result) in first.success().as_array().unwrap().iter().enumerate() {
        let (status, version) = if place % 10 == 0 { (409, 1) } else { (200, 2) };
        assert_eq!(result["status"], status, "{result}");
        let number = result["number"].as_str().unwrap();
        assert_eq!(merchant.order(number).await["version"], version);
    }
}
