//! What people do around the steps: claim, assign, urge, rate (docs/rules.md § 2.1 and § 3).

use aftercare_domain::{
    form::FieldError,
    people::party::Actor,
    service_order::{
        Assignee, Command, CommandType, Node, Refusal, consequences::Notice, effect::Effect, view,
    },
    testing::{a_return, an_exchange, commands, given, people, sample::noon},
    values::{channel::Channel, time::Span},
};
use serde_json::json;

// R-ASN-1
#[test]
fn an_order_that_is_nobodys_can_be_claimed_by_one() {
    given(a_return())
        .then_order(|order| assert_eq!(order.assignee, None))
        .when(&people::agent(), commands::claim())
        .then(&["claimed"])
        .then_order(|order| {
            let assignee = people::colleague(&people::agent());
            assert_eq!(
                order.assignee,
                Some(Assignee::of_side(&people::agent(), assignee))
            );
        })
        .when(&people::agent(), commands::claim())
        .then_refused(&Refusal::AlreadyYours {})
        .when(&people::receiver(), commands::claim())
        .then_refused(&Refusal::ClaimedByOther {
            name: "王客服".to_owned(),
        });
}

// R-ASN-1
#[test]
fn an_order_is_assigned_to_a_colleague_and_to_nobody_else() {
    given(a_return())
        .when(&people::agent(), commands::claim())
        .when(&people::agent(), commands::assign("receiver"))
        .then(&["assigned"])
        .then_order(|order| {
            let assignee = people::colleague(&people::receiver());
            assert_eq!(
                order.assignee,
                Some(Assignee::of_side(&people::agent(), assignee))
            );
        })
        .when(&people::agent(), commands::assign("merchant_b"))
        .then_refused(&Refusal::invalid("to", FieldError::NotFound {}));
}

// R-ASN-1
#[test]
fn responsibility_stays_with_the_party_whoever_it_is_assigned_to() {
    given(a_return())
        .when(&people::agent(), commands::assign("receiver"))
        .then_offers(&people::agent(), CommandType::Approve)
        .then_withholds(&people::receiver(), CommandType::Approve, "forbidden")
        .when(&people::agent(), commands::approve())
        .then_node(Node::PendingShipment);
}

// R-ASN-1
#[test]
fn a_machine_claims_nothing() {
    given(a_return())
        .when(&people::merchant_client(), commands::claim())
        .then_refused(&Refusal::NotAPerson {});
}

// R-ASN-1
#[test]
fn who_works_on_it_is_not_the_consumers_business() {
    let story = given(a_return()).when(&people::agent(), commands::claim());
    let shown = |actor| {
        aftercare_domain::service_order::view::order(story.order(), &actor, &story.situation())
            .assignee
    };
    assert_eq!(shown(people::consumer()), None);
    assert!(shown(people::receiver()).is_some());
}

// R-ASN-1
#[test]
fn by_which_name_somebody_signs_in_is_told_to_their_own_side_alone() {
    for (channel, worker, colleague, others) in [
        (
            Channel::YoupinOnline,
            people::agent(),
            people::merchant_client(),
            people::operator(),
        ),
        (
            Channel::YoupinJd,
            people::operator(),
            people::platform_client(),
            people::owner(),
        ),
    ] {
        let story = given(a_return().in_channel(channel)).when(&worker, commands::claim());
        for (onlooker, told) in [(&worker, true), (&colleague, true), (&others, false)] {
            let expected = worker.username.clone().filter(|_| told);
            let order = view::order(story.order(), onlooker, &story.situation());
            let line = view::summary(story.order(), &story.policy, onlooker);
            for assignee in [order.assignee, line.assignee] {
                let assignee = assignee.unwrap();
                assert_eq!(
                    (assignee.username, assignee.name),
                    (expected.clone(), worker.name.clone())
                );
            }
            let log = view::log(story.log(), onlooker);
            let state = view::state(story.order().clone(), onlooker);
            for shown in [serde_json::json!(log), serde_json::json!(state)] {
                let username = worker.username.as_ref().unwrap().as_str();
                let name = format!("\"username\":\"{username}\"");
                assert_eq!(shown.to_string().contains(&name), told, "{name}: {shown}");
            }
        }
    }
}

#[test]
fn of_those_whose_side_was_not_kept_the_name_is_told_to_themselves_alone() {
    let kept = r#"{"username": "agent", "name": "x"}"#;
    let assignee: Assignee = serde_json::from_str(kept).unwrap();
    let told = |actor: Actor| assignee.clone().as_seen_by(&actor).username;
    assert_eq!(told(people::agent()), people::agent().username);
    assert_eq!(told(people::owner()), None);
    assert_eq!(told(people::operator()), None);
}

// R-MSG-2
#[test]
fn a_consumer_urges_at_most_once_in_thirty_minutes_and_it_is_counted() {
    given(a_return())
        .when(&people::consumer(), commands::urge())
        .then(&["urged"])
        .then_effect(&Effect::StaffTold {
            notice: Notice::Urged,
        })
        .later(Span::milliseconds(Span::minutes(30).ms() - 1))
        .when(&people::consumer(), commands::urge())
        .then_refused(&Refusal::UrgedRecently {
            again_at: Span::minutes(30).after(noon()),
        })
        .later(Span::milliseconds(1))
        .when(&people::consumer(), commands::urge())
        .then_order(|order| {
            assert_eq!(order.urges.count, 2);
            assert_eq!(order.urges.last_at, Some(Span::minutes(30).after(noon())));
        });
}

// R-MSG-2
#[test]
fn only_the_consumer_urges_and_only_while_something_is_open() {
    given(a_return()).then_withholds(&people::agent(), CommandType::Urge, "forbidden");
    a_return().at(Node::Completed).then_withholds(
        &people::consumer(),
        CommandType::Urge,
        "not_allowed_in_node",
    );
}

// R-RAT-1
#[test]
fn a_consumer_rates_a_completed_order_once() {
    an_exchange()
        .at(Node::Completed)
        .when(&people::consumer(), commands::rate(5, 10))
        .then(&["rated"])
        .then_order(|order| {
            let rating = order.rating.as_ref().unwrap();
            assert_eq!((rating.stars, rating.recommend), (5, 10));
            assert_eq!(rating.comment.as_ref().unwrap().as_str(), "处理很快");
            assert_eq!(rating.tags[0].as_str(), "客服专业");
        })
        .when(&people::consumer(), commands::rate(1, 0))
        .then_refused(&Refusal::AlreadyRated {});
}

// R-RAT-1
#[test]
fn only_what_is_completed_is_rated() {
    for node in [
        Node::PendingReview,
        Node::PendingReturn,
        Node::Cancelled,
        Node::Declined,
    ] {
        a_return().at(node).then_withholds(
            &people::consumer(),
            CommandType::Rate,
            "not_allowed_in_node",
        );
    }
    a_return()
        .at(Node::Completed)
        .then_withholds(&people::owner(), CommandType::Rate, "forbidden");
}

// R-RAT-1
#[test]
fn stars_are_one_to_five_and_the_recommendation_zero_to_ten() {
    let rate = |stars: i64, recommend: i64| {
        Command::parse(&json!({"type": "rate", "stars": stars, "recommend": recommend}))
    };
    assert!(rate(1, 0).is_ok());
    assert!(rate(5, 10).is_ok());
    for (stars, recommend) in [(0, 5), (6, 5), (3, -1), (3, 11)] {
        assert_eq!(rate(stars, recommend).unwrap_err().len(), 1);
    }
    let stored = json!({"type": "rate", "stars": 200, "recommend": 5, "tags": []});
    assert!(serde_json::from_value::<Command>(stored).is_err());
}
