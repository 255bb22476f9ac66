//! Tags: words for what can be asked for exactly. They begin with a sign that no text is cut into, so that nobody finds
//! them by accident.

use aftercare_domain::{
    service_order::reason::ApplyReason,
    values::{
        channel::Channel,
        id::{MerchantId, Sku, Spu},
        phone::Phone,
    },
};

use super::expression::Expression;

/// How tags begin.
const SIGN: char = '§';

/// Something that an order can be asked for exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag<'a> {
    /// It is this merchant's.
    Merchant(&'a MerchantId),
    /// It was sold here.
    Channel(Channel),
    /// It is about this product.
    Spu(&'a Spu),
    /// It is about this variant.
    Sku(&'a Sku),
    /// It was applied for with this reason.
    Reason(ApplyReason),
    /// The contact's phone ends so.
    PhoneTail(&'a str),
    /// The contact's phone is this one, with this extension.
    Extension(&'a Phone),
    /// This is one of its numbers, or a part of one: letters and digits, small.
    Number(&'a str),
    /// Its words were made by this version of the rules.
    Rules(u32),
}

impl<'a> Tag<'a> {
    /// What a phone with an extension can be asked for by; one without has its number alone.
    pub fn of_extension(phone: &'a Phone) -> Option<Self> {
        phone.extension().map(|_| Self::Extension(phone))
    }

    /// The word.
    pub(super) fn word(self) -> String {
        match self {
            Self::Merchant(merchant) => hexadecimal('m', merchant.as_str()),
            Self::Channel(channel) => hexadecimal('c', channel.name()),
            Self::Spu(spu) => hexadecimal('p', spu.as_str()),
            Self::Sku(sku) => hexadecimal('v', sku.as_str()),
            Self::Reason(reason) => hexadecimal('r', reason.name()),
            Self::PhoneTail(digits) => hexadecimal('t', digits),
            Self::Extension(phone) => hexadecimal('e', phone.as_str()),
            Self::Number(number) => format!("{SIGN}n{number}"),
            Self::Rules(version) => format!("{SIGN}k{version}"),
        }
    }

    /// What asks for it.
    pub fn wanted(self) -> Expression {
        Expression::Word(self.word())
    }
}

/// Identifiers have signs in them, and letters of both cases, which engines take in their own ways: so they are written
/// in hexadecimal.
fn hexadecimal(kind: char, name: &str) -> String {
    let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or('0');
    let name = name
        .bytes()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 0xf)]);
    [SIGN, kind].into_iter().chain(name).collect()
}
