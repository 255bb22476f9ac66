//! Inspection 质检 (docs/rules.md § 2.5).

use crate::{
    form::{FieldError, Violation},
    service_order::{Event, Inspection, Refusal, Situation, command::Inspect},
};

/// R-INS-3: the results must fit the template, and the method must be one of the concluded service.
pub(super) fn inspect(command: &Inspect, situation: &Situation<'_>) -> Result<Vec<Event>, Refusal> {
    let form = situation.inspection_form();
    let mut violations = form.check(&command.results);
    let conclusion = &command.conclusion;
    let method_type = conclusion.handling_method.facts().service_type;
    if method_type.is_some_and(|service_type| service_type != conclusion.service_type) {
        violations.push(Violation::new(
            "conclusion.handling_method",
            FieldError::NotApplicable {},
        ));
    }
    if !violations.is_empty() {
        return Err(Refusal::Invalid { violations });
    }
    Ok(vec![Event::Inspected(Box::new(Inspection {
        inspected_at: situation.now,
        goods_intact: form.shows_intact(&command.results),
        template: form.template,
        template_version: form.version,
        results: command.results.clone(),
        fault: command.fault.clone(),
        conclusion: conclusion.clone(),
        auto_passed: false,
    }))])
}
