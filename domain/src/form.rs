//! Forms: what each command asks for, and how raw JSON becomes typed values or violations.
//!
//! A [`record!`](crate::form::record) declares a structure once; its fields are at the same time the specification from which a form
//! is drawn ([`FieldSpec`]) and the parser by which both the browser and the server read it. Parsing collects every
//! violation of a body, not only the first, and refuses fields that it does not know.

pub(crate) mod commands;
mod error;
pub(crate) mod events;
pub(crate) mod named;
pub mod query;

#[cfg(feature = "openapi")]
pub(crate) mod schema;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub use self::error::FieldError;

/// A text whose lines end with LF: forms that browsers post without a script have CR LF, and some programs have CR alone, or the
/// separators of lines and paragraphs, at which not everybody who shows a text breaks it.
pub(crate) fn with_line_feeds(text: &str) -> Cow<'_, str> {
    const OTHERS: [char; 3] = ['\r', '\u{2028}', '\u{2029}'];
    if text.contains(OTHERS) {
        text.replace("\r\n", "\n").replace(OTHERS, "\n").into()
    } else {
        text.into()
    }
}

/// A fault and the field where it is, as a path: `return_to.phone`, `results[2].value`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Violation {
    /// The path of the field in the body.
    pub field: String,
    /// What is wrong with the value.
    #[serde(flatten)]
    pub fault: FieldError,
}

impl Violation {
    /// A fault at a field.
    pub fn new(field: impl Into<String>, fault: FieldError) -> Self {
        Self {
            field: field.into(),
            fault,
        }
    }
}

/// The greatest amount of money that a field takes, in fen: a thousand million yuan.
pub(crate) const GREATEST_AMOUNT_FEN: i64 = 100_000_000_000;

/// How a field is asked for: enough to draw its control and to describe it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FieldKind {
    /// Text with its bounds in characters; long ones take several lines.
    Text {
        /// The least number of characters.
        min: u32,
        /// The greatest number of characters.
        max: u32,
    },
    /// An amount in fen.
    Money,
    /// A whole number within bounds.
    Count {
        /// The least value that is accepted.
        min: i64,
        /// The greatest value that is accepted.
        max: i64,
    },
    /// Yes or no, as `true` or `false`.
    Flag,
    /// A time, RFC 3339.
    Time,
    /// A calendar date, as `2026-11-23`.
    Date,
    /// A Chinese telephone number.
    Phone,
    /// The tracking number of a parcel.
    TrackingNumber,
    /// One of a fixed set of names.
    Choice {
        /// The names, in order.
        names: &'static [&'static str],
        /// Which enumeration they are of, where people choose of it in forms.
        #[serde(skip)]
        of: Option<Offered>,
    },
    /// A code from one of the reason lists.
    ReasonCode,
    /// An identifier that the system gave or another system gives.
    Identifier,
    /// Any JSON value; the command says how it is read.
    Free,
    /// Fields that belong together.
    Record {
        /// The fields, in the order of the form.
        fields: &'static [FieldSpec],
    },
}

/// Whether a field may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cardinality {
    /// The field must be given.
    Required,
    /// May be missing or null.
    Optional,
    /// A list, empty when missing.
    List,
}

/// The enumerations of which people choose in forms. Screens have words for the names of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offered {
    /// Services.
    ServiceType,
    /// How goods come.
    ServiceMethod,
    /// How the consumer is helped.
    HandlingMethod,
    /// Who carries a parcel.
    Carrier,
    /// Why a consumer applies.
    ApplyReason,
    /// Why an application is rejected.
    RejectReason,
    /// What is abnormal about goods that arrived.
    AbnormalReason,
    /// Why somebody needs to see personal data.
    RevealReason,
    /// What becomes of abnormal goods.
    ExceptionResolution,
    /// Who is to blame.
    Liability,
}

/// What forms are to know of a field besides what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldRole {
    /// Nothing.
    Plain,
    /// Files: they go with an upload, and nobody types them.
    Files,
    /// Programs fill it in: an id in another system, for whom they act.
    Programs,
    /// Results: one for each item of the inspection form.
    Results,
    /// A province, as part of an address that browsers fill in.
    Province,
    /// A city, likewise.
    City,
    /// A district, likewise.
    District,
    /// A street, likewise.
    Street,
}

/// One field of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct FieldSpec {
    /// The name of the field in JSON.
    pub name: &'static str,
    /// What the field holds.
    pub kind: FieldKind,
    /// Whether it may be left out.
    #[serde(rename = "presence")]
    pub cardinality: Cardinality,
    /// What forms are to know besides.
    #[serde(skip)]
    pub role: FieldRole,
    /// What it means, in which unit: the sentence at its declaration. The document of the API shows it; browsers need none.
    #[cfg(feature = "openapi")]
    #[serde(skip)]
    pub doc: &'static str,
}

/// A value that can be read from one JSON value.
pub trait Field: Sized {
    /// How it is asked for.
    const KIND: FieldKind;

    /// Reads it, or reports the error.
    fn read(value: &Value) -> Result<Self, FieldError>;

    /// Reads it at a path, reporting all its violations.
    fn read_at(value: &Value, path: &str, violations: &mut Vec<Violation>) -> Option<Self> {
        match Self::read(value) {
            Ok(read) => Some(read),
            Err(fault) => {
                violations.push(Violation::new(path, fault));
                None
            }
        }
    }
}

/// A structure that is read from a JSON object, field by field.
pub trait Record: Sized {
    /// The fields, in the order in which a form shows them.
    const FIELDS: &'static [FieldSpec];

    /// Reads the fields; `None` when there were violations.
    fn read_fields(reader: &mut Reader<'_>) -> Option<Self>;

    /// Reads a whole body.
    fn parse(body: &Value) -> Result<Self, Vec<Violation>> {
        Self::parse_leaving_out(body, &[])
    }

    /// Reads a whole body in which the fields named in `ignored` belong to somebody else.
    fn parse_leaving_out(body: &Value, ignored: &[&str]) -> Result<Self, Vec<Violation>> {
        let mut violations = Vec::new();
        let read = read_record::<Self>(body, "", ignored, &mut violations);
        match read {
            Some(read) if violations.is_empty() => Ok(read),
            Some(_) | None => Err(violations),
        }
    }
}

/// Reads a record at a path: all its fields, and nothing that it does not know.
pub(crate) fn read_record<R: Record>(
    value: &Value,
    path: &str,
    ignored: &[&str],
    violations: &mut Vec<Violation>,
) -> Option<R> {
    let Value::Object(object) = value else {
        violations.push(Violation::new(path, FieldError::wrong_type("object")));
        return None;
    };
    for key in object.keys() {
        let known = R::FIELDS.iter().any(|field| field.name == key);
        if !known && !ignored.contains(&key.as_str()) {
            violations.push(Violation::new(join(path, key), FieldError::UnknownField {}));
        }
    }
    R::read_fields(&mut Reader {
        object,
        path,
        violations,
    })
}

/// Reads the fields of one JSON object and collects what is wrong with them.
#[derive(Debug)]
pub struct Reader<'a> {
    object: &'a Map<String, Value>,
    path: &'a str,
    violations: &'a mut Vec<Violation>,
}

impl<'a> Reader<'a> {
    fn given(&self, name: &str) -> Option<&'a Value> {
        self.object.get(name).filter(|value| !value.is_null())
    }

    /// A field that must be there.
    pub fn required<T: Field>(&mut self, name: &str) -> Option<T> {
        let Some(value) = self.given(name) else {
            self.fault(name, FieldError::Required {});
            return None;
        };
        self.read(name, value)
    }

    /// A field that may be missing or null; text may be left blank. The outer `None` says that it was there and wrong.
    pub fn optional<T: Field>(&mut self, name: &str) -> Option<Option<T>> {
        match self.given(name) {
            Some(value) if !is_left_blank(T::KIND, value) => self.read(name, value).map(Some),
            Some(_) | None => Some(None),
        }
    }

    fn read<T: Field>(&mut self, name: &str, value: &Value) -> Option<T> {
        T::read_at(value, &join(self.path, name), self.violations)
    }

    /// A list, empty when it is missing; at most 200 entries, so that no body makes us work without end.
    pub fn list<T: Field>(&mut self, name: &str) -> Option<Vec<T>> {
        const MAX_ENTRIES: u32 = 200;
        let value = match self.object.get(name) {
            None | Some(Value::Null) => return Some(Vec::new()),
            Some(value) => value,
        };
        let Value::Array(entries) = value else {
            self.fault(name, FieldError::wrong_type("list"));
            return None;
        };
        if entries.len() > usize::try_from(MAX_ENTRIES).unwrap_or(usize::MAX) {
            self.fault(name, FieldError::too_many(MAX_ENTRIES));
            return None;
        }
        let path = join(self.path, name);
        let read: Vec<Option<T>> = entries
            .iter()
            .enumerate()
            .map(|(index, entry)| T::read_at(entry, &format!("{path}[{index}]"), self.violations))
            .collect();
        read.into_iter().collect()
    }

    /// A list that must have an entry.
    pub fn some<T: Field>(&mut self, name: &str) -> Option<Vec<T>> {
        let list = self.list(name)?;
        if list.is_empty() {
            self.fault(name, FieldError::Required {});
            return None;
        }
        Some(list)
    }

    /// Reports a fault of a field of this object.
    pub fn fault(&mut self, name: &str, fault: FieldError) {
        let field = join(self.path, name);
        self.violations.push(Violation { field, fault });
    }
}

/// Whether a control was left empty: forms send that as text without characters.
fn is_left_blank(kind: FieldKind, value: &Value) -> bool {
    let blank = value.as_str().is_some_and(|text| text.trim().is_empty());
    blank && matches!(kind, FieldKind::Text { .. } | FieldKind::Identifier)
}

fn join(path: &str, name: &str) -> String {
    match (path, name) {
        ("", name) => name.to_owned(),
        (path, name) => format!("{path}.{name}"),
    }
}

/// The text of a JSON string.
pub fn text_of(value: &Value) -> Result<&str, FieldError> {
    value.as_str().ok_or_else(|| FieldError::wrong_type("text"))
}

/// The decoding error of a value that breaks its type's rules.
#[expect(
    clippy::needless_pass_by_value,
    reason = "it is what `map_err` hands over"
)]
pub(crate) fn undecodable<E: serde::de::Error>(fault: FieldError) -> E {
    // Not made into a text first: a browser's decoder says nothing of it, and then needs no code that would.
    E::custom(format_args!("{fault:?}"))
}

/// Declares a structure once: its type, its form and its parser. A field is `required`,
/// `optional`, a `list`, or a list of `some`, at least one. What forms are to know besides of a field follows its type:
/// `as files`, [`FieldRole`].
macro_rules! record {
    (
        $(#[doc = $doc:literal])*
        $(#[derive($($Derived:ident),+)])?
        pub struct $Name:ident { $($(#[doc = $field_doc:literal])* $field:ident: $cardinality:ident $Type:ty $(as $role:ident)?,)* }
        $(check $check:path)?
    ) => {
        $(#[doc = $doc])*
        $(#[derive($($Derived),+)])?
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        pub struct $Name { $($(#[doc = $field_doc])* pub $field: $crate::form::slot!($cardinality $Type),)* }

        #[cfg(feature = "openapi")]
        $crate::form::schema::described!($Name => $crate::form::schema::record(
            concat!($($doc),*),
            <$Name as $crate::form::Record>::FIELDS,
        ));

        impl $crate::form::Record for $Name {
            const FIELDS: &'static [$crate::form::FieldSpec] = &[$($crate::form::FieldSpec {
                name: stringify!($field),
                kind: <$Type as $crate::form::Field>::KIND,
                cardinality: $crate::form::cardinality!($cardinality),
                role: $crate::form::role!($($role)?),
                #[cfg(feature = "openapi")]
                doc: concat!($($field_doc),*),
            },)*];

            #[allow(unused_variables, clippy::allow_attributes, reason = "a record may have no fields")]
            fn read_fields(reader: &mut $crate::form::Reader<'_>) -> Option<Self> {
                $(let $field = reader.$cardinality::<$Type>(stringify!($field));)*
                let read = Self { $($field: $field?,)* };
                $($check(&read, reader);)?
                Some(read)
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::IntoParams for $Name {
            fn into_params(
                parameter_in: impl Fn() -> Option<utoipa::openapi::path::ParameterIn>,
            ) -> Vec<utoipa::openapi::path::Parameter> {
                let fields = <Self as $crate::form::Record>::FIELDS;
                $crate::form::schema::parameters(fields, parameter_in())
            }
        }

        impl $crate::form::Field for $Name {
            const KIND: $crate::form::FieldKind = $crate::form::FieldKind::Record {
                fields: <Self as $crate::form::Record>::FIELDS,
            };

            fn read(value: &serde_json::Value) -> Result<Self, $crate::form::FieldError> {
                <Self as $crate::form::Record>::parse(value).map_err(|violations| {
                    violations
                        .into_iter()
                        .next()
                        .map_or($crate::form::FieldError::Required {}, |violation| violation.fault)
                })
            }

            fn read_at(
                value: &serde_json::Value,
                path: &str,
                violations: &mut Vec<$crate::form::Violation>,
            ) -> Option<Self> {
                $crate::form::read_record(value, path, &[], violations)
            }
        }
    };
}
pub(crate) use record;

/// The type of a record's field by its cardinality.
macro_rules! slot {
    (required $Type:ty) => { $Type };
    (optional $Type:ty) => { Option<$Type> };
    (list $Type:ty) => { Vec<$Type> };
    (some $Type:ty) => { Vec<$Type> };
}
pub(crate) use slot;

/// The [`Cardinality`] that a record's declaration names.
macro_rules! cardinality {
    (required) => {
        $crate::form::Cardinality::Required
    };
    (optional) => {
        $crate::form::Cardinality::Optional
    };
    (list) => {
        $crate::form::Cardinality::List
    };
    (some) => {
        $crate::form::Cardinality::List
    };
}
pub(crate) use cardinality;

/// The [`FieldRole`] that a record's declaration names.
macro_rules! role {
    () => {
        $crate::form::FieldRole::Plain
    };
    (files) => {
        $crate::form::FieldRole::Files
    };
    (programs) => {
        $crate::form::FieldRole::Programs
    };
    (results) => {
        $crate::form::FieldRole::Results
    };
    (province) => {
        $crate::form::FieldRole::Province
    };
    (city) => {
        $crate::form::FieldRole::City
    };
    (district) => {
        $crate::form::FieldRole::District
    };
    (street) => {
        $crate::form::FieldRole::Street
    };
}
pub(crate) use role;

impl Field for bool {
    const KIND: FieldKind = FieldKind::Flag;

    fn read(value: &Value) -> Result<Self, FieldError> {
        value
            .as_bool()
            .ok_or_else(|| FieldError::wrong_type("flag"))
    }
}

impl Field for Value {
    const KIND: FieldKind = FieldKind::Free;

    /// Whatever it is; what is text has its lines ended as every text that comes in.
    fn read(value: &Value) -> Result<Self, FieldError> {
        Ok(match value {
            Value::String(text) => with_line_feeds(text).into(),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::Array(_)
            | Value::Object(_) => value.clone(),
        })
    }
}

/// Reads a whole number within bounds, both included.
pub fn integer_within(value: &Value, min: i64, max: i64) -> Result<i64, FieldError> {
    let number = match (value.as_i64(), value.is_u64()) {
        (Some(number), _) => number,
        (None, true) => return Err(FieldError::OutOfRange { min, max }),
        (None, false) => return Err(FieldError::wrong_type("integer")),
    };
    within(number, min, max)
}

/// Reads a whole number within bounds, both included, as what holds it.
pub fn count_within<N: TryFrom<i64>>(value: &Value, min: i64, max: i64) -> Result<N, FieldError> {
    let number = integer_within(value, min, max)?;
    N::try_from(number).map_err(|_| FieldError::OutOfRange { min, max })
}

/// A whole number within bounds, both included.
pub fn within(number: i64, min: i64, max: i64) -> Result<i64, FieldError> {
    if (min..=max).contains(&number) {
        Ok(number)
    } else {
        Err(FieldError::OutOfRange { min, max })
    }
}
