//! Text, identifiers, times and dates.

use aftercare_domain::{
    form::{Field, FieldError, Violation},
    service_order::Command,
    values::{
        id::{ConsumerId, MerchantId, OrderNumber, SerialNumber, Sku},
        text::{Description, Name, Text},
        time::Timestamp,
    },
};
use chrono::NaiveDate;
use serde_json::json;

type Short = Text<2, 4>;

#[test]
fn text_is_counted_in_characters_whatever_the_script() {
    let table = [
        ("ab", Ok("ab")),
        ("坏了", Ok("坏了")),
        ("😀😀😀😀", Ok("😀😀😀😀")),
        ("  ab  ", Ok("ab")),
        ("\u{3000}坏了\u{3000}", Ok("坏了")),
        ("a\nb", Ok("a\nb")),
        ("a\tb", Ok("a\tb")),
        ("", Err(FieldError::Required {})),
        ("   ", Err(FieldError::Required {})),
        ("a", Err(FieldError::TooShort { min: 2 })),
        ("😀", Err(FieldError::TooShort { min: 2 })),
        ("abcde", Err(FieldError::too_long(4))),
        ("a\u{0}b", Err(FieldError::ControlCharacter {})),
        ("a\u{7}b", Err(FieldError::ControlCharacter {})),
        ("a\u{1b}[2J", Err(FieldError::ControlCharacter {})),
        ("a\u{7f}b", Err(FieldError::ControlCharacter {})),
        ("a\u{85}b", Err(FieldError::ControlCharacter {})),
    ];
    for (raw, expected) in table {
        let parsed = Short::parse(raw);
        let text = parsed.as_ref().map(Short::as_str).map_err(Clone::clone);
        assert_eq!(text, expected, "{raw:?}");
    }
}

#[test]
fn the_longest_texts_fit_and_no_longer_ones() {
    assert!(Description::parse(&"坏".repeat(500)).is_ok());
    assert!(Description::parse(&"坏".repeat(501)).is_err());
    assert!(Name::parse(&"😀".repeat(50)).is_ok());
    assert!(Name::parse(&"😀".repeat(51)).is_err());
    let huge = "x".repeat(10_000_000);
    assert_eq!(Name::parse(&huge), Err(FieldError::too_long(50)));
}

#[test]
fn text_is_text_and_nothing_else() {
    for value in [json!(5), json!(true), json!(["ab"]), json!({"a": "b"})] {
        assert_eq!(
            Short::read(&value),
            Err(FieldError::wrong_type("text")),
            "{value}"
        );
    }
}

#[test]
fn our_own_identifiers_are_printable_ascii_of_up_to_64_characters() {
    for raw in [
        "1",
        "20260225-7001",
        "JD:7788/99",
        "a.b_c+d#e",
        &"x".repeat(64),
    ] {
        assert_eq!(MerchantId::parse(raw).unwrap().as_str(), raw);
    }
    assert_eq!(MerchantId::parse(""), Err(FieldError::Required {}));
    let too_long = MerchantId::parse(&"x".repeat(65));
    assert_eq!(too_long, Err(FieldError::too_long(64)));
    for raw in [
        "a b", "订单", "a\"b", "a'b", "<a>", "a\n", "a%b", "a&b", "é", "a\u{0}",
    ] {
        assert_eq!(
            MerchantId::parse(raw),
            Err(FieldError::NotAnIdentifier {}),
            "{raw:?}"
        );
        assert_eq!(
            ConsumerId::parse(raw),
            Err(FieldError::NotAnIdentifier {}),
            "{raw:?}"
        );
    }
}

// case 6
#[test]
fn others_keys_are_whatever_can_be_printed_of_up_to_64_characters() {
    for raw in [
        "1",
        "KT-0201-50st(3,6x19cm)",
        "落地灯/白色 标配",
        "家用电器",
        "SN 2026/07(A)",
        "a\"b'c<d>%26",
        "é",
        "..",
        &"x".repeat(64),
        &"\u{20bb7}".repeat(64),
        &"😀".repeat(64),
    ] {
        assert_eq!(Sku::parse(raw).unwrap().as_str(), raw);
        assert_eq!(SerialNumber::parse(raw).unwrap().as_str(), raw);
        assert_eq!(OrderNumber::parse(raw).unwrap().as_str(), raw);
    }
    for blank in ["", " ", "\u{3000}"] {
        assert_eq!(Sku::parse(blank), Err(FieldError::Required {}));
    }
    for long in ["x", "好", "\u{20bb7}"].map(|character| character.repeat(65)) {
        assert_eq!(Sku::parse(&long), Err(FieldError::too_long(64)));
    }
    for raw in [" a", "a ", "\u{3000}灯", "灯\u{a0}"] {
        assert_eq!(Sku::parse(raw), Err(FieldError::BlankAtEnd {}), "{raw:?}");
    }
    for raw in ["a\u{0}b", "a\nb", "a\tb", "a\u{7f}", "\u{85}"] {
        assert!(
            matches!(
                Sku::parse(raw),
                Err(FieldError::ControlCharacter {} | FieldError::Required {})
            ),
            "{raw:?}"
        );
    }
}

// case 16
#[test]
fn lines_end_in_one_way_and_each_end_counts_once() {
    for raw in [
        "a\r\nb",
        "a\rb",
        "a\nb",
        "\r\n a\r\nb \r",
        "a\u{2028}b",
        "a\u{2029}b",
    ] {
        assert_eq!(Short::parse(raw).unwrap().as_str(), "a\nb", "{raw:?}");
    }
    assert_eq!(
        Short::parse("a\n\r\r\n").unwrap_err(),
        FieldError::TooShort { min: 2 }
    );
    assert_eq!(Short::parse("a\r\n\r\nb").unwrap().as_str(), "a\n\nb");
    let (line, last) = ("坏".repeat(22), "坏".repeat(40));
    let mut lines = vec![line.as_str(); 20];
    lines.push(&last);
    let posted = lines.join("\r\n");
    assert_eq!(posted.chars().count(), 520);
    assert_eq!(
        Description::parse(&posted).unwrap().as_str(),
        lines.join("\n")
    );
    // What an earlier release stored is read as it was written.
    let stored: Description = serde_json::from_value(json!("a\r\nbc")).unwrap();
    assert_eq!(stored.as_str(), "a\r\nbc");
}

#[test]
fn times_are_read_with_any_offset_and_written_in_utc() {
    let table = [
        ("2026-03-02T12:00:00+08:00", "2026-03-02T04:00:00Z"),
        ("2026-03-02T04:00:00Z", "2026-03-02T04:00:00Z"),
        ("2026-03-02T04:00:00.5Z", "2026-03-02T04:00:00.500Z"),
        (
            "2026-03-01T23:00:00.123456-05:00",
            "2026-03-02T04:00:00.123Z",
        ),
        ("1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"),
        ("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"),
    ];
    for (raw, written) in table {
        assert_eq!(Timestamp::parse(raw).unwrap().to_string(), written);
    }
    for raw in [
        "",
        "2026-03-02",
        "2026-03-02 12:00",
        "2026-03-02T12:00:00",
        "2026-02-30T12:00:00Z",
        "1969-12-31T23:59:59Z",
        "+10000-01-01T00:00:00Z",
        "tomorrow",
        "1772424000",
    ] {
        assert_eq!(Timestamp::parse(raw), Err(FieldError::NotATime {}), "{raw}");
    }
}

#[test]
fn dates_are_days_that_exist() {
    let read = |raw: &str| NaiveDate::read(&json!(raw)).map(|day| day.to_string());
    assert_eq!(read("2028-02-29"), Ok("2028-02-29".to_owned()));
    for raw in [
        "2026-02-29",
        "2026-13-01",
        "02/03/2026",
        "2026-03-02T00:00:00Z",
        "",
    ] {
        assert_eq!(read(raw), Err(FieldError::NotADate {}), "{raw}");
    }
}

#[test]
fn an_optional_text_that_is_left_blank_is_left_out() {
    let read = |body| Command::parse(&body).unwrap();
    let bare = read(json!({"type": "sign_for"}));
    for blank in ["", "  ", "\n"] {
        assert_eq!(read(json!({"type": "sign_for", "remark": blank})), bare);
    }
    let blank_quantity = Command::parse(&json!({"type": "sign_for", "quantity": ""}));
    assert_eq!(
        blank_quantity.unwrap_err(),
        [Violation::new(
            "quantity",
            FieldError::wrong_type("integer")
        )]
    );
    let blank_reason = Command::parse(&json!({"type": "super_cancel", "reason": " "}));
    assert_eq!(
        blank_reason.unwrap_err(),
        [Violation::new("reason", FieldError::Required {})]
    );
}

// R-REV-8
#[test]
fn yes_is_an_answer() {
    assert!(Command::parse(&json!({"type": "answer", "text": "是"})).is_ok());
}
