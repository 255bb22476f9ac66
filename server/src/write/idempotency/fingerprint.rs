//! The fingerprint of a request, independent of how its JSON is written.

use serde_json::Value;

use crate::runtime::secret;

/// SHA-256, in hexadecimal, of a request's method, address and body.
///
/// The body counts by what it says: as RFC 8785 writes it, but with the digits of large numbers, so the order of fields,
/// blanks, escapes, and whether a program writes `1` or `1.0` make no other request.
///
/// Releases before this one kept the hash of the body's bytes. An answer that they kept is given again to the very same
/// bytes; of other bytes nobody can tell any more whether they said the same.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fingerprint {
    of_meaning: String,
    of_bytes: String,
}

impl Fingerprint {
    /// That of a request: its method, its path with the query, and its body, read and as it came.
    pub fn of(method: &str, place: &str, body: &Value, bytes: &[u8]) -> Self {
        let mut canonical = String::with_capacity(bytes.len());
        write(body, &mut canonical);
        let digest = |body: &[u8]| secret::digest_of(&[method.as_bytes(), place.as_bytes(), body]);
        Self {
            of_meaning: digest(canonical.as_bytes()),
            of_bytes: digest(bytes),
        }
    }

    /// What is kept with the answer.
    pub fn as_kept(&self) -> &str {
        &self.of_meaning
    }

    /// Whether an answer that was kept with this answers the same request.
    pub fn is(&self, kept: &str) -> bool {
        kept == self.of_meaning || kept == self.of_bytes
    }
}

/// Writes JSON in one way: fields in the order of their names' UTF-16 units, and nothing between.
fn write(value: &Value, into: &mut String) {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            into.push_str(&value.to_string());
        }
        Value::Array(values) => {
            into.push('[');
            for (place, value) in values.iter().enumerate() {
                if place > 0 {
                    into.push(',');
                }
                write(value, into);
            }
            into.push(']');
        }
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by(|(one, _), (other, _)| one.encode_utf16().cmp(other.encode_utf16()));
            into.push('{');
            for (place, (name, value)) in fields.into_iter().enumerate() {
                if place > 0 {
                    into.push(',');
                }
                into.push_str(&Value::String(name.clone()).to_string());
                into.push(':');
                write(value, into);
            }
            into.push('}');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::extract::body::RawJson;

    fn of(body: &str) -> Fingerprint {
        let RawJson { value, bytes } = RawJson::read_from(body.to_owned().into()).unwrap();
        Fingerprint::of("POST", "/api/v1/views", &value, &bytes)
    }

    // Case 12.
    #[test]
    fn the_same_json_is_the_same_request_however_it_is_written() {
        let plain = r#"{"a":{"c":[1,"中",null],"d":0.5},"b":-3,"z":0}"#;
        for same in [
            r#"{"z":0,"b":-3,"a":{"d":0.5,"c":[1,"中",null]}}"#,
            "{\n  \"b\": -3,\r\n\t\"a\": {\"c\": [1, \"中\", null], \"d\": 0.5}, \"z\": 0 }",
            r#"{"a":{"c":[1,"\u4e2d",null],"d":0.5},"\u0062":-3,"z":0}"#,
            r#"{"a":{"c":[1.0,"中",null],"d":5e-1},"b":-3.0,"z":-0.0}"#,
            r#"{"a":{"c":[1e0,"中",null],"d":0.50},"b":-3,"z":0e9}"#,
        ] {
            assert!(of(same).is(of(plain).as_kept()), "{same}");
        }
    }

    // Case 12.
    #[test]
    fn what_says_something_else_is_another_request() {
        let plain = r#"{"a":[1,2],"b":"e\u0301"}"#;
        for other in [
            r#"{"a":[2,1],"b":"e\u0301"}"#,
            r#"{"a":["1",2],"b":"e\u0301"}"#,
            r#"{"a":[1,2],"b":"é"}"#,
            r#"{"a":[1,2],"b":"e\u0301","c":null}"#,
            r#"{"a":[1,2],"b":null}"#,
            r#"[{"a":[1,2],"b":"e\u0301"}]"#,
        ] {
            assert!(!of(other).is(of(plain).as_kept()), "{other}");
        }
        // A double holds neither of them apart from the other.
        let large = of("9007199254740993");
        assert!(!large.is(of("9007199254740992").as_kept()));
        let empty = Value::Null;
        let at = |method, place| Fingerprint::of(method, place, &empty, b"null");
        assert!(!at("POST", "/a").is(at("POST", "/b").as_kept()));
        assert!(!at("POST", "/a").is(at("PUT", "/a").as_kept()));
    }

    // Case 12.
    #[test]
    fn names_are_in_the_order_of_rfc_8785() {
        // By UTF-16, a character beyond the basic plane comes before U+FB33; by UTF-8, after it.
        let body = serde_json::json!({"\u{fb33}": 1, "\u{1f602}": 2, "\r": 3, "1": 4});
        let mut written = String::new();
        write(&body, &mut written);
        assert_eq!(
            written,
            "{\"\\r\":3,\"1\":4,\"\u{1f602}\":2,\"\u{fb33}\":1}"
        );
    }

    // Case 12.
    #[test]
    fn an_answer_of_an_earlier_release_is_given_again_to_the_same_bytes() {
        let body = r#"{"b": 1, "a": 2}"#;
        let place = "/api/v1/views";
        let kept = secret::digest_of(&[b"POST", place.as_bytes(), body.as_bytes()]);
        assert!(of(body).is(&kept));
        assert!(!of(r#"{"b": 1, "a": 3}"#).is(&kept));
    }
}
