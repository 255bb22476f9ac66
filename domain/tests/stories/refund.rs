//! Refunds 退款 (docs/rules.md § 2.7).

use aftercare_domain::{
    aggregate::{Attribution, Outcome, Situation, begin, execute, report},
    form::Record,
    order::line::LineBalance,
    people::party::OwnerRef,
    policy::Policy,
    refund::{
        ConfirmOffline, GatewayReport, Refund, RefundCommand, RefundEffect, RefundEvent,
        RefundFacts, RefundRefusal, RefundState,
    },
    service_order::{
        Node,
        catalogue::HandlingMethod,
        effect::{Begin, Effect, begins},
    },
    testing::{
        a_return, commands, people,
        sample::{fen, noon, pieces},
    },
    values::{
        id::RefundId,
        money::Money,
        time::{Span, Timestamp},
    },
};
use serde_json::json;

/// The refund of a completed return, as its log begins it.
fn requested() -> Outcome<Refund> {
    let story = a_return().at(Node::Completed);
    let granted = story.log().iter().find_map(|line| {
        let Begin::Refund(granted) = begins(story.order(), line)?;
        Some((line, granted))
    });
    let (line, granted) = granted.unwrap();
    begin(
        &Attribution::as_of(line),
        vec![RefundEvent::Requested(granted)],
        &situation(&RefundFacts::default(), &Policy::default(), line.at),
    )
    .unwrap()
}

const fn situation<'a>(
    facts: &'a RefundFacts,
    policy: &'a Policy,
    now: Timestamp,
) -> Situation<'a, RefundFacts> {
    Situation { now, policy, facts }
}

/// Finance confirms a transfer, which paid another refund or none.
fn confirm(
    refund: &Refund,
    command: &ConfirmOffline,
    paid: Option<RefundId>,
    now: Timestamp,
) -> Result<Refund, RefundRefusal> {
    let facts = RefundFacts { paid };
    let policy = Policy::default();
    let command = RefundCommand::ConfirmOffline(command.clone());
    let situation = situation(&facts, &policy, now);
    execute(refund, &people::agent(), &command, &situation).map(|outcome| outcome.state)
}

// R-RFD-1
#[test]
fn a_service_order_that_grants_money_begins_a_refund_with_a_log_of_its_own() {
    let story = a_return().at(Node::Completed);
    let Outcome {
        state,
        recorded,
        effects,
    } = requested();
    let order = story.order();
    assert_eq!(
        state.id.as_str(),
        format!("{}-{}", order.number, order.version)
    );
    assert_eq!(state.service_order, order.number);
    assert_eq!(state.amount, order.refunded);
    assert_eq!(OwnerRef::from(&state.owner), order.goods.owner());
    assert_eq!((state.state, state.version), (RefundState::Requested, 1));
    assert_eq!(effects, [RefundEffect::HandOver]);
    // Put down to whoever granted it.
    let granting = story.log().last().unwrap();
    assert_eq!(recorded[0].actor, granting.actor);
    assert_eq!(recorded[0].at, granting.at);
    let handed = report(
        &state,
        &GatewayReport::HandedOver,
        &situation(&RefundFacts::default(), &Policy::default(), noon()),
    );
    assert_eq!(handed.state.state, RefundState::Processing);
    assert_eq!(handed.effects, []);
    let again = report(
        &handed.state,
        &GatewayReport::HandedOver,
        &situation(&RefundFacts::default(), &Policy::default(), noon()),
    );
    assert_eq!(again.recorded, [], "nothing new");
}

// R-RFD-1
#[test]
fn a_refund_is_a_record_of_its_own_with_four_states() {
    assert_eq!(
        RefundState::NAMES,
        ["requested", "processing", "succeeded", "failed"]
    );
    a_return()
        .at(Node::PendingHandling)
        .when(
            &people::agent(),
            commands::handle(HandlingMethod::FullRefund),
        )
        .then_effect(&Effect::RefundRequested {
            amount: fen(299_900),
        });
}

// R-RFD-1
#[test]
fn the_refunds_of_a_line_never_exceed_what_was_paid_for_it() {
    let mut first = a_return().of_pieces(2).at(Node::PendingHandling);
    first.facts.line.refunded = fen(599_799);
    first
        .when(
            &people::agent(),
            commands::handle(HandlingMethod::FullRefund),
        )
        .then_order(|order| assert_eq!(order.refunded, fen(1)));
}

// R-RFD-1
#[test]
fn shares_of_a_line_are_whole_fen_and_add_up_to_it() {
    let mut line = LineBalance::untouched(pieces(3), fen(100), fen(10));
    let after = |before, count| line.pieces(before, pieces(count));
    assert_eq!(line.paid_for(after(0, 1)), fen(33));
    assert_eq!(line.paid_for(after(1, 1)), fen(33));
    assert_eq!(line.paid_for(after(2, 1)), fen(34));
    assert_eq!(line.paid_for(after(0, 2)), fen(66));
    assert_eq!(line.paid_for(after(1, 2)), fen(67));
    assert_eq!(line.paid_for(after(0, 3)), fen(100));
    assert_eq!(line.paid_for(after(9, 2)), fen(67), "never beyond the last");
    let freight = [0, 1, 2].map(|before| line.freight_for(after(before, 1)).fen());
    assert_eq!(freight, [3, 3, 4]);
    assert_eq!(line.refundable(after(0, 1), fen(30)), fen(3));
    let all = after(0, 3);
    line.refunded = fen(99);
    assert_eq!(line.refundable(all, Money::ZERO), fen(1));
}

// R-RFD-1
#[test]
fn finance_confirms_a_transfer_once_with_its_reference() {
    let command = ConfirmOffline::parse(&json!({"reference": "ICBC-20260302-0042"})).unwrap();
    let paid_at = Span::hours(5).after(noon());
    for state in [
        RefundState::Requested,
        RefundState::Processing,
        RefundState::Failed,
    ] {
        let refund = Refund {
            state,
            ..requested().state
        };
        let paid = confirm(&refund, &command, None, paid_at).unwrap();
        assert_eq!(paid.state, RefundState::Succeeded);
        assert_eq!(paid.succeeded_at, Some(paid_at));
        assert_eq!(paid.reference.as_ref(), Some(&command.reference));
        assert_eq!(
            confirm(&paid, &command, None, paid_at),
            Err(RefundRefusal::AlreadySucceeded)
        );
    }
    assert!(ConfirmOffline::parse(&json!({})).is_err());
}

// R-RFD-2
#[test]
fn a_transfer_pays_one_refund_unless_finance_says_that_it_paid_several() {
    let other = RefundId::parse("26030200000018-4").unwrap();
    for (shared, paid_other, refused) in [
        (None, false, false),
        (None, true, true),
        (Some(false), true, true),
        (Some(true), true, false),
        (Some(true), false, false),
    ] {
        let command = json!({"reference": "ICBC-20260302-0042", "shared_transfer": shared});
        let command = ConfirmOffline::parse(&command).unwrap();
        let paid_other = paid_other.then(|| other.clone());
        let confirmed = confirm(&requested().state, &command, paid_other, noon());
        if refused {
            let refund = other.clone();
            assert_eq!(confirmed, Err(RefundRefusal::ReferenceUsed { refund }));
        } else {
            assert_eq!(confirmed.unwrap().state, RefundState::Succeeded);
        }
    }
}

// R-RFD-3
#[test]
fn the_order_shows_what_was_paid_refunded_and_is_left() {
    let refund = |story: &aftercare_domain::testing::Story| {
        aftercare_domain::service_order::view::order(
            story.order(),
            &people::consumer(),
            &story.situation(),
        )
        .refund
    };
    let open = a_return().at(Node::PendingHandling);
    assert_eq!(refund(&open).paid, fen(299_900));
    assert_eq!(refund(&open).refunded, Money::ZERO);
    assert_eq!(refund(&open).refundable, fen(299_900));
    let partial = commands::handle_with(HandlingMethod::PartialRefund, &json!({"amount": 100}));
    let done = open.when(&people::agent(), partial);
    assert_eq!(refund(&done).refunded, fen(100));
    assert_eq!(refund(&done).refundable, fen(299_800));
}
