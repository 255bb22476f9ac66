//! Applying 申请 (docs/rules.md § 2.2).

use aftercare_domain::{
    form::{FieldError, Record, Violation},
    people::party::Party,
    policy::{
        Policy, Windows,
        responsibility::{Responsible, Step},
    },
    service_order::{
        Apply, CommandType, Event, Node, Refusal, consequences::Notice, effect::Effect,
        node::DueAction, reason::ApplyReason,
    },
    testing::{
        Sample, a_repair, a_return, a_supplement, an_application, an_exchange, commands, given,
        people,
        sample::{pieces, time},
    },
    values::{
        channel::Channel,
        id::{AttachmentId, ConsumerId},
        service::{ServiceMethod, ServiceType},
        time::Span,
    },
};
use serde_json::{Value, json};

fn applied_json() -> Value {
    serde_json::to_value(a_return().application).unwrap()
}

fn violations(change: impl FnOnce(&mut Value)) -> Vec<Violation> {
    let mut body = applied_json();
    change(&mut body);
    Apply::parse(&body).unwrap_err()
}

fn refusal(sample: &Sample) -> Refusal {
    sample.apply().unwrap_err()
}

// R-APP-1
#[test]
fn a_consumer_applies_and_is_told_at_once_until_when_it_will_be_reviewed() {
    let sample = a_return();
    let reviewed_by = time("2026-03-03T12:00:00+08:00");
    let number = sample.number();
    given(sample)
        .then(&["applied"])
        .then_node(Node::PendingReview)
        .then_effect(&Effect::NodeEntered {
            node: Node::PendingReview,
            due_at: Some(reviewed_by),
            due_action: Some(DueAction::Approve),
        })
        .then_effect(&Effect::ConsumerTold {
            notice: Notice::Applied,
        })
        .then_order(|order| {
            assert_eq!(order.number, number);
            assert_eq!(order.version, 1);
            assert_eq!(order.application.reason_code, ApplyReason::Malfunction);
            assert_eq!(order.application.contact.phone.as_str(), "13800138000");
            assert_eq!(order.application.on_behalf_by, None);
        });
}

// R-APP-1
#[test]
fn an_application_with_everything_wrong_hears_of_everything_at_once() {
    let found = violations(|body| {
        body["quantity"] = json!(0);
        body["service_type"] = json!("refund");
        body["description"] = json!("坏了");
        body["contact"]["phone"] = json!("📞 13800138000");
        body["return_to"]["street"] = json!("");
        body["colour"] = json!("white");
        body["reason_code"] = Value::Null;
    });
    let fields: Vec<&str> = found.iter().map(|one| one.field.as_str()).collect();
    assert_eq!(
        fields,
        [
            "colour",
            "quantity",
            "service_type",
            "reason_code",
            "description",
            "contact.phone",
            "return_to.street"
        ]
    );
}

// R-APP-1
#[test]
fn a_description_has_five_to_five_hundred_characters() {
    let described = |text: String| violations(|body| body["description"] = json!(text));
    assert_eq!(
        described("坏".repeat(4))[0].fault,
        FieldError::TooShort { min: 5 }
    );
    assert_eq!(
        described("坏".repeat(501))[0].fault,
        FieldError::too_long(500)
    );
    for count in [5, 500] {
        let mut body = applied_json();
        body["description"] = json!("坏".repeat(count));
        assert!(Apply::parse(&body).is_ok(), "{count} characters");
    }
}

// R-APP-1
#[test]
fn an_application_takes_up_to_nine_files_that_are_the_callers_own() {
    let named = |count: usize| json!((0..count).map(|n| format!("file-{n}")).collect::<Vec<_>>());
    let too_many = violations(|body| body["attachments"] = named(10));
    assert_eq!(
        too_many,
        [Violation::new("attachments", FieldError::too_many(9))]
    );

    let mut sample = a_return();
    sample.application.attachments = vec![AttachmentId::parse("file-1").unwrap()];
    assert_eq!(
        refusal(&sample),
        Refusal::invalid("attachments[0]", FieldError::NotFound {})
    );
    sample.facts.attachments = sample.application.attachments.iter().cloned().collect();
    assert!(sample.apply().is_ok());
}

// R-APP-1
#[test]
fn a_service_is_applied_for_with_a_method_that_fits_it() {
    for &service_type in ServiceType::ALL {
        for &method in ServiceMethod::ALL {
            let mut body = applied_json();
            body["service_type"] = json!(service_type);
            body["service_method"] = json!(method);
            let fits = match service_type {
                ServiceType::Return | ServiceType::Exchange | ServiceType::Repair => {
                    method.brings_goods()
                }
                ServiceType::Supplement => method == ServiceMethod::None,
            };
            let read = Apply::parse(&body);
            assert_eq!(read.is_ok(), fits, "{service_type} by {method}");
            if let Err(found) = read {
                assert_eq!(found[0].field, "service_method");
                let sample = an_application(service_type).by(method);
                assert_eq!(refusal(&sample), Refusal::Invalid { violations: found });
            }
        }
    }
}

// R-APP-1
#[test]
fn a_consumer_applies_for_their_own_order_and_finds_no_other() {
    let foreign = a_return().applied_by(people::other_consumer());
    assert_eq!(refusal(&foreign), Refusal::OrderNotFound {});
    let foreign = a_return().applied_by(people::other_owner());
    assert_eq!(refusal(&foreign), Refusal::OrderNotFound {});
}

// R-APP-2
#[test]
fn the_quantity_is_at_most_what_is_left_of_the_line() {
    let mut sample = a_return().of_pieces(2);
    assert!(sample.apply().is_ok());

    sample.facts.line.taken = 1;
    assert_eq!(
        refusal(&sample),
        Refusal::QuantityUnavailable { available: 1 }
    );
    sample.application.quantity = pieces(1);
    assert!(sample.apply().is_ok());

    sample.facts.line.taken = 2;
    assert_eq!(
        refusal(&sample),
        Refusal::QuantityUnavailable { available: 0 }
    );
}

// R-APP-2
#[test]
fn an_order_takes_its_pieces_while_it_is_open_or_once_something_was_refunded() {
    let taken = |sample: Sample, node| sample.of_pieces(2).at(node).order().pieces_taken();
    for &node in &Node::OPEN[..7] {
        let sample = if node == Node::InRepair {
            a_repair()
        } else {
            a_return()
        };
        assert_eq!(taken(sample, node), 2, "{node}");
    }
    assert_eq!(taken(a_return(), Node::Cancelled), 0);
    assert_eq!(taken(a_return(), Node::Declined), 0);
    assert_eq!(taken(a_return(), Node::Completed), 2, "refunded");
    assert_eq!(taken(an_exchange(), Node::Completed), 0, "nothing refunded");
}

// R-APP-3, case 14
#[test]
fn a_return_is_accepted_until_midnight_of_its_last_day_and_refused_with_it_after() {
    let window = [
        (ServiceType::Return, "2026-11-09T00:00:00+08:00"),
        (ServiceType::Exchange, "2026-11-17T00:00:00+08:00"),
    ];
    for (service_type, ended_at) in window {
        let ended_at = time(ended_at);
        let mut sample = an_application(service_type);
        sample.sale.shipped_at = Some(time("2026-10-30T10:00:00+08:00"));
        sample.sale.delivered_at = Some(time("2026-11-01T10:00:00+08:00"));
        for on_time in [Span::hours(4), Span::milliseconds(1)] {
            sample.now = on_time.before(ended_at);
            let warranty = sample.apply().unwrap().state.application.warranty;
            assert!(warranty.in_warranty);
            assert_eq!(warranty.until, Some(ended_at));
        }
        sample.now = ended_at;
        assert_eq!(
            refusal(&sample),
            Refusal::WindowClosed {
                service_type,
                ended_at
            }
        );
    }
}

// R-APP-3
#[test]
fn a_repair_out_of_its_twelve_months_is_accepted_as_out_of_warranty() {
    let mut sample = a_repair();
    sample.sale.delivered_at = Some(time("2025-03-02T00:30:00+08:00"));
    let warranty = sample.apply().unwrap().state.application.warranty;
    assert!(warranty.in_warranty, "to the day, twelve months after");

    sample.sale.delivered_at = Some(time("2025-03-01T23:59:59.999+08:00"));
    let warranty = sample.apply().unwrap().state.application.warranty;
    assert!(!warranty.in_warranty);
    assert_eq!(warranty.until, Some(time("2026-03-02T00:00:00+08:00")));
}

// R-APP-3
#[test]
fn a_category_has_windows_of_its_own() {
    let mut policy = Policy::default();
    let sample = a_return().delivered_before(Span::days(8));
    let windows = Windows {
        return_days: 30,
        ..Windows::default()
    };
    policy
        .category_windows
        .insert(sample.sale.category.clone(), windows);
    assert_eq!(refusal(&sample).code(), "window_closed");
    assert!(sample.under(policy).apply().is_ok());
}

// R-APP-3
#[test]
fn goods_that_are_on_their_way_are_in_every_window_and_a_supplement_has_none() {
    for &service_type in ServiceType::ALL {
        let mut sample = an_application(service_type);
        sample.sale.delivered_at = None;
        let warranty = sample.apply().unwrap().state.application.warranty;
        assert!(warranty.in_warranty);
        assert_eq!(warranty.until, None);
    }
    let late = a_supplement().out_of_warranty();
    assert!(late.apply().is_ok());
}

// R-APP-4
#[test]
fn staff_apply_on_behalf_and_the_log_says_who_did_for_whom() {
    let in_channel = |channel, actor| a_return().in_channel(channel).applied_by(actor);
    let staff = [
        (
            in_channel(Channel::YoupinOnline, people::agent()),
            Party::Merchant,
        ),
        (
            in_channel(Channel::YoupinOnline, people::operator()),
            Party::Operator,
        ),
        (
            in_channel(Channel::YoupinOnline, people::merchant_client()),
            Party::ApiClient,
        ),
        (in_channel(Channel::MiHome, people::store()), Party::Store),
    ];
    for (mut sample, party) in staff {
        sample.application.on_behalf_of = Some(people::consumer_id());
        let applied = sample.apply().unwrap();
        let line = &applied.recorded[0];
        assert_eq!(line.actor.party, party);
        assert_eq!(line.actor.name, sample.applying().name);
        let Event::Applied(event) = &line.event else {
            panic!("{line:?}")
        };
        assert_eq!(event.application.on_behalf_by, Some(party));
        assert_eq!(event.goods.consumer, people::consumer_id());
    }
}

// R-APP-4
#[test]
fn only_agents_of_a_merchant_apply_on_behalf_and_only_for_the_orders_consumer() {
    for actor in [
        people::receiver(),
        people::inspector(),
        people::technician(),
        people::finance(),
    ] {
        let sample = a_return().applied_by(actor);
        assert_eq!(refusal(&sample).code(), "not_responsible");
    }
    let mut sample = a_return().applied_by(people::agent());
    sample.application.on_behalf_of = Some(ConsumerId::parse("c-han-meimei").unwrap());
    assert_eq!(
        refusal(&sample),
        Refusal::invalid("on_behalf_of", FieldError::NotFound {})
    );
}

// R-APP-4
#[test]
fn in_a_store_channel_the_store_applies_and_neither_the_consumer_nor_the_merchant() {
    for channel in [Channel::YoupinStore, Channel::MiHome] {
        for actor in [people::consumer(), people::agent(), people::owner()] {
            let sample = a_return().in_channel(channel).applied_by(actor);
            assert_eq!(
                refusal(&sample),
                Refusal::NotResponsible {
                    step: Step::Apply,
                    responsible: Responsible::Store
                }
            );
        }
        let elsewhere = people::store_of(&[Channel::YoupinOnline]);
        let sample = a_return().in_channel(channel).applied_by(elsewhere);
        assert_eq!(refusal(&sample), Refusal::OrderNotFound {});
    }
}

// R-APP-5
#[test]
fn goods_that_have_not_been_shipped_are_no_matter_of_after_sales() {
    let mut sample = a_return();
    sample.sale.shipped_at = None;
    sample.sale.delivered_at = None;
    assert_eq!(refusal(&sample), Refusal::NotShipped {});
}

// R-APP-6
#[test]
fn description_and_photos_stay_with_the_order_at_every_node() {
    for sample in [a_return(), an_exchange(), a_repair()] {
        let mut sample = sample;
        let photo = AttachmentId::parse("photo-1").unwrap();
        sample.facts.attachments.insert(photo.clone());
        sample.application.attachments = vec![photo];
        let mut story = given(sample.clone());
        while !story.node().is_final() {
            let view = aftercare_domain::service_order::view::order(
                story.order(),
                &people::agent(),
                &story.situation(),
            );
            assert_eq!(view.applied.description, sample.application.description);
            assert_eq!(view.applied.attachments, sample.application.attachments);
            story = story.advance_to(Node::Completed);
        }
    }
}

// R-APP-7
#[test]
fn a_consumer_cancels_until_the_goods_are_signed_for() {
    for node in [
        Node::PendingReview,
        Node::PendingShipment,
        Node::PendingReceipt,
    ] {
        a_return()
            .at(node)
            .when(&people::consumer(), commands::cancel())
            .then(&["cancelled"])
            .then_node(Node::Cancelled);
    }
    a_return()
        .at(Node::PendingInspection)
        .when(&people::consumer(), commands::cancel())
        .then_refused_with("not_allowed_in_node")
        .then_node(Node::PendingInspection);
    a_return()
        .at(Node::PendingHandling)
        .when(&people::consumer(), commands::cancel())
        .then_refused(&Refusal::GoodsSignedFor {});
    a_supplement()
        .at(Node::PendingHandling)
        .when(&people::consumer(), commands::cancel())
        .then_node(Node::Cancelled);
}

// R-APP-7
#[test]
fn nobody_cancels_for_the_consumer() {
    for actor in [people::owner(), people::operator(), people::store()] {
        a_return()
            .in_channel(Channel::YoupinStore)
            .at(Node::PendingShipment)
            .then_withholds(&actor, CommandType::Cancel, "forbidden");
    }
}
