//! Unambiguous JSON: no name twice in an object, and numbers compared by value, however they are written.

use std::{cell::RefCell, fmt};

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// How many places are told, and how many characters these may have together: a name can be as long as a body, and be part
/// of all places in it.
const MOST: usize = 100;
const MOST_CHARACTERS: usize = 16 * 1024;

/// JSON, and the places whose names had stood before in the same object: which of the two was meant nobody knows. Where there
/// are very many, the first of them.
pub(super) struct UnambiguousJson {
    pub(super) value: Value,
    pub(super) ambiguous: Vec<String>,
}

/// Reads JSON.
pub(super) fn read(bytes: &[u8]) -> Result<UnambiguousJson, serde_json::Error> {
    let ambiguous = RefCell::default();
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let reader = JsonVisitor {
        place: &JsonPath::Top,
        ambiguous: &ambiguous,
    };
    let value = reader.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(UnambiguousJson {
        value,
        ambiguous: ambiguous.into_inner(),
    })
}

/// The path of a value. The text is composed only when it is reported.
enum JsonPath<'a> {
    Top,
    Field(&'a JsonPath<'a>, &'a str),
    Entry(&'a JsonPath<'a>, usize),
}

impl fmt::Display for JsonPath<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Top => Ok(()),
            Self::Field(Self::Top, name) => f.write_str(name),
            Self::Field(object, name) => write!(f, "{object}.{name}"),
            Self::Entry(list, index) => write!(f, "{list}[{index}]"),
        }
    }
}

#[derive(Clone, Copy)]
struct JsonVisitor<'a> {
    place: &'a JsonPath<'a>,
    ambiguous: &'a RefCell<Vec<String>>,
}

impl<'a> JsonVisitor<'a> {
    fn tell(self, place: &JsonPath<'_>) {
        let mut ambiguous = self.ambiguous.borrow_mut();
        let told = ambiguous.len();
        if told < MOST && ambiguous.iter().map(String::len).sum::<usize>() < MOST_CHARACTERS {
            ambiguous.push(place.to_string());
        }
    }

    const fn at<'b>(self, place: &'b JsonPath<'b>) -> JsonVisitor<'b>
    where
        'a: 'b,
    {
        JsonVisitor {
            place,
            ambiguous: self.ambiguous,
        }
    }
}

impl<'de> DeserializeSeed<'de> for JsonVisitor<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for JsonVisitor<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Bool(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(number_of(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        loop {
            let place = JsonPath::Entry(self.place, list.len());
            match entries.next_element_seed(self.at(&place))? {
                Some(entry) => list.push(entry),
                None => return Ok(Value::Array(list)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(name) = fields.next_key::<String>()? {
            let place = JsonPath::Field(self.place, &name);
            let value = fields.next_value_seed(self.at(&place))?;
            if object.contains_key(&name) {
                self.tell(&place);
            }
            object.insert(name, value);
        }
        Ok(Value::Object(object))
    }
}

/// `1.0` and `1e0` are 1, as JSON Schema has it: a whole number that a double holds exactly is one.
fn number_of(number: f64) -> Value {
    const EXACT_UP_TO: f64 = 9_007_199_254_740_992.0;
    let whole = if number.fract() == 0.0 && number.abs() <= EXACT_UP_TO {
        format!("{number:.0}").parse::<i64>().ok()
    } else {
        None
    };
    match whole {
        Some(whole) => whole.into(),
        None => Number::from_f64(number).map_or(Value::Null, Value::Number),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn value(text: &str) -> Value {
        read(text.as_bytes()).unwrap().value
    }

    #[test]
    fn what_says_one_thing_is_read_as_it_is() {
        let text =
            r#"{"a": [null, true, -1, 18446744073709551615, 1.5, "x\u4e2d"], "b": {"a": {}}}"#;
        let UnambiguousJson { value, ambiguous } = read(text.as_bytes()).unwrap();
        assert_eq!(value, serde_json::from_str::<Value>(text).unwrap());
        assert_eq!(ambiguous, Vec::<String>::new());
    }

    // Case 12.
    #[test]
    fn a_number_is_its_value() {
        for text in ["3", "3.0", "3e0", "0.3e1", "30E-1"] {
            assert_eq!(value(text), json!(3), "{text}");
        }
        assert_eq!(value("-0.0"), json!(0));
        assert_eq!(value("1.5"), json!(1.5));
        assert_eq!(value("9007199254740993"), json!(9_007_199_254_740_993_i64));
        assert_eq!(value("1e300"), json!(1e300));
    }

    // Case 12.
    #[test]
    fn a_name_that_stands_twice_is_told_with_its_place() {
        let text =
            r#"{"a": 1, "b": [{"c": 1}, {"c": 1, "\u0063": 1}], "d": {"e": 1, "e": 2}, "a": 1}"#;
        let UnambiguousJson { ambiguous, .. } = read(text.as_bytes()).unwrap();
        assert_eq!(ambiguous, ["b[1].c", "d.e", "a"]);
    }

    #[test]
    fn what_is_told_of_a_body_is_not_larger_than_it() {
        let name = "x".repeat(100_000);
        let twice = vec![r#""a": 1"#; 20_000].join(",");
        let UnambiguousJson { ambiguous, .. } =
            read(format!(r#"{{"{name}": {{{twice}}}}}"#).as_bytes()).unwrap();
        assert_eq!(ambiguous, [format!("{name}.a")]);
    }

    #[test]
    fn what_is_no_json_is_an_error() {
        for text in [
            "",
            "{",
            "{} {}",
            "nul",
            "[1,]",
            "{\"a\" 1}",
            "\"\\ud800\"",
            "1e999",
        ] {
            assert!(read(text.as_bytes()).is_err(), "{text}");
        }
        let deep = "[".repeat(200) + &"]".repeat(200);
        assert!(read(deep.as_bytes()).is_err(), "too deep");
    }
}
