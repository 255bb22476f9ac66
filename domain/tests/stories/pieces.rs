//! The pieces of a line: which are taken, and what each is worth (R-APP-2, R-RFD-1).

use aftercare_domain::{
    order::line::LineBalance,
    service_order::{Node, Refusal, catalogue::HandlingMethod, effect::Effect, view},
    testing::{
        Sample, Story, a_return, commands, given, people,
        sample::{fen, pieces},
    },
    values::{money::Money, time::Span},
};
use serde_json::json;

// R-APP-2: for good by the ones that ended with the goods kept, whatever the amount
#[test]
fn what_ended_otherwise_than_with_the_goods_kept_gives_its_pieces_back() {
    use HandlingMethod as M;
    let at_handling = || a_return().of_pieces(2).at(Node::PendingHandling);
    let ended = |method| {
        at_handling()
            .when(&people::owner(), commands::handle(method))
            .walk_to(Node::Completed)
    };
    let keeping = [
        M::FullRefund,
        M::NoReasonRefund,
        M::PartialRefund,
        M::DirectCompensation,
    ];
    for method in keeping {
        let line = ended(method).facts.line;
        assert_eq!(
            (line.taken, line.kept),
            (2, 2),
            "{method}: the goods are there"
        );
    }
    for method in [M::ReturnRefused, M::WarrantyExchange, M::RepairAdjustment] {
        let line = ended(method).facts.line;
        assert_eq!((line.taken, line.kept), (0, 0), "{method}");
    }
    let compensated = given(a_return())
        .when(&people::agent(), commands::approve_direct_compensation(500))
        .then_node(Node::Completed);
    assert_eq!(
        (compensated.facts.line.taken, compensated.facts.line.kept),
        (0, 0)
    );
    let cancelled = at_handling()
        .when(&people::operator(), commands::super_cancel())
        .then_order(|order| assert_eq!(order.pieces_taken(), 2, "until the goods are back"))
        .walk_to(Node::Cancelled);
    assert_eq!(cancelled.facts.line.taken, 0);
}

// case 2, R-APP-2: a gift, for which nothing was paid
#[test]
fn a_gift_that_comes_back_ends_without_a_refund_and_stays_taken() {
    let mut gift = a_return().at(Node::PendingHandling);
    gift.facts.line.paid = Money::ZERO;
    gift.facts.line.freight = Money::ZERO;
    let by_a_person = |method| {
        gift.clone()
            .when(&people::agent(), commands::handle(method))
    };
    let by_the_system = gift.clone().when_time_passes(Span::days(1));
    for story in [
        by_a_person(HandlingMethod::FullRefund),
        by_a_person(HandlingMethod::NoReasonRefund),
        by_the_system,
    ] {
        assert_eq!(story.node(), Node::Completed);
        assert_eq!(story.order().handling.as_ref().unwrap().refund, None);
        assert_eq!(
            story.step()[0].event.consequences().refund,
            None,
            "there is no refund record"
        );
        assert_eq!((story.facts.line.taken, story.facts.line.kept), (1, 1));
    }
    for method in [
        HandlingMethod::PartialRefund,
        HandlingMethod::DirectCompensation,
    ] {
        by_a_person(method).then_refused(&Refusal::NothingToRefund {});
    }
}

// case 1, R-APP-2: 3 pieces for 269.97, of which two came
#[test]
fn what_grants_everything_grants_it_for_the_pieces_received() {
    let two_of_three = received(three_for(26_997), 2);
    let in_part = Effect::ReceivedInPart {
        received: pieces(2),
        applied: pieces(3),
        refund: Some(fen(17_998)),
    };
    let money =
        |story: &Story| view::order(story.order(), &people::consumer(), &story.situation()).refund;
    assert_eq!(money(&two_of_three).paid, fen(26_997));
    assert_eq!(money(&two_of_three).paid_for_received, Some(fen(17_998)));
    let by_a_person = two_of_three
        .clone()
        .when(
            &people::agent(),
            commands::handle(HandlingMethod::FullRefund),
        )
        .then_effect(&in_part);
    let by_the_system = two_of_three
        .clone()
        .when_time_passes(Span::days(1))
        .then_effect(&in_part);
    for story in [by_a_person, by_the_system] {
        assert_eq!(story.node(), Node::Completed);
        assert_eq!(story.order().refunded, fen(17_998));
        let line = &story.facts.line;
        assert_eq!((line.kept, line.available()), (2, 1), "one is free again");
        assert_eq!(money(&story).paid_for_received, Some(fen(17_998)));
        assert_eq!(money(&story).refundable, fen(8_999));
    }
    let amount = |amount: i64| {
        commands::handle_with(HandlingMethod::PartialRefund, &json!({"amount": amount}))
    };
    two_of_three
        .clone()
        .when(&people::agent(), amount(26_998))
        .then_refused(&Refusal::AmountOutOfRange {
            min: fen(1),
            max: fen(26_997),
        });
    two_of_three
        .when(&people::agent(), amount(26_997))
        .then_order(|order| {
            assert_eq!(
                order.refunded,
                fen(26_997),
                "a person pays for the missing one"
            );
        })
        .then_order(|order| assert_eq!(order.pieces_taken(), 2));
    let all = received(three_for(26_997), 3);
    assert_eq!(money(&all).paid_for_received, None, "nothing differs");
}

// case 1, R-HND-1: without the first freight of the pieces received
#[test]
fn a_return_without_a_reason_leaves_out_the_freight_of_the_pieces_received() {
    let mut story = received(three_for(26_997), 2);
    story.facts.line.freight = fen(1_000);
    story
        .when(
            &people::agent(),
            commands::handle(HandlingMethod::NoReasonRefund),
        )
        .then_order(|order| assert_eq!(order.refunded, fen(17_998 - 666)));
}

// case 3, R-RFD-1: 100.00 for 3 pieces
#[test]
fn three_returns_of_one_piece_get_together_what_was_paid() {
    let of_one = || {
        let mut sample = a_return();
        sample.facts.line = LineBalance::untouched(pieces(3), fen(10_000), fen(100));
        sample.at(Node::PendingHandling)
    };
    let mut line = LineBalance::untouched(pieces(3), fen(10_000), fen(100));
    let refunds = [3_333, 3_333, 3_334].map(|amount| {
        let mut story = of_one();
        story.facts.line = line.moved(None, story.order());
        let story = story.when(
            &people::agent(),
            commands::handle(HandlingMethod::FullRefund),
        );
        line = story.facts.line;
        assert_eq!(
            story.order().paid(&line),
            fen(amount),
            "and so it is shown for good"
        );
        (story.order().refunded, fen(amount))
    });
    for (refund, amount) in refunds {
        assert_eq!(refund, amount);
    }
    assert_eq!(line.refunded, fen(10_000));
}

// R-RFD-1: a fen for three pieces
#[test]
fn a_fen_for_three_pieces_goes_back_with_the_last_of_them() {
    let mut line = LineBalance::untouched(pieces(3), fen(1), Money::ZERO);
    for refund in [None, None, Some(fen(1))] {
        let mut story = a_return().at(Node::PendingHandling);
        story.facts.line = line.moved(None, story.order());
        let story = story
            .when_time_passes(Span::days(1))
            .then_node(Node::Completed)
            .then_order(|order| assert_eq!(order.handling.as_ref().unwrap().refund, refund));
        line = story.facts.line;
    }
    assert_eq!((line.kept, line.refunded), (3, fen(1)));
}

fn three_for(paid: i64) -> Sample {
    let mut sample = a_return().of_pieces(3);
    sample.facts.line = LineBalance::untouched(pieces(3), fen(paid), Money::ZERO);
    sample
}

fn received(sample: Sample, count: i64) -> Story {
    let signed = commands::parsed(&json!({"type": "sign_for", "quantity": count}));
    sample
        .at(Node::PendingReceipt)
        .when(&people::receiver(), signed)
        .walk_to(Node::PendingHandling)
}
