//! Who may what: everybody at every door of the API's document, for what is theirs and for what is others'.
//!
//! Four service orders of two merchants, two consumers and three channels have a mark of their own in each text that somebody wrote.
//! A row of the snapshot says who gets which status at a door, and whose marks they read there. What changes who may what changes
//! the snapshot; a door that takes something which this file can't fill in fails the test.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    io::Cursor,
};

use aftercare_domain::{
    people::access::Scope,
    service_order::{catalogue::HandlingMethod, inspection::Liability},
    testing::commands,
    values::service::ServiceType,
};
use aftercare_server::http::router;
use calamine::{Reader, Xlsx};
use reqwest::Method;
use serde_json::{Value, json};

use crate::house::{Client, House, MERCHANT, MERCHANT_B, application, on_each_database, sale};

on_each_database! {
    everybody_at_every_door,
}

const METHODS: &[(&str, Method)] = &[
    ("get", Method::GET),
    ("put", Method::PUT),
    ("post", Method::POST),
    ("delete", Method::DELETE),
    ("patch", Method::PATCH),
];

/// Who comes through is another person afterwards.
const CHANGES_THE_VISITOR: &str = "/api/v1/session";
/// What is told there never ends.
const NEVER_ENDS: &str = "/api/v1/events";

/// The texts in which somebody's mark stands.
const TEXTS: [&str; 13] = [
    "title",
    "description",
    "contact",
    "consignee",
    "street",
    "question",
    "reply",
    "remark",
    "fault",
    "draft",
    "view",
    "robot",
    "token",
];

/// A service order, and who may read what was written there besides the operator and the platform's tokens.
struct Subject {
    mark: char,
    channel: &'static str,
    merchant: &'static str,
    consumer: &'static str,
    /// Whoever reviews it.
    reviewer: &'static str,
    readers: &'static [&'static str],
}

const STAFF_OF_A: [&str; 6] = [
    "merchant",
    "agent",
    "receiver",
    "inspector",
    "technician",
    "finance",
];

const SUBJECTS: [Subject; 4] = [
    Subject {
        mark: 'A',
        channel: "youpin_online",
        merchant: MERCHANT,
        consumer: "consumer",
        reviewer: "merchant",
        readers: &["consumer", "link to A"],
    },
    Subject {
        mark: 'B',
        channel: "youpin_online",
        merchant: MERCHANT_B,
        consumer: "consumer_b",
        reviewer: "merchant_b",
        readers: &["merchant_b", "consumer_b"],
    },
    Subject {
        mark: 'J',
        channel: "youpin_jd",
        merchant: MERCHANT,
        consumer: "consumer",
        reviewer: "operator",
        readers: &["consumer"],
    },
    Subject {
        mark: 'S',
        channel: "youpin_store",
        merchant: MERCHANT,
        consumer: "consumer_b",
        reviewer: "store",
        readers: &["store", "consumer_b"],
    },
];

impl Subject {
    fn text(&self, text: &str) -> String {
        assert!(TEXTS.contains(&text), "{text} is looked for");
        format!("MARK{}{text}", self.mark)
    }

    fn order_number(&self) -> String {
        format!("o-{}", self.mark.to_ascii_lowercase())
    }

    /// Whether this visitor may read anything of it.
    fn may_be_read_by(&self, visitor: &str) -> bool {
        let tenant = self.merchant == MERCHANT
            && (STAFF_OF_A.contains(&visitor) || visitor.starts_with("merchant's token"));
        tenant
            || visitor == "operator"
            || visitor.starts_with("platform's token")
            || self.readers.contains(&visitor)
    }
}

/// The service order of each subject.
type Numbers = BTreeMap<char, String>;

/// Who comes, each under their name.
type Visitors = Vec<(String, Client)>;

fn of<'a>(visitors: &'a Visitors, name: &str) -> &'a Client {
    let found = visitors.iter().find(|(known, _)| known == name);
    &found.unwrap_or_else(|| panic!("{name} is there")).1
}

async fn people(house: &House) -> Visitors {
    let mut visitors = vec![("nobody".to_owned(), house.stranger())];
    let others = [
        "operator",
        "merchant_b",
        "store",
        "return_centre",
        "consumer",
        "consumer_b",
    ];
    for role in others.into_iter().chain(STAFF_OF_A) {
        visitors.push((role.to_owned(), house.sign_in(role).await));
    }
    visitors
}

/// Those who come without a name: by the link of an order, or with a token of each scope.
async fn comers(house: &House) -> Visitors {
    let link = json!({"order_number": SUBJECTS[0].order_number()});
    let mut comers = vec![("link to A".to_owned(), house.come_by_link(&link).await)];
    for scope in Scope::ALL {
        let token = house.token(None, &[*scope]).await;
        let name = format!("platform's token {}", scope.name());
        comers.push((name, house.with_token(&token)));
        if !scope.is_of_the_platform() {
            let token = house.token(Some(MERCHANT), &[*scope]).await;
            let name = format!("merchant's token {}", scope.name());
            comers.push((name, house.with_token(&token)));
        }
    }
    let token = house.token(Some(MERCHANT), &[]).await;
    comers.push(("token without scopes".to_owned(), house.with_token(&token)));
    comers
}

/// Lets each consumer apply, and each reviewer ask and be answered; the first of each merchant is inspected as well.
async fn written(house: &House, people: &Visitors) -> Numbers {
    let mut numbers = Numbers::new();
    for subject in &SUBJECTS {
        let order_number = subject.order_number();
        let mut sold = sale(subject.channel, 2);
        sold["merchant_id"] = json!(subject.merchant);
        sold["consumer_id"] = json!(if subject.consumer == "consumer" {
            "c-1"
        } else {
            "c-2"
        });
        sold["lines"][0]["title"] = json!(subject.text("title"));
        house.sell_as(&order_number, &sold).await;

        let mut applied = application(&order_number, "return", "mail_in");
        applied["description"] = json!(subject.text("description"));
        applied["contact"]["name"] = json!(subject.text("contact"));
        applied["return_to"]["name"] = json!(subject.text("consignee"));
        applied["return_to"]["street"] = json!(subject.text("street"));
        let consumer = of(people, subject.consumer);
        // In a shop the shop applies.
        let by_consumer = subject.reviewer != "store";
        let applicant = of(
            people,
            if by_consumer {
                subject.consumer
            } else {
                "store"
            },
        );
        let number = applicant.apply(&applied).await;
        let reviewer = of(people, subject.reviewer);
        let asked = json!({"type": "ask_consumer", "question": subject.text("question")});
        reviewer.command(&number, &asked).await.success();
        let answered = json!({"type": "answer", "text": subject.text("reply")});
        consumer.command(&number, &answered).await.success();
        let draft = json!({"fields": {"reason": subject.text("draft")}});
        let place = format!("/api/v1/service-orders/{number}/drafts/reject");
        reviewer.put(&place, &draft).await.success();
        if subject.channel == "youpin_online" {
            inspected(subject, consumer, reviewer, &number).await;
        }
        numbers.insert(subject.mark, number);
    }
    numbers
}

async fn inspected(subject: &Subject, consumer: &Client, merchant: &Client, number: &str) {
    let mut inspect = json!(commands::inspect(
        ServiceType::Return,
        HandlingMethod::FullRefund,
        Liability::Product,
        true
    ));
    inspect["fault"]["description"] = json!(subject.text("fault"));
    for (who, command) in [
        (merchant, json!({"type": "approve"})),
        (
            consumer,
            json!({"type": "ship", "carrier": "sf", "tracking_number": "SF1234567890123"}),
        ),
        (
            merchant,
            json!({"type": "sign_for", "remark": subject.text("remark")}),
        ),
        (merchant, inspect),
    ] {
        who.command(number, &command).await.success();
    }
    let view =
        json!({"name": subject.text("view"), "query": "node=pending_review", "shared": true});
    merchant.post("/api/v1/views", &view).await.success();
    let robot = json!({
        "kind": "feishu", "name": subject.text("robot"), "events": ["overdue"],
        "url": "https://open.feishu.cn/open-apis/bot/v2/hook/x",
    });
    merchant.post("/api/v1/robots", &robot).await.success();
    let token = json!({"name": subject.text("token"), "scopes": ["service_orders:read"]});
    merchant.post("/api/v1/tokens", &token).await.success();
}

/// A door: the method, the path as the document has it, and its paths with something in its place; each for the subject to which
/// it leads, if it leads to one.
struct Door {
    name: String,
    method: Method,
    paths: Vec<(Option<char>, String)>,
}

fn doors(numbers: &Numbers) -> Vec<Door> {
    let document: Value = serde_json::to_value(router::document()).unwrap();
    let mut doors = Vec::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (name, method) in METHODS {
            if operations.get(name).is_some() && path != CHANGES_THE_VISITOR {
                doors.push(Door {
                    name: format!("{method} {path}"),
                    method: method.clone(),
                    paths: paths(path, numbers),
                });
            }
        }
    }
    doors
}

fn paths(path: &str, numbers: &Numbers) -> Vec<(Option<char>, String)> {
    let path = path
        .replace("{spu}/{purpose}", "spu-1/return")
        .replace("{command}", "reject")
        .replace("{id}", "nobodys");
    // Only tried, so that the next one finds the same.
    let path = path.replace("{number}/commands", "{number}/commands?dry_run=true");
    let paths: Vec<_> = if path.contains("{number}") || path.contains("{order_number}") {
        let led = SUBJECTS.iter().map(|subject| {
            let path = path
                .replace("{number}", &numbers[&subject.mark])
                .replace("{order_number}", &subject.order_number());
            (Some(subject.mark), path)
        });
        led.collect()
    } else {
        vec![(None, path)]
    };
    for (_, path) in &paths {
        assert!(
            !path.contains('{'),
            "{path}: say here what stands in its place"
        );
    }
    paths
}

/// Whose marks stand in which texts.
type Read = BTreeSet<(char, &'static str)>;

/// What somebody gets at a door.
struct Got {
    status: u16,
    read: Read,
}

async fn knock(client: &Client, method: &Method, path: &str) -> Got {
    let request = client.request(method.clone(), path);
    let request = if method == Method::GET {
        request
    } else {
        request.json(&body(path))
    };
    let response = request.send().await.unwrap();
    let status = response.status().as_u16();
    assert!(status < 500, "{method} {path}: {status}");
    let told = if path == NEVER_ENDS {
        String::new()
    } else {
        text_of(&response.bytes().await.unwrap())
    };
    let read = SUBJECTS
        .iter()
        .flat_map(|subject| TEXTS.iter().map(move |text| (subject, *text)))
        .filter(|(subject, text)| told.contains(&subject.text(text)))
        .map(|(subject, text)| (subject.mark, text))
        .collect();
    Got { status, read }
}

/// What is sent: a command that many may give, or nothing that makes sense, which is refused to those alone who may come in.
fn body(path: &str) -> Value {
    if path.ends_with("/commands?dry_run=true") {
        json!({"type": "claim"})
    } else {
        json!({})
    }
}

/// The text of an answer, or of the cells of a spreadsheet.
fn text_of(bytes: &[u8]) -> String {
    let Ok(mut book) = calamine::open_workbook_from_rs::<Xlsx<_>, _>(Cursor::new(bytes)) else {
        return String::from_utf8_lossy(bytes).into_owned();
    };
    let sheet = book.sheet_names()[0].clone();
    let range = book.worksheet_range(&sheet).unwrap();
    let cells = range.cells().map(|(_, _, cell)| cell.to_string());
    cells.collect::<Vec<_>>().join("\n")
}

/// What a visitor gets on one path, beside what all together read there.
fn outcome(place: Option<char>, got: &Got, all: &Read) -> String {
    let mut line = place.map_or_else(String::new, |mark| format!("{mark} "));
    line += &got.status.to_string();
    for subject in &SUBJECTS {
        let mark = subject.mark;
        let texts = |read: &Read| -> BTreeSet<&'static str> {
            read.iter()
                .filter(|(of, _)| *of == mark)
                .map(|(_, text)| *text)
                .collect()
        };
        let (own, known) = (texts(&got.read), texts(all));
        let leads_here = place == Some(mark);
        if !leads_here && !own.is_empty() {
            let _infallible = write!(line, " +{mark}");
        }
        // Where a door leads to it, or its marks are read at all: what others read of it there, and this visitor doesn't.
        if got.status == 200 && (leads_here || !own.is_empty()) {
            for hidden in known.difference(&own) {
                let _infallible = write!(line, " -{hidden}");
            }
        }
    }
    line
}

/// The rows of a door: each outcome, and who has it; that of most is everybody else's.
async fn rows(door: &Door, visitors: &Visitors) -> Vec<String> {
    let mut outcomes: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (place, path) in &door.paths {
        let mut gotten = Vec::new();
        let mut all = Read::new();
        for (name, client) in visitors {
            let got = knock(client, &door.method, path).await;
            for (mark, text) in &got.read {
                let subject = SUBJECTS
                    .iter()
                    .find(|subject| subject.mark == *mark)
                    .unwrap();
                let may = subject.may_be_read_by(name);
                assert!(may, "{} shows {name} the {text} of {mark}", door.name);
            }
            all.extend(got.read.iter().copied());
            gotten.push((name, got));
        }
        for (name, got) in gotten {
            let line = outcome(*place, &got, &all);
            outcomes.entry(name).or_default().push(line);
        }
    }
    let mut whose: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (name, _) in visitors {
        let outcome = outcomes[name.as_str()].join(", ");
        whose.entry(outcome).or_default().push(name);
    }
    let most = whose.values().map(Vec::len).max();
    let mut rows = vec![door.name.clone()];
    let mut others = None;
    for (outcome, names) in whose {
        if others.is_none() && Some(names.len()) == most {
            others = Some(format!("  {outcome}: everybody else"));
        } else {
            rows.push(format!("  {outcome}: {}", names.join(", ")));
        }
    }
    rows.extend(others);
    rows
}

async fn everybody_at_every_door(house: &House) {
    // R-STF-1
    let mut visitors = people(house).await;
    let numbers = written(house, &visitors).await;
    visitors.extend(comers(house).await);
    let mut lines = Vec::new();
    for door in doors(&numbers) {
        lines.extend(rows(&door, &visitors).await);
    }
    insta::assert_snapshot!("everybody_at_every_door", lines.join("\n"));
}
