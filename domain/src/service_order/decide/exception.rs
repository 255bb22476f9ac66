//! Exceptions 异常处理 (R-EXC-1 to R-EXC-3).

use super::receipt::check_received;
use crate::{
    form::{FieldError, Violation},
    service_order::{
        Event, Refusal, ServiceOrder, Situation,
        command::{ExceptionResolution, ResolveException},
    },
    values::time::marketplace_day,
};

/// To hold it needs a remark and a day, not a past one, on which somebody looks again; to concede, the merchant may say how
/// many pieces it takes as received.
pub(super) fn resolve(
    order: &ServiceOrder,
    command: &ResolveException,
    situation: &Situation<'_>,
) -> Result<Vec<Event>, Refusal> {
    let mut violations = Vec::new();
    let holds = command.resolution == ExceptionResolution::Hold;
    if holds && command.remark.is_none() {
        violations.push(Violation::new("remark", FieldError::Required {}));
    }
    match command.review_on {
        None if holds => violations.push(Violation::new("review_on", FieldError::Required {})),
        Some(day) if holds && day < marketplace_day(situation.now) => {
            violations.push(Violation::new("review_on", FieldError::InThePast {}));
        }
        Some(_) if !holds => {
            violations.push(Violation::new("review_on", FieldError::NotApplicable {}));
        }
        Some(_) | None => {}
    }
    let concedes = command.resolution == ExceptionResolution::MerchantConcedes;
    if command.quantity.is_some() && !concedes {
        violations.push(Violation::new("quantity", FieldError::NotApplicable {}));
    }
    if !violations.is_empty() {
        return Err(Refusal::Invalid { violations });
    }
    let received = command.quantity.unwrap_or(order.application.quantity);
    check_received(order, received)?;
    Ok(vec![Event::ExceptionResolved {
        resolution: command.resolution,
        received: concedes.then_some(received),
        remark: command.remark.clone(),
        review_on: command.review_on,
    }])
}
