//! Receipt 签收 (docs/rules.md § 2.4).

use crate::{
    form::FieldError,
    service_order::{
        Event, Node, Refusal, ServiceOrder,
        command::{ReportAbnormal, SignFor},
    },
    values::{
        quantity::{ArrivedQuantity, Quantity},
        service::ServiceMethod,
    },
};

/// Goods come by parcel, or over the counter: the receiver of a drop-off signs straight from the shipment (R-SHP-3).
pub(super) fn may_receive(order: &ServiceOrder) -> Result<(), Refusal> {
    match (order.node(), order.service_method) {
        (
            Node::PendingShipment,
            ServiceMethod::MailIn | ServiceMethod::Pickup | ServiceMethod::None,
        ) => Err(Refusal::AwaitsParcel {}),
        (Node::PendingShipment, ServiceMethod::DropOff)
        | (
            Node::PendingReceipt
            | Node::PendingReview
            | Node::PendingException
            | Node::PendingInspection
            | Node::PendingHandling
            | Node::InRepair
            | Node::PendingReturn
            | Node::Completed
            | Node::Cancelled
            | Node::Declined,
            _,
        ) => Ok(()),
    }
}

/// R-RCV-1: the goods go to inspection, as many pieces as came.
pub(super) fn sign_for(order: &ServiceOrder, command: &SignFor) -> Result<Vec<Event>, Refusal> {
    let expected = order.application.quantity;
    let quantity = match command.quantity.map(ArrivedQuantity::quantity) {
        None => expected,
        Some(None) => return Err(Refusal::NothingReceived { applied: expected }),
        Some(Some(quantity)) => quantity,
    };
    check_received(order, quantity)?;
    Ok(vec![Event::SignedFor {
        quantity,
        remark: command.remark.clone(),
        attachments: command.attachments.clone(),
    }])
}

/// Nobody takes in more than was applied for.
pub(super) fn check_received(order: &ServiceOrder, quantity: Quantity) -> Result<(), Refusal> {
    let expected = order.application.quantity;
    if quantity <= expected {
        return Ok(());
    }
    let fault = FieldError::OutOfRange {
        min: 1,
        max: expected.get().into(),
    };
    Err(Refusal::invalid("quantity", fault))
}

/// R-RCV-2: what is abnormal waits to be resolved.
pub(super) fn report_abnormal(command: &ReportAbnormal) -> Vec<Event> {
    vec![Event::ReportedAbnormal {
        reason_code: command.reason_code,
        remark: command.remark.clone(),
        attachments: command.attachments.clone(),
    }]
}
