//! Every sentence that people read, in both languages, side by side.
//!
//! The domain speaks in codes and values; here they become sentences, a file a subject. What never changes is an entry of
//! [`phrases!`], what has values in it a method with [`say!`], and what names a value of an enumeration a match without a rest:
//! a text that is missing in one of the languages does not compile, nor does a variant without words.
//!
//! Each subject has statics of its own, and no method of [`Words`] is called through a table of methods: a bundle carries the
//! words that its code says, and no others.

use crate::request::{context::PageContext, language::Language};

/// The phrases of a subject: a structure with a field a phrase, filled in both languages, and how to come by it.
macro_rules! phrases {
    ($(#[$about:meta])* pub fn $subject:ident() -> $Phrases:ident {
        $($(#[$meta:meta])* $name:ident: $chinese:literal | $english:literal,)+
    }) => {
        $(#[$about])*
        #[derive(Debug)]
        pub struct $Phrases {
            language: $crate::request::language::Language,
            $($(#[$meta])* pub $name: &'static str,)+
        }

        impl $Phrases {
            /// The language that they are in.
            pub const fn language(&self) -> $crate::request::language::Language {
                self.language
            }
        }

        impl $crate::request::language::Language {
            $(#[$about])*
            pub const fn $subject(self) -> &'static $Phrases {
                static CHINESE: $Phrases = $Phrases {
                    language: $crate::request::language::Language::Chinese,
                    $($name: $chinese,)+
                };
                static ENGLISH: $Phrases = $Phrases {
                    language: $crate::request::language::Language::English,
                    $($name: $english,)+
                };
                match self {
                    Self::Chinese => &CHINESE,
                    Self::English => &ENGLISH,
                }
            }
        }

        $(#[$about])*
        pub fn $subject() -> &'static $Phrases {
            $crate::words::language().$subject()
        }
    };
}

/// A sentence with values, in the language of its speaker: `say!(self, "共 {pieces} 件" | "Pieces: {pieces}")`.
macro_rules! say {
    ($speaker:expr, $chinese:literal | $english:literal $(, $value:expr)* $(,)?) => {
        match $speaker.language {
            $crate::request::language::Language::Chinese => format!($chinese $(, $value)*),
            $crate::request::language::Language::English => format!($english $(, $value)*),
        }
    };
}

pub mod batch;
pub mod common;
pub mod consumer;
pub mod demo;
pub mod disclosures;
pub mod entrance;
pub mod errors;
pub mod export;
pub mod faults;
pub mod format;
pub mod forms;
pub mod frame;
pub mod lists;
pub mod names;
pub mod notifications;
pub mod order_page;
pub mod outcomes;
pub mod refund_list;
pub mod refusals;
pub mod robot_settings;
pub mod security;
pub mod service_order;
pub mod sign_in;
pub mod timeline;

pub use self::{
    batch::batch,
    common::{common, time_left},
    demo::demo,
    disclosures::disclosures,
    entrance::entrance,
    errors::errors,
    frame::{connection, frame, keys, palette},
    lists::{filters, lists, order_list},
    notifications::notifications,
    order_page::order_page,
    refund_list::refund_list,
    robot_settings::robot_settings,
    security::security,
    service_order::service_order,
    sign_in::sign_in,
};

/// What is said of codes and values in one language. Its methods stand with their subjects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    language: Language,
}

impl Words {
    /// Which language this is.
    pub const fn language(self) -> Language {
        self.language
    }

    const fn say(self, chinese: &'static str, english: &'static str) -> &'static str {
        self.language.say(chinese, english)
    }

    const fn choose(self, pair: (&'static str, &'static str)) -> &'static str {
        self.language.choose(pair)
    }
}

impl Language {
    /// What is said of codes and values in this language.
    pub const fn words(self) -> Words {
        Words { language: self }
    }

    /// The one of two texts that is in this language.
    const fn say(self, chinese: &'static str, english: &'static str) -> &'static str {
        match self {
            Self::Chinese => chinese,
            Self::English => english,
        }
    }

    /// The same of an entry of a table: Chinese first, then English.
    const fn choose(self, (chinese, english): (&'static str, &'static str)) -> &'static str {
        self.say(chinese, english)
    }
}

/// What is said of codes and values in this visit.
pub fn words() -> Words {
    language().words()
}

/// The language of this visit.
fn language() -> Language {
    PageContext::current().language
}
