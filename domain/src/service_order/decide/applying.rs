//! Applying 申请 (docs/rules.md § 2.2).

use super::check_attachments;
use crate::{
    form::FieldError,
    order::line::Sale,
    people::party::Actor,
    service_order::{
        Application, Apply, Event, Goods, Refusal, Situation,
        eligibility::warranty,
        event::Applied,
        service_offers::{check_quantity, check_service, may_apply},
        situation::named_at,
    },
    values::number::ServiceOrderNumber,
};

/// Begins a service order with that number for a line of a sale, or refuses (R-APP-1 to R-APP-5).
pub(crate) fn decide_application(
    actor: &Actor,
    apply: &Apply,
    sale: &Sale,
    number: ServiceOrderNumber,
    situation: &Situation<'_>,
) -> Result<Vec<Event>, Refusal> {
    let on_behalf_by = may_apply(actor, apply.service_type, sale, situation)?;
    check_on_behalf(apply, sale)?;
    apply
        .service_type
        .check_method(apply.service_method)
        .map_err(|fault| Refusal::invalid("service_method", fault))?;
    check_service(actor, sale, apply.service_type, situation)?;
    check_quantity(apply.quantity.get(), situation)?;
    let windows = situation.policy.windows_of(&sale.category);
    let delivered_at = sale.delivered_at;
    check_attachments(&named_at("", &apply.attachments), situation)?;
    let application = Application {
        applied_at: situation.now,
        service_type: apply.service_type,
        service_method: apply.service_method,
        quantity: apply.quantity,
        reason_code: apply.reason_code,
        description: apply.description.clone(),
        attachments: apply.attachments.clone(),
        serial_number: apply.serial_number.clone(),
        contact: apply.contact.clone(),
        return_to: apply.return_to.clone(),
        external_id: apply.external_id.clone(),
        on_behalf_by,
        warranty: warranty(windows, apply.service_type, delivered_at, situation.now),
    };
    let goods = Goods {
        order_number: sale.order_number.clone(),
        line_number: sale.line_number,
        channel: sale.channel,
        merchant: sale.merchant.clone(),
        consumer: sale.consumer.clone(),
        spu: sale.spu.clone(),
        sku: sale.sku.clone(),
        title: sale.title.clone(),
        category: sale.category.clone(),
        delivered_at,
    };
    Ok(vec![Event::Applied(Box::new(Applied {
        number,
        goods,
        application,
        shipment: apply.shipment.clone(),
    }))])
}

/// Whoever applies for somebody applies for the one who bought it.
fn check_on_behalf(apply: &Apply, sale: &Sale) -> Result<(), Refusal> {
    let for_another = apply
        .on_behalf_of
        .as_ref()
        .is_some_and(|consumer| *consumer != sale.consumer);
    if for_another {
        Err(Refusal::invalid("on_behalf_of", FieldError::NotFound {}))
    } else {
        Ok(())
    }
}
