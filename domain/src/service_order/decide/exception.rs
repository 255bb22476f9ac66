//! Exceptions 异常处理 (R-EXC-1 to R-EXC-3).

use crate::{
    form::{Fault, Violation},
    service_order::{
        Event, Refusal, Situation,
        command::{ExceptionResolution, ResolveException},
    },
    time::marketplace_day,
};

/// To hold it needs a remark and a day, not a past one, on which somebody looks again.
pub(super) fn resolve(
    command: &ResolveException,
    situation: &Situation<'_>,
) -> Result<Vec<Event>, Refusal> {
    let mut violations = Vec::new();
    let holds = command.resolution == ExceptionResolution::Hold;
    if holds && command.remark.is_none() {
        violations.push(Violation::new("remark", Fault::Required {}));
    }
    match command.review_on {
        None if holds => violations.push(Violation::new("review_on", Fault::Required {})),
        Some(day) if holds && day < marketplace_day(situation.now) => {
            violations.push(Violation::new("review_on", Fault::InThePast {}));
        }
        Some(_) if !holds => violations.push(Violation::new("review_on", Fault::NotApplicable {})),
        Some(_) | None => {}
    }
    if !violations.is_empty() {
        return Err(Refusal::Invalid { violations });
    }
    Ok(vec![Event::ExceptionResolved {
        resolution: command.resolution,
        remark: command.remark.clone(),
        review_on: command.review_on,
    }])
}
