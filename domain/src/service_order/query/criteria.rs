//! What can be asked for in a list that is more than one plain value.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::{
    form::{Field, FieldError, FieldKind, text_of},
    values::{
        id::{OrderNumber, Username},
        number::ServiceOrderNumber,
        personal::Masked,
        phone::{MaskedPhone, Phone},
        time::Span,
    },
};

/// Values that a query string has as one text, and JSON as the same.
macro_rules! written_as_text {
    ($($Name:ident: $kind:expr,)+) => {$(
        impl Field for $Name {
            const KIND: FieldKind = $kind;

            fn read(value: &Value) -> Result<Self, FieldError> {
                Self::parse(text_of(value)?)
            }
        }

        impl Serialize for $Name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $Name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let raw = String::deserialize(deserializer)?;
                Self::parse(&raw).map_err(crate::form::undecodable)
            }
        }
    )+};
}

written_as_text! {
    AssigneeFilter: FieldKind::Identifier,
    PhoneFilter: FieldKind::Phone,
    NumberList: FieldKind::Text { min: 1, max: NumberList::MAX_CHARACTERS },
    DueWithin: FieldKind::Text { min: 2, max: 20 },
}

/// Whose orders a list shows (R-ASN-1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AssigneeFilter {
    /// Those on which the caller works.
    Me,
    /// Those that nobody works on.
    Nobody,
    /// Those on which this person works.
    Person(Username),
}

impl AssigneeFilter {
    const ME: &'static str = "me";
    const NOBODY: &'static str = "nobody";

    /// Parses `me` (or `mine`), `nobody`, or the name by which somebody signs in.
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        match raw.trim() {
            Self::ME | "mine" => Ok(Self::Me),
            Self::NOBODY => Ok(Self::Nobody),
            username => Username::parse(username).map(Self::Person),
        }
    }
}

impl std::fmt::Display for AssigneeFilter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Me => Self::ME,
            Self::Nobody => Self::NOBODY,
            Self::Person(username) => username.as_str(),
        })
    }
}

/// Whose phone it is: the number, or as much of it as people remember.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhoneFilter {
    /// The whole number, as it was typed.
    Whole(Phone),
    /// What is shown of it where it is masked.
    Masked(MaskedPhone),
    /// The last four digits.
    Tail(String),
}

impl PhoneFilter {
    const TAIL_DIGITS: usize = 4;

    /// Parses a number as people write it, as it is shown to staff (`138****5678`), or its last four digits.
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        let raw = raw.trim();
        if let Some(masked) = MaskedPhone::parse(raw) {
            return Ok(Self::Masked(masked));
        }
        if raw.len() == Self::TAIL_DIGITS && raw.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(Self::Tail(raw.to_owned()))
        } else {
            Phone::parse(raw).map(Self::Whole)
        }
    }
}

impl Masked for PhoneFilter {
    fn masked(self) -> Self {
        match self {
            Self::Whole(phone) => Self::Masked(MaskedPhone::of(&phone)),
            Self::Masked(_) | Self::Tail(_) => self,
        }
    }
}

impl std::fmt::Display for PhoneFilter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Whole(phone) => f.write_str(phone.as_str()),
            Self::Masked(phone) => phone.fmt(f),
            Self::Tail(digits) => f.write_str(digits),
        }
    }
}

/// Numbers as somebody pasted them: of service orders, of orders, or the caller's own, mixed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberList(Vec<OrderNumber>);

impl NumberList {
    /// The most numbers of a list.
    pub const MAX: u32 = 200;
    const MAX_CHARACTERS: u32 = 13_000;

    /// Parses up to 200 numbers with commas, semicolons or white space between them; what stands there twice counts once.
    ///
    /// Anybody can send any text: what comes after one number too many is not looked at, and whether a number stood there
    /// before is not asked of each of them.
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        let most = usize::try_from(Self::MAX).unwrap_or(usize::MAX);
        let mut numbers: Vec<OrderNumber> = Vec::new();
        let mut sorted: Vec<&str> = Vec::new();
        let is_between = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | ';' | '；' | '、');
        for piece in raw.split(is_between).filter(|piece| !piece.is_empty()) {
            let Err(place) = sorted.binary_search(&piece) else {
                continue;
            };
            let number = OrderNumber::parse(piece)?;
            if numbers.len() == most {
                return Err(FieldError::too_many(Self::MAX));
            }
            sorted.insert(place, piece);
            numbers.push(number);
        }
        if numbers.is_empty() {
            return Err(FieldError::Required {});
        }
        Ok(Self(numbers))
    }

    /// Each of them, as text: no number of any kind is longer or has other characters than an identifier.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(OrderNumber::as_str)
    }
}

impl std::fmt::Display for NumberList {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (place, number) in self.iter().enumerate() {
            f.write_str(if place == 0 { "" } else { "," })?;
            f.write_str(number)?;
        }
        Ok(())
    }
}

/// Service orders that somebody selected: a list of their numbers in JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Selection(Vec<ServiceOrderNumber>);

impl Selection {
    /// The most that can be selected.
    pub const MAX: u32 = 5000;

    /// The numbers of the selected orders.
    pub fn numbers(&self) -> &[ServiceOrderNumber] {
        &self.0
    }
}

impl Field for Selection {
    const KIND: FieldKind = FieldKind::Free;

    fn read(value: &Value) -> Result<Self, FieldError> {
        let Value::Array(entries) = value else {
            return Err(FieldError::wrong_type("list"));
        };
        match u32::try_from(entries.len()) {
            Ok(0) => Err(FieldError::Required {}),
            Ok(1..=Self::MAX) => {
                let numbers = entries.iter().map(ServiceOrderNumber::read);
                numbers.collect::<Result<_, _>>().map(Self)
            }
            Ok(_) | Err(_) => Err(FieldError::too_many(Self::MAX)),
        }
    }
}

/// Within which time something is due, as people write it: `4h`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueWithin(Span);

impl DueWithin {
    /// Parses a length of time.
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        Span::parse(raw).map(Self)
    }

    /// The span from now on.
    pub const fn span(self) -> Span {
        self.0
    }
}

impl From<Span> for DueWithin {
    fn from(span: Span) -> Self {
        Self(span)
    }
}

impl std::fmt::Display for DueWithin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}
