//! Cutting text into words. Chinese has no spaces between them, so a run of its characters is cut into all its pairs, and
//! the last character stands alone as well: then each character begins a word, and one alone can be searched for, too.
//! Titles have no spaces where letters and digits meet, either (`Note12Pro`), or have them (`Note 12 Pro`): there a text
//! is cut. A number is not: its words are tags, which are found whole or not at all.

use std::collections::BTreeSet;

use aftercare_domain::{
    service_order::{Application, Goods, ServiceOrder},
    values::{
        id::{ExternalId, SerialNumber},
        phone::Phone,
        text::narrow,
    },
};

use super::{expression::Expression, tags::Tag, words::IndexedWords};

/// The version of the rules by which orders are cut into words. Whoever changes what `words_of` gives for an order that
/// exists raises it: the words of all orders are made again then, while the server serves.
pub const RULES: u32 = 2;
/// How many characters of a run of Latin letters and digits count.
const LONGEST: usize = 64;
/// How many digits of a phone people remember.
const TAIL: usize = 4;

/// A run of characters between which nobody would put a space, folded.
enum Run {
    /// Latin letters and digits, in pieces that are of letters alone or of digits alone.
    Latin(Vec<String>),
    /// Other letters, such as Chinese.
    Wide(Vec<char>),
}

/// All words of an order.
pub(super) fn words_of(order: &ServiceOrder) -> IndexedWords {
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
        add_number(number, &mut words);
    }
    let phone = application.contact.phone.main_number();
    let tail = tail_of(phone);
    words.extend([phone, tail].map(|number| Tag::Number(number).word()));
    words.extend(tags(application, tail).map(Tag::word));
    words.extend(
        [
            Tag::Merchant(merchant),
            Tag::Channel(*channel),
            Tag::Spu(spu),
            Tag::Sku(sku),
            Tag::Rules(RULES),
        ]
        .map(Tag::word),
    );
    IndexedWords::new(words)
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
            Run::Latin(pieces) => words.extend(pieces),
            Run::Wide(characters) => add_wide(&characters, words),
        }
    }
}

/// A number is found as a whole, with its signs or without, and by the parts between its signs.
fn add_number(number: &str, words: &mut BTreeSet<String>) {
    let mut parts = BTreeSet::from([compact(number)]);
    for run in runs(number) {
        match run {
            Run::Latin(pieces) => {
                parts.insert(pieces.concat());
            }
            Run::Wide(characters) => add_wide(&characters, words),
        }
    }
    let parts = parts.iter().filter(|part| !part.is_empty());
    words.extend(parts.map(|part| Tag::Number(part).word()));
}

fn add_wide(characters: &[char], words: &mut BTreeSet<String>) {
    words.extend(pairs(characters));
    words.extend(characters.last().map(char::to_string));
}

/// The expression for typed text; none where it has nothing to search for. Who types has perhaps not come to the end of
/// the last word: it counts as the beginning of one.
pub fn text(typed: &str) -> Option<Expression> {
    let mut runs = runs(typed);
    let last = runs.pop()?;
    let mut wanted = Vec::new();
    let asked = runs.into_iter().flat_map(|run| expressions_of(run, false));
    for expression in asked.chain(expressions_of(last, true)) {
        if !wanted.contains(&expression) {
            wanted.push(expression);
        }
    }
    let as_text = Expression::All(wanted);
    let mut ways = as_number(typed);
    if ways.is_empty() {
        return Some(as_text);
    }
    ways.push(as_text);
    Some(Expression::Any(ways))
}

fn expressions_of(run: Run, is_last: bool) -> Vec<Expression> {
    match run {
        Run::Latin(pieces) => vec![latin(&pieces, is_last)],
        Run::Wide(characters) => match characters.as_slice() {
            [one] => vec![Expression::Prefix(one.to_string())],
            more => pairs(more).map(Expression::Word).collect(),
        },
    }
}

/// A run of Latin letters and digits is a number or a part of one, or words of a text. As one word it stands in orders
/// whose words were made by earlier rules.
fn latin(pieces: &[String], is_last: bool) -> Expression {
    let whole = pieces.concat();
    let mut ways = vec![Tag::Number(&whole).wanted()];
    let mut words: Vec<Expression> = pieces.iter().cloned().map(Expression::Word).collect();
    if let Some(Expression::Word(last)) = words.pop_if(|_| is_last) {
        words.push(Expression::Prefix(last));
    }
    if words.len() == 1 {
        ways.append(&mut words);
    } else {
        ways.extend([Expression::Word(whole), Expression::All(words)]);
    }
    Expression::Any(ways)
}

/// In which ways the number that was typed can stand in an order; none where it can't be one: people put spaces and hyphens
/// into numbers.
fn as_number(typed: &str) -> Vec<Expression> {
    if let Ok(phone) = Phone::parse(typed) {
        let number = whole(phone.main_number());
        return match Tag::of_extension(&phone) {
            Some(extension) => vec![Expression::All(vec![
                Expression::Any(number),
                extension.wanted(),
            ])],
            None => number,
        };
    }
    let number = compact(typed);
    if typed.is_ascii() && number.contains(|c: char| c.is_ascii_digit()) {
        whole(&number)
    } else {
        Vec::new()
    }
}

/// A number as a whole. As a word it stands in orders whose words were made by earlier rules.
fn whole(number: &str) -> Vec<Expression> {
    vec![
        Tag::Number(number).wanted(),
        Expression::Word(number.to_owned()),
    ]
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
            (Some(Run::Latin(pieces)), true) if last_was_letter => lengthen(pieces, c),
            (Some(Run::Wide(characters)), false) if last_was_letter => characters.push(c),
            (_, true) => runs.push(Run::Latin(vec![c.to_string()])),
            (_, false) => runs.push(Run::Wide(vec![c])),
        }
        last_was_letter = is_letter;
    }
    runs
}

/// Adds a letter or digit to a run: to its last piece, or as a new one where letters and digits meet.
fn lengthen(pieces: &mut Vec<String>, c: char) {
    if pieces.iter().map(String::len).sum::<usize>() >= LONGEST {
        return;
    }
    let is_alike = |last: char| last.is_ascii_digit() == c.is_ascii_digit();
    match pieces.last_mut() {
        Some(piece) if piece.ends_with(is_alike) => piece.push(c),
        Some(_) | None => pieces.push(c.to_string()),
    }
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

    fn number(number: &str) -> Vec<String> {
        let mut words = BTreeSet::new();
        add_number(number, &mut words);
        words.into_iter().collect()
    }

    #[test]
    fn chinese_is_cut_into_pairs_and_latin_where_letters_and_digits_meet() {
        // case 7
        for (text, expected) in [
            (
                "空气净化器 4 Lite",
                &["4", "lite", "净化", "化器", "器", "气净", "空气"][..],
            ),
            ("ＳＮ－７好", &["7", "sn", "好"]),
            (
                "小米手环8NFC版",
                &["8", "nfc", "小米", "手环", "版", "环", "米手"],
            ),
            (
                "Redmi Note12Pro 8GB+256GB",
                &["12", "256", "8", "gb", "note", "pro", "redmi"],
            ),
            (
                "米家空气净化器4Lite",
                &[
                    "4", "lite", "净化", "化器", "器", "家空", "气净", "空气", "米家",
                ],
            ),
            ("!? \"*\"", &[]),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn a_number_is_found_whole_and_by_the_parts_between_its_signs() {
        for (text, expected) in [
            ("SN-2026/A7", &["§n2026", "§na7", "§nsn", "§nsn2026a7"][..]),
            ("26112300000017", &["§n26112300000017"]),
            (
                "落地灯/白色 A7",
                &["§na7", "地灯", "灯", "白色", "色", "落地"],
            ),
            ("落地灯", &["地灯", "灯", "落地"]),
        ] {
            assert_eq!(number(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_typed_asks_for_words_that_orders_have() {
        // case 7
        for (typed, expected) in [
            ("净化器", Some("(\"净化\" AND \"化器\")")),
            ("器", Some("(\"器\" *)")),
            ("净化器净化", Some("(\"净化\" AND \"化器\" AND \"器净\")")),
            ("手环8", Some("(\"手环\" AND (\"§n8\" OR \"8\" *))")),
            ("NFC", Some("((\"§nnfc\" OR \"nfc\" *))")),
            ("lite 净化", Some("((\"§nlite\" OR \"lite\") AND \"净化\")")),
            (
                "Note12",
                Some(
                    "(\"§nnote12\" OR \"note12\" OR \
                     ((\"§nnote12\" OR \"note12\" OR (\"note\" AND \"12\" *))))",
                ),
            ),
            (
                "note 12",
                Some(
                    "(\"§nnote12\" OR \"note12\" OR \
                     ((\"§nnote\" OR \"note\") AND (\"§n12\" OR \"12\" *)))",
                ),
            ),
            (
                "+86 138-0013",
                Some(
                    "(\"§n861380013\" OR \"861380013\" OR \
                     ((\"§n86\" OR \"86\") AND (\"§n138\" OR \"138\") AND (\"§n0013\" OR \"0013\" *)))",
                ),
            ),
            (
                "+86 13800138000",
                Some(
                    "(\"§n13800138000\" OR \"13800138000\" OR \
                     ((\"§n86\" OR \"86\") AND (\"§n13800138000\" OR \"13800138000\" *)))",
                ),
            ),
            ("\" OR *", Some("((\"§nor\" OR \"or\" *))")),
            ("*\"'():-", None),
        ] {
            let asked = text(typed).map(|wanted| wanted.write(Engine::Sqlite));
            assert_eq!(asked.as_deref(), expected, "{typed}");
        }
    }

    #[test]
    fn what_is_typed_fits_what_has_it() {
        // case 7
        let fits = |typed: &str, title: &str, code: &str| {
            let mut words = BTreeSet::new();
            add_text(title, &mut words);
            add_number(code, &mut words);
            text(typed).is_some_and(|wanted| IndexedWords::new(words).fit(&wanted))
        };
        let band = ("小米手环8NFC版", "SN2026A7");
        let phone = ("Redmi Note12Pro 8GB+256GB", "P-81/x");
        let purifier = ("米家空气净化器4Lite", "4001");
        for (typed, (title, number), expected) in [
            ("手环8", band, true),
            ("手环 8", band, true),
            ("NFC", band, true),
            ("8nfc", band, true),
            ("手环8N", band, true),
            ("手环9", band, false),
            ("NFC版", band, true),
            ("sn2026a7", band, true),
            ("手环 SN-2026-A7", band, false),
            ("手环 SN2026A7", band, true),
            // A number is no word of a text: it is not found by its beginning, nor by pieces of its parts.
            ("SN2026", band, false),
            ("SN", band, false),
            ("手环20", band, false),
            ("Note12", phone, true),
            ("note 12", phone, true),
            ("note1", phone, true),
            ("note12pro", phone, true),
            ("ＮＯＴＥ１２", phone, true),
            ("256", phone, true),
            ("256gb", phone, true),
            ("note 13", phone, false),
            ("p 81", phone, true),
            ("p-81-x", phone, true),
            ("note 81", phone, true),
            ("净化器4", purifier, true),
            ("净化器4l", purifier, true),
            ("净化器40", purifier, false),
            ("净化器4001", purifier, true),
        ] {
            assert_eq!(fits(typed, title, number), expected, "{typed} in {title}");
        }
    }

    #[test]
    fn what_is_typed_stays_bounded() {
        // As long as a search may be, cut into as many pieces as it can be.
        let pieces = "a1".repeat(50);
        assert!(text(&pieces).is_some_and(|wanted| wanted.write(Engine::Sqlite).len() < 2000));
        let words = "a ".repeat(50);
        assert_eq!(text(&words), text("a a"));
    }
}
