//! What can be wrong with one value of a form.

use serde::{Deserialize, Serialize};

/// What is wrong with one value: a code and the values that a sentence about it needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(
    tag = "code",
    content = "params",
    rename_all = "snake_case",
    try_from = "Told"
)]
pub enum Fault {
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
    /// What it is already.
    Unchanged {},
}

impl Fault {
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
struct Told {
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

impl TryFrom<Told> for Fault {
    type Error = String;

    fn try_from(told: Told) -> Result<Self, String> {
        let Told { code, params } = told;
        fault_of(&code, params).ok_or_else(|| format!("no fault `{code}` with these parameters"))
    }
}

fn fault_of(code: &str, params: Params) -> Option<Fault> {
    let length = |bound: Option<i64>| u32::try_from(bound?).ok();
    Some(match code {
        "required" => Fault::Required {},
        "unknown_field" => Fault::UnknownField {},
        "wrong_type" => Fault::WrongType {
            expected: params.expected?,
        },
        "too_short" => Fault::TooShort {
            min: length(params.min)?,
        },
        "too_long" => Fault::TooLong {
            max: length(params.max)?,
            entries: params.entries,
        },
        "out_of_range" => Fault::OutOfRange {
            min: params.min?,
            max: params.max?,
        },
        "not_one_of" => Fault::NotOneOf {
            allowed: params.allowed?,
        },
        "control_character" => Fault::ControlCharacter {},
        "not_an_identifier" => Fault::NotAnIdentifier {},
        "blank_at_end" => Fault::BlankAtEnd {},
        "not_a_phone" => Fault::NotAPhone {},
        "not_a_tracking_number" => Fault::NotATrackingNumber {
            pattern: params.pattern?,
        },
        "not_a_service_order_number" => Fault::NotAServiceOrderNumber {},
        "not_a_time" => Fault::NotATime {},
        "not_a_date" => Fault::NotADate {},
        "not_a_duration" => Fault::NotADuration {},
        "not_after" => Fault::NotAfter {
            field: params.field?,
        },
        "not_found" => Fault::NotFound {},
        "one_of_required" => Fault::OneOfRequired {
            fields: params.fields?,
        },
        "item_missing" => Fault::ItemMissing { item: params.item? },
        "duplicate" => Fault::Duplicate {},
        "not_applicable" => Fault::NotApplicable {},
        "in_the_past" => Fault::InThePast {},
        "masked" => Fault::Masked {},
        "unchanged" => Fault::Unchanged {},
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one_of_each() -> Vec<Fault> {
        let text = || "x".to_owned();
        vec![
            Fault::Required {},
            Fault::UnknownField {},
            Fault::WrongType { expected: text() },
            Fault::TooShort { min: 1 },
            Fault::too_long(2),
            Fault::OutOfRange { min: -1, max: 9 },
            Fault::NotOneOf {
                allowed: vec![text()],
            },
            Fault::ControlCharacter {},
            Fault::NotAnIdentifier {},
            Fault::NotAPhone {},
            Fault::NotATrackingNumber { pattern: text() },
            Fault::NotAServiceOrderNumber {},
            Fault::NotATime {},
            Fault::NotADate {},
            Fault::NotADuration {},
            Fault::NotAfter { field: text() },
            Fault::NotFound {},
            Fault::OneOfRequired {
                fields: vec![text()],
            },
            Fault::ItemMissing { item: text() },
            Fault::Duplicate {},
            Fault::NotApplicable {},
            Fault::InThePast {},
            Fault::Masked {},
            Fault::Unchanged {},
            Fault::BlankAtEnd {},
        ]
    }

    /// A new fault does not compile until it has a place here; then it belongs into `one_of_each` as well.
    const fn place(fault: &Fault) -> usize {
        match fault {
            Fault::Required {} => 0,
            Fault::UnknownField {} => 1,
            Fault::WrongType { .. } => 2,
            Fault::TooShort { .. } => 3,
            Fault::TooLong { .. } => 4,
            Fault::OutOfRange { .. } => 5,
            Fault::NotOneOf { .. } => 6,
            Fault::ControlCharacter {} => 7,
            Fault::NotAnIdentifier {} => 8,
            Fault::NotAPhone {} => 9,
            Fault::NotATrackingNumber { .. } => 10,
            Fault::NotAServiceOrderNumber {} => 11,
            Fault::NotATime {} => 12,
            Fault::NotADate {} => 13,
            Fault::NotADuration {} => 14,
            Fault::NotAfter { .. } => 15,
            Fault::NotFound {} => 16,
            Fault::OneOfRequired { .. } => 17,
            Fault::ItemMissing { .. } => 18,
            Fault::Duplicate {} => 19,
            Fault::NotApplicable {} => 20,
            Fault::InThePast {} => 21,
            Fault::Masked {} => 22,
            Fault::Unchanged {} => 23,
            Fault::BlankAtEnd {} => 24,
        }
    }

    #[test]
    fn every_fault_arrives_as_it_was_sent() {
        for (index, fault) in one_of_each().into_iter().enumerate() {
            assert_eq!(place(&fault), index);
            let sent = serde_json::to_value(&fault).unwrap();
            assert_eq!(serde_json::from_value::<Fault>(sent).unwrap(), fault);
        }
    }

    #[test]
    fn a_list_says_that_its_entries_are_counted_and_a_text_says_what_it_always_said() {
        let told = |params| serde_json::json!({"code": "too_long", "params": params});
        for (fault, params) in [
            (Fault::too_long(2), serde_json::json!({"max": 2})),
            (
                Fault::too_many(2),
                serde_json::json!({"max": 2, "entries": true}),
            ),
        ] {
            assert_eq!(serde_json::to_value(&fault).unwrap(), told(params.clone()));
            assert_eq!(
                serde_json::from_value::<Fault>(told(params)).unwrap(),
                fault
            );
        }
    }

    #[test]
    fn a_fault_without_its_parameters_is_none() {
        let told = serde_json::json!({"code": "too_long", "params": {"min": 3}});
        assert!(serde_json::from_value::<Fault>(told).is_err());
        assert!(serde_json::from_value::<Fault>(serde_json::json!({"code": "odd"})).is_err());
    }
}
