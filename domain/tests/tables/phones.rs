//! Telephone numbers as people write them.

use aftercare_domain::{form::Fault, personal::Masked as _, phone::Phone};

#[test]
fn numbers_that_are_understood() {
    let table = [
        ("13800138000", "13800138000"),
        (" 138 0013 8000 ", "13800138000"),
        ("138-0013-8000", "13800138000"),
        ("+8613800138000", "13800138000"),
        ("+86 138 0013 8000", "13800138000"),
        ("008613800138000", "13800138000"),
        ("19912345678", "19912345678"),
        ("010-82828282", "01082828282"),
        ("0755 8282 8282", "075582828282"),
        ("0311-8282828", "03118282828"),
        ("+86 10 8282 8282", "01082828282"),
        ("+86-755-82828282", "075582828282"),
        ("400-123-4567", "4001234567"),
        ("+86 400 123 4567", "4001234567"),
        ("8008101234", "8008101234"),
    ];
    for (raw, digits) in table {
        let phone = Phone::parse(raw).unwrap_or_else(|fault| panic!("{raw}: {fault:?}"));
        assert_eq!(phone.as_str(), digits, "{raw}");
    }
}

#[test]
fn numbers_that_are_not() {
    let table = [
        "1380013800",
        "138001380001",
        "12800138000",
        "10800138000",
        "1381234567a",
        "📞13800138000",
        "１３８００１３８０００",
        "138,0013,8000",
        "82828282",
        "00182828282",
        "4001234",
        "+1 415 555 2671",
        "+86",
        "--------",
        "999999999999999999999999999999",
        "13800138000; DROP TABLE orders",
        "1380013\u{0}8000",
    ];
    for raw in table {
        assert_eq!(Phone::parse(raw), Err(Fault::NotAPhone {}), "{raw}");
    }
    for raw in ["", "   "] {
        assert_eq!(Phone::parse(raw), Err(Fault::Required {}));
    }
}

#[test]
fn the_middle_of_a_number_can_be_hidden() {
    let masked = |raw| Phone::parse(raw).unwrap().masked();
    assert_eq!(masked("13812345678").as_str(), "138****5678");
    assert_eq!(masked("010-82828282").as_str(), "010****8282");
}

#[test]
fn a_number_is_stored_as_it_was_parsed() {
    let phone: Phone = serde_json::from_str("\"+86 138 0013 8000\"").unwrap();
    assert_eq!(serde_json::to_string(&phone).unwrap(), "\"13800138000\"");
    assert!(serde_json::from_str::<Phone>("\"12345\"").is_err());
}
