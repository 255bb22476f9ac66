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
use crate::db::engine::sql::Sql;

/// A range of an index, or a few orders.
pub(super) struct Lane<'a> {
    owner: LaneOwner<'a>,
    pub(super) node: Option<Node>,
    /// Whether the lane's index stands in the order in which orders were applied for.
    pub(super) by_application: bool,
}

#[derive(Clone, Copy)]
enum LaneOwner<'a> {
    Found,
    Urged,
    Worker(&'a Username),
    Consumer(&'a ConsumerId),
    Merchant(&'a MerchantId),
    Channel(Channel),
}

impl Lane<'_> {
    /// The place of an order in a list that stands so.
    pub(super) fn place(&self, sort: Sort) -> &'static str {
        match (sort, self.node) {
            (Sort::Due, _) => "list_rank",
            (Sort::AppliedAt, _) if self.by_application => "applied_at",
            (Sort::AppliedAt, _) => "+applied_at",
            // The rank of one that ended is behind every time, and the lower the later it ended.
            (Sort::EnteredAt, Some(node)) if node.is_final() => "list_rank",
            (Sort::EnteredAt, Some(_)) => "node_entered_at",
            (Sort::EnteredAt, None) => {
                "CASE WHEN closed = 1 THEN list_rank ELSE node_entered_at END"
            }
        }
    }

    /// Whether the lane's index stands in the order of a list that stands so.
    pub(super) const fn is_sorted(&self, sort: Sort) -> bool {
        let by_rank = match sort {
            Sort::Due => true,
            Sort::EnteredAt => match self.node {
                Some(node) => node.is_final(),
                None => false,
            },
            Sort::AppliedAt => false,
        };
        match self.owner {
            LaneOwner::Found | LaneOwner::Urged => false,
            LaneOwner::Consumer(_) => matches!(sort, Sort::AppliedAt),
            LaneOwner::Worker(_) => by_rank && self.node.is_some(),
            LaneOwner::Merchant(_) | LaneOwner::Channel(_) => match self.node {
                Some(_) => by_rank,
                None => matches!(sort, Sort::AppliedAt),
            },
        }
    }

    /// The rows of the lane, up to its first condition.
    pub(super) fn push_rows(&self, statement: &mut Sql) {
        match self.owner {
            LaneOwner::Found => statement
                .push("found CROSS JOIN service_orders WHERE service_orders.number = found.number"),
            LaneOwner::Urged => statement.push("service_orders WHERE urges > 0 AND closed = 0"),
            LaneOwner::Worker(username) => statement
                .push("service_orders WHERE assignee = ")
                .bind(username.as_str()),
            LaneOwner::Consumer(consumer) => statement
                .push("service_orders WHERE consumer_id = ")
                .bind(consumer.as_str()),
            LaneOwner::Merchant(merchant) => statement
                .push("service_orders WHERE merchant_id = ")
                .bind(merchant.as_str()),
            LaneOwner::Channel(channel) => statement
                .push("service_orders WHERE channel = ")
                .bind(channel.name()),
        };
    }
}

/// The lanes of a list; one, where its orders have been found already.
pub(super) fn lanes<'a>(filter: &ListFilter<'a>, is_found: bool) -> Vec<Lane<'a>> {
    let query = filter.query;
    let one = |owner| {
        vec![Lane {
            owner,
            node: None,
            by_application: true,
        }]
    };
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
        .flat_map(|&owner| {
            nodes.iter().map(move |&node| Lane {
                owner,
                node,
                by_application: node.is_none(),
            })
        })
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

fn owners<'a>(filter: &ListFilter<'a>) -> Vec<LaneOwner<'a>> {
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

fn owners_of_channels<'a>(
    channels: impl IntoIterator<Item = &'a Channel>,
    only: Option<Channel>,
) -> Vec<LaneOwner<'a>> {
    channels
        .into_iter()
        .copied()
        .filter(|&channel| only.is_none_or(|only| only == channel))
        .map(LaneOwner::Channel)
        .collect()
}
