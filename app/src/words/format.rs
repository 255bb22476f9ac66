//! How amounts, times and durations are written.

use aftercare_domain::values::{
    address::Consignee,
    phone::{MaskedPhone, Phone},
    text::{Text, narrow},
    time::{Span, Timestamp, marketplace_time},
};
use chrono::{DateTime, Datelike, FixedOffset, Timelike};

use crate::request::language::Language;

/// An amount in fen as people write it: `¥1,234.50`.
pub fn money(fen: i64) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    let (yuan, cents) = (fen.unsigned_abs() / 100, fen.unsigned_abs() % 100);
    format!("{sign}¥{}.{cents:02}", grouped(yuan))
}

/// A number with a comma at each thousand.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// An amount in yuan, as typed, in fen; `None` when it is no amount with at most two decimals. A comma counts only where it
/// sets a thousand apart: elsewhere, some mean a decimal point by it.
pub fn parse_money(typed: &str) -> Option<i64> {
    let plain: String = typed.chars().map(narrow).collect();
    let plain = plain.trim();
    let (sign, amount) = plain
        .strip_prefix('-')
        .map_or((1, plain), |rest| (-1, rest));
    let amount = amount.trim_start_matches(['¥', '￥']);
    let (yuan, cents) = amount.split_once('.').unwrap_or((amount, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = yuan.split(',');
    let first = groups.next().unwrap_or_default();
    let is_grouped =
        groups.all(|group| group.len() == 3) && (first.len() <= 3 || first.len() == yuan.len());
    let yuan = yuan.replace(',', "");
    if first.is_empty() || !is_grouped || !digits(&yuan) || !digits(cents) || cents.len() > 2 {
        return None;
    }
    let cents: i64 = format!("{cents:0<2}").parse().ok()?;
    yuan.parse::<i64>()
        .ok()?
        .checked_mul(100)?
        .checked_add(cents)?
        .checked_mul(sign)
}

/// A time in the marketplace's zone (UTC+8), to the minute: `2026-11-23 14:05`.
pub fn time(at: Timestamp) -> String {
    let at = marketplace_time(at);
    format!("{} {}", day(at), hour(at))
}

/// The day of a time in the marketplace's zone: `2026-11-23`.
pub fn date(at: Timestamp) -> String {
    day(marketplace_time(at))
}

/// The last day of something that is over from a midnight on, in the marketplace's zone: `2026-11-08`.
pub fn last_date(end: Timestamp) -> String {
    date(last_moment_before(end))
}

/// The last moment before a time: of the day that ends with it, where it is midnight.
pub fn last_moment_before(time: Timestamp) -> Timestamp {
    Span::milliseconds(1).before(time)
}

/// A time in the marketplace's zone, as short as it is clear next to `now`: today's hour, this year's day.
pub fn short_time(at: Timestamp, now: Timestamp, language: Language) -> String {
    let (at, now) = (marketplace_time(at), marketplace_time(now));
    if at.date_naive() == now.date_naive() {
        let today = match language {
            Language::Chinese => "今天",
            Language::English => "today",
        };
        return format!("{today} {}", hour(at));
    }
    if at.year() == now.year() {
        return format!("{:02}-{:02} {}", at.month(), at.day(), hour(at));
    }
    day(at)
}

/// A day as people say it, with its year where that is not this one: 11月23日, 23 Nov 2027.
pub fn spoken_day(at: Timestamp, now: Timestamp, language: Language) -> String {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let (at, now) = (marketplace_time(at), marketplace_time(now));
    let (year, month, day) = (at.year(), at.month(), at.day());
    let is_this_year = year == now.year();
    match language {
        Language::Chinese if is_this_year => format!("{month}月{day}日"),
        Language::Chinese => format!("{year}年{month}月{day}日"),
        Language::English => {
            let month = MONTHS.iter().zip(1..).find(|&(_, number)| number == month);
            let month = month.map_or("", |(name, _)| name);
            if is_this_year {
                format!("{day}\u{a0}{month}")
            } else {
                format!("{day}\u{a0}{month}\u{a0}{year}")
            }
        }
    }
}

/// A time as people say it, to the minute: 11月23日 14:05, 23 Nov, 14:05.
pub fn spoken_time(at: Timestamp, now: Timestamp, language: Language) -> String {
    let (day, hour) = (spoken_day(at, now, language), hour(marketplace_time(at)));
    match language {
        Language::Chinese => format!("{day}\u{a0}{hour}"),
        Language::English => format!("{day}, {hour}"),
    }
}

/// How long ago, or how far ahead, a time is: 3 小时前, in 2 days.
pub fn relative(at: Timestamp, now: Timestamp, language: Language) -> String {
    let since = Span::between(at, now);
    let length = duration(since.max(Span::between(now, at)), language);
    match (language, since < Span::ZERO) {
        _ if since.ms().abs() < Span::minutes(1).ms() => match language {
            Language::Chinese => "刚刚".to_owned(),
            Language::English => "just now".to_owned(),
        },
        (Language::Chinese, true) => format!("{length}后"),
        (Language::Chinese, false) => format!("{length}前"),
        (Language::English, true) => format!("in {length}"),
        (Language::English, false) => format!("{length} ago"),
    }
}

/// A duration by its two greatest units: 9 天 4 小时, 1 d 3 h, 25 min.
pub fn duration(length: Span, language: Language) -> String {
    let minutes = length.at_least_zero().ms() / Span::minutes(1).ms();
    let (days, hours, minutes) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    let (day, hour, minute) = match language {
        Language::Chinese => ("天", "小时", "分钟"),
        Language::English => ("d", "h", "min"),
    };
    match (days, hours, minutes) {
        (0, 0, 0) => match language {
            Language::Chinese => "不到 1 分钟".to_owned(),
            Language::English => "less than 1 min".to_owned(),
        },
        (0, 0, minutes) => format!("{minutes} {minute}"),
        (0, hours, 0) => format!("{hours} {hour}"),
        (0, hours, minutes) => format!("{hours} {hour} {minutes} {minute}"),
        (days, 0, _) => format!("{days} {day}"),
        (days, hours, _) => format!("{days} {day} {hours} {hour}"),
    }
}

/// A time as HTML and machines read it, UTC to the second: `2026-11-23T06:05:00Z`.
pub fn machine_time(at: Timestamp) -> String {
    let at = at.to_utc().fixed_offset();
    format!("{}T{}:{:02}Z", day(at), hour(at), at.second())
}

/// A consignee in one line, the phone number without its middle.
pub fn address(to: &Consignee) -> String {
    let Consignee {
        name,
        phone,
        province,
        city,
        district,
        street,
    } = to;
    let phone = masked_phone(phone);
    // Municipalities are their own province.
    let city = if city == province { "" } else { city.as_str() };
    let district = district.as_ref().map_or("", Text::as_str);
    format!("{province}{city}{district}{street}，{name}，{phone}")
}

/// A consignee as on a parcel's label: who, the whole phone number, and where.
pub fn label(to: &Consignee) -> String {
    let Consignee {
        name,
        phone,
        province,
        city,
        district,
        street,
    } = to;
    // Municipalities are their own province.
    let city = if city == province { "" } else { city.as_str() };
    let district = district.as_ref().map_or("", Text::as_str);
    format!(
        "{name} {}\n{province}{city}{district}{street}",
        phone.as_str()
    )
}

/// A phone number without its middle and its extension: `138****5678`. What is already masked stays as it is.
pub fn masked_phone(phone: &Phone) -> String {
    MaskedPhone::of(phone).to_string()
}

/// `2026-11-23`. Written out by hand: chrono's formatter costs a phone ten kilobytes.
fn day(at: DateTime<FixedOffset>) -> String {
    format!("{:04}-{:02}-{:02}", at.year(), at.month(), at.day())
}

/// `14:05`.
fn hour(at: DateTime<FixedOffset>) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[test]
    fn money_has_groups_and_cents() {
        assert_eq!(money(0), "¥0.00");
        assert_eq!(money(123_450), "¥1,234.50");
        assert_eq!(money(100_000_000_001), "¥1,000,000,000.01");
        assert_eq!(money(-5), "-¥0.05");
    }

    #[test]
    fn typed_money_is_read_to_the_cent_or_not_at_all() {
        assert_eq!(parse_money(" ¥1,234.5 "), Some(123_450));
        assert_eq!(parse_money("0.01"), Some(1));
        assert_eq!(parse_money("12"), Some(1200));
        assert_eq!(parse_money("１２.５"), Some(1250));
        assert_eq!(parse_money("￥１，２３４．５０"), Some(123_450));
        assert_eq!(parse_money("-5"), Some(-500));
        assert_eq!(parse_money("1,234,567"), Some(123_456_700));
        for wrong in [
            "",
            ".",
            "1.234",
            "--1",
            "1e3",
            "12,50",
            "1,2345",
            "1234,567",
            ",123",
            "1,,234",
            "1.2,3",
            "12元",
            "99999999999999999999",
        ] {
            assert_eq!(parse_money(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn times_are_in_the_marketplaces_zone() {
        assert_eq!(time(at("2026-11-22T18:30:00Z")), "2026-11-23 02:30");
        let now = at("2026-11-22T19:00:00Z");
        let short = |text| short_time(at(text), now, Language::English);
        assert_eq!(short("2026-11-22T18:30:00Z"), "today 02:30");
        assert_eq!(short("2026-11-22T15:30:00Z"), "11-22 23:30");
        assert_eq!(short("2025-11-22T15:30:00Z"), "2025-11-22");
    }

    #[test]
    fn people_say_the_year_where_it_is_another_one() {
        let now = at("2026-11-22T19:00:00Z");
        let told = |text, language| spoken_time(at(text), now, language);
        let this_year = "2026-11-29T01:38:00Z";
        assert_eq!(told(this_year, Language::Chinese), "11月29日\u{a0}09:38");
        assert_eq!(told(this_year, Language::English), "29\u{a0}Nov, 09:38");
        let next_year = "2026-12-31T16:00:00Z";
        assert_eq!(
            spoken_day(at(next_year), now, Language::Chinese),
            "2027年1月1日"
        );
        assert_eq!(
            spoken_day(at(next_year), now, Language::English),
            "1\u{a0}Jan\u{a0}2027"
        );
    }

    // R-APP-3
    #[test]
    fn what_ends_at_midnight_ends_with_the_day_before() {
        assert_eq!(last_date(at("2026-11-08T16:00:00Z")), "2026-11-08");
        assert_eq!(last_date(at("2026-11-08T15:59:59Z")), "2026-11-08");
        assert_eq!(last_date(at("2026-11-08T16:00:00.001Z")), "2026-11-09");
    }

    #[test]
    fn durations_are_told_by_their_two_greatest_units() {
        let told = |minutes| duration(Span::minutes(minutes), Language::Chinese);
        assert_eq!(told(9 * 1440 + 4 * 60 + 7), "9 天 4 小时");
        assert_eq!(told(125), "2 小时 5 分钟");
        assert_eq!(told(0), "不到 1 分钟");
        assert_eq!(duration(Span::minutes(1440), Language::English), "1 d");
    }

    #[test]
    fn relative_times_look_both_ways() {
        let now = at("2026-11-23T00:00:00Z");
        assert_eq!(
            relative(at("2026-11-22T21:00:00Z"), now, Language::Chinese),
            "3 小时前"
        );
        assert_eq!(
            relative(at("2026-11-25T00:00:00Z"), now, Language::English),
            "in 2 d"
        );
        assert_eq!(relative(now, now, Language::English), "just now");
    }
}
