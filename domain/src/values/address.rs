//! Where goods and people are.

use crate::{
    form::{FieldError, Reader, record},
    values::{
        id::{MerchantId, Spu},
        page::{CursorText, PageSize},
        personal::{Masked, PersonName, Street},
        phone::Phone,
        service::AddressPurpose,
        text::ShortText,
    },
};

record! {
    /// Somebody who receives goods, and where: the address of a merchant for returns, or a consumer's own.
    pub struct Consignee {
        /// The name of who receives the goods.
        name: required PersonName,
        /// The phone number of who receives the goods.
        phone: required Phone,
        /// The province, autonomous region or municipality, by its official name.
        province: required ShortText as province,
        /// The city or prefecture, by its official name.
        city: required ShortText as city,
        /// District or county; needed but in cities that have none.
        district: optional ShortText as district,
        /// The street with number, building and room.
        street: required Street as street,
    }
    check check_district
}

fn check_district(consignee: &Consignee, reader: &mut Reader<'_>) {
    let (province, city) = (consignee.province.as_str(), consignee.city.as_str());
    if consignee.district.is_none() && !has_no_districts(province, city) {
        reader.fault("district", FieldError::Required {});
    }
}

/// Cities below which the official list of administrative divisions has no districts or counties, by the province that they are
/// in; of the provinces behind which none stands, all. The first four are of a prefecture's rank; the others are of a county's
/// rank and belong to their province directly.
const WITHOUT_DISTRICTS: &[(&str, &str)] = &[
    ("广东省", "东莞市 中山市"),
    ("甘肃省", "嘉峪关市"),
    (
        "海南省",
        "儋州市 五指山市 琼海市 文昌市 万宁市 东方市 定安县 屯昌县 澄迈县 临高县 白沙黎族自治县 昌江黎族自治县 \
         乐东黎族自治县 陵水黎族自治县 保亭黎族苗族自治县 琼中黎族苗族自治县",
    ),
    ("河南省", "济源市"),
    ("湖北省", "仙桃市 潜江市 天门市 神农架林区"),
    (
        "新疆维吾尔自治区",
        "石河子市 阿拉尔市 图木舒克市 五家渠市 北屯市 铁门关市 双河市 可克达拉市 昆玉市 胡杨河市 新星市 白杨市",
    ),
    ("香港特别行政区", ""),
    ("澳门特别行政区", ""),
    ("台湾省", ""),
];

/// What the names of such places end with, the longest first: people leave it out (东莞).
const RANKS: [&str; 8] = [
    "黎族苗族自治县",
    "维吾尔自治区",
    "特别行政区",
    "黎族自治县",
    "林区",
    "市",
    "县",
    "省",
];

/// Whether a place of a province has no districts.
fn has_no_districts(province: &str, city: &str) -> bool {
    WITHOUT_DISTRICTS.iter().any(|&(whole, cities)| {
        is_called(whole, province)
            && (cities.is_empty() || cities.split(' ').any(|place| is_called(place, city)))
    })
}

/// Whether it is a place's name, or the one by which people call it (东莞, 白沙县).
fn is_called(place: &str, name: &str) -> bool {
    let short = RANKS.iter().find_map(|rank| place.strip_suffix(rank));
    let called = short.and_then(|short| name.strip_prefix(short));
    place == name
        || called.is_some_and(|rank| rank.is_empty() || rank == "县" && place.ends_with(rank))
}

record! {
    /// Whom to ask about an application (R-APP-1).
    pub struct Contact {
        /// The name of who can be asked.
        name: required PersonName,
        /// The phone number of who can be asked.
        phone: required Phone,
    }
}

/// Which address of a merchant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AddressSlot {
    /// The one for goods whose product has none.
    Default,
    /// A product's, for a purpose.
    Product(Spu, AddressPurpose),
}

record! {
    /// Which page of which merchant's addresses.
    pub struct AddressQuery {
        /// The merchant: for an operator; others have their own.
        merchant: optional MerchantId,
        /// How many, 1 to 200; 50 by default.
        limit: optional PageSize,
        /// `next_cursor` of the page before.
        cursor: optional CursorText,
    }
}

record! {
    /// Whose address is meant.
    pub struct AddressOwnerQuery {
        /// The merchant: for an operator; others have their own.
        merchant: optional MerchantId,
    }
}

impl Masked for Contact {
    fn masked(self) -> Self {
        let Self { name, phone } = self;
        Self {
            name: name.masked(),
            phone: phone.masked(),
        }
    }
}

impl Masked for Consignee {
    /// Province, city and district stay: they decide how goods travel.
    fn masked(self) -> Self {
        let Self {
            name,
            phone,
            province,
            city,
            district,
            street,
        } = self;
        Self {
            name: name.masked(),
            phone: phone.masked(),
            province,
            city,
            district,
            street: street.masked(),
        }
    }
}
