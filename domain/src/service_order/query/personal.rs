//! What a list can be asked for that those who work on orders are shown masked. Whoever is told which orders have a name or a
//! number has been told it, so such a search counts, and none is answered about an order that was named.

use super::{PhoneFilter, SearchText, ServiceOrderQuery};
use crate::values::{phone::Phone, prose::without_phones};

/// A list that asks for personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonalSearch {
    /// By a whole telephone number.
    Phone,
    /// By words, which may be somebody's name: as far as they find an order by what is masked, or find nothing.
    Words,
}

/// A list that asks whether an order which it names has a name or a telephone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("personal data is searched for beside a number")]
pub struct NarrowedSearch;

impl ServiceOrderQuery {
    /// Whether the list asks for personal data, of somebody who is shown it masked; none where it does not. A number that is
    /// no telephone number is asked for as a number, and what is shown of a masked telephone number is no secret.
    pub fn personal_search(&self) -> Result<Option<PersonalSearch>, NarrowedSearch> {
        let by_phone = matches!(self.phone, Some(PhoneFilter::Whole(_)));
        let typed = self.q.as_ref().map(SearchText::as_str);
        let search = if by_phone || typed.is_some_and(has_phone) {
            PersonalSearch::Phone
        } else if typed.is_some_and(is_of_words) {
            PersonalSearch::Words
        } else {
            return Ok(None);
        };
        let is_number = typed.is_some_and(|typed| Phone::parse(typed).is_ok());
        if self.names_orders() || (!is_number && typed.is_some_and(is_beside_number)) {
            return Err(NarrowedSearch);
        }
        Ok(Some(search))
    }

    /// Whether it names orders by a number of theirs.
    fn names_orders(&self) -> bool {
        self.numbers.is_some()
            || self.order_number.is_some()
            || self.serial_number.is_some()
            || self.tracking_number.is_some()
    }
}

/// Whether a whole telephone number was typed.
fn has_phone(typed: &str) -> bool {
    Phone::parse(typed).is_ok() || without_phones(typed) != typed
}

/// Whether something was typed that is no number: a number has no blanks, no letters but Latin ones, and many digits. Of
/// digits alone it has more than telephone numbers have, which would else be found piece by piece.
fn is_of_words(typed: &str) -> bool {
    let typed = typed.trim();
    let is_of_number = |c: char| c.is_ascii_alphanumeric() || "-_/.".contains(c);
    let digits = typed.chars().filter(char::is_ascii_digit).count();
    let has_letters = typed.contains(|c: char| c.is_ascii_alphabetic());
    let enough = if has_letters {
        LEAST_OF_NUMBER
    } else {
        LEAST_OF_DIGITS
    };
    !(typed.chars().all(is_of_number) && digits >= enough)
}

/// How many digits a number has in which there are letters, too.
const LEAST_OF_NUMBER: usize = 6;
/// How many digits a number of digits alone has: those of a part of a telephone number are fewer.
const LEAST_OF_DIGITS: usize = 12;

/// Whether a number was typed beside words.
fn is_beside_number(typed: &str) -> bool {
    let (numbers, others): (Vec<&str>, Vec<&str>) = typed
        .split_whitespace()
        .partition(|piece| !is_of_words(piece));
    !numbers.is_empty() && !others.is_empty()
}
