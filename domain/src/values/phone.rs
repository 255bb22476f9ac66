//! Chinese telephone numbers.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::{
    form::{Field, FieldError, FieldKind, text_of},
    values::{
        personal::{MASK, Masked},
        text::{is_dash, narrow},
    },
};

/// What stands for the middle of a number.
const MASKED_MIDDLE: &str = "****";

/// A mobile number, a fixed line with its area code, or a 400 number, without the country code; and the extension that is
/// dialled after it, such as that of a marketplace's privacy number. It is kept and written as digits, then a hyphen and the
/// extension where there is one: `18400001234-5678`. As part of what staff are shown its middle may be masked, and then its
/// extension is not there: `138****5678`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Phone(String);

#[cfg(feature = "openapi")]
crate::form::schema::described!(Phone => crate::form::schema::field(FieldKind::Phone));

/// What stands between the number and its extension.
const BEFORE_EXTENSION: char = '-';

impl Phone {
    /// Parses a number as people write and paste it: spaces, hyphens and brackets, wide characters, `+86` or `0086` in
    /// front, an extension behind. A number whose middle is masked is refused.
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        let raw = raw.trim();
        if raw.is_empty() {
            return Err(FieldError::Required {});
        }
        if is_masked(raw) {
            return Err(FieldError::Masked {});
        }
        Self::of_written(raw).ok_or(FieldError::NotAPhone {})
    }

    fn of_written(raw: &str) -> Option<Self> {
        let written = plain(raw)?;
        let at_home = written
            .strip_prefix("+86")
            .or_else(|| written.strip_prefix("0086"));
        let from_abroad = at_home.is_some();
        let (number, extension) = at_marker(at_home.unwrap_or(&written))?;
        let Some(extension) = extension else {
            return Self::of_groups(number, from_abroad);
        };
        let number = main_number(&number.replace('-', ""), from_abroad)?;
        is_extension(extension).then(|| Self::with_extension(&number, extension))
    }

    /// A number of which hyphens are all that stands between digits: those of its parts, and one before its extension.
    fn of_groups(written: &str, from_abroad: bool) -> Option<Self> {
        let ends = written.match_indices('-').map(|(at, _)| at);
        for end in ends.chain([written.len()]) {
            let (number, extension) = written.split_at_checked(end)?;
            let extension = extension.trim_matches('-');
            let Some(number) = main_number(&number.replace('-', ""), from_abroad) else {
                continue;
            };
            if extension.is_empty() {
                return Some(Self(number));
            }
            if is_extension(extension) {
                return Some(Self::with_extension(&number, extension));
            }
        }
        None
    }

    fn with_extension(number: &str, extension: &str) -> Self {
        Self(format!("{number}{BEFORE_EXTENSION}{extension}"))
    }

    /// The number with its extension, as it is kept; its middle may be masked.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number that is dialled first; its middle may be masked.
    pub fn main_number(&self) -> &str {
        self.parts().0
    }

    /// What is dialled after it.
    pub fn extension(&self) -> Option<&str> {
        self.parts().1
    }

    fn parts(&self) -> (&str, Option<&str>) {
        match self.0.split_once(BEFORE_EXTENSION) {
            Some((number, extension)) => (number, Some(extension)),
            None => (&self.0, None),
        }
    }

    /// Whether it is a mobile number.
    pub(crate) fn is_mobile(&self) -> bool {
        is_mobile(self.main_number())
    }

    /// A number as part of a state: all of it, or what staff are shown of it.
    fn of_state(raw: &str) -> Result<Self, FieldError> {
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

/// What staff are shown of a number: its first three digits and its last four, and not its extension.
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
        Self::of_digits(phone.main_number())
    }

    /// What is shown of a number of these digits.
    pub(crate) fn of_digits(digits: &str) -> Self {
        let tail = digits.chars().count().saturating_sub(Self::TAIL);
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

/// Whether figures of a number are hidden. One asterisk after a whole number hides none: it is what somebody took for the sign
/// before an extension.
fn is_masked(raw: &str) -> bool {
    let Some((before, after)) = raw.split_once(MASK) else {
        return false;
    };
    let is_whole = || Phone::of_written(before).is_some();
    after.contains(MASK) || !is_whole()
}

/// What somebody wrote in plain characters, without blanks and brackets, and without the signs that tell in which direction
/// to write, which come along when a number is copied; none where it is too long for a number.
fn plain(raw: &str) -> Option<String> {
    const LONGEST: usize = 40;
    if raw.chars().nth(LONGEST).is_some() {
        return None;
    }
    let plain = raw.chars().map(narrow).filter_map(|c| match c {
        '(' | ')' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}' => None,
        c if c.is_whitespace() => None,
        c if is_dash(c) => Some('-'),
        c => Some(c.to_ascii_lowercase()),
    });
    Some(plain.collect())
}

/// The number, and its extension where a word or a sign says that it is one; none where something else stands there.
fn at_marker(written: &str) -> Option<(&str, Option<&str>)> {
    let is_of_number = |c: char| c.is_ascii_digit() || c == '-';
    let number = written.trim_start_matches(is_of_number);
    if number.is_empty() {
        return Some((written, None));
    }
    let extension = number.trim_start_matches(|c: char| !c.is_ascii_digit());
    let marker = number.strip_suffix(extension)?;
    let number = written.strip_suffix(number)?;
    EXTENSION_MARKERS
        .contains(&marker)
        .then_some((number, Some(extension)))
}

/// What people and marketplaces write before an extension, besides a hyphen.
pub(crate) const EXTENSION_MARKERS: &[&str] = &[
    ",",
    ",,",
    ";",
    "#",
    "x",
    "ext",
    "ext.",
    "ext:",
    "转",
    "转:",
    "轉",
    "转分机",
    "分机",
    "分机:",
    "分机号",
    "分机号:",
];

/// Whether these digits can be an extension.
pub(crate) fn is_extension(digits: &str) -> bool {
    const LONGEST: usize = 6;
    (1..=LONGEST).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The digits of a number as it is dialled at home; none where they are no number. From abroad, an area code is dialled
/// without its zero.
fn main_number(digits: &str, from_abroad: bool) -> Option<String> {
    if is_mobile(digits) || is_fixed_line(digits) || is_400(digits) {
        return Some(digits.to_owned());
    }
    let at_home = format!("0{digits}");
    (from_abroad && is_fixed_line(&at_home)).then_some(at_home)
}

/// Whether these digits are a mobile number.
pub(crate) fn is_mobile(digits: &str) -> bool {
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

    fn read(value: &Value) -> Result<Self, FieldError> {
        Self::parse(text_of(value)?)
    }
}

impl<'de> Deserialize<'de> for Phone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = String::deserialize(deserializer)?;
        Self::of_state(&raw).map_err(crate::form::undecodable)
    }
}
