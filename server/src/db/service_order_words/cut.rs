//! Cutting text into words. Chinese has no spaces between them, so a run of its characters is cut into all its pairs, and
//! the last character stands alone as well: then each character begins a word, and one alone can be searched for, too.

use std::collections::BTreeSet;

use aftercare_domain::{
    id::{ExternalId, SerialNumber},
    phone::Phone,
    service_order::{Application, Goods, ServiceOrder},
    text::narrow,
};

use super::{expression::Expression, tags::Tag};

/// How many characters of a run of Latin letters and digits count.
const LONGEST: usize = 64;
/// How many digits of a phone people remember.
const TAIL: usize = 4;

/// A run of characters between which nobody would put a space, folded.
enum Run {
    /// Latin letters and digits: a word.
    Latin(String),
    /// Other letters, such as Chinese.
    Wide(Vec<char>),
}

/// All words of an order, with spaces between them.
pub(super) fn words_of(order: &ServiceOrder) -> String {
    let Goods {
        order_number,
        line_number: _,
        channel,
        merchant,
        consumer: _,
        spu,
        sku,
        title,
        category: _,
        delivered_at: _,
    } = &order.goods;
    let application = &order.application;
    let mut words = BTreeSet::new();
    for text in [
        title,
        application.description.as_str(),
        application.contact.name.as_str(),
    ] {
        add_text(text, &mut words);
    }
    let numbers = [
        Some(order.number.as_str()),
        Some(order_number.as_str()),
        application.external_id.as_ref().map(ExternalId::as_str),
        application.serial_number.as_ref().map(SerialNumber::as_str),
    ];
    for number in numbers.into_iter().flatten() {
        add_text(number, &mut words);
        // Of a number in which there are none of these letters, nothing is left.
        words.extend(Some(compact(number)).filter(|word| !word.is_empty()));
    }
    let phone = application.contact.phone.main_number();
    let tail = tail_of(phone);
    words.extend([phone.to_owned(), tail.to_owned()]);
    words.extend(tags(application, tail).map(Tag::word));
    words.extend(
        [
            Tag::Merchant(merchant),
            Tag::Channel(*channel),
            Tag::Spu(spu),
            Tag::Sku(sku),
        ]
        .map(Tag::word),
    );
    let words: Vec<String> = words.into_iter().collect();
    words.join(" ")
}

fn tags<'a>(application: &'a Application, tail: &'a str) -> impl Iterator<Item = Tag<'a>> {
    let known = [Tag::Reason(application.reason_code), Tag::PhoneTail(tail)];
    known
        .into_iter()
        .chain(Tag::of_extension(&application.contact.phone))
}

fn tail_of(phone: &str) -> &str {
    phone
        .get(phone.len().saturating_sub(TAIL)..)
        .unwrap_or(phone)
}

fn add_text(text: &str, words: &mut BTreeSet<String>) {
    for run in runs(text) {
        match run {
            Run::Latin(word) => {
                words.insert(word);
            }
            Run::Wide(characters) => {
                words.extend(pairs(&characters));
                words.extend(characters.last().map(char::to_string));
            }
        }
    }
}

/// What somebody means who types this; none where there is nothing in it to search for.
pub fn text(typed: &str) -> Option<Expression> {
    let mut wanted = Vec::new();
    for run in runs(typed) {
        match run {
            Run::Latin(word) => wanted.push(Expression::Word(word)),
            Run::Wide(characters) => match characters.as_slice() {
                [one] => wanted.push(Expression::Prefix(one.to_string())),
                more => wanted.extend(pairs(more).map(Expression::Word)),
            },
        }
    }
    if wanted.is_empty() {
        return None;
    }
    let as_text = Expression::All(wanted);
    Some(match as_number(typed) {
        Some(number) => Expression::Any(vec![number, as_text]),
        None => as_text,
    })
}

/// The number that was typed, if it can be one: people put spaces and hyphens into numbers.
fn as_number(typed: &str) -> Option<Expression> {
    if let Ok(phone) = Phone::parse(typed) {
        let number = Expression::Word(phone.main_number().to_owned());
        return Some(match Tag::of_extension(&phone) {
            Some(extension) => Expression::All(vec![number, extension.wanted()]),
            None => number,
        });
    }
    let number = compact(typed);
    let is_number = typed.is_ascii() && number.contains(|c: char| c.is_ascii_digit());
    is_number.then_some(Expression::Word(number))
}

/// An identifier without its signs.
fn compact(number: &str) -> String {
    let letters = number.chars().filter(char::is_ascii_alphanumeric);
    letters
        .map(|c| c.to_ascii_lowercase())
        .take(LONGEST)
        .collect()
}

fn pairs(characters: &[char]) -> impl Iterator<Item = String> {
    characters.windows(2).map(|pair| pair.iter().collect())
}

/// The runs of a text, in its order.
fn runs(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut last_was_letter = false;
    for c in text.chars().map(narrow).flat_map(char::to_lowercase) {
        let is_letter = c.is_alphanumeric();
        match (runs.last_mut(), c.is_ascii()) {
            _ if !is_letter => {}
            (Some(Run::Latin(word)), true) if last_was_letter => {
                if word.len() < LONGEST {
                    word.push(c);
                }
            }
            (Some(Run::Wide(characters)), false) if last_was_letter => characters.push(c),
            (_, true) => runs.push(Run::Latin(c.to_string())),
            (_, false) => runs.push(Run::Wide(vec![c])),
        }
        last_was_letter = is_letter;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::Engine;

    fn words(text: &str) -> Vec<String> {
        let mut words = BTreeSet::new();
        add_text(text, &mut words);
        words.into_iter().collect()
    }

    #[test]
    fn chinese_is_cut_into_pairs_and_latin_into_words() {
        assert_eq!(
            words("空气净化器 4 Lite"),
            ["4", "lite", "净化", "化器", "器", "气净", "空气"]
        );
        assert_eq!(words("ＳＮ－７好"), ["7", "sn", "好"]);
        assert_eq!(words("!? \"*\""), [""; 0]);
    }

    #[test]
    fn what_is_typed_asks_for_words_that_orders_have() {
        let asked = |typed| text(typed).map(|wanted| wanted.write(Engine::Sqlite));
        assert_eq!(asked("净化器").as_deref(), Some("(\"净化\" AND \"化器\")"));
        assert_eq!(asked("器").as_deref(), Some("(\"器\" *)"));
        assert_eq!(
            asked("138 0013-8000").as_deref(),
            Some("(\"13800138000\" OR (\"138\" AND \"0013\" AND \"8000\"))")
        );
        assert_eq!(
            asked("+86 13800138000").as_deref(),
            Some("(\"13800138000\" OR (\"86\" AND \"13800138000\"))")
        );
        assert_eq!(asked("\" OR *"), Some("(\"or\")".to_owned()));
        assert_eq!(asked("*\"'():-"), None);
    }
}
