//! Numbers: of service orders, of pieces, of fen.

use aftercare_domain::{
    form::{Field, FieldError, integer_within},
    testing::sample::{fen, noon},
    values::{
        money::Money,
        number::ServiceOrderNumber,
        quantity::Quantity,
        time::{Timestamp, marketplace_day},
    },
};
use serde_json::{Value, json};

fn composed(sequence: u32) -> ServiceOrderNumber {
    ServiceOrderNumber::compose(marketplace_day(noon()), sequence).unwrap()
}

// § 2: `yyMMdd`, a 7-digit sequence, a Luhn check digit
#[test]
fn a_service_orders_number_is_day_sequence_and_check_digit() {
    let table = [
        (0, "26030200000005"),
        (1, "26030200000013"),
        (42, "26030200000427"),
        (9_999_999, "26030299999992"),
    ];
    for (sequence, number) in table {
        assert_eq!(composed(sequence).as_str(), number);
        assert_eq!(
            ServiceOrderNumber::parse(number).unwrap(),
            composed(sequence)
        );
    }
    let day = marketplace_day(noon());
    assert_eq!(
        ServiceOrderNumber::compose(day, 10_000_000),
        None,
        "the day's numbers are used up"
    );
}

// § 2: the day is the marketplace's
#[test]
fn the_day_of_a_number_begins_at_midnight_in_china() {
    let day = |text| marketplace_day(Timestamp::parse(text).unwrap()).to_string();
    assert_eq!(day("2026-03-01T15:59:59.999Z"), "2026-03-01");
    assert_eq!(day("2026-03-01T16:00:00Z"), "2026-03-02");
}

// § 2: a mistyped digit is caught
#[test]
fn every_single_mistyped_digit_is_caught() {
    for sequence in [0, 1, 7_654_321, 9_999_999] {
        let number = composed(sequence);
        let digits = number.as_str();
        for place in 0..14 {
            for typo in '0'..='9' {
                let mistyped: String = digits
                    .chars()
                    .enumerate()
                    .map(|(at, digit)| if at == place { typo } else { digit })
                    .collect();
                let parsed = ServiceOrderNumber::parse(&mistyped);
                assert_eq!(parsed.is_ok(), mistyped == digits, "{mistyped}");
            }
        }
    }
}

#[test]
fn neighbours_that_changed_places_are_caught_but_for_nine_and_zero() {
    let number = composed(1_234_567);
    let digits: Vec<char> = number.as_str().chars().collect();
    for place in 0..13 {
        let mut swapped = digits.clone();
        swapped.swap(place, place + 1);
        let pair = (digits[place], digits[place + 1]);
        let unseen = pair.0 == pair.1 || matches!(pair, ('0', '9') | ('9', '0'));
        let parsed = ServiceOrderNumber::parse(&swapped.iter().collect::<String>());
        assert_eq!(parsed.is_ok(), unseen, "{swapped:?}");
    }
}

#[test]
fn what_is_no_service_orders_number() {
    for raw in [
        "",
        "2603020000001",
        "260302000000130",
        "2603020000001３",
        "２６０３０２００００００１７",
        "26030200000 13",
        "-6030200000017",
        "abcdefghijklmn",
    ] {
        let fault = FieldError::NotAServiceOrderNumber {};
        assert_eq!(ServiceOrderNumber::parse(raw), Err(fault), "{raw}");
    }
    assert!(
        ServiceOrderNumber::parse(" 26030200000013\n").is_ok(),
        "as scanned"
    );
}

#[test]
fn pieces_are_one_to_9999() {
    let table = [
        (json!(1), Ok(())),
        (json!(9_999), Ok(())),
        (json!(0), Err("out_of_range")),
        (json!(-1), Err("out_of_range")),
        (json!(10_000), Err("out_of_range")),
        (json!(1_000_000_000_000_i64), Err("out_of_range")),
        (json!(u64::MAX), Err("out_of_range")),
        (json!(1.0), Err("wrong_type")),
        (json!(1.5), Err("wrong_type")),
        (json!("1"), Err("wrong_type")),
        (json!(true), Err("wrong_type")),
        (json!([1]), Err("wrong_type")),
    ];
    for (value, expected) in table {
        let read = Quantity::read(&value).map(|_| ());
        assert_eq!(
            read.map_err(|fault| code(&fault)),
            expected.map_err(str::to_owned),
            "{value}"
        );
    }
}

fn code(fault: &FieldError) -> String {
    let written = serde_json::to_value(fault).unwrap();
    written["code"].as_str().unwrap().to_owned()
}

#[test]
fn money_is_whole_fen_and_never_negative() {
    for amount in [0, 1, 100_000_000_000] {
        assert_eq!(Money::read(&json!(amount)).unwrap().fen(), amount);
    }
    for value in [
        json!(-1),
        json!(100_000_000_001_i64),
        json!(0.01),
        json!("0.01"),
        Value::Null,
    ] {
        assert!(Money::read(&value).is_err(), "{value}");
    }
    assert!(serde_json::from_str::<Money>("-1").is_err());
}

// R-RFD-1
#[test]
fn shares_are_rounded_down() {
    let table = [
        (100, 1, 3, 33),
        (100, 2, 3, 66),
        (100, 3, 3, 100),
        (100, 4, 3, 100),
        (1, 1, 2, 0),
        (0, 1, 1, 0),
        (100_000_000_000, 9_998, 9_999, 99_989_998_999),
        (100, 1, 0, 0),
    ];
    for (paid, part, whole, share) in table {
        assert_eq!(
            fen(paid).share(part, whole),
            fen(share),
            "{part}/{whole} of {paid}"
        );
    }
}

#[test]
fn amounts_stay_within_their_bounds() {
    assert_eq!(fen(5).less(fen(7)), Money::ZERO);
    assert_eq!(Money::MAX.plus(Money::CENT), Money::MAX);
}

#[test]
fn a_whole_number_is_within_its_bounds_both_included() {
    assert_eq!(integer_within(&json!(3), 3, 5), Ok(3));
    assert_eq!(integer_within(&json!(5), 3, 5), Ok(5));
    let fault = FieldError::OutOfRange { min: 3, max: 5 };
    assert_eq!(integer_within(&json!(6), 3, 5), Err(fault));
}
