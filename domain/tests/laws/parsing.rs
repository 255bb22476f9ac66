//! Parsing: whatever comes in, it becomes a command or violations that name their fields; never a panic.

use aftercare_domain::{
    form::{FieldKind, FieldSpec, Record, Violation},
    number::ServiceOrderNumber,
    phone::Phone,
    service_order::{Apply, Command, CommandType},
    testing::a_return,
    text::Text,
    time::Timestamp,
};
use proptest::{prelude::any, proptest};
use serde_json::{Value, json};

use crate::{
    bodies::{any_json, body_of_any_command, record, spoilt_command, well_formed_command},
    walk::config,
};

/// The first name of a path: `conclusion` of `conclusion.liability`, `results` of `results[2].value`.
fn first_name(path: &str) -> &str {
    path.split(['.', '[']).next().unwrap_or(path)
}

/// The fields of the command that a body is meant to be.
fn fields_of(body: &Value) -> &'static [FieldSpec] {
    let name = body.get("type").and_then(Value::as_str);
    name.and_then(CommandType::parse)
        .map_or(&[], CommandType::fields)
}

fn check_paths(violations: &[Violation], body: &Value, fields: &[FieldSpec]) {
    assert!(!violations.is_empty());
    for violation in violations {
        let name = first_name(&violation.field);
        let known = fields.iter().any(|field| field.name == name);
        let given = body.get(name).is_some() || body.get(&violation.field).is_some();
        let whole = violation.field.is_empty() && !body.is_object();
        assert!(
            known || given || whole || name == "type",
            "{violation:?} of {body}"
        );
    }
}

/// What a form can't say of one field alone: the parcel's pattern, the order of two times, one of two fields.
fn is_between_fields(violation: &Violation) -> bool {
    [
        "tracking_number",
        "until",
        "name",
        "service_method",
        "shipment",
    ]
    .iter()
    .any(|field| violation.field.ends_with(field))
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn a_command_is_the_same_after_it_was_written_and_read_again(command in well_formed_command()) {
        let written = serde_json::to_value(&command).unwrap();
        let parsed = Command::parse(&written).unwrap();
        assert_eq!(parsed, command);
        assert_eq!(serde_json::to_value(&parsed).unwrap(), written);
        assert_eq!(serde_json::from_value::<Command>(written).unwrap(), command);
    }

    #[test]
    fn what_a_form_describes_is_accepted_but_for_what_lies_between_fields(body in body_of_any_command()) {
        if let Err(violations) = Command::parse(&body) {
            assert!(violations.iter().all(is_between_fields), "{violations:?} of {body}");
        }
    }

    #[test]
    fn an_application_as_its_form_describes_it_is_accepted_but_for_what_lies_between_fields(
        body in record(Apply::FIELDS),
    ) {
        let body = Value::Object(body);
        match Apply::parse(&body) {
            Ok(apply) => {
                let written = serde_json::to_value(&apply).unwrap();
                assert_eq!(Apply::parse(&written).unwrap(), apply);
            }
            Err(violations) => assert!(violations.iter().all(is_between_fields), "{violations:?}"),
        }
    }

    #[test]
    fn anything_at_all_is_a_command_or_violations_that_name_their_fields(body in any_json()) {
        if let Err(violations) = Command::parse(&body) {
            check_paths(&violations, &body, fields_of(&body));
        }
        if let Err(violations) = Apply::parse(&body) {
            check_paths(&violations, &body, Apply::FIELDS);
        }
    }

    #[test]
    fn a_spoilt_command_names_what_was_spoilt(body in spoilt_command()) {
        if let Err(violations) = Command::parse(&body) {
            check_paths(&violations, &body, fields_of(&body));
        }
    }

    #[test]
    fn a_field_that_nobody_knows_is_refused(command in well_formed_command(), anything in any_json()) {
        let mut body = serde_json::to_value(&command).unwrap();
        body["colour"] = anything;
        let violations = Command::parse(&body).unwrap_err();
        assert_eq!(violations.len(), 1);
        assert_eq!(violations[0].field, "colour");
    }

    #[test]
    fn any_text_is_a_value_or_a_fault(raw in any::<String>()) {
        if let Ok(text) = Text::<1, 20>::parse(&raw) {
            assert!((1..=20).contains(&text.as_str().chars().count()));
            assert_eq!(Text::<1, 20>::parse(text.as_str()).unwrap(), text);
        }
        if let Ok(phone) = Phone::parse(&raw) {
            assert!(phone.as_str().bytes().all(|byte| byte.is_ascii_digit()));
        }
        if let Ok(number) = ServiceOrderNumber::parse(&raw) {
            assert_eq!(number.as_str().len(), 14);
        }
        if let Ok(time) = Timestamp::parse(&raw) {
            assert_eq!(Timestamp::parse(&time.to_string()).unwrap(), time);
        }
    }

    #[test]
    fn a_time_is_the_same_after_it_was_written_and_read_again(ms in any::<i64>()) {
        let time = Timestamp::from_ms(ms);
        assert_eq!(Timestamp::parse(&time.to_string()).unwrap(), time);
        assert_eq!(json!(time), json!(time.to_string()));
    }
}

#[test]
fn a_form_describes_every_field_of_its_command() {
    for &kind in CommandType::ALL {
        let names: Vec<&str> = kind.fields().iter().map(|field| field.name).collect();
        let mut unique = names.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), names.len(), "{kind}");
        assert!(!names.contains(&"type"), "{kind}");
        for field in kind.fields() {
            if let FieldKind::Choice { names } = field.kind {
                assert!(!names.is_empty(), "{kind}.{}", field.name);
            }
        }
    }
    assert!(Apply::parse(&serde_json::to_value(a_return().application).unwrap()).is_ok());
}
