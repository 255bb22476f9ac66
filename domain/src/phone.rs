//! Chinese telephone numbers.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::{
    form::{Fault, Field, FieldKind, text_of},
    personal::{MASK, Masked},
};

/// What stands for the middle of a number.
const MASKED_MIDDLE: &str = "****";

/// A mobile number, a fixed line with its area code, or a 400 number; kept as digits, without the country code. As part of
/// what staff are shown its middle may be masked: `138****5678`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Phone(String);

impl Phone {
    /// Parses a number as people write it: spaces and hyphens, `+86` or `0086` in front are understood. A number whose
    /// middle is masked is refused.
    pub fn parse(raw: &str) -> Result<Self, Fault> {
        let raw = raw.trim();
        if raw.is_empty() {
            return Err(Fault::Required {});
        }
        if raw.contains(MASK) {
            return Err(Fault::Masked {});
        }
        let abroad = raw.strip_prefix("+86").or_else(|| raw.strip_prefix("0086"));
        let digits = digits(abroad.unwrap_or(raw))?;
        if is_mobile(&digits) || is_fixed_line(&digits) || is_400(&digits) {
            return Ok(Self(digits));
        }
        // From abroad, an area code is dialled without its zero.
        let at_home = format!("0{digits}");
        if abroad.is_some() && is_fixed_line(&at_home) {
            Ok(Self(at_home))
        } else {
            Err(Fault::NotAPhone {})
        }
    }

    /// The digits, of which the middle may be masked.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is a mobile number.
    pub fn is_mobile(&self) -> bool {
        is_mobile(&self.0)
    }

    /// A number as part of a state: all of it, or what staff are shown of it.
    fn of_state(raw: &str) -> Result<Self, Fault> {
        if MaskedPhone::parse(raw).is_some() {
            Ok(Self(raw.to_owned()))
        } else {
            Self::parse(raw)
        }
    }
}

impl Masked for Phone {
    fn masked(self) -> Self {
        Self(MaskedPhone::of(&self).to_string())
    }
}

/// What staff are shown of a number: its first three digits and its last four.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MaskedPhone {
    head: String,
    tail: String,
}

impl MaskedPhone {
    const HEAD: usize = 3;
    const TAIL: usize = 4;

    /// What is shown of this number.
    pub fn of(phone: &Phone) -> Self {
        let digits = &phone.0;
        let tail = digits.len().saturating_sub(Self::TAIL);
        Self {
            head: digits.chars().take(Self::HEAD).collect(),
            tail: digits.chars().skip(tail).collect(),
        }
    }

    /// Parses it as it is shown: `138****5678`.
    pub fn parse(raw: &str) -> Option<Self> {
        let figures = |text: &str, count| {
            text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        let (head, tail) = raw.split_once(MASKED_MIDDLE)?;
        (figures(head, Self::HEAD) && figures(tail, Self::TAIL)).then(|| Self {
            head: head.to_owned(),
            tail: tail.to_owned(),
        })
    }

    /// The first three digits.
    pub fn head(&self) -> &str {
        &self.head
    }

    /// The last four digits.
    pub fn tail(&self) -> &str {
        &self.tail
    }
}

impl std::fmt::Display for MaskedPhone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{MASKED_MIDDLE}{}", self.head, self.tail)
    }
}

/// The digits of a number, without what people set between them.
fn digits(written: &str) -> Result<String, Fault> {
    const MOST: usize = 12;
    let mut digits = String::with_capacity(MOST);
    for c in written.chars() {
        match c {
            '0'..='9' if digits.len() < MOST => digits.push(c),
            ' ' | '-' => {}
            _ => return Err(Fault::NotAPhone {}),
        }
    }
    Ok(digits)
}

fn is_mobile(digits: &str) -> bool {
    let mut figures = digits.chars();
    digits.len() == 11 && figures.next() == Some('1') && matches!(figures.next(), Some('3'..='9'))
}

fn is_fixed_line(digits: &str) -> bool {
    (10..=12).contains(&digits.len()) && digits.starts_with('0') && !digits.starts_with("00")
}

fn is_400(digits: &str) -> bool {
    digits.len() == 10 && (digits.starts_with("400") || digits.starts_with("800"))
}

impl Field for Phone {
    const KIND: FieldKind = FieldKind::Phone;

    fn read(value: &Value) -> Result<Self, Fault> {
        Self::parse(text_of(value)?)
    }
}

impl<'de> Deserialize<'de> for Phone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = String::deserialize(deserializer)?;
        Self::of_state(&raw).map_err(crate::form::undecodable)
    }
}
