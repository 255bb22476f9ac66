//! Where goods and people are.

use crate::{
    form::record,
    phone::Phone,
    text::{Line, Name},
};

record! {
    /// Somebody who receives goods, and where: the address of a merchant for returns, or a consumer's own.
    pub struct Consignee {
        /// Who receives.
        name: required Name,
        /// How to reach them.
        phone: required Phone,
        /// Province, autonomous region or municipality.
        province: required Line,
        /// City or prefecture.
        city: required Line,
        /// District or county.
        district: required Line,
        /// Street, number, building, room.
        street: required Line,
    }
}

record! {
    /// Whom to ask about an application (R-APP-1).
    pub struct Contact {
        /// Their name.
        name: required Name,
        /// Their phone.
        phone: required Phone,
    }
}
