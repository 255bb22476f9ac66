//! What is shown masked can't be asked for piece by piece: searches by a whole telephone number or by a name count, name no
//! order, and are kept with the order that they find.

use std::time::Duration;

use aftercare_domain::values::time::marketplace_day;
use aftercare_server::db;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use crate::house::{Client, House, MERCHANT, application, on_each_database};

on_each_database! {
    no_search_asks_an_order_that_it_names_for_a_person,
    a_search_that_finds_one_order_is_kept_with_it,
    searches_for_people_are_limited_and_others_are_not,
    a_side_has_so_many_searches_a_day,
}

const LIST: &str = "/api/v1/service-orders";

async fn applied(house: &House, consumer: &Client, order: &str, name: &str, phone: &str) -> String {
    let description = "请打备用电话13300001111";
    applied_for(house, consumer, order, (name, phone), description).await
}

async fn applied_for(
    house: &House,
    consumer: &Client,
    order: &str,
    (name, phone): (&str, &str),
    description: &str,
) -> String {
    house.sell(order, "youpin_online", 1).await;
    let mut application = application(order, "return", "mail_in");
    application["contact"] = json!({"name": name, "phone": phone});
    application["description"] = json!(description);
    consumer.apply(&application).await
}

async fn found(client: &Client, query: &str) -> usize {
    let list = client.get(&format!("{LIST}?{query}")).await.success();
    list["items"].as_array().unwrap().len()
}

async fn readings(client: &Client, number: &str) -> Vec<Value> {
    let path = format!("{LIST}/{number}/reveals");
    let kept = client.get(&path).await.success();
    kept["readings"].as_array().unwrap().clone()
}

async fn no_search_asks_an_order_that_it_names_for_a_person(house: &House) {
    let [consumer, inspector] = house.people(["consumer", "inspector"]).await;
    let number = applied(house, &consumer, "o-1", "欧阳明月", "13812345678").await;
    for query in [
        format!("numbers={number}&phone=13812345678"),
        format!("numbers={number}&q=欧阳"),
        format!("numbers={number}&q=13812345678"),
        format!("q={number}%20欧阳"),
        "order_number=o-1&q=欧".to_owned(),
        "serial_number=SN-1&q=欧阳".to_owned(),
        "tracking_number=SF1234567890123&phone=13812345678".to_owned(),
    ] {
        for path in [LIST.to_owned(), format!("{LIST}/export.xlsx")] {
            let refused = inspector.get(&format!("{path}?{query}")).await;
            let told = (refused.status, refused.code());
            assert_eq!(told, (422, "search_narrowed"), "{path}?{query}");
        }
    }
    assert_eq!(found(&inspector, &format!("numbers={number}")).await, 1);
    assert_eq!(found(&consumer, "order_number=o-1&q=欧阳").await, 1);
}

async fn a_search_that_finds_one_order_is_kept_with_it(house: &House) {
    let [consumer, agent, owner, other] = house
        .people(["consumer", "agent", "merchant", "merchant_b"])
        .await;
    let number = applied(house, &consumer, "o-1", "欧阳明月", "13812345678").await;
    applied(house, &consumer, "o-2", "王小明", "13687654321").await;
    assert_eq!(found(&agent, "q=净化器").await, 2, "a title");
    assert_eq!(
        found(&agent, "phone=138****5678").await,
        1,
        "as it is shown"
    );
    assert_eq!(found(&agent, "q=欧").await, 1, "as it is shown");
    assert_eq!(readings(&owner, &number).await, Vec::<Value>::new());

    for (query, times) in [
        ("phone=13812345678", 1),
        ("q=欧阳", 1),
        ("q=阳明&urged=false", 1),
    ] {
        // A page that is renewed asks again.
        for _ in 0..2 {
            assert_eq!(found(&agent, query).await, times, "{query}");
        }
    }
    // With a cursor that somebody made up, and that leaves nothing out, it is no less of a search.
    let before_all = URL_SAFE_NO_PAD.encode(format!("applied_at {} {number}", i64::MAX));
    let query = format!("phone=13812345678&urged=false&sort=applied_at&cursor={before_all}");
    assert_eq!(found(&agent, &query).await, 1);
    // Nor is it beside an order that is found by what everybody is shown.
    applied_for(
        house,
        &consumer,
        "o-3",
        ("陈一", "13611112222"),
        "像欧阳说的那样有异响",
    )
    .await;
    assert_eq!(found(&agent, "q=欧阳&held=false").await, 2);
    let kept = readings(&owner, &number).await;
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert_eq!(
        kept[0],
        json!({
            "actor": {"party": "merchant", "name": "agent"}, "means": "search",
            "first_at": "2026-11-23T02:00:00Z", "last_at": "2026-11-23T02:00:00Z", "times": 5,
        })
    );
    // The digits of a number in prose are hidden, too: they are not told piece by piece.
    assert_eq!(found(&agent, "q=133000011").await, 2);
    assert_eq!(found(&other, "q=欧阳").await, 0);
    let counted = "SELECT CAST(COUNT(*) AS BIGINT) FROM personal_searches";
    assert_eq!(house.count(counted).await, 7, "and none of them twice");
}

async fn searches_for_people_are_limited_and_others_are_not(house: &House) {
    let [consumer, agent, owner] = house.people(["consumer", "agent", "merchant"]).await;
    let number = applied(house, &consumer, "o-1", "欧阳明月", "13812345678").await;
    for middle in 0..60 {
        let query = format!("phone=138{middle:04}5678");
        assert_eq!(found(&agent, &query).await, 0, "{query}");
    }
    for query in ["phone=13812345678", "q=欧阳", "q=王五", "q=1381234"] {
        let refused = agent.get(&format!("{LIST}?{query}")).await;
        assert_eq!(
            (refused.status, refused.code()),
            (429, "searches_used"),
            "{query}"
        );
        let export = agent.get(&format!("{LIST}/export.xlsx?{query}")).await;
        assert_eq!(export.status, 429, "{query}");
    }
    // What was searched for before is told again, and what is no personal data is told.
    for (query, orders) in [
        ("phone=13800005678", 0),
        ("q=净化器", 1),
        ("phone=138****5678", 1),
        ("q=26112300000099", 0),
        ("q=SF1234567890123", 0),
    ] {
        assert_eq!(found(&agent, query).await, orders, "{query}");
    }
    assert_eq!(found(&agent, &format!("q={number}")).await, 1);
    assert_eq!(found(&owner, "q=欧阳").await, 1, "another person");
    house.pass_real_time(Duration::from_mins(1));
    assert_eq!(found(&agent, "q=欧阳").await, 1);
}

async fn a_side_has_so_many_searches_a_day(house: &House) {
    let [consumer, agent, operator] = house.people(["consumer", "agent", "operator"]).await;
    applied(house, &consumer, "o-1", "欧阳明月", "13812345678").await;
    let day = marketplace_day(house.context.clock.real_now());
    let used = house.context.db.write(move |connection| {
        Box::pin(async move {
            let side = format!("merchant:{MERCHANT}");
            for _ in 0..600 {
                let period = day.to_string();
                let place = (period.as_str(), day);
                db::audit::personal_searches::take_place(connection, &side, place, 600).await?;
            }
            Ok::<_, db::DbError>(())
        })
    });
    used.await.unwrap();
    let refused = agent.get(&format!("{LIST}?q=欧阳")).await;
    assert_eq!((refused.status, refused.code()), (429, "searches_used"));
    assert_eq!(refused.headers["retry-after"], "50400", "until midnight");
    assert_eq!(found(&operator, "q=欧阳").await, 1, "another side");
    house.pass_real_time(Duration::from_hours(14));
    let agent = house.sign_in_again("agent").await;
    assert_eq!(found(&agent, "q=欧阳").await, 1);
}
