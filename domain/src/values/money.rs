//! Money: whole fen, never negative.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::form::{Field, FieldError, FieldKind, GREATEST_AMOUNT_FEN, integer_within};

/// An amount in fen (a hundredth of a yuan), from 0 to 100 000 000 000 (a thousand million yuan).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Money(i64);

impl Money {
    /// No money: 0 fen.
    pub const ZERO: Self = Self(0);
    /// The least amount that can be paid: 0.01 yuan.
    pub const CENT: Self = Self(1);
    /// The greatest amount that the system handles.
    pub const MAX: Self = Self(GREATEST_AMOUNT_FEN);

    /// Parses an amount in fen.
    pub fn parse(fen: i64) -> Result<Self, FieldError> {
        if (0..=Self::MAX.0).contains(&fen) {
            Ok(Self(fen))
        } else {
            Err(FieldError::OutOfRange {
                min: 0,
                max: Self::MAX.0,
            })
        }
    }

    /// The amount in fen.
    pub const fn fen(self) -> i64 {
        self.0
    }

    /// What is left after taking `other` away; nothing when that is more.
    #[must_use]
    pub fn less(self, other: Self) -> Self {
        Self((self.0 - other.0).max(0))
    }

    /// The sum, at most [`Money::MAX`].
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self((self.0 + other.0).min(Self::MAX.0))
    }

    /// The share of `part` pieces of `whole`, rounded down: shares never add up to more than the amount.
    #[must_use]
    pub fn share(self, part: u32, whole: u32) -> Self {
        if whole == 0 {
            return Self::ZERO;
        }
        let share = i128::from(self.0) * i128::from(part.min(whole)) / i128::from(whole);
        Self(i64::try_from(share).unwrap_or(self.0))
    }

    /// The share of the `part` pieces of `whole` that follow `before` others. The k-th piece alone is worth
    /// floor(kP/n) - floor((k-1)P/n), so that all pieces together are worth the amount, to the fen (R-RFD-1).
    #[must_use]
    pub fn share_after(self, before: u32, part: u32, whole: u32) -> Self {
        let until = before.saturating_add(part);
        self.share(until, whole).less(self.share(before, whole))
    }
}

impl Field for Money {
    const KIND: FieldKind = FieldKind::Money;

    fn read(value: &Value) -> Result<Self, FieldError> {
        integer_within(value, 0, Self::MAX.0).map(Self)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let fen = i64::deserialize(deserializer)?;
        Self::parse(fen).map_err(crate::form::undecodable)
    }
}
