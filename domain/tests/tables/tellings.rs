//! What an order that is told anew changes, and what it may not: by what stands on its lines, and by who tells it.

use aftercare_domain::{
    form::{FieldError, Record, Violation},
    order::{
        Order, OrderChange, OrderField, OrderTelling, TellingRefusal,
        line::LineNumber,
        telling::{LineInUse, OrderBefore, Teller, apply_telling},
    },
    people::party::{LoggedActor, Party},
    policy::responsibility::ChannelMatrix,
    values::{
        id::MerchantId, money::Money, number::ServiceOrderNumber, personal::Masked, text::Reason,
        time::Timestamp,
    },
};
use serde_json::{Value, json};

fn body() -> Value {
    let line = |number: u32| {
        json!({
            "line_number": number, "spu": "s", "sku": "k", "title": "t", "category": "c", "quantity": 2, "paid": 10_000,
            "freight": 100,
        })
    };
    json!({
        "channel": "youpin_online", "merchant_id": "m-1", "consumer_id": "c-1", "shipped_by": "merchant",
        "paid_at": "2026-11-01T00:00:00Z", "shipped_at": "2026-11-02T00:00:00Z", "delivered_at": "2026-11-04T00:00:00Z",
        "lines": [line(1), line(2)],
    })
}

fn now() -> Timestamp {
    Timestamp::parse("2026-11-10T00:00:00Z").unwrap()
}

fn number() -> ServiceOrderNumber {
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 5).unwrap();
    ServiceOrderNumber::compose(day, 1).unwrap()
}

/// What stands on the first line: one piece taken, 3 000 refunded.
fn standing(is_open: bool) -> LineInUse {
    LineInUse {
        line: LineNumber::parse(1).unwrap(),
        taken: 1,
        refunded: Money::parse(3_000).unwrap(),
        open: is_open.then(number).into_iter().collect(),
    }
}

/// Where the platform tells an order, it says why.
const WHY: Option<&str> = Some("订单系统更正");

fn told(
    standing: &[LineInUse],
    by: Option<&str>,
    reason: Option<&str>,
    change: &dyn Fn(&mut Value),
) -> Result<Vec<OrderChange>, TellingRefusal> {
    let before = Order::parse(&body()).unwrap();
    let mut after = body();
    change(&mut after);
    after["reason"] = json!(reason);
    let telling = OrderTelling::parse(&after).map_err(TellingRefusal::Invalid)?;
    let merchant = by.map(|by| MerchantId::parse(by).unwrap());
    let teller = merchant.as_ref().map_or(Teller::Platform, Teller::Merchant);
    let order = &before;
    let before = OrderBefore { order, standing };
    apply_telling(
        Some(before),
        &telling,
        teller,
        &ChannelMatrix::default(),
        now(),
    )
}

type Change = &'static dyn Fn(&mut Value);

/// What open service orders hold, with the path by which a refusal names it.
const HELD: [(&str, Change); 10] = [
    ("lines[0].paid", &|order| {
        order["lines"][0]["paid"] = json!(3_000);
    }),
    ("lines[0].paid", &|order| {
        order["lines"][0]["paid"] = json!(99_999_999);
    }),
    ("lines[0].freight", &|order| {
        order["lines"][0]["freight"] = json!(10_000);
    }),
    ("lines[0].quantity", &|order| {
        order["lines"][0]["quantity"] = json!(1);
    }),
    ("lines[0].quantity", &|order| {
        order["lines"][0]["quantity"] = json!(9);
    }),
    ("lines[0].spu", &|order| {
        order["lines"][0]["spu"] = json!("other");
    }),
    ("lines[0].category", &|order| {
        order["lines"][0]["category"] = json!("other");
    }),
    ("delivered_at", &|order| order["delivered_at"] = Value::Null),
    ("delivered_at", &|order| {
        order["delivered_at"] = json!("2099-01-01T00:00:00Z");
    }),
    ("shipped_at", &|order| {
        order["shipped_at"] = json!("2025-11-02T00:00:00Z");
    }),
];

/// What they do not hold.
const FREE: [Change; 8] = [
    &|order| order["lines"][0]["title"] = json!("other"),
    &|order| order["lines"][0]["sku"] = json!("other"),
    &|order| order["lines"][0]["serial_numbers"] = json!(["SN-1"]),
    &|order| order["lines"][1]["paid"] = json!(1_000),
    &|order| order["lines"][1]["quantity"] = json!(1),
    &|order| {
        order["lines"].as_array_mut().unwrap().pop();
    },
    &|order| order["payments"] = json!([{"method": "alipay"}]),
    &|order| order["paid_at"] = json!("2026-11-01T00:00:01Z"),
];

// R-ORD-1
#[test]
fn what_an_open_service_order_stands_on_is_changed_by_the_platform_alone_with_a_reason() {
    let open = [standing(true)];
    let needs_reason = vec![Violation::new("reason", FieldError::Required {})];
    for (field, change) in HELD {
        let held = TellingRefusal::HeldByServiceOrders {
            fields: vec![field.to_owned()],
            service_orders: vec![number()],
        };
        for reason in [None, WHY] {
            assert_eq!(
                told(&open, Some("m-1"), reason, change),
                Err(held.clone()),
                "{field}"
            );
        }
        let platform = told(&open, None, None, change);
        assert_eq!(
            platform,
            Err(TellingRefusal::Invalid(needs_reason.clone())),
            "{field}"
        );
        let changes = told(&open, None, WHY, change).unwrap();
        assert_eq!(changes.len(), 1, "{field}");
        // An ended one holds nothing.
        for by in [None, Some("m-1")] {
            assert!(
                told(&[standing(false)], by, None, change).is_ok(),
                "{field}"
            );
        }
    }
}

#[test]
fn what_it_does_not_stand_on_changes_as_before() {
    for (place, change) in FREE.iter().enumerate() {
        for by in [None, Some("m-1")] {
            let changes = told(&[standing(true)], by, None, change).unwrap();
            assert_eq!(changes.len(), 1, "{place}");
        }
    }
}

#[test]
fn that_goods_arrived_is_news_and_may_be_told_while_a_service_order_is_open() {
    let mut on_their_way = body();
    on_their_way["delivered_at"] = Value::Null;
    let order = Order::parse(&on_their_way).unwrap();
    let standing = [standing(true)];
    let merchant = MerchantId::parse("m-1").unwrap();
    for (delivered_at, is_taken) in [
        ("2026-11-04T00:00:00Z", true),
        ("2026-11-10T00:00:00Z", true),
        ("2026-11-10T00:00:01Z", false),
    ] {
        let mut arrived = body();
        arrived["delivered_at"] = json!(delivered_at);
        let telling = OrderTelling::parse(&arrived).unwrap();
        let before = OrderBefore {
            order: &order,
            standing: &standing,
        };
        let teller = Teller::Merchant(&merchant);
        let told = apply_telling(
            Some(before),
            &telling,
            teller,
            &ChannelMatrix::default(),
            now(),
        );
        assert_eq!(told.is_ok(), is_taken, "{delivered_at}");
    }
}

// R-APP-2, R-RFD-1: nobody, whatever the reason
#[test]
fn a_line_never_becomes_less_than_was_taken_or_refunded_of_it() {
    let mut taken = standing(true);
    taken.taken = 2;
    let less: [(Change, &str); 4] = [
        (
            &|order| order["lines"][0]["quantity"] = json!(1),
            "lines[0].quantity",
        ),
        (
            &|order| order["lines"][0]["paid"] = json!(2_999),
            "lines[0].paid",
        ),
        (
            &|order| {
                order["lines"].as_array_mut().unwrap().remove(0);
            },
            "lines",
        ),
        (&|order| order["consumer_id"] = json!("c-2"), "consumer_id"),
    ];
    for (change, field) in less {
        for by in [None, Some("m-1")] {
            match told(std::slice::from_ref(&taken), by, WHY, change) {
                Err(TellingRefusal::Invalid(violations)) => {
                    assert_eq!(violations.len(), 1);
                    assert_eq!(violations[0].field, field);
                }
                other => panic!("{field}: {other:?}"),
            }
        }
    }
}

// Where the platform pays
#[test]
fn merchants_tell_no_orders_of_channels_where_the_platform_pays_nor_orders_of_others() {
    let to_jd = |order: &mut Value| order["channel"] = json!("youpin_jd");
    assert!(matches!(
        told(&[], Some("m-1"), WHY, &to_jd),
        Err(TellingRefusal::ToldByPlatform { .. })
    ));
    assert!(told(&[], None, None, &to_jd).is_ok());
    assert_eq!(
        told(&[], Some("m-2"), None, &|_| {}),
        Err(TellingRefusal::ForeignMerchant)
    );
    // Nor are they taken out of one.
    let mut of_jd = body();
    of_jd["channel"] = json!("youpin_jd");
    let order = Order::parse(&of_jd).unwrap();
    let telling = OrderTelling::parse(&body()).unwrap();
    let merchant = MerchantId::parse("m-1").unwrap();
    let before = OrderBefore {
        order: &order,
        standing: &[],
    };
    let teller = Teller::Merchant(&merchant);
    let told = apply_telling(
        Some(before),
        &telling,
        teller,
        &ChannelMatrix::default(),
        now(),
    );
    assert!(matches!(told, Err(TellingRefusal::ToldByPlatform { .. })));
}

#[test]
fn every_change_is_named_with_what_was_and_what_is() {
    let changes = told(&[], None, None, &|order| {
        order["delivered_at"] = json!("2026-11-05T00:00:00Z");
        order["lines"][0]["paid"] = json!(9_000);
        order["lines"][1]["line_number"] = json!(3);
        order["invoice"] = json!({"title": "王小明"});
    })
    .unwrap();
    let named: Vec<_> = changes
        .iter()
        .map(|change| (change.field.name(), change.line))
        .collect();
    assert_eq!(
        named,
        [
            ("delivered_at", None),
            ("invoice", None),
            ("paid", Some(1)),
            ("line", Some(2)),
            ("line", Some(3)),
        ]
    );
    assert_eq!(
        (&changes[2].from, &changes[2].to),
        (&json!(10_000), &json!(9_000))
    );
    assert_eq!(
        (&changes[3].to, &changes[4].from),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(
        told(&[standing(true)], None, None, &|_| {}),
        Ok(Vec::new()),
        "told again"
    );
}

#[test]
fn what_papers_were_is_kept_and_not_shown() {
    let changes = told(&[], None, None, &|order| {
        order["invoice"] = json!({"title": "王小明"});
        order["lines"][0]["paid"] = json!(9_000);
    })
    .unwrap();
    let whole = aftercare_domain::order::OrderChanged {
        at: now(),
        by: LoggedActor {
            party: Party::Operator,
            name: "运营".to_owned(),
        },
        reason: Some(Reason::parse("更正").unwrap()),
        changes,
    };
    let shown = whole.clone().masked();
    assert!(!serde_json::to_string(&shown).unwrap().contains("王小明"));
    assert_eq!(shown.changes[0].field, OrderField::Invoice);
    assert_eq!(shown.changes[1], whole.changes[1]);
    assert_eq!(shown.clone().masked(), shown);
}

#[test]
fn a_telling_names_every_field_that_is_wrong_once() {
    let mut wrong = body();
    wrong["extra"] = json!(true);
    wrong["channel"] = json!("moon");
    wrong["reason"] = json!("");
    wrong["lines"][0]["paid"] = json!("a lot");
    let violations = OrderTelling::parse(&wrong).unwrap_err();
    let mut fields: Vec<&str> = violations.iter().map(|one| one.field.as_str()).collect();
    fields.sort_unstable();
    assert_eq!(fields, ["channel", "extra", "lines[0].paid"]);
    wrong["reason"] = json!(7);
    let violations = OrderTelling::parse(&wrong).unwrap_err();
    assert!(violations.iter().any(|one| one.field == "reason"));
}
