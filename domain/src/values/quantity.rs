//! Quantities of pieces.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::form::{Field, FieldError, FieldKind, integer_within};

/// A number of pieces, from 1 to 9 999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Quantity(u32);

impl Quantity {
    /// A quantity of one piece.
    pub const ONE: Self = Self(1);
    const MIN: i64 = 1;
    const MAX: i64 = 9_999;

    /// Parses a number of pieces.
    pub fn parse(pieces: i64) -> Result<Self, FieldError> {
        let fault = FieldError::OutOfRange {
            min: Self::MIN,
            max: Self::MAX,
        };
        if !(Self::MIN..=Self::MAX).contains(&pieces) {
            return Err(fault);
        }
        u32::try_from(pieces).map(Self).map_err(|_| fault)
    }

    /// The number of pieces.
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl Field for Quantity {
    const KIND: FieldKind = FieldKind::Count {
        min: Self::MIN,
        max: Self::MAX,
    };

    fn read(value: &Value) -> Result<Self, FieldError> {
        Self::parse(integer_within(value, Self::MIN, Self::MAX)?)
    }
}

impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let pieces = i64::deserialize(deserializer)?;
        Self::parse(pieces).map_err(crate::form::undecodable)
    }
}

/// How many pieces came, from none to 9 999. That none came is not signed for but reported (R-RCV-2): whoever reads it says so,
/// instead of calling the number wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct ArrivedQuantity(u32);

impl ArrivedQuantity {
    /// Parses how many pieces came.
    pub fn parse(pieces: i64) -> Result<Self, FieldError> {
        if pieces == 0 {
            Ok(Self(0))
        } else {
            Quantity::parse(pieces).map(|quantity| Self(quantity.get()))
        }
    }

    /// The pieces; none where none came.
    pub fn quantity(self) -> Option<Quantity> {
        (self.0 > 0).then_some(Quantity(self.0))
    }
}

impl Field for ArrivedQuantity {
    const KIND: FieldKind = FieldKind::Count {
        min: 0,
        max: Quantity::MAX,
    };

    fn read(value: &Value) -> Result<Self, FieldError> {
        Self::parse(integer_within(value, 0, Quantity::MAX)?)
    }
}

impl<'de> Deserialize<'de> for ArrivedQuantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let pieces = i64::deserialize(deserializer)?;
        Self::parse(pieces).map_err(crate::form::undecodable)
    }
}
