//! Query strings: a record as an address has it, read by the same fields as a body.

use serde::Serialize;
use serde_json::{Map, Value};

use super::{FieldError, FieldKind, Record, Violation};

/// Reads a record from a query string (without its question mark). A parameter that is not known or wrong is named, like a
/// field. One that is empty counts as missing, as forms send what was left empty; but a flag without a value says neither
/// yes nor no, and of two parameters of one name nobody knows which counts.
pub fn parse<R: Record>(query: &str) -> Result<R, Vec<Violation>> {
    let mut violations: Vec<Violation> = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for (name, value) in pairs(query) {
        let Some(field) = R::FIELDS.iter().find(|field| field.name == name) else {
            continue;
        };
        if value.is_empty() && matches!(field.kind, FieldKind::Flag) {
            violations.push(Violation::new(
                name.as_str(),
                FieldError::wrong_type("flag"),
            ));
        }
        if names.contains(&name) {
            violations.push(Violation::new(name.as_str(), FieldError::Duplicate {}));
        } else {
            names.push(name);
        }
    }
    match R::parse(&Value::Object(object::<R>(query))) {
        Ok(read) if violations.is_empty() => Ok(read),
        Ok(_) => Err(violations),
        Err(others) => {
            violations.extend(others);
            Err(violations)
        }
    }
}

/// Reads what makes sense of a query string, such as that of a page, in which other things may stand, too; people wrote what
/// stands there, so blanks around it are not meant.
pub(crate) fn parse_leniently<R: Record + Default>(query: &str) -> R {
    let mut object = object::<R>(query);
    for value in object.values_mut() {
        if let Value::String(text) = value {
            *text = text.trim().to_owned();
        }
    }
    object.retain(|name, _| R::FIELDS.iter().any(|field| field.name == name));
    if let Err(violations) = R::parse(&Value::Object(object.clone())) {
        object.retain(|name, _| violations.iter().all(|violation| violation.field != *name));
    }
    R::parse(&Value::Object(object)).unwrap_or_default()
}

fn object<R: Record>(query: &str) -> Map<String, Value> {
    let mut object = Map::new();
    for (name, value) in pairs(query) {
        if !value.is_empty() {
            let field = R::FIELDS.iter().find(|field| field.name == name);
            let typed = typed(value, field.map(|field| field.kind));
            object.insert(name, typed);
        }
    }
    object
}

/// Writes what a record holds as a query string, in the order of its fields: the same record always gives the same text.
pub fn write<R: Record + Serialize>(record: &R) -> String {
    let Ok(Value::Object(values)) = serde_json::to_value(record) else {
        return String::new();
    };
    let mut query = String::new();
    for field in R::FIELDS {
        let text = match values.get(field.name) {
            None | Some(Value::Null) => continue,
            Some(Value::String(text)) => text.clone(),
            Some(value) => value.to_string(),
        };
        if !query.is_empty() {
            query.push('&');
        }
        query.push_str(field.name);
        query.push('=');
        encode(&text, &mut query);
    }
    query
}

/// The names and values of a query string, decoded.
fn pairs(query: &str) -> impl Iterator<Item = (String, String)> {
    let pieces = query.split('&').filter(|piece| !piece.is_empty());
    pieces.map(pair)
}

/// The name and the value of one piece of a query string, decoded.
pub fn pair(piece: &str) -> (String, String) {
    let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
    (decoded(name), decoded(value))
}

/// A query has text alone: numbers and flags are what their field says they are.
fn typed(value: String, kind: Option<FieldKind>) -> Value {
    match kind {
        Some(FieldKind::Count { .. } | FieldKind::Money) => value
            .parse::<i64>()
            .map_or(Value::String(value), Value::from),
        Some(FieldKind::Flag) => value
            .parse::<bool>()
            .map_or(Value::String(value), Value::from),
        Some(
            FieldKind::Text { .. }
            | FieldKind::Time
            | FieldKind::Date
            | FieldKind::Phone
            | FieldKind::TrackingNumber
            | FieldKind::Choice { .. }
            | FieldKind::ReasonCode
            | FieldKind::Identifier
            | FieldKind::Free
            | FieldKind::Record { .. },
        )
        | None => Value::String(value),
    }
}

/// Everything but letters, digits and `-._~,:*` is percent-encoded.
fn encode(text: &str, into: &mut String) {
    let digit = |half: u8| {
        char::from_digit(half.into(), 16)
            .unwrap_or('0')
            .to_ascii_uppercase()
    };
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~,:*".contains(&byte) {
            into.push(char::from(byte));
        } else {
            into.extend(['%', digit(byte >> 4), digit(byte & 0xf)]);
        }
    }
}

/// A piece of a query string without its percent-encoding; a plus sign is a space. What is no text becomes `U+FFFD`.
fn decoded(piece: &str) -> String {
    let mut bytes = Vec::with_capacity(piece.len());
    let mut rest = piece.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match (byte, hexadecimal(after)) {
            (b'+', _) => bytes.push(b' '),
            (b'%', Some((decoded, after))) => {
                bytes.push(decoded);
                rest = after;
            }
            (byte, _) => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The byte that two hexadecimal digits stand for, and what comes after them.
fn hexadecimal(text: &[u8]) -> Option<(u8, &[u8])> {
    let (digits, after) = text.split_at_checked(2)?;
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    let [high, low] = digits else { return None };
    let byte = u8::try_from(digit(high)? * 16 + digit(low)?).ok()?;
    Some((byte, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_comes_back() {
        for text in ["a&b=c#d 空+气%", "", "净化器", "a,b:c", "%", "100%2"] {
            let mut encoded = String::new();
            encode(text, &mut encoded);
            assert!(encoded.is_ascii() && !encoded.contains(['&', '=', '#', ' ', '+']));
            assert_eq!(decoded(&encoded), text);
        }
        assert_eq!(decoded("a+b%20c%zz%4"), "a b c%zz%4");
        assert_eq!(decoded("%ff"), "\u{fffd}");
    }
}
