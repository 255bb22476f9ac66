//! Identifiers: short codes that this or another system gives. Each has a type of its own, so that none stands in for another.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::form::{Fault, Field, FieldKind, text_of};

/// The longest identifier, in characters.
pub const MAX_LENGTH: usize = 64;

/// Identifiers are printable ASCII without white space or quotes: they stand in URLs, barcodes and file names.
fn check(raw: &str) -> Result<(), Fault> {
    if raw.is_empty() {
        return Err(Fault::Required {});
    }
    if raw.len() > MAX_LENGTH {
        return Err(Fault::TooLong { max: 64 });
    }
    let fine =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '/' | '+' | '#');
    if raw.chars().all(fine) {
        Ok(())
    } else {
        Err(Fault::NotAnIdentifier {})
    }
}

macro_rules! identifier {
    ($($(#[$meta:meta])* $Name:ident,)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $Name(String);

        impl $Name {
            /// Parses an identifier: 1 to 64 printable ASCII characters.
            pub fn parse(raw: &str) -> Result<Self, Fault> {
                check(raw)?;
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
            const KIND: FieldKind = FieldKind::Identifier;

            fn read(value: &Value) -> Result<Self, Fault> {
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

identifier! {
    /// A merchant, which is a tenant.
    MerchantId,
    /// A consumer.
    ConsumerId,
    /// A store.
    StoreId,
    /// The name by which a person signs in.
    Username,
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
    /// A file that was uploaded.
    AttachmentId,
    /// A refund.
    RefundId,
    /// A fault code of a fault template.
    FaultCode,
    /// An item of an inspection template.
    ItemId,
    /// A saved view.
    ViewId,
}
