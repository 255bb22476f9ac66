//! Refusals of the domain as problems: what each is about decides its status and the fields that it names.

use aftercare_domain::service_order::{Refusal, refusal::About};
use axum::http::StatusCode;
use serde_json::Value;

use super::{Problem, ProblemKind};

/// The status of a refusal: who asks, what is not there for them, a value that another one could take the place of, or the
/// order, which would have to stand differently first.
pub(super) fn status(refusal: &Refusal) -> StatusCode {
    match refusal.about() {
        About::Caller => StatusCode::FORBIDDEN,
        About::Missing => StatusCode::NOT_FOUND,
        About::Fields(_) => StatusCode::UNPROCESSABLE_ENTITY,
        About::State => StatusCode::CONFLICT,
    }
}

impl From<Refusal> for Problem {
    /// The values of the refusal become members of the document.
    fn from(refusal: Refusal) -> Self {
        if let Refusal::Invalid { violations } = &refusal {
            return Self::invalid(violations);
        }
        let said = serde_json::to_value(&refusal).unwrap_or_default();
        let violations = refusal.violations();
        let mut problem = Self::of(ProblemKind::Refused(Box::new(refusal)));
        if let Some(Value::Object(values)) = said.get("params") {
            for (name, value) in values {
                problem = problem.member(name, value.clone());
            }
        }
        if violations.is_empty() {
            problem
        } else {
            problem.violations(&violations)
        }
    }
}
