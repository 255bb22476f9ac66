//! What the system does when a deadline has come (docs/rules.md § 2.1, R-TIM-3).

use super::{handling, review};
use crate::{
    people::rule::Rule,
    service_order::{
        Event, Inspection, Node, Refusal, ServiceOrder, Situation,
        catalogue::HandlingMethod,
        handling_offers::check_fits,
        inspection::{Conclusion, Liability},
    },
    values::service::ServiceType,
};

/// The rule that acts on an order now, and what it does; a refusal while nothing is due.
pub(crate) fn decide_elapsed(
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

/// R-REV-7, and R-REV-2: with the product's address, else the merchant's default; without either the order stays. So does one
/// that nobody could approve as applied: a return for which no goods are to come.
fn approve_as_applied(order: &ServiceOrder, situation: &Situation<'_>) -> (Rule, Vec<Event>) {
    if order.goods_stay() {
        return (Rule::Overdue, vec![Event::DeadlineMissed {}]);
    }
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

/// R-RCV-3: signs for the goods, marked as done by the system.
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

/// R-HND-5: return and exchange as the inspection concluded, a repair as a full refund: the same decision as a person's who
/// chooses that method.
fn handle(order: &ServiceOrder, situation: &Situation<'_>) -> (Rule, Vec<Event>) {
    match method_at_deadline(order) {
        None => (Rule::Overdue, vec![Event::DeadlineMissed {}]),
        Some(method) => {
            let handling = handling::granting(order, method, situation);
            let event = Event::Handled(Box::new(handling));
            (Rule::HandlingElapsed, vec![event])
        }
    }
}

/// "No fault found" or "consumer's fault" refuses, anything else grants. None where a person must handle it: a supplement,
/// money for goods that stay with the consumer, and what a person could not choose either.
pub(in crate::service_order) fn method_at_deadline(order: &ServiceOrder) -> Option<HandlingMethod> {
    if order.goods_stay() {
        return None;
    }
    let concluded = order
        .inspection
        .as_ref()
        .map(|inspection| &inspection.conclusion);
    let method = match order.service_type {
        ServiceType::Supplement => None,
        ServiceType::Repair => Some(HandlingMethod::FullRefund),
        ServiceType::Return | ServiceType::Exchange => match concluded {
            None => Some(order.service_type.granting_method(true)),
            Some(conclusion) => match conclusion.liability {
                Liability::NoneFound | Liability::Consumer => order.service_type.refusing_method(),
                Liability::Product | Liability::Carrier => {
                    Some(granted_service(order, conclusion).granting_method(true))
                }
            },
        },
    };
    method.filter(|&method| check_fits(order, method).is_ok())
}

/// The service that an inspection grants: return or exchange as concluded, else the one of the order.
fn granted_service(order: &ServiceOrder, conclusion: &Conclusion) -> ServiceType {
    match conclusion.service_type {
        ServiceType::Return | ServiceType::Exchange => conclusion.service_type,
        ServiceType::Repair | ServiceType::Supplement => order.service_type,
    }
}
