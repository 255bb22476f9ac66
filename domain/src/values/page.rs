//! Pages of lists.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::text::Text;
use crate::form::{Field, FieldError, FieldKind, count_within};

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The entries of this page, in the order of the list.
    pub items: Vec<T>,
    /// Where the next page begins; null on the last one.
    pub next_cursor: Option<String>,
}

impl<T> Page<T> {
    /// The same page with other entries.
    pub fn map<U>(self, entry: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(entry).collect(),
            next_cursor: self.next_cursor,
        }
    }
}

/// Where the page before ended, as [`Page::next_cursor`] had it.
pub type CursorText = Text<1, 300>;

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
