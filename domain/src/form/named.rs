//! Enumerations whose variants have one name, used alike in code, database, API and screen.

use serde::de::{Deserializer, Error, Visitor};

/// Declares an enumeration together with its names: `name`, `parse`, `ALL`, `NAMES`, serde and schema agree by construction. One of
/// which people choose in forms is `offered as` one of [`Offered`](crate::form::Offered).
macro_rules! named {
    (
        $(#[doc = $doc:literal])*
        pub enum $Name:ident $(offered as $Offered:ident)? { $($(#[$variant_meta:meta])* $Variant:ident = $name:literal,)+ }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $Name {
            $($(#[$variant_meta])* $Variant,)+
        }

        // utoipa's derive does not read names that a macro writes.
        #[cfg(feature = "openapi")]
        $crate::form::schema::described!($Name => $crate::form::schema::choice($Name::NAMES, concat!($($doc),*)));

        impl $Name {
            /// Every variant, in the order of the specification.
            pub const ALL: &'static [Self] = &[$(Self::$Variant,)+];
            /// The names of `ALL`, in the same order.
            pub const NAMES: &'static [&'static str] = &[$($name,)+];

            /// The name by which code, database, API and screen know it.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$Variant => $name,)+ }
            }

            /// The variant of that name.
            pub fn parse(name: &str) -> Option<Self> {
                let index = Self::NAMES.iter().position(|&its| its == name)?;
                Self::ALL.get(index).copied()
            }
        }

        impl serde::Serialize for $Name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        impl<'de> serde::Deserialize<'de> for $Name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let index = $crate::form::named::read(deserializer, Self::NAMES)?;
                Self::ALL.get(index).copied().ok_or_else(|| serde::de::Error::custom("no such name"))
            }
        }

        impl std::fmt::Display for $Name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }

        impl $crate::form::Field for $Name {
            const KIND: $crate::form::FieldKind = $crate::form::FieldKind::Choice {
                names: Self::NAMES,
                of: $crate::form::named::offered!($($Offered)?),
            };

            fn read(value: &serde_json::Value) -> Result<Self, $crate::form::FieldError> {
                let name = $crate::form::text_of(value)?;
                Self::parse(name).ok_or_else(|| $crate::form::FieldError::not_one_of(Self::NAMES))
            }
        }
    };
}
pub(crate) use named;

/// As which enumeration of forms a declaration offers its own.
macro_rules! offered {
    () => {
        None
    };
    ($Offered:ident) => {
        Some($crate::form::Offered::$Offered)
    };
}
pub(crate) use offered;

/// Reads one of these names, and says which. All enumerations share it: derived, each has a decoder of its own, which a browser
/// downloads.
pub(crate) fn read<'de, D: Deserializer<'de>>(
    deserializer: D,
    names: &'static [&'static str],
) -> Result<usize, D::Error> {
    deserializer.deserialize_str(OneOf(names))
}

struct OneOf(&'static [&'static str]);

impl Visitor<'_> for OneOf {
    type Value = usize;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<usize, E> {
        let place = self.0.iter().position(|&its| its == name);
        place.ok_or_else(|| E::unknown_variant(name, self.0))
    }
}
