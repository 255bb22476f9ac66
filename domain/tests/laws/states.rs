//! No illegal state: whatever happens, these hold.

use aftercare_domain::{
    people::party::Party,
    service_order::{
        Deadline, Node, Recorded, ReturnOrigin, ServiceOrder, State, catalogue::RefundKind,
        evolve::replay, view,
    },
    testing::{Story, people},
    values::{money::Money, service::ServiceType},
};
use proptest::proptest;

use crate::walk::{config, walk, walks};

fn check(story: &Story) {
    let order = story.order();
    check_log(story);
    check_node(order);
    check_clock(order, story);
    check_money(story);
    check_entry(order);
}

/// What is kept for lists is read as it was written.
fn check_entry(order: &ServiceOrder) {
    let entry = view::ListEntry::of(order);
    let written = serde_json::to_string(&entry).unwrap();
    assert_eq!(
        serde_json::from_str::<view::ListEntry>(&written).unwrap(),
        entry
    );
}

fn check_log(story: &Story) {
    let (order, log) = (story.order(), story.log());
    assert_eq!(replay(log).as_ref(), Some(order), "replay");
    let count = u32::try_from(log.len()).unwrap();
    assert_eq!(order.version, count, "the version is the number of events");
    for (line, sequence) in log.iter().zip(1..) {
        assert_eq!(line.sequence, sequence);
        let by_system = line.actor.party == Party::System;
        assert_eq!(line.automatic.is_some(), by_system, "{line:?}");
    }
    assert!(log.windows(2).all(|pair| pair[0].at <= pair[1].at));
}

fn check_node(order: &ServiceOrder) {
    let brings_goods = order.service_method.brings_goods();
    let fits = order.service_type.methods().contains(&order.service_method);
    assert!(fits, "{} by {}", order.service_type, order.service_method);
    match &order.state {
        State::PendingReview { .. } => {
            assert_eq!(order.service_type, order.application.service_type);
            assert_eq!(order.receipt, None);
        }
        State::PendingShipment { .. } => {
            assert!(brings_goods && order.receiving_address.is_some());
            assert!(!order.goods_received());
        }
        State::PendingReceipt => {
            assert!(brings_goods && order.shipment.is_some());
            assert!(!order.goods_received());
        }
        State::PendingException { .. } => assert!(order.abnormality.is_some()),
        State::PendingInspection => assert!(order.receipt.is_some()),
        State::PendingHandling => {
            assert_eq!(order.inspection.is_some(), brings_goods);
            assert_eq!(order.goods_received(), brings_goods);
        }
        State::InRepair { quote } => {
            let handling = order.handling.as_ref().unwrap();
            assert_eq!(order.service_type, ServiceType::Repair);
            let quoted = quote.as_ref().map(|quote| quote.amount);
            assert_eq!(handling.quote, quoted);
            assert_eq!(handling.method.facts().needs_quote, quoted.is_some());
            assert_eq!(order.repair, None);
        }
        State::PendingReturn { origin } => check_return(order, *origin),
        State::Completed | State::Cancelled | State::Declined { .. } => {
            assert_eq!(order.deadline, Deadline::None);
            assert_eq!(order.due_action(), None);
        }
    }
}

fn check_return(order: &ServiceOrder, origin: ReturnOrigin) {
    match origin {
        ReturnOrigin::Handled => assert!(order.handling.is_some()),
        ReturnOrigin::Repaired => assert!(order.repair.is_some()),
        ReturnOrigin::QuoteDeclined => assert!(order.handling.as_ref().unwrap().quote.is_some()),
        ReturnOrigin::ConsumerConceded => assert!(order.abnormality.is_some()),
        ReturnOrigin::SuperCancelled => assert!(order.goods_received()),
    }
    assert_eq!(order.refunded, Money::ZERO, "nobody gets goods and money");
}

fn check_clock(order: &ServiceOrder, story: &Story) {
    if order.question_open() {
        assert_eq!(order.node(), Node::PendingReview);
        assert!(!matches!(order.deadline, Deadline::Running(_)));
    }
    if matches!(order.deadline, Deadline::Paused { .. }) {
        assert!(order.question_open());
    }
    if let Deadline::Running(term) | Deadline::Missed(term) = &order.deadline {
        assert!(term.started_at <= term.due_at, "{:?}", order.deadline);
        let warns_at = order.deadline.warns_at(&story.policy).unwrap();
        assert!((term.started_at..=term.due_at).contains(&warns_at));
    }
    if order.extended_in_node {
        assert_ne!(order.deadline, Deadline::None);
    }
    assert!(order.node_entered_at <= story.now());
}

fn check_money(story: &Story) {
    let (order, line) = (story.order(), &story.facts.line);
    let requested: i64 = story
        .log()
        .iter()
        .filter_map(|line| line.event.consequences().refund)
        .map(Money::fen)
        .sum();
    assert_eq!(order.refunded.fen(), requested);
    assert!(order.refunded <= order.paid(line));
    assert!(line.refunded <= line.paid);
    assert!(line.kept <= line.taken && line.taken <= line.bought.get());
    assert_eq!(
        (line.taken, line.kept),
        (order.pieces_taken(), order.pieces_kept())
    );
    if let Some(handling) = &order.handling {
        let refunds = handling.method.facts().refund != RefundKind::Nothing;
        assert!(refunds || handling.refund.is_none());
    }
}

proptest! {
    #![proptest_config(config(192))]

    #[test]
    fn whatever_happens_an_order_is_in_a_legal_state((sample, steps) in walks(16)) {
        walk(sample, &steps, check);
    }

    #[test]
    fn an_order_and_its_log_survive_being_written_down((sample, steps) in walks(12)) {
        let story = walk(sample, &steps, |_| {});
        let order = serde_json::to_string(story.order()).unwrap();
        assert_eq!(&serde_json::from_str::<ServiceOrder>(&order).unwrap(), story.order());
        for line in story.log() {
            let written = serde_json::to_string(line).unwrap();
            assert_eq!(&serde_json::from_str::<Recorded>(&written).unwrap(), line);
            let event = serde_json::to_value(&line.event).unwrap();
            assert_eq!(event["type"], line.event.name(), "the event's name in code and in the log");
        }
    }

    #[test]
    fn everyone_can_be_shown_every_order_and_its_log((sample, steps) in walks(12)) {
        let story = walk(sample, &steps, |_| {});
        for (_, actor) in aftercare_domain::testing::people::everyone() {
            let seen = view::order(story.order(), &actor, &story.situation());
            let written = serde_json::to_value(&seen).unwrap();
            assert_eq!(serde_json::from_value::<view::OrderView>(written).unwrap(), seen);
        }
        let log = view::log(story.log(), &people::agent());
        assert_eq!(log.len(), story.log().len());
        assert!(view::log(story.log(), &people::consumer()).len() <= log.len());
    }
}
