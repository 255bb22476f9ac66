//! Money: the orders of a line together never get more than was paid for it.

use aftercare_domain::{
    catalogue::HandlingMethod,
    money::Money,
    quantity::Quantity,
    sale::LineBalance,
    service_order::Node,
    testing::{a_return, commands, people, sample},
};
use proptest::{collection::vec, prelude::any, proptest, sample::select};
use serde_json::json;

use crate::walk::config;

fn line(bought: i64, paid: i64, freight: i64) -> LineBalance {
    LineBalance {
        bought: sample::pieces(bought),
        paid: sample::fen(paid),
        freight: sample::fen(freight.min(paid)),
        taken: 0,
        refunded: Money::ZERO,
    }
}

/// How somebody settles an order, with the amount that they would like to pay.
type Settlement = (HandlingMethod, i64);

fn settle(line: &LineBalance, quantity: i64, settlement: Settlement) -> Option<Money> {
    let (method, amount) = settlement;
    let mut story = a_return().of_pieces(1).at(Node::PendingHandling);
    if quantity > 1 {
        story = a_return().of_pieces(2).at(Node::PendingHandling);
    }
    story.facts.line = *line;
    let values = match method {
        HandlingMethod::PartialRefund | HandlingMethod::DirectCompensation => {
            json!({ "amount": amount })
        }
        _ => json!({}),
    };
    let before = story.facts.line.refunded;
    let command = commands::handle_with(method, &values);
    let accepted = crate::walk::is_accepted(&story, &people::owner(), &command);
    accepted.then(|| {
        let after = story.when(&people::owner(), command);
        after.facts.line.refunded.less(before)
    })
}

proptest! {
    #![proptest_config(config(192))]

    // R-RFD-1
    #[test]
    fn refunds_of_a_line_never_exceed_what_was_paid_for_it(
        bought in 1..5_i64, paid in 0..10_000_i64, freight in 0..500_i64,
        settlements in vec(
            (1..=2_i64, (select(vec![
                HandlingMethod::FullRefund, HandlingMethod::NoReasonRefund,
                HandlingMethod::PartialRefund, HandlingMethod::DirectCompensation,
            ]), 0..12_000_i64)),
            0..8,
        ),
    ) {
        let mut line = line(bought, paid, freight);
        let mut total = 0;
        for (quantity, settlement) in settlements {
            if let Some(refund) = settle(&line, quantity.min(bought), settlement) {
                total += refund.fen();
                line.refunded = line.refunded.plus(refund);
            }
        }
        assert!(total <= paid, "{total} of {paid}");
        assert_eq!(line.refunded.fen(), total);
    }

    // R-RFD-1
    #[test]
    fn shares_add_up_to_no_more_than_the_whole(
        paid in 0..=100_000_000_000_i64, parts in vec(1..9_999_u32, 1..6),
    ) {
        let whole: u32 = parts.iter().sum();
        let paid = sample::fen(paid);
        let shares: i64 = parts.iter().map(|&part| paid.share(part, whole).fen()).sum();
        assert!(shares <= paid.fen());
        let lost = i64::try_from(parts.len()).unwrap();
        assert!(paid.fen() - shares < lost, "less than a fen a part is lost");
        assert_eq!(paid.share(whole, whole), paid);
        assert_eq!(paid.share(1, 0), Money::ZERO);
    }

    #[test]
    fn money_never_leaves_its_bounds(one in any::<i64>(), other in any::<i64>()) {
        let inside = |fen| Money::parse(fen).is_ok();
        assert_eq!(inside(one), (0..=100_000_000_000).contains(&one));
        if let (Ok(one), Ok(other)) = (Money::parse(one), Money::parse(other)) {
            assert!(inside(one.plus(other).fen()) && inside(one.less(other).fen()));
        }
    }

    // R-APP-2
    #[test]
    fn what_is_left_of_a_line_is_never_negative(bought in 1..=9_999_i64, taken in any::<u32>()) {
        let balance = LineBalance { taken, ..line(bought, 0, 0) };
        let bought = Quantity::parse(bought).unwrap().get();
        assert_eq!(balance.available(), bought - taken.min(bought));
    }
}
