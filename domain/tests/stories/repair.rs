//! Repair 维修 (docs/rules.md § 2.6).

use aftercare_domain::{
    form::FieldError,
    service_order::{
        CommandType, Node, Refusal, ReturnOrigin, State, catalogue::HandlingMethod,
        consequences::Notice, effect::Effect,
    },
    testing::{Story, a_repair, commands, people, sample::fen},
    values::{service::ServiceType, time::Span},
};
use serde_json::json;

fn paid_repair() -> Story {
    a_repair().out_of_warranty().at(Node::PendingHandling).when(
        &people::technician(),
        commands::handle(HandlingMethod::RepairPartsPaid),
    )
}

// R-HND-3
#[test]
fn a_repair_is_handed_to_the_technician_with_method_consignee_and_remark() {
    let handled = commands::handle_with(
        HandlingMethod::RepairPartsFree,
        &json!({"consignee": commands::other_consignee(), "remark": "更换主板"}),
    );
    a_repair()
        .at(Node::PendingHandling)
        .when(&people::agent(), handled)
        .then_node(Node::InRepair)
        .then_order(|order| {
            assert_eq!(order.state, State::InRepair { quote: None });
            let handling = order.handling.as_ref().unwrap();
            let consignee = handling.consignee.as_ref().unwrap();
            assert_eq!(consignee.phone.as_str(), "01082828282");
            assert_eq!(handling.remark.as_ref().unwrap().as_str(), "更换主板");
        });
}

// R-HND-3
#[test]
fn the_technician_writes_what_was_repaired_and_the_goods_go_back() {
    a_repair()
        .at(Node::InRepair)
        .when(
            &people::technician(),
            commands::complete_repair(HandlingMethod::RepairAdjustment),
        )
        .then(&["repair_completed"])
        .then_node(Node::PendingReturn)
        .then_order(|order| {
            let repair = order.repair.as_ref().unwrap();
            assert_eq!(repair.method, HandlingMethod::RepairAdjustment);
            assert_eq!(repair.parts[0].price, Some(fen(15_000)));
            assert_eq!(repair.labour, Some(fen(4_900)));
            assert_eq!(repair.fault_codes[0].as_str(), "E-11");
            let origin = ReturnOrigin::Repaired;
            assert_eq!(order.state, State::PendingReturn { origin });
        });
}

// R-HND-3
#[test]
fn only_technicians_repair() {
    for actor in [people::agent(), people::receiver(), people::inspector()] {
        a_repair().at(Node::InRepair).then_withholds(
            &actor,
            CommandType::CompleteRepair,
            "forbidden",
        );
    }
}

// R-HND-3
#[test]
fn the_final_method_is_a_repair() {
    for &method in HandlingMethod::ALL {
        let repairs = method.facts().service_type == Some(ServiceType::Repair);
        let tried = a_repair()
            .at(Node::InRepair)
            .when(&people::technician(), commands::complete_repair(method));
        if !repairs {
            tried.then_refused(&Refusal::invalid("method", FieldError::NotApplicable {}));
        }
    }
}

// R-HND-3, R-HND-1
#[test]
fn the_final_method_fits_the_warranty_as_at_handling() {
    let free = HandlingMethod::RepairPartsFree;
    paid_repair()
        .when(&people::consumer(), commands::accept_quote())
        .when(&people::technician(), commands::complete_repair(free))
        .then_refused(&Refusal::OutOfWarranty { method: free });
}

// R-HND-4
#[test]
fn a_paid_repair_waits_for_the_consumer_to_accept_its_quote() {
    paid_repair()
        .then_node(Node::InRepair)
        .then_effect(&Effect::ConsumerTold {
            notice: Notice::Quoted,
        })
        .then_withholds(
            &people::technician(),
            CommandType::CompleteRepair,
            "quote_not_accepted",
        )
        .when(
            &people::technician(),
            commands::complete_repair(HandlingMethod::RepairPartsPaid),
        )
        .then_refused(&Refusal::QuoteNotAccepted {})
        .when(&people::consumer(), commands::accept_quote())
        .then(&["quote_accepted"])
        .then_effect(&Effect::StaffTold {
            notice: Notice::QuoteDecided,
        })
        .then_order(|order| {
            let State::InRepair { quote: Some(quote) } = &order.state else {
                panic!("{:?}", order.state)
            };
            assert_eq!(quote.amount, fen(19_900));
            assert!(quote.accepted_at.is_some());
        })
        .when(&people::consumer(), commands::decline_quote())
        .then_refused(&Refusal::NoOpenQuote {})
        .when(
            &people::technician(),
            commands::complete_repair(HandlingMethod::RepairPartsPaid),
        )
        .then_node(Node::PendingReturn);
}

// R-HND-4
#[test]
fn a_declined_quote_sends_the_original_goods_back() {
    paid_repair()
        .when(&people::consumer(), commands::decline_quote())
        .then(&["quote_declined"])
        .then_node(Node::PendingReturn)
        .then_order(|order| {
            let origin = ReturnOrigin::QuoteDeclined;
            assert_eq!(order.state, State::PendingReturn { origin });
            assert_eq!(order.repair, None);
        })
        .when(&people::receiver(), commands::send_goods_back())
        .then_node(Node::Completed);
}

// R-HND-4
#[test]
fn nobody_decides_on_a_quote_but_the_consumer_and_only_where_there_is_one() {
    for actor in [
        people::owner(),
        people::operator(),
        people::other_consumer(),
    ] {
        paid_repair()
            .when(&actor, commands::accept_quote())
            .then_refused_with(if actor == people::other_consumer() {
                "order_not_found"
            } else {
                "forbidden"
            });
    }
    a_repair()
        .at(Node::InRepair)
        .then_withholds(
            &people::consumer(),
            CommandType::AcceptQuote,
            "no_open_quote",
        )
        .when(
            &people::technician(),
            commands::complete_repair(HandlingMethod::RepairOtherPaid),
        )
        .then_refused(&Refusal::QuoteNotAccepted {});
}

// R-HND-4, R-RET-2
#[test]
fn goods_of_a_declined_quote_can_be_handled_again_with_a_new_quote() {
    let cheaper = commands::handle_with(HandlingMethod::RepairPartsPaid, &json!({"quote": 9_900}));
    paid_repair()
        .when(&people::consumer(), commands::decline_quote())
        .when(&people::receiver(), commands::return_to_handling())
        .then_node(Node::PendingHandling)
        .when(&people::technician(), cheaper)
        .then_order(|order| {
            let State::InRepair { quote: Some(quote) } = &order.state else {
                panic!("{:?}", order.state)
            };
            assert_eq!(quote.amount, fen(9_900));
            assert_eq!(quote.accepted_at, None);
        });
}

// R-HND-3
#[test]
fn a_repair_takes_the_time_it_takes() {
    a_repair()
        .at(Node::InRepair)
        .when_time_passes(Span::days(365))
        .then(&[])
        .then_node(Node::InRepair);
}
