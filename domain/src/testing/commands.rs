//! Sample commands: well-formed, and accepted where the order allows them.

use serde_json::{Value, json};

use super::{
    people,
    sample::{consignee_json, fen, parcel},
};
use crate::{
    service_order::{
        Command, CommandType, ServiceOrder, Situation,
        catalogue::{HandlingMethod, RefundKind},
        command::ExceptionResolution,
        inspection::{Liability, Verdict},
        reason::AbnormalReason,
    },
    values::{
        carrier::Parcel,
        service::{ServiceMethod, ServiceType},
        time::{Span, Timestamp, marketplace_day},
    },
};

/// The command that a JSON body says.
pub fn parsed(body: &Value) -> Command {
    match Command::parse(body) {
        Ok(command) => command,
        Err(violations) => panic!("{body} is no command: {violations:?}"),
    }
}

/// Approves as applied for.
pub fn approve() -> Command {
    parsed(&json!({"type": "approve"}))
}

/// Approves with another service and method.
pub fn approve_as(service_type: ServiceType, service_method: ServiceMethod) -> Command {
    parsed(
        &json!({"type": "approve", "service_type": service_type, "service_method": service_method}),
    )
}

/// Approves a direct compensation of so many fen.
pub fn approve_direct_compensation(amount: i64) -> Command {
    parsed(
        &json!({"type": "approve_direct_compensation", "amount": amount, "reason": "配件破损，协商补偿"}),
    )
}

/// Rejects the application, with a reason.
pub fn reject() -> Command {
    parsed(
        &json!({"type": "reject", "reason_code": "misuse_damage", "reason": "机身有明显进水痕迹"}),
    )
}

/// Asks the consumer for more.
pub fn ask_consumer() -> Command {
    parsed(&json!({"type": "ask_consumer", "question": "请补充机身底部序列号的照片"}))
}

/// Answers the reviewer's question with words.
pub fn answer() -> Command {
    parsed(&json!({"type": "answer", "text": "序列号 R8S2026A00017"}))
}

/// Names the consumer's parcel.
pub fn ship() -> Command {
    parsed(&json!({"type": "ship", "carrier": "sf", "tracking_number": "SF1234567890123"}))
}

/// Names the consumer's parcel as it should have been.
pub fn correct_shipment() -> Command {
    parsed(
        &json!({"type": "correct_shipment", "carrier": "sf", "tracking_number": "SF1234567890132"}),
    )
}

/// Names the consumer's parcel again as it was named first.
pub fn correct_shipment_back() -> Command {
    let Parcel {
        carrier,
        tracking_number,
    } = parcel();
    parsed(
        &json!({"type": "correct_shipment", "carrier": carrier, "tracking_number": tracking_number}),
    )
}

/// Books a pickup for the day after.
pub fn book_pickup(now: Timestamp) -> Command {
    let from = Span::hours(24).after(now);
    let until = Span::hours(26).after(now);
    parsed(&json!({"type": "book_pickup", "carrier": "jd", "from": from, "until": until}))
}

/// Signs for all pieces.
pub fn sign_for() -> Command {
    parsed(&json!({"type": "sign_for"}))
}

/// Reports the goods as abnormal.
pub fn report_abnormal(reason: AbnormalReason) -> Command {
    parsed(
        &json!({"type": "report_abnormal", "reason_code": reason, "remark": "与申请描述不符，详见照片"}),
    )
}

/// Resolves an exception; holds it for two days where that is meant.
pub fn resolve_exception(resolution: ExceptionResolution, now: Timestamp) -> Command {
    let review_on = match resolution {
        ExceptionResolution::Hold => Some(marketplace_day(Span::days(2).after(now))),
        ExceptionResolution::ConsumerConcedes | ExceptionResolution::MerchantConcedes => None,
    };
    parsed(&json!({
        "type": "resolve_exception", "resolution": resolution, "remark": "已电话联系用户", "review_on": review_on,
    }))
}

/// Inspects goods that are all right but for what is concluded.
pub fn inspect(
    service_type: ServiceType,
    method: HandlingMethod,
    liability: Liability,
    in_warranty: bool,
) -> Command {
    inspect_finding(
        Verdict::Pass,
        &json!({
            "service_type": service_type,
            "handling_method": method,
            "liability": liability,
            "in_warranty": in_warranty,
        }),
    )
}

/// Inspects goods whose appearance has that verdict, and concludes.
pub fn inspect_finding(appearance: Verdict, conclusion: &Value) -> Command {
    parsed(&json!({
        "type": "inspect",
        "results": [
            {"item": "appearance", "value": appearance},
            {"item": "accessories", "value": "pass", "remark": "边刷两个"},
            {"item": "function", "value": "fail"},
            {"item": "packaging", "value": "完好"},
            {"item": "power_on_minutes", "value": 30},
        ],
        "fault": {"codes": ["E-11"], "description": "主板供电异常"},
        "conclusion": conclusion,
    }))
}

/// Handles by a method, with all that the catalogue says it needs.
pub fn handle(method: HandlingMethod) -> Command {
    handle_with(method, &json!({}))
}

/// Handles by a method, with other values than the usual ones.
pub fn handle_with(method: HandlingMethod, values: &Value) -> Command {
    let facts = method.facts();
    let mut body = json!({"type": "handle", "method": method, "remark": "按规则处理"});
    let mut set = |name: &str, value: Value| {
        if let Some(object) = body.as_object_mut() {
            object.insert(name.to_owned(), value);
        }
    };
    if facts.needs_reason {
        set("reason", json!("检测结果如附件"));
    }
    if facts.refund == RefundKind::Amount {
        set("amount", json!(fen(1)));
    }
    if facts.needs_quote {
        set("quote", json!(fen(19_900)));
    }
    if facts.needs_parts {
        set("parts", json!([{"name": "边刷", "quantity": 2}]));
    }
    for (name, value) in values.as_object().into_iter().flatten() {
        set(name, value.clone());
    }
    parsed(&body)
}

/// Accepts the quote of a repair.
pub fn accept_quote() -> Command {
    parsed(&json!({"type": "accept_quote"}))
}

/// Declines the quote of a repair.
pub fn decline_quote() -> Command {
    parsed(&json!({"type": "decline_quote", "reason": "比新买还贵"}))
}

/// Completes the repair by a final method.
pub fn complete_repair(method: HandlingMethod) -> Command {
    parsed(&json!({
        "type": "complete_repair",
        "method": method,
        "details": "更换主板，整机老化测试通过",
        "parts": [{"sku": "mainboard-s8", "quantity": 1, "price": 15_000}],
        "labour": 4_900,
        "fault_codes": ["E-11"],
    }))
}

/// Sends goods to the consumer.
pub fn send_goods_back() -> Command {
    parsed(
        &json!({"type": "send_goods_back", "carrier": "zto", "tracking_number": "751234567890123"}),
    )
}

/// 返回处理: sends the order back to its handling.
pub fn return_to_handling() -> Command {
    parsed(&json!({"type": "return_to_handling", "reason": "收货地址有误，重新处理"}))
}

/// The consumer gives up.
pub fn cancel() -> Command {
    parsed(&json!({"type": "cancel", "reason": "问题自己解决了"}))
}

/// 超级取消: ends the order, with a reason.
pub fn super_cancel() -> Command {
    parsed(&json!({"type": "super_cancel", "reason": "用户重复提交"}))
}

/// 延期: moves the deadline to a time.
pub fn extend_deadline(until: Timestamp) -> Command {
    parsed(&json!({"type": "extend_deadline", "until": until, "reason": "等待厂家回复"}))
}

/// 领取: takes the order as one's own work.
pub fn claim() -> Command {
    parsed(&json!({"type": "claim"}))
}

/// 指派: gives the order to a colleague.
pub fn assign(to: &str) -> Command {
    parsed(&json!({"type": "assign", "to": to}))
}

/// 催单: asks for haste as a consumer.
pub fn urge() -> Command {
    parsed(&json!({"type": "urge"}))
}

/// Rates the service, by stars and recommendation.
pub fn rate(stars: u8, recommend: u8) -> Command {
    parsed(&json!({
        "type": "rate", "stars": stars, "recommend": recommend, "comment": "处理很快", "tags": ["客服专业"],
    }))
}

/// Well-formed commands of a kind, one of which an order accepts where the kind is offered.
pub fn fitting(kind: CommandType, order: &ServiceOrder, situation: &Situation<'_>) -> Vec<Command> {
    let now = situation.now;
    match kind {
        CommandType::Approve => approvals(),
        CommandType::ApproveDirectCompensation => vec![approve_direct_compensation(1)],
        CommandType::Reject => vec![reject()],
        CommandType::AskConsumer => vec![ask_consumer()],
        CommandType::Answer => vec![answer()],
        CommandType::Ship => vec![ship()],
        CommandType::BookPickup => vec![book_pickup(now)],
        CommandType::SignFor => vec![sign_for()],
        CommandType::ReportAbnormal => each(AbnormalReason::ALL, report_abnormal),
        CommandType::ResolveException => each(ExceptionResolution::ALL, |resolution| {
            resolve_exception(resolution, now)
        }),
        CommandType::Inspect => inspections(),
        CommandType::Handle => each(HandlingMethod::ALL, handle),
        CommandType::AcceptQuote => vec![accept_quote()],
        CommandType::DeclineQuote => vec![decline_quote()],
        CommandType::CompleteRepair => HandlingMethod::ALL
            .iter()
            .filter(|method| method.facts().service_type == Some(ServiceType::Repair))
            .map(|&method| complete_repair(method))
            .collect(),
        CommandType::SendGoodsBack => vec![send_goods_back()],
        CommandType::ReturnToHandling => vec![return_to_handling()],
        CommandType::Cancel => vec![cancel()],
        CommandType::SuperCancel => vec![super_cancel()],
        CommandType::ExtendDeadline => {
            let due_at = order.deadline.due_at().unwrap_or(now);
            let latest = situation.policy.extension_at_most.after(due_at);
            vec![extend_deadline(latest)]
        }
        CommandType::CorrectShipment => vec![correct_shipment(), correct_shipment_back()],
        CommandType::Claim => vec![claim()],
        CommandType::Assign => vec![
            assign(people::colleague(&people::receiver()).username.as_str()),
            assign(people::colleague(&people::agent()).username.as_str()),
        ],
        CommandType::Urge => vec![urge()],
        CommandType::Rate => vec![rate(5, 9)],
    }
}

fn each<T: Copy>(all: &[T], command: impl Fn(T) -> Command) -> Vec<Command> {
    all.iter().map(|&one| command(one)).collect()
}

fn approvals() -> Vec<Command> {
    let mut approvals = vec![approve()];
    for &service_type in ServiceType::ALL {
        approvals.extend(each(service_type.methods(), |method| {
            approve_as(service_type, method)
        }));
    }
    approvals
}

/// Each method concluded once, and each service granted for every liability, in and out of warranty.
fn inspections() -> Vec<Command> {
    let mut inspections = Vec::new();
    for &method in HandlingMethod::ALL {
        let service_type = method.facts().service_type.unwrap_or(ServiceType::Return);
        inspections.push(inspect(service_type, method, Liability::Product, true));
    }
    for &service_type in ServiceType::ALL {
        for (&liability, in_warranty) in Liability::ALL.iter().zip([false, true, false, true]) {
            let method = service_type.granting_method(in_warranty);
            inspections.push(inspect(service_type, method, liability, in_warranty));
        }
    }
    inspections
}

/// A consignee other than the one of the application, as JSON.
pub fn other_consignee() -> Value {
    consignee_json("韩梅梅", "学院路30号")
}
