//! Text that people write: trimmed, bounded, free of control characters.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::form::{Fault, Field, FieldKind, text_of};

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
pub type Question = Text<2, 500>;
/// The answer to a question: 是 is one (R-REV-8).
pub type Reply = Text<1, 500>;
/// A longer report, such as what a repair consisted of.
pub type Report = Text<1, 2000>;
/// A short piece of an address or a name of a thing.
pub type Line = Text<1, 100>;

impl<const MIN: u32, const MAX: u32> Text<MIN, MAX> {
    /// Parses text: trims it, then checks its length in characters and that it can be printed.
    pub fn parse(raw: &str) -> Result<Self, Fault> {
        let text = raw.trim();
        if text
            .chars()
            .any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        {
            return Err(Fault::ControlCharacter {});
        }
        let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        match length {
            0 if MIN > 0 => Err(Fault::Required {}),
            _ if length < MIN => Err(Fault::TooShort { min: MIN }),
            _ if length > MAX => Err(Fault::TooLong { max: MAX }),
            _ => Ok(Self(text.to_owned())),
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MIN: u32, const MAX: u32> std::fmt::Display for Text<MIN, MAX> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl<const MIN: u32, const MAX: u32> Field for Text<MIN, MAX> {
    const KIND: FieldKind = FieldKind::Text { min: MIN, max: MAX };

    fn read(value: &Value) -> Result<Self, Fault> {
        Self::parse(text_of(value)?)
    }
}

impl<'de, const MIN: u32, const MAX: u32> Deserialize<'de> for Text<MIN, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = String::deserialize(deserializer)?;
        Self::parse(&raw).map_err(crate::form::undecodable)
    }
}
