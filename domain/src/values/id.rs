//! Identifiers, each of a type of its own, so that none stands in for another: our own are strict codes, those of other
//! systems are whatever they write.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::number::ServiceOrderNumber;
use crate::form::{Field, FieldError, FieldKind, text_of};

/// The longest identifier, in characters.
const MAX_LENGTH: u32 = 64;

/// Our own identifiers are printable ASCII without white space or quotes: they stand in URLs, barcodes and file names.
fn check_own(raw: &str) -> Result<(), FieldError> {
    if raw.is_empty() {
        return Err(FieldError::Required {});
    }
    if length(raw) > MAX_LENGTH {
        return Err(FieldError::too_long(MAX_LENGTH));
    }
    let fine =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '/' | '+' | '#');
    if raw.chars().all(fine) {
        Ok(())
    } else {
        Err(FieldError::NotAnIdentifier {})
    }
}

/// What other systems call things by: any characters that can be printed, from 1 to 64, blanks among them. A blank at an end
/// is refused rather than cut off: who sends it means another key, or made a mistake.
fn check_foreign(raw: &str) -> Result<(), FieldError> {
    if raw.trim().is_empty() {
        Err(FieldError::Required {})
    } else if length(raw) > MAX_LENGTH {
        Err(FieldError::too_long(MAX_LENGTH))
    } else if raw.chars().any(char::is_control) {
        Err(FieldError::ControlCharacter {})
    } else if raw.trim().len() < raw.len() {
        Err(FieldError::BlankAtEnd {})
    } else {
        Ok(())
    }
}

fn length(raw: &str) -> u32 {
    u32::try_from(raw.chars().count()).unwrap_or(u32::MAX)
}

macro_rules! identifier {
    ($kind:expr, $check:path: $($(#[doc = $doc:literal])* $Name:ident,)+) => {$(
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $Name(String);

        #[cfg(feature = "openapi")]
        crate::form::schema::described!($Name => crate::form::schema::about($kind, concat!($($doc),*)));

        impl $Name {
            /// Parses an identifier, or returns the error.
            pub fn parse(raw: &str) -> Result<Self, FieldError> {
                $check(raw)?;
                Ok(Self(raw.to_owned()))
            }

            /// The identifier as text.
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
            const KIND: FieldKind = $kind;

            fn read(value: &Value) -> Result<Self, FieldError> {
                Self::parse(text_of(value)?)
            }
        }

        impl<'de> Deserialize<'de> for $Name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let raw = String::deserialize(deserializer)?;
                Self::parse(&raw).map_err(crate::form::undecodable)
            }
        }
    )+};
}

identifier! { FieldKind::Identifier, check_own:
    /// A merchant, which is a tenant.
    MerchantId,
    /// The id of a consumer, as the order system calls them.
    ConsumerId,
    /// The id of a store.
    StoreId,
    /// The name by which a person signs in.
    Username,
    /// A file that was uploaded.
    AttachmentId,
    /// The id of a refund.
    RefundId,
    /// An item of an inspection template.
    ItemId,
    /// The id of a saved view.
    ViewId,
}

identifier! { FieldKind::Text { min: 1, max: MAX_LENGTH }, check_foreign:
    /// An order of the marketplace.
    OrderNumber,
    /// A product: what has addresses and a category.
    Spu,
    /// A variant of a product: what is on an order line.
    Sku,
    /// A category of goods.
    Category,
    /// A serial number printed on the goods.
    SerialNumber,
    /// The caller's own number of a service order, unique for it.
    ExternalId,
    /// A fault code of a fault template, as the maker of the goods writes it.
    FaultCode,
}

impl RefundId {
    /// The id of the refund that a line of a service order's log grants: a line grants one at most, and so none is granted twice.
    pub fn of_line(number: &ServiceOrderNumber, sequence: u32) -> Self {
        // Digits and a dash, 25 characters at most.
        Self(format!("{number}-{sequence}"))
    }
}
