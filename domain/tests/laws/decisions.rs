//! What people may do, and what the system does at a deadline, is the same decision.

use std::sync::LazyLock;

use aftercare_domain::{
    order::line::LineBalance,
    service_order::{
        Event, Facts, Handling, Node, ServiceOrder, Situation, execute, execute::elapse,
        handling_offers::method_offers, node::DueAction,
    },
    testing::{Story, commands, sample},
};
use proptest::{prelude::any, proptest, sample::Index};

use crate::{explored::explored, walk::config};

/// What was decided, but for what only a person can say.
fn essence(event: &Event) -> Option<Handling> {
    let Event::Handled(handling) = event else {
        return None;
    };
    Some(Handling {
        suggested: None,
        reason: None,
        remark: None,
        ..(**handling).clone()
    })
}

/// Every order that waits to be handled and has a deadline at which the system looks.
fn waiting() -> &'static [&'static Story] {
    static WAITING: LazyLock<Vec<&'static Story>> = LazyLock::new(|| {
        let states = explored().states.iter();
        states
            .filter(|story| story.node() == Node::PendingHandling)
            .filter(|story| story.order().wakes_at().is_some())
            .collect()
    });
    &WAITING
}

proptest! {
    #![proptest_config(config(20_000))]

    // R-HND-1, R-HND-5, cases 1 to 3: whatever came, was paid and is left
    #[test]
    fn the_system_handles_an_order_as_a_person_would_who_chose_that_method_or_leaves_it_to_one(
        which in any::<Index>(), applied in 1..=4_i64, received in 1..=4_i64, more in 0..=3_i64,
        paid in 0..50_000_i64, freight in 0..2_000_i64, kept in 0..=3_u32, refunded in 0..50_000_i64,
    ) {
        let story = which.get(waiting());
        let order = with_pieces(story.order(), applied, received.min(applied));
        let taken = order.pieces_taken();
        let kept = kept.min(u32::try_from(more).unwrap());
        let facts = Facts {
            line: LineBalance {
                taken: taken + kept,
                kept,
                refunded: sample::fen(refunded.min(paid)),
                ..LineBalance::untouched(
                    sample::pieces(applied + more), sample::fen(paid), sample::fen(freight.min(paid)),
                )
            },
            ..story.facts.clone()
        };
        let now = order.wakes_at().unwrap();
        let situation = Situation { now, policy: &story.policy, facts: &facts };
        let by_the_system = elapse(&order, &situation).unwrap();
        let event = &by_the_system.recorded[0].event;
        let promised = order.due_action();
        let Some(decided) = essence(event) else {
            assert!(matches!(event, Event::DeadlineMissed {}));
            assert_eq!(promised, Some(DueAction::MarkOverdue));
            return Ok(());
        };
        assert_ne!(promised, Some(DueAction::MarkOverdue));
        let offers = method_offers(&order, &situation);
        let offer = offers.iter().find(|offer| offer.method == decided.method).unwrap();
        assert_eq!(offer.refusal, None, "{} is offered", decided.method);
        let command = commands::handle(decided.method);
        let by_a_person = execute(&order, &story.responsible(), &command, &situation).unwrap();
        assert_eq!(essence(&by_a_person.recorded[0].event), Some(decided));
        assert_eq!(
            facts.line.moved(Some(&order), &by_a_person.state),
            facts.line.moved(Some(&order), &by_the_system.state),
        );
        assert!(by_the_system.state.refunded <= order.paid_for_received(&facts.line));
    }
}

fn with_pieces(order: &ServiceOrder, applied: i64, received: i64) -> ServiceOrder {
    let mut order = order.clone();
    order.application.quantity = sample::pieces(applied);
    if let Some(receipt) = &mut order.receipt {
        receipt.quantity = sample::pieces(received);
    }
    order
}
