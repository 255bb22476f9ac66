//! Personal data of consumers, and how much of it those who work on their orders are shown.
//!
//! Staff see names, telephone numbers and streets masked: `王*`, `138****5678`, `***`, and telephone numbers wherever
//! somebody wrote one in their own words. What is masked stays in its type, so
//! that a masked order can be shown, decided and previewed like any other. It is read from the wire as part of a state, but
//! `parse`, by which all input comes in, refuses it: what is masked is never written anywhere.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::{
    form::{Field, FieldError, FieldKind, text_of},
    values::text::Text,
};

/// What stands for characters that are not shown.
pub(crate) const MASK: char = '*';
/// What stands for a street.
const MASKED_STREET: &str = "***";

/// Something that can be shown without the personal data in it. Masking what is masked changes nothing.
pub trait Masked {
    /// The same with its personal data masked.
    #[must_use]
    fn masked(self) -> Self;
}

impl<T: Masked> Masked for Option<T> {
    fn masked(self) -> Self {
        self.map(T::masked)
    }
}

impl<T: Masked> Masked for Box<T> {
    fn masked(self) -> Self {
        Self::new((*self).masked())
    }
}

macro_rules! personal {
    ($($(#[$meta:meta])* pub struct $Name:ident(Text<1, $max:literal>);)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $Name(String);

        impl $Name {
            /// Parses it as somebody gives it; what was masked is refused.
            pub fn parse(raw: &str) -> Result<Self, FieldError> {
                let text = Text::<1, $max>::parse(raw)?;
                if Self::is_mask(text.as_str()) {
                    return Err(FieldError::Masked {});
                }
                Ok(Self(text.as_str().to_owned()))
            }

            /// The text, which may be masked.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $Name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Field for $Name {
            const KIND: FieldKind = FieldKind::Text { min: 1, max: $max };

            fn read(value: &Value) -> Result<Self, FieldError> {
                Self::parse(text_of(value)?)
            }
        }

        impl<'de> Deserialize<'de> for $Name {
            /// As part of a state, which may be masked.
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = Text::<1, $max>::deserialize(deserializer)?;
                Ok(Self(text.as_str().to_owned()))
            }
        }
    )+};
}

personal! {
    /// A person's name: whom to ask, who receives goods.
    pub struct PersonName(Text<1, 50>);
    /// The part of an address by which one finds the door: street, number, building, room.
    pub struct Street(Text<1, 100>);
}

impl PersonName {
    fn is_mask(text: &str) -> bool {
        text.contains(MASK)
    }
}

impl Street {
    fn is_mask(text: &str) -> bool {
        text.contains(MASKED_STREET)
    }
}

/// A name of which the first character is shown; of a name of one character, nothing.
pub fn masked_name(name: &str) -> String {
    let mut characters = name.chars();
    match (characters.next(), characters.next()) {
        (Some(first), Some(_)) => format!("{first}{MASK}"),
        (Some(_), None) | (None, _) => MASK.to_string(),
    }
}

impl Masked for PersonName {
    fn masked(self) -> Self {
        Self(masked_name(&self.0))
    }
}

impl Masked for Street {
    fn masked(self) -> Self {
        Self(MASKED_STREET.to_owned())
    }
}
