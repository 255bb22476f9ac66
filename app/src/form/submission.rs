//! What consumers send: an application, or a command to one of their service orders.
//!
//! Both the browser's script and the server, to which a form without a script is posted, submit through this module:
//! one parser, one check, one call of the API.

use aftercare_domain::{
    form::{Cardinality, FieldKind, FieldSpec, Record, Violation},
    service_order::{
        Apply, CommandType,
        command::{AcceptQuote, Answer, Cancel, CorrectShipment, DeclineQuote, Rate, Ship, Urge},
        permission::ConsumerCommand,
    },
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    api::{Api, ApiError, transport::IdempotencyKey},
    form::values::{filled, object, text_json},
};

/// A form's hidden field with the command that it gives.
pub const COMMAND_FIELD: &str = "type";

/// A form's hidden field with the version of the order that the consumer saw.
pub const VERSION_FIELD: &str = "expected_version";

/// A form's hidden field with the time at which its page was made: the same form sent twice from one page is one
/// submission.
pub const PAGE_FIELD: &str = "page_made_at";

/// What a form submits, without its values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum FormSubmission {
    /// Apply for a line of an order.
    Apply {
        /// The order.
        order_number: String,
        /// The line.
        line_number: String,
    },
    /// Give a command to a service order.
    Command {
        /// Its number.
        number: String,
        /// The command.
        command: CommandType,
        /// The version that the consumer saw.
        expected_version: u32,
    },
}

/// An accepted submission: as much of the service order as its page needs.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Submitted {
    /// The service order.
    pub number: String,
}

/// Why it was rejected.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubmissionFailure {
    /// What is wrong with which field.
    pub violations: Vec<Violation>,
    /// Another error.
    pub error: Option<ApiError>,
}

impl FormSubmission {
    /// The fields that its form may have.
    pub const fn fields(&self) -> &'static [FieldSpec] {
        match self {
            Self::Apply { .. } => Apply::FIELDS,
            Self::Command { command, .. } => command.fields(),
        }
    }

    /// Checks what was typed, and sends it.
    pub async fn run(
        &self,
        api: &Api,
        pairs: &[(String, String)],
        key: &IdempotencyKey,
    ) -> Result<Submitted, SubmissionFailure> {
        let body = self.body(pairs);
        self.check(&body)?;
        match self {
            Self::Apply { .. } => Ok(api.apply(&with_contact(body), key).await?),
            Self::Command {
                number,
                expected_version,
                ..
            } => {
                let version = *expected_version;
                Ok(api.checked_command(number, version, body, key).await?)
            }
        }
    }

    /// What is wrong with what was typed so far.
    pub fn faults(&self, pairs: &[(String, String)]) -> Vec<Violation> {
        self.check(&self.body(pairs)).err().unwrap_or_default()
    }

    fn check(&self, body: &Value) -> Result<(), Vec<Violation>> {
        match self {
            Self::Apply { .. } => check_application(body),
            Self::Command { command, .. } => check_command(*command, body),
        }
    }

    /// The JSON of what was typed.
    fn body(&self, pairs: &[(String, String)]) -> Value {
        let mut body = body(self.fields(), &typed(self.fields(), pairs));
        match self {
            Self::Apply {
                order_number,
                line_number,
            } => {
                let line_number = line_number
                    .parse::<i64>()
                    .map_or_else(|_| line_number.as_str().into(), Value::from);
                body.insert("order_number".to_owned(), order_number.as_str().into());
                body.insert("line_number".to_owned(), line_number);
            }
            Self::Command { command, .. } => {
                body.insert(COMMAND_FIELD.to_owned(), command.name().into());
            }
        }
        Value::Object(body)
    }
}

/// The typed texts as nested JSON: `return_to.phone` is a field of a record.
pub fn typed(fields: &[FieldSpec], pairs: &[(String, String)]) -> Value {
    let mut record = Map::new();
    for field in fields {
        let mut own = pairs.iter().filter(|(name, _)| name == field.name);
        let value = match (field.cardinality, field.kind) {
            (Cardinality::List, _) => {
                Value::Array(own.map(|(_, text)| text.as_str().into()).collect())
            }
            (Cardinality::Required | Cardinality::Optional, FieldKind::Record { fields }) => {
                let prefix = format!("{}.", field.name);
                let inside: Vec<(String, String)> = pairs
                    .iter()
                    .filter_map(|(name, text)| {
                        Some((name.strip_prefix(&prefix)?.to_owned(), text.clone()))
                    })
                    .collect();
                typed(fields, &inside)
            }
            (Cardinality::Required | Cardinality::Optional, _) => own
                .next_back()
                .map_or(Value::Null, |(_, text)| text.as_str().into()),
        };
        record.insert(field.name.to_owned(), value);
    }
    Value::Object(record)
}

/// The typed JSON of nested texts; empty ones are left out.
fn body(fields: &[FieldSpec], texts: &Value) -> Map<String, Value> {
    let field_json = |field: &FieldSpec| {
        let text = texts.get(field.name)?;
        match (field.cardinality, field.kind) {
            (Cardinality::List, _) => Some(text.clone()),
            (cardinality, FieldKind::Record { fields }) => filled(cardinality, body(fields, text)),
            (_, kind) => text_json(kind, text.as_str()?),
        }
    };
    object(
        &mut fields
            .iter()
            .filter_map(|field| Some((field.name.to_owned(), field_json(field)?))),
    )
}

/// Checks a command of the consumer's. Commands of staff are left to the API, which refuses them: their parsers are
/// larger than everything else that the bundle has of the domain.
fn check_command(command: CommandType, body: &Value) -> Result<(), Vec<Violation>> {
    match ConsumerCommand::of(command) {
        Some(ConsumerCommand::Answer) => check::<Answer>(body),
        Some(ConsumerCommand::Ship) => check::<Ship>(body),
        Some(ConsumerCommand::CorrectShipment) => check::<CorrectShipment>(body),
        Some(ConsumerCommand::AcceptQuote) => check::<AcceptQuote>(body),
        Some(ConsumerCommand::DeclineQuote) => check::<DeclineQuote>(body),
        Some(ConsumerCommand::Cancel) => check::<Cancel>(body),
        Some(ConsumerCommand::Urge) => check::<Urge>(body),
        Some(ConsumerCommand::Rate) => check::<Rate>(body),
        None => Ok(()),
    }
}

fn check<R: Record>(body: &Value) -> Result<(), Vec<Violation>> {
    R::parse_leaving_out(body, &[COMMAND_FIELD]).map(drop)
}

/// Checks an application. The person to call is the one who receives goods unless another one is named, so that what is
/// missing is said once.
fn check_application(body: &Value) -> Result<(), Vec<Violation>> {
    let named = names_contact(body);
    let Err(mut violations) = Apply::parse(&with_contact(body.clone())) else {
        return Ok(());
    };
    violations.retain(|violation| named || !violation.field.starts_with("contact."));
    Err(violations)
}

fn names_contact(body: &Value) -> bool {
    let contact = body.get("contact").and_then(Value::as_object);
    contact.is_some_and(|contact| !contact.is_empty())
}

/// The application with somebody to call.
fn with_contact(mut body: Value) -> Value {
    if names_contact(&body) {
        return body;
    }
    let receiver = body.get("return_to").cloned().unwrap_or_default();
    let contact = object(
        &mut ["name", "phone"]
            .into_iter()
            .filter_map(|name| Some((name.to_owned(), receiver.get(name)?.clone()))),
    );
    if let Value::Object(body) = &mut body {
        body.insert("contact".to_owned(), Value::Object(contact));
    }
    body
}

impl SubmissionFailure {
    /// The order has changed since the consumer saw it.
    pub fn is_conflict(&self) -> bool {
        self.error
            .as_ref()
            .and_then(ApiError::status)
            .is_some_and(|status| status == http::StatusCode::CONFLICT.as_u16())
    }

    /// There was no answer: it is unknown whether it was done.
    pub fn is_unanswered(&self) -> bool {
        self.error.as_ref().is_some_and(ApiError::is_unanswered)
    }
}

impl From<Vec<Violation>> for SubmissionFailure {
    fn from(violations: Vec<Violation>) -> Self {
        Self {
            violations,
            error: None,
        }
    }
}

impl From<ApiError> for SubmissionFailure {
    fn from(error: ApiError) -> Self {
        let violations = match &error {
            ApiError::Problem(problem) => problem.violations.clone(),
            ApiError::Offline | ApiError::TimedOut | ApiError::Malformed => Vec::new(),
        };
        Self {
            violations,
            error: Some(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use aftercare_domain::{form::FieldError, service_order::Command};
    use serde_json::json;

    use super::*;

    fn application(pairs: &[(&str, &str)]) -> Value {
        let submission = FormSubmission::Apply {
            order_number: "O-1".to_owned(),
            line_number: "2".to_owned(),
        };
        submission.body(&owned(pairs))
    }

    fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs
            .iter()
            .map(|&(name, text)| (name.to_owned(), text.to_owned()))
            .collect()
    }

    const COMPLETE: &[(&str, &str)] = &[
        ("service_type", "return"),
        ("service_method", "mail_in"),
        ("reason_code", "no_reason"),
        ("quantity", "1"),
        ("description", "买错了，没有拆封"),
        ("return_to.name", "王小明"),
        ("return_to.phone", "138 1234 5678"),
        ("return_to.province", "北京市"),
        ("return_to.city", "北京市"),
        ("return_to.district", "海淀区"),
        ("return_to.street", "清河中街 68 号"),
        ("page_made_at", "1"),
    ];

    #[test]
    fn a_plain_form_becomes_the_application_of_the_contract() {
        // R-APP-1
        let body = application(COMPLETE);
        assert_eq!(body["order_number"], "O-1");
        assert_eq!(body["line_number"], 2);
        assert_eq!(body["quantity"], 1);
        assert_eq!(body["return_to"]["street"], "清河中街 68 号");
        assert_eq!(check_application(&body), Ok(()));
    }

    #[test]
    fn whoever_receives_goods_is_called_unless_somebody_else_is_named() {
        let contact = |pairs: &[(&str, &str)]| with_contact(application(pairs))["contact"].clone();
        let own = json!({ "name": "王小明", "phone": "138 1234 5678" });
        assert_eq!(contact(COMPLETE), own);
        let other = [COMPLETE, &[("contact.name", "李雷")]].concat();
        assert_eq!(contact(&other), json!({ "name": "李雷" }));
        let Err(violations) = check_application(&application(&other)) else {
            panic!("the contact has no phone");
        };
        let fault = Violation::new("contact.phone", FieldError::Required {});
        assert_eq!(violations, [fault]);
    }

    #[test]
    fn what_is_missing_is_said_once_and_at_its_field() {
        let Err(violations) = check_application(&application(&COMPLETE[..5])) else {
            panic!("there is no address");
        };
        assert!(
            violations
                .iter()
                .all(|violation| violation.field.starts_with("return_to.")),
            "{violations:?}"
        );
    }

    #[test]
    fn what_consumers_send_is_checked_as_the_api_checks_it() {
        let all = CommandType::ALL.iter().copied();
        for command in all.filter(|&command| ConsumerCommand::of(command).is_some()) {
            for unknown in [false, true] {
                let mut body = json!({ "type": command.name() });
                if unknown {
                    body["unknown"] = json!(1);
                }
                let checked = Command::parse(&body).map(drop);
                assert_eq!(check_command(command, &body), checked, "{command}");
            }
        }
    }

    #[test]
    fn tags_that_were_ticked_make_a_list() {
        let submission = FormSubmission::Command {
            number: String::new(),
            command: CommandType::Rate,
            expected_version: 1,
        };
        let body = submission.body(&owned(&[
            ("type", "cancel"),
            ("stars", "5"),
            ("recommend", "ten"),
            ("tags", "快"),
            ("tags", "好"),
        ]));
        let expected =
            json!({ "type": "rate", "stars": 5, "recommend": "ten", "tags": ["快", "好"] });
        assert_eq!(body, expected);
    }
}
