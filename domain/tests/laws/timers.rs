//! Timers: the system alone brings every order to an end, or to where only people can act.

use aftercare_domain::{
    service_order::{Deadline, Node, Refusal, execute::elapse},
    testing::Story,
    values::{service::ServiceType, time::Span},
};
use proptest::proptest;

use crate::{
    explored::explored,
    walk::{config, walk, walks},
};

/// Where the default policy leaves people alone with an order.
fn waits_for_people(story: &Story) -> bool {
    match story.node() {
        Node::PendingException | Node::InRepair | Node::PendingReturn => true,
        // Supplements, and what nobody could choose either (R-HND-1).
        Node::PendingHandling => {
            story.order().service_type == ServiceType::Supplement
                || matches!(story.order().deadline, Deadline::Missed { .. })
        }
        // Without any address to approve with (R-REV-2).
        Node::PendingReview => matches!(story.order().deadline, Deadline::Missed(_)),
        Node::PendingShipment
        | Node::PendingReceipt
        | Node::PendingInspection
        | Node::Completed
        | Node::Cancelled
        | Node::Declined => false,
    }
}

// R-TIM-3
#[test]
fn from_every_state_the_system_alone_reaches_an_end_or_a_node_without_deadline_in_forty_days() {
    for story in &explored().states {
        let left_alone = story.clone().when_time_passes(Span::days(40));
        assert_eq!(left_alone.order().wakes_at(), None);
        assert!(
            left_alone.node().is_final() || waits_for_people(&left_alone),
            "{:?}",
            left_alone.order()
        );
    }
}

proptest! {
    #![proptest_config(config(128))]

    // R-TIM-3
    #[test]
    fn a_timer_that_wakes_acts_and_one_that_is_early_does_nothing((sample, steps) in walks(12)) {
        let story = walk(sample, &steps, |_| {});
        let now = story.now();
        let looked = elapse(story.order(), &story.situation());
        match story.order().wakes_at() {
            Some(wakes_at) if wakes_at <= now => {
                let outcome = looked.unwrap();
                assert!(outcome.state.version > story.order().version);
                assert!(outcome.state.wakes_at().is_none_or(|next| {
                    next > now || outcome.state.deadline != story.order().deadline
                }));
                assert!(outcome.recorded.iter().all(|line| line.automatic.is_some()));
            }
            Some(_) | None => assert_eq!(looked, Err(Refusal::NotDue {})),
        }
    }

    // R-TIM-3
    #[test]
    fn whatever_the_deadlines_timers_come_to_rest((sample, steps) in walks(12)) {
        let rest = walk(sample, &steps, |_| {}).when_time_passes(Span::days(400));
        assert_eq!(rest.order().wakes_at(), None);
    }

    // R-TIM-1
    #[test]
    fn what_a_page_says_will_happen_is_what_happens((sample, steps) in walks(10)) {
        let story = walk(sample, &steps, |_| {});
        let promised = story.order().due_action();
        assert_eq!(promised.is_some(), story.order().wakes_at().is_some());
    }
}
