//! Applying 申请 (docs/rules.md § 2.2).

use super::check_attachments;
use crate::{
    form::FieldError,
    order::line::Sale,
    people::party::{Actor, Authority, Party, Position},
    policy::responsibility::{Responsible, Step},
    service_order::{
        Application, Apply, Event, Goods, Refusal, Situation,
        command::named_at,
        eligibility::warranty,
        event::Applied,
        service_offers::{check_quantity, check_service},
    },
    values::{number::ServiceOrderNumber, service::ServiceType},
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

/// The party that applies for the consumer; none when they do themselves (R-APP-4, and the matrix's apply column).
pub(in crate::service_order) fn may_apply(
    actor: &Actor,
    service_type: ServiceType,
    sale: &Sale,
    situation: &Situation<'_>,
) -> Result<Option<Party>, Refusal> {
    if !actor.may_see(sale.ownership()) {
        return Err(Refusal::OrderNotFound {});
    }
    let step = Step::Apply;
    let responsible = situation
        .policy
        .matrix
        .responsible(sale.channel, service_type, step);
    let not_responsible = Err(Refusal::NotResponsible { step, responsible });
    let staff = Some(actor.party());
    match (actor.authority(), responsible) {
        (Authority::Consumer(..), Responsible::Consumer) => Ok(None),
        (
            Authority::Consumer(..),
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
