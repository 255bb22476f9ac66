//! Shipment 用户发货 (product.md § 2.4).

use aftercare_domain::{
    channel::Channel,
    form::Fault,
    number::ServiceOrderNumber,
    party::Party,
    rule::Rule,
    service::ServiceMethod,
    service_order::{
        Command, Event, Node, Refusal, State,
        effect::{Effect, Notice},
    },
    testing::{a_return, commands, given, people, sample::noon},
    time::{Span, marketplace_day},
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
        .then_order(|order| assert_eq!(order.shipment, Some(commands::parcel())));
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
        Fault::NotATrackingNumber { pattern } if pattern == "^(SF)?[0-9]{10,15}$"
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
    let seen =
        aftercare_domain::view::order(story.order(), &people::consumer(), &story.situation());
    let pickup = seen.pickup.unwrap();
    assert_eq!(pickup.from, Span::hours(24).after(now));
    assert_eq!(pickup.until, Span::hours(26).after(now));
    story
        .when(&people::receiver(), commands::ship())
        .then_node(Node::PendingReceipt)
        .then_order(|order| assert_eq!(order.shipment, Some(commands::parcel())));
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
        .then_refused(&Refusal::invalid("until", Fault::InThePast {}))
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
