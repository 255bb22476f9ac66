//! Text that people write: trimmed, bounded, free of control characters, its lines ended in one way.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

pub use self::deception::is_deceptive;
pub(crate) use self::deception::is_unseen;
use crate::form::{Field, FieldError, FieldKind, text_of, with_line_feeds};

mod deception;

/// Text of `MIN` to `MAX` characters, without white space around it and without control characters but line breaks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Text<const MIN: u32, const MAX: u32>(String);

/// A person's or an institution's name.
pub type Name = Text<1, 50>;
/// What is wrong with the goods, in the consumer's words (R-APP-1).
pub type Description = Text<5, 500>;
/// Why somebody decided so.
pub type Reason = Text<1, 500>;
/// What else there is to say about a step.
pub type Remark = Text<1, 500>;
/// A question to the consumer (R-REV-8).
pub type QuestionText = Text<2, 500>;
/// The answer to a question: 是 is one (R-REV-8).
pub type AnswerText = Text<1, 500>;
/// A longer report, such as what a repair consisted of.
pub type WorkReport = Text<1, 2000>;
/// A short piece of an address or a name of a thing.
pub type ShortText = Text<1, 100>;

impl<const MIN: u32, const MAX: u32> Text<MIN, MAX> {
    /// Parses text as it comes in: ends its lines with LF, trims it, then checks its length in characters and that it can
    /// be printed.
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        Self::check(&with_line_feeds(raw))
    }

    fn check(raw: &str) -> Result<Self, FieldError> {
        let text = raw.trim();
        if text
            .chars()
            .any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        {
            return Err(FieldError::ControlCharacter {});
        }
        let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        match length {
            0 if MIN > 0 => Err(FieldError::Required {}),
            _ if length < MIN => Err(FieldError::TooShort { min: MIN }),
            _ if length > MAX => Err(FieldError::too_long(MAX)),
            _ => Ok(Self(text.to_owned())),
        }
    }

    /// The text with something in it masked, which is no longer than what was there.
    pub(crate) const fn of_masked(text: String) -> Self {
        Self(text)
    }

    /// The text as it is kept.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(feature = "openapi")]
impl<const MIN: u32, const MAX: u32> utoipa::__dev::ComposeSchema for Text<MIN, MAX> {
    fn compose(
        _: Vec<utoipa::openapi::RefOr<utoipa::openapi::Schema>>,
    ) -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        crate::form::schema::field(Self::KIND).into()
    }
}

#[cfg(feature = "openapi")]
impl<const MIN: u32, const MAX: u32> utoipa::ToSchema for Text<MIN, MAX> {
    fn name() -> std::borrow::Cow<'static, str> {
        format!("Text{MIN}To{MAX}").into()
    }
}

impl<const MIN: u32, const MAX: u32> std::fmt::Display for Text<MIN, MAX> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl<const MIN: u32, const MAX: u32> Field for Text<MIN, MAX> {
    const KIND: FieldKind = FieldKind::Text { min: MIN, max: MAX };

    fn read(value: &Value) -> Result<Self, FieldError> {
        Self::parse(text_of(value)?)
    }
}

impl<'de, const MIN: u32, const MAX: u32> Deserialize<'de> for Text<MIN, MAX> {
    /// As part of a state, which keeps the line ends that it was written with: earlier releases stored them as they came.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = String::deserialize(deserializer)?;
        Self::check(&raw).map_err(crate::form::undecodable)
    }
}

/// The plain form of a wide letter, digit or sign: Chinese keyboards have both, which mean the same.
pub fn narrow(c: char) -> char {
    const FIRST: u32 = 0xff01;
    const LAST: u32 = 0xff5e;
    const DISTANCE: u32 = 0xfee0;
    match u32::from(c) {
        code @ FIRST..=LAST => char::from_u32(code - DISTANCE).unwrap_or(c),
        _ => c,
    }
}

/// Whether it is a hyphen, or a dash that people write for one.
pub(crate) const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}
