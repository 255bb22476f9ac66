//! Enumerations whose variants have one name, used alike in code, database, API and screen.

/// Declares an enumeration together with its names: `name`, `parse`, `ALL`, `NAMES`, serde and schema agree by construction.
macro_rules! named {
    (
        $(#[doc = $doc:literal])*
        pub enum $Name:ident { $($(#[$variant_meta:meta])* $Variant:ident = $name:literal,)+ }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $Name {
            $($(#[$variant_meta])* #[serde(rename = $name)] $Variant,)+
        }

        // utoipa's derive does not read names that a macro writes.
        #[cfg(feature = "openapi")]
        $crate::schema::described!($Name => $crate::schema::choice($Name::NAMES, concat!($($doc),*)));

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
                match name { $($name => Some(Self::$Variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $Name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }

        impl $crate::form::Field for $Name {
            const KIND: $crate::form::FieldKind = $crate::form::FieldKind::Choice { names: Self::NAMES };

            fn read(value: &serde_json::Value) -> Result<Self, $crate::form::Fault> {
                let name = $crate::form::text_of(value)?;
                Self::parse(name).ok_or_else(|| $crate::form::Fault::not_one_of(Self::NAMES))
            }
        }
    };
}
pub(crate) use named;
