//! Shipment 用户发货 (docs/rules.md § 2.4).

use aftercare_domain::{
    form::FieldError,
    people::{party::Party, rule::Rule},
    service_order::{
        Command, CommandType, Event, Node, Recorded, Refusal, State, consequences::Notice,
        effect::Effect, reason::AbnormalReason,
    },
    testing::{
        a_return, commands, given, people,
        sample::{self, noon},
    },
    values::{
        channel::Channel,
        number::ServiceOrderNumber,
        service::ServiceMethod,
        time::{Span, marketplace_day},
    },
};
use serde_json::json;

// R-SHP-1
#[test]
fn the_consumer_names_the_parcel_by_carrier_and_number() {
    let story = a_return()
        .at(Node::PendingShipment)
        .when(&people::consumer(), commands::ship())
        .then(&["shipped"])
        .then_node(Node::PendingReceipt)
        .then_order(|order| assert_eq!(order.shipment, Some(sample::parcel())));
    assert_eq!(story.step()[0].actor.party, Party::Consumer);
    assert!(matches!(
        story.step()[0].event,
        Event::Shipped {
            on_behalf: false,
            ..
        }
    ));
}

// R-SHP-1
#[test]
fn agents_and_receivers_of_the_merchant_name_it_on_the_consumers_behalf() {
    for actor in [
        people::agent(),
        people::receiver(),
        people::merchant_client(),
    ] {
        let story = a_return()
            .at(Node::PendingShipment)
            .when(&actor, commands::ship())
            .then_node(Node::PendingReceipt);
        assert!(matches!(
            story.step()[0].event,
            Event::Shipped {
                on_behalf: true,
                ..
            }
        ));
    }
    a_return()
        .at(Node::PendingShipment)
        .when(&people::inspector(), commands::ship())
        .then_refused_with("forbidden");
}

// R-SHP-1
#[test]
fn a_tracking_number_is_checked_by_its_carriers_pattern() {
    let ship = |carrier: &str, number: &str| {
        Command::parse(&json!({"type": "ship", "carrier": carrier, "tracking_number": number}))
    };
    assert!(ship("sf", "SF1234567890123").is_ok());
    assert!(
        ship("sf", "sf 1234 5678 90123").is_ok(),
        "as people type it"
    );
    assert!(
        ship("shunfeng", "SF1234567890123").is_ok(),
        "快递100's code"
    );
    assert!(ship("顺丰速运", "SF1234567890123").is_ok(), "an alias");

    let violations = ship("sf", "YT1234567890123").unwrap_err();
    assert_eq!(violations[0].field, "tracking_number");
    assert!(matches!(
        &violations[0].fault,
        FieldError::NotATrackingNumber { pattern } if pattern == "^(SF)?[0-9]{10,15}$"
    ));
    assert!(ship("other", "YT1234567890123").is_ok());
    assert_eq!(
        ship("pigeon", "1").unwrap_err().len(),
        2,
        "both are reported"
    );
}

// R-SHP-1
#[test]
fn a_parcel_of_another_open_order_is_a_warning_and_no_error() {
    let day = marketplace_day(noon());
    let other = ServiceOrderNumber::compose(day, 7).unwrap();
    let mut story = a_return().at(Node::PendingShipment);
    story.facts.parcel_shared_with = vec![story.order().number.clone(), other.clone()];
    let story = story
        .when(&people::consumer(), commands::ship())
        .then_node(Node::PendingReceipt)
        .then_effect(&Effect::ParcelShared {
            with: vec![other.clone()],
        });
    let Event::Shipped { shared_with, .. } = &story.step()[0].event else {
        panic!("{:?}", story.step())
    };
    assert_eq!(*shared_with, [other]);
}

// R-SHP-2
#[test]
fn without_a_shipment_in_seven_days_the_system_cancels() {
    let story = a_return()
        .at(Node::PendingShipment)
        .when_time_passes(Span::milliseconds(Span::days(7).ms() - 1))
        .then(&[])
        .when_time_passes(Span::milliseconds(1))
        .then(&["cancelled"])
        .then_node(Node::Cancelled)
        .then_effect(&Effect::ConsumerTold {
            notice: Notice::Cancelled,
        });
    assert_eq!(story.step()[0].automatic, Some(Rule::ShipmentElapsed));
}

// R-SHP-3
#[test]
fn goods_that_are_dropped_off_are_signed_for_over_the_counter() {
    a_return()
        .by(ServiceMethod::DropOff)
        .at(Node::PendingShipment)
        .when(&people::consumer(), commands::ship())
        .then_refused(&Refusal::NoParcelForDropOff {})
        .when(&people::receiver(), commands::sign_for())
        .then(&["signed_for"])
        .then_node(Node::PendingInspection);
}

// R-SHP-3
#[test]
fn a_store_takes_an_application_and_the_goods_in_the_same_minute() {
    let salesperson = people::store();
    let sample = a_return()
        .in_channel(Channel::MiHome)
        .by(ServiceMethod::DropOff)
        .applied_by(salesperson.clone());
    let story = given(sample)
        .when(&salesperson, commands::approve())
        .when(&salesperson, commands::sign_for())
        .then_node(Node::PendingInspection);
    assert_eq!(story.now(), noon());
}

// R-SHP-3
#[test]
fn goods_that_come_by_parcel_are_not_signed_for_before_the_parcel_is_known() {
    for method in [ServiceMethod::MailIn, ServiceMethod::Pickup] {
        a_return()
            .by(method)
            .at(Node::PendingShipment)
            .when(&people::receiver(), commands::sign_for())
            .then_refused(&Refusal::AwaitsParcel {});
    }
}

// R-SHP-3
#[test]
fn the_merchant_books_a_pickup_that_the_consumer_sees_and_its_number_is_the_shipment() {
    let story = a_return()
        .by(ServiceMethod::Pickup)
        .at(Node::PendingShipment);
    let now = story.now();
    let story = story
        .when(&people::agent(), commands::book_pickup(now))
        .then(&["pickup_booked"])
        .then_node(Node::PendingShipment)
        .then_effect(&Effect::ConsumerTold {
            notice: Notice::PickupBooked,
        });
    let seen = aftercare_domain::service_order::view::order(
        story.order(),
        &people::consumer(),
        &story.situation(),
    );
    let pickup = seen.pickup.unwrap();
    assert_eq!(pickup.from, Span::hours(24).after(now));
    assert_eq!(pickup.until, Span::hours(26).after(now));
    story
        .when(&people::receiver(), commands::ship())
        .then_node(Node::PendingReceipt)
        .then_order(|order| assert_eq!(order.shipment, Some(sample::parcel())));
}

// R-SHP-3
#[test]
fn only_a_pickup_is_booked_and_not_for_the_past() {
    let by_mail = a_return().at(Node::PendingShipment);
    let now = by_mail.now();
    by_mail
        .when(&people::agent(), commands::book_pickup(now))
        .then_refused(&Refusal::NotAPickup {});
    a_return()
        .by(ServiceMethod::Pickup)
        .at(Node::PendingShipment)
        .later(Span::hours(26))
        .when(&people::agent(), commands::book_pickup(now))
        .then_refused(&Refusal::invalid("until", FieldError::InThePast {}))
        .when(&people::consumer(), commands::book_pickup(now))
        .then_refused_with("forbidden");
    let backwards = json!({
        "type": "book_pickup", "carrier": "sf", "from": "2026-03-03T10:00:00Z", "until": "2026-03-03T10:00:00Z",
    });
    let violations = Command::parse(&backwards).unwrap_err();
    assert_eq!(violations[0].field, "until");
}

// R-SHP-3
#[test]
fn a_booked_pickup_stays_with_the_order_until_it_is_shipped() {
    let story = a_return()
        .by(ServiceMethod::Pickup)
        .at(Node::PendingShipment);
    let (first, second) = (story.now(), Span::days(1).after(story.now()));
    story
        .when(&people::agent(), commands::book_pickup(first))
        .when(&people::agent(), commands::book_pickup(second))
        .then_order(|order| {
            let State::PendingShipment {
                pickup: Some(pickup),
            } = &order.state
            else {
                panic!("{:?}", order.state)
            };
            assert_eq!(pickup.from, Span::hours(24).after(second));
        });
}

fn corrected(carrier: &str, number: &str) -> Command {
    commands::parsed(
        &json!({"type": "correct_shipment", "carrier": carrier, "tracking_number": number}),
    )
}

// R-SHP-4
#[test]
fn a_parcels_number_is_corrected_by_the_consumer_who_gave_it_and_the_log_keeps_both() {
    let story = a_return()
        .at(Node::PendingShipment)
        .when(&people::consumer(), commands::ship());
    let before = story.order().clone();
    let story = story
        .later(Span::hours(1))
        .when(&people::consumer(), commands::correct_shipment())
        .then(&["shipment_corrected"])
        .then_node(Node::PendingReceipt)
        .then_order(|order| {
            let parcel = order.shipment.as_ref().unwrap();
            assert_eq!(parcel.tracking_number.as_str(), "SF1234567890132");
            assert_eq!(
                order.deadline, before.deadline,
                "the time to sign for it runs on"
            );
            assert_eq!(order.node_entered_at, before.node_entered_at);
        });
    let Event::ShipmentCorrected { parcel, before, .. } = &story.step()[0].event else {
        panic!("{:?}", story.step())
    };
    assert_eq!(parcel.tracking_number.as_str(), "SF1234567890132");
    assert_eq!(*before, sample::parcel());
    let told = aftercare_domain::service_order::view::log(story.log(), &people::consumer());
    let line = told.last().unwrap();
    assert_eq!(line.data["before"]["tracking_number"], "SF1234567890123");
    assert_eq!(line.data["on_behalf"], false);
}

// R-SHP-4
#[test]
fn staff_who_may_name_the_parcel_may_correct_it_whoever_gave_it() {
    for giver in [people::consumer(), people::receiver()] {
        for actor in [
            people::agent(),
            people::receiver(),
            people::merchant_client(),
        ] {
            a_return()
                .at(Node::PendingShipment)
                .when(&giver, commands::ship())
                .when(&actor, commands::correct_shipment())
                .then(&["shipment_corrected"])
                .then_order(|order| assert_eq!(order.shipment_given_by(), actor.party()));
        }
    }
    a_return().at(Node::PendingReceipt).then_withholds(
        &people::inspector(),
        CommandType::CorrectShipment,
        "forbidden",
    );
}

// R-SHP-4
#[test]
fn the_consumer_does_not_correct_what_others_gave() {
    let refused = Refusal::ParcelNotYours {
        given_by: Party::Merchant,
    };
    a_return()
        .at(Node::PendingShipment)
        .when(&people::agent(), commands::ship())
        .then_withholds(
            &people::consumer(),
            CommandType::CorrectShipment,
            "parcel_not_yours",
        )
        .when(&people::consumer(), commands::correct_shipment())
        .then_refused(&refused);
    // What the merchant corrected is theirs.
    a_return()
        .at(Node::PendingShipment)
        .when(&people::consumer(), commands::ship())
        .when(&people::agent(), commands::correct_shipment())
        .when(&people::consumer(), corrected("zto", "751234567890123"))
        .then_refused(&refused);
}

// R-SHP-4, R-APP-4
#[test]
fn a_parcel_that_was_named_at_the_application_is_its_applicants() {
    given(a_return().with_parcel())
        .when(&people::consumer(), commands::correct_shipment())
        .then(&["shipment_corrected"])
        .when(&people::agent(), commands::approve())
        .then(&["approved", "shipment_skipped"])
        .then_order(|order| {
            let parcel = order.shipment.as_ref().unwrap();
            assert_eq!(parcel.tracking_number.as_str(), "SF1234567890132");
        })
        .then_offers(&people::consumer(), CommandType::CorrectShipment);
    given(a_return().with_parcel().applied_by(people::agent())).then_withholds(
        &people::consumer(),
        CommandType::CorrectShipment,
        "parcel_not_yours",
    );
}

// R-SHP-4
#[test]
fn a_parcel_is_corrected_until_it_is_signed_for() {
    given(a_return()).then_withholds(&people::agent(), CommandType::CorrectShipment, "no_parcel");
    a_return().at(Node::PendingShipment).then_withholds(
        &people::agent(),
        CommandType::CorrectShipment,
        "not_allowed_in_node",
    );
    a_return().at(Node::PendingInspection).then_withholds(
        &people::agent(),
        CommandType::CorrectShipment,
        "not_allowed_in_node",
    );
    // What has not come may have been sent under another number; what came damaged is there.
    let abnormal = |reason| {
        a_return()
            .at(Node::PendingReceipt)
            .when(&people::receiver(), commands::report_abnormal(reason))
    };
    abnormal(AbnormalReason::NotReceived)
        .when(&people::receiver(), commands::correct_shipment())
        .then(&["shipment_corrected"])
        .then_node(Node::PendingException);
    abnormal(AbnormalReason::DamagedInTransit).then_withholds(
        &people::receiver(),
        CommandType::CorrectShipment,
        "goods_signed_for",
    );
}

// R-SHP-4
#[test]
fn what_is_corrected_must_differ_and_the_carrier_counts_too() {
    a_return()
        .at(Node::PendingReceipt)
        .when(&people::agent(), corrected("sf", "sf 1234 5678 90123"))
        .then_refused(&Refusal::ParcelUnchanged {})
        .when(&people::agent(), corrected("other", "SF1234567890123"))
        .then(&["shipment_corrected"]);
    let wrong = Command::parse(
        &json!({"type": "correct_shipment", "carrier": "sf", "tracking_number": "YT1"}),
    );
    assert_eq!(wrong.unwrap_err()[0].field, "tracking_number");
}

// R-SHP-4, R-SHP-1
#[test]
fn a_corrected_number_that_another_open_order_has_is_a_warning() {
    let other = ServiceOrderNumber::compose(marketplace_day(noon()), 7).unwrap();
    let mut story = a_return().at(Node::PendingReceipt);
    story.facts.parcel_shared_with = vec![story.order().number.clone(), other.clone()];
    story
        .when(&people::agent(), commands::correct_shipment())
        .then_effect(&Effect::ParcelShared { with: vec![other] });
}

// R-SHP-4, R-LOG-1: who named a parcel was not kept at first; it is taken for the applicant's
#[test]
fn a_parcel_of_a_log_from_before_is_its_applicants() {
    let story = a_return()
        .at(Node::PendingShipment)
        .when(&people::consumer(), commands::ship());
    let mut shipped = serde_json::to_value(&story.step()[0]).unwrap();
    let data = shipped["data"].as_object_mut().unwrap();
    assert_eq!(data.remove("given_by"), Some(json!("consumer")));
    let log: Vec<Recorded> = story.log()[..story.log().len() - 1]
        .iter()
        .cloned()
        .chain([serde_json::from_value(shipped).unwrap()])
        .collect();
    let order = aftercare_domain::service_order::evolve::replay(&log).unwrap();
    assert_eq!(order.shipment, story.order().shipment);
    assert_eq!(order.shipment_given_by(), Party::Consumer);
    let written = serde_json::to_value(&order).unwrap();
    assert_eq!(
        written.get("shipment_given_by"),
        None,
        "as it was written then"
    );
}
