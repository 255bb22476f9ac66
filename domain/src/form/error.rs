//! What can be wrong with one value of a form.

use serde::{Deserialize, Serialize};

/// What is wrong with one value: a code and the values that a sentence about it needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(
    tag = "code",
    content = "params",
    rename_all = "snake_case",
    try_from = "FieldErrorDocument"
)]
#[cfg_attr(feature = "openapi", schema(as = Fault))]
pub enum FieldError {
    /// The field must be given.
    Required {},
    /// No such field is known here.
    UnknownField {},
    /// The JSON type is another one than expected.
    WrongType {
        /// `text`, `integer`, `flag`, `object` or `list`.
        expected: String,
    },
    /// Fewer characters, or entries, than needed.
    TooShort {
        /// The least number of characters, or entries.
        min: u32,
    },
    /// More characters, or entries, than allowed.
    TooLong {
        /// The greatest number of characters, or entries.
        max: u32,
        /// Whether entries of a list are counted, not characters.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        entries: bool,
    },
    /// A number outside its bounds.
    OutOfRange {
        /// The least value that is accepted.
        min: i64,
        /// The greatest value that is accepted.
        max: i64,
    },
    /// Not one of the names that are known here.
    NotOneOf {
        /// The names that are known here.
        allowed: Vec<String>,
    },
    /// Control characters are not text.
    ControlCharacter {},
    /// Characters that an identifier can't have.
    NotAnIdentifier {},
    /// A blank at the beginning or the end.
    BlankAtEnd {},
    /// Not a Chinese telephone number.
    NotAPhone {},
    /// Not of the pattern of the carrier's numbers.
    NotATrackingNumber {
        /// The carrier's pattern, a regular expression.
        pattern: String,
    },
    /// Not a service order number: fourteen digits, the last one a check digit.
    NotAServiceOrderNumber {},
    /// Not a time as RFC 3339 writes it.
    NotATime {},
    /// Not a date as `2026-11-23`.
    NotADate {},
    /// Not a length of time such as `1d`, `36h` or `5s`.
    NotADuration {},
    /// The second of two times isn't later than the first.
    NotAfter {
        /// The field that must be the earlier one.
        field: String,
    },
    /// The value names nothing that exists.
    NotFound {},
    /// One of several fields must be given.
    OneOfRequired {
        /// The names of the fields.
        fields: Vec<String>,
    },
    /// The inspection template has a required item without a result.
    ItemMissing {
        /// The id of the template's item.
        item: String,
    },
    /// The same thing stands here twice.
    Duplicate {},
    /// Makes no sense with the other values: leave it out.
    NotApplicable {},
    /// A time that is already over.
    InThePast {},
    /// Personal data as staff are shown it: all of it must be given.
    Masked {},
    /// The value equals the current one.
    Unchanged {},
}

impl FieldError {
    /// A wrong JSON type.
    pub fn wrong_type(expected: &str) -> Self {
        Self::WrongType {
            expected: expected.to_owned(),
        }
    }

    /// A text of more characters than that.
    pub const fn too_long(max: u32) -> Self {
        Self::TooLong {
            max,
            entries: false,
        }
    }

    /// A list of more entries than that.
    pub const fn too_many(max: u32) -> Self {
        Self::TooLong { max, entries: true }
    }

    /// None of the names known here.
    pub fn not_one_of(allowed: &[&str]) -> Self {
        Self::NotOneOf {
            allowed: allowed.iter().map(|&name| name.to_owned()).collect(),
        }
    }
}

/// A fault on the wire. Derived as the enum is declared, its decoding alone would be a twentieth of what a consumer's browser
/// downloads; all parameters as one record are a tenth of that.
#[derive(Deserialize)]
struct FieldErrorDocument {
    code: String,
    #[serde(default)]
    params: Params,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Params {
    min: Option<i64>,
    max: Option<i64>,
    expected: Option<String>,
    allowed: Option<Vec<String>>,
    pattern: Option<String>,
    field: Option<String>,
    fields: Option<Vec<String>>,
    item: Option<String>,
    entries: bool,
}

impl TryFrom<FieldErrorDocument> for FieldError {
    type Error = String;

    fn try_from(told: FieldErrorDocument) -> Result<Self, String> {
        let FieldErrorDocument { code, params } = told;
        field_error_of(&code, params)
            .ok_or_else(|| format!("no fault `{code}` with these parameters"))
    }
}

fn field_error_of(code: &str, params: Params) -> Option<FieldError> {
    let length = |bound: Option<i64>| u32::try_from(bound?).ok();
    Some(match code {
        "required" => FieldError::Required {},
        "unknown_field" => FieldError::UnknownField {},
        "wrong_type" => FieldError::WrongType {
            expected: params.expected?,
        },
        "too_short" => FieldError::TooShort {
            min: length(params.min)?,
        },
        "too_long" => FieldError::TooLong {
            max: length(params.max)?,
            entries: params.entries,
        },
        "out_of_range" => FieldError::OutOfRange {
            min: params.min?,
            max: params.max?,
        },
        "not_one_of" => FieldError::NotOneOf {
            allowed: params.allowed?,
        },
        "control_character" => FieldError::ControlCharacter {},
        "not_an_identifier" => FieldError::NotAnIdentifier {},
        "blank_at_end" => FieldError::BlankAtEnd {},
        "not_a_phone" => FieldError::NotAPhone {},
        "not_a_tracking_number" => FieldError::NotATrackingNumber {
            pattern: params.pattern?,
        },
        "not_a_service_order_number" => FieldError::NotAServiceOrderNumber {},
        "not_a_time" => FieldError::NotATime {},
        "not_a_date" => FieldError::NotADate {},
        "not_a_duration" => FieldError::NotADuration {},
        "not_after" => FieldError::NotAfter {
            field: params.field?,
        },
        "not_found" => FieldError::NotFound {},
        "one_of_required" => FieldError::OneOfRequired {
            fields: params.fields?,
        },
        "item_missing" => FieldError::ItemMissing { item: params.item? },
        "duplicate" => FieldError::Duplicate {},
        "not_applicable" => FieldError::NotApplicable {},
        "in_the_past" => FieldError::InThePast {},
        "masked" => FieldError::Masked {},
        "unchanged" => FieldError::Unchanged {},
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one_of_each() -> Vec<FieldError> {
        let text = || "x".to_owned();
        vec![
            FieldError::Required {},
            FieldError::UnknownField {},
            FieldError::WrongType { expected: text() },
            FieldError::TooShort { min: 1 },
            FieldError::too_long(2),
            FieldError::OutOfRange { min: -1, max: 9 },
            FieldError::NotOneOf {
                allowed: vec![text()],
            },
            FieldError::ControlCharacter {},
            FieldError::NotAnIdentifier {},
            FieldError::NotAPhone {},
            FieldError::NotATrackingNumber { pattern: text() },
            FieldError::NotAServiceOrderNumber {},
            FieldError::NotATime {},
            FieldError::NotADate {},
            FieldError::NotADuration {},
            FieldError::NotAfter { field: text() },
            FieldError::NotFound {},
            FieldError::OneOfRequired {
                fields: vec![text()],
            },
            FieldError::ItemMissing { item: text() },
            FieldError::Duplicate {},
            FieldError::NotApplicable {},
            FieldError::InThePast {},
            FieldError::Masked {},
            FieldError::Unchanged {},
            FieldError::BlankAtEnd {},
        ]
    }

    /// A new fault does not compile until it has a place here; then it belongs into `one_of_each` as well.
    const fn place(fault: &FieldError) -> usize {
        match fault {
            FieldError::Required {} => 0,
            FieldError::UnknownField {} => 1,
            FieldError::WrongType { .. } => 2,
            FieldError::TooShort { .. } => 3,
            FieldError::TooLong { .. } => 4,
            FieldError::OutOfRange { .. } => 5,
            FieldError::NotOneOf { .. } => 6,
            FieldError::ControlCharacter {} => 7,
            FieldError::NotAnIdentifier {} => 8,
            FieldError::NotAPhone {} => 9,
            FieldError::NotATrackingNumber { .. } => 10,
            FieldError::NotAServiceOrderNumber {} => 11,
            FieldError::NotATime {} => 12,
            FieldError::NotADate {} => 13,
            FieldError::NotADuration {} => 14,
            FieldError::NotAfter { .. } => 15,
            FieldError::NotFound {} => 16,
            FieldError::OneOfRequired { .. } => 17,
            FieldError::ItemMissing { .. } => 18,
            FieldError::Duplicate {} => 19,
            FieldError::NotApplicable {} => 20,
            FieldError::InThePast {} => 21,
            FieldError::Masked {} => 22,
            FieldError::Unchanged {} => 23,
            FieldError::BlankAtEnd {} => 24,
        }
    }

    #[test]
    fn every_fault_arrives_as_it_was_sent() {
        for (index, fault) in one_of_each().into_iter().enumerate() {
            assert_eq!(place(&fault), index);
            let sent = serde_json::to_value(&fault).unwrap();
            assert_eq!(serde_json::from_value::<FieldError>(sent).unwrap(), fault);
        }
    }

    #[test]
    fn a_list_says_that_its_entries_are_counted_and_a_text_says_what_it_always_said() {
        let told = |params| serde_json::json!({"code": "too_long", "params": params});
        for (fault, params) in [
            (FieldError::too_long(2), serde_json::json!({"max": 2})),
            (
                FieldError::too_many(2),
                serde_json::json!({"max": 2, "entries": true}),
            ),
        ] {
            assert_eq!(serde_json::to_value(&fault).unwrap(), told(params.clone()));
            assert_eq!(
                serde_json::from_value::<FieldError>(told(params)).unwrap(),
                fault
            );
        }
    }

    #[test]
    fn a_fault_without_its_parameters_is_none() {
        let told = serde_json::json!({"code": "too_long", "params": {"min": 3}});
        assert!(serde_json::from_value::<FieldError>(told).is_err());
        assert!(serde_json::from_value::<FieldError>(serde_json::json!({"code": "odd"})).is_err());
    }
}
