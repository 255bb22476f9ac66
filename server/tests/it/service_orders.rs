//! Service orders from application to end, by hand.

use serde_json::{Value, json};

use crate::house::{House, application, on_each_database};

on_each_database! {
    a_return_goes_from_application_to_refund,
}

pub(crate) fn inspection(service_type: &str, method: &str) -> Value {
    json!({
        "type": "inspect",
        "results": [
            {"item": "appearance", "value": "pass"},
            {"item": "function", "value": "fail"},
            {"item": "accessories", "value": "pass"},
        ],
        "fault": {"codes": [], "description": "电机异响"},
        "conclusion": {"service_type": service_type, "handling_method": method, "liability": "product", "in_warranty": true},
    })
}

async fn a_return_goes_from_application_to_refund(house: &House) {
    // R-APP-1, R-REV-1, R-REV-3, R-SHP-1, R-RCV-1, R-LOG-1, R-RFD-1
    house.sell("o-1", "youpin_online", 2).await;
    let [consumer, merchant] = house.people(["consumer", "merchant"]).await;
    let number = consumer
        .apply(&application("o-1", "return", "mail_in"))
        .await;
    let applied = consumer.order(&number).await;
    assert_eq!(applied["node"], "pending_review");
    assert_eq!(applied["version"], 1);
    let steps = [
        (&merchant, json!({"type": "approve"}), "pending_shipment"),
        (
            &consumer,
            json!({"type": "ship", "carrier": "sf", "tracking_number": "SF1234567890123"}),
            "pending_receipt",
        ),
        (&merchant, json!({"type": "sign_for"}), "pending_inspection"),
        (
            &merchant,
            inspection("return", "full_refund"),
            "pending_handling",
        ),
        (
            &merchant,
            json!({"type": "handle", "method": "full_refund"}),
            "completed",
        ),
    ];
    for (who, command, node) in steps {
        let answer = who.command(&number, &command).await;
        assert_eq!(answer.status, 200, "{command}: {answer:?}");
        assert_eq!(answer.body["node"], node);
    }
    let ended = merchant.order(&number).await;
    assert_eq!(ended["terminal"], true);
    assert_eq!(
        ended["refund"],
        json!({"paid": 100_000, "refunded": 100_000, "refundable": 0})
    );
    assert_eq!(
        merchant.log(&number).await,
        [
            "applied",
            "approved",
            "shipped",
            "signed_for",
            "inspected",
            "handled"
        ]
    );
}
