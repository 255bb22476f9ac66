//! Receipt 签收 (docs/rules.md § 2.4).

use aftercare_domain::{
    form::FieldError,
    people::{party::Party, rule::Rule},
    service_order::{
        Command, Node, Refusal, consequences::Notice, effect::Effect, reason::AbnormalReason,
    },
    testing::{a_return, commands, people, sample::pieces},
    values::{id::AttachmentId, time::Span},
};
use serde_json::json;

// R-RCV-1
#[test]
fn goods_that_are_signed_for_go_to_inspection() {
    let mut story = a_return().of_pieces(2).at(Node::PendingReceipt);
    let photo = AttachmentId::parse("photo-of-the-box").unwrap();
    story.facts.attachments.insert(photo.clone());
    let signed = commands::parsed(&json!({
        "type": "sign_for", "quantity": 1, "remark": "少一件", "attachments": [photo],
    }));
    story
        .when(&people::receiver(), signed)
        .then(&["signed_for"])
        .then_node(Node::PendingInspection)
        .then_effect(&Effect::ConsumerTold {
            notice: Notice::Received,
        })
        .then_order(|order| {
            let receipt = order.receipt.as_ref().unwrap();
            assert_eq!(receipt.quantity, pieces(1));
            assert_eq!(receipt.attachments, [photo]);
            assert!(!receipt.auto_passed);
            assert!(order.goods_received());
        });
}

// R-RCV-1
#[test]
fn all_pieces_came_where_nobody_counts_and_never_more_than_were_sent() {
    a_return()
        .of_pieces(2)
        .at(Node::PendingReceipt)
        .when(
            &people::receiver(),
            commands::parsed(&json!({"type": "sign_for", "quantity": 3})),
        )
        .then_refused(&Refusal::invalid(
            "quantity",
            FieldError::OutOfRange { min: 1, max: 2 },
        ))
        .when(&people::receiver(), commands::sign_for())
        .then_order(|order| assert_eq!(order.receipt.as_ref().unwrap().quantity, pieces(2)));
}

// case 1, R-RCV-2: none at all is abnormal
#[test]
fn that_nothing_came_is_reported_and_not_signed_for() {
    let three = pieces(3);
    let mut sample = a_return().of_pieces(3);
    sample.facts.line.bought = three;
    sample
        .at(Node::PendingReceipt)
        .when(
            &people::receiver(),
            commands::parsed(&json!({"type": "sign_for", "quantity": 0})),
        )
        .then_refused(&Refusal::NothingReceived { applied: three })
        .when(
            &people::receiver(),
            commands::report_abnormal(AbnormalReason::NotReceived),
        )
        .then_node(Node::PendingException);
}

// case 1, R-RCV-1
#[test]
fn whoever_signs_for_fewer_is_told_that_only_those_count() {
    a_return()
        .of_pieces(2)
        .at(Node::PendingReceipt)
        .when(
            &people::receiver(),
            commands::parsed(&json!({"type": "sign_for", "quantity": 1})),
        )
        .then_effect(&Effect::ReceivedInPart {
            received: pieces(1),
            applied: pieces(2),
            refund: None,
        })
        .then_order(|order| assert_eq!(order.pieces_taken(), 2, "as long as it is open"));
}

// R-RCV-1
#[test]
fn photos_must_be_the_callers_own() {
    let signed = commands::parsed(&json!({"type": "sign_for", "attachments": ["not-mine"]}));
    a_return()
        .at(Node::PendingReceipt)
        .when(&people::receiver(), signed)
        .then_refused(&Refusal::invalid("attachments[0]", FieldError::NotFound {}));
}

// R-RCV-2
#[test]
fn abnormal_goods_go_to_the_exceptions_with_reason_and_remark() {
    for &reason in AbnormalReason::ALL {
        a_return()
            .at(Node::PendingReceipt)
            .when(&people::receiver(), commands::report_abnormal(reason))
            .then(&["reported_abnormal"])
            .then_node(Node::PendingException)
            .then_effect(&Effect::ConsumerTold {
                notice: Notice::Abnormal,
            })
            .then_order(|order| {
                let abnormality = order.abnormality.as_ref().unwrap();
                assert_eq!(abnormality.reason_code, reason);
                assert_eq!(abnormality.remark.as_str(), "与申请描述不符，详见照片");
                let there = reason != AbnormalReason::NotReceived;
                assert_eq!(order.goods_received(), there, "{reason}");
            });
    }
}

// R-RCV-2
#[test]
fn abnormal_needs_a_reason_of_the_list_and_a_remark() {
    let violations = Command::parse(&json!({"type": "report_abnormal"})).unwrap_err();
    let fields: Vec<&str> = violations.iter().map(|one| one.field.as_str()).collect();
    assert_eq!(fields, ["reason_code", "remark"]);
    assert_eq!(
        AbnormalReason::NAMES,
        [
            "not_received",
            "wrong_quantity",
            "wrong_goods",
            "damaged_in_transit",
            "incomplete",
            "used_or_not_intact",
            "counterfeit",
            "other"
        ]
    );
}

// R-RCV-3
#[test]
fn after_ten_days_the_system_signs_and_it_is_marked_wherever_it_is_shown() {
    let story = a_return()
        .at(Node::PendingReceipt)
        .when_time_passes(Span::milliseconds(Span::days(10).ms() - 1))
        .then(&[])
        .when_time_passes(Span::milliseconds(1))
        .then(&["signed_for"])
        .then_node(Node::PendingInspection)
        .then_order(|order| {
            assert!(order.receipt.as_ref().unwrap().auto_passed);
            assert!(order.auto_passed());
        });
    let line = &story.step()[0];
    assert_eq!(line.actor.party, Party::System);
    assert_eq!(line.automatic, Some(Rule::ReceiptElapsed));

    let situation = story.situation();
    for (name, actor) in people::everyone() {
        let view = aftercare_domain::service_order::view::order(story.order(), &actor, &situation);
        assert!(view.auto_passed, "{name}");
        assert!(view.receipt.unwrap().auto_passed, "{name}");
    }
    let summary = aftercare_domain::service_order::view::summary(
        story.order(),
        &story.policy,
        &people::agent(),
    );
    assert!(summary.auto_passed);
}

// R-RCV-3
#[test]
fn the_mark_stays_to_the_end() {
    a_return()
        .at(Node::PendingReceipt)
        .when_time_passes(Span::days(10))
        .walk_to(Node::Completed)
        .then_order(|order| assert!(order.auto_passed()));
}
