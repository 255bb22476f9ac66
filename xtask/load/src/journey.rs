//! The journey of the load: a return that is refused, from the application to the goods' way back, which frees the piece
//! for the next journey.

use serde_json::{Value, json};

/// The merchant whose orders are handled.
pub(crate) const MERCHANT: &str = "merchant-bench";
/// What was bought.
pub(crate) const SPU: &str = "SPU-BENCH";
/// Pieces on a client's order line: more than it can apply for while it is measured.
const PIECES: u32 = 9_999;
/// Stands for the digits of a parcel's number, which differ from journey to journey.
const PARCEL: &str = "1000000000000";

/// The application.
pub(crate) fn application(order_number: &str) -> Value {
    json!({
        "order_number": order_number,
        "line_number": 1,
        "quantity": 1,
        "service_type": "return",
        "service_method": "mail_in",
        "reason_code": "malfunction",
        "description": "开机十分钟后自动关机，重启无效",
        "contact": {"name": "王芳", "phone": "13812345678"},
        "return_to": address(),
    })
}

/// The commands after it.
pub(crate) fn commands() -> [Value; 6] {
    let passed = |item: &str| json!({"item": item, "value": "pass"});
    let there = format!("SF{PARCEL}");
    let back = format!("YT{PARCEL}");
    [
        json!({"type": "approve"}),
        json!({"type": "ship", "carrier": "sf", "tracking_number": there}),
        json!({"type": "sign_for"}),
        json!({
            "type": "inspect",
            "results": [passed("appearance"), passed("accessories"), passed("function")],
            "fault": {"codes": [], "description": "未复现故障"},
            "conclusion": {
                "service_type": "return",
                "handling_method": "return_refused",
                "liability": "none_found",
                "in_warranty": true,
            },
        }),
        json!({"type": "handle", "method": "return_refused", "reason": "检测无故障，原返用户"}),
        json!({"type": "send_goods_back", "carrier": "yto", "tracking_number": back}),
    ]
}

/// A command with the parcel of one journey: no two orders share one.
pub(crate) fn with_parcel(command: &str, order_number: &str, journey: u32) -> String {
    let place = order_number.bytes().fold(0_u64, |place, byte| {
        (place * 31 + u64::from(byte)) % 999_983
    });
    let digits = 1_000_000_000_000 + place * 1_000_000 + u64::from(journey);
    command.replace(PARCEL, &digits.to_string())
}

/// Where goods come from and go to.
pub(crate) fn address() -> Value {
    json!({
        "name": "王芳",
        "phone": "13812345678",
        "province": "浙江省",
        "city": "杭州市",
        "district": "余杭区",
        "street": "文一西路 969 号 3 幢",
    })
}

/// The order of which pieces are returned.
pub(crate) fn order() -> Value {
    json!({
        "channel": "youpin_online",
        "merchant_id": MERCHANT,
        "consumer_id": "consumer-bench",
        "shipped_by": "merchant",
        "paid_at": "2026-01-01T00:00:00Z",
        "shipped_at": "2026-01-02T00:00:00Z",
        "lines": [{
            "line_number": 1,
            "spu": SPU,
            "sku": "SKU-BENCH",
            "title": "空气净化器 4 Lite",
            "category": "air_purifier",
            "quantity": PIECES,
            "paid": 99_900_000,
            "freight": 0,
        }],
    })
}
