//! The lanes from which a list is merged.

use aftercare_domain::{
    people::party::Tenancy,
    service_order::{Node, query::Sort},
    values::{
        channel::Channel,
        id::{ConsumerId, MerchantId, Username},
    },
};

use super::{AssignedTo, ListFilter};
use crate::db::list::{Lane, LaneRows};

/// Whose orders a lane has.
#[derive(Clone, Copy)]
enum LaneOwner<'a> {
    Found,
    Urged,
    Worker(&'a Username),
    Consumer(&'a ConsumerId),
    Merchant(&'a MerchantId),
    Channel(Channel),
}

impl<'a> LaneOwner<'a> {
    /// A lane of a node, or of all of them in the order in which they were applied for.
    fn lane(self, node: Option<Node>, sort: Sort) -> Lane<'a> {
        let place = place(node, sort);
        let is_sorted = match (self, node) {
            // Few, which are sorted.
            (Self::Found | Self::Urged, _) | (Self::Worker(_), None) => false,
            (Self::Worker(_) | Self::Merchant(_) | Self::Channel(_), Some(_)) => place == BY_RANK,
            (Self::Consumer(_) | Self::Merchant(_) | Self::Channel(_), None) => {
                place == BY_APPLICATION
            }
            (Self::Consumer(_), Some(_)) => false,
        };
        Lane {
            rows: self.rows(),
            state: node.map(Node::name),
            place,
            is_sorted,
        }
    }

    fn rows(self) -> LaneRows<'a> {
        match self {
            Self::Found => LaneRows::Found,
            Self::Urged => LaneRows::Where("urges > 0 AND closed = 0"),
            Self::Worker(username) => LaneRows::Of("assignee", username.as_str()),
            Self::Consumer(consumer) => LaneRows::Of("consumer_id", consumer.as_str()),
            Self::Merchant(merchant) => LaneRows::Of("merchant_id", merchant.as_str()),
            Self::Channel(channel) => LaneRows::Of("channel", channel.name()),
        }
    }
}

const BY_RANK: &str = "list_rank";
const BY_APPLICATION: &str = "applied_at";

/// The place of an order in a list that stands so.
fn place(node: Option<Node>, sort: Sort) -> &'static str {
    match (sort, node) {
        (Sort::Due, _) => BY_RANK,
        (Sort::AppliedAt, None) => BY_APPLICATION,
        (Sort::AppliedAt, Some(_)) => "+applied_at",
        // The rank of one that ended is behind every time, and the lower the later it ended.
        (Sort::EnteredAt, Some(node)) if node.is_final() => BY_RANK,
        (Sort::EnteredAt, Some(_)) => "node_entered_at",
        (Sort::EnteredAt, None) => "CASE WHEN closed = 1 THEN list_rank ELSE node_entered_at END",
    }
}

/// The lanes of a list; one, where its orders have been found already.
pub(super) fn lanes<'a>(filter: &'a ListFilter<'_>, is_found: bool) -> Vec<Lane<'a>> {
    let query = filter.query;
    let sort = filter.sort();
    let one = |owner: LaneOwner<'a>| vec![owner.lane(None, sort)];
    if filter.tenancy == Tenancy::Nobody || filter.worker == Some(AssignedTo::Untold) {
        return Vec::new();
    }
    if is_found {
        return one(LaneOwner::Found);
    }
    if let Tenancy::Consumer(consumer, _) = filter.tenancy {
        return one(LaneOwner::Consumer(consumer));
    }
    if query.urged == Some(true) {
        return one(LaneOwner::Urged);
    }
    let owners = match filter.worker {
        Some(AssignedTo::Person(username)) => vec![LaneOwner::Worker(username)],
        Some(AssignedTo::Nobody | AssignedTo::Untold) | None => owners(filter),
    };
    let nodes = nodes(filter);
    owners
        .iter()
        .flat_map(|&owner| nodes.iter().map(move |&node| owner.lane(node, sort)))
        .collect()
}

/// The nodes of the lanes; none is for a lane of all nodes.
fn nodes(filter: &ListFilter<'_>) -> Vec<Option<Node>> {
    let along_nodes = filter.query.sort != Some(Sort::AppliedAt);
    let each = |nodes: &[Node]| nodes.iter().copied().map(Some).collect();
    match (filter.query.node, nodes_in_question(filter)) {
        // Few orders stand in an open node: they are sorted. Ended ones fill the list by themselves.
        (Some(node), _) if along_nodes || !node.is_final() => vec![Some(node)],
        (Some(_), _) => vec![None],
        (None, Some(nodes)) => each(nodes),
        (None, None) if along_nodes => each(Node::ALL),
        (None, None) => vec![None],
    }
}

/// The nodes in which an order can be what is asked for, where those are few: the others need not be searched.
fn nodes_in_question(filter: &ListFilter<'_>) -> Option<&'static [Node]> {
    let query = filter.query;
    if query.held == Some(true) {
        Some(&[Node::PendingException])
    } else if query.to_do == Some(true) {
        Some(Node::FOR_STAFF)
    } else if query.overdue == Some(true)
        || query.due_within.is_some()
        || filter.worker == Some(AssignedTo::Nobody)
    {
        Some(Node::OPEN)
    } else {
        None
    }
}

fn owners<'a>(filter: &'a ListFilter<'_>) -> Vec<LaneOwner<'a>> {
    let query = filter.query;
    match (filter.tenancy, &query.merchant) {
        (Tenancy::Nobody, _) => Vec::new(),
        (Tenancy::Consumer(consumer, _), _) => vec![LaneOwner::Consumer(consumer)],
        (Tenancy::Merchant(merchant), _) => vec![LaneOwner::Merchant(merchant)],
        (Tenancy::Platform | Tenancy::Channels(_), Some(merchant)) => {
            vec![LaneOwner::Merchant(merchant)]
        }
        (Tenancy::Channels(channels), None) => owners_of_channels(channels, query.channel),
        (Tenancy::Platform, None) => owners_of_channels(Channel::ALL, query.channel),
    }
}

fn owners_of_channels<'a, 'c>(
    channels: impl IntoIterator<Item = &'c Channel>,
    only: Option<Channel>,
) -> Vec<LaneOwner<'a>> {
    channels
        .into_iter()
        .copied()
        .filter(|&channel| only.is_none_or(|only| only == channel))
        .map(LaneOwner::Channel)
        .collect()
}
