//! Pages of lists.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::form::{Field, FieldError, FieldKind, count_within};

/// How many entries a page of a list has: 1 to 200, 50 unless said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct PageSize(u16);

impl PageSize {
    const MAX: i64 = 200;

    /// The number of entries.
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl Default for PageSize {
    fn default() -> Self {
        Self(50)
    }
}

impl Field for PageSize {
    const KIND: FieldKind = FieldKind::Count {
        min: 1,
        max: Self::MAX,
    };

    fn read(value: &Value) -> Result<Self, FieldError> {
        count_within(value, 1, Self::MAX).map(Self)
    }
}
