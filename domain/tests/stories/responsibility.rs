//! Who handles which step (docs/rules.md § 1.1).

use aftercare_domain::{
    policy::responsibility::{Responsible, ServiceFamily, Step},
    service_order::{CommandType, Node, Refusal, permission::responsible_for},
    testing::{a_return, an_application, commands, given, people},
    values::{channel::Channel, service::ServiceType},
};

/// The commands by which the four steps after the application are done, each in its node.
const STEPS: [(Step, Node, CommandType); 4] = [
    (Step::Review, Node::PendingReview, CommandType::Approve),
    (Step::Receive, Node::PendingReceipt, CommandType::SignFor),
    (Step::Inspect, Node::PendingInspection, CommandType::Inspect),
    (Step::Handle, Node::PendingHandling, CommandType::Handle),
];

// § 1.1, R-HND-1
#[test]
fn in_every_channel_a_step_is_its_partys_and_others_are_told_whose() {
    for &channel in Channel::ALL {
        for service_type in [
            ServiceType::Return,
            ServiceType::Exchange,
            ServiceType::Repair,
        ] {
            for (step, node, command) in STEPS {
                let story = an_application(service_type).in_channel(channel).at(node);
                let responsible = responsible_for(story.order(), step, &story.situation());
                for party in [
                    Responsible::Merchant,
                    Responsible::Store,
                    Responsible::Platform,
                ] {
                    let offered = aftercare_domain::service_order::decide::allow(
                        story.order(),
                        &people::of(party),
                        command,
                        &story.situation(),
                    );
                    let expected = if party == responsible {
                        Ok(())
                    } else {
                        Err(Refusal::NotResponsible { step, responsible })
                    };
                    assert_eq!(offered, expected, "{step} in {channel} by {party}");
                }
            }
        }
    }
}

// § 1.1
#[test]
fn supplements_go_with_returns_and_exchanges() {
    assert_eq!(
        ServiceType::Supplement.family(),
        ServiceFamily::ReturnExchange
    );
    assert_eq!(ServiceType::Repair.family(), ServiceFamily::Repair);
}

// § 1.1
#[test]
fn in_a_store_channel_a_repair_applied_for_by_the_store_is_the_merchants() {
    given(an_application(ServiceType::Repair).in_channel(Channel::MiHome))
        .when(&people::store(), commands::approve())
        .then_refused(&Refusal::NotResponsible {
            step: Step::Review,
            responsible: Responsible::Merchant,
        })
        .when(&people::agent(), commands::approve())
        .then_node(Node::PendingShipment);
}

// § 1.1
#[test]
fn the_operator_can_give_a_step_to_another_party() {
    let mut sample = a_return();
    let mut rows = sample.policy.matrix.rows().to_vec();
    for row in &mut rows {
        row.review = Responsible::Platform;
    }
    let matrix = serde_json::to_value(rows).unwrap();
    sample.policy.matrix = serde_json::from_value(matrix).unwrap();
    given(sample)
        .then_withholds(&people::agent(), CommandType::Approve, "not_responsible")
        .when(&people::operator(), commands::approve())
        .then_node(Node::PendingShipment);
}

// § 1: one tenant per merchant
#[test]
fn an_order_is_nobodys_who_may_not_see_it() {
    for stranger in [
        people::other_consumer(),
        people::other_owner(),
        people::store_of(&[Channel::MiHome]),
        people::return_centre(),
    ] {
        for &command in CommandType::ALL {
            a_return().at(Node::PendingReview).then_withholds(
                &stranger,
                command,
                "order_not_found",
            );
        }
    }
}

// § 1: positions, any mix of them for one person
#[test]
fn positions_add_up() {
    use aftercare_domain::people::party::Position;
    let both = people::staff("both", "全能", &[Position::Receiver, Position::Inspector]);
    a_return()
        .at(Node::PendingReceipt)
        .when(&both, commands::sign_for())
        .then_offers(&both, CommandType::Inspect)
        .then_withholds(&people::receiver(), CommandType::Inspect, "forbidden");
}

// § 1: API clients act for one merchant or for the platform
#[test]
fn an_integrators_token_does_what_its_merchant_or_the_platform_may() {
    given(a_return())
        .when(&people::platform_client(), commands::approve())
        .then_refused_with("not_responsible")
        .when(&people::merchant_client(), commands::approve())
        .then_node(Node::PendingShipment);
    given(a_return().in_channel(Channel::YoupinJd))
        .when(&people::merchant_client(), commands::approve())
        .then_refused_with("not_responsible")
        .when(&people::platform_client(), commands::approve())
        .then_node(Node::PendingShipment);
}
