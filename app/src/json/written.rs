//! How a type is read from a JSON value.
//!
//! `serde_json` can do it too, yet says of each failure what was expected and what was found, and takes a list for a structure:
//! that was a tenth of a bundle. Here a value is what a type wants, or [`Unreadable`], and nobody is told why: a page
//! that gets an answer of another version of the product can but say so.

use std::{fmt::Display, slice};

use serde::{
    Deserializer,
    de::{
        DeserializeSeed, EnumAccess, Error, Expected, MapAccess, SeqAccess, Unexpected,
        VariantAccess, Visitor, value::BorrowedStrDeserializer,
    },
    forward_to_deserialize_any,
};
use serde_json::{Value, map, value::Number};

/// A value is not what was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("another form of JSON was expected")]
pub struct Unreadable;

/// Ignores each message, so that the compiler drops the code that formats it.
impl Error for Unreadable {
    fn custom<T: Display>(_what: T) -> Self {
        Self
    }

    fn invalid_type(_found: Unexpected<'_>, _expected: &dyn Expected) -> Self {
        Self
    }

    fn invalid_value(_found: Unexpected<'_>, _expected: &dyn Expected) -> Self {
        Self
    }

    fn invalid_length(_length: usize, _expected: &dyn Expected) -> Self {
        Self
    }

    fn unknown_variant(_name: &str, _known: &'static [&'static str]) -> Self {
        Self
    }

    fn unknown_field(_name: &str, _known: &'static [&'static str]) -> Self {
        Self
    }

    fn missing_field(_name: &'static str) -> Self {
        Self
    }

    fn duplicate_field(_name: &'static str) -> Self {
        Self
    }
}

/// A value as it was written, out of which a type is read.
#[derive(Clone, Copy)]
pub(super) struct JsonInput<'json>(pub(super) &'json Value);

impl<'json> JsonInput<'json> {
    fn number(self) -> Result<&'json Number, Unreadable> {
        match self.0 {
            Value::Number(number) => Ok(number),
            Value::Null
            | Value::Bool(_)
            | Value::String(_)
            | Value::Array(_)
            | Value::Object(_) => Err(Unreadable),
        }
    }

    fn text(self) -> Result<&'json str, Unreadable> {
        self.0.as_str().ok_or(Unreadable)
    }

    fn entries(self) -> Result<Entries<'json>, Unreadable> {
        let entries = self.0.as_array().ok_or(Unreadable)?;
        Ok(Entries(entries.iter()))
    }

    fn fields(self) -> Result<Fields<'json>, Unreadable> {
        let fields = self.0.as_object().ok_or(Unreadable)?;
        Ok(Fields {
            left: fields.iter(),
            value: None,
        })
    }

    /// A variant is written as its name, or as the only field of an object when it holds something.
    fn variant(self) -> Result<Variant<'json>, Unreadable> {
        if let Value::String(name) = self.0 {
            return Ok(Variant {
                name,
                held: VariantContent(None),
            });
        }
        let mut fields = self.fields()?.left;
        match (fields.next(), fields.next()) {
            (Some((name, held)), None) => Ok(Variant {
                name,
                held: VariantContent(Some(held)),
            }),
            (Some(_) | None, Some(_) | None) => Err(Unreadable),
        }
    }
}

/// The numbers of a kind, which all are read alike.
macro_rules! numbers {
    ($($deserialize:ident)*) => {
        $(fn $deserialize<V: Visitor<'json>>(self, visitor: V) -> Result<V::Value, Unreadable> {
            number(self.number()?, visitor)
        })*
    };
}

fn number<'json, V: Visitor<'json>>(number: &Number, visitor: V) -> Result<V::Value, Unreadable> {
    if let Some(number) = number.as_u64() {
        return visitor.visit_u64(number);
    }
    match number.as_i64() {
        Some(number) => visitor.visit_i64(number),
        None => visitor.visit_f64(number.as_f64().ok_or(Unreadable)?),
    }
}

impl<'json> Deserializer<'json> for JsonInput<'json> {
    type Error = Unreadable;

    fn deserialize_any<V: Visitor<'json>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(flag) => visitor.visit_bool(*flag),
            Value::Number(it) => number(it, visitor),
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Array(_) => visitor.visit_seq(self.entries()?),
            Value::Object(_) => visitor.visit_map(self.fields()?),
        }
    }

    fn deserialize_bool<V: Visitor<'json>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_bool(self.0.as_bool().ok_or(Unreadable)?)
    }

    numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
        deserialize_f32 deserialize_f64
    }

    fn deserialize_char<V: Visitor<'json>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_borrowed_str(self.text()?)
    }

    fn deserialize_str<V: Visitor<'json>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_borrowed_str(self.text()?)
    }

    fn deserialize_string<V: Visitor<'json>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_borrowed_str(self.text()?)
    }

    fn deserialize_identifier<V: Visitor<'json>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_borrowed_str(self.text()?)
    }

    fn deserialize_option<V: Visitor<'json>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        if self.0.is_null() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'json>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'json>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_seq(self.entries()?)
    }

    fn deserialize_tuple<V: Visitor<'json>>(
        self,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_seq(self.entries()?)
    }

    fn deserialize_tuple_struct<V: Visitor<'json>>(
        self,
        _name: &'static str,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_seq(self.entries()?)
    }

    fn deserialize_map<V: Visitor<'json>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_map(self.fields()?)
    }

    fn deserialize_struct<V: Visitor<'json>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_map(self.fields()?)
    }

    fn deserialize_enum<V: Visitor<'json>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_enum(self.variant()?)
    }

    fn deserialize_ignored_any<V: Visitor<'json>>(
        self,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! { <V: Visitor<'json>> bytes byte_buf unit unit_struct }
}

/// The entries of a list.
struct Entries<'json>(slice::Iter<'json, Value>);

impl<'json> SeqAccess<'json> for Entries<'json> {
    type Error = Unreadable;

    fn next_element_seed<T: DeserializeSeed<'json>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Unreadable> {
        match self.0.next() {
            Some(entry) => seed.deserialize(JsonInput(entry)).map(Some),
            None => Ok(None),
        }
    }
}

/// The fields of an object.
struct Fields<'json> {
    left: map::Iter<'json>,
    /// Of the field whose name was read last.
    value: Option<&'json Value>,
}

impl<'json> MapAccess<'json> for Fields<'json> {
    type Error = Unreadable;

    fn next_key_seed<T: DeserializeSeed<'json>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Unreadable> {
        let Some((name, value)) = self.left.next() else {
            return Ok(None);
        };
        self.value = Some(value);
        seed.deserialize(BorrowedStrDeserializer::new(name))
            .map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'json>>(
        &mut self,
        seed: T,
    ) -> Result<T::Value, Unreadable> {
        seed.deserialize(JsonInput(self.value.ok_or(Unreadable)?))
    }
}

/// A variant of an enumeration.
struct Variant<'json> {
    name: &'json str,
    held: VariantContent<'json>,
}

impl<'json> EnumAccess<'json> for Variant<'json> {
    type Error = Unreadable;
    type Variant = VariantContent<'json>;

    fn variant_seed<T: DeserializeSeed<'json>>(
        self,
        seed: T,
    ) -> Result<(T::Value, VariantContent<'json>), Unreadable> {
        let variant = seed.deserialize(BorrowedStrDeserializer::new(self.name))?;
        Ok((variant, self.held))
    }
}

/// What a variant holds, if it holds anything.
struct VariantContent<'json>(Option<&'json Value>);

impl<'json> VariantContent<'json> {
    fn value(self) -> Result<JsonInput<'json>, Unreadable> {
        self.0.map(JsonInput).ok_or(Unreadable)
    }
}

impl<'json> VariantAccess<'json> for VariantContent<'json> {
    type Error = Unreadable;

    fn unit_variant(self) -> Result<(), Unreadable> {
        match self.0 {
            None | Some(Value::Null) => Ok(()),
            Some(_) => Err(Unreadable),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'json>>(
        self,
        seed: T,
    ) -> Result<T::Value, Unreadable> {
        seed.deserialize(self.value()?)
    }

    fn tuple_variant<V: Visitor<'json>>(
        self,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_seq(self.value()?.entries()?)
    }

    fn struct_variant<V: Visitor<'json>>(
        self,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_map(self.value()?.fields()?)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use aftercare_domain::service_order::Node;
    use serde::{Deserialize, Serialize, de::DeserializeOwned};
    use serde_json::json;

    use super::*;
    use crate::json::read;

    /// Something of each form that serde gives to types.
    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    struct Sample {
        flag: bool,
        whole: i64,
        great: u64,
        small: u8,
        fraction: f64,
        letter: char,
        text: String,
        perhaps: Option<Newtype>,
        #[serde(default)]
        left_out: Vec<u16>,
        pair: (i32, String),
        counts: BTreeMap<Node, u64>,
        outside: Vec<Outside>,
        beside: Vec<Beside>,
        inside: Vec<Inside>,
        anything: Value,
        nothing: (),
        #[serde(flatten)]
        more: More,
    }

    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    struct Newtype(String);

    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    enum Outside {
        Alone,
        One(Newtype),
        Two(i64, bool),
        Fields { text: String },
    }

    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    #[serde(tag = "type", content = "data")]
    enum Beside {
        Alone,
        One(Newtype),
        Fields { text: String },
    }

    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    #[serde(tag = "type")]
    enum Inside {
        Alone,
        Fields { text: String, count: Option<i64> },
    }

    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    struct More {
        further: Option<bool>,
    }

    fn newtype() -> Newtype {
        Newtype("new".to_owned())
    }

    fn sample() -> Sample {
        let text = || "文字 \"quoted\"".to_owned();
        Sample {
            flag: true,
            whole: i64::MIN,
            great: u64::MAX,
            small: 255,
            fraction: 0.25,
            letter: '字',
            text: text(),
            perhaps: Some(newtype()),
            left_out: vec![1, 2],
            pair: (-1, text()),
            counts: Node::ALL.iter().copied().zip(1..).collect(),
            outside: vec![
                Outside::Alone,
                Outside::One(newtype()),
                Outside::Two(-7, false),
                Outside::Fields { text: text() },
            ],
            beside: vec![
                Beside::Alone,
                Beside::One(newtype()),
                Beside::Fields { text: text() },
            ],
            inside: vec![
                Inside::Alone,
                Inside::Fields {
                    text: text(),
                    count: Some(-3),
                },
            ],
            anything: json!({"a": [1, -2, 2.5, null, true, {"b": "c"}]}),
            nothing: (),
            more: More {
                further: Some(true),
            },
        }
    }

    fn without(mut record: Value, names: &[&str]) -> Value {
        if let Value::Object(fields) = &mut record {
            fields.retain(|name, _| !names.contains(&name.as_str()));
        }
        record
    }

    fn with(mut record: Value, name: &str, value: Value) -> Value {
        if let Value::Object(fields) = &mut record {
            fields.insert(name.to_owned(), value);
        }
        record
    }

    fn as_serde_json_reads<T: DeserializeOwned>(value: &Value) -> Option<T> {
        serde_json::from_value(value.clone()).ok()
    }

    #[test]
    fn what_was_written_is_read_as_it_was() {
        let written = serde_json::to_value(sample()).unwrap();
        assert_eq!(read::<Sample>(&written), Ok(sample()));
    }

    #[test]
    fn what_may_be_missing_may_be_missing_and_what_is_unknown_is_passed_over() {
        let written = serde_json::to_value(sample()).unwrap();
        let less = without(written, &["perhaps", "left_out", "further"]);
        let read = read::<Sample>(&with(less, "newer", json!({"than": ["this"]}))).unwrap();
        assert_eq!(
            (read.perhaps, read.left_out, read.more.further),
            (None, Vec::new(), None)
        );
    }

    #[test]
    fn another_form_of_any_field_is_read_or_refused_as_serde_json_does() {
        let written = serde_json::to_value(sample()).unwrap();
        let forms = [
            json!(null),
            json!(true),
            json!(0),
            json!(-1),
            json!(300),
            json!(u64::MAX),
            json!(1.5),
            json!(""),
            json!("Alone"),
            json!("pending_review"),
            json!([]),
            json!([1, "one"]),
            json!(["Alone", {"One": "new"}]),
            json!([{"Nobody": 1}]),
            json!([{"One": "a", "Two": "b"}]),
            json!([{"type": "Alone"}, {"type": "One", "data": "new"}]),
            json!([{"type": "Nobody"}]),
            json!({}),
            json!({"pending_review": 3}),
            json!({"nowhere": 3}),
        ];
        let fields: Vec<String> = written.as_object().unwrap().keys().cloned().collect();
        for name in &fields {
            let less = without(written.clone(), &[name.as_str()]);
            assert_eq!(read::<Sample>(&less).ok(), as_serde_json_reads(&less));
            for form in &forms {
                let other = with(written.clone(), name, form.clone());
                let expected: Option<Sample> = as_serde_json_reads(&other);
                assert_eq!(read::<Sample>(&other).ok(), expected, "{name}: {form}");
            }
        }
    }

    #[test]
    fn a_list_is_no_structure() {
        assert_eq!(read::<More>(&json!([true])), Err(Unreadable));
    }
}
