//! What the system does when a deadline has come (product.md § 2.1, R-TIM-3).

use super::{handling, review};
use crate::{
    catalogue::{HandlingMethod, RefundKind},
    inspection::{Conclusion, Liability},
    rule::Rule,
    service::ServiceType,
    service_order::{Event, Handling, Inspection, Node, Refusal, ServiceOrder, Situation},
};

/// The rule that acts on an order now, and what it does; a refusal while nothing is due.
pub fn decide_elapsed(
    order: &ServiceOrder,
    situation: &Situation<'_>,
) -> Result<(Rule, Vec<Event>), Refusal> {
    if order.wakes_at().is_none_or(|at| situation.now < at) {
        return Err(Refusal::NotDue {});
    }
    if order.question_open() {
        return Ok((Rule::AnswerElapsed, vec![Event::AnswerElapsed {}]));
    }
    Ok(at_deadline(order, situation))
}

fn at_deadline(order: &ServiceOrder, situation: &Situation<'_>) -> (Rule, Vec<Event>) {
    match order.node() {
        Node::PendingReview => approve_as_applied(order, situation),
        Node::PendingShipment => (
            Rule::ShipmentElapsed,
            vec![Event::Cancelled { reason: None }],
        ),
        Node::PendingReceipt => (Rule::ReceiptElapsed, vec![sign_for(order)]),
        Node::PendingInspection => (
            Rule::InspectionElapsed,
            vec![pass_inspection(order, situation)],
        ),
        Node::PendingHandling => handle(order, situation),
        Node::PendingException
        | Node::InRepair
        | Node::PendingReturn
        | Node::Completed
        | Node::Cancelled
        | Node::Declined => (Rule::Overdue, vec![Event::DeadlineMissed {}]),
    }
}

/// R-REV-7, and R-REV-2: with the product's address, else the merchant's default; without either the order stays.
fn approve_as_applied(order: &ServiceOrder, situation: &Situation<'_>) -> (Rule, Vec<Event>) {
    let service_type = order.application.service_type;
    let service_method = order.application.service_method;
    let addresses = &situation.facts.addresses;
    let purpose = service_type
        .address_purpose()
        .filter(|_| service_method.brings_goods());
    let receiving_address = match purpose {
        None => None,
        Some(purpose) => match addresses.of(purpose).or(addresses.default.as_ref()) {
            Some(address) => Some(address.clone()),
            None => return (Rule::AddressMissing, vec![Event::AddressMissing {}]),
        },
    };
    (
        Rule::ReviewElapsed,
        review::approved(order, service_type, service_method, receiving_address),
    )
}

/// R-RCV-3
fn sign_for(order: &ServiceOrder) -> Event {
    Event::SignedFor {
        quantity: order.application.quantity,
        remark: None,
        attachments: Vec::new(),
    }
}

/// R-INS-6: the type applied for, its granting method, liability `product`.
fn pass_inspection(order: &ServiceOrder, situation: &Situation<'_>) -> Event {
    let form = situation.inspection_form();
    let in_warranty = order.application.warranty.in_warranty;
    let service_type = order.application.service_type;
    Event::Inspected(Box::new(Inspection {
        inspected_at: situation.now,
        template: form.template,
        template_version: form.version,
        results: Vec::new(),
        fault: None,
        conclusion: Conclusion {
            service_type,
            handling_method: service_type.granting_method(in_warranty),
            liability: Liability::Product,
            in_warranty,
        },
        goods_intact: false,
        auto_passed: true,
    }))
}

/// R-HND-5: return and exchange as the inspection concluded, a repair as a full refund.
fn handle(order: &ServiceOrder, situation: &Situation<'_>) -> (Rule, Vec<Event>) {
    let Some(method) = method_at_deadline(order) else {
        return (Rule::Overdue, vec![Event::DeadlineMissed {}]);
    };
    let facts = method.facts();
    let refund = match facts.refund {
        RefundKind::AllPaid | RefundKind::LessFreight => {
            handling::fixed_refund(order, facts.refund, situation)
        }
        RefundKind::Amount | RefundKind::Nothing => None,
    };
    let consignee = Some(order.application.return_to.clone()).filter(|_| facts.needs_consignee);
    let handling = Handling {
        handled_at: situation.now,
        method,
        suggested: None,
        refund,
        reason: None,
        consignee,
        quote: None,
        parts: Vec::new(),
        replacement: None,
        remark: None,
    };
    (
        Rule::HandlingElapsed,
        vec![Event::Handled(Box::new(handling))],
    )
}

/// "No fault found" or "consumer's fault" refuses, anything else grants; none for supplements, which a person handles.
fn method_at_deadline(order: &ServiceOrder) -> Option<HandlingMethod> {
    let concluded = order
        .inspection
        .as_ref()
        .map(|inspection| &inspection.conclusion);
    let service_type = match order.service_type {
        ServiceType::Repair => return Some(HandlingMethod::FullRefund),
        ServiceType::Supplement => return None,
        ServiceType::Return | ServiceType::Exchange => {
            match concluded.map(|conclusion| conclusion.service_type) {
                Some(concluded @ (ServiceType::Return | ServiceType::Exchange)) => concluded,
                Some(ServiceType::Repair | ServiceType::Supplement) | None => order.service_type,
            }
        }
    };
    let refused = concluded.is_some_and(|conclusion| match conclusion.liability {
        Liability::NoneFound | Liability::Consumer => true,
        Liability::Product | Liability::Carrier => false,
    });
    let granting = service_type.granting_method(true);
    if refused {
        service_type.refusing_method()
    } else {
        Some(granting)
    }
}
