//! Every refusal: its code is the contract with those who read problem documents.

use aftercare_domain::{
    form::{FieldError, Violation},
    service_order::{Refusal, refusal::About},
    testing::refusals::every_refusal,
};
use insta::assert_snapshot;

#[test]
fn the_code_of_every_refusal_and_what_it_says() {
    let lines: Vec<String> = every_refusal()
        .iter()
        .map(|refusal| serde_json::to_string(refusal).unwrap())
        .collect();
    assert_snapshot!(lines.join("\n"));
}

// The status of a problem follows from it.
#[test]
fn what_every_refusal_is_about() {
    let lines: Vec<String> = every_refusal()
        .iter()
        .map(|refusal| {
            let about = match refusal.about() {
                About::Caller => "caller".to_owned(),
                About::Missing => "missing".to_owned(),
                About::Fields(violations) => {
                    assert_eq!(refusal.violations(), violations);
                    let fields = violations.iter().map(|violation| violation.field.as_str());
                    format!("fields: {}", fields.collect::<Vec<_>>().join(", "))
                }
                About::State => "state".to_owned(),
            };
            format!("{}: {about}", refusal.code())
        })
        .collect();
    assert_snapshot!(lines.join("\n"));
}

#[test]
fn a_refusal_has_one_code_in_code_and_on_the_wire_and_survives_it() {
    let mut codes = Vec::new();
    for refusal in every_refusal() {
        let written = serde_json::to_value(&refusal).unwrap();
        assert_eq!(written["code"], refusal.code());
        assert_eq!(serde_json::from_value::<Refusal>(written).unwrap(), refusal);
        assert!(!codes.contains(&refusal.code()), "{} twice", refusal.code());
        codes.push(refusal.code());
    }
}

#[test]
fn a_violation_stands_flat_beside_its_field() {
    let violation = Violation::new("return_to.phone", FieldError::too_long(12));
    let written = serde_json::to_string(&violation).unwrap();
    assert_eq!(
        written,
        r#"{"field":"return_to.phone","code":"too_long","params":{"max":12}}"#
    );
    assert_eq!(
        serde_json::from_str::<Violation>(&written).unwrap(),
        violation
    );
}
