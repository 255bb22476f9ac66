//! The service order as its consumer sees it: every visible field is listed, so that a new field stays hidden until it
//! is added here (R-ATT-2). For the log, [`super::ConsumerEvent`] is that list.

use super::{AppliedView, OrderView};
use crate::service_order::{
    Abnormality, ConsumerAnswer, ConsumerQuestion, Handling, Part, Rating, Receipt, Repair,
};

/// The view of a service order for its consumer.
pub(super) fn for_consumer(view: OrderView) -> OrderView {
    OrderView {
        number: view.number,
        external_id: view.external_id,
        version: view.version,
        node: view.node,
        terminal: view.terminal,
        waiting_for: view.waiting_for,
        consumer_task: view.consumer_task,
        node_entered_at: view.node_entered_at,
        due_at: view.due_at,
        warns_at: view.warns_at,
        due_action: view.due_action,
        overdue: view.overdue,
        auto_passed: view.auto_passed,
        address_missing: false,
        goods_stay: view.goods_stay,
        order_number: view.order_number,
        line_number: view.line_number,
        channel: view.channel,
        merchant_id: view.merchant_id,
        consumer_id: view.consumer_id,
        spu: view.spu,
        sku: view.sku,
        title: view.title,
        service_type: view.service_type,
        service_method: view.service_method,
        applied: application_for_consumer(view.applied),
        quantity: view.quantity,
        warranty: view.warranty,
        responsible: view.responsible,
        assignee: None,
        question: view.question.map(question_for_consumer),
        receiving_address: view.receiving_address,
        pickup: view.pickup,
        shipment: view.shipment,
        receipt: view.receipt.as_ref().map(receipt_for_consumer),
        abnormality: view.abnormality.map(abnormality_for_consumer),
        hold: None,
        inspection: None,
        handling: view.handling.map(handling_for_consumer),
        quote: view.quote,
        repair: view.repair.map(repair_for_consumer),
        consignee: view.consignee,
        return_shipment: view.return_shipment,
        rejection: view.rejection,
        refund: view.refund,
        urges: view.urges,
        rating: view.rating.map(rating_for_consumer),
        allowed_commands: view.allowed_commands,
    }
}

/// What they applied for: all of it is their own.
fn application_for_consumer(applied: AppliedView) -> AppliedView {
    AppliedView {
        applied_at: applied.applied_at,
        service_type: applied.service_type,
        service_method: applied.service_method,
        reason_code: applied.reason_code,
        description: applied.description,
        attachments: applied.attachments,
        serial_number: applied.serial_number,
        contact: applied.contact,
        return_to: applied.return_to,
        on_behalf_by: applied.on_behalf_by,
    }
}

fn question_for_consumer(asked: ConsumerQuestion) -> ConsumerQuestion {
    ConsumerQuestion {
        question: asked.question,
        asked_at: asked.asked_at,
        answer_by: asked.answer_by,
        answer: asked.answer.map(|answer| ConsumerAnswer {
            text: answer.text,
            attachments: answer.attachments,
            answered_at: answer.answered_at,
        }),
        open: asked.open,
    }
}

/// That goods came, and how many; the photos of those who took them in are theirs.
fn receipt_for_consumer(receipt: &Receipt) -> Receipt {
    Receipt {
        signed_for_at: receipt.signed_for_at,
        quantity: receipt.quantity,
        remark: None,
        attachments: Vec::new(),
        auto_passed: receipt.auto_passed,
    }
}

fn abnormality_for_consumer(abnormality: Abnormality) -> Abnormality {
    Abnormality {
        reason_code: abnormality.reason_code,
        remark: abnormality.remark,
        attachments: Vec::new(),
        reported_at: abnormality.reported_at,
    }
}

/// How they are helped: what they get, what it costs, and why.
fn handling_for_consumer(handling: Handling) -> Handling {
    Handling {
        handled_at: handling.handled_at,
        method: handling.method,
        suggested: None,
        refund: handling.refund,
        kept_before: None,
        reason: handling.reason,
        consignee: handling.consignee,
        quote: handling.quote,
        parts: handling.parts.into_iter().map(part_for_consumer).collect(),
        replacement: handling.replacement,
        remark: None,
    }
}

/// A part that is sent to them.
fn part_for_consumer(part: Part) -> Part {
    Part {
        sku: part.sku,
        name: part.name,
        quantity: part.quantity,
        price: None,
    }
}

/// What became of a repair; what it took is the workshop's business.
fn repair_for_consumer(repair: Repair) -> Repair {
    Repair {
        repaired_at: repair.repaired_at,
        method: repair.method,
        details: repair.details,
        parts: Vec::new(),
        labour: None,
        fault_codes: Vec::new(),
        attachments: Vec::new(),
    }
}

fn rating_for_consumer(rating: Rating) -> Rating {
    Rating {
        stars: rating.stars,
        recommend: rating.recommend,
        comment: rating.comment,
        tags: rating.tags,
        rated_at: rating.rated_at,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    /// What the consumer sees of a record that is stored so.
    fn told<T: serde::de::DeserializeOwned + serde::Serialize>(
        record: Value,
        tell: impl FnOnce(T) -> T,
    ) -> Value {
        let record = serde_json::from_value(record).expect("it is one");
        json!(tell(record))
    }

    // R-ATT-2
    #[test]
    fn the_photos_of_those_who_work_on_it_are_theirs() {
        let at = "2026-11-23T02:00:00Z";
        let receipt = json!({
            "signed_for_at": at, "quantity": 1, "remark": "x", "attachments": ["a-1"], "auto_passed": false,
        });
        let receipt = told(receipt, |receipt: Receipt| receipt_for_consumer(&receipt));
        assert_eq!(
            (&receipt["attachments"], &receipt["remark"]),
            (&json!([]), &json!(null))
        );
        let abnormality = json!({
            "reason_code": "wrong_goods", "remark": "x", "attachments": ["a-1"], "reported_at": at,
        });
        let abnormality = told(abnormality, abnormality_for_consumer);
        assert_eq!(
            (&abnormality["attachments"], &abnormality["remark"]),
            (&json!([]), &json!("x"))
        );
        let repair = json!({
            "repaired_at": at, "method": "repair_parts_free", "details": "x", "labour": 1, "fault_codes": ["E1"],
            "parts": [{"name": "x", "quantity": 1}], "attachments": ["a-1"],
        });
        let repair = told(repair, repair_for_consumer);
        for hidden in ["attachments", "parts", "fault_codes"] {
            assert_eq!(repair[hidden], json!([]), "{hidden}");
        }
        assert_eq!(
            (&repair["labour"], &repair["details"]),
            (&json!(null), &json!("x"))
        );
    }
}
