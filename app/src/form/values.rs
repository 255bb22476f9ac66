//! From typed texts to the JSON that the API reads.

use aftercare_domain::{
    form::{Cardinality, FieldKind},
    values::text::narrow,
};
use serde_json::{Map, Value};

use crate::words::format;

/// A JSON object. Built by inserting: `collect` would add sorting code to the bundle, once for each iterator type.
pub fn object(fields: &mut dyn Iterator<Item = (String, Value)>) -> Map<String, Value> {
    let mut object = Map::new();
    for (name, value) in fields {
        object.insert(name, value);
    }
    object
}

/// The JSON of a record. A required one is always sent, so that errors are reported at its fields; an optional one is
/// left out while it is empty. A flag is never empty.
pub fn filled(cardinality: Cardinality, record: Map<String, Value>) -> Option<Value> {
    let empty = record.values().all(Value::is_boolean);
    (cardinality == Cardinality::Required || !empty).then_some(Value::Object(record))
}

/// The JSON of a text; what can't be parsed stays text, and the domain reports the error.
pub fn text_json(kind: FieldKind, text: &str) -> Option<Value> {
    if kind == FieldKind::Flag {
        return Some(Value::Bool(text == "true"));
    }
    if text.trim().is_empty() {
        return None;
    }
    Some(match kind {
        FieldKind::Money => format::parse_money(text).map_or_else(|| text.into(), Value::from),
        FieldKind::Count { .. } => whole_number(text),
        FieldKind::Time => marketplace_time(text).into(),
        // The keyboards of phones add a space after a suggestion.
        FieldKind::Text { .. } | FieldKind::Identifier => text.trim().into(),
        FieldKind::Flag
        | FieldKind::Date
        | FieldKind::Phone
        | FieldKind::TrackingNumber
        | FieldKind::Choice { .. }
        | FieldKind::ReasonCode
        | FieldKind::Free
        | FieldKind::Record { .. } => text.into(),
    })
}

/// A whole number; anything else stays text.
pub fn whole_number(text: &str) -> Value {
    let plain: String = text.chars().map(narrow).collect();
    plain
        .trim()
        .parse::<i64>()
        .map_or_else(|_| Value::String(text.to_owned()), Value::from)
}

/// A browser's local time, without a zone, is a time in the marketplace's.
fn marketplace_time(text: &str) -> String {
    match text.len() {
        16 => format!("{text}:00+08:00"),
        19 => format!("{text}+08:00"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_number_is_read_in_wide_digits_as_well() {
        for (typed, read) in [
            ("12", Value::from(12)),
            (" １２ ", Value::from(12)),
            ("－5", Value::from(-5)),
            ("1.5", Value::from("1.5")),
            ("十二", Value::from("十二")),
        ] {
            assert_eq!(whole_number(typed), read, "{typed}");
        }
    }
}
