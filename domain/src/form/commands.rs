//! Declares the commands of an aggregate, as [`events!`](crate::form::events::events) declares its events.

use serde_json::Value;

use super::{Field, FieldError, Violation};

/// Declares the commands of an aggregate once: a record each, the enumerations of kinds and of commands, the parser over them, and
/// what else is to be known of each:
///
/// - `is dangerous`: it takes something away from somebody, and its button looks so;
/// - `begins with B`: what is known of its answers before its form is filled in;
/// - `needs fact of field`: a fact outside the aggregate that its decision needs, found by a field of the command or by none.
macro_rules! commands {
    (
        $(#[doc = $type_doc:literal])*
        pub enum $CommandType:ident;
        $(#[doc = $command_doc:literal])*
        pub enum $Command:ident: needs $Needs:ident, begins with $Beginning:ident, stands beside $beside:expr;
        $(
            $(#[doc = $doc:literal])*
            $Name:ident = $name:literal { $($(#[doc = $field_doc:literal])* $field:ident: $cardinality:ident $Type:ty $(as $role:ident)?,)* }
            $(is $emphasis:ident)?
            $(begins with $beginning:ident)?
            $(needs $fact:ident $(of $of:ident)?)*
            $(check $check:path)?;
        )+
    ) => {
        $crate::form::named::named! {
            $(#[doc = $type_doc])*
            pub enum $CommandType { $($(#[doc = $doc])* $Name = $name,)+ }
        }

        $($crate::form::record! {
            $(#[doc = $doc])*
            pub struct $Name { $($(#[doc = $field_doc])* $field: $cardinality $Type $(as $role)?,)* }
            $(check $check)?
        })+

        $(#[doc = $command_doc])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(tag = "type")]
        pub enum $Command { $($(#[doc = $doc])* #[serde(rename = $name)] $Name($Name),)+ }

        #[cfg(feature = "openapi")]
        $crate::form::schema::described!($Command => $crate::form::schema::commands(
            &[$(($name, concat!($($doc),*), <$Name as $crate::form::Record>::FIELDS),)+],
            $beside,
        ));

        impl $Command {
            /// Reads a command: an object whose `type` names it. All violations are reported at once.
            pub fn parse(body: &serde_json::Value) -> Result<Self, Vec<$crate::form::Violation>> {
                use $crate::form::Record;
                match $crate::form::commands::type_of(body)? {
                    $($CommandType::$Name => $Name::parse_leaving_out(body, &["type"]).map(Self::$Name),)+
                }
            }

            /// Which kind of command it is.
            pub const fn command_type(&self) -> $CommandType {
                match self { $(Self::$Name(_) => $CommandType::$Name,)+ }
            }

            /// Which facts outside the aggregate its decision needs.
            pub fn needs(&self) -> $Needs<'_> {
                match self {
                    $(Self::$Name($Name { $($($of,)?)* .. }) => $Needs::default()$(.$fact($($of)?))*,)+
                }
            }
        }

        impl $CommandType {
            /// The fields that its form asks for.
            pub const fn fields(self) -> &'static [$crate::form::FieldSpec] {
                match self { $(Self::$Name => <$Name as $crate::form::Record>::FIELDS,)+ }
            }

            /// Whether it takes something away from somebody: its button looks so.
            pub const fn is_dangerous(self) -> bool {
                match self { $(Self::$Name => $crate::form::commands::danger!($($emphasis)?),)+ }
            }

            /// What is known of its answers before its form is filled in.
            pub const fn beginning(self) -> $Beginning {
                match self { $(Self::$Name => $crate::form::commands::beginning!($Beginning $($beginning)?),)+ }
            }
        }
    };
}
pub(crate) use commands;

/// Whether a command's declaration says that it is dangerous.
macro_rules! danger {
    () => {
        false
    };
    (dangerous) => {
        true
    };
}
pub(crate) use danger;

/// With what a command's form begins by its declaration.
macro_rules! beginning {
    ($Beginning:ident) => {
        $Beginning::Empty
    };
    ($Beginning:ident $beginning:ident) => {
        $Beginning::$beginning
    };
}
pub(crate) use beginning;

/// The kind of command that a body names.
pub(crate) fn type_of<T: Field>(body: &Value) -> Result<T, Vec<Violation>> {
    let at_type = |fault| vec![Violation::new("type", fault)];
    let Some(object) = body.as_object() else {
        return Err(vec![Violation::new("", FieldError::wrong_type("object"))]);
    };
    let name = object
        .get("type")
        .ok_or_else(|| at_type(FieldError::Required {}))?;
    T::read(name).map_err(at_type)
}
