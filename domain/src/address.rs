//! Where goods and people are.

use crate::{
    form::record,
    id::MerchantId,
    page::PageSize,
    personal::{PersonName, Street},
    phone::Phone,
    text::{Line, Text},
};

record! {
    /// Somebody who receives goods, and where: the address of a merchant for returns, or a consumer's own.
    pub struct Consignee {
        /// Who receives.
        name: required PersonName,
        /// How to reach them.
        phone: required Phone,
        /// Province, autonomous region or municipality.
        province: required Line,
        /// City or prefecture.
        city: required Line,
        /// District or county.
        district: required Line,
        /// Street, number, building, room.
        street: required Street,
    }
}

record! {
    /// Whom to ask about an application (R-APP-1).
    pub struct Contact {
        /// Their name.
        name: required PersonName,
        /// Their phone.
        phone: required Phone,
    }
}

record! {
    /// Which page of which merchant's addresses.
    pub struct AddressQuery {
        /// The merchant: for an operator; others have their own.
        merchant: optional MerchantId,
        /// How many, 1 to 200.
        limit: optional PageSize,
        /// Where the page before ended.
        cursor: optional Text<1, 200>,
    }
}

record! {
    /// Whose address is meant.
    pub struct AddressOwnerQuery {
        /// The merchant: for an operator; others have their own.
        merchant: optional MerchantId,
    }
}
