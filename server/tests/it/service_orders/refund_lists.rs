//! Lists of refunds: every filter, for everybody, page by page, against a plain look at every refund of the demo marketplace.

use std::collections::BTreeMap;

use aftercare_domain::values::time::Timestamp;
use aftercare_server::{demo, service::outbox};
use serde_json::{Value, json};
use sqlx::Row as _;

use crate::house::{Client, House, on_each_database};

on_each_database! {
    a_list_of_refunds_is_what_a_look_at_every_refund_gives,
    a_range_of_times_that_ends_before_it_begins_is_refused,
}

struct KeptRefund {
    id: String,
    service_order: String,
    state: String,
    amount: i64,
    requested_at: i64,
}

type Fits<'f> = Box<dyn Fn(&KeptRefund) -> bool + 'f>;

/// The refunds for which a condition holds, the newest first.
async fn kept(house: &House, whose: &'static str) -> Vec<KeptRefund> {
    let mut reader = house.context.db.reader().await.unwrap();
    let rows = sqlx::query(whose).fetch_all(&mut *reader).await.unwrap();
    rows.iter()
        .map(|row| KeptRefund {
            id: row.get("id"),
            service_order: row.get("service_order"),
            state: row.get("state"),
            amount: row.get("amount"),
            requested_at: row.get("requested_at"),
        })
        .collect()
}

/// Hands every refund over to the gateway; afterwards none moves by itself.
async fn hand_over(house: &House) {
    let requested = "SELECT * FROM refunds WHERE state = 'requested'";
    while !kept(house, requested).await.is_empty() {
        outbox::act(&house.context).await.unwrap();
        // The worker of the server may have some of them.
        tokio::task::yield_now().await;
    }
}

/// The ids of a whole list, page by page.
async fn all(client: &Client, query: &str, limit: u32) -> Vec<String> {
    let mut ids = Vec::new();
    let mut cursor = String::new();
    loop {
        let path = format!("/api/v1/refunds?{query}&limit={limit}{cursor}");
        let page = client.get(&path).await.success();
        let items = page["items"].as_array().unwrap().iter();
        ids.extend(items.map(|item| item["id"].as_str().unwrap().to_owned()));
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return ids,
        }
    }
}

/// What of the refunds is not with consumers yet, by their state.
fn totals_of(refunds: &[KeptRefund]) -> Value {
    let mut totals: BTreeMap<&str, (u64, i64)> = BTreeMap::new();
    for refund in refunds.iter().filter(|refund| refund.state != "succeeded") {
        let (count, amount) = totals.entry(refund.state.as_str()).or_default();
        *count += 1;
        *amount += refund.amount;
    }
    let totals = totals.into_iter();
    totals
        .map(|(state, (refunds, amount))| {
            let total = json!({"refunds": refunds, "amount": amount});
            (state.to_owned(), total)
        })
        .collect()
}

async fn a_list_of_refunds_is_what_a_look_at_every_refund_gives(house: &House) {
    // R-RFD-1, R-RFD-3
    demo::fill_if_empty(&house.context).await.unwrap();
    hand_over(house).await;
    for (username, whose) in [
        (
            "operator",
            "SELECT * FROM refunds ORDER BY requested_at DESC, id DESC",
        ),
        (
            "finance",
            "SELECT * FROM refunds WHERE merchant_id = (SELECT merchant_id FROM users WHERE username = 'finance') \
             ORDER BY requested_at DESC, id DESC",
        ),
        (
            "store",
            "SELECT * FROM refunds WHERE channel IN (SELECT channel FROM store_channels WHERE store_id = \
             (SELECT store_id FROM users WHERE username = 'store')) ORDER BY requested_at DESC, id DESC",
        ),
    ] {
        let client = house.sign_in_again(username).await;
        let refunds = kept(house, whose).await;
        let totals = client.get("/api/v1/refunds/totals").await.success();
        assert_eq!(totals, totals_of(&refunds), "{username}");
        let some = &refunds[refunds.len() / 2];
        let at = Timestamp::from_ms(some.requested_at);
        let (of, order) = (some.requested_at, some.service_order.clone());
        let filters: Vec<(String, Fits<'_>)> = vec![
            (String::new(), Box::new(|_| true)),
            (
                format!("requested_from={at}"),
                Box::new(move |refund| refund.requested_at >= of),
            ),
            (
                format!("requested_to={at}"),
                Box::new(move |refund| refund.requested_at < of),
            ),
            (
                format!("service_order={order}"),
                Box::new(|refund| refund.service_order == order),
            ),
        ];
        let mut states: Vec<(String, Fits<'_>)> = vec![(String::new(), Box::new(|_| true))];
        for state in ["requested", "processing", "succeeded", "failed"] {
            states.push((
                format!("state={state}"),
                Box::new(move |refund| refund.state == state),
            ));
        }
        for (state, is_in_state) in &states {
            for (query, fits) in &filters {
                let query = format!("{query}&{state}");
                let expected = refunds
                    .iter()
                    .filter(|refund| fits(refund) && is_in_state(refund));
                let expected: Vec<&str> = expected.map(|refund| refund.id.as_str()).collect();
                for limit in [7, 200] {
                    let found = all(&client, &query, limit).await;
                    assert_eq!(found, expected, "{username}: {query}");
                }
            }
        }
    }
}

async fn a_range_of_times_that_ends_before_it_begins_is_refused(house: &House) {
    let operator = house.sign_in("operator").await;
    let range = "requested_from=2026-11-20T00:00:00Z&requested_to=2026-11-20T00:00:00Z";
    let refused = operator.get(&format!("/api/v1/refunds?{range}")).await;
    assert_eq!(refused.violations(), [("requested_to", "not_after")]);
}
