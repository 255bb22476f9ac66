//! Who may do what where: the permission matrix, printed from what is enforced.

use std::fmt::Write;

use aftercare_domain::{
    people::party::Actor,
    service_order::{CommandType, Node, Refusal, permission::admit},
    testing::{Sample, Story, a_repair, a_return, people},
    values::channel::Channel,
};
use insta::assert_snapshot;

/// An order in a node, of a channel.
fn order_in(node: Node, channel: Channel) -> Story {
    let sample: Sample = match node {
        Node::InRepair => a_repair(),
        Node::PendingReview
        | Node::PendingShipment
        | Node::PendingReceipt
        | Node::PendingException
        | Node::PendingInspection
        | Node::PendingHandling
        | Node::PendingReturn
        | Node::Completed
        | Node::Cancelled
        | Node::Declined => a_return(),
    };
    sample.in_channel(channel).at(node)
}

/// `yes`; or why not: `no` never, `.` not in this node, `other` another party's step.
fn cell(story: &Story, actor: &Actor, command: CommandType) -> &'static str {
    match admit(story.order(), actor, command, &story.situation()) {
        Ok(()) => "yes",
        Err(Refusal::Forbidden { .. }) => "no",
        Err(Refusal::NotAllowedInNode { .. }) => ".",
        Err(Refusal::NotResponsible { .. }) => "other",
        Err(Refusal::OrderNotFound {}) => "hidden",
        Err(other) => panic!("{other:?}"),
    }
}

fn matrix(who: &str, actor: &Actor, channel: Channel) -> String {
    let mut text = format!("{who}, in {channel}\n{:28}", "");
    for node in Node::ALL {
        write!(text, "{:19}", node.name()).unwrap();
    }
    let mut text = text.trim_end().to_owned() + "\n";
    let stories: Vec<Story> = Node::ALL
        .iter()
        .map(|&node| order_in(node, channel))
        .collect();
    for &command in CommandType::ALL {
        let mut line = format!("{:28}", command.name());
        for story in &stories {
            write!(line, "{:19}", cell(story, actor, command)).unwrap();
        }
        text += line.trim_end();
        text.push('\n');
    }
    text.push('\n');
    text
}

#[test]
fn every_party_and_position_with_every_command_in_every_node() {
    let people = [
        ("consumer", people::consumer(), Channel::YoupinOnline),
        ("merchant: owner", people::owner(), Channel::YoupinOnline),
        ("merchant: agent", people::agent(), Channel::YoupinOnline),
        (
            "merchant: receiver",
            people::receiver(),
            Channel::YoupinOnline,
        ),
        (
            "merchant: inspector",
            people::inspector(),
            Channel::YoupinOnline,
        ),
        (
            "merchant: technician",
            people::technician(),
            Channel::YoupinOnline,
        ),
        (
            "merchant: finance",
            people::finance(),
            Channel::YoupinOnline,
        ),
        (
            "api client of a merchant",
            people::merchant_client(),
            Channel::YoupinOnline,
        ),
        (
            "another merchant: owner",
            people::other_owner(),
            Channel::YoupinOnline,
        ),
        ("store", people::store(), Channel::MiHome),
        ("operator", people::operator(), Channel::YoupinJd),
        ("operator", people::operator(), Channel::YoupinOnline),
        (
            "api client of the platform",
            people::platform_client(),
            Channel::YoupinJd,
        ),
        (
            "return centre",
            people::return_centre(),
            Channel::YoupinOnline,
        ),
    ];
    let matrices = people.map(|(who, actor, channel)| matrix(who, &actor, channel));
    assert_snapshot!(matrices.concat());
}
