//! Cursors: where a page of a list ended.

use aftercare_domain::{service_order::query::Sort, values::number::ServiceOrderNumber};

use crate::service::paging::{Cursor, decode, encode};

/// The last order of a page, by its place in the list. It is good for the same order of the list alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ServiceOrderCursor {
    pub(super) sort: Sort,
    pub(super) place: i64,
    pub(super) number: ServiceOrderNumber,
}

impl Cursor for ServiceOrderCursor {
    fn write(&self) -> String {
        encode(&format!("{} {} {}", self.sort, self.place, self.number))
    }

    fn read(text: &str) -> Option<Self> {
        let text = decode(text)?;
        let mut parts = text.split(' ');
        let cursor = Self {
            sort: Sort::parse(parts.next()?)?,
            place: parts.next()?.parse().ok()?,
            number: ServiceOrderNumber::parse(parts.next()?).ok()?,
        };
        parts.next().is_none().then_some(cursor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_was_written_and_nothing_else_is() {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let cursor = ServiceOrderCursor {
            sort: Sort::Due,
            place: -5,
            number: ServiceOrderNumber::compose(day, 1).unwrap(),
        };
        assert_eq!(ServiceOrderCursor::read(&cursor.write()), Some(cursor));
        for nonsense in ["", "x", "ZHVlIDU", "\u{fffd}"] {
            assert_eq!(ServiceOrderCursor::read(nonsense), None);
        }
    }
}
