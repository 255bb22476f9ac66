//! Refunds 退款 (docs/rules.md § 2.7).

use aftercare_domain::{
    form::Record,
    order::line::LineBalance,
    refund::{ConfirmOffline, Refund, RefundRefusal, RefundState},
    service_order::{Node, catalogue::HandlingMethod, effect::Effect},
    testing::{
        a_return, commands, people,
        sample::{fen, noon, pieces},
    },
    values::{id::RefundId, money::Money, time::Span},
};
use serde_json::json;

fn requested() -> Refund {
    let order = a_return().at(Node::Completed);
    Refund {
        id: RefundId::parse("r-1").unwrap(),
        service_order: order.order().number.clone(),
        amount: order.order().refunded,
        state: RefundState::Requested,
        requested_at: noon(),
        succeeded_at: None,
        reference: None,
    }
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
    let confirm = ConfirmOffline::parse(&json!({"reference": "ICBC-20260302-0042"})).unwrap();
    let paid_at = Span::hours(5).after(noon());
    for state in [
        RefundState::Requested,
        RefundState::Processing,
        RefundState::Failed,
    ] {
        let refund = Refund {
            state,
            ..requested()
        };
        let paid = refund
            .confirm_offline(confirm.clone(), None, paid_at)
            .unwrap();
        assert_eq!(paid.state, RefundState::Succeeded);
        assert_eq!(paid.succeeded_at, Some(paid_at));
        assert_eq!(
            paid.clone().confirm_offline(confirm.clone(), None, paid_at),
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
        let confirm = json!({"reference": "ICBC-20260302-0042", "shared_transfer": shared});
        let confirm = ConfirmOffline::parse(&confirm).unwrap();
        let paid_other = paid_other.then(|| other.clone());
        let confirmed = requested().confirm_offline(confirm, paid_other, noon());
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
