//! Handling 处理 (docs/rules.md § 2.6).

use aftercare_domain::{
    form::{FieldError, Violation},
    people::{party::Party, rule::Rule},
    service_order::{
        CommandType, Node, Refusal, ReturnOrigin, State,
        catalogue::HandlingMethod,
        consequences::Notice,
        effect::Effect,
        handling_offers::{SuggestionReason, method_offers, suggested_method},
        inspection::{Liability, Verdict},
        node::DueAction,
    },
    testing::{
        Sample, Story, a_repair, a_return, a_supplement, an_exchange, commands, earlier, people,
        sample::fen,
    },
    values::{channel::Channel, money::Money, service::ServiceType, time::Span},
};
use serde_json::json;

fn handled(sample: Sample, method: HandlingMethod) -> Story {
    sample
        .at(Node::PendingHandling)
        .when(&people::owner(), commands::handle(method))
}

fn concluding(
    sample: Sample,
    service_type: ServiceType,
    method: HandlingMethod,
    liability: Liability,
) -> Story {
    let in_warranty = true;
    sample.at(Node::PendingInspection).when(
        &people::inspector(),
        commands::inspect(service_type, method, liability, in_warranty),
    )
}

fn refused_at_handling(story: &Story, method: HandlingMethod) -> Option<Refusal> {
    method_offers(story.order(), &story.situation())
        .into_iter()
        .find(|offer| offer.method == method)
        .unwrap()
        .refusal
}

// § 2.6: the catalogue's columns "next" and "refund"
#[test]
fn each_method_leads_where_the_catalogue_says_and_refunds_what_it_says() {
    use HandlingMethod as M;
    let one_piece = fen(299_900);
    let first_freight_of_one = fen(1_000);
    let ways = vec![
        (a_return(), M::FullRefund, Node::Completed, Some(one_piece)),
        (
            a_return(),
            M::NoReasonRefund,
            Node::Completed,
            Some(one_piece.less(first_freight_of_one)),
        ),
        (a_return(), M::PartialRefund, Node::Completed, Some(fen(1))),
        (a_return(), M::ReturnRefused, Node::PendingReturn, None),
        (
            an_exchange(),
            M::WarrantyExchange,
            Node::PendingReturn,
            None,
        ),
        (an_exchange(), M::ExchangeRefused, Node::PendingReturn, None),
        (a_repair(), M::RepairPartsFree, Node::InRepair, None),
        (
            a_repair().out_of_warranty(),
            M::RepairPartsPaid,
            Node::InRepair,
            None,
        ),
        (a_repair(), M::RepairAccessory, Node::InRepair, None),
        (a_repair(), M::RepairAdjustment, Node::InRepair, None),
        (a_repair(), M::RepairOtherPaid, Node::InRepair, None),
        (
            a_return(),
            M::DirectCompensation,
            Node::Completed,
            Some(fen(1)),
        ),
        (
            a_supplement().in_channel(Channel::YoupinJd),
            M::SupplementWarehouse,
            Node::PendingReturn,
            None,
        ),
        (
            a_supplement(),
            M::SupplementMerchant,
            Node::PendingReturn,
            None,
        ),
    ];
    assert_eq!(ways.len(), M::ALL.len());
    for (sample, method, node, refund) in ways {
        sample
            .at(Node::PendingHandling)
            .when_staff(commands::handle(method))
            .then(&["handled"])
            .then_node(node)
            .then_order(|order| {
                let handling = order.handling.as_ref().unwrap();
                assert_eq!(handling.refund, refund, "{method}");
                assert_eq!(order.refunded, refund.unwrap_or_default(), "{method}");
                let goods_leave = node != Node::Completed;
                assert_eq!(handling.consignee.is_some(), goods_leave, "{method}");
            });
    }
}

// § 2.6: the catalogue's column "needs"
#[test]
fn each_method_asks_for_what_the_catalogue_says_it_needs() {
    let bare = |method| commands::parsed(&json!({"type": "handle", "method": method}));
    let missing = [
        (
            a_return(),
            HandlingMethod::PartialRefund,
            vec!["reason", "amount"],
        ),
        (a_return(), HandlingMethod::ReturnRefused, vec!["reason"]),
        (
            an_exchange(),
            HandlingMethod::ExchangeRefused,
            vec!["reason"],
        ),
        (
            a_return(),
            HandlingMethod::DirectCompensation,
            vec!["reason", "amount"],
        ),
        (
            a_repair().out_of_warranty(),
            HandlingMethod::RepairPartsPaid,
            vec!["quote"],
        ),
        (a_repair(), HandlingMethod::RepairOtherPaid, vec!["quote"]),
        (
            a_supplement(),
            HandlingMethod::SupplementMerchant,
            vec!["parts"],
        ),
    ];
    for (sample, method, fields) in missing {
        sample
            .at(Node::PendingHandling)
            .when(&people::owner(), bare(method))
            .then_refused_at(&fields);
    }
    for (sample, method) in [
        (a_return(), HandlingMethod::FullRefund),
        (an_exchange(), HandlingMethod::WarrantyExchange),
        (a_repair(), HandlingMethod::RepairPartsFree),
    ] {
        sample
            .at(Node::PendingHandling)
            .when(&people::owner(), bare(method))
            .then(&["handled"]);
    }
}

// § 2.6
#[test]
fn money_and_goods_that_a_method_knows_nothing_of_are_refused_and_not_ignored() {
    let body = json!({
        "type": "handle", "method": "full_refund", "amount": 100, "quote": 100, "replacement": {"sku": "s8-black"},
    });
    a_return()
        .at(Node::PendingHandling)
        .when(&people::owner(), commands::parsed(&body))
        .then_refused_at(&["amount", "quote", "replacement"]);
    let free = commands::handle_with(HandlingMethod::RepairOtherPaid, &json!({"quote": 0}));
    a_repair()
        .at(Node::PendingHandling)
        .when(&people::owner(), free)
        .then_refused_at(&["quote"]);
}

// R-HND-1
#[test]
fn a_method_of_another_warranty_is_shown_with_its_reason_and_refused_with_the_same() {
    let cases = [
        (a_repair(), HandlingMethod::RepairPartsPaid, "in_warranty"),
        (
            a_repair().out_of_warranty(),
            HandlingMethod::RepairPartsFree,
            "out_of_warranty",
        ),
    ];
    for (sample, method, code) in cases {
        let story = sample.at(Node::PendingHandling);
        let shown = refused_at_handling(&story, method).unwrap();
        assert_eq!(shown.code(), code);
        story
            .when(&people::owner(), commands::handle(method))
            .then_refused(&shown);
    }
}

// R-HND-1
#[test]
fn what_is_offered_is_accepted_and_what_is_not_is_refused_with_the_same_words() {
    for service_type in ServiceType::ALL {
        for channel in Channel::ALL {
            let sample =
                aftercare_domain::testing::an_application(*service_type).in_channel(*channel);
            let story = sample.at(Node::PendingHandling);
            for offer in method_offers(story.order(), &story.situation()) {
                let tried = story.clone().when_staff(commands::handle(offer.method));
                match offer.refusal {
                    None => tried.then(&["handled"]),
                    Some(refusal) => tried.then_refused(&refusal),
                };
            }
        }
    }
}

// R-HND-1
#[test]
fn supplements_are_sent_by_the_warehouse_or_the_merchant_as_the_channel_says() {
    let online = a_supplement().at(Node::PendingHandling);
    assert_eq!(
        refused_at_handling(&online, HandlingMethod::SupplementWarehouse),
        Some(Refusal::MethodNotInChannel {
            method: HandlingMethod::SupplementWarehouse,
            channel: Channel::YoupinOnline
        })
    );
    let jd = a_supplement()
        .in_channel(Channel::YoupinJd)
        .at(Node::PendingHandling);
    assert_eq!(
        refused_at_handling(&jd, HandlingMethod::SupplementWarehouse),
        None
    );
    assert_eq!(
        refused_at_handling(&jd, HandlingMethod::SupplementMerchant)
            .unwrap()
            .code(),
        "method_not_in_channel"
    );
}

// R-HND-1
#[test]
fn no_amount_is_granted_where_nothing_is_left() {
    let mut story = a_return().at(Node::PendingHandling);
    story.facts.line.refunded = story.facts.line.paid;
    for method in [
        HandlingMethod::PartialRefund,
        HandlingMethod::DirectCompensation,
    ] {
        assert_eq!(
            refused_at_handling(&story, method),
            Some(Refusal::NothingToRefund {}),
            "{method}"
        );
    }
    for method in [
        HandlingMethod::FullRefund,
        HandlingMethod::NoReasonRefund,
        HandlingMethod::ReturnRefused,
    ] {
        assert_eq!(refused_at_handling(&story, method), None, "{method}");
    }
}

// R-HND-1
#[test]
fn a_return_without_a_reason_needs_intact_goods() {
    let full_refund = json!({
        "service_type": "return", "handling_method": "full_refund", "liability": "product", "in_warranty": true,
    });
    let worn = commands::inspect_finding(Verdict::Fail, &full_refund);
    a_return()
        .at(Node::PendingInspection)
        .when(&people::inspector(), worn)
        .when(
            &people::agent(),
            commands::handle(HandlingMethod::NoReasonRefund),
        )
        .then_refused(&Refusal::GoodsNotIntact {});
    a_return()
        .at(Node::PendingInspection)
        .when_time_passes(Span::days(1))
        .when(
            &people::agent(),
            commands::handle(HandlingMethod::NoReasonRefund),
        )
        .then_refused(&Refusal::GoodsNotIntact {});
}

// R-HND-1, R-APP-3, case 14
#[test]
fn a_return_without_a_reason_was_applied_for_within_seven_days_whatever_the_category_grants() {
    let mut generous = a_return();
    generous.policy.windows.return_days = 30;
    // At noon of the seventh day, of goods that came in the first minute of their day; and of the eighth.
    let seven = generous.clone().delivered_before(Span::hours(7 * 24 + 12));
    handled(seven, HandlingMethod::NoReasonRefund).then_node(Node::Completed);
    let a_day_late = Span::milliseconds(Span::hours(7 * 24 + 12).ms() + 1);
    handled(
        generous.delivered_before(a_day_late),
        HandlingMethod::NoReasonRefund,
    )
    .then_refused(&Refusal::NotWithinSevenDays {});
}

// R-HND-1
#[test]
fn an_amount_is_from_a_cent_to_what_is_left() {
    let partial = |amount: i64| {
        commands::handle_with(HandlingMethod::PartialRefund, &json!({"amount": amount}))
    };
    let mut story = a_return().at(Node::PendingHandling);
    story.facts.line.refunded = fen(599_800 - 500);
    for amount in [0, 501] {
        story
            .clone()
            .when(&people::agent(), partial(amount))
            .then_refused(&Refusal::AmountOutOfRange {
                min: fen(1),
                max: fen(500),
            });
    }
    story
        .when(&people::agent(), partial(500))
        .then_node(Node::Completed)
        .then_effect(&Effect::RefundRequested { amount: fen(500) });
}

// R-HND-1
#[test]
fn handling_is_offered_only_to_those_who_could_choose_a_method() {
    earlier::an_approved_return_without_goods()
        .then_withholds(&people::technician(), CommandType::Handle, "forbidden")
        .then_offers(&people::agent(), CommandType::Handle);
    a_return()
        .at(Node::PendingHandling)
        .then_offers(&people::technician(), CommandType::Handle)
        .when(
            &people::technician(),
            commands::handle(HandlingMethod::FullRefund),
        )
        .then_refused_with("forbidden")
        .when(
            &people::technician(),
            commands::handle(HandlingMethod::RepairAdjustment),
        )
        .then_node(Node::InRepair);
}

// R-HND-2
#[test]
fn handling_changes_the_service_once_the_goods_are_there_and_says_so() {
    let concluded_return = concluding(
        a_repair(),
        ServiceType::Return,
        HandlingMethod::FullRefund,
        Liability::Product,
    );
    concluded_return
        .when(
            &people::agent(),
            commands::handle(HandlingMethod::FullRefund),
        )
        .then_node(Node::Completed)
        .then_order(|order| {
            assert_eq!(order.application.service_type, ServiceType::Repair);
            assert_eq!(order.service_type, ServiceType::Return);
            assert_eq!(order.refunded, fen(299_900));
        });
    handled(a_return(), HandlingMethod::WarrantyExchange)
        .then_order(|order| assert_eq!(order.service_type, ServiceType::Exchange));
    handled(an_exchange(), HandlingMethod::RepairPartsFree)
        .then_node(Node::InRepair)
        .then_order(|order| assert_eq!(order.service_type, ServiceType::Repair));
}

// R-HND-2
#[test]
fn without_the_goods_a_return_stays_a_return_and_a_supplement_a_supplement() {
    let refund_only = earlier::an_approved_return_without_goods();
    assert_eq!(
        refused_at_handling(&refund_only, HandlingMethod::WarrantyExchange),
        Some(Refusal::GoodsNotReceived {
            method: HandlingMethod::WarrantyExchange
        })
    );
    assert_eq!(
        refused_at_handling(&refund_only, HandlingMethod::ReturnRefused)
            .unwrap()
            .code(),
        "goods_not_received"
    );
    let supplement = a_supplement().at(Node::PendingHandling);
    for method in [HandlingMethod::FullRefund, HandlingMethod::RepairPartsFree] {
        assert_eq!(
            refused_at_handling(&supplement, method).unwrap().code(),
            "method_not_for_type"
        );
    }
    let exchange = an_exchange().at(Node::PendingHandling);
    assert_eq!(
        refused_at_handling(&exchange, HandlingMethod::ReturnRefused)
            .unwrap()
            .code(),
        "method_not_for_type",
        "a refusal answers what was asked for"
    );
}

// R-HND-5
#[test]
fn at_the_deadline_a_return_or_an_exchange_is_handled_as_the_inspection_concluded() {
    use HandlingMethod as M;
    let cases = [
        (a_return(), Liability::Product, M::FullRefund),
        (a_return(), Liability::Carrier, M::FullRefund),
        (a_return(), Liability::Consumer, M::ReturnRefused),
        (a_return(), Liability::NoneFound, M::ReturnRefused),
        (an_exchange(), Liability::Product, M::WarrantyExchange),
        (an_exchange(), Liability::Carrier, M::WarrantyExchange),
        (an_exchange(), Liability::Consumer, M::ExchangeRefused),
        (an_exchange(), Liability::NoneFound, M::ExchangeRefused),
    ];
    for (sample, liability, method) in cases {
        let service_type = sample.application.service_type;
        let concluded = service_type.granting_method(true);
        let story = concluding(sample, service_type, concluded, liability)
            .when_time_passes(Span::milliseconds(Span::days(1).ms() - 1))
            .then(&[])
            .when_time_passes(Span::milliseconds(1))
            .then(&["handled"])
            .then_order(|order| {
                let handling = order.handling.as_ref().unwrap();
                assert_eq!(handling.method, method, "{service_type}, {liability}");
                let granted = method == M::FullRefund;
                assert_eq!(handling.refund, granted.then_some(fen(299_900)));
            });
        let line = &story.step()[0];
        assert_eq!(line.actor.party, Party::System);
        assert_eq!(line.automatic, Some(Rule::HandlingElapsed));
    }
}

// R-HND-5, R-HND-2
#[test]
fn at_the_deadline_a_conclusion_of_another_service_counts() {
    concluding(
        an_exchange(),
        ServiceType::Return,
        HandlingMethod::FullRefund,
        Liability::Product,
    )
    .when_time_passes(Span::days(1))
    .then_node(Node::Completed)
    .then_order(|order| assert_eq!(order.service_type, ServiceType::Return));
}

// R-HND-5
#[test]
fn at_the_deadline_of_seven_days_a_repair_becomes_a_full_refund() {
    for liability in Liability::ALL {
        concluding(
            a_repair(),
            ServiceType::Repair,
            HandlingMethod::RepairPartsFree,
            *liability,
        )
        .when_time_passes(Span::milliseconds(Span::days(7).ms() - 1))
        .then(&[])
        .when_time_passes(Span::milliseconds(1))
        .then(&["handled"])
        .then_node(Node::Completed)
        .then_order(|order| {
            let handling = order.handling.as_ref().unwrap();
            assert_eq!(handling.method, HandlingMethod::FullRefund);
            assert_eq!(order.refunded, fen(299_900));
        });
    }
}

// R-HND-5
#[test]
fn at_the_deadline_a_refund_that_has_nothing_left_still_ends_the_order() {
    let mut story = a_return().at(Node::PendingHandling);
    story.facts.line.refunded = story.facts.line.paid;
    story
        .when_time_passes(Span::days(1))
        .then_node(Node::Completed)
        .then_order(|order| assert_eq!(order.handling.as_ref().unwrap().refund, None));
}

// R-HND-5, R-HND-1: the system does nothing that a person could not do
#[test]
fn at_the_deadline_what_nobody_could_choose_waits_for_a_person() {
    let out_of_warranty = commands::inspect(
        ServiceType::Exchange,
        HandlingMethod::WarrantyExchange,
        Liability::Product,
        false,
    );
    an_exchange()
        .at(Node::PendingInspection)
        .when(&people::inspector(), out_of_warranty)
        .then_order(|order| assert_eq!(order.due_action(), Some(DueAction::MarkOverdue)))
        .when_time_passes(Span::days(30))
        .then(&["deadline_missed"])
        .then_node(Node::PendingHandling);
    // A refusal answers what was asked for, whatever was concluded besides.
    concluding(
        an_exchange(),
        ServiceType::Return,
        HandlingMethod::ReturnRefused,
        Liability::Consumer,
    )
    .when_time_passes(Span::days(1))
    .then_order(|order| {
        let handling = order.handling.as_ref().unwrap();
        assert_eq!(handling.method, HandlingMethod::ExchangeRefused);
    });
}

// § 2: money for goods that stay with the consumer takes a person
#[test]
fn at_the_deadline_no_money_goes_for_goods_that_stay_away() {
    let story = earlier::an_approved_return_without_goods();
    let view = aftercare_domain::service_order::view::order(
        story.order(),
        &people::agent(),
        &story.situation(),
    );
    assert!(view.goods_stay);
    assert_eq!(view.due_action, Some(DueAction::MarkOverdue));
    story
        .clone()
        .when_time_passes(Span::days(365))
        .then(&["deadline_missed"])
        .then_node(Node::PendingHandling)
        .then_order(|order| assert_eq!(order.refunded, Money::ZERO));
    let refund = fen(299_900);
    story
        .clone()
        .when(
            &people::agent(),
            commands::handle(HandlingMethod::FullRefund),
        )
        .then_node(Node::Completed)
        .then_effect(&Effect::GoodsStay {
            refund,
            in_full: true,
        })
        .then_effect(&Effect::RefundRequested { amount: refund })
        .then_order(|order| assert_eq!(order.pieces_taken(), 1, "nobody is refunded twice"));
    story
        .when(
            &people::agent(),
            commands::handle(HandlingMethod::PartialRefund),
        )
        .then_effect(&Effect::GoodsStay {
            refund: fen(1),
            in_full: false,
        });
}

// R-HND-5
#[test]
fn nobody_hurries_a_supplement() {
    a_supplement()
        .at(Node::PendingHandling)
        .when_time_passes(Span::days(365))
        .then(&[])
        .then_node(Node::PendingHandling);
}

// R-HND-6
#[test]
fn a_method_is_suggested_with_its_reasons_and_the_log_records_suggestion_and_choice() {
    let story = concluding(
        a_return(),
        ServiceType::Return,
        HandlingMethod::FullRefund,
        Liability::Product,
    );
    let suggestion = suggested_method(story.order(), &story.situation()).unwrap();
    assert_eq!(suggestion.method, HandlingMethod::FullRefund);
    assert_eq!(
        suggestion.reasons,
        [SuggestionReason::Concluded, SuggestionReason::InWarranty]
    );
    story
        .when(
            &people::agent(),
            commands::handle(HandlingMethod::PartialRefund),
        )
        .then_order(|order| {
            let handling = order.handling.as_ref().unwrap();
            assert_eq!(handling.suggested, Some(HandlingMethod::FullRefund));
            assert_eq!(handling.method, HandlingMethod::PartialRefund);
        });
}

// R-HND-6
#[test]
fn a_conclusion_that_cannot_be_had_is_not_suggested() {
    let story = concluding(
        a_repair(),
        ServiceType::Repair,
        HandlingMethod::RepairPartsPaid,
        Liability::Consumer,
    );
    let suggestion = suggested_method(story.order(), &story.situation()).unwrap();
    assert_eq!(
        suggestion.method,
        HandlingMethod::RepairPartsFree,
        "in warranty, so never the paid one"
    );
    assert_eq!(
        suggestion.reasons,
        [SuggestionReason::AppliedFor, SuggestionReason::InWarranty]
    );
    let supplement = a_supplement()
        .in_channel(Channel::YoupinJd)
        .at(Node::PendingHandling);
    let suggestion = suggested_method(supplement.order(), &supplement.situation()).unwrap();
    assert_eq!(suggestion.method, HandlingMethod::SupplementWarehouse);
    assert_eq!(
        suggestion.reasons,
        [SuggestionReason::AppliedFor, SuggestionReason::Channel]
    );
}

// R-HND-7
#[test]
fn goods_go_to_the_return_address_of_the_application_unless_the_form_says_otherwise() {
    handled(an_exchange(), HandlingMethod::WarrantyExchange).then_order(|order| {
        let handling = order.handling.as_ref().unwrap();
        assert_eq!(
            handling.consignee.as_ref(),
            Some(&order.application.return_to)
        );
    });
    let elsewhere = commands::handle_with(
        HandlingMethod::WarrantyExchange,
        &json!({"consignee": commands::other_consignee()}),
    );
    an_exchange()
        .at(Node::PendingHandling)
        .when(&people::agent(), elsewhere)
        .then_order(|order| {
            let consignee = order.handling.as_ref().unwrap().consignee.as_ref().unwrap();
            assert_eq!(consignee.name.as_str(), "韩梅梅");
        });
}

// R-HND-7
#[test]
fn the_system_sends_goods_to_the_return_address_of_the_application() {
    an_exchange()
        .at(Node::PendingHandling)
        .when_time_passes(Span::days(1))
        .then_node(Node::PendingReturn)
        .then_order(|order| {
            let handling = order.handling.as_ref().unwrap();
            assert_eq!(
                handling.consignee.as_ref(),
                Some(&order.application.return_to)
            );
        });
}

// § 2.6: a replacement may be another variant, with its serial number when known
#[test]
fn an_exchange_names_what_is_sent_instead() {
    let black = commands::handle_with(
        HandlingMethod::WarrantyExchange,
        &json!({"replacement": {"sku": "roborock-s8-black", "serial_number": "R8S2026B00042"}}),
    );
    an_exchange()
        .at(Node::PendingHandling)
        .when(&people::agent(), black)
        .then_effect(&Effect::ConsumerTold {
            notice: Notice::Handled,
        })
        .then_order(|order| {
            let origin = ReturnOrigin::Handled;
            assert_eq!(order.state, State::PendingReturn { origin });
            let handling = order.handling.as_ref().unwrap();
            let replacement = handling.replacement.as_ref().unwrap();
            assert_eq!(replacement.sku.as_str(), "roborock-s8-black");
        });
}

// § 2.6: parts are named by code or by name
#[test]
fn parts_of_a_supplement_have_a_code_or_a_name() {
    let body = json!({
        "type": "handle", "method": "supplement_merchant", "parts": [{"quantity": 1}, {"sku": "brush", "quantity": 0}],
    });
    let violations = aftercare_domain::service_order::Command::parse(&body).unwrap_err();
    let neither = FieldError::OneOfRequired {
        fields: vec!["sku".to_owned(), "name".to_owned()],
    };
    assert_eq!(violations[0], Violation::new("parts[0].name", neither));
    assert_eq!(violations[1].field, "parts[1].quantity");
}

// R-HND-1
#[test]
fn where_no_method_is_left_the_reason_is_that_of_the_method_that_grants_what_was_asked_for() {
    // Nothing but a compensation is for supplements in a store's channel, and nothing is left for it.
    let mut story = a_supplement()
        .in_channel(Channel::MiHome)
        .at(Node::PendingHandling);
    let handler = story.responsible();
    story.facts.line.refunded = story.facts.line.paid;
    story.then_withholds(&handler, CommandType::Handle, "method_not_in_channel");
}
