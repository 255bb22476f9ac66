//! Calendars: counting forwards and counting back agree.

use std::collections::BTreeSet;

use aftercare_domain::{
    testing::sample::noon,
    values::{
        calendar::{Calendar, counting},
        time::Span,
    },
};
use chrono::{Days, NaiveDate};
use proptest::{
    collection::{btree_set, vec},
    prelude::Strategy,
    proptest,
};

use crate::walk::config;

fn day(after: u64) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(2026, 2, 20).unwrap();
    first.checked_add_days(Days::new(after)).unwrap()
}

/// A calendar with at least one working day a week, and some holidays and extra working days.
pub(crate) fn calendar() -> impl Strategy<Value = Calendar> {
    let days = || vec(0..40_u64, 0..8);
    (btree_set(1..=7_u8, 0..=6), days(), days()).prop_map(|(rest_days, holidays, extra)| {
        let dates = |days: Vec<u64>| days.into_iter().map(day).collect::<BTreeSet<_>>();
        Calendar {
            rest_days,
            holidays: dates(holidays),
            extra_working_days: dates(extra),
        }
    })
}

proptest! {
    #![proptest_config(config(256))]

    // R-TIM-2
    #[test]
    fn so_much_time_later_so_much_time_has_passed(
        calendar in calendar(), start in 0..20 * 24 * 60_i64, minutes in 0..20 * 24 * 60_i64,
    ) {
        let from = Span::minutes(start).after(noon());
        let span = Span::minutes(minutes);
        let due_at = calendar.add(from, span);
        assert!(due_at >= span.after(from), "a calendar gives time, and takes none");
        assert_eq!(counting(from, due_at, &calendar.rests(from, due_at)), span);
    }

    // R-TIM-1, R-TIM-2: what is left at a pause is what is left after it
    #[test]
    fn time_is_the_same_in_one_piece_or_in_two(
        calendar in calendar(), first in 0..10 * 24 * 60_i64, second in 0..10 * 24 * 60_i64,
    ) {
        let pause = calendar.add(noon(), Span::minutes(first));
        let whole = calendar.add(noon(), Span::minutes(first + second));
        let in_two = calendar.add(pause, Span::minutes(second));
        assert_eq!(in_two, whole);
        assert_eq!(counting(pause, whole, &calendar.rests(pause, whole)), Span::minutes(second));
    }

    // R-TIM-2
    #[test]
    fn what_rests_lies_between_apart_and_counts_for_nothing(
        calendar in calendar(), start in 0..20 * 24 * 60_i64, minutes in 0..20 * 24 * 60_i64,
    ) {
        let from = Span::minutes(start).after(noon());
        let to = Span::minutes(minutes).after(from);
        let rests = calendar.rests(from, to);
        assert!(rests.iter().all(|rest| from <= rest.from && rest.from < rest.until && rest.until <= to));
        assert!(rests.windows(2).all(|pair| pair[0].until < pair[1].from));
        for rest in &rests {
            assert_eq!(counting(rest.from, rest.until, &rests), Span::ZERO);
            let a_moment = Span::milliseconds(1);
            assert!(calendar.add(rest.from, a_moment) > rest.until, "no moment of it counts");
        }
    }
}
