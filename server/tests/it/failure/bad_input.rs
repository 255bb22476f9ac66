//! Bad input: every field of every form, wrong in every way that its kind can be. The field is named, and nothing is
//! half-written.

use aftercare_domain::{
    form::{Cardinality, FieldKind, FieldSpec, Record},
    people::access::Scope,
    service_order::{
        Apply, Command, CommandType, catalogue::HandlingMethod, command::ExceptionResolution,
        inspection::Liability, reason::AbnormalReason,
    },
    testing::commands,
    values::service::ServiceType,
};
use aftercare_server::{
    service::{service_orders::submit, verify::verify},
    write::{
        idempotency::IdempotentRequest,
        submission::{Intent, Submission},
    },
};
use reqwest::{Method, header};
use serde_json::{Value, json};

use crate::house::{Client, House, application, consignee, on_each_database, opening_time, send};

on_each_database! {
    every_wrong_field_of_an_application_is_named,
    every_wrong_field_of_every_command_is_named,
    values_that_do_not_fit_together_are_named,
    all_that_is_wrong_is_named_at_once,
    a_body_that_is_no_json_is_malformed,
    a_body_of_another_type_or_size_is_not_read,
    a_dry_run_that_is_doubtful_does_nothing,
    signs_that_nobody_sees_are_refused_and_what_has_them_stays_readable,
}

const APPLY: &str = "/api/v1/service-orders";

async fn every_wrong_field_of_an_application_is_named(house: &House) {
    // R-APP-1, R-APP-2
    house.sell("o-1", "youpin_online", 2).await;
    let consumer = house.sign_in("consumer").await;
    let base = whole_application();
    for case in cases(&base, Apply::FIELDS) {
        case.is_refused(&consumer, APPLY).await;
    }
    // Nothing was taken of the line: both pieces are there.
    let mut both = application("o-1", "return", "mail_in");
    both["quantity"] = json!(2);
    consumer.apply(&both).await;
}

async fn every_wrong_field_of_every_command_is_named(house: &House) {
    house.sell("o-1", "youpin_online", 1).await;
    let consumer = house.sign_in("consumer").await;
    let number = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    let before = consumer.order(&number).await;
    let path = format!("{APPLY}/{number}/commands");
    for &kind in CommandType::ALL {
        let mut base = body_of(kind);
        base["expected_version"] = json!(1);
        for case in cases(&base, kind.fields()) {
            case.is_refused(&consumer, &path).await;
        }
        for (version, code) in [
            (json!(-1), "out_of_range"),
            (json!("1"), "wrong_type"),
            (json!(1.5), "wrong_type"),
        ] {
            base["expected_version"] = version;
            let answer = consumer.post(&path, &base).await;
            assert_eq!(
                answer.violations(),
                [("expected_version", code)],
                "{kind:?}"
            );
        }
    }
    for (name, code) in [
        (json!("explode"), "not_one_of"),
        (json!(5), "wrong_type"),
        (Value::Null, "wrong_type"),
    ] {
        let answer = consumer.post(&path, &json!({"type": name})).await;
        assert_eq!(answer.violations(), [("type", code)], "{name}");
    }
    let answer = consumer.post(&path, &json!({})).await;
    assert_eq!(answer.violations(), [("type", "required")]);
    assert_eq!(consumer.order(&number).await, before);
    assert_eq!(consumer.log(&number).await, ["applied"]);
}

async fn values_that_do_not_fit_together_are_named(house: &House) {
    // R-SHP-1, R-SHP-3, R-APP-1
    house.sell("o-1", "youpin_online", 2).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let number = consumer
        .apply(&application("o-1", "return", "pickup"))
        .await;
    let path = format!("{APPLY}/{number}/commands");
    let other_carriers =
        json!({"type": "ship", "carrier": "sf", "tracking_number": "YT8812345678901"});
    let backwards = json!({
        "type": "book_pickup", "carrier": "jd", "from": "2026-11-24T06:00:00Z", "until": "2026-11-24T05:00:00Z",
    });
    let nameless =
        json!({"type": "handle", "method": "supplement_merchant", "parts": [{"quantity": 1}]});
    for (body, field, code) in [
        (other_carriers, "tracking_number", "not_a_tracking_number"),
        (backwards, "until", "not_after"),
        (nameless, "parts[0].name", "one_of_required"),
    ] {
        let answer = merchant.post(&path, &body).await;
        assert_eq!(answer.violations(), [(field, code)], "{body}");
    }
    let supplement = application("o-1", "supplement", "mail_in");
    let apply = |field: &str, value: Value| {
        let mut body = application("o-1", "return", "mail_in");
        body[field] = value;
        body
    };
    let photos: Vec<String> = (0..10).map(|photo| format!("photo-{photo}")).collect();
    let parcel = json!({"carrier": "sf", "tracking_number": "YT8812345678901"});
    for (body, field, code) in [
        (supplement, "service_method", "not_one_of"),
        (
            apply("attachments", json!(photos)),
            "attachments",
            "too_long",
        ),
        (
            apply("shipment", parcel),
            "shipment.tracking_number",
            "not_a_tracking_number",
        ),
        (apply("line_number", json!(2)), "line_number", "not_found"),
        (
            apply("on_behalf_of", json!("c-2")),
            "on_behalf_of",
            "not_found",
        ),
        (
            apply("attachments", json!(["nowhere"])),
            "attachments[0]",
            "not_found",
        ),
    ] {
        let answer = consumer.post(APPLY, &body).await;
        assert_eq!(answer.violations(), [(field, code)], "{body}");
    }
    let more_than_left = consumer.post(APPLY, &apply("quantity", json!(2))).await;
    assert_eq!(
        (more_than_left.status, more_than_left.code()),
        (422, "quantity_unavailable")
    );
    assert_eq!(more_than_left.body["available"], 1);
    assert_eq!(more_than_left.body["violations"][0]["field"], "quantity");
}

async fn all_that_is_wrong_is_named_at_once(house: &House) {
    let consumer = house.sign_in("consumer").await;
    let mut body = application("o-1", "return", "mail_in");
    body["quantity"] = json!(0);
    body["contact"]["phone"] = json!("+1 415 555 2671");
    body["return_to"]["street"] = json!("");
    body["colour"] = json!("red");
    let answer = consumer.post(APPLY, &body).await;
    let mut violations = answer.violations();
    violations.sort_unstable();
    assert_eq!(
        violations,
        [
            ("colour", "unknown_field"),
            ("contact.phone", "not_a_phone"),
            ("quantity", "out_of_range"),
            ("return_to.street", "required"),
        ]
    );
}

/// The doors by which something changes: to apply, and to give a command to an order.
async fn doors(house: &House) -> (Client, [String; 2]) {
    house.sell("o-1", "youpin_online", 1).await;
    let consumer = house.sign_in("consumer").await;
    let number = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    let doors = [APPLY.to_owned(), format!("{APPLY}/{number}/commands")];
    (consumer, doors)
}

async fn a_body_that_is_no_json_is_malformed(house: &House) {
    let (consumer, doors) = doors(house).await;
    let deep = "[".repeat(10_000);
    let bodies: [&[u8]; 8] = [
        b"",
        b"{",
        b"{\"type\": \"cancel\"",
        b"{\"type\": \"cancel\"} {}",
        b"{type: cancel}",
        b"{\"type\": \"canc\xff\xfeel\"}",
        b"type=cancel",
        deep.as_bytes(),
    ];
    for door in &doors {
        for (language, title) in [("zh-CN", "请求无法读取"), ("en", "Malformed request")] {
            for body in bodies {
                let request = consumer
                    .request(Method::POST, door)
                    .header(header::CONTENT_TYPE, "application/json")
                    .body(body.to_vec());
                let answer = send(in_language(request, language)).await;
                let told = String::from_utf8_lossy(&body[..body.len().min(40)]);
                assert_eq!((answer.status, answer.code()), (400, "malformed"), "{told}");
                assert_eq!(answer.body["title"], title);
            }
        }
        for no_object in [
            json!([]),
            json!("cancel"),
            json!(5),
            json!(true),
            Value::Null,
        ] {
            let answer = consumer.post(door, &no_object).await;
            assert_eq!(answer.violations(), [("", "wrong_type")], "{no_object}");
        }
    }
}

async fn a_dry_run_that_is_doubtful_does_nothing(house: &House) {
    let (consumer, [_, commands]) = doors(house).await;
    let cancel = json!({"type": "cancel"});
    for (query, code) in [
        ("dry_run=", "wrong_type"),
        ("dry_run", "wrong_type"),
        ("dry_run=1", "wrong_type"),
        ("dry_run=true&dry_run=false", "duplicate"),
        ("dry_run=false&dry_run=true", "duplicate"),
    ] {
        let answer = consumer.post(&format!("{commands}?{query}"), &cancel).await;
        assert_eq!(answer.violations(), [("dry_run", code)], "{query}");
    }
    let number = commands.split('/').nth(4).unwrap();
    assert_eq!(consumer.log(number).await, ["applied"]);
}

async fn a_body_of_another_type_or_size_is_not_read(house: &House) {
    let (consumer, doors) = doors(house).await;
    for door in &doors {
        for content_type in [
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "application/jsonp",
            "application/json; charset=utf-16",
            "application/json; x=y; Charset=\"gbk\"",
        ] {
            let request = consumer
                .request(Method::POST, door)
                .header(header::CONTENT_TYPE, content_type)
                .body(r#"{"type": "cancel"}"#);
            let answer = send(request).await;
            assert_eq!(
                (answer.status, answer.code()),
                (415, "unsupported_media_type"),
                "{content_type}"
            );
        }
        let untyped = consumer
            .request(Method::POST, door)
            .body(r#"{"type": "cancel"}"#);
        assert_eq!(send(untyped).await.status, 415);
        let huge = json!({"type": "cancel", "reason": "长".repeat(100_000)});
        for (language, title) in [("zh-CN", "请求过大"), ("en", "Request too large")] {
            let request = consumer.request(Method::POST, door).json(&huge);
            let answer = send(in_language(request, language)).await;
            assert_eq!((answer.status, answer.code()), (413, "too_large"));
            assert_eq!(answer.body["title"], title);
        }
    }
    // The type may say its character set.
    let cancel = consumer
        .request(Method::POST, &doors[1])
        .header(header::CONTENT_TYPE, "Application/JSON; charset=utf-8")
        .body(r#"{"type": "cancel"}"#);
    assert_eq!(send(cancel).await.success()["node"], "cancelled");
}

/// The same request, asked in another language.
pub(crate) fn in_language(
    request: reqwest::RequestBuilder,
    language: &'static str,
) -> reqwest::RequestBuilder {
    let mut headers = header::HeaderMap::new();
    headers.insert(
        header::ACCEPT_LANGUAGE,
        header::HeaderValue::from_static(language),
    );
    request.headers(headers)
}

/// A body with one thing wrong.
struct Case {
    body: Value,
    field: String,
    code: &'static str,
}

impl Case {
    /// The server names the field, with the same code in both languages.
    async fn is_refused(&self, client: &Client, path: &str) {
        for (language, title) in [("zh-CN", "填写有误"), ("en", "Invalid fields")] {
            let request = client.request(Method::POST, path).json(&self.body);
            let answer = send(in_language(request, language)).await;
            assert_eq!(answer.status, 422, "{}: {answer:?}", self.body);
            assert_eq!(
                answer.violations(),
                [(self.field.as_str(), self.code)],
                "{}",
                self.body
            );
            assert_eq!(answer.body["title"], title);
        }
    }
}

/// An application with all of its fields.
fn whole_application() -> Value {
    let mut whole = application("o-1", "return", "mail_in");
    whole["serial_number"] = json!("SN-1");
    whole["attachments"] = json!(["photo-1"]);
    whole["external_id"] = json!("erp-1");
    whole["on_behalf_of"] = json!("c-1");
    whole["shipment"] = json!({"carrier": "sf", "tracking_number": "SF1234567890123"});
    whole
}

/// A command of a kind, with as many of its fields as it has.
fn sample(kind: CommandType) -> Command {
    let now = opening_time();
    match kind {
        CommandType::Approve => commands::approve(),
        CommandType::ApproveDirectCompensation => commands::approve_direct_compensation(1),
        CommandType::Reject => commands::reject(),
        CommandType::AskConsumer => commands::ask_consumer(),
        CommandType::Answer => commands::answer(),
        CommandType::Ship => commands::ship(),
        CommandType::BookPickup => commands::book_pickup(now),
        CommandType::SignFor => commands::sign_for(),
        CommandType::ReportAbnormal => commands::report_abnormal(AbnormalReason::Other),
        CommandType::ResolveException => {
            commands::resolve_exception(ExceptionResolution::Hold, now)
        }
        CommandType::Inspect => commands::inspect(
            ServiceType::Return,
            HandlingMethod::FullRefund,
            Liability::Product,
            true,
        ),
        CommandType::Handle => commands::handle_with(
            HandlingMethod::SupplementMerchant,
            &json!({"consignee": consignee(), "replacement": {"sku": "sku-2", "serial_number": "SN-2"}}),
        ),
        CommandType::AcceptQuote => commands::accept_quote(),
        CommandType::DeclineQuote => commands::decline_quote(),
        CommandType::CompleteRepair => commands::complete_repair(HandlingMethod::RepairPartsPaid),
        CommandType::SendGoodsBack => commands::send_goods_back(),
        CommandType::ReturnToHandling => commands::return_to_handling(),
        CommandType::Cancel => commands::cancel(),
        CommandType::SuperCancel => commands::super_cancel(),
        CommandType::ExtendDeadline => commands::extend_deadline(now),
        CommandType::CorrectShipment => commands::correct_shipment(),
        CommandType::Claim => commands::claim(),
        CommandType::Assign => commands::assign("agent"),
        CommandType::Urge => commands::urge(),
        CommandType::Rate => commands::rate(5, 9),
    }
}

/// A well-formed body of a command.
pub(crate) fn body_of(kind: CommandType) -> Value {
    without_nulls(json!(sample(kind)))
}

/// Leaves out what is not given.
fn without_nulls(mut body: Value) -> Value {
    match &mut body {
        Value::Object(object) => {
            object.retain(|_, value| !value.is_null());
            for value in object.values_mut() {
                *value = without_nulls(value.take());
            }
        }
        Value::Array(entries) => {
            for entry in entries {
                *entry = without_nulls(entry.take());
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    body
}

/// Every way in which a body of these fields can be wrong in one place.
fn cases(base: &Value, fields: &'static [FieldSpec]) -> Vec<Case> {
    let mut cases = Vec::new();
    add_cases(base, fields, "", "", &mut cases);
    cases
}

/// Adds the cases of the object that stands at a JSON pointer, which violations name by a path.
fn add_cases(
    base: &Value,
    fields: &'static [FieldSpec],
    pointer: &str,
    path: &str,
    cases: &mut Vec<Case>,
) {
    let mut add = |name: &str, value: Option<Value>, inside: &str, code| {
        let mut body = base.clone();
        let object = body.pointer_mut(pointer).unwrap().as_object_mut().unwrap();
        match value {
            Some(value) => object.insert(name.to_owned(), value),
            None => object.remove(name),
        };
        let dot = if path.is_empty() { "" } else { "." };
        cases.push(Case {
            body,
            field: format!("{path}{dot}{name}{inside}"),
            code,
        });
    };
    add("colour", Some(json!("red")), "", "unknown_field");
    for field in fields {
        if field.cardinality == Cardinality::Required {
            add(field.name, None, "", "required");
            add(field.name, Some(Value::Null), "", "required");
        }
        if field.cardinality == Cardinality::List {
            let many = vec![json!("x"); 201];
            add(field.name, Some(json!({})), "", "wrong_type");
            add(field.name, Some(json!(many)), "", "too_long");
        }
        for (value, code) in wrong_values(field.kind) {
            match field.cardinality {
                Cardinality::List => add(field.name, Some(json!([value])), "[0]", code),
                Cardinality::Required | Cardinality::Optional => {
                    add(field.name, Some(value), "", code);
                }
            }
        }
    }
    for field in fields {
        let FieldKind::Record { fields: inner } = field.kind else {
            continue;
        };
        let (place, name) = match field.cardinality {
            Cardinality::List => ("/0", "[0]"),
            Cardinality::Required | Cardinality::Optional => ("", ""),
        };
        let pointer = format!("{pointer}/{}{place}", field.name);
        let dot = if path.is_empty() { "" } else { "." };
        if base.pointer(&pointer).is_some() {
            let path = format!("{path}{dot}{}{name}", field.name);
            add_cases(base, inner, &pointer, &path, cases);
        }
    }
}

/// Values that a field of a kind can't have, each with the code of what is wrong.
fn wrong_values(kind: FieldKind) -> Vec<(Value, &'static str)> {
    let number = (json!(5), "wrong_type");
    match kind {
        FieldKind::Text { min, max } => {
            let long = "啊".repeat(usize::try_from(max).unwrap() + 1);
            let mut wrong = vec![
                number,
                (json!(long), "too_long"),
                (json!("异响\u{0}异响异响"), "control_character"),
                (json!(["异响"]), "wrong_type"),
            ];
            if min > 1 {
                wrong.push((json!("啊"), "too_short"));
            }
            wrong
        }
        FieldKind::Money => vec![
            (json!(-1), "out_of_range"),
            (json!(1_000_000_000_000_u64), "out_of_range"),
            (json!(u64::MAX), "out_of_range"),
            (json!(1.5), "wrong_type"),
            (json!("2"), "wrong_type"),
        ],
        FieldKind::Count { min, .. } => vec![
            (json!(min - 1), "out_of_range"),
            (json!(1_000_000_000_000_u64), "out_of_range"),
            (json!(u64::MAX), "out_of_range"),
            (json!(1.5), "wrong_type"),
            (json!("2"), "wrong_type"),
        ],
        FieldKind::Flag => vec![(json!("true"), "wrong_type"), (json!(1), "wrong_type")],
        FieldKind::Time => vec![
            (json!("tomorrow"), "not_a_time"),
            (json!("2026-11-23"), "not_a_time"),
            number,
        ],
        FieldKind::Date => vec![
            (json!("2026-13-40"), "not_a_date"),
            (json!("soon"), "not_a_date"),
            number,
        ],
        FieldKind::Phone => vec![
            (json!("+1 415 555 2671"), "not_a_phone"),
            (json!("📱13800138000"), "not_a_phone"),
            // case 4
            (json!("18400001234-123456789012"), "not_a_phone"),
            (json!("1380013800"), "not_a_phone"),
            (json!(13_800_138_000_u64), "wrong_type"),
        ],
        FieldKind::TrackingNumber => vec![
            (json!("SF"), "not_a_tracking_number"),
            (json!("单号1234567890123"), "not_a_tracking_number"),
            // case 5
            (json!("-100-100-"), "not_a_tracking_number"),
            number,
        ],
        FieldKind::Choice { .. } | FieldKind::ReasonCode => {
            vec![(json!("nonsense"), "not_one_of"), number]
        }
        FieldKind::Identifier => vec![
            (json!("a b"), "not_an_identifier"),
            (json!("x".repeat(65)), "too_long"),
            number,
        ],
        FieldKind::Free => Vec::new(),
        FieldKind::Record { .. } => vec![(json!("text"), "wrong_type"), (json!([]), "wrong_type")],
    }
}

// U+202E and U+200B in names, titles and remarks made a line of a log read otherwise.
async fn signs_that_nobody_sees_are_refused_and_what_has_them_stays_readable(house: &House) {
    house.sell("o-1", "youpin_online", 2).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let mut turned = application("o-1", "return", "mail_in");
    turned["description"] = json!("退款\u{202e}001 已经完成");
    turned["contact"]["name"] = json!("韩\u{200b}梅梅");
    let refused = consumer.post(APPLY, &turned).await;
    assert_eq!(
        refused.violations(),
        [
            ("contact.name", "control_character"),
            ("description", "control_character")
        ]
    );
    let order = crate::house::sale("youpin_online", 1);
    let platform = house.with_token(&house.token(None, &[Scope::WriteOrders]).await);
    let put = platform.put("/api/v1/orders/o%E2%80%8B-2", &order).await;
    assert_eq!(put.violations(), [("order_number", "control_character")]);
    // case 6: keys that look like another one
    for (field, key) in [("sku", "KT-1\u{200b}"), ("category", "家用\u{202e}电器")] {
        let mut alike = order.clone();
        alike["lines"][0][field] = json!(key);
        let put = platform.put("/api/v1/orders/o-3", &alike).await;
        let at = format!("lines[0].{field}");
        assert_eq!(put.violations(), [(at.as_str(), "control_character")]);
    }
    let put = merchant
        .put(
            "/api/v1/addresses/spu%E2%80%8B/return",
            &turned["return_to"],
        )
        .await;
    assert_eq!(put.violations(), [("spu", "control_character")]);
    // Within an emoji they are what they are made for.
    let mut family = application("o-1", "return", "mail_in");
    family["description"] = json!("给👨\u{200d}👩\u{200d}👧买的,开机后有异响");
    consumer.apply(&family).await;
    // As an earlier release took it.
    let submission = Submission {
        actor: crate::house::actor("consumer"),
        request: IdempotentRequest::default(),
        expected_version: None,
        what: Intent::Begin(Box::new(Apply::parse(&turned).unwrap())),
    };
    let done = submit(&house.context, submission).await.unwrap();
    let number = done.order.number.to_string();
    for client in [&consumer, &merchant] {
        let shown = client.order(&number).await;
        assert_eq!(shown["applied"]["description"], turned["description"]);
        client.log(&number).await;
    }
    let report = verify(&house.context).await.unwrap();
    assert_eq!(report.findings, []);
    // What nobody but its sender reads is not looked at.
    let draft = json!({"fields": {"reason": "x\u{200b}"}});
    let path = format!("{APPLY}/{number}/drafts/cancel");
    consumer.put(&path, &draft).await.success();
}
