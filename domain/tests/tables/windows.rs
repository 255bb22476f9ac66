//! Windows at their very edges (R-APP-3).

use aftercare_domain::{
    eligibility::{Warranty, warranty, window_closed, window_end},
    policy::Windows,
    service::ServiceType,
    testing::sample::time,
    time::Timestamp,
};

fn at(text: &str) -> Timestamp {
    time(&format!("{text}+08:00"))
}

// R-APP-3
#[test]
fn windows_end_so_long_after_delivery_to_the_millisecond() {
    let table = [
        (
            ServiceType::Return,
            "2026-03-01T10:30:00.001",
            "2026-03-08T10:30:00.001",
        ),
        (
            ServiceType::Exchange,
            "2026-03-01T10:30:00",
            "2026-03-16T10:30:00",
        ),
        (
            ServiceType::Repair,
            "2026-03-01T10:30:00",
            "2027-03-01T10:30:00",
        ),
        // Twelve months from a leap day end on the last day of February.
        (
            ServiceType::Repair,
            "2028-02-29T10:30:00",
            "2029-02-28T10:30:00",
        ),
        (
            ServiceType::Repair,
            "2027-02-28T23:59:59",
            "2028-02-28T23:59:59",
        ),
    ];
    for (service_type, delivered, end) in table {
        let windows = Windows::default();
        let (delivered_at, end) = (at(delivered), at(end));
        assert_eq!(
            window_end(windows, service_type, Some(delivered_at)),
            Some(end)
        );
        let just_after = Timestamp::from_ms(end.ms() + 1);
        for (now, in_warranty) in [(delivered_at, true), (end, true), (just_after, false)] {
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

// R-APP-3: months are counted in the marketplace's days
#[test]
fn the_months_of_a_repair_are_counted_where_the_goods_were_delivered() {
    // In China it is the first of March already; in UTC still the last of February, which next year is a leap year's.
    let delivered_at = at("2027-03-01T01:00:00");
    let end = window_end(Windows::default(), ServiceType::Repair, Some(delivered_at));
    assert_eq!(end, Some(at("2028-03-01T01:00:00")));
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
        assert_eq!(
            window_end(none, service_type, Some(delivered_at)),
            Some(delivered_at)
        );
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
