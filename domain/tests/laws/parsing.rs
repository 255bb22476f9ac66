//! Parsing: whatever comes in, it becomes a command or violations that name their fields; never a panic.

use aftercare_domain::{
    form::{FieldKind, FieldSpec, Record, Violation},
    service_order::{Apply, Command, CommandType},
    testing::a_return,
    values::{
        id::Sku, number::ServiceOrderNumber, personal::Masked as _, phone::Phone,
        prose::without_phones, text::Text, time::Timestamp,
    },
};
use proptest::{prelude::any, proptest, sample::select};
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

/// What a form can't say of one field alone: the parcel's pattern, the order of two times, one of two fields, a district
/// where the city has some.
fn is_between_fields(violation: &Violation) -> bool {
    [
        "tracking_number",
        "until",
        "name",
        "district",
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
            assert!(phone.main_number().bytes().all(|byte| byte.is_ascii_digit()));
        }
        // case 16
        if let Ok(text) = Text::<1, 20>::parse(&raw) {
            assert!(!text.as_str().contains('\r'));
        }
        // case 6
        if let Ok(sku) = Sku::parse(&raw) {
            assert_eq!(sku.as_str(), raw);
            assert!((1..=64).contains(&raw.chars().count()) && raw.trim() == raw);
        }
        if let Ok(number) = ServiceOrderNumber::parse(&raw) {
            assert_eq!(number.as_str().len(), 14);
        }
        if let Ok(time) = Timestamp::parse(&raw) {
            assert_eq!(Timestamp::parse(&time.to_string()).unwrap(), time);
        }
    }

    // case 4
    #[test]
    fn a_number_means_the_same_however_it_is_grouped_and_its_extension_is_set_apart(
        groups in "1[3-9][0-9](-[0-9]{4}){2}|010-[0-9]{8}|0755-[0-9]{8}|400-[0-9]{3}-[0-9]{4}",
        extension in "[0-9]{1,6}",
        mark in select(vec!["-", ",", "，", "转", " 转 ", "#", "＃", "ext ", " ext. ", "分机号：", "－"]),
    ) {
        let number = Phone::parse(&groups).unwrap();
        assert_eq!(number.as_str(), groups.replace('-', ""));
        assert_eq!(number.extension(), None);
        for main in [groups.as_str(), number.as_str()] {
            let phone = Phone::parse(&format!("{main}{mark}{extension}")).unwrap();
            assert_eq!(phone.main_number(), number.as_str());
            assert_eq!(phone.extension(), Some(extension.as_str()));
            assert_eq!(Phone::parse(phone.as_str()), Ok(phone.clone()));
            assert_eq!(phone.masked(), number.clone().masked());
        }
    }

    // case 11
    #[test]
    fn of_a_number_in_prose_no_more_is_shown_than_of_one_in_its_field(
        before in select(vec!["", "请打", "电话：", "tel ", "我的手机是", "(", "wx"]),
        number in "1[3-9][0-9]([- ]?[0-9]{4}){2}|010[- ]?[2-9][0-9]{7}|0755[- ]?[2-9][0-9]{7}",
        after in select(vec!["", "，谢谢", " 转 5678", "-5678", ")", "。2026-11-28 再说", "/"]),
    ) {
        let shown = without_phones(&format!("{before}{number}{after}"));
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let masked = Phone::parse(&digits).unwrap().masked();
        let kept = if after.contains("5678") { "" } else { after };
        assert_eq!(shown, format!("{before}{}{kept}", masked.as_str()));
    }

    // case 11
    #[test]
    fn what_is_masked_in_prose_stays_so_and_is_no_longer(
        prose in "([0-9]{1,13}|1[3-9][0-9]{9}|010|0755|[- .,()*+86转x]|[a-z]{1,3}|请|0){0,24}",
    ) {
        let shown = without_phones(&prose);
        assert_eq!(without_phones(&shown), shown, "{prose}");
        assert!(shown.chars().count() <= prose.chars().count());
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
            if let FieldKind::Choice { names, .. } = field.kind {
                assert!(!names.is_empty(), "{kind}.{}", field.name);
            }
        }
    }
    assert!(Apply::parse(&serde_json::to_value(a_return().application).unwrap()).is_ok());
}
