//! Declares the events of an aggregate, as [`commands!`](crate::form::commands::commands) declares its commands.

/// Declares the events of an aggregate once: the enumeration, the name of each, its JSON in the log, and how each fact is shown.
///
/// The module that declares them has the trait `Masked` and the type `Actor` in scope: forms stand below both.
///
/// A fact is `plain`: shown as it is; `personal`: it may hold personal data of the consumer, and is masked for those who work on
/// orders; or `colleague`: it names one of the staff, whose username is for their own side alone.
macro_rules! events {
    (
        $(#[doc = $events_doc:literal])*
        pub enum $Events:ident {$(
            $(#[doc = $doc:literal])*
            $Name:ident = $name:literal
                $({ $($(#[$fact_meta:meta])* $fact:ident: $shown:ident $Type:ty,)* })?
                $(($whole:ident: $whole_shown:ident $Whole:ty))?;
        )+}
    ) => {
        $(#[doc = $events_doc])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(tag = "type", content = "data")]
        pub enum $Events {$(
            $(#[doc = $doc])*
            #[serde(rename = $name)]
            $Name $({ $($(#[$fact_meta])* $fact: $Type,)* })? $(($Whole))?,
        )+}

        impl $Events {
            /// The names of all events, in the order of their declaration.
            pub const NAMES: &'static [&'static str] = &[$($name,)+];

            /// Its type as code, database, API and words know it.
            pub const fn name(&self) -> &'static str {
                match self { $(Self::$Name { .. } => $name,)+ }
            }

            /// With the staff that it names as an actor may see them.
            #[must_use]
            pub fn as_seen_by(self, actor: &Actor) -> Self {
                // There may be no events that name any.
                let _ = actor;
                match self {$(
                    Self::$Name $({ $($fact,)* })? $(($whole))? => Self::$Name
                        $({ $($fact: $crate::form::events::told!($shown $fact, actor),)* })?
                        $(($crate::form::events::told!($whole_shown $whole, actor)))?,
                )+}
            }
        }

        impl Masked for $Events {
            fn masked(self) -> Self {
                match self {$(
                    Self::$Name $({ $($fact,)* })? $(($whole))? => Self::$Name
                        $({ $($fact: $crate::form::events::masked!($shown $fact),)* })?
                        $(($crate::form::events::masked!($whole_shown $whole)))?,
                )+}
            }
        }
    };
}
pub(crate) use events;

/// A fact as those who work on orders are shown it.
macro_rules! masked {
    (plain $fact:ident) => {
        $fact
    };
    (personal $fact:ident) => {
        $fact.masked()
    };
    (colleague $fact:ident) => {
        $fact
    };
}
pub(crate) use masked;

/// A fact as an actor may know the staff that it names.
macro_rules! told {
    (plain $fact:ident, $actor:ident) => {
        $fact
    };
    (personal $fact:ident, $actor:ident) => {
        $fact
    };
    (colleague $fact:ident, $actor:ident) => {
        $fact.as_seen_by($actor)
    };
}
pub(crate) use told;
