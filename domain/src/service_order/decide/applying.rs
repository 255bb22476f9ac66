//! Applying 申请 (product.md § 2.2).

use super::check_attachments;
use crate::{
    eligibility::{warranty, window_closed},
    form::Fault,
    number::ServiceOrderNumber,
    party::{Actor, Authority, Party, Position},
    responsibility::{Responsible, Step},
    sale::Sale,
    service_order::{Application, Apply, Event, Goods, Refusal, Situation, event::Applied},
};

/// Begins a service order with that number for a line of a sale, or says why not (R-APP-1 to R-APP-5).
pub fn decide_application(
    actor: &Actor,
    apply: &Apply,
    sale: &Sale,
    number: ServiceOrderNumber,
    situation: &Situation<'_>,
) -> Result<Vec<Event>, Refusal> {
    let on_behalf_by = may_apply(actor, apply, sale, situation)?;
    if sale.shipped_at.is_none() {
        return Err(Refusal::NotShipped {});
    }
    let windows = situation.policy.windows_of(&sale.category);
    let delivered_at = sale.delivered_at;
    if let Some(ended_at) = window_closed(windows, apply.service_type, delivered_at, situation.now)
    {
        return Err(Refusal::WindowClosed {
            service_type: apply.service_type,
            ended_at,
        });
    }
    let available = situation.facts.line.available();
    if apply.quantity.get() > available {
        return Err(Refusal::QuantityUnavailable { available });
    }
    check_attachments(&apply.attachments.iter().collect::<Vec<_>>(), situation)?;
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

/// The party that applies for the consumer; none when they do themselves (R-APP-4, and the matrix's apply column).
fn may_apply(
    actor: &Actor,
    apply: &Apply,
    sale: &Sale,
    situation: &Situation<'_>,
) -> Result<Option<Party>, Refusal> {
    if !actor.may_see(&sale.merchant, &sale.consumer, sale.channel) {
        return Err(Refusal::OrderNotFound {});
    }
    if apply
        .on_behalf_of
        .as_ref()
        .is_some_and(|consumer| *consumer != sale.consumer)
    {
        return Err(Refusal::invalid("on_behalf_of", Fault::NotFound {}));
    }
    let step = Step::Apply;
    let responsible = situation
        .policy
        .matrix
        .responsible(sale.channel, apply.service_type, step);
    let not_responsible = Err(Refusal::NotResponsible { step, responsible });
    let staff = Some(actor.party());
    match (actor.authority(), responsible) {
        (Authority::Consumer(_), Responsible::Consumer) => Ok(None),
        (
            Authority::Consumer(_),
            Responsible::Merchant | Responsible::Store | Responsible::Platform,
        ) => not_responsible,
        (Authority::Store(_), Responsible::Store) => Ok(staff),
        (
            Authority::Store(_),
            Responsible::Consumer | Responsible::Merchant | Responsible::Platform,
        ) => not_responsible,
        (Authority::Merchant(_, positions), Responsible::Consumer | Responsible::Merchant) => {
            if positions.is_none_or(|held| held.contains(&Position::Agent)) {
                Ok(staff)
            } else {
                not_responsible
            }
        }
        (Authority::Merchant(..), Responsible::Store | Responsible::Platform) => not_responsible,
        (Authority::Operator, _) => Ok(staff),
        (Authority::ReturnCentre | Authority::System, _) => not_responsible,
    }
}
