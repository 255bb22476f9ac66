//! Calendars by which deadlines count (R-TIM-2): weekends, holidays, and weekends worked instead 调休.

use aftercare_domain::{
    testing::sample::time,
    values::{
        calendar::{Calendar, Rest, counting},
        time::{Span, Timestamp},
    },
};
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The spring festival of 2026: off from 15 to 23 February, and two weekend days worked instead.
fn spring_festival() -> Calendar {
    let holidays = (15..=23)
        .map(|date| day(&format!("2026-02-{date}")))
        .collect();
    let extra_working_days = [day("2026-02-14"), day("2026-02-28")].into();
    Calendar {
        holidays,
        extra_working_days,
        ..Calendar::weekdays()
    }
}

// R-TIM-2
#[test]
fn a_deadline_counts_the_days_that_count() {
    let every_day = Calendar::every_day();
    check_due(&every_day, "2026-03-06T18:00", 24, "2026-03-07T18:00");

    let weekdays = Calendar::weekdays();
    // Friday evening and a day is Monday evening; six hours are just over at the end of Friday.
    check_due(&weekdays, "2026-03-06T18:00", 24, "2026-03-09T18:00");
    check_due(&weekdays, "2026-03-06T18:00", 6, "2026-03-07T00:00");
    check_due(&weekdays, "2026-03-06T18:00", 7, "2026-03-09T01:00");
    // What starts at the weekend starts to count on Monday.
    check_due(&weekdays, "2026-03-07T10:00", 1, "2026-03-09T01:00");
    check_due(&weekdays, "2026-03-08T23:59", 1, "2026-03-09T01:00");
    // A week of counting days is seven of them.
    check_due(&weekdays, "2026-03-02T09:00", 7 * 24, "2026-03-11T09:00");
}

// R-TIM-2
#[test]
fn holidays_give_time_and_weekends_worked_instead_take_it() {
    let festival = spring_festival();
    // Friday before the festival: the Saturday is worked instead, then nine days off.
    check_due(&festival, "2026-02-13T12:00", 24, "2026-02-14T12:00");
    check_due(&festival, "2026-02-13T12:00", 48, "2026-02-24T12:00");
    // The Saturday after it is worked, the Sunday isn't.
    check_due(&festival, "2026-02-27T12:00", 24, "2026-02-28T12:00");
    check_due(&festival, "2026-02-27T12:00", 48, "2026-03-02T12:00");
}

fn china(text: &str) -> Timestamp {
    time(&format!("{text}:00+08:00"))
}

fn check_due(calendar: &Calendar, from: &str, hours: i64, due: &str) {
    let due_at = calendar.add(china(from), Span::hours(hours));
    assert_eq!(due_at, china(due), "{hours} h from {from}");
}

// R-TIM-2
#[test]
fn time_that_counts_between_two_times() {
    let table = [
        ("2026-03-06T18:00", "2026-03-09T18:00", 24),
        ("2026-03-07T10:00", "2026-03-08T10:00", 0),
        ("2026-03-09T18:00", "2026-03-06T18:00", 0),
        ("2026-03-02T00:00", "2026-03-09T00:00", 5 * 24),
    ];
    for (from, to, hours) in table {
        let rests = Calendar::weekdays().rests(china(from), china(to));
        let counted = counting(china(from), china(to), &rests);
        assert_eq!(counted, Span::hours(hours), "{from} to {to}");
    }
}

// R-TIM-2
#[test]
fn days_off_that_follow_each_other_are_one_rest() {
    let rests = spring_festival().rests(china("2026-02-13T12:00"), china("2026-03-01T09:00"));
    let rest = |from: &str, until: &str| Rest {
        from: china(from),
        until: china(until),
    };
    assert_eq!(
        rests,
        [
            rest("2026-02-15T00:00", "2026-02-24T00:00"),
            rest("2026-03-01T00:00", "2026-03-01T09:00"),
        ]
    );
    let (friday, saturday) = (china("2026-03-06T12:00"), china("2026-03-07T00:00"));
    assert_eq!(Calendar::weekdays().rests(friday, saturday), []);
    assert_eq!(Calendar::every_day().rests(friday, saturday), []);
    assert_eq!(Calendar::weekdays().rests(saturday, friday), []);
}

// R-TIM-2
#[test]
fn a_calendar_without_any_working_day_ends_all_the_same() {
    let never = Calendar {
        rest_days: (1..=7).collect(),
        ..Calendar::default()
    };
    let from = time("2026-03-02T12:00:00+08:00");
    assert!(never.add(from, Span::hours(1)) > from);
    let until = Span::days(100).after(from);
    assert_eq!(never.rests(from, until), [Rest { from, until }]);
}

// R-TIM-2: a holiday that is worked all the same counts
#[test]
fn a_working_day_by_exception_beats_every_other_rule() {
    let calendar = Calendar {
        holidays: [day("2026-03-07")].into(),
        extra_working_days: [day("2026-03-07")].into(),
        ..Calendar::weekdays()
    };
    let from = time("2026-03-06T12:00:00+08:00");
    let due_at = calendar.add(from, Span::hours(24));
    assert_eq!(due_at, time("2026-03-07T12:00:00+08:00"));
}
