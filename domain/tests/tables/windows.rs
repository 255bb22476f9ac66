//! Windows at their very edges (R-APP-3).

use aftercare_domain::{
    policy::Windows,
    service_order::eligibility::{
        Warranty, is_within_no_reason_window, warranty, window_closed, window_end,
    },
    testing::sample::time,
    values::{
        service::ServiceType,
        time::{Span, Timestamp},
    },
};

fn at(text: &str) -> Timestamp {
    time(&format!("{text}+08:00"))
}

// R-APP-3, case 14: days begin on the day after delivery, whenever on its day that was, and end at midnight
#[test]
fn windows_end_at_the_midnight_of_their_last_day_to_the_millisecond() {
    let (day, fortnight, year) = (
        ServiceType::Return,
        ServiceType::Exchange,
        ServiceType::Repair,
    );
    let table = [
        (day, "2026-11-01T10:00:00", "2026-11-09T00:00:00"),
        (day, "2026-11-01T00:00:00", "2026-11-09T00:00:00"),
        (day, "2026-11-01T23:59:59.999", "2026-11-09T00:00:00"),
        (day, "2026-12-28T10:00:00", "2027-01-05T00:00:00"),
        (fortnight, "2026-03-01T10:30:00", "2026-03-17T00:00:00"),
        // Months end with the day of the same number.
        (year, "2026-03-01T10:30:00", "2027-03-02T00:00:00"),
        // Twelve months from a leap day end with the last day of February.
        (year, "2028-02-29T10:30:00", "2029-03-01T00:00:00"),
        (year, "2027-02-28T23:59:59", "2028-02-29T00:00:00"),
    ];
    for (service_type, delivered, end) in table {
        let windows = Windows::default();
        let (delivered_at, end) = (at(delivered), at(end));
        assert_eq!(
            window_end(windows, service_type, Some(delivered_at)),
            Some(end),
            "{service_type} from {delivered}"
        );
        let last_moment = Span::milliseconds(1).before(end);
        for (now, in_warranty) in [(delivered_at, true), (last_moment, true), (end, false)] {
            let found = warranty(windows, service_type, Some(delivered_at), now);
            let until = Some(end);
            assert_eq!(
                found,
                Warranty { in_warranty, until },
                "{service_type} at {now}"
            );
            let refused = !in_warranty && service_type != ServiceType::Repair;
            let closed = window_closed(windows, service_type, Some(delivered_at), now);
            assert_eq!(closed, refused.then_some(end), "{service_type} at {now}");
        }
    }
}

// R-APP-3: months end with the day of the same number, or with the month's last
#[test]
fn the_months_of_a_repair_end_with_the_day_of_the_same_number_or_the_last() {
    let after = |repair_months, delivered: &str| {
        let windows = Windows {
            repair_months,
            ..Windows::default()
        };
        window_end(windows, ServiceType::Repair, Some(at(delivered)))
    };
    assert_eq!(
        after(1, "2027-01-31T10:00:00"),
        Some(at("2027-03-01T00:00:00"))
    );
    assert_eq!(
        after(3, "2026-11-30T10:00:00"),
        Some(at("2027-03-01T00:00:00"))
    );
    assert_eq!(
        after(24, "2026-11-15T10:00:00"),
        Some(at("2028-11-16T00:00:00"))
    );
}

// R-APP-3: days and months are counted where the goods were delivered
#[test]
fn the_days_of_a_window_are_those_of_the_marketplaces_time_zone() {
    // In China it is the first of March already; in UTC still the last of February, which next year is a leap year's.
    let delivered_at = Some(at("2027-03-01T01:00:00"));
    let end = |service_type| window_end(Windows::default(), service_type, delivered_at);
    assert_eq!(end(ServiceType::Repair), Some(at("2028-03-02T00:00:00")));
    assert_eq!(end(ServiceType::Return), Some(at("2027-03-09T00:00:00")));
}

// § 2.6, R-APP-3, case 14: the law's seven days, whatever the category grants
#[test]
fn the_seven_days_of_a_return_without_a_reason_end_at_midnight_too() {
    let delivered_at = Some(at("2026-11-01T10:00:00"));
    let within = |applied: &str| is_within_no_reason_window(delivered_at, at(applied));
    assert!(within("2026-11-01T10:00:00"));
    assert!(within("2026-11-08T20:00:00"));
    assert!(within("2026-11-08T23:59:59.999"));
    assert!(!within("2026-11-09T00:00:00"));
    assert!(is_within_no_reason_window(None, at("2026-11-09T00:00:00")));
}

// R-APP-3
#[test]
fn a_window_of_nothing_ends_at_delivery() {
    let none = Windows {
        return_days: 0,
        exchange_days: 0,
        repair_months: 0,
    };
    let delivered_at = at("2026-03-01T10:30:00");
    for service_type in [
        ServiceType::Return,
        ServiceType::Exchange,
        ServiceType::Repair,
    ] {
        let until = Some(delivered_at);
        assert_eq!(window_end(none, service_type, until), until);
        let found = warranty(none, service_type, until, delivered_at);
        let in_warranty = false;
        assert_eq!(found, Warranty { in_warranty, until });
    }
}

// R-APP-3
#[test]
fn a_window_beyond_all_time_ends_with_it() {
    let endless = Windows {
        return_days: u32::MAX,
        exchange_days: u32::MAX,
        repair_months: u32::MAX,
    };
    let delivered_at = Some(at("2026-03-01T10:30:00"));
    let now = at("2099-01-01T00:00:00");
    for service_type in [
        ServiceType::Return,
        ServiceType::Exchange,
        ServiceType::Repair,
    ] {
        assert!(warranty(endless, service_type, delivered_at, now).in_warranty);
        assert_eq!(
            window_closed(endless, service_type, delivered_at, now),
            None
        );
    }
}
