//! Reminders: each share of the time that counts is told once, whatever moves the deadline, and of none that is gone.
//!
//! The time that counts is counted here by itself, tick after tick, and not from the deadline.

use std::collections::BTreeSet;

use aftercare_domain::{
    aggregate::deadline::Reminder,
    policy::DeadlineKey,
    service_order::{Command, Deadline, Node, deadline::key_of},
    testing::{Sample, Story, a_return, commands, given, people},
    values::{
        calendar::Calendar,
        time::{Span, Timestamp},
    },
};
use proptest::{
    collection::vec,
    prelude::{Just, Strategy, any, prop_oneof},
    proptest,
};

use crate::{
    calendars::calendar,
    walk::{config, is_accepted},
};

/// A tenth of an hour: the shares of whole hours end with one.
const TICK: Span = Span::minutes(6);
const SHARES: [u8; 2] = [50, 90];

#[derive(Debug, Clone, Copy)]
enum Move {
    Wait { hours: i64 },
    Ask,
    Answer,
    Extend { hours: i64 },
    Approve,
    Claim,
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = prop_oneof![
        4 => (1..50_i64).prop_map(|hours| Move::Wait { hours }),
        2 => Just(Move::Ask),
        1 => Just(Move::Answer),
        2 => (1..=72_i64).prop_map(|hours| Move::Extend { hours }),
        1 => Just(Move::Approve),
        1 => Just(Move::Claim),
    ];
    vec(one, 1..12)
}

/// A return under deadlines of some hours that count by some calendars; at its review, with or without an address.
fn application() -> impl Strategy<Value = Sample> {
    let hours = (1..100_i64, 1..100_i64);
    (hours, calendar(), calendar(), any::<bool>()).prop_map(
        |((review, shipment), of_review, of_shipment, with_addresses)| {
            let mut sample = a_return();
            let deadlines = &mut sample.policy.deadlines;
            for (key, hours, calendar) in [
                (DeadlineKey::PendingReview, review, of_review),
                (DeadlineKey::PendingShipment, shipment, of_shipment),
            ] {
                deadlines.platform.insert(key, Span::hours(hours));
                deadlines.calendars.insert(key, calendar);
            }
            if with_addresses {
                sample
            } else {
                sample.without_addresses()
            }
        },
    )
}

/// Who reminds, as the server does: it keeps when to look next, and looks now and then.
struct Reminding {
    next: Option<Timestamp>,
    told: Vec<Reminder>,
}

impl Reminding {
    fn move_to(&mut self, deadline: &Deadline, now: Timestamp) {
        self.next = deadline.reminds_at(now);
    }

    fn look(&mut self, deadline: &Deadline, now: Timestamp) {
        if self.next.is_some_and(|next| next <= now) {
            self.told.extend(deadline.reminds_of(now));
            self.next = deadline.reminds_at(now);
        }
    }
}

/// Who counts the time of the node: how much is used, and how much there is.
struct Counting {
    node: Node,
    used: i64,
    used_at_move: i64,
    whole: i64,
    /// The largest share that was used since somebody looked.
    unseen: Option<Reminder>,
    expected: Vec<Reminder>,
}

impl Counting {
    fn tick(&mut self, story: &Story, before: Timestamp) {
        let now = TICK.after(before);
        let (due_at, runs) = match &story.order().deadline {
            Deadline::Running(term) => (term.due_at, true),
            Deadline::Missed(term) => (term.due_at, false),
            Deadline::None | Deadline::Paused { .. } => return,
        };
        // What is overdue counts on, also while the consumer is asked.
        if !counts(story, before) {
            return;
        }
        self.used += 1;
        let reached = |percent: u8, used: i64| used * 100 >= self.whole * i64::from(percent);
        for percent in SHARES {
            let is_new = reached(percent, self.used) && !reached(percent, self.used - 1);
            if is_new && !reached(percent, self.used_at_move) && runs && now < due_at {
                self.unseen = Some(Reminder { at: now, percent });
            }
        }
    }

    fn move_to(&mut self, story: &Story) {
        if story.node() != self.node {
            self.node = story.node();
            self.used = 0;
        }
        self.unseen = None;
        self.used_at_move = self.used;
        if let Deadline::Running(term) = &story.order().deadline {
            let mut at = story.now();
            self.whole = self.used;
            while at < term.due_at {
                self.whole += i64::from(counts(story, at));
                at = TICK.after(at);
            }
        }
    }

    fn look(&mut self, now: Timestamp, deadline: &Deadline) {
        let seen = self.unseen.take();
        self.expected
            .extend(seen.filter(|_| !deadline.is_overdue(now)));
    }
}

/// Whether the tick that begins at a time counts for the node.
fn counts(story: &Story, at: Timestamp) -> bool {
    let key = key_of(story.node(), story.order().service_type);
    let calendar = key.map_or_else(Calendar::every_day, |key| {
        story.policy.deadlines.calendar(key)
    });
    calendar.rests(at, TICK.after(at)).is_empty()
}

/// An order, who reminds of it, and who counts its time.
struct Watched {
    story: Story,
    deadline: Deadline,
    reminding: Reminding,
    counting: Counting,
    ticks: usize,
    looks_every: usize,
}

impl Watched {
    fn begin(sample: Sample, looks_every: usize) -> Self {
        let story = given(sample);
        let mut watched = Self {
            deadline: Deadline::None,
            reminding: Reminding {
                next: None,
                told: Vec::new(),
            },
            counting: Counting {
                node: story.node(),
                used: 0,
                used_at_move: 0,
                whole: 0,
                unseen: None,
                expected: Vec::new(),
            },
            ticks: 0,
            looks_every,
            story,
        };
        watched.take_note();
        watched
    }

    /// A deadline that moved is another one.
    fn take_note(&mut self) {
        if self.story.order().deadline != self.deadline {
            self.deadline = self.story.order().deadline.clone();
            self.reminding.move_to(&self.deadline, self.story.now());
            self.counting.move_to(&self.story);
        }
    }

    fn tick(mut self) -> Self {
        self.counting.tick(&self.story, self.story.now());
        self.story = self.story.later(TICK);
        let now = self.story.now();
        if self.story.order().wakes_at().is_some_and(|at| at <= now) {
            self.story = self.story.when_a_timer_looks();
        }
        self.take_note();
        self.ticks += 1;
        if self.ticks.is_multiple_of(self.looks_every) {
            self.counting.look(now, &self.deadline);
            self.reminding.look(&self.deadline, now);
        }
        self
    }

    fn make(mut self, one: Move) -> Self {
        let (actor, command): (_, Command) = match one {
            Move::Wait { hours } => {
                for _ in 0..hours * 10 {
                    self = self.tick();
                }
                return self;
            }
            Move::Ask => (people::agent(), commands::ask_consumer()),
            Move::Answer => (people::consumer(), commands::answer()),
            Move::Approve => (people::agent(), commands::approve()),
            Move::Claim => (people::agent(), commands::claim()),
            Move::Extend { hours } => {
                let due_at = self.deadline.due_at().unwrap_or(self.story.now());
                let until = Span::hours(hours).after(due_at);
                (people::agent(), commands::extend_deadline(until))
            }
        };
        if is_accepted(&self.story, &actor, &command) {
            self.story = self.story.when(&actor, command);
            self.take_note();
        }
        self
    }
}

fn check(sample: Sample, moves: &[Move], looks_every: usize) {
    let mut watched = Watched::begin(sample, looks_every);
    for &one in moves {
        watched = watched.make(one);
    }
    let told = watched.reminding.told;
    assert_eq!(told, watched.counting.expected);
    let apart: BTreeSet<Reminder> = told.iter().copied().collect();
    assert_eq!(apart.len(), told.len(), "none twice: {told:?}");
    assert!(told.windows(2).all(|pair| pair[0].at < pair[1].at));
}

proptest! {
    #![proptest_config(config(96))]

    // R-TIM-1, R-TIM-2, R-REV-8, cases 8 and 13
    #[test]
    fn each_share_of_the_time_that_counts_is_told_when_it_is_used_and_once(
        sample in application(), moves in moves(),
    ) {
        check(sample, &moves, 1);
    }

    // R-TIM-3
    #[test]
    fn of_what_passed_while_nobody_looked_the_largest_is_told_and_nothing_that_is_gone(
        sample in application(), moves in moves(), looks_every in 2..400_usize,
    ) {
        check(sample, &moves, looks_every);
    }
}
