//! Deadlines (docs/rules.md § 2.1).

use aftercare_domain::{
    aggregate::deadline::Reminder,
    people::rule::Rule,
    policy::{DeadlineKey, DeadlineOverride, Policy},
    service_order::{
        CommandType, Deadline, Node, Recorded, Refusal, ServiceOrder, effect::Effect,
        node::DueAction, view,
    },
    testing::{
        Story, a_repair, a_return, a_supplement, an_exchange, commands, given, people,
        sample::{noon, time},
    },
    values::{
        calendar::Calendar,
        channel::Channel,
        service::ServiceMethod,
        time::{Span, Timestamp},
    },
};

fn policy(change: impl FnOnce(&mut Policy)) -> Policy {
    let mut policy = Policy::default();
    change(&mut policy);
    policy
}

// R-TIM-1
#[test]
fn the_deadlines_are_those_of_the_manual() {
    let due = |story: &Story| {
        story
            .order()
            .deadline
            .due_at()
            .map(|due_at| Span::between(story.now(), due_at))
    };
    let expected = vec![
        (a_return(), Node::PendingReview, Some(Span::days(1))),
        (a_return(), Node::PendingShipment, Some(Span::days(7))),
        (a_return(), Node::PendingReceipt, Some(Span::days(10))),
        (a_return(), Node::PendingException, None),
        (a_return(), Node::PendingInspection, Some(Span::days(1))),
        (a_return(), Node::PendingHandling, Some(Span::days(1))),
        (an_exchange(), Node::PendingHandling, Some(Span::days(1))),
        (a_repair(), Node::PendingHandling, Some(Span::days(7))),
        (a_supplement(), Node::PendingHandling, None),
        (a_repair(), Node::InRepair, None),
        (a_return(), Node::PendingReturn, None),
        (a_return(), Node::Completed, None),
        (a_return(), Node::Cancelled, None),
        (a_return(), Node::Declined, None),
    ];
    for (sample, node, allowance) in expected {
        assert_eq!(due(&sample.at(node)), allowance, "{node}");
    }
}

// R-TIM-1
#[test]
fn a_page_shows_what_happens_at_the_deadline() {
    let expected = vec![
        (a_return(), Node::PendingReview, Some(DueAction::Approve)),
        (a_return(), Node::PendingShipment, Some(DueAction::Cancel)),
        (a_return(), Node::PendingReceipt, Some(DueAction::SignFor)),
        (a_return(), Node::PendingException, None),
        (
            a_return(),
            Node::PendingInspection,
            Some(DueAction::PassInspection),
        ),
        (
            an_exchange(),
            Node::PendingHandling,
            Some(DueAction::ApplyConclusion),
        ),
        (a_repair(), Node::PendingHandling, Some(DueAction::Refund)),
        (a_supplement(), Node::PendingHandling, None),
        (a_repair(), Node::InRepair, None),
        (a_return(), Node::PendingReturn, None),
        (a_return(), Node::Completed, None),
    ];
    for (sample, node, action) in expected {
        let story = sample.at(node);
        let view = aftercare_domain::service_order::view::order(
            story.order(),
            &people::agent(),
            &story.situation(),
        );
        assert_eq!(view.due_action, action, "{node}");
        assert_eq!(view.due_at, story.order().deadline.due_at(), "{node}");
    }
}

// R-TIM-1
#[test]
fn a_deadline_follows_from_policy_and_log_alone() {
    let story = given(a_return())
        .later(Span::hours(3))
        .when(&people::agent(), commands::ask_consumer())
        .later(Span::hours(10))
        .when(&people::consumer(), commands::answer())
        .when(
            &people::agent(),
            commands::extend_deadline(Span::hours(40).after(noon())),
        );
    let replayed = aftercare_domain::service_order::evolve::replay(story.log()).unwrap();
    assert_eq!(&replayed, story.order());
    let due_ats: Vec<_> = story
        .log()
        .iter()
        .map(|line| line.deadline.due_at())
        .collect();
    let due = |hours| Some(Span::hours(hours).after(noon()));
    assert_eq!(due_ats, [due(24), None, due(24 + 10), due(40)]);
}

// R-TIM-1
#[test]
fn a_change_of_policy_counts_for_deadlines_that_start_after_it() {
    let mut story = given(a_return());
    story
        .policy
        .deadlines
        .platform
        .insert(DeadlineKey::PendingReview, Span::hours(1));
    story
        .policy
        .deadlines
        .platform
        .insert(DeadlineKey::PendingShipment, Span::hours(2));
    story
        .when_time_passes(Span::hours(23))
        .then(&[])
        .when_time_passes(Span::hours(1))
        .then_node(Node::PendingShipment)
        .when_time_passes(Span::hours(2))
        .then_node(Node::Cancelled);
}

// R-TIM-1
#[test]
fn time_left_survives_a_change_of_policy_during_a_pause() {
    let mut story = given(a_return())
        .later(Span::hours(20))
        .when(&people::agent(), commands::ask_consumer());
    story
        .policy
        .deadlines
        .platform
        .insert(DeadlineKey::PendingReview, Span::hours(1));
    story
        .later(Span::hours(5))
        .when(&people::consumer(), commands::answer())
        .then_order(|order| {
            let due_at = Span::hours(20 + 5 + 4).after(noon());
            assert_eq!(order.deadline.due_at(), Some(due_at));
        });
}

// R-TIM-1
#[test]
fn a_pause_is_no_time_used_for_the_warning() {
    let resumed = given(a_return())
        .later(Span::hours(12))
        .when(&people::agent(), commands::ask_consumer())
        .later(Span::hours(40))
        .when(&people::consumer(), commands::answer());
    let eighty_percent = Span::minutes((12 + 40) * 60 + (24 * 60 * 8 / 10 - 12 * 60));
    assert_eq!(
        resumed.order().deadline.warns_at(&resumed.policy),
        Some(eighty_percent.after(noon()))
    );
}

/// What staff are reminded of from a time on, as long as nothing happens to the order.
fn reminders(story: &Story, from: Timestamp) -> Vec<(u8, Timestamp)> {
    let deadline = &story.order().deadline;
    let mut reminders = Vec::new();
    let mut looked_at = from;
    while let Some(at) = deadline.reminds_at(looked_at) {
        let reminder = deadline.reminds_of(at).unwrap();
        assert_eq!(reminder.at, at, "what is told is what was waited for");
        reminders.push((reminder.percent, at));
        looked_at = at;
    }
    reminders
}

fn on_weekdays(hour_of_friday: &str) -> Story {
    let calendars = policy(|policy| {
        let deadlines = &mut policy.deadlines;
        deadlines
            .calendars
            .insert(DeadlineKey::PendingReview, Calendar::weekdays());
    });
    let mut on_friday = a_return().under(calendars);
    on_friday.now = time(&format!("2026-03-06T{hour_of_friday}:00+08:00"));
    given(on_friday)
}

// R-TIM-1
#[test]
fn staff_are_reminded_at_half_and_at_nine_tenths() {
    let story = given(a_return());
    let after = |minutes| Span::minutes(minutes).after(noon());
    let (half, nine_tenths) = (after(12 * 60), after(24 * 54));
    assert_eq!(reminders(&story, noon()), [(50, half), (90, nine_tenths)]);
    assert_eq!(reminders(&story, half), [(90, nine_tenths)]);
    assert_eq!(reminders(&story, nine_tenths), []);
    let deadline = &story.order().deadline;
    let just_before = Span::milliseconds(1).before(half);
    assert_eq!(deadline.reminds_of(just_before), None);
    assert_eq!(deadline.reminds_at(just_before), Some(half));
    let of = |percent, at| Some(Reminder { at, percent });
    assert_eq!(deadline.reminds_of(half), of(50, half));
    let before_due = Span::milliseconds(1).before(after(24 * 60));
    assert_eq!(deadline.reminds_of(before_due), of(90, nine_tenths));
}

// R-TIM-1
#[test]
fn nobody_is_reminded_of_time_that_is_over_or_stands_still() {
    let over = given(a_return().without_addresses());
    let due_at = over.order().deadline.due_at().unwrap();
    assert_eq!(over.order().deadline.reminds_of(due_at), None);
    let missed = over.when_time_passes(Span::days(1));
    assert!(matches!(missed.order().deadline, Deadline::Missed(_)));
    let asked = given(a_return())
        .later(Span::hours(13))
        .when(&people::agent(), commands::ask_consumer());
    for story in [missed, asked, a_return().at(Node::PendingException)] {
        let deadline = &story.order().deadline;
        for now in [noon(), story.now(), Span::days(9).after(story.now())] {
            assert_eq!(deadline.reminds_at(now), None);
            assert_eq!(deadline.reminds_of(now), None);
        }
    }
}

// R-TIM-1, R-TIM-2, case 13
#[test]
fn warnings_and_reminders_count_by_the_time_that_counts() {
    let story = on_weekdays("18:00");
    let monday = |hour: &str| time(&format!("2026-03-09T{hour}:00+08:00"));
    let deadline = &story.order().deadline;
    assert_eq!(deadline.due_at(), Some(monday("18:00")));
    assert_eq!(deadline.warns_at(&story.policy), Some(monday("13:12")));
    assert_eq!(
        reminders(&story, story.now()),
        [(50, monday("06:00")), (90, monday("15:36"))]
    );
}

// R-TIM-1, R-TIM-2, case 13
#[test]
fn time_that_begins_at_the_weekend_is_used_from_monday_on() {
    let mut on_saturday = a_return().under(on_weekdays("12:00").policy);
    on_saturday.now = time("2026-03-07T10:00:00+08:00");
    on_saturday.sale.delivered_at = Some(time("2026-03-06T10:00:00+08:00"));
    let story = given(on_saturday);
    let monday = |hour: &str| time(&format!("2026-03-09T{hour}:00+08:00"));
    assert_eq!(
        reminders(&story, story.now()),
        [(50, monday("12:00")), (90, monday("21:36"))]
    );
}

// R-TIM-1, R-TIM-2: what is used with the last moment before a rest is used then, and not after it
#[test]
fn a_share_that_ends_with_friday_is_told_at_the_end_of_friday() {
    let story = on_weekdays("12:00");
    let end_of_friday = time("2026-03-07T00:00:00+08:00");
    assert_eq!(reminders(&story, story.now())[0], (50, end_of_friday));
}

// R-TIM-1
#[test]
fn of_a_deadline_that_is_gone_nothing_is_told() {
    let story = on_weekdays("18:00")
        .when_staff(commands::approve())
        .then_node(Node::PendingShipment);
    // The review counted by weekdays, the shipment counts every day.
    let half = Span::hours(84).after(story.now());
    assert_eq!(reminders(&story, story.now())[0], (50, half));
}

// R-TIM-2, case 8
#[test]
fn a_deadline_that_is_extended_is_reminded_of_anew() {
    let hours = |hours| Span::hours(hours).after(noon());
    let story = given(a_return()).later(Span::hours(22));
    assert_eq!(
        story.order().deadline.reminds_of(story.now()),
        Some(Reminder {
            at: Span::minutes(24 * 54).after(noon()),
            percent: 90
        })
    );
    let story = story.when(&people::agent(), commands::extend_deadline(hours(80)));
    let now = story.now();
    assert_eq!(reminders(&story, now), [(50, hours(40)), (90, hours(72))]);
}

// R-TIM-2, case 8: what lies behind the move is told no more
#[test]
fn of_a_deadline_that_moves_little_only_what_lies_ahead_is_told() {
    let story = given(a_return()).later(Span::hours(22)).when(
        &people::agent(),
        commands::extend_deadline(Span::hours(30).after(noon())),
    );
    let nine_tenths = Span::hours(27).after(noon());
    assert_eq!(reminders(&story, story.now()), [(90, nine_tenths)]);
}

// R-TIM-2, R-REV-8, case 8
#[test]
fn after_a_pause_is_told_what_still_lies_ahead() {
    let after_pause = |asked_after: i64| {
        let story = given(a_return())
            .later(Span::hours(asked_after))
            .when(&people::agent(), commands::ask_consumer())
            .later(Span::hours(40))
            .when(&people::consumer(), commands::answer());
        reminders(&story, story.now())
    };
    let after = |minutes: i64| Span::minutes(40 * 60 + minutes).after(noon());
    let (half, nine_tenths) = (after(12 * 60), after(24 * 54));
    assert_eq!(after_pause(3), [(50, half), (90, nine_tenths)]);
    assert_eq!(after_pause(13), [(90, nine_tenths)]);
    assert_eq!(after_pause(23), []);
}

// R-TIM-1, R-TIM-2: by the calendar, a pause over a weekend uses nothing and gives nothing
#[test]
fn what_was_used_before_a_pause_stays_used_by_the_calendar() {
    let asked = on_weekdays("12:00")
        .later(Span::hours(6))
        .when(&people::agent(), commands::ask_consumer())
        .at_time(time("2026-03-07T20:00:00+08:00"))
        .when(&people::consumer(), commands::answer());
    // Six hours of Friday are used; six more of Monday are half, 15:36 hours more nine tenths.
    let monday = |hour: &str| time(&format!("2026-03-09T{hour}:00+08:00"));
    assert_eq!(
        reminders(&asked, asked.now()),
        [(50, monday("06:00")), (90, monday("15:36"))]
    );
    let warns_at = asked.order().deadline.warns_at(&asked.policy);
    assert_eq!(warns_at, Some(monday("13:12")));
}

// R-TIM-1: a change of the calendar counts for deadlines that start after it
#[test]
fn what_rests_within_a_deadline_does_not_change_with_the_calendar() {
    let mut story = on_weekdays("18:00");
    let before = (
        story.order().deadline.warns_at(&story.policy),
        reminders(&story, story.now()),
    );
    story.policy.deadlines.calendars.clear();
    let after = (
        story.order().deadline.warns_at(&story.policy),
        reminders(&story, story.now()),
    );
    assert_eq!(before, after);
    let monday_noon = time("2026-03-09T12:00:00+08:00");
    story
        .at_time(monday_noon)
        .when(&people::agent(), commands::ask_consumer())
        .then_order(|order| {
            let Deadline::Paused { left, .. } = order.deadline else {
                panic!("{:?}", order.deadline)
            };
            assert_eq!(left, Span::hours(6));
        });
}

// R-TIM-1, R-TIM-2, case 13: also of time that runs since before rests were kept
#[test]
fn a_deadline_of_an_earlier_release_is_reminded_of_by_the_time_that_counts() {
    let story = on_weekdays("18:00");
    let monday = |hour: &str| time(&format!("2026-03-09T{hour}:00+08:00"));
    let mut written = serde_json::to_value(story.order()).unwrap();
    written["deadline"].as_object_mut().unwrap().remove("rests");
    let mut order: ServiceOrder = serde_json::from_value(written).unwrap();
    let deadline = order.known_deadline(&story.policy);
    assert_eq!(deadline, story.order().deadline);
    assert_eq!(deadline.warns_at(&story.policy), Some(monday("13:12")));
    assert_eq!(deadline.reminds_at(story.now()), Some(monday("06:00")));
    let on_sunday = time("2026-03-08T12:00:00+08:00");
    assert_eq!(deadline.reminds_of(on_sunday), None);
    let seen = view::summary(&order, &story.policy, &people::agent());
    assert_eq!(seen.warns_at, Some(monday("13:12")));
    order.deadline = Deadline::None;
    assert_eq!(order.known_deadline(&story.policy), Deadline::None);
}

// R-LOG-1: what was written before rests were kept reads as it did
#[test]
fn deadlines_of_logs_written_before_rests_were_kept_are_read() {
    let story = given(a_return());
    let mut as_before = serde_json::json!({
        "clock": "running", "started_at": "2026-03-02T04:00:00Z", "due_at": "2026-03-03T04:00:00Z",
    });
    let read: Deadline = serde_json::from_value(as_before.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), as_before);
    let deadline = &story.order().deadline;
    let (policy, now) = (&story.policy, story.now());
    assert_eq!(read.due_at(), deadline.due_at());
    assert_eq!(read.warns_at(policy), deadline.warns_at(policy));
    assert_eq!(read.reminds_at(now), deadline.reminds_at(now));
    as_before["rests"] = serde_json::json!([]);
    assert_eq!(
        serde_json::to_value(deadline).unwrap(),
        as_before,
        "that nothing rests is known as well"
    );
    let line = serde_json::to_string(&story.log()[0]).unwrap();
    assert_eq!(
        &serde_json::from_str::<Recorded>(&line).unwrap(),
        &story.log()[0]
    );
    let order = serde_json::to_string(story.order()).unwrap();
    assert!(!order.contains("shipment_given_by"), "{order}");
    assert_eq!(
        &serde_json::from_str::<ServiceOrder>(&order).unwrap(),
        story.order()
    );
    let on_weekdays = on_weekdays("18:00");
    let written = serde_json::to_value(&on_weekdays.order().deadline).unwrap();
    assert_eq!(
        written["rests"],
        serde_json::json!([{"from": "2026-03-06T16:00:00Z", "until": "2026-03-08T16:00:00Z"}])
    );
}

/// The same order as it was left by a release that did not keep what rests within a deadline.
fn written_before_rests_were_kept(story: Story) -> Story {
    let mut log = serde_json::to_value(story.log()).unwrap();
    for line in log.as_array_mut().unwrap() {
        line["deadline"].as_object_mut().unwrap().remove("rests");
    }
    story.resumed(serde_json::from_value(log).unwrap())
}

// R-TIM-1, R-TIM-2, R-REV-8: open while the server was brought up to date
#[test]
fn a_deadline_that_was_written_before_rests_were_kept_goes_on_by_the_calendar() {
    let told = |story: &Story| {
        let deadline = &story.order().deadline;
        let asked = (deadline.due_at(), deadline.warns_at(&story.policy));
        (asked, reminders(story, story.now()))
    };
    let asked = |story: Story| {
        story
            .later(Span::hours(3))
            .when(&people::agent(), commands::ask_consumer())
    };
    let answered = |story: Story| {
        asked(story)
            .at_time(time("2026-03-07T20:00:00+08:00"))
            .when(&people::consumer(), commands::answer())
    };
    let extended = |story: Story| {
        let until = time("2026-03-10T18:00:00+08:00");
        story
            .later(Span::hours(3))
            .when(&people::agent(), commands::extend_deadline(until))
    };
    let before = || written_before_rests_were_kept(on_weekdays("18:00"));
    let Deadline::Paused { left, .. } = asked(before()).order().deadline else {
        panic!("a question stops the time")
    };
    assert_eq!(left, Span::hours(21), "of Monday eighteen hours");
    let since = || on_weekdays("18:00");
    assert_eq!(told(&answered(before())), told(&answered(since())));
    assert_eq!(told(&extended(before())), told(&extended(since())));
}

// R-TIM-1
#[test]
fn what_is_known_to_rest_within_a_deadline_stays_so_when_the_calendar_changes_before_a_question() {
    let mut story = given(a_return()).at_time(time("2026-03-02T18:00:00+08:00"));
    let calendars = &mut story.policy.deadlines.calendars;
    let mut closed = Calendar::weekdays();
    closed.rest_days.extend(1..=7);
    calendars.insert(DeadlineKey::PendingReview, closed);
    story
        .when(&people::agent(), commands::ask_consumer())
        .then_order(|order| {
            let Deadline::Paused { left, .. } = order.deadline else {
                panic!("{:?}", order.deadline)
            };
            assert_eq!(left, Span::hours(18));
        });
}

// R-TIM-1
#[test]
fn an_order_is_nearly_due_from_the_warning_threshold_and_overdue_from_its_deadline_on() {
    let story = given(a_return());
    let warns_at = story.order().deadline.warns_at(&story.policy).unwrap();
    assert_eq!(
        Span::between(noon(), warns_at),
        Span::minutes(24 * 60 * 8 / 10)
    );
    let due_at = Span::days(1).after(noon());
    let just_before = Timestamp::from_ms(due_at.ms() - 1);
    assert!(!story.order().deadline.is_overdue(just_before));
    assert!(story.order().deadline.is_overdue(due_at));
}

// § 2.1: deadlines by channel and category, also for nodes that have none
#[test]
fn the_policy_that_says_most_wins() {
    let sample = a_return();
    let category = Some(sample.sale.category.clone());
    let channel = Some(Channel::YoupinOnline);
    let set = |channel: Option<Channel>, category, hours: Option<i64>| DeadlineOverride {
        channel,
        category,
        key: DeadlineKey::PendingReview,
        allowance: hours.map(Span::hours),
    };
    let by_channel = set(channel, None, Some(2));
    let by_category = set(None, category.clone(), Some(3));
    let by_both = set(channel, category.clone(), Some(4));
    let elsewhere = set(Some(Channel::MiHome), category.clone(), Some(5));
    let due = |overrides: &[&DeadlineOverride]| {
        let overrides = overrides.iter().copied().cloned().collect();
        let policy = policy(|policy| policy.deadlines.overrides = overrides);
        let story = given(a_return().under(policy));
        story
            .order()
            .deadline
            .due_at()
            .map(|at| Span::between(noon(), at))
    };
    assert_eq!(due(&[&elsewhere]), Some(Span::days(1)));
    assert_eq!(due(&[&by_channel]), Some(Span::hours(2)));
    assert_eq!(due(&[&by_category, &by_channel]), Some(Span::hours(3)));
    assert_eq!(
        due(&[&by_both, &by_category, &by_channel, &elsewhere]),
        Some(Span::hours(4))
    );
    assert_eq!(due(&[&set(channel, category, None)]), None);
}

// § 2.1: where the system has nothing to do, the order is overdue and a person must act
#[test]
fn a_node_without_an_action_is_marked_once_and_waits() {
    let with_deadlines = policy(|policy| {
        for key in [
            DeadlineKey::PendingException,
            DeadlineKey::InRepair,
            DeadlineKey::PendingReturn,
            DeadlineKey::PendingHandlingSupplement,
        ] {
            policy.deadlines.platform.insert(key, Span::days(2));
        }
    });
    let waiting = [
        (a_return(), Node::PendingException),
        (a_repair(), Node::InRepair),
        (an_exchange(), Node::PendingReturn),
        (a_supplement(), Node::PendingHandling),
    ];
    for (sample, node) in waiting {
        let story = sample
            .under(with_deadlines.clone())
            .at(node)
            .then_order(|order| assert_eq!(order.due_action(), Some(DueAction::MarkOverdue)))
            .when_time_passes(Span::days(60))
            .then(&["deadline_missed"])
            .then_node(node);
        assert_eq!(story.step()[0].automatic, Some(Rule::Overdue));
        assert!(story.order().deadline.is_overdue(story.now()));
    }
}

// R-TIM-2
#[test]
fn a_deadline_is_extended_once_a_node_by_at_most_three_days_with_a_reason() {
    let due_at = Span::days(1).after(noon());
    let latest = Span::days(3).after(due_at);
    let too_late = Timestamp::from_ms(latest.ms() + 1);
    given(a_return())
        .when(&people::agent(), commands::extend_deadline(too_late))
        .then_refused(&Refusal::ExtensionOutOfRange {
            after: due_at,
            latest,
        })
        .when(&people::agent(), commands::extend_deadline(due_at))
        .then_refused_with("extension_out_of_range")
        .when(&people::agent(), commands::extend_deadline(latest))
        .then(&["deadline_extended"])
        .then_effect(&Effect::DeadlineChanged {
            due_at: Some(latest),
            due_action: Some(DueAction::Approve),
        })
        .when(&people::agent(), commands::extend_deadline(latest))
        .then_refused(&Refusal::AlreadyExtended {})
        .when_time_passes(Span::days(3))
        .then(&[])
        .when_time_passes(Span::days(1))
        .then_node(Node::PendingShipment);
    let nothing_said = serde_json::json!({"type": "extend_deadline", "until": latest});
    let violations = aftercare_domain::service_order::Command::parse(&nothing_said).unwrap_err();
    assert_eq!(violations[0].field, "reason");
}

// R-TIM-2
#[test]
fn each_node_can_be_extended_anew() {
    let extended = |story: Story| {
        let until = Span::hours(1).after(story.order().deadline.due_at().unwrap());
        story.when(&people::agent(), commands::extend_deadline(until))
    };
    let reviewed = extended(given(a_return())).walk_to(Node::PendingReceipt);
    let received = extended(reviewed).walk_to(Node::PendingInspection);
    let inspected = extended(received).walk_to(Node::PendingHandling);
    extended(inspected).then(&["deadline_extended"]);
}

// R-TIM-2, R-REV-8
#[test]
fn nothing_is_extended_while_the_consumer_is_asked() {
    let until = Span::days(2).after(noon());
    given(a_return())
        .when(&people::agent(), commands::ask_consumer())
        .when(&people::agent(), commands::extend_deadline(until))
        .then_refused(&Refusal::NoDeadline {});
    // Also where the time was over before.
    given(a_return().without_addresses())
        .when_time_passes(Span::days(1))
        .when(&people::agent(), commands::ask_consumer())
        .then_withholds(&people::agent(), CommandType::ExtendDeadline, "no_deadline")
        .when(&people::agent(), commands::extend_deadline(until))
        .then_refused(&Refusal::NoDeadline {});
}

// R-TIM-2
#[test]
fn the_merchant_extends_its_own_deadlines_and_not_the_consumers() {
    a_return().at(Node::PendingShipment).then_withholds(
        &people::agent(),
        CommandType::ExtendDeadline,
        "deadline_not_yours",
    );
    a_return()
        .in_channel(Channel::YoupinJd)
        .at(Node::PendingReview)
        .then_withholds(
            &people::agent(),
            CommandType::ExtendDeadline,
            "not_responsible",
        )
        .then_offers(&people::operator(), CommandType::ExtendDeadline);
    a_return()
        .at(Node::PendingReview)
        .then_withholds(
            &people::consumer(),
            CommandType::ExtendDeadline,
            "forbidden",
        )
        .then_withholds(
            &people::receiver(),
            CommandType::ExtendDeadline,
            "forbidden",
        );
}

// R-TIM-2
#[test]
fn what_has_no_deadline_or_stands_still_is_not_extended() {
    a_return().at(Node::PendingException).then_withholds(
        &people::agent(),
        CommandType::ExtendDeadline,
        "no_deadline",
    );
    given(a_return())
        .when(&people::agent(), commands::ask_consumer())
        .then_withholds(&people::agent(), CommandType::ExtendDeadline, "no_deadline");
}

// R-TIM-2, R-REV-2
#[test]
fn a_missed_deadline_can_be_extended_while_there_is_something_to_extend() {
    let missed = given(a_return().without_addresses()).when_time_passes(Span::days(1));
    missed
        .clone()
        .when(
            &people::agent(),
            commands::extend_deadline(Span::days(2).after(noon())),
        )
        .when_time_passes(Span::days(1))
        .then(&["address_missing"])
        .then_node(Node::PendingReview);
    missed.later(Span::days(3)).then_withholds(
        &people::agent(),
        CommandType::ExtendDeadline,
        "extension_out_of_range",
    );
}

// R-TIM-2
#[test]
fn a_deadline_counts_by_the_calendar_of_its_node() {
    let calendars = policy(|policy| {
        policy
            .deadlines
            .calendars
            .insert(DeadlineKey::PendingReview, Calendar::weekdays());
    });
    let mut on_friday = a_return().under(calendars);
    on_friday.now = time("2026-03-06T12:00:00+08:00");
    let monday_noon = time("2026-03-09T12:00:00+08:00");
    given(on_friday)
        .then_order(|order| assert_eq!(order.deadline.due_at(), Some(monday_noon)))
        .when_time_passes(Span::days(3))
        .then(&["approved"])
        .then_order(|order| {
            let due_at = Span::days(7).after(monday_noon);
            assert_eq!(order.deadline.due_at(), Some(due_at), "every day counts");
        });
}

// R-TIM-2, R-REV-8
#[test]
fn time_left_of_a_pause_is_counted_by_the_calendar_too() {
    let calendars = policy(|policy| {
        policy
            .deadlines
            .calendars
            .insert(DeadlineKey::PendingReview, Calendar::weekdays());
    });
    let mut on_friday = a_return().under(calendars);
    on_friday.now = time("2026-03-06T12:00:00+08:00");
    given(on_friday)
        .later(Span::hours(6))
        .when(&people::agent(), commands::ask_consumer())
        .at_time(time("2026-03-07T20:00:00+08:00"))
        .when(&people::consumer(), commands::answer())
        .then_order(|order| {
            let due_at = time("2026-03-09T18:00:00+08:00");
            assert_eq!(order.deadline.due_at(), Some(due_at), "18 hours of Monday");
        });
}

// R-TIM-3
#[test]
fn what_the_system_does_happens_once_and_not_before_its_time() {
    given(a_return())
        .when_a_timer_looks()
        .then_refused(&Refusal::NotDue {})
        .later(Span::milliseconds(Span::days(1).ms() - 1))
        .when_a_timer_looks()
        .then_refused(&Refusal::NotDue {})
        .later(Span::milliseconds(1))
        .when_a_timer_looks()
        .then(&["approved"])
        .when_a_timer_looks()
        .then_refused(&Refusal::NotDue {});
}

// R-TIM-3
#[test]
fn a_server_that_was_down_acts_at_its_start_and_the_next_deadline_starts_then() {
    let story = given(a_return())
        .later(Span::days(30))
        .when_a_timer_looks()
        .then(&["approved"])
        .then_node(Node::PendingShipment);
    let due_at = Span::days(7).after(story.now());
    story.then_order(|order| assert_eq!(order.deadline.due_at(), Some(due_at)));
}

// R-TIM-3
#[test]
fn the_log_names_the_rule_that_acted() {
    let elapsed = |story: Story| {
        let story = story.when_time_passes(Span::days(11));
        let line = story.step()[0].clone();
        (line.event.name(), line.automatic.unwrap())
    };
    let asked = given(a_return()).when(&people::agent(), commands::ask_consumer());
    let acted = [
        elapsed(given(a_return())),
        elapsed(given(a_return().without_addresses())),
        elapsed(asked),
        elapsed(a_return().at(Node::PendingShipment)),
        elapsed(a_return().at(Node::PendingReceipt)),
        elapsed(a_return().at(Node::PendingInspection)),
        elapsed(a_return().at(Node::PendingHandling)),
        elapsed(a_repair().at(Node::PendingHandling)),
    ];
    assert_eq!(
        acted,
        [
            ("approved", Rule::ReviewElapsed),
            ("address_missing", Rule::AddressMissing),
            ("answer_elapsed", Rule::AnswerElapsed),
            ("cancelled", Rule::ShipmentElapsed),
            ("signed_for", Rule::ReceiptElapsed),
            ("inspected", Rule::InspectionElapsed),
            ("handled", Rule::HandlingElapsed),
            ("handled", Rule::HandlingElapsed),
        ]
    );
}

// R-TIM-3
#[test]
fn left_alone_an_order_finds_its_end() {
    given(a_return())
        .when_time_passes(Span::days(9))
        .then(&["approved", "cancelled"])
        .then_node(Node::Cancelled);
    given(a_return().with_parcel())
        .when_time_passes(Span::days(13))
        .then(&[
            "approved",
            "shipment_skipped",
            "signed_for",
            "inspected",
            "handled",
        ])
        .then_node(Node::Completed)
        .then_order(|order| assert_eq!(order.deadline, Deadline::None));
}

// R-TIM-1
#[test]
fn what_waits_for_the_consumer_says_so() {
    use aftercare_domain::{policy::responsibility::Responsible, service_order::view::waiting_for};
    let waits = |story: &Story| waiting_for(story.order(), &story.situation());
    let asked = given(a_return()).when(&people::agent(), commands::ask_consumer());
    assert_eq!(waits(&given(a_return())), Some(Responsible::Merchant));
    assert_eq!(waits(&asked), Some(Responsible::Consumer));
    let shipping = a_return().at(Node::PendingShipment);
    assert_eq!(waits(&shipping), Some(Responsible::Consumer));
    let pickup = a_return()
        .by(ServiceMethod::Pickup)
        .at(Node::PendingShipment);
    assert_eq!(waits(&pickup), Some(Responsible::Merchant), "to book it");
    assert_eq!(waits(&a_return().at(Node::Completed)), None);
}
