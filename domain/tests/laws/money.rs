//! Money: the pieces of a line together are worth what was paid for it, whoever sends which of them back, and when.

use std::{collections::HashMap, sync::LazyLock};

use aftercare_domain::{
    order::line::LineBalance,
    people::party::Actor,
    service_order::{
        Command, CommandType, Facts, Node, ServiceOrder, Situation, catalogue::HandlingMethod,
        execute, execute::elapse,
    },
    testing::{Story, a_return, commands, people, sample},
    values::{money::Money, quantity::Quantity},
};
use proptest::{
    collection::vec,
    prelude::{Just, Strategy, any, prop_oneof},
    proptest,
    sample::select,
};
use serde_json::json;

use crate::walk::config;

/// The most pieces of a line, and so of an order.
const MOST: i64 = 5;

fn line(bought: i64, paid: i64, freight: i64) -> LineBalance {
    LineBalance::untouched(
        sample::pieces(bought),
        sample::fen(paid),
        sample::fen(freight.min(paid)),
    )
}

/// A return of so many pieces, of which so many came, that waits to be handled; found once, for every law asks for it.
fn waiting(applied: i64, received: i64) -> &'static Story {
    static WAITING: LazyLock<HashMap<(i64, i64), Story>> = LazyLock::new(|| {
        let all = (1..=MOST).flat_map(|applied| (1..=applied).map(move |came| (applied, came)));
        all.map(|(applied, came)| {
            let mut sample = a_return().of_pieces(applied);
            sample.facts.line.bought = sample::pieces(MOST);
            let signed = commands::parsed(&json!({"type": "sign_for", "quantity": came}));
            let story = sample
                .at(Node::PendingReceipt)
                .when(&people::receiver(), signed)
                .walk_to(Node::PendingHandling);
            ((applied, came), story)
        })
        .collect()
    });
    &WAITING[&(applied, received)]
}

/// How an order of the line ends.
#[derive(Debug, Clone, Copy)]
enum Ending {
    /// Somebody handles it, and would pay so much where the method asks for an amount.
    Handled(HandlingMethod, i64),
    /// Nobody does anything until the deadline.
    Left,
    /// The operator ends it, and the goods go back.
    Cancelled,
}

/// The orders of one line, as the server keeps them.
struct OneLine {
    line: LineBalance,
    open: Vec<ServiceOrder>,
    ended: Vec<ServiceOrder>,
}

impl OneLine {
    const fn new(line: LineBalance) -> Self {
        Self {
            line,
            open: Vec::new(),
            ended: Vec::new(),
        }
    }

    /// Somebody applies for pieces, and so many come; as long as there are any.
    fn apply(&mut self, applied: i64, received: i64) {
        if i64::from(self.line.available()) < applied {
            return;
        }
        let order = waiting(applied, received.min(applied)).order().clone();
        self.line = self.line.moved(None, &order);
        self.open.push(order);
    }

    /// One of the open orders ends, unless it is refused.
    fn end(&mut self, which: usize, ending: Ending) {
        if self.open.is_empty() {
            return;
        }
        let mut order = self.open.remove(which % self.open.len());
        match ending {
            Ending::Left => self.go_on(&mut order, None),
            Ending::Cancelled => {
                self.go_on(&mut order, Some(&commands::super_cancel()));
                self.go_on(&mut order, Some(&commands::send_goods_back()));
            }
            Ending::Handled(method, amount) => {
                let values = match method {
                    HandlingMethod::PartialRefund | HandlingMethod::DirectCompensation => {
                        json!({ "amount": amount })
                    }
                    _ => json!({}),
                };
                self.go_on(&mut order, Some(&commands::handle_with(method, &values)));
                self.go_on(&mut order, Some(&commands::send_goods_back()));
            }
        }
        if order.node().is_final() {
            self.ended.push(order);
        } else {
            self.open.push(order);
        }
        self.check();
    }

    /// A command, or what the system does at the deadline. What is refused leaves everything as it was.
    fn go_on(&mut self, order: &mut ServiceOrder, command: Option<&Command>) {
        let story = waiting(1, 1);
        let facts = Facts {
            line: self.line,
            ..story.facts.clone()
        };
        let situation = Situation {
            now: order.deadline.due_at().unwrap_or(story.now()),
            policy: &story.policy,
            facts: &facts,
        };
        let outcome = match command {
            None => elapse(order, &situation),
            Some(command) => execute(order, &giver(command), command, &situation),
        };
        if let Ok(outcome) = outcome {
            self.line = self.line.moved(Some(order), &outcome.state);
            *order = outcome.state;
        }
    }

    fn check(&self) {
        let line = &self.line;
        let orders = || self.open.iter().chain(&self.ended);
        let taken: u32 = orders().map(ServiceOrder::pieces_taken).sum();
        let kept: u32 = orders().map(ServiceOrder::pieces_kept).sum();
        let refunded: i64 = orders().map(|order| order.refunded.fen()).sum();
        assert_eq!(
            (line.taken, line.kept, line.refunded.fen()),
            (taken, kept, refunded)
        );
        assert!(kept <= taken && taken <= line.bought.get());
        assert!(refunded <= line.paid.fen(), "{refunded} of {:?}", line.paid);
    }

    /// What those whose goods are kept are shown to have paid for them.
    fn shown(&self) -> i64 {
        let kept = self.ended.iter().filter(|order| order.pieces_kept() > 0);
        kept.map(|order| order.paid_for_received(&self.line).fen())
            .sum()
    }
}

fn giver(command: &Command) -> Actor {
    if command.command_type() == CommandType::SuperCancel {
        people::operator()
    } else {
        people::owner()
    }
}

/// Handing all back, to whoever decides it; or giving the pieces back.
fn in_full_or_not_at_all() -> impl Strategy<Value = Ending> {
    prop_oneof![
        3 => Just(Ending::Handled(HandlingMethod::FullRefund, 0)),
        2 => Just(Ending::Left),
        1 => Just(Ending::Handled(HandlingMethod::ReturnRefused, 0)),
        1 => Just(Ending::Cancelled),
    ]
}

fn endings() -> impl Strategy<Value = Ending> {
    let money = select(vec![
        HandlingMethod::FullRefund,
        HandlingMethod::NoReasonRefund,
        HandlingMethod::PartialRefund,
        HandlingMethod::DirectCompensation,
    ]);
    let handled =
        (money, 0..12_000_i64).prop_map(|(method, amount)| Ending::Handled(method, amount));
    prop_oneof![3 => handled, 1 => in_full_or_not_at_all()]
}

/// Somebody applies for pieces of which some come, and then perhaps an order ends.
type Happening = ((i64, i64), Option<(usize, Ending)>);

/// What happens to a line.
fn events<E: Strategy<Value = Ending>>(ending: E) -> impl Strategy<Value = Vec<Happening>> {
    let applied = (1..=MOST, 1..=MOST);
    let ended = proptest::option::of((0..8_usize, ending));
    vec((applied, ended), 1..8)
}

proptest! {
    #![proptest_config(config(20_000))]

    // R-RFD-1, R-APP-2, cases 1 and 3
    #[test]
    fn the_pieces_of_a_line_are_worth_together_what_was_paid_in_whatever_order_they_come_back(
        bought in 1..=MOST, paid in 0..100_000_i64, freight in 0..500_i64,
        events in events(in_full_or_not_at_all()),
    ) {
        let mut one = OneLine::new(line(bought, paid, freight));
        for ((applied, received), ended) in events {
            one.apply(applied, received);
            if let Some((which, ending)) = ended {
                one.end(which, ending);
            }
        }
        // What is still away comes back piece by piece.
        while one.line.kept < one.line.bought.get() {
            one.apply(1, 1);
            one.end(0, Ending::Left);
        }
        assert_eq!(one.line.refunded, one.line.paid, "to the fen");
        assert_eq!(one.shown(), paid, "and so it is shown for good");
    }

    // R-RFD-1
    #[test]
    fn refunds_of_a_line_never_exceed_what_was_paid_for_it(
        bought in 1..=MOST, paid in 0..10_000_i64, freight in 0..500_i64,
        events in events(endings()),
    ) {
        let mut one = OneLine::new(line(bought, paid, freight));
        for ((applied, received), ended) in events {
            one.apply(applied, received);
            if let Some((which, ending)) = ended {
                one.end(which, ending);
            }
        }
    }

    // R-RFD-1
    #[test]
    fn shares_of_pieces_add_up_to_the_whole_however_they_are_parted(
        amount in 0..=100_000_000_000_i64, parts in vec(1..2_000_u32, 1..6),
    ) {
        let whole: u32 = parts.iter().sum();
        let amount = sample::fen(amount);
        let mut before = 0;
        let mut shares = Money::ZERO;
        for &part in &parts {
            let share = amount.share_after(before, part, whole);
            let even = amount.share(part, whole);
            assert!((0..=1).contains(&(share.fen() - even.fen())), "at most a fen more than an even share");
            shares = shares.plus(share);
            before += part;
        }
        assert_eq!(shares, amount);
        assert_eq!(amount.share(whole, whole), amount);
        assert_eq!(amount.share(1, 0), Money::ZERO);
    }
}

proptest! {
    #![proptest_config(config(192))]

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
