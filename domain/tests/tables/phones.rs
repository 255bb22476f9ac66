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
        ("１３８００１３８０００", "13800138000"),
        ("（010）8282 8282", "01082828282"),
        ("138–0013—8000", "13800138000"),
        ("\u{202d}138\u{a0}0013\u{a0}8000\u{202c}", "13800138000"),
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
        "138,0013,8000",
        "13800138000.0",
        "1.38E+10",
        "18400001234-123456789012",
        "18400001234转123456789012",
        "18400001234-1234567",
        "18400001234转",
        "18400001234,5678,9",
        "5678",
        "-5678",
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

// case 4
#[test]
fn an_extension_is_kept_apart_from_its_number() {
    let table = [
        ("18400001234-5678", "18400001234", "5678"),
        ("18400001234,5678", "18400001234", "5678"),
        ("18400001234转5678", "18400001234", "5678"),
        ("18400001234 转分机 5678", "18400001234", "5678"),
        ("18400001234（转5678）", "18400001234", "5678"),
        ("18400001234 ext. 5678", "18400001234", "5678"),
        ("18400001234EXT5678", "18400001234", "5678"),
        ("18400001234#5678", "18400001234", "5678"),
        ("１８４００００１２３４，５６７８", "18400001234", "5678"),
        ("184-0000-1234－1", "18400001234", "1"),
        ("+86 184 0000 1234-567890", "18400001234", "567890"),
        ("010-58230000-926", "01058230000", "926"),
        ("+86 10 5823 0000 转 926", "01058230000", "926"),
        ("0311-8282828-1", "03118282828", "1"),
        ("400-123-4567-89", "4001234567", "89"),
    ];
    for (raw, number, extension) in table {
        let phone = Phone::parse(raw).unwrap_or_else(|fault| panic!("{raw}: {fault:?}"));
        assert_eq!(phone.main_number(), number, "{raw}");
        assert_eq!(phone.extension(), Some(extension), "{raw}");
        assert_eq!(phone.as_str(), format!("{number}-{extension}"));
    }
    let privacy = Phone::parse("18400001234-5678").unwrap();
    assert_eq!(privacy.masked().as_str(), "184****1234");
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
