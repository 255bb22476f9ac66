//! Pages of lists: where one begins, whether another follows, and where that one begins.

use aftercare_domain::{
    form::{FieldError, Violation},
    values::page::{CursorText, Page, PageSize},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

/// The place in a list where a page ended: what its last row is sorted by. A caller gets it as a text and gives it back.
pub(super) trait Cursor: Sized {
    /// What is said of a text that is no cursor of this list.
    const UNREADABLE: FieldError = FieldError::NotApplicable {};

    /// As a caller gets it.
    fn write(&self) -> String;

    /// As a caller gives it back; none when it is no cursor of this list.
    fn read(text: &str) -> Option<Self>;
}

/// Which page of a list a caller asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paging<C> {
    /// Where the page before ended; none for the first page.
    pub(super) after: Option<C>,
    size: PageSize,
}

impl<C: Cursor> Paging<C> {
    /// Reads what a caller asks for.
    pub(super) fn read(
        cursor: Option<&CursorText>,
        size: Option<PageSize>,
    ) -> Result<Self, Violation> {
        let read = |text: &CursorText| C::read(text.as_str()).ok_or_else(Self::unreadable);
        Ok(Self {
            after: cursor.map(read).transpose()?,
            size: size.unwrap_or_default(),
        })
    }

    /// What is said of a cursor that does not fit the list.
    pub(super) fn unreadable() -> Violation {
        Violation::new("cursor", C::UNREADABLE)
    }

    /// How many rows to read: one more than the page has says whether another page follows.
    pub(super) fn rows_to_read(&self) -> i64 {
        i64::from(self.size.get()) + 1
    }

    /// The page, of the rows that were read; `cursor` is the place of its last row.
    pub(super) fn page<T>(&self, mut rows: Vec<T>, cursor: impl FnOnce(&T) -> C) -> Page<T> {
        let shown = usize::from(self.size.get());
        let is_more = rows.len() > shown;
        rows.truncate(shown);
        let next_cursor = rows
            .last()
            .filter(|_| is_more)
            .map(|last| cursor(last).write());
        Page {
            items: rows,
            next_cursor,
        }
    }
}

/// Writes a cursor so that nobody reads anything out of it, and it needs no escape in an address.
pub(super) fn encode(cursor: &str) -> String {
    URL_SAFE_NO_PAD.encode(cursor)
}

/// Reads what [`encode`] wrote.
pub(super) fn decode(text: &str) -> Option<String> {
    String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    struct Place(u8);

    impl Cursor for Place {
        fn write(&self) -> String {
            encode(&self.0.to_string())
        }

        fn read(text: &str) -> Option<Self> {
            decode(text)?.parse().ok().map(Self)
        }
    }

    fn request(cursor: Option<&str>) -> Result<Paging<Place>, Violation> {
        let cursor = cursor.map(|text| CursorText::parse(text).unwrap());
        Paging::read(cursor.as_ref(), None)
    }

    #[test]
    fn a_page_names_the_place_of_its_last_row_when_one_more_was_read() {
        let first = request(None).unwrap();
        let rows = |count: u8| (1..=count).collect::<Vec<_>>();
        assert_eq!(first.rows_to_read(), 51);
        let last = first.page(rows(50), |row| Place(*row));
        assert_eq!((last.items.len(), last.next_cursor), (50, None));
        let page = first.page(rows(51), |row| Place(*row));
        assert_eq!(page.items.len(), 50);
        let next = request(page.next_cursor.as_deref()).unwrap();
        assert_eq!(next.after, Some(Place(50)));
        assert!(first.page(Vec::new(), |row| Place(*row)).items.is_empty());
    }

    #[test]
    fn a_text_that_is_no_cursor_is_a_violation() {
        for text in ["x", "eA", "\u{fffd}"] {
            let wrong = request(Some(text)).unwrap_err();
            assert_eq!(
                wrong,
                Violation::new("cursor", FieldError::NotApplicable {})
            );
        }
    }
}
