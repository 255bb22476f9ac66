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

    /// A number as part of a state: all of it, or what staff are shown of it.
    fn of_state(raw: &str) -> Result<Self, Fault> {
        let is_mask = raw.split_once(MASKED_MIDDLE).is_some_and(|(head, tail)| {
            let figures = |text: &str, count| {
                text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
            };
            figures(head, 3) && figures(tail, 4)
        });
        if is_mask {
            Ok(Self(raw.to_owned()))
        } else {
            Self::parse(raw)
        }
    }
}

impl Masked for Phone {
    fn masked(self) -> Self {
        let digits = &self.0;
        let head: String = digits.chars().take(3).collect();
        let tail: String = digits
            .chars()
            .skip(digits.chars().count().saturating_sub(4))
            .collect();
        Self(format!("{head}{MASKED_MIDDLE}{tail}"))
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
        Self::of_state(&raw).map_err(|fault| serde::de::Error::custom(format!("{fault:?}")))
    }
}
