//! Telephone numbers in what people write in their own words.
//!
//! A number counts as one where it is dialled so in China: a mobile number, or a fixed line with its area code, however its
//! digits are grouped. What stands in a longer number, or hangs on letters or hyphens as codes do (order numbers, waybills,
//! dates), is none, unless the longer one is nothing but mobile numbers; nor are entries of lists, columns and sizes, as far as
//! they can be told from a number ([`grouping`]). Signs that nobody sees do not hide a number. Numbers of companies that begin
//! with 400 or 800 are nobody's personal data.

use self::grouping::{Grouping, Joint, is_quantity};
use super::personal::Masked;
use crate::values::{
    phone::{EXTENSION_MARKERS, MaskedPhone, is_extension, is_mobile},
    text::{Text, is_dash, is_unseen, narrow},
};

mod grouping;

impl<const MIN: u32, const MAX: u32> Masked for Text<MIN, MAX> {
    /// What is shown of a number is never longer than the number, so the text keeps its bounds.
    fn masked(self) -> Self {
        Self::of_masked(without_phones(self.as_str()))
    }
}

/// What people write before a number, and without a space between: words for a telephone, and for what one is known by to a
/// messenger, which for many is their mobile number.
const CALLED: &[&str] = &[
    "tel", "phone", "mobile", "call", "dh", "sj", "wechat", "weixin", "wx", "wxid", "wxh", "vx",
    "v", "qq", "qqh", "tim", "dingtalk", "whatsapp", "telegram", "tg", "skype", "alipay", "zfb",
];

/// What people write before numbers of other things, and without a space between.
const OF_CODES: &[&str] = &[
    "sku", "spu", "sn", "id", "no", "po", "so", "wo", "rma", "order", "item", "dd", "sf", "jd",
    "jt", "yt", "yd", "zto", "sto", "ems", "dpk", "dpl", "lp",
];

/// A text in which of each telephone number its first three digits and its last four are shown: `138****5678`.
pub fn without_phones(text: &str) -> String {
    let prose = Prose::of(text);
    let mut shown = String::with_capacity(text.len());
    let mut copied_to = 0;
    let mut groups = prose.groups.as_slice();
    while let Some((_, others)) = groups.split_first() {
        match prose.phone_at(groups, copied_to) {
            Some(phone) => {
                shown.extend(prose.written_between(copied_to, phone.start));
                shown.push_str(&MaskedPhone::of_digits(&phone.digits).to_string());
                copied_to = phone.end;
                groups = phone.others;
            }
            None => groups = others,
        }
    }
    shown.extend(prose.written_between(copied_to, prose.characters.len()));
    shown
}

/// A text, and where digits stand in it.
struct Prose {
    written: Vec<char>,
    /// Those of what is written that are seen: others could stand within a number and hide it.
    characters: Vec<char>,
    /// Where each of them was written.
    places: Vec<usize>,
    groups: Vec<DigitGroup>,
}

/// Digits between which nothing stands; of mobile numbers that were written together, each has its own.
struct DigitGroup {
    start: usize,
    end: usize,
    digits: String,
}

/// A number in a text, with its country code and its extension.
struct FoundNumber<'g> {
    start: usize,
    end: usize,
    digits: String,
    others: &'g [DigitGroup],
}

impl Prose {
    fn of(text: &str) -> Self {
        let written: Vec<char> = text.chars().collect();
        let seen = written.iter().copied().enumerate();
        let (places, characters): (Vec<usize>, Vec<char>) =
            seen.filter(|&(_, c)| !is_hidden(c)).unzip();
        let mut groups: Vec<DigitGroup> = Vec::new();
        for (at, c) in characters.iter().copied().map(narrow).enumerate() {
            match groups.last_mut() {
                _ if !c.is_ascii_digit() => {}
                Some(group) if group.end == at => {
                    group.digits.push(c);
                    group.end = at + 1;
                }
                Some(_) | None => groups.push(DigitGroup {
                    start: at,
                    end: at + 1,
                    digits: c.to_string(),
                }),
            }
        }
        let groups = groups.into_iter().flat_map(DigitGroup::of_one_number_each);
        Self {
            written,
            characters,
            places,
            groups: groups.collect(),
        }
    }

    fn at(&self, place: usize) -> Option<char> {
        self.characters.get(place).copied().map(narrow)
    }

    fn before(&self, place: usize) -> Option<char> {
        self.at(place.checked_sub(1)?)
    }

    fn between(&self, start: usize, end: usize) -> impl Iterator<Item = char> {
        let length = end.saturating_sub(start);
        self.characters.iter().copied().skip(start).take(length)
    }

    /// The same as it was written, with what stands before and behind it and is not seen.
    fn written_between(&self, start: usize, end: usize) -> impl Iterator<Item = char> {
        let behind = start
            .checked_sub(1)
            .and_then(|before| self.places.get(before));
        let start = behind.map_or(0, |place| place + 1);
        let end = self.places.get(end).copied().unwrap_or(self.written.len());
        let length = end.saturating_sub(start);
        self.written.iter().copied().skip(start).take(length)
    }

    /// The number that begins with the first of these groups; what stands before `copied_to` belongs to another number.
    fn phone_at<'g>(&self, groups: &'g [DigitGroup], copied_to: usize) -> Option<FoundNumber<'g>> {
        let (first, others) = groups.split_first()?;
        if !self.begins_well(first.start, copied_to) {
            return None;
        }
        if let Some(found) = self.number_at(groups, (first.start, copied_to), &first.digits, false)
        {
            return Some(found);
        }
        // With the country code, which is shown no more than the number's middle, an area code has no zero.
        let start = match self.before(first.start) {
            Some('+') => first.start - 1,
            Some(_) | None => first.start,
        };
        let national = first
            .digits
            .strip_prefix("0086")
            .or_else(|| first.digits.strip_prefix("86"))?;
        if national.is_empty() {
            let (next, _) = others.split_first()?;
            let is_joined = self.joint(first.end, next.start) == Some(Joint::Close);
            let number = self.number_at(others, (start, first.end), &next.digits, true);
            number.filter(|_| is_joined)
        } else {
            self.number_at(groups, (start, copied_to), national, true)
        }
    }

    /// The number whose first digits these are, and whose other ones stand in the groups after them.
    fn number_at<'g>(
        &self,
        groups: &'g [DigitGroup],
        (start, copied_to): (usize, usize),
        first_digits: &str,
        from_abroad: bool,
    ) -> Option<FoundNumber<'g>> {
        const LONGEST: usize = 12;
        let (first, mut others) = groups.split_first()?;
        let is_area = first_digits.starts_with("10") || first_digits.starts_with(|c| c > '1');
        let zero = if from_abroad && is_area { "0" } else { "" };
        let mut digits = format!("{zero}{first_digits}");
        let mut end = first.end;
        let mut grouping = Grouping::of(&digits);
        while digits.len() <= LONGEST {
            let is_phone = is_mobile(&digits) || is_fixed_line(&digits);
            if is_phone
                && grouping.is_usual(&digits)
                && self.is_apart(&grouping, (first.start, end), copied_to, others)
            {
                let (end, others) = self.past_extension(end, others);
                if self.ends_well(end, others) {
                    return Some(FoundNumber {
                        start: self.opened(start, end),
                        end,
                        digits,
                        others,
                    });
                }
            }
            let (next, after) = others.split_first()?;
            grouping.add(self.joint(end, next.start)?, &next.digits);
            digits.push_str(&next.digits);
            (end, others) = (next.end, after);
        }
        None
    }

    /// What stands between two groups of digits.
    fn joint(&self, start: usize, end: usize) -> Option<Joint> {
        Joint::of(self.between(start, end))
    }

    /// Whether these groups are one number by themselves, and neither some of a longer list nor quantities of something.
    fn is_apart(
        &self,
        grouping: &Grouping,
        (start, end): (usize, usize),
        copied_to: usize,
        others: &[DigitGroup],
    ) -> bool {
        let known = self.groups.partition_point(|group| group.end <= start);
        let before = known
            .checked_sub(1)
            .and_then(|before| self.groups.get(before))
            .filter(|before| before.end > copied_to);
        let is_like = |joint: Option<Joint>, group: &DigitGroup| {
            joint.is_some_and(|joint| grouping.goes_on_with(joint, group.digits.len()))
        };
        let goes_on_before =
            before.is_some_and(|before| is_like(self.joint(before.end, start), before));
        let goes_on_behind = others.first().is_some_and(|next| {
            is_like(self.joint(end, next.start), next) && !self.is_followed(end, next.start, others)
        });
        let is_quantity = || {
            let before = (0..start).rev().map_while(|place| self.at(place));
            let behind = (end..self.characters.len()).map_while(|place| self.at(place));
            is_quantity(before, behind)
        };
        let is_another_thing = grouping.could_be_quantities() && is_quantity();
        !(goes_on_before || goes_on_behind || is_another_thing)
    }

    /// Where a number begins, with the bracket that is closed in it.
    fn opened(&self, start: usize, end: usize) -> usize {
        let is_closed = self.between(start, end).any(|c| narrow(c) == ')');
        match start.checked_sub(1) {
            Some(before) if is_closed && self.at(before) == Some('(') => before,
            Some(_) | None => start,
        }
    }

    /// Whether a number can begin here: it is no part of a code.
    fn begins_well(&self, start: usize, copied_to: usize) -> bool {
        match self.before(start) {
            Some(c) if c.is_ascii_alphabetic() => {
                self.is_called(start) || self.is_behind_word(start)
            }
            Some('_') => self.is_called(start - 1),
            // After a number that it was written together with.
            Some(c) if c.is_ascii_digit() => start == copied_to,
            Some(c) if is_dash(c) => {
                let dash = start - 1;
                dash == copied_to
                    || self.is_called(dash)
                    || self.before(dash).is_none_or(|c| !is_of_code(c))
            }
            Some(c) => !is_of_code(c),
            None => true,
        }
    }

    /// Whether what ends here says that a number follows: `tel`, `微信 wx`.
    fn is_called(&self, end: usize) -> bool {
        let letters = (0..end)
            .rev()
            .map_while(|place| self.at(place).filter(char::is_ascii_alphabetic));
        let mut word: Vec<char> = letters.map(|c| c.to_ascii_lowercase()).collect();
        word.reverse();
        let start = end - word.len();
        let word: String = word.into_iter().collect();
        let is_whole = self
            .before(start)
            .is_none_or(|c| !is_of_code(c) && !is_dash(c));
        is_whole && CALLED.contains(&word.as_str())
    }

    /// Whether a letter by itself ends here, or a word that is not that of a code: those are written in capitals.
    fn is_behind_word(&self, end: usize) -> bool {
        let letters = (0..end)
            .rev()
            .map_while(|place| self.at(place).filter(char::is_ascii_alphabetic));
        let mut word: Vec<char> = letters.collect();
        word.reverse();
        let before = self.before(end - word.len());
        let is_word = word.len() == 1 || word.iter().any(char::is_ascii_lowercase);
        let word: String = word.into_iter().collect();
        is_word
            && before.is_none_or(|c| !is_of_code(c) && !is_dash(c))
            && !OF_CODES.contains(&word.to_ascii_lowercase().as_str())
    }

    /// Whether a number can end here.
    fn ends_well(&self, end: usize, others: &[DigitGroup]) -> bool {
        match self.at(end) {
            Some(c) if is_dash(c) => {
                let code: Vec<char> = (end + 1..self.characters.len())
                    .map_while(|place| self.at(place).filter(|&c| is_of_code(c) || is_dash(c)))
                    .collect();
                let is_count = code.len() <= 2 && code.iter().all(char::is_ascii_digit);
                is_count || self.is_followed(end, end + 1, others)
            }
            Some(c) if c.is_ascii_alphabetic() => {
                let mut letters = (end..self.characters.len())
                    .map_while(|place| self.at(place).filter(|&c| is_of_code(c)));
                // A word that was written without a space; codes have digits in them.
                letters.all(|c| c.is_ascii_alphabetic())
            }
            Some(c) if c.is_ascii_digit() => self.is_followed(end, end, others),
            Some(c) => !is_of_code(c),
            None => true,
        }
    }

    /// Whether what ends here is followed by another number, which starts there.
    fn is_followed(&self, end: usize, start: usize, others: &[DigitGroup]) -> bool {
        let next = others.first().map(|group| group.start);
        next == Some(start) && self.phone_at(others, end).is_some()
    }

    /// Behind the extension that follows a number; behind the number where none does.
    fn past_extension<'g>(
        &self,
        end: usize,
        others: &'g [DigitGroup],
    ) -> (usize, &'g [DigitGroup]) {
        const LONGEST_MARKER: usize = 8;
        let none = (end, others);
        let Some((next, after)) = others.split_first() else {
            return none;
        };
        if !is_extension(&next.digits) {
            return none;
        }
        if next.start - end > LONGEST_MARKER {
            return none;
        }
        let written: String = self.between(end, next.start).collect();
        let is_long = next.digits.len() >= 3;
        let is_free = self
            .at(next.end)
            .is_none_or(|c| !c.is_alphanumeric() && !is_dash(c));
        let marker: String = written
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| narrow(c).to_ascii_lowercase())
            .collect();
        let is_extension = match written.as_str() {
            // A comma, or a hyphen, stands between other numbers as well.
            "," | ";" => is_long && is_free,
            _ if marker.chars().all(is_dash) => is_long && self.ends_well(next.end, after),
            _ => {
                !matches!(marker.as_str(), "," | ",," | ";")
                    && EXTENSION_MARKERS.contains(&marker.as_str())
            }
        };
        if is_extension {
            (next.end, after)
        } else {
            none
        }
    }
}

impl DigitGroup {
    /// The groups of the mobile numbers that these digits are together; the digits themselves where any are more than that.
    fn of_one_number_each(self) -> Vec<Self> {
        const LENGTH: usize = 11;
        let count = self.digits.len() / LENGTH;
        let numbers: Vec<Self> = (0..count)
            .filter_map(|place| {
                let from = place * LENGTH;
                let digits = self.digits.get(from..from + LENGTH)?;
                is_mobile(digits).then(|| Self {
                    start: self.start + from,
                    end: self.start + from + LENGTH,
                    digits: digits.to_owned(),
                })
            })
            .collect();
        if numbers.len() * LENGTH == self.digits.len() {
            numbers
        } else {
            vec![self]
        }
    }
}

/// Whether it is not seen, or only changes how the sign before it looks: 1️⃣.
const fn is_hidden(c: char) -> bool {
    is_unseen(c) || matches!(c, '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{20e3}')
}

/// Whether codes are made of it. Masked digits belong to what is shown of a number already.
fn is_of_code(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '*')
}

/// A fixed line as the numbering plan has it, in which dates and codes are told from numbers: 010 and 02x with eight digits,
/// other area codes with seven or eight, which begin with neither 0 nor 1.
fn is_fixed_line(digits: &str) -> bool {
    let area = match digits.as_bytes() {
        [b'0', b'1', b'0', ..] | [b'0', b'2', ..] => 3,
        [b'0', b'3'..=b'9', ..] => 4,
        _ => return false,
    };
    let Some((_, number)) = digits.split_at_checked(area) else {
        return false;
    };
    let lengths = if area == 3 { 8..=8 } else { 7..=8 };
    lengths.contains(&number.len()) && number.starts_with(|c| ('2'..='9').contains(&c))
}
