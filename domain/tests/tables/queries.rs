//! Query strings of lists: what the address of the workbench, the API and a saved view have in common.

use aftercare_domain::{
    form::{FieldError, Record},
    service_order::query::{DueWithin, NumberList, PhoneFilter, ServiceOrderQuery},
    teamwork::saved_view::ViewDraft,
    values::time::Span,
};
use serde_json::json;

/// A list with every filter, in canonical form.
const WHOLE: &str = "node=pending_review&service_type=return&service_method=mail_in&channel=mi_home&merchant=m-1\
    &reason_code=malfunction&q=%E5%87%80%E5%8C%96%20138&numbers=26112300000012,o-1,erp%2F7&order_number=o-1\
    &phone=5678&serial_number=SN-7&tracking_number=SF1234567890123&spu=spu-1&sku=sku-1\
    &applied_from=2026-11-01T00:00:00Z&applied_to=2026-11-23T00:00:00Z&due_within=1d12h&overdue=false&urged=true\
    &held=true&to_do=true&assignee=me&sort=entered_at&limit=20&cursor=abc";

fn parsed(query: &str) -> ServiceOrderQuery {
    ServiceOrderQuery::parse_query(query).unwrap_or_else(|faults| panic!("{query}: {faults:?}"))
}

#[test]
fn a_list_is_written_as_it_was_read() {
    // R-LST-1
    assert_eq!(parsed(WHOLE).to_query(), WHOLE);
    for field in ServiceOrderQuery::FIELDS {
        assert!(
            WHOLE.contains(&format!("{}=", field.name)),
            "{}",
            field.name
        );
    }
    assert_eq!(parsed("").to_query(), "");
    assert_eq!(ServiceOrderQuery::default().to_query(), "");
}

#[test]
fn what_means_the_same_is_written_the_same() {
    for (written, canonical) in [
        (
            "sort=due&&node=pending_review&q=",
            "node=pending_review&sort=due",
        ),
        ("phone=%2B86+138-0013-8000", "phone=13800138000"),
        (
            "tracking_number=sf-1234+567890123",
            "tracking_number=SF1234567890123",
        ),
        ("numbers=o-1%0Ao-2%EF%BC%8Co-1,+o-3;", "numbers=o-1,o-2,o-3"),
        (
            "applied_from=2026-11-23T08:00:00%2B08:00",
            "applied_from=2026-11-23T00:00:00Z",
        ),
        ("due_within=240m", "due_within=4h"),
        ("assignee=mine", "assignee=me"),
        ("q=+a+", "q=a"),
    ] {
        assert_eq!(parsed(written).to_query(), canonical, "{written}");
    }
}

#[test]
fn what_is_wrong_with_a_list_is_named() {
    for (query, field) in [
        ("colour=red", "colour"),
        ("node=nowhere", "node"),
        ("overdue=1", "overdue"),
        ("limit=201", "limit"),
        ("phone=567", "phone"),
        ("due_within=soon", "due_within"),
        ("due_within=0h", "due_within"),
        ("due_within=99999999999999999999h", "due_within"),
        ("numbers=%2C", "numbers"),
        ("urged=", "urged"),
        ("urged", "urged"),
        ("urged=true&urged=false", "urged"),
        ("node=closed&node=cancelled", "node"),
        ("numbers=a%00b", "numbers"),
        ("assignee=a%20b", "assignee"),
        (
            "applied_from=2026-11-23T00:00:00Z&applied_to=2026-11-23T00:00:00Z",
            "applied_to",
        ),
    ] {
        let violations = ServiceOrderQuery::parse_query(query).unwrap_err();
        let fields: Vec<&str> = violations.iter().map(|it| it.field.as_str()).collect();
        assert_eq!(fields, [field], "{query}");
    }
    let too_many: Vec<String> = (0..=NumberList::MAX)
        .map(|number| format!("o-{number}"))
        .collect();
    let fault = NumberList::parse(&too_many.join(" ")).unwrap_err();
    assert_eq!(fault, FieldError::too_many(NumberList::MAX));
}

// The text of a list is as long as somebody likes.
#[test]
fn what_comes_after_one_number_too_many_is_not_looked_at() {
    let most = NumberList::MAX;
    let numbers = |count: u32| (0..count).map(|number| format!("o-{number}"));
    let no_number = "x".repeat(65);
    let with_nonsense = |count: u32| {
        let pieces: Vec<String> = numbers(count).chain([no_number.clone()]).collect();
        NumberList::parse(&pieces.join(",")).unwrap_err()
    };
    assert_eq!(with_nonsense(most), FieldError::too_long(64));
    assert_eq!(with_nonsense(most + 1), FieldError::too_many(most));
    // Repeated as often as one likes, 200 numbers are 200 numbers, in the order in which they stood first.
    let often: Vec<String> = (0..50).flat_map(|_| numbers(most)).collect();
    let list = NumberList::parse(&often.join(" ")).unwrap();
    assert!(list.iter().eq(numbers(most)));
}

#[test]
fn a_page_takes_what_makes_sense_of_its_address() {
    let of_page = |query| ServiceOrderQuery::of_page(query).to_query();
    assert_eq!(
        of_page("columns=a,b&node=nowhere&urged=true&q=%20&phone=5678"),
        "phone=5678&urged=true"
    );
    assert_eq!(
        of_page("applied_from=2026-11-23T00:00:00Z&applied_to=2026-11-22T00:00:00Z&held=true"),
        "applied_from=2026-11-23T00:00:00Z&held=true"
    );
    assert_eq!(of_page("&&="), "");
}

#[test]
fn a_phone_is_asked_for_whole_or_by_its_end() {
    assert_eq!(
        PhoneFilter::parse(" 0123 "),
        Ok(PhoneFilter::Tail("0123".to_owned()))
    );
    assert!(matches!(
        PhoneFilter::parse("13800138000"),
        Ok(PhoneFilter::Whole(_))
    ));
    let masked = PhoneFilter::parse(" 138****8000 ");
    assert!(matches!(masked, Ok(PhoneFilter::Masked(_))));
    assert_eq!(
        masked.map(|it| it.to_string()),
        Ok("138****8000".to_owned())
    );
    for nonsense in ["138***8000", "1380****8000", "138****800", "****8000"] {
        assert!(PhoneFilter::parse(nonsense).is_err(), "{nonsense}");
    }
}

// R-LST-1
#[test]
fn what_was_typed_tells_of_a_person_unless_staff_are_shown_it_anyhow() {
    for (name, typed, is_personal) in [
        ("q", "张三", true),
        ("q", "010-58230000", true),
        ("q", "26112300000001", true),
        ("q", "   ", false),
        ("phone", "13812345678", true),
        ("phone", "0571-88886666", true),
        ("phone", "1381234567", true),
        ("phone", "138****5678", false),
        ("phone", " 5678 ", false),
        ("phone", "", false),
        ("tracking_number", "SF1234567890123", false),
        ("node", "pending_review", false),
    ] {
        let found = ServiceOrderQuery::is_personal(name, typed);
        assert_eq!(found, is_personal, "{name}={typed}");
    }
}

// R-LST-1
#[test]
fn a_search_that_begins_by_itself_tells_of_a_phone_what_staff_are_shown() {
    for (asked, told) in [
        (
            "phone=13812345678&urged=true",
            "phone=138****5678&urged=true",
        ),
        ("phone=0571-88886666", "phone=057****6666"),
        ("phone=5678", "phone=5678"),
        ("q=138%201234%205678", "phone=138****5678"),
        (
            "q=%2B8613812345678&node=pending_review",
            "node=pending_review&phone=138****5678",
        ),
        ("q=13812345678&phone=6666", "phone=6666"),
        (
            "q=%E6%BC%8F%E6%B0%B4%2013812345678,13912345678",
            "q=%E6%BC%8F%E6%B0%B4&phone=138****5678",
        ),
        ("q=26112300000001", "q=26112300000001"),
        ("q=4008001234", "q=4008001234"),
        ("q=%E6%BC%8F%E6%B0%B4", "q=%E6%BC%8F%E6%B0%B4"),
    ] {
        let discreet = ServiceOrderQuery::of_page(asked).discreet();
        assert_eq!(discreet.to_query(), told, "{asked}");
        assert_eq!(discreet.clone().discreet(), discreet, "{asked}");
    }
}

#[test]
fn lengths_of_time_are_read_as_people_write_them() {
    for (text, span) in [
        ("4h", Span::hours(4)),
        ("90m", Span::minutes(90)),
        ("1d 12h", Span::hours(36)),
        ("5s", Span::milliseconds(5000)),
    ] {
        assert_eq!(DueWithin::parse(text), Ok(DueWithin::from(span)));
        assert_eq!(Span::parse(&span.to_string()), Ok(span));
    }
    for nonsense in ["", "4", "h", "4 h", "-4h", "4x", "4000d", "1.5h", "４h"] {
        assert_eq!(
            Span::parse(nonsense),
            Err(FieldError::NotADuration {}),
            "{nonsense}"
        );
    }
}

#[test]
fn a_view_is_a_list_without_a_place_in_it() {
    // R-LST-1
    let draft = |query: &str| {
        ViewDraft::parse(&json!({"name": "今天到期", "query": query, "shared": false})).unwrap()
    };
    let list = draft("?limit=20&cursor=abc&due_within=4h").list().unwrap();
    assert_eq!(list.to_query(), "due_within=4h");
    let violations = draft("colour=red").list().unwrap_err();
    assert_eq!(violations[0].field, "query.colour");
}

#[test]
fn a_list_tells_when_it_asks_for_personal_data() {
    use aftercare_domain::service_order::query::{NarrowedSearch, PersonalSearch};
    let phone = Ok(Some(PersonalSearch::Phone));
    let words = Ok(Some(PersonalSearch::Words));
    for (query, expected) in [
        ("", Ok(None)),
        ("node=pending_review&numbers=26112300000001", Ok(None)),
        ("phone=13812345678", phone),
        ("phone=%2B86%20138%201234%205678", phone),
        ("phone=0571-88886666&urged=true", phone),
        ("phone=138****5678&numbers=26112300000001", Ok(None)),
        ("phone=5678&order_number=o-1", Ok(None)),
        ("q=13812345678", phone),
        ("q=138%201234%205678", phone),
        ("q=王小明13812345678", phone),
        ("q=%2B86%2018400001234-5678", phone),
        ("q=26112300000001%2013812345678", Err(NarrowedSearch)),
        ("q=欧阳", words),
        ("q=净化器", words),
        ("q=mike", words),
        ("q=mike1", words),
        // The digits of a telephone number, one more each time.
        ("q=1381", words),
        ("q=1381234567", words),
        ("q=26112300000001", Ok(None)),
        ("q=SF1234567890123", Ok(None)),
        ("q=SN-2026/A700", Ok(None)),
        ("q=26112300000001&order_number=o-1", Ok(None)),
        (
            "numbers=26112300000001&phone=13812345678",
            Err(NarrowedSearch),
        ),
        ("numbers=26112300000001&q=欧阳", Err(NarrowedSearch)),
        ("order_number=o-1&q=欧", Err(NarrowedSearch)),
        ("serial_number=SN-1&q=13812345678", Err(NarrowedSearch)),
        (
            "tracking_number=SF1234567890123&q=欧阳",
            Err(NarrowedSearch),
        ),
        ("q=26112300000001%20欧阳", Err(NarrowedSearch)),
        ("q=欧阳%20SN2026A700", Err(NarrowedSearch)),
        ("q=手环%208", words),
    ] {
        let asked = ServiceOrderQuery::parse_query(query).unwrap();
        assert_eq!(asked.personal_search(), expected, "{query}");
    }
}
