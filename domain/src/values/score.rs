//! Scores: small whole numbers that people give.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::form::{Field, FieldError, FieldKind, integer_within, within};

/// A small whole number from `MIN` to `MAX`, such as stars.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Score<const MIN: i64, const MAX: i64>(u8);

impl<const MIN: i64, const MAX: i64> Score<MIN, MAX> {
    /// Parses a number within the bounds of the score.
    pub fn parse(number: i64) -> Result<Self, FieldError> {
        let number = within(number, MIN, MAX)?;
        number
            .try_into()
            .map(Self)
            .map_err(|_| FieldError::OutOfRange { min: MIN, max: MAX })
    }

    /// The score as a number.
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl<const MIN: i64, const MAX: i64> Field for Score<MIN, MAX> {
    const KIND: FieldKind = FieldKind::Count { min: MIN, max: MAX };

    fn read(value: &Value) -> Result<Self, FieldError> {
        Self::parse(integer_within(value, MIN, MAX)?)
    }
}

impl<'de, const MIN: i64, const MAX: i64> Deserialize<'de> for Score<MIN, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = i64::deserialize(deserializer)?;
        Self::parse(number).map_err(crate::form::undecodable)
    }
}

#[cfg(feature = "openapi")]
impl<const MIN: i64, const MAX: i64> utoipa::__dev::ComposeSchema for Score<MIN, MAX> {
    fn compose(
        _: Vec<utoipa::openapi::RefOr<utoipa::openapi::Schema>>,
    ) -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        crate::form::schema::field(Self::KIND).into()
    }
}

#[cfg(feature = "openapi")]
impl<const MIN: i64, const MAX: i64> utoipa::ToSchema for Score<MIN, MAX> {}
