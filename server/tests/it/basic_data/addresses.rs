//! Where a merchant's goods go back to.

use aftercare_domain::{
    people::access::Scope,
    values::{
        address::AddressSlot,
        id::{MerchantId, Spu},
    },
};
use aftercare_server::db;
use serde_json::{Value, json};

use crate::house::{House, MERCHANT, MERCHANT_B, on_each_database};

on_each_database! {
    a_product_has_an_address_for_each_purpose,
    owner_agent_and_receiver_edit_addresses,
    tenants_do_not_see_one_another,
    an_operator_says_whose_address_is_meant,
    an_integrator_edits_with_the_scope_alone,
    every_wrong_field_of_an_address_is_named,
    who_changed_what_and_when_is_kept,
    addresses_come_in_pages,
}

fn address(street: &str) -> Value {
    json!({
        "name": "售后仓", "phone": "010-62345678", "province": "北京市", "city": "北京市", "district": "海淀区",
        "street": street,
    })
}

async fn a_product_has_an_address_for_each_purpose(house: &House) {
    // R-ADR-1
    let owner = house.sign_in("merchant").await;
    for (path, street) in [
        ("spu-1/return", "退货路 1 号"),
        ("spu-1/exchange", "换货路 2 号"),
        ("spu-1/repair", "维修路 3 号"),
        ("default", "默认路 4 号"),
    ] {
        let put = owner
            .put(&format!("/api/v1/addresses/{path}"), &address(street))
            .await
            .success();
        assert_eq!(put["address"]["street"], street);
        assert_eq!(put["address"]["phone"], "01062345678");
        assert_eq!(put["changed_by"], "merchant");
    }
    let listed = owner.get("/api/v1/addresses").await.success();
    let listed: Vec<_> = listed["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| (&item["spu"], &item["purpose"]))
        .collect();
    assert_eq!(
        listed,
        [
            (&Value::Null, &Value::Null),
            (&json!("spu-1"), &json!("exchange")),
            (&json!("spu-1"), &json!("repair")),
            (&json!("spu-1"), &json!("return")),
        ]
    );
    let mut reader = house.context.db.reader().await.unwrap();
    let merchant = MerchantId::parse(MERCHANT).unwrap();
    let product = (merchant, Spu::parse("spu-1").unwrap());
    let mut found = db::addresses::book::find(&mut reader, std::slice::from_ref(&product))
        .await
        .unwrap();
    let found = found.remove(&product).unwrap();
    let streets = [
        found.for_return,
        found.for_exchange,
        found.for_repair,
        found.default,
    ]
    .map(|address| address.unwrap().street.as_str().to_owned());
    assert_eq!(
        streets,
        ["退货路 1 号", "换货路 2 号", "维修路 3 号", "默认路 4 号"]
    );
}

async fn owner_agent_and_receiver_edit_addresses(house: &House) {
    // R-ADR-1, R-STF-1
    for (username, edits, sees) in [
        ("merchant", 200, 200),
        ("agent", 200, 200),
        ("receiver", 200, 200),
        ("inspector", 403, 200),
        ("technician", 403, 200),
        ("finance", 403, 200),
        ("store", 403, 403),
        ("return_centre", 403, 403),
        ("consumer", 403, 403),
    ] {
        let client = house.sign_in(username).await;
        let edited = client
            .put("/api/v1/addresses/spu-1/return", &address(username))
            .await;
        assert_eq!(edited.status, edits, "{username}");
        assert_eq!(
            client.get("/api/v1/addresses").await.status,
            sees,
            "{username}"
        );
    }
}

async fn tenants_do_not_see_one_another(house: &House) {
    let (owner, other) = (
        house.sign_in("merchant").await,
        house.sign_in("merchant_b").await,
    );
    owner
        .put("/api/v1/addresses/default", &address("一号"))
        .await
        .success();
    assert_eq!(
        other.get("/api/v1/addresses").await.success()["items"],
        json!([])
    );
    let foreign = format!("/api/v1/addresses?merchant={MERCHANT}");
    assert_eq!(other.get(&foreign).await.status, 404);
    let foreign = format!("/api/v1/addresses/default?merchant={MERCHANT}");
    assert_eq!(other.put(&foreign, &address("二号")).await.status, 404);
}

async fn an_operator_says_whose_address_is_meant(house: &House) {
    let operator = house.sign_in("operator").await;
    house.add("merchant").await;
    assert_eq!(
        operator.get("/api/v1/addresses").await.violations(),
        [("merchant", "required")]
    );
    let path = format!("/api/v1/addresses/spu-1/repair?merchant={MERCHANT}");
    operator.put(&path, &address("一号")).await.success();
    let listed = operator
        .get(&format!("/api/v1/addresses?merchant={MERCHANT}"))
        .await
        .success();
    assert_eq!(listed["items"][0]["changed_by"], "operator");
    let nobody = operator
        .put(
            "/api/v1/addresses/default?merchant=nobody",
            &address("一号"),
        )
        .await;
    assert_eq!(nobody.violations(), [("merchant", "not_found")]);
}

async fn an_integrator_edits_with_the_scope_alone(house: &House) {
    house.add("merchant").await;
    let with = house.with_token(&house.token(Some(MERCHANT), &[Scope::WriteAddresses]).await);
    let without = house.with_token(&house.token(Some(MERCHANT), &[Scope::WriteOrders]).await);
    with.put("/api/v1/addresses/default", &address("一号"))
        .await
        .success();
    assert_eq!(
        without
            .put("/api/v1/addresses/default", &address("一号"))
            .await
            .body["scope"],
        "addresses:write"
    );
}

async fn every_wrong_field_of_an_address_is_named(house: &House) {
    let owner = house.sign_in("merchant").await;
    let mut wrong = address("一号");
    wrong["phone"] = json!("1380013😀800");
    wrong["city"] = json!(7);
    wrong["street"] = json!("x".repeat(101));
    wrong["planet"] = json!("earth");
    let answer = owner.put("/api/v1/addresses/default", &wrong).await;
    assert_eq!(
        answer.violations(),
        [
            ("planet", "unknown_field"),
            ("phone", "not_a_phone"),
            ("city", "wrong_type"),
            ("street", "too_long")
        ]
    );
    assert_eq!(
        owner
            .put("/api/v1/addresses/spu-1/gift", &address("一号"))
            .await
            .status,
        404
    );
    assert_eq!(
        owner
            .put(
                "/api/v1/addresses/spu-1/return?colour=red",
                &address("一号")
            )
            .await
            .status,
        422
    );
    assert_eq!(
        owner.get("/api/v1/addresses").await.success()["items"],
        json!([]),
        "nothing is half-written"
    );
}

async fn who_changed_what_and_when_is_kept(house: &House) {
    // R-ADR-1
    let (owner, agent) = (
        house.sign_in("merchant").await,
        house.sign_in("agent").await,
    );
    owner
        .put("/api/v1/addresses/default", &address("一号"))
        .await
        .success();
    agent
        .put("/api/v1/addresses/default", &address("二号"))
        .await
        .success();
    agent
        .put("/api/v1/addresses/default", &address("二号"))
        .await
        .success();
    let mut reader = house.context.db.reader().await.unwrap();
    let merchant = MerchantId::parse(MERCHANT).unwrap();
    let changes = db::addresses::list_changes(&mut reader, &merchant, &AddressSlot::Default)
        .await
        .unwrap();
    let told: Vec<_> = changes
        .iter()
        .map(|change| {
            let street = |address: &aftercare_domain::values::address::Consignee| {
                address.street.as_str().to_owned()
            };
            (
                change.by.as_str(),
                change.before.as_ref().map(street),
                street(&change.after),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("agent", Some("一号".to_owned()), "二号".to_owned()),
            ("merchant", None, "一号".to_owned())
        ],
        "what changed nothing is no change"
    );
}

async fn addresses_come_in_pages(house: &House) {
    let owner = house.sign_in("merchant").await;
    house.add("merchant_b").await;
    for number in 0..5 {
        owner
            .put(
                &format!("/api/v1/addresses/spu-{number}/return"),
                &address("一号"),
            )
            .await
            .success();
    }
    owner
        .put("/api/v1/addresses/default", &address("一号"))
        .await
        .success();
    let mut cursor = String::new();
    let mut seen = Vec::new();
    loop {
        let page = owner
            .get(&format!("/api/v1/addresses?limit=1&cursor={cursor}"))
            .await
            .success();
        seen.extend(
            page["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|item| item["spu"].clone()),
        );
        match page["next_cursor"].as_str() {
            Some(next) => cursor = next.replace(',', "%2C"),
            None => break,
        }
    }
    assert_eq!(
        seen,
        [
            json!(null),
            json!("spu-0"),
            json!("spu-1"),
            json!("spu-2"),
            json!("spu-3"),
            json!("spu-4")
        ]
    );
    let foreign = house
        .token(Some(MERCHANT_B), &[Scope::WriteAddresses])
        .await;
    assert_eq!(
        house
            .with_token(&foreign)
            .get("/api/v1/addresses")
            .await
            .success()["items"],
        json!([])
    );
}
