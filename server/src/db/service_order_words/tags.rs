//! Tags: words for what can be asked for exactly. They begin with a sign that no text is cut into, so that nobody finds
//! them by accident.

use aftercare_domain::{
    channel::Channel,
    id::{MerchantId, Sku, Spu},
    phone::Phone,
    reason::ApplyReason,
};

use super::expression::Expression;

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
}

impl<'a> Tag<'a> {
    /// What a phone with an extension can be asked for by; one without has its number alone.
    pub fn of_extension(phone: &'a Phone) -> Option<Self> {
        phone.extension().map(|_| Self::Extension(phone))
    }

    /// The word. Identifiers have signs in them, and letters of both cases, which engines take in their own ways: so
    /// they are written in hexadecimal.
    pub(super) fn word(self) -> String {
        let (kind, name) = match self {
            Self::Merchant(merchant) => ('m', merchant.as_str()),
            Self::Channel(channel) => ('c', channel.name()),
            Self::Spu(spu) => ('p', spu.as_str()),
            Self::Sku(sku) => ('v', sku.as_str()),
            Self::Reason(reason) => ('r', reason.name()),
            Self::PhoneTail(digits) => ('t', digits),
            Self::Extension(phone) => ('e', phone.as_str()),
        };
        let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or('0');
        let name = name
            .bytes()
            .flat_map(|byte| [digit(byte >> 4), digit(byte & 0xf)]);
        ['§', kind].into_iter().chain(name).collect()
    }

    /// What asks for it.
    pub fn wanted(self) -> Expression {
        Expression::Word(self.word())
    }
}
