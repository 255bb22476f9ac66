//! Who works on an order is told to all of its staff, by which name they sign in to their own side alone.

use aftercare_domain::{
    people::{
        access::Password,
        party::{Position, Role},
    },
    values::id::{MerchantId, Username},
};
use aftercare_server::{
    db::people::User,
    service::access::{new_password::NewPassword, people},
};
use serde_json::json;

use crate::house::{Client, House, MERCHANT, PASSWORD, application, on_each_database};

on_each_database! {
    no_door_tells_by_which_name_somebody_of_another_side_signs_in,
    nobody_finds_out_by_a_filter_who_signs_in_at_another_side,
}

/// Nothing else in the house is called so.
const OF_PLATFORM: &str = "pf-canary-7";
/// Nor so.
const OF_MERCHANT: &str = "mch-canary-7";

/// Somebody who signs in by a name that is nowhere shown.
async fn somebody(house: &House, username: &str, name: &str, role: Role) -> Client {
    let user = User {
        username: Username::parse(username).unwrap(),
        name: name.to_owned(),
        role,
    };
    let password = NewPassword::unchecked(Password::parse(PASSWORD).unwrap());
    people::add_user(&house.context, user, password)
        .await
        .unwrap();
    house.sign_in_again(username).await
}

/// The operator, the merchant's owner and a consumer.
async fn people_of(house: &House) -> [Client; 3] {
    let owner = Role::Merchant {
        merchant: MerchantId::parse(MERCHANT).unwrap(),
        positions: [Position::Owner].into(),
    };
    [
        somebody(house, OF_PLATFORM, "钱运营", Role::Operator).await,
        somebody(house, OF_MERCHANT, "陈店主", owner).await,
        house.sign_in("consumer").await,
    ]
}

/// What somebody is told of an order that another one has claimed, at every door, each with its name.
async fn told(client: &Client, number: &str) -> Vec<(String, String)> {
    let mut told = Vec::new();
    for door in [
        format!("/api/v1/service-orders/{number}"),
        format!("/api/v1/service-orders/{number}?at_sequence=2"),
        format!("/api/v1/service-orders/{number}/log"),
        format!("/api/v1/service-orders/{number}/basis"),
        format!("/api/v1/service-orders/{number}/related"),
        format!("/api/v1/service-orders/bases?numbers={number}"),
        "/api/v1/service-orders".to_owned(),
        "/api/v1/notifications".to_owned(),
        format!("/service-orders/{number}"),
        format!("/service-orders/{number}?tab=log"),
        format!("/service-orders/{number}?at=2"),
        format!("/service-orders/{number}/glance"),
        "/service-orders".to_owned(),
        format!("/my/service-orders/{number}"),
    ] {
        let answer = client.request(reqwest::Method::GET, &door).send().await;
        told.push((door, answer.unwrap().text().await.unwrap()));
    }
    let commands = format!("/api/v1/service-orders/{number}/commands");
    let claim = json!({"type": "claim"});
    let late = json!({"type": "claim", "expected_version": 1});
    for door in [commands.clone(), format!("{commands}?dry_run=true")] {
        for command in [&claim, &late] {
            let answer = client.post(&door, command).await;
            told.push((format!("{door} {command}"), answer.body.to_string()));
        }
    }
    told
}

async fn no_door_tells_by_which_name_somebody_of_another_side_signs_in(house: &House) {
    // R-ASN-1
    let [operator, owner, consumer] = people_of(house).await;
    for (order, channel, worker, username, others) in [
        ("o-1", "youpin_jd", &operator, OF_PLATFORM, &owner),
        ("o-2", "youpin_online", &owner, OF_MERCHANT, &operator),
    ] {
        house.sell(order, channel, 1).await;
        let number = consumer
            .apply(&application(order, "return", "mail_in"))
            .await;
        worker
            .command(&number, &json!({"type": "claim"}))
            .await
            .success();
        let shown = others.order(&number).await["assignee"].clone();
        assert!(shown["name"].is_string(), "{shown}");
        for onlooker in [others, &consumer] {
            for (door, said) in told(onlooker, &number).await {
                assert!(!said.contains(username), "{door} tells {username}: {said}");
            }
        }
        let own: Vec<String> = told(worker, &number)
            .await
            .into_iter()
            .filter(|(_, said)| said.contains(username))
            .map(|(door, _)| door)
            .collect();
        assert!(own.len() >= 7, "their own side is told: {own:?}");
    }
}

async fn nobody_finds_out_by_a_filter_who_signs_in_at_another_side(house: &House) {
    // R-LST-1
    let [operator, owner, consumer] = people_of(house).await;
    house.sell("o-1", "youpin_jd", 1).await;
    let number = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    operator
        .command(&number, &json!({"type": "claim"}))
        .await
        .success();
    let path = format!("/api/v1/service-orders?assignee={OF_PLATFORM}");
    for (client, found) in [(&operator, 1), (&owner, 0), (&consumer, 0)] {
        let page = client.get(&path).await.success();
        assert_eq!(page["items"].as_array().unwrap().len(), found);
    }
}
