//! Finds invisible characters in the texts of a body.

use aftercare_domain::values::text::is_deceptive;
use serde_json::Value;

/// What is a telephone number wherever it stands. Signs that come along when one is copied are cut off as it is read.
const PHONE: &str = "phone";
/// The most places that are named.
const NAMED: usize = 100;

/// The fields whose text has such signs.
pub(super) fn fields(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    search(value, "", &mut found);
    found
}

fn search(value: &Value, path: &str, found: &mut Vec<String>) {
    if found.len() >= NAMED {
        return;
    }
    match value {
        Value::String(text) if is_deceptive(text) => found.push(path.to_owned()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        Value::Array(values) => {
            for (place, value) in values.iter().enumerate() {
                search(value, &format!("{path}[{place}]"), found);
            }
        }
        Value::Object(fields) => {
            for (name, value) in fields.iter().filter(|(name, _)| *name != PHONE) {
                let path = match path {
                    "" => name.clone(),
                    path => format!("{path}.{name}"),
                };
                search(value, &path, found);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_text_is_looked_at_and_named_by_its_field() {
        let body = json!({
            "title": "x\u{202e}", "fine": "x", "number": 1,
            "contact": {"phone": "\u{202d}13800138000\u{202c}"},
            "lines": [{"title": "y"}, {"title": "z\u{200b}", "tags": ["a", "\u{feff}"]}],
        });
        assert_eq!(
            fields(&body),
            ["lines[1].tags[1]", "lines[1].title", "title"]
        );
        let many = vec!["\u{200b}"; 200];
        assert_eq!(fields(&json!(many)).len(), NAMED);
    }
}
