//! Exceptions 异常处理 (docs/rules.md § 2.4).

use aftercare_domain::{
    form::{FieldError, Violation},
    service_order::{
        CommandType, Event, Node, Refusal, ReturnOrigin, State, command::ExceptionResolution,
        reason::AbnormalReason,
    },
    testing::{
        a_return, commands, people,
        sample::{fen, pieces, time},
    },
    values::time::Span,
};
use serde_json::json;

// R-EXC-1
#[test]
fn where_the_consumer_concedes_the_original_goods_go_back_and_are_not_handled_again() {
    let story = a_return().at(Node::PendingException);
    let now = story.now();
    story
        .when(
            &people::receiver(),
            commands::resolve_exception(ExceptionResolution::ConsumerConcedes, now),
        )
        .then(&["exception_resolved"])
        .then_node(Node::PendingReturn)
        .then_order(|order| {
            let origin = ReturnOrigin::ConsumerConceded;
            assert_eq!(order.state, State::PendingReturn { origin });
        })
        .then_withholds(
            &people::receiver(),
            CommandType::ReturnToHandling,
            "return_is_final",
        )
        .when(&people::receiver(), commands::return_to_handling())
        .then_refused(&Refusal::ReturnIsFinal {})
        .when(&people::receiver(), commands::send_goods_back())
        .then_node(Node::Completed);
}

// R-EXC-2
#[test]
fn an_exception_on_hold_stays_with_a_remark_and_a_day_to_look_again() {
    let story = a_return().at(Node::PendingException);
    let now = story.now();
    let held = story
        .when(
            &people::receiver(),
            commands::resolve_exception(ExceptionResolution::Hold, now),
        )
        .then(&["exception_resolved"])
        .then_node(Node::PendingException)
        .then_order(|order| {
            let State::PendingException { hold: Some(hold) } = &order.state else {
                panic!("{:?}", order.state)
            };
            assert_eq!(hold.remark.as_str(), "已电话联系用户");
            assert_eq!(hold.review_on.to_string(), "2026-03-04");
        });
    let shown = aftercare_domain::service_order::view::summary(
        held.order(),
        &held.policy,
        &people::agent(),
    );
    assert!(shown.held, "its own tab of the node");
    held.when_time_passes(Span::days(90))
        .then(&[])
        .when(
            &people::receiver(),
            commands::resolve_exception(ExceptionResolution::MerchantConcedes, now),
        )
        .then_node(Node::PendingInspection);
}

// R-EXC-2
#[test]
fn to_hold_needs_a_remark_and_a_day_that_is_not_over() {
    let resolve = |body| {
        a_return()
            .at(Node::PendingException)
            .at_time(time("2026-03-04T23:59:59+08:00"))
            .when(&people::receiver(), commands::parsed(&body))
    };
    resolve(json!({"type": "resolve_exception", "resolution": "hold"})).then_refused(
        &Refusal::Invalid {
            violations: vec![
                Violation::new("remark", FieldError::Required {}),
                Violation::new("review_on", FieldError::Required {}),
            ],
        },
    );
    let hold_until = |day: &str| json!({"type": "resolve_exception", "resolution": "hold", "remark": "等用户寄出凭证", "review_on": day});
    resolve(hold_until("2026-03-03"))
        .then_refused(&Refusal::invalid("review_on", FieldError::InThePast {}));
    resolve(hold_until("2026-03-04")).then_node(Node::PendingException);
    let concede_until = json!({
        "type": "resolve_exception", "resolution": "merchant_concedes", "review_on": "2026-03-09",
    });
    resolve(concede_until)
        .then_refused(&Refusal::invalid("review_on", FieldError::NotApplicable {}));
}

// R-EXC-3
#[test]
fn where_the_merchant_concedes_the_goods_are_inspected() {
    for reason in [AbnormalReason::Incomplete, AbnormalReason::NotReceived] {
        let story = a_return()
            .at(Node::PendingReceipt)
            .when(&people::receiver(), commands::report_abnormal(reason));
        let now = story.now();
        story
            .when(
                &people::receiver(),
                commands::resolve_exception(ExceptionResolution::MerchantConcedes, now),
            )
            .then(&["exception_resolved"])
            .then_node(Node::PendingInspection)
            .then_order(|order| {
                assert!(order.goods_received());
                assert_eq!(order.abnormality.as_ref().unwrap().reason_code, reason);
            });
    }
}

// case 1, R-EXC-3: conceded are all pieces, unless the merchant says how many
#[test]
fn where_the_merchant_concedes_it_says_how_many_pieces_count_as_received() {
    let resolve = |body| {
        a_return()
            .of_pieces(2)
            .at(Node::PendingException)
            .when(&people::receiver(), commands::parsed(&body))
    };
    let concede = |quantity: i64| json!({"type": "resolve_exception", "resolution": "merchant_concedes", "quantity": quantity});
    let received = |story: aftercare_domain::testing::Story| {
        story
            .order()
            .receipt
            .as_ref()
            .map(|receipt| receipt.quantity)
    };
    let all = json!({"type": "resolve_exception", "resolution": "merchant_concedes"});
    assert_eq!(received(resolve(all)), Some(pieces(2)));
    assert_eq!(received(resolve(concede(1))), Some(pieces(1)));
    resolve(concede(1))
        .walk_to(Node::Completed)
        .then_order(|order| assert_eq!((order.refunded, order.pieces_taken()), (fen(299_900), 1)));
    resolve(concede(3)).then_refused(&Refusal::invalid(
        "quantity",
        FieldError::OutOfRange { min: 1, max: 2 },
    ));
    let hold = json!({
        "type": "resolve_exception", "resolution": "consumer_concedes", "quantity": 1,
    });
    resolve(hold).then_refused(&Refusal::invalid("quantity", FieldError::NotApplicable {}));
}

// R-EXC-3: logs of earlier releases say nothing of pieces
#[test]
fn a_concession_of_an_earlier_release_is_read_as_one_of_all_pieces() {
    let old = json!({
        "type": "exception_resolved",
        "data": {"resolution": "merchant_concedes", "remark": null, "review_on": null},
    });
    let event: Event = serde_json::from_value(old).unwrap();
    let Event::ExceptionResolved { received: None, .. } = event else {
        panic!("{event:?}");
    };
}

// R-EXC-1, R-EXC-2, R-EXC-3
#[test]
fn nothing_happens_to_an_exception_of_itself() {
    a_return()
        .at(Node::PendingException)
        .when_time_passes(Span::days(365))
        .then(&[])
        .then_node(Node::PendingException);
}
