//! Review 审核 (docs/rules.md § 2.3).

use aftercare_domain::{
    form::FieldError,
    people::{party::Party, rule::Rule},
    policy::DeadlineKey,
    service_order::{
        CommandType, Deadline, Event, Node, Refusal, State, consequences::Notice, effect::Effect,
        node::DueAction, reason::RejectReason, view,
    },
    testing::{
        a_repair, a_return, a_supplement, an_application, an_exchange, commands, earlier, given,
        people,
        sample::{self, fen, noon},
    },
    values::{
        id::Spu,
        money::Money,
        service::{AddressPurpose, ServiceMethod, ServiceType},
        time::Span,
    },
};

// R-REV-1
#[test]
fn approving_looks_up_the_address_for_the_service_and_copies_it_into_the_order() {
    let groups = [
        (ServiceType::Return, "退货组"),
        (ServiceType::Exchange, "换货组"),
        (ServiceType::Repair, "维修组"),
    ];
    for (service_type, group) in groups {
        for method in [
            ServiceMethod::MailIn,
            ServiceMethod::Pickup,
            ServiceMethod::DropOff,
        ] {
            given(an_application(service_type).by(method))
                .when(&people::agent(), commands::approve())
                .then(&["approved"])
                .then_node(Node::PendingShipment)
                .then_effect(&Effect::ConsumerTold {
                    notice: Notice::Approved,
                })
                .then_order(|order| {
                    let address = order.receiving_address.as_ref().unwrap();
                    assert_eq!(address.name.as_str(), group);
                });
        }
    }
}

// R-REV-1
#[test]
fn a_reviewer_can_change_the_service_and_the_method() {
    given(a_return())
        .when(
            &people::agent(),
            commands::approve_as(ServiceType::Repair, ServiceMethod::Pickup),
        )
        .then_node(Node::PendingShipment)
        .then_order(|order| {
            assert_eq!(order.service_type, ServiceType::Repair);
            assert_eq!(order.service_method, ServiceMethod::Pickup);
            assert_eq!(order.application.service_type, ServiceType::Return);
            let address = order.receiving_address.as_ref().unwrap();
            assert_eq!(address.name.as_str(), "维修组");
        });
}

// R-REV-1
#[test]
fn a_changed_service_needs_a_method_that_fits_it() {
    let as_supplement_by_mail =
        commands::approve_as(ServiceType::Supplement, ServiceMethod::MailIn);
    given(a_return())
        .when(&people::agent(), as_supplement_by_mail)
        .then_refused(&Refusal::invalid(
            "service_method",
            FieldError::not_one_of(&["none"]),
        ))
        .when(
            &people::agent(),
            commands::parsed(&serde_json::json!({"type": "approve", "service_type": "supplement"})),
        )
        .then_node(Node::PendingHandling)
        .then_order(|order| assert_eq!(order.service_method, ServiceMethod::None));

    let as_exchange = serde_json::json!({"type": "approve", "service_type": "exchange"});
    given(a_supplement())
        .when(&people::agent(), commands::parsed(&as_exchange))
        .then_refused_at(&["service_method"]);
}

// § 2, service methods: money for goods that stay with the consumer is a compensation, which a person grants
#[test]
fn a_return_is_not_approved_without_its_goods() {
    let none = commands::approve_as(ServiceType::Return, ServiceMethod::None);
    let fits = FieldError::not_one_of(&["mail_in", "pickup", "drop_off"]);
    given(a_return())
        .when(&people::agent(), none)
        .then_refused(&Refusal::invalid("service_method", fits));
}

// § 2: a return of an earlier release
#[test]
fn an_old_return_without_its_goods_is_marked_and_whoever_approves_it_hears_what_that_would_cost() {
    let story = earlier::a_return_without_goods();
    let view = view::order(story.order(), &people::agent(), &story.situation());
    assert!(view.goods_stay, "it is marked");
    assert_eq!(view.due_action, Some(DueAction::MarkOverdue));
    let summary = view::summary(story.order(), &story.policy, &people::agent());
    assert!(summary.goods_stay, "in lists too");
    let of_now = given(a_return());
    assert!(!view::order(of_now.order(), &people::agent(), &of_now.situation()).goods_stay);

    let warned = story
        .when(&people::agent(), commands::approve())
        .then_refused(&Refusal::GoodsStay {
            refund: fen(299_900),
        });
    let by_mail = serde_json::json!({"type": "approve", "service_method": "mail_in"});
    warned
        .clone()
        .when(&people::agent(), commands::parsed(&by_mail))
        .then_node(Node::PendingShipment)
        .then_order(|order| assert!(!order.goods_stay()));
    let as_supplement = serde_json::json!({"type": "approve", "service_type": "supplement"});
    warned
        .clone()
        .when(&people::agent(), commands::parsed(&as_supplement))
        .then_node(Node::PendingHandling);
    warned
        .when(
            &people::agent(),
            commands::approve_direct_compensation(1_000),
        )
        .then_node(Node::Completed);
}

// § 2, R-REV-7
#[test]
fn at_the_deadline_the_system_approves_no_return_without_its_goods() {
    let story = earlier::a_return_without_goods()
        .when_time_passes(Span::days(30))
        .then(&["deadline_missed"])
        .then_node(Node::PendingReview);
    assert_eq!(story.step()[0].automatic, Some(Rule::Overdue));
    assert!(story.order().deadline.is_overdue(story.now()));
}

// R-REV-2
#[test]
fn approving_without_an_address_is_refused_and_names_what_to_maintain() {
    for sample in [
        an_exchange().without_addresses(),
        an_exchange().with_default_address_only(),
    ] {
        given(sample)
            .when(&people::agent(), commands::approve())
            .then_refused(&Refusal::AddressMissing {
                spu: Spu::parse("roborock-s8").unwrap(),
                purpose: AddressPurpose::Exchange,
            })
            .then_node(Node::PendingReview);
    }
}

// R-REV-2, R-REV-7
#[test]
fn the_automatic_approval_uses_the_merchants_default_address() {
    given(a_return().with_default_address_only())
        .when_time_passes(Span::days(1))
        .then(&["approved"])
        .then_node(Node::PendingShipment)
        .then_order(|order| {
            let address = order.receiving_address.as_ref().unwrap();
            assert_eq!(address.name.as_str(), "售后部");
        });
}

// R-REV-2
#[test]
fn without_any_address_the_order_stays_marked_and_the_merchant_is_told_once() {
    let story = given(a_return().without_addresses())
        .when_time_passes(Span::days(1))
        .then(&["address_missing"])
        .then_node(Node::PendingReview)
        .then_effect(&Effect::StaffTold {
            notice: Notice::AddressMissing,
        })
        .then_order(|order| {
            let marked = State::PendingReview {
                address_missing: true,
            };
            assert_eq!(order.state, marked);
            assert_eq!(order.wakes_at(), None, "never retried of itself");
            assert_eq!(order.due_action(), None);
            assert!(order.deadline.is_overdue(Span::days(1).after(noon())));
        });
    assert_eq!(story.step()[0].automatic, Some(Rule::AddressMissing));

    let story = story.when_time_passes(Span::days(30)).then(&[]);
    let mut maintained = story;
    maintained.facts.addresses = a_return().facts.addresses;
    maintained
        .when(&people::agent(), commands::approve())
        .then_node(Node::PendingShipment);
}

// R-REV-3
#[test]
fn a_parcel_that_is_known_at_approval_skips_the_shipment_and_the_log_says_so() {
    let story = given(a_return().with_parcel())
        .when(&people::agent(), commands::approve())
        .then(&["approved", "shipment_skipped"])
        .then_node(Node::PendingReceipt)
        .then_effect(&Effect::NodeEntered {
            node: Node::PendingReceipt,
            due_at: Some(Span::days(10).after(noon())),
            due_action: Some(DueAction::SignFor),
        })
        .then_order(|order| assert_eq!(order.shipment, Some(sample::parcel())));
    let [approved, skipped] = story.step() else {
        panic!("{:?}", story.step())
    };
    assert_eq!(approved.actor.party, Party::Merchant);
    assert_eq!(approved.automatic, None);
    assert_eq!(skipped.actor.party, Party::System);
    assert_eq!(skipped.automatic, Some(Rule::ShipmentSkipped));
}

// R-REV-4
#[test]
fn a_direct_compensation_refunds_and_completes_without_any_goods() {
    given(a_return())
        .when(
            &people::agent(),
            commands::approve_direct_compensation(5_000),
        )
        .then(&["direct_compensation_approved"])
        .then_node(Node::Completed)
        .then_effect(&Effect::RefundRequested { amount: fen(5_000) })
        .then_order(|order| assert_eq!(order.refunded, fen(5_000)));
}

// R-REV-4
#[test]
fn a_direct_compensation_is_at_least_a_cent_and_at_most_what_was_paid_for_the_pieces() {
    let paid_for_one_of_two = 299_900;
    let compensate = |amount| {
        given(a_return()).when(
            &people::agent(),
            commands::approve_direct_compensation(amount),
        )
    };
    for amount in [0, paid_for_one_of_two + 1] {
        compensate(amount).then_refused(&Refusal::AmountOutOfRange {
            min: Money::CENT,
            max: fen(paid_for_one_of_two),
        });
    }
    for amount in [1, paid_for_one_of_two] {
        compensate(amount).then_node(Node::Completed);
    }
}

// R-REV-4
#[test]
fn nothing_is_compensated_twice() {
    let mut story = given(a_return());
    story.facts.line.refunded = story.facts.line.paid;
    story
        .then_withholds(
            &people::agent(),
            CommandType::ApproveDirectCompensation,
            "nothing_to_refund",
        )
        .when(&people::agent(), commands::approve_direct_compensation(1))
        .then_refused(&Refusal::NothingToRefund {});
}

// R-REV-5
#[test]
fn an_approved_supplement_goes_straight_to_handling() {
    given(a_supplement())
        .when(&people::agent(), commands::approve())
        .then(&["approved"])
        .then_node(Node::PendingHandling)
        .then_order(|order| {
            assert_eq!(order.receiving_address, None);
            assert_eq!(order.deadline, Deadline::None);
        });
}

// R-REV-6
#[test]
fn a_rejected_order_is_declined_with_code_and_words() {
    given(a_return())
        .when(&people::agent(), commands::reject())
        .then(&["rejected"])
        .then_node(Node::Declined)
        .then_effect(&Effect::ConsumerTold {
            notice: Notice::Rejected,
        })
        .then_order(|order| {
            let State::Declined {
                reason_code,
                reason,
            } = &order.state
            else {
                panic!("{:?}", order.state)
            };
            assert_eq!(*reason_code, RejectReason::MisuseDamage);
            assert_eq!(reason.as_str(), "机身有明显进水痕迹");
            assert_eq!(order.deadline, Deadline::None);
        });
}

// R-REV-6
#[test]
fn rejecting_needs_a_code_and_words() {
    let body = serde_json::json!({"type": "reject", "reason": "  "});
    let violations = aftercare_domain::service_order::Command::parse(&body).unwrap_err();
    let found: Vec<_> = violations
        .iter()
        .map(|one| (one.field.as_str(), &one.fault))
        .collect();
    let required = FieldError::Required {};
    assert_eq!(found, [("reason_code", &required), ("reason", &required)]);
}

// R-REV-7
#[test]
fn at_the_deadline_the_system_approves_as_applied() {
    for sample in [a_return(), an_exchange(), a_repair()] {
        let applied = sample.application.clone();
        let story = given(sample)
            .when_time_passes(Span::milliseconds(Span::days(1).ms() - 1))
            .then(&[])
            .when_time_passes(Span::milliseconds(1))
            .then(&["approved"])
            .then_node(Node::PendingShipment);
        let line = &story.step()[0];
        assert_eq!(line.actor.party, Party::System);
        assert_eq!(line.automatic, Some(Rule::ReviewElapsed));
        let Event::Approved {
            service_type,
            service_method,
            receiving_address,
        } = &line.event
        else {
            panic!("{line:?}")
        };
        assert_eq!(*service_type, applied.service_type);
        assert_eq!(*service_method, applied.service_method);
        assert!(receiving_address.is_some());
    }
}

// R-REV-7, R-REV-3
#[test]
fn at_the_deadline_a_known_parcel_skips_the_shipment_too() {
    given(a_return().with_parcel())
        .when_time_passes(Span::days(1))
        .then(&["approved", "shipment_skipped"])
        .then_node(Node::PendingReceipt);
}

// R-REV-7, R-REV-5
#[test]
fn at_the_deadline_a_supplement_is_approved_without_an_address() {
    given(a_supplement().without_addresses())
        .when_time_passes(Span::days(1))
        .then(&["approved"])
        .then_node(Node::PendingHandling);
}

// R-REV-8
#[test]
fn a_question_stops_the_timer_until_the_answer_and_what_was_left_is_left() {
    let six_hours = Span::hours(6);
    let asked = given(a_return())
        .later(six_hours)
        .when(&people::agent(), commands::ask_consumer())
        .then(&["consumer_asked"])
        .then_node(Node::PendingReview)
        .then_effect(&Effect::ConsumerTold {
            notice: Notice::Asked,
        })
        .then_order(|order| {
            assert!(order.question_open());
            assert_eq!(order.deadline.due_at(), None);
            assert_eq!(order.due_action(), Some(DueAction::ResumeReview));
        });
    let asked_at = asked.now();
    let story = asked
        .when_time_passes(Span::hours(40))
        .then(&[])
        .when(&people::consumer(), commands::answer())
        .then(&["answered"])
        .then_effect(&Effect::StaffTold {
            notice: Notice::Answered,
        })
        .then_order(|order| {
            assert!(!order.question_open());
            let resumed = Span::hours(40).after(asked_at);
            let left = Span::hours(18);
            assert_eq!(order.deadline.due_at(), Some(left.after(resumed)));
            let answer = order.question.as_ref().unwrap().answer.as_ref().unwrap();
            assert_eq!(answer.text.as_str(), "序列号 R8S2026A00017");
        });
    story
        .when_time_passes(Span::hours(18))
        .then(&["approved"])
        .then_node(Node::PendingShipment);
}

// R-REV-8
#[test]
fn after_forty_eight_hours_the_review_goes_on_without_the_answer() {
    let story = given(a_return())
        .later(Span::hours(6))
        .when(&people::agent(), commands::ask_consumer())
        .when_time_passes(Span::hours(48))
        .then(&["answer_elapsed"])
        .then_node(Node::PendingReview)
        .then_order(|order| assert!(!order.question_open()));
    assert_eq!(story.step()[0].automatic, Some(Rule::AnswerElapsed));
    let now = story.now();
    story
        .then_order(|order| {
            assert_eq!(order.deadline.due_at(), Some(Span::hours(18).after(now)));
        })
        .when(&people::consumer(), commands::answer())
        .then_refused(&Refusal::NoOpenQuestion {});
}

// R-REV-8: also where no time was left, or none runs
#[test]
fn a_question_that_is_asked_when_no_time_runs_closes_after_forty_eight_hours_too() {
    let missed = given(a_return().without_addresses()).when_time_passes(Span::days(1));
    let mut untimed = a_return();
    let platform = &mut untimed.policy.deadlines.platform;
    platform.remove(&DeadlineKey::PendingReview);
    for story in [missed, given(untimed)] {
        let deadline = story.order().deadline.clone();
        let asked = story
            .when(&people::agent(), commands::ask_consumer())
            .then(&["consumer_asked"]);
        let answer_by = Span::hours(48).after(asked.now());
        let elapsed = asked
            .then_order(|order| {
                assert_eq!(order.wakes_at(), Some(answer_by));
                assert_eq!(order.due_action(), Some(DueAction::ResumeReview));
            })
            .when_time_passes(Span::milliseconds(Span::hours(48).ms() - 1))
            .then(&[])
            .when_time_passes(Span::milliseconds(1))
            .then(&["answer_elapsed"])
            .then_node(Node::PendingReview)
            .then_order(|order| {
                assert!(!order.question_open());
                assert_eq!(order.deadline, deadline, "it gives no time, and takes none");
                assert_eq!(order.wakes_at(), None);
                assert_eq!(order.due_action(), None);
            });
        assert_eq!(elapsed.step()[0].automatic, Some(Rule::AnswerElapsed));
        elapsed
            .when_time_passes(Span::days(30))
            .then(&[])
            .when(&people::consumer(), commands::answer())
            .then_refused(&Refusal::NoOpenQuestion {});
    }
}

// R-REV-8
#[test]
fn a_question_that_is_answered_when_no_time_runs_is_closed_by_the_answer() {
    given(a_return().without_addresses())
        .when_time_passes(Span::days(1))
        .when(&people::agent(), commands::ask_consumer())
        .later(Span::hours(47))
        .when(&people::consumer(), commands::answer())
        .then(&["answered"])
        .then_order(|order| assert_eq!(order.wakes_at(), None))
        .when_a_timer_looks()
        .then_refused(&Refusal::NotDue {});
}

// R-REV-8
#[test]
fn a_server_that_was_down_when_the_answers_time_was_over_gives_no_more_than_forty_eight_hours() {
    given(a_return())
        .later(Span::hours(6))
        .when(&people::agent(), commands::ask_consumer())
        .later(Span::hours(48 + 10))
        .when_a_timer_looks()
        .then(&["answer_elapsed"])
        .then_order(|order| {
            let resumed = Span::hours(6 + 48).after(noon());
            assert_eq!(
                order.deadline.due_at(),
                Some(Span::hours(18).after(resumed))
            );
        });
}

// R-REV-8
#[test]
fn the_consumer_is_asked_once_an_order() {
    given(a_return())
        .when(&people::agent(), commands::ask_consumer())
        .when(&people::agent(), commands::ask_consumer())
        .then_refused(&Refusal::AlreadyAsked {})
        .when(&people::consumer(), commands::answer())
        .when(&people::agent(), commands::ask_consumer())
        .then_refused(&Refusal::AlreadyAsked {});
}

// R-REV-8
#[test]
fn a_review_that_ends_without_the_answer_closes_the_question() {
    given(a_return())
        .when(&people::agent(), commands::ask_consumer())
        .when(&people::agent(), commands::approve())
        .then_node(Node::PendingShipment)
        .then_order(|order| assert!(!order.question_open()));
}
