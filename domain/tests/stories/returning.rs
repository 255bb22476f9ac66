//! Sending goods back, and ending an order early (docs/rules.md § 2.6).

use aftercare_domain::{
    form::FieldError,
    people::{party::Party, rule::Rule},
    service_order::{
        Command, CommandType, Node, Refusal, ReturnOrigin, State, consequences::Notice,
        effect::Effect, reason::AbnormalReason,
    },
    testing::{Sample, a_repair, a_return, a_supplement, an_exchange, commands, people},
};
use serde_json::json;

// R-RET-1
#[test]
fn a_parcel_to_the_consumer_completes_the_order() {
    for sample in [a_return(), an_exchange(), a_repair(), a_supplement()] {
        sample
            .at(Node::PendingReturn)
            .when(&people::receiver(), commands::send_goods_back())
            .then(&["goods_sent_back"])
            .then_node(Node::Completed)
            .then_effect(&Effect::ConsumerTold {
                notice: Notice::SentBack,
            })
            .then_order(|order| {
                let parcel = order.return_shipment.as_ref().unwrap();
                assert_eq!(parcel.tracking_number.as_str(), "751234567890123");
            });
    }
}

// R-RET-1
#[test]
fn the_parcels_number_is_of_its_carriers_pattern() {
    let body = json!({"type": "send_goods_back", "carrier": "jd", "tracking_number": "12345678"});
    let violations = Command::parse(&body).unwrap_err();
    assert_eq!(violations[0].field, "tracking_number");
    assert!(matches!(
        violations[0].fault,
        FieldError::NotATrackingNumber { .. }
    ));
}

// R-RET-2
#[test]
fn goods_that_were_handled_or_repaired_can_go_back_to_handling() {
    for sample in [a_return(), an_exchange(), a_repair(), a_supplement()] {
        sample
            .at(Node::PendingReturn)
            .when(&people::receiver(), commands::return_to_handling())
            .then(&["returned_to_handling"])
            .then_node(Node::PendingHandling)
            .walk_to(Node::Completed)
            .then_node(Node::Completed);
    }
}

// R-RET-2
#[test]
fn goods_of_a_super_cancel_cannot_go_back_to_handling() {
    a_return()
        .at(Node::PendingInspection)
        .when(&people::operator(), commands::super_cancel())
        .when(&people::receiver(), commands::return_to_handling())
        .then_refused(&Refusal::ReturnIsFinal {});
}

// R-CAN-1
#[test]
fn a_super_cancel_before_receipt_cancels_at_once() {
    let without_goods = vec![
        a_return().at(Node::PendingReview),
        a_return().at(Node::PendingShipment),
        a_return().at(Node::PendingReceipt),
        a_supplement().at(Node::PendingHandling),
        a_supplement().at(Node::PendingReturn),
        a_return().at(Node::PendingReceipt).when(
            &people::receiver(),
            commands::report_abnormal(AbnormalReason::NotReceived),
        ),
    ];
    for story in without_goods {
        story
            .when(&people::operator(), commands::super_cancel())
            .then(&["super_cancelled"])
            .then_node(Node::Cancelled)
            .then_effect(&Effect::ConsumerTold {
                notice: Notice::Cancelled,
            });
    }
}

// R-CAN-1
#[test]
fn a_super_cancel_after_receipt_sends_the_original_goods_back_and_then_cancels() {
    let with_goods = [
        a_return().at(Node::PendingException),
        a_return().at(Node::PendingInspection),
        a_return().at(Node::PendingHandling),
        a_repair().at(Node::InRepair),
        an_exchange().at(Node::PendingReturn),
    ];
    for story in with_goods {
        let story = story
            .when(&people::operator(), commands::super_cancel())
            .then(&["super_cancelled"])
            .then_node(Node::PendingReturn)
            .then_order(|order| {
                let origin = ReturnOrigin::SuperCancelled;
                assert_eq!(order.state, State::PendingReturn { origin });
            })
            .when(&people::operator(), commands::super_cancel())
            .then_refused(&Refusal::AlreadySuperCancelled {})
            .when(&people::receiver(), commands::send_goods_back())
            .then(&["goods_sent_back", "super_cancel_settled"])
            .then_node(Node::Cancelled);
        let [sent, settled] = story.step() else {
            panic!("{:?}", story.step())
        };
        assert_eq!(sent.actor.party, Party::Merchant);
        assert_eq!(settled.actor.party, Party::System);
        assert_eq!(settled.automatic, Some(Rule::SuperCancelSettled));
    }
}

// R-CAN-1
#[test]
fn only_the_operator_super_cancels_and_gives_a_reason() {
    for actor in [people::owner(), people::store(), people::consumer()] {
        let code = if actor == people::store() {
            "order_not_found"
        } else {
            "forbidden"
        };
        a_return()
            .at(Node::PendingShipment)
            .then_withholds(&actor, CommandType::SuperCancel, code);
    }
    a_return()
        .at(Node::PendingShipment)
        .then_offers(&people::platform_client(), CommandType::SuperCancel);
    assert!(Command::parse(&json!({"type": "super_cancel"})).is_err());
}

// R-CAN-1
#[test]
fn what_has_ended_cannot_be_super_cancelled() {
    let ended = |sample: Sample, node| {
        sample
            .at(node)
            .when(&people::operator(), commands::super_cancel())
            .then_refused_with("not_allowed_in_node");
    };
    ended(a_return(), Node::Completed);
    ended(a_return(), Node::Cancelled);
    ended(a_return(), Node::Declined);
}
