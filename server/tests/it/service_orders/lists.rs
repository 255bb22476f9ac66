//! Lists of the workbench: every filter, alone and with others, in every order, against a plain look at every order of the
//! demo marketplace.

use std::{collections::BTreeMap, time::Duration};

use aftercare_domain::{
    service_order::{Node, ServiceOrder, State, query::ServiceOrderQuery},
    values::{
        personal::Masked as _,
        time::{Span, Timestamp},
    },
};
use aftercare_server::{
    db::{self, DbError, service_orders::list_rank},
    demo,
    service::{service_orders::make_list_entries, verify::verify},
};
use serde_json::{Value, json};

use crate::house::{Client, House, application, on_each_database};

on_each_database! {
    a_list_is_what_a_look_at_every_order_gives,
    pasted_numbers_of_any_kind_are_found,
    what_there_is_to_do_is_what_the_lists_have,
    an_urged_order_is_due_later_all_the_same,
    counts_are_of_what_is_asked_for,
    a_line_is_the_same_before_and_after_its_entry_is_made,
}

/// All orders that are kept.
async fn every_order(house: &House) -> Vec<ServiceOrder> {
    let mut reader = house.context.db.reader().await.unwrap();
    let rows = db::service_orders::rows_after(&mut reader, None, 100_000)
        .await
        .unwrap();
    rows.iter()
        .map(|row| serde_json::from_str(&row.document).unwrap())
        .collect()
}

/// The numbers of a whole list, page by page.
async fn all(client: &Client, query: &str, limit: u32) -> Vec<String> {
    let mut numbers = Vec::new();
    let mut cursor = String::new();
    loop {
        let path = format!("/api/v1/service-orders?{query}&limit={limit}{cursor}");
        let page = client.get(&path).await.success();
        let items = page["items"].as_array().unwrap();
        numbers.extend(
            items
                .iter()
                .map(|item| item["number"].as_str().unwrap().to_owned()),
        );
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return numbers,
        }
    }
}

type Fits = Box<dyn Fn(&ServiceOrder) -> bool>;

/// A filter with what it means.
fn filter(
    query: impl Into<String>,
    fits: impl Fn(&ServiceOrder) -> bool + 'static,
) -> (String, Fits) {
    (query.into(), Box::new(fits))
}

fn filters(some: &ServiceOrder, now: Timestamp) -> Vec<(String, Fits)> {
    let mut filters = vec![filter("", |_| true)];
    filters.extend(filters_of_what_it_is());
    filters.extend(filters_of_time(now));
    filters.extend(filters_of_work());
    filters.extend(filters_by_example(some));
    filters
}

fn filters_of_what_it_is() -> [(String, Fits); 7] {
    [
        filter("service_type=return", |order| {
            order.service_type.name() == "return"
        }),
        filter("service_method=mail_in", |order| {
            order.service_method.name() == "mail_in"
        }),
        filter("channel=youpin_online", |order| {
            order.goods.channel.name() == "youpin_online"
        }),
        filter("reason_code=malfunction", |order| {
            order.application.reason_code.name() == "malfunction"
        }),
        filter("node=pending_review", |order| {
            order.node() == Node::PendingReview
        }),
        filter("node=completed", |order| order.node() == Node::Completed),
        // 净化
        filter("q=%E5%87%80%E5%8C%96", |order| {
            order.goods.title.contains("净化")
                || order.application.description.as_str().contains("净化")
        }),
    ]
}

fn filters_of_time(now: Timestamp) -> [(String, Fits); 4] {
    let due = |order: &ServiceOrder| order.deadline.due_at().filter(|_| !order.node().is_final());
    let week_ago = Timestamp::from_ms(now.ms() - Span::days(7).ms());
    let soon = Span::hours(12).after(now);
    [
        filter(format!("applied_from={week_ago}"), move |order| {
            order.application.applied_at >= week_ago
        }),
        filter(format!("applied_to={week_ago}"), move |order| {
            order.application.applied_at < week_ago
        }),
        filter("due_within=12h", move |order| {
            due(order).is_some_and(|due| due > now && due <= soon)
        }),
        filter("overdue=true", move |order| {
            due(order).is_some_and(|due| due <= now)
        }),
    ]
}

fn filters_of_work() -> [(String, Fits); 4] {
    [
        filter("urged=true", |order| {
            order.urges.count > 0 && !order.node().is_final()
        }),
        filter("held=true", |order| {
            matches!(order.state, State::PendingException { hold: Some(_) })
        }),
        filter("to_do=true", |order| {
            Node::FOR_STAFF.contains(&order.node())
        }),
        filter("assignee=nobody", |order| {
            order.assignee.is_none() && !order.node().is_final()
        }),
    ]
}

/// What one order has, and perhaps others as well.
fn filters_by_example(some: &ServiceOrder) -> [(String, Fits); 7] {
    let phone = some.application.contact.phone.clone();
    let tail = phone.as_str()[phone.as_str().len() - 4..].to_owned();
    let masked = phone.clone().masked();
    let (spu, sku) = (some.goods.spu.clone(), some.goods.sku.clone());
    let serial_number = some.application.serial_number.clone().unwrap();
    let parcel = some.shipment.clone().unwrap().tracking_number;
    [
        filter(format!("spu={spu}"), move |order| order.goods.spu == spu),
        filter(
            format!("phone={phone}", phone = phone.as_str()),
            move |order| order.application.contact.phone == phone,
        ),
        filter(format!("sku={sku}"), move |order| order.goods.sku == sku),
        filter(format!("serial_number={serial_number}"), move |order| {
            order.application.serial_number.as_ref() == Some(&serial_number)
        }),
        filter(
            format!("phone={masked}", masked = masked.as_str()),
            move |order| order.application.contact.phone.clone().masked() == masked,
        ),
        filter(format!("phone={tail}"), move |order| {
            order.application.contact.phone.as_str().ends_with(&tail)
        }),
        filter(format!("tracking_number={parcel}"), move |order| {
            let parcels = [&order.shipment, &order.return_shipment]
                .into_iter()
                .flatten();
            parcels
                .into_iter()
                .any(|other| other.tracking_number == parcel)
        }),
    ]
}

/// Where an order stands in a list.
fn place(sort: &str, order: &ServiceOrder) -> (i64, std::cmp::Ordering) {
    let ascending = std::cmp::Ordering::Less;
    match sort {
        "due" => (list_rank(order), ascending),
        "applied_at" => (order.application.applied_at.ms(), ascending.reverse()),
        "entered_at" if order.node().is_final() => (list_rank(order), ascending),
        "entered_at" => (order.node_entered_at.ms(), ascending),
        other => panic!("no list stands by {other}"),
    }
}

fn sorted(mut orders: Vec<&ServiceOrder>, sort: &str) -> Vec<String> {
    orders.sort_by(|one, other| {
        let ((first, direction), (second, _)) = (place(sort, one), place(sort, other));
        let ascending = (first, &one.number).cmp(&(second, &other.number));
        if direction.is_lt() {
            ascending
        } else {
            ascending.reverse()
        }
    });
    orders
        .into_iter()
        .map(|order| order.number.to_string())
        .collect()
}

async fn a_list_is_what_a_look_at_every_order_gives(house: &House) {
    // R-LST-1, R-ASN-1
    demo::fill_if_empty(&house.context).await.unwrap();
    let orders = every_order(house).await;
    let now = house.context.clock.now();
    let some = orders
        .iter()
        .find(|order| order.shipment.is_some() && order.application.serial_number.is_some())
        .unwrap();
    let filters = filters(some, now);
    for username in ["operator", "merchant", "store", "consumer"] {
        let client = house.sign_in_again(username).await;
        let visible = all(&client, "sort=applied_at", 200).await;
        assert!(visible.len() < orders.len() || username == "operator");
        let visible: Vec<&ServiceOrder> = orders
            .iter()
            .filter(|order| visible.iter().any(|number| order.number.as_str() == number))
            .collect();
        for (query, fits) in &filters {
            let expected: Vec<&ServiceOrder> = visible
                .iter()
                .copied()
                .filter(|order| fits(order))
                .collect();
            for sort in ["due", "applied_at", "entered_at"] {
                let found = all(&client, &format!("{query}&sort={sort}"), 60).await;
                assert_eq!(
                    found,
                    sorted(expected.clone(), sort),
                    "{username}: {query} by {sort}"
                );
            }
        }
        // Each with the one after it, and a third: all of them fit.
        for (place, (first, fits_first)) in filters.iter().enumerate() {
            let (second, fits_second) = &filters[(place + 1) % filters.len()];
            let (third, fits_third) = &filters[(place + 7) % filters.len()];
            // What is said twice counts once, and no time is after and before another.
            let once = ["node=", "assignee=", "phone=", "applied_"];
            let is_said_twice = once.iter().any(|name| {
                let said = [first, second, third];
                said.iter()
                    .filter(|filter| filter.starts_with(name))
                    .count()
                    > 1
            });
            // Nobody is asked for beside a number.
            let query = format!("{first}&{second}&{third}");
            let names_somebody = || {
                let asked = ServiceOrderQuery::parse_query(&query).unwrap();
                asked.personal_search().is_err()
            };
            if is_said_twice || names_somebody() {
                continue;
            }
            let expected = visible
                .iter()
                .copied()
                .filter(|order| fits_first(order) && fits_second(order) && fits_third(order));
            let found = all(&client, &query, 200).await;
            assert_eq!(
                found,
                sorted(expected.collect(), "due"),
                "{username}: {query}"
            );
        }
    }
}

async fn pasted_numbers_of_any_kind_are_found(house: &House) {
    // R-LST-1, R-LST-2
    house.sell("o-1", "youpin_online", 9).await;
    house.sell("o-2", "youpin_online", 9).await;
    let [consumer, merchant, other, operator] = house
        .people(["consumer", "merchant", "merchant_b", "operator"])
        .await;
    let first = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    let mut with_own_number = application("o-2", "repair", "mail_in");
    with_own_number["external_id"] = json!("ERP/7");
    let second = merchant.apply(&with_own_number).await;
    let both = [second.clone(), first.clone()];
    for (numbers, found) in [
        (format!("{first},{second}"), &both[..]),
        ("o-1,%20o-2".to_owned(), &both[..]),
        (format!("ERP%2F7%0A{first}"), &both[..]),
        ("ERP/7,nothing".to_owned(), &both[..1]),
        ("erp/7".to_owned(), &[]),
    ] {
        let query = format!("numbers={numbers}&sort=applied_at");
        assert_eq!(all(&merchant, &query, 50).await, found, "{numbers}");
        assert_eq!(all(&other, &query, 50).await, [""; 0], "{numbers}");
    }
    // The merchant's own numbers are the merchant's.
    assert_eq!(all(&operator, "numbers=ERP/7", 50).await, [""; 0]);
    let too_many: Vec<String> = (0..201).map(|number| format!("o-{number}")).collect();
    let path = format!("/api/v1/service-orders?numbers={}", too_many.join(","));
    assert_eq!(
        merchant.get(&path).await.violations(),
        [("numbers", "too_long")]
    );
}

async fn to_do(client: &Client) -> BTreeMap<String, u64> {
    let counts = client.get("/api/v1/service-orders/to-do").await.success();
    serde_json::from_value(counts).unwrap()
}

async fn what_there_is_to_do_is_what_the_lists_have(house: &House) {
    // R-LST-1
    demo::fill_if_empty(&house.context).await.unwrap();
    for username in [
        "operator",
        "merchant",
        "agent",
        "store",
        "merchant_b",
        "return_centre",
    ] {
        let client = house.sign_in_again(username).await;
        let counts = to_do(&client).await;
        assert_eq!(counts.len(), 6);
        for (card, query) in [
            ("due_soon", "due_within=4h"),
            ("overdue", "overdue=true"),
            ("urged", "urged=true"),
            ("held", "held=true"),
            ("mine", "assignee=me"),
            ("unassigned", "assignee=nobody"),
        ] {
            let listed = all(&client, &format!("to_do=true&{query}"), 200).await;
            assert_eq!(
                counts[card],
                u64::try_from(listed.len()).unwrap(),
                "{username}: {card}"
            );
        }
        assert!(username != "operator" || counts["unassigned"] > 0);
    }
    let consumer = house.sign_in_again("consumer").await;
    assert_eq!(
        consumer.get("/api/v1/service-orders/to-do").await.status,
        403
    );
}

async fn an_urged_order_is_due_later_all_the_same(house: &House) {
    // R-LST-1, R-MSG-2
    house.sell("o-1", "youpin_online", 9).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let urge = json!({"type": "urge"});
    let early = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    consumer.command(&early, &urge).await.success();
    let counts = to_do(&merchant).await;
    assert_eq!(
        (counts["due_soon"], counts["overdue"], counts["urged"]),
        (0, 0, 1)
    );
    house.advance(Duration::from_hours(21)).await;
    let late = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    consumer.command(&late, &urge).await.success();
    let counts = to_do(&merchant).await;
    assert_eq!(
        (counts["due_soon"], counts["overdue"], counts["urged"]),
        (1, 0, 2)
    );
    assert_eq!(all(&merchant, "due_within=4h", 50).await, [early.as_str()]);
    merchant
        .command(&late, &json!({"type": "approve"}))
        .await
        .success();
    // It stands with the consumer now: nothing to do for staff, and urged it was.
    assert_eq!(to_do(&merchant).await["urged"], 1);
    assert_eq!(all(&merchant, "urged=true", 50).await, [early, late]);
}

async fn counts_are_of_what_is_asked_for(house: &House) {
    // R-LST-1
    house.sell("o-1", "youpin_online", 9).await;
    let [consumer, merchant, operator, other] = house
        .people(["consumer", "merchant", "operator", "merchant_b"])
        .await;
    consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    for (client, query, count) in [
        (&operator, "", 1),
        (&operator, "?merchant=m-1", 1),
        (&operator, "?merchant=m-2", 0),
        (&operator, "?merchant=m-1&channel=youpin_online", 1),
        (&operator, "?channel=mi_home", 0),
        (&merchant, "?merchant=m-1", 1),
        (&merchant, "?merchant=m-2", 0),
        (&merchant, "?channel=mi_home", 0),
        (&other, "?merchant=m-1", 0),
        (&consumer, "?channel=youpin_online&merchant=m-1", 1),
        (&consumer, "?channel=mi_home", 0),
        (&consumer, "?merchant=m-2", 0),
    ] {
        let counts = client
            .get(&format!("/api/v1/service-orders/counts{query}"))
            .await
            .success();
        assert_eq!(counts["pending_review"], Value::from(count), "{query}");
    }
    let wrong = operator.get("/api/v1/service-orders/counts?q=x").await;
    assert_eq!(wrong.violations(), [("q", "unknown_field")]);
}

async fn a_line_is_the_same_before_and_after_its_entry_is_made(house: &House) {
    // R-LST-1
    house.sell("P1", "youpin_online", 3).await;
    let [consumer, agent, operator] = house.people(["consumer", "agent", "operator"]).await;
    let mut numbers = Vec::new();
    for _ in 0..3 {
        numbers.push(
            consumer
                .apply(&application("P1", "return", "mail_in"))
                .await,
        );
    }
    agent
        .command(&numbers[0], &json!({"type": "claim"}))
        .await
        .success();
    let lists = async || {
        let mut lists = Vec::new();
        for client in [&consumer, &agent, &operator] {
            for path in [
                "service-orders".to_owned(),
                format!("service-orders/{}/related", numbers[0]),
            ] {
                lists.push(client.get(&format!("/api/v1/{path}")).await.success());
            }
        }
        lists
    };
    let by_entries = lists().await;
    // Of one there is none, as an earlier release leaves it; another one is of the version before, as such a release leaves it
    // that still runs beside this one; a third one was made by other rules.
    let statements = [
        "UPDATE service_orders SET list_entry = NULL, list_entry_version = 0, list_entry_rules = 0 WHERE number = $1",
        "UPDATE service_orders SET list_entry = '{}', list_entry_version = version - 1 WHERE number = $1",
        "UPDATE service_orders SET list_entry = '{}', list_entry_rules = 0 WHERE number = $1",
    ];
    for (number, statement) in numbers.clone().into_iter().zip(statements) {
        let spoilt = house.context.db.write::<_, DbError, _>(move |connection| {
            Box::pin(async move {
                sqlx::query(statement)
                    .bind(number)
                    .execute(connection)
                    .await?;
                Ok(())
            })
        });
        spoilt.await.unwrap();
    }
    assert_eq!(lists().await, by_entries);
    let verified = verify(&house.context).await.unwrap();
    assert_eq!((verified.findings, verified.waiting), (vec![], 3));
    // By whichever replicas there are.
    let (one, other) = tokio::join!(
        make_list_entries(&house.context),
        make_list_entries(&house.context),
    );
    one.and(other).unwrap();
    let verified = verify(&house.context).await.unwrap();
    assert_eq!((verified.findings, verified.waiting), (vec![], 0));
    assert_eq!(lists().await, by_entries);
}
