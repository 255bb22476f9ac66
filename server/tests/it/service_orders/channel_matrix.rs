//! The channel matrix 售后服务职能分解 (docs/rules.md § 1.1), cell by cell.

use serde_json::{Value, json};

use crate::{
    house::{Answer, Crew, House, application, on_each_database},
    service_orders::inspection,
};

on_each_database! {
    each_step_is_done_by_the_party_of_its_cell_alone,
    an_application_comes_from_where_the_matrix_says_or_on_behalf,
}

/// The table of docs/rules.md § 1.1: the parties of review, receive, inspect and handle.
const MATRIX: [(&str, &str, [&str; 4]); 8] = [
    ("youpin_online", "return", ["merchant"; 4]),
    ("youpin_store", "return", ["store"; 4]),
    ("mi_home", "return", ["store"; 4]),
    ("youpin_jd", "return", ["platform"; 4]),
    ("youpin_online", "repair", ["merchant"; 4]),
    ("youpin_store", "repair", ["merchant"; 4]),
    ("mi_home", "repair", ["merchant"; 4]),
    ("youpin_jd", "repair", ["merchant"; 4]),
];

/// The column of applications: the party, and those who may apply on behalf (R-APP-4).
const APPLICATIONS: [(&str, &str, &[&str]); 4] = [
    ("youpin_online", "consumer", &["merchant", "platform"]),
    ("youpin_store", "store", &["platform"]),
    ("mi_home", "store", &["platform"]),
    ("youpin_jd", "consumer", &["merchant", "platform"]),
];

/// Who acts for which party; the store serves every channel.
const ACTING: [(&str, &str); 4] = [
    ("consumer", "consumer"),
    ("merchant", "merchant"),
    ("store", "store_of_all"),
    ("platform", "operator"),
];

async fn open(house: &House) -> Crew {
    for (channel, ..) in APPLICATIONS {
        house.sell(channel, channel, 99).await;
    }
    house.crew(&ACTING.map(|(_, username)| username)).await
}

fn acting(party: &str) -> &'static str {
    let found = ACTING.iter().find(|(acting, _)| *acting == party);
    found.expect("a party of the matrix").1
}

/// The four steps after an application, each with its command.
fn steps(service_type: &str) -> [(&'static str, Value); 4] {
    let method = if service_type == "repair" {
        "repair_parts_free"
    } else {
        "full_refund"
    };
    [
        ("review", json!({"type": "approve"})),
        ("receive", json!({"type": "sign_for"})),
        ("inspect", inspection(service_type, method)),
        ("handle", json!({"type": "handle", "method": method})),
    ]
}

async fn each_step_is_done_by_the_party_of_its_cell_alone(house: &House) {
    let crew = open(house).await;
    for (channel, service_type, cells) in MATRIX {
        let applicant = APPLICATIONS.iter().find(|(of, ..)| *of == channel);
        let applicant = acting(applicant.unwrap().1);
        let applied = application(channel, service_type, "mail_in");
        let number = crew.get(applicant).apply(&applied).await;
        for ((step, command), responsible) in steps(service_type).into_iter().zip(cells) {
            let cell = format!("{channel} {service_type} {step}");
            if step == "receive" {
                let parcel =
                    json!({"type": "ship", "carrier": "sf", "tracking_number": "SF1234567890123"});
                let shipped = crew.get("consumer").command(&number, &parcel).await;
                assert_eq!(shipped.status, 200, "{cell}: {shipped:?}");
            }
            for (party, username) in ACTING.iter().filter(|(party, _)| *party != responsible) {
                let refused = crew.get(username).command(&number, &command).await;
                if *party == "consumer" {
                    // No channel lets a consumer do a step of the staff.
                    assert_eq!(
                        (refused.status, refused.code()),
                        (403, "forbidden"),
                        "{cell}"
                    );
                } else {
                    refused_naming(&refused, step, responsible, &cell);
                }
            }
            let done = crew
                .get(acting(responsible))
                .command(&number, &command)
                .await;
            assert_eq!(done.status, 200, "{cell}: {done:?}");
        }
    }
}

async fn an_application_comes_from_where_the_matrix_says_or_on_behalf(house: &House) {
    // R-APP-4
    let crew = open(house).await;
    for (channel, responsible, on_behalf) in APPLICATIONS {
        for service_type in ["return", "exchange", "repair"] {
            let application = application(channel, service_type, "mail_in");
            for (party, username) in ACTING {
                let cell = format!("{channel} {service_type} by {party}");
                let answer = crew
                    .get(username)
                    .post("/api/v1/service-orders", &application)
                    .await;
                if party == responsible || on_behalf.contains(&party) {
                    assert_eq!(answer.status, 201, "{cell}: {answer:?}");
                } else {
                    refused_naming(&answer, "apply", responsible, &cell);
                }
            }
        }
    }
}

#[track_caller]
fn refused_naming(refused: &Answer, step: &str, responsible: &str, cell: &str) {
    assert_eq!(
        (refused.status, refused.code()),
        (403, "not_responsible"),
        "{cell}: {refused:?}"
    );
    assert_eq!(refused.body["step"], step, "{cell}");
    assert_eq!(refused.body["responsible"], responsible, "{cell}");
}
