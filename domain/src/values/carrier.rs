//! Carriers and their parcels' numbers.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::{
    form::{Field, FieldError, FieldKind, Offered, Reader, text_of},
    values::text::{is_dash, narrow},
};

/// What a carrier's numbers look like: one of some prefixes, at most so many letters, then digits, so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pattern {
    prefixes: &'static [&'static str],
    letters: usize,
    min_digits: u32,
    max_digits: u32,
    suffix: &'static str,
}

/// A carrier as published: its names elsewhere are accepted on input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct CarrierFacts {
    carrier: Carrier,
    /// The code that 快递100 uses.
    kuaidi100: &'static str,
    /// The code that 快递鸟 uses.
    kdniao: &'static str,
    aliases: &'static [&'static str],
    pattern: Pattern,
    /// How many letters its waybills begin with, and how many characters they have, as far as that is settled: what follows one
    /// of them after a hyphen is no end of it, but says which of its parcels a label is on.
    whole: &'static [(usize, usize)],
}

/// A company that carries parcels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Carrier {
    /// 顺丰速运 (SF Express).
    Sf,
    /// 京东物流 (JD Logistics).
    Jd,
    /// 中通快递 (ZTO Express).
    Zto,
    /// 圆通速递 (YTO Express).
    Yto,
    /// 申通快递 (STO Express).
    Sto,
    /// 韵达快递 (Yunda Express).
    Yunda,
    /// 中国邮政 EMS (China Post).
    Ems,
    /// 极兔速递 (J&T Express).
    Jt,
    /// 德邦快递 (Deppon Express).
    Deppon,
    /// A carrier that is not in this list.
    Other,
}

/// 菜鸟's waybills, LP00012345678901, which whoever carries the parcel keeps.
const CAINIAO: Pattern = Pattern {
    prefixes: &["LP"],
    letters: 0,
    min_digits: 14,
    max_digits: 14,
    suffix: "",
};

const TABLE: &[CarrierFacts] = &[
    CarrierFacts {
        carrier: Carrier::Sf,
        kuaidi100: "shunfeng",
        kdniao: "SF",
        aliases: &["shunfengsuyun", "SF-Express", "顺丰", "顺丰速运"],
        pattern: Pattern {
            prefixes: &["SF", ""],
            letters: 0,
            min_digits: 10,
            max_digits: 15,
            suffix: "",
        },
        // Digits alone, and those with the name in front: SF1234567890123.
        whole: &[(0, 12), (2, 15)],
    },
    CarrierFacts {
        carrier: Carrier::Jd,
        kuaidi100: "jd",
        kdniao: "JD",
        aliases: &["jingdong", "京东", "京东物流"],
        pattern: Pattern {
            // Waybills of before 2018 have their letters without the name in front: VA45306000001.
            prefixes: &["JD", "V"],
            letters: 2,
            min_digits: 10,
            max_digits: 15,
            suffix: "",
        },
        // Those of before 2018, and those with the name in front: JDVA00012345678.
        whole: &[(2, 13), (2, 15), (3, 15), (4, 15)],
    },
    CarrierFacts {
        carrier: Carrier::Zto,
        kuaidi100: "zhongtong",
        kdniao: "ZTO",
        aliases: &["中通", "中通快递"],
        pattern: Pattern {
            prefixes: &["ZTO", ""],
            letters: 0,
            min_digits: 12,
            max_digits: 15,
            suffix: "",
        },
        whole: &[(0, 12), (0, 14)],
    },
    CarrierFacts {
        carrier: Carrier::Yto,
        kuaidi100: "yuantong",
        kdniao: "YTO",
        aliases: &["圆通", "圆通速递"],
        pattern: Pattern {
            prefixes: &["YT", ""],
            letters: 0,
            min_digits: 10,
            max_digits: 18,
            suffix: "",
        },
        whole: &[(2, 15)],
    },
    CarrierFacts {
        carrier: Carrier::Sto,
        kuaidi100: "shentong",
        kdniao: "STO",
        aliases: &["申通", "申通快递"],
        pattern: Pattern {
            prefixes: &["STO", ""],
            letters: 0,
            min_digits: 12,
            max_digits: 15,
            suffix: "",
        },
        whole: &[(0, 12), (0, 13), (0, 15)],
    },
    CarrierFacts {
        carrier: Carrier::Yunda,
        kuaidi100: "yunda",
        kdniao: "YD",
        aliases: &["韵达", "韵达快递"],
        pattern: Pattern {
            prefixes: &["YD", ""],
            letters: 0,
            min_digits: 13,
            max_digits: 15,
            suffix: "",
        },
        whole: &[(0, 13), (0, 15)],
    },
    CarrierFacts {
        carrier: Carrier::Ems,
        kuaidi100: "ems",
        kdniao: "EMS",
        aliases: &["youzhengguonei", "YZPY", "邮政", "中国邮政"],
        pattern: Pattern {
            prefixes: &["E", ""],
            letters: 1,
            min_digits: 9,
            max_digits: 13,
            suffix: "CN",
        },
        whole: &[(0, 13), (2, 13)],
    },
    CarrierFacts {
        carrier: Carrier::Jt,
        kuaidi100: "jtexpress",
        kdniao: "JTSD",
        aliases: &["极兔", "极兔速递"],
        pattern: Pattern {
            prefixes: &["JT", ""],
            letters: 0,
            min_digits: 13,
            max_digits: 15,
            suffix: "",
        },
        whole: &[(2, 15)],
    },
    CarrierFacts {
        carrier: Carrier::Deppon,
        kuaidi100: "debangkuaidi",
        kdniao: "DBL",
        aliases: &["debangwuliu", "德邦", "德邦快递"],
        pattern: Pattern {
            prefixes: &["DPK", "DPL", ""],
            letters: 0,
            min_digits: 8,
            max_digits: 15,
            suffix: "",
        },
        whole: &[],
    },
    CarrierFacts {
        carrier: Carrier::Other,
        kuaidi100: "other",
        kdniao: "OTHER",
        aliases: &["其他"],
        pattern: CAINIAO,
        whole: &[(2, 16)],
    },
];

impl Carrier {
    /// Every carrier, in the order of a menu.
    pub const ALL: &'static [Self] = &[
        Self::Sf,
        Self::Jd,
        Self::Zto,
        Self::Yto,
        Self::Sto,
        Self::Yunda,
        Self::Ems,
        Self::Jt,
        Self::Deppon,
        Self::Other,
    ];
    /// The codes of `ALL`.
    pub const NAMES: &'static [&'static str] = &[
        "sf", "jd", "zto", "yto", "sto", "yunda", "ems", "jt", "deppon", "other",
    ];

    /// The code by which code, database, API and screen know it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sf => "sf",
            Self::Jd => "jd",
            Self::Zto => "zto",
            Self::Yto => "yto",
            Self::Sto => "sto",
            Self::Yunda => "yunda",
            Self::Ems => "ems",
            Self::Jt => "jt",
            Self::Deppon => "deppon",
            Self::Other => "other",
        }
    }

    fn facts(self) -> Option<&'static CarrierFacts> {
        TABLE.iter().find(|facts| facts.carrier == self)
    }

    /// The carrier of that code, of 快递100's or 快递鸟's code for it, or of a known alias; upper or lower case.
    pub fn parse(code: &str) -> Option<Self> {
        let code = code.trim();
        let known = |name: &str| name.eq_ignore_ascii_case(code);
        TABLE
            .iter()
            .find(|facts| {
                known(facts.carrier.name())
                    || known(facts.kuaidi100)
                    || known(facts.kdniao)
                    || facts.aliases.iter().any(|alias| known(alias))
            })
            .map(|facts| facts.carrier)
    }

    /// The code that 快递100 uses.
    pub fn kuaidi100_code(self) -> &'static str {
        self.facts().map_or("", |facts| facts.kuaidi100)
    }

    /// The code that 快递鸟 uses.
    pub fn kdniao_code(self) -> &'static str {
        self.facts().map_or("", |facts| facts.kdniao)
    }

    /// What all of its numbers look like; none where nobody knows all who carry.
    fn pattern(self) -> Option<Pattern> {
        self.facts()
            .filter(|_| self != Self::Other)
            .map(|facts| facts.pattern)
    }

    /// What its numbers look like, as a regular expression.
    pub fn tracking_pattern(self) -> String {
        let Some(Pattern {
            prefixes,
            letters,
            min_digits,
            max_digits,
            suffix,
        }) = self.pattern()
        else {
            return "^[A-Z0-9]{6,30}$".to_owned();
        };
        let optional = prefixes.contains(&"");
        let named: Vec<&str> = prefixes
            .iter()
            .copied()
            .filter(|prefix| !prefix.is_empty())
            .collect();
        let prefix = match (named.is_empty(), optional) {
            (true, _) => String::new(),
            (false, true) => format!("({})?", named.join("|")),
            (false, false) => format!("({})", named.join("|")),
        };
        let letters = if letters == 0 {
            String::new()
        } else {
            format!("[A-Z]{{0,{letters}}}")
        };
        let suffix = if suffix.is_empty() {
            String::new()
        } else {
            format!("({suffix})?")
        };
        format!("^{prefix}{letters}[0-9]{{{min_digits},{max_digits}}}{suffix}$")
    }

    /// Whether a number is of this carrier's pattern (R-SHP-1).
    pub fn accepts(self, number: &TrackingNumber) -> bool {
        self.pattern()
            .is_none_or(|pattern| pattern.fits(number.as_str()))
    }
}

impl Pattern {
    fn fits(&self, text: &str) -> bool {
        let body = text.strip_suffix(self.suffix).unwrap_or(text);
        self.prefixes.iter().any(|prefix| {
            body.strip_prefix(prefix).is_some_and(|rest| {
                let digits = rest.trim_start_matches(|c: char| c.is_ascii_uppercase());
                if rest.len() - digits.len() > self.letters {
                    return false;
                }
                let length = u32::try_from(digits.len()).unwrap_or(u32::MAX);
                (self.min_digits..=self.max_digits).contains(&length)
                    && digits.bytes().all(|b| b.is_ascii_digit())
            })
        })
    }
}

impl std::fmt::Display for Carrier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl Field for Carrier {
    const KIND: FieldKind = FieldKind::Choice {
        names: Self::NAMES,
        of: Some(Offered::Carrier),
    };

    fn read(value: &Value) -> Result<Self, FieldError> {
        Self::parse(text_of(value)?).ok_or_else(|| FieldError::not_one_of(Self::NAMES))
    }
}

impl<'de> Deserialize<'de> for Carrier {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::parse(&code)
            .ok_or_else(|| serde::de::Error::custom(format_args!("no such carrier: {code}")))
    }
}

/// A parcel's number, that of its waybill: 6 to 30 capital letters and digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct TrackingNumber(String);

#[cfg(feature = "openapi")]
crate::form::schema::described!(TrackingNumber => crate::form::schema::field(FieldKind::TrackingNumber));

impl TrackingNumber {
    /// Parses a number as typed or scanned: letters become capitals, white space and hyphens go, and with them what a label
    /// adds to the waybill to say which of its parcels it is on: `-1-3-`.
    pub fn parse(raw: &str) -> Result<Self, FieldError> {
        let typed: String = raw
            .chars()
            .map(narrow)
            .filter(|c| !c.is_whitespace())
            .map(|c| {
                if is_dash(c) {
                    '-'
                } else {
                    c.to_ascii_uppercase()
                }
            })
            .collect();
        let fault = || FieldError::NotATrackingNumber {
            pattern: Carrier::Other.tracking_pattern(),
        };
        let compact = waybill_in(&typed).ok_or_else(fault)?.replace('-', "");
        if compact.is_empty() {
            return Err(FieldError::Required {});
        }
        let fine = compact.bytes().all(|b| b.is_ascii_alphanumeric());
        if fine && (6..=30).contains(&compact.len()) && !is_part_alone(&typed) {
            Ok(Self(compact))
        } else {
            Err(fault())
        }
    }

    /// The tracking number as it is kept and compared.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The waybill in what a label says; none where what follows it names no parcel that it could have. Some labels (京东 does) are
/// of one parcel of a waybill that may have several, and say after a hyphen which one. Others (顺丰 子母单) give each parcel a
/// waybill of its own, which is a number like any other.
fn waybill_in(typed: &str) -> Option<&str> {
    let Some((waybill, rest)) = typed.split_once('-') else {
        return Some(typed);
    };
    let rest = rest.trim_start_matches('-');
    if rest.is_empty() {
        return Some(waybill);
    }
    let is_one_number = match parcel_part(rest) {
        Some(ParcelPart::Certain) => !is_number(waybill) && !is_numbered(waybill),
        // It could be the end of a number that was typed in groups: not of one that is whole before it, nor where no number is as
        // long as that.
        Some(ParcelPart::Possible) => {
            !is_whole(waybill) && (!is_number(waybill) || is_number(&typed.replace('-', "")))
        }
        None if is_impossible_part(waybill, rest) => return None,
        None => true,
    };
    Some(if is_one_number { typed } else { waybill })
}

/// Whether a carrier of the table has such numbers.
fn is_number(text: &str) -> bool {
    TABLE.iter().any(|facts| facts.pattern.fits(text))
}

/// Whether it is the whole number of a waybill.
fn is_whole(waybill: &str) -> bool {
    let letters = waybill.bytes().take_while(u8::is_ascii_alphabetic).count();
    let form = (letters, waybill.len());
    TABLE
        .iter()
        .any(|facts| facts.whole.contains(&form) && facts.pattern.fits(waybill))
}

/// Whether it has as many digits as the numbers of carriers that the table does not know.
fn is_numbered(text: &str) -> bool {
    const FEWEST: usize = 8;
    text.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && text.bytes().filter(u8::is_ascii_digit).count() >= FEWEST
}

/// Whether what follows a number is written as the part that names one parcel, and can't be it: `0-1-`, `3-1-`.
fn is_impossible_part(waybill: &str, rest: &str) -> bool {
    const LONGEST: usize = 3;
    let has_name = waybill.starts_with(|c: char| c.is_ascii_alphabetic());
    if is_whole(waybill) && has_name {
        return true;
    }
    let mut groups = rest.trim_end_matches('-').split('-');
    let are_counts = groups.clone().all(|group| {
        (1..=LONGEST).contains(&group.len()) && group.bytes().all(|byte| byte.is_ascii_digit())
    });
    let is_certain =
        is_whole(waybill) || rest.ends_with('-') || groups.any(|group| group.len() == 1);
    are_counts && is_certain && (is_number(waybill) || is_numbered(waybill))
}

/// Whether there is nothing but the part that names one parcel of a waybill.
fn is_part_alone(typed: &str) -> bool {
    let part = typed.trim_start_matches('-');
    (part.len() < typed.len() || typed.ends_with('-')) && parcel_part(part).is_some()
}

/// What may say which parcel of a waybill a label is on: `2`, `002`, and `2-3-`, the second of three, which a sorting code may
/// follow.
enum ParcelPart {
    /// Nobody types the digits of a number so: one by itself, or with a hyphen behind the last.
    Certain,
    /// It could be digits of the number, typed in groups: `12-34`.
    Possible,
}

fn parcel_part(part: &str) -> Option<ParcelPart> {
    const LONGEST_ALONE: usize = 3;
    let count = |text: &str| text.parse::<u16>().ok().filter(|&count| count > 0);
    let counts = part.trim_end_matches('-');
    let has_end = counts.len() < part.len();
    let is_certain = has_end || counts.split('-').any(|group| group.len() == 1);
    let mut groups = counts.split('-');
    let first_written = groups.next()?;
    let first = count(first_written)?;
    if let Some(second) = groups.next() {
        let is_of_several = first <= count(second)?;
        let _sorting_code = groups.next();
        if !is_of_several || groups.next().is_some() {
            return None;
        }
    } else if !has_end && first_written.len() > LONGEST_ALONE {
        return None;
    }
    Some(if is_certain {
        ParcelPart::Certain
    } else {
        ParcelPart::Possible
    })
}

impl std::fmt::Display for TrackingNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Field for TrackingNumber {
    const KIND: FieldKind = FieldKind::TrackingNumber;

    fn read(value: &Value) -> Result<Self, FieldError> {
        Self::parse(text_of(value)?)
    }
}

impl<'de> Deserialize<'de> for TrackingNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = String::deserialize(deserializer)?;
        Self::parse(&raw).map_err(crate::form::undecodable)
    }
}

crate::form::record! {
    /// A parcel: who carries it, under which number (R-SHP-1).
    pub struct Parcel {
        /// The carrier of the parcel.
        carrier: required Carrier,
        /// The tracking number of the parcel, as the carrier's pattern has it.
        tracking_number: required TrackingNumber,
    }
    check check_parcel
}

/// A tracking number must be of its carrier's pattern.
pub(crate) fn check_parcel(parcel: &Parcel, reader: &mut Reader<'_>) {
    if !parcel.carrier.accepts(&parcel.tracking_number) {
        let pattern = parcel.carrier.tracking_pattern();
        reader.fault(
            "tracking_number",
            FieldError::NotATrackingNumber { pattern },
        );
    }
}

/// A carrier as published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CarrierView {
    /// The name of the carrier, as commands and events have it.
    pub code: String,
    /// The name of the carrier in the caller's language.
    pub name: String,
    /// What its numbers look like, a regular expression.
    pub tracking_pattern: String,
    /// The code that 快递100 uses.
    pub kuaidi100_code: String,
    /// The code of the carrier at 快递鸟.
    pub kdniao_code: String,
}
