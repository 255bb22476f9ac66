//! Lists of service orders: pages along an index, in lanes.
//!
//! A list is of a tenant and a node, or of all nodes. Each index holds the orders of one merchant (or one channel) and
//! one node in the order of the list: a lane. A page takes at most its own length from each of its lanes and merges
//! them, so that it costs the same whether there are a thousand orders or millions. A plus sign before a number, and an
//! empty text joined to a name, keep a column from being looked up by another index than the lane's.

use aftercare_domain::{
    channel::Channel,
    id::{ConsumerId, MerchantId, SerialNumber, Username},
    number::ServiceOrderNumber,
    party::{Actor, Authority},
    service::ServiceType,
    service_order::{
        Node, ServiceOrder,
        query::{ServiceOrderQuery, Sort},
    },
    time::Timestamp,
};
use sqlx::any::AnyRow;

use super::{Connection, DbError, filter::Filter, row::Columns};

/// Which orders a list shows.
#[derive(Debug, Clone)]
pub struct ListFilter<'a> {
    /// Whose.
    pub tenant: Tenant<'a>,
    /// What was asked for.
    pub query: &'a ServiceOrderQuery,
    /// Whose work.
    pub worker: Option<Worker<'a>>,
    /// The time by which orders are overdue.
    pub now: Timestamp,
    /// The place in the list of the last order that was shown, and its number.
    pub after: Option<(i64, ServiceOrderNumber)>,
    /// How many.
    pub limit: i64,
}

/// Whose orders somebody may see: the rule of [`Actor::may_see`] as a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tenant<'a> {
    /// A consumer's own.
    Consumer(&'a ConsumerId),
    /// A merchant's.
    Merchant(&'a MerchantId),
    /// Those of these channels.
    Channels(Vec<Channel>),
    /// All.
    Platform,
    /// None.
    Nobody,
}

/// Who works on an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worker<'a> {
    /// This person.
    Person(&'a Username),
    /// Nobody yet.
    Nobody,
}

impl<'a> Tenant<'a> {
    /// Whose orders an actor may see.
    pub fn of(actor: &'a Actor) -> Self {
        match actor.authority() {
            Authority::Consumer(consumer) => Self::Consumer(consumer),
            Authority::Merchant(merchant, _) => Self::Merchant(merchant),
            Authority::Store(channels) => Self::Channels(channels.iter().copied().collect()),
            Authority::Operator | Authority::System => Self::Platform,
            Authority::ReturnCentre => Self::Nobody,
        }
    }
}

/// A range of an index.
struct Lane<'a> {
    owner: Owner<'a>,
    node: Option<Node>,
    /// Whether the lane's index stands in the order of the list; else its few orders are sorted.
    is_ordered: bool,
}

#[derive(Clone, Copy)]
enum Owner<'a> {
    Found,
    Worker(&'a Username),
    Consumer(&'a ConsumerId),
    Merchant(&'a MerchantId),
    Channel(Channel),
}

/// A page of a list: the orders, each with its place in the list.
pub async fn page(
    connection: &mut Connection,
    filter: &ListFilter<'_>,
) -> Result<Vec<(i64, ServiceOrder)>, DbError> {
    let lanes = lanes(filter);
    if lanes.is_empty() {
        return Ok(Vec::new());
    }
    let by_rank = filter.query.sort.unwrap_or(Sort::Due) == Sort::Due;
    let order = if by_rank {
        " ORDER BY place, found LIMIT "
    } else {
        " ORDER BY place DESC, found DESC LIMIT "
    };
    let mut statement = Filter::default();
    statement.push("WITH ");
    push_found(&mut statement, filter);
    statement.push("page AS (SELECT found, place FROM (");
    for (index, lane) in lanes.iter().enumerate() {
        if index > 0 {
            statement.push(" UNION ALL ");
        }
        statement.push("SELECT found, place FROM (");
        push_lane(&mut statement, filter, lane, by_rank);
        let order_of_lane = if lane.is_ordered {
            order
        } else {
            " ORDER BY +applied_at DESC, found DESC LIMIT "
        };
        statement
            .push(order_of_lane)
            .bind(filter.limit)
            .push(") AS lane");
    }
    statement.push(") AS lanes").push(order).bind(filter.limit);
    statement.push(
        ") SELECT s.number, s.document, page.place AS place FROM page CROSS JOIN service_orders s \
         WHERE s.number = page.found",
    );
    statement.push(if by_rank {
        " ORDER BY page.place, page.found"
    } else {
        " ORDER BY page.place DESC, page.found DESC"
    });
    let rows = statement.fetch(connection).await?;
    rows.iter().map(read).collect()
}

fn read(row: &AnyRow) -> Result<(i64, ServiceOrder), DbError> {
    let columns = Columns::keyed("service_orders", "number", row)?;
    Ok((columns.get("place")?, columns.json("document")?))
}

/// What is searched for is found first: by whole numbers alone, each with an index.
fn push_found(statement: &mut Filter, filter: &ListFilter<'_>) {
    let query = filter.query;
    let mut lookups: Vec<(&'static str, String)> = Vec::new();
    if let Some(order_number) = &query.order_number {
        lookups.push((
            "SELECT number FROM service_orders WHERE order_number = ",
            order_number.to_string(),
        ));
    } else if let Some(serial_number) = &query.serial_number {
        lookups.push((
            "SELECT number FROM service_orders WHERE serial_number = ",
            serial_number.to_string(),
        ));
    } else if let Some(q) = &query.q {
        let compact: String = q.as_str().chars().filter(|c| !c.is_whitespace()).collect();
        for (lookup, text) in [
            (
                "SELECT number FROM service_orders WHERE number = ",
                &compact,
            ),
            (
                "SELECT number FROM service_orders WHERE order_number = ",
                &compact,
            ),
            (
                "SELECT number FROM service_orders WHERE serial_number = ",
                &compact,
            ),
            (
                "SELECT number FROM service_orders WHERE contact_phone = ",
                &compact,
            ),
        ] {
            lookups.push((lookup, text.clone()));
        }
        lookups.push((
            "SELECT service_order AS number FROM parcels WHERE tracking_number = ",
            compact.replace('-', "").to_ascii_uppercase(),
        ));
    }
    if lookups.is_empty() {
        return;
    }
    statement.push("found AS MATERIALIZED (");
    for (index, (lookup, text)) in lookups.iter().enumerate() {
        if index > 0 {
            statement.push(" UNION ");
        }
        statement.push(lookup).bind(text.as_str());
    }
    statement.push("), ");
}

/// The lanes that a list is merged from.
fn lanes<'a>(filter: &ListFilter<'a>) -> Vec<Lane<'a>> {
    let query = filter.query;
    let one = |owner| {
        vec![Lane {
            owner,
            node: None,
            is_ordered: true,
        }]
    };
    if query.q.is_some() || query.order_number.is_some() || query.serial_number.is_some() {
        return one(Owner::Found);
    }
    if let Tenant::Consumer(consumer) = &filter.tenant {
        return one(Owner::Consumer(consumer));
    }
    let owners = match filter.worker {
        Some(Worker::Person(username)) => vec![Owner::Worker(username)],
        Some(Worker::Nobody) | None => owners(filter),
    };
    let by_rank = query.sort.unwrap_or(Sort::Due) == Sort::Due;
    let nodes: Vec<Option<Node>> = match (query.node, nodes_in_question(filter)) {
        // Few orders stand in an open node: they are sorted. Ended ones fill the list by themselves.
        (Some(node), _) if by_rank || !node.is_final() => vec![Some(node)],
        (Some(_), _) => vec![None],
        (None, Some(nodes)) => nodes.iter().copied().map(Some).collect(),
        (None, None) if by_rank => Node::ALL.iter().copied().map(Some).collect(),
        (None, None) => vec![None],
    };
    owners
        .iter()
        .flat_map(|&owner| {
            nodes.iter().map(move |&node| Lane {
                owner,
                node,
                is_ordered: by_rank || node.is_none(),
            })
        })
        .collect()
}

fn owners<'a>(filter: &ListFilter<'a>) -> Vec<Owner<'a>> {
    let query = filter.query;
    match (&filter.tenant, &query.merchant) {
        (Tenant::Nobody, _) => Vec::new(),
        (Tenant::Consumer(consumer), _) => vec![Owner::Consumer(consumer)],
        (Tenant::Merchant(merchant), _) => vec![Owner::Merchant(merchant)],
        (Tenant::Platform | Tenant::Channels(_), Some(merchant)) => vec![Owner::Merchant(merchant)],
        (Tenant::Channels(channels), None) => owners_of_channels(channels, query.channel),
        (Tenant::Platform, None) => owners_of_channels(Channel::ALL, query.channel),
    }
}

/// The nodes in which an order can be what is asked for, where those are few: the others need not be searched.
fn nodes_in_question(filter: &ListFilter<'_>) -> Option<&'static [Node]> {
    if filter.query.held == Some(true) {
        Some(&[Node::PendingException])
    } else if filter.query.overdue == Some(true) || filter.worker == Some(Worker::Nobody) {
        Some(Node::OPEN)
    } else {
        None
    }
}

fn owners_of_channels<'a>(channels: &[Channel], only: Option<Channel>) -> Vec<Owner<'a>> {
    channels
        .iter()
        .copied()
        .filter(|&channel| only.is_none_or(|only| only == channel))
        .map(Owner::Channel)
        .collect()
}

fn push_lane(statement: &mut Filter, filter: &ListFilter<'_>, lane: &Lane<'_>, by_rank: bool) {
    statement.push(if by_rank {
        "SELECT service_orders.number AS found, list_rank AS place FROM "
    } else {
        "SELECT service_orders.number AS found, applied_at AS place FROM "
    });
    match lane.owner {
        Owner::Found => statement
            .push("found CROSS JOIN service_orders WHERE service_orders.number = found.number"),
        Owner::Worker(username) => statement
            .push("service_orders WHERE assignee = ")
            .bind(username.as_str()),
        Owner::Consumer(consumer) => statement
            .push("service_orders WHERE consumer_id = ")
            .bind(consumer.as_str()),
        Owner::Merchant(merchant) => statement
            .push("service_orders WHERE merchant_id = ")
            .bind(merchant.as_str()),
        Owner::Channel(channel) => statement
            .push("service_orders WHERE channel = ")
            .bind(channel.name()),
    };
    if let Some(node) = lane.node {
        statement.push(" AND node = ").bind(node.name());
    } else if let Some(node) = filter.query.node {
        statement.push(" AND node || '' = ").bind(node.name());
    }
    push_tenant(statement, filter);
    push_conditions(statement, filter);
    if let Some((place, number)) = &filter.after {
        let condition = match (by_rank, lane.is_ordered) {
            (true, _) => " AND (list_rank, service_orders.number) > (",
            (false, true) => " AND (applied_at, service_orders.number) < (",
            (false, false) => " AND (+applied_at, service_orders.number) < (",
        };
        statement
            .push(condition)
            .bind(*place)
            .push(", ")
            .bind(number.as_str())
            .push(")");
    }
}

/// Whatever the lane is: nobody sees what is not theirs.
fn push_tenant(statement: &mut Filter, filter: &ListFilter<'_>) {
    match &filter.tenant {
        Tenant::Consumer(consumer) => {
            statement
                .push(" AND consumer_id || '' = ")
                .bind(consumer.as_str());
        }
        Tenant::Merchant(merchant) => {
            statement
                .push(" AND merchant_id || '' = ")
                .bind(merchant.as_str());
        }
        Tenant::Channels(channels) => {
            statement
                .push(" AND channel || '' IN (")
                .bind_all(channels.iter().map(|channel| channel.name()))
                .push(")");
        }
        Tenant::Platform => {}
        Tenant::Nobody => {
            statement.push(" AND 1 = 0");
        }
    }
}

fn push_conditions(statement: &mut Filter, filter: &ListFilter<'_>) {
    let query = filter.query;
    for (condition, value) in [
        (
            " AND service_type = ",
            query.service_type.map(ServiceType::name),
        ),
        (" AND channel || '' = ", query.channel.map(Channel::name)),
        (
            " AND merchant_id || '' = ",
            query.merchant.as_ref().map(MerchantId::as_str),
        ),
        (
            " AND serial_number || '' = ",
            query.serial_number.as_ref().map(SerialNumber::as_str),
        ),
    ] {
        if let Some(value) = value {
            statement.push(condition).bind(value);
        }
    }
    if let Some(from) = query.applied_from {
        statement.push(" AND +applied_at >= ").bind(from.ms());
    }
    if let Some(to) = query.applied_to {
        statement.push(" AND +applied_at < ").bind(to.ms());
    }
    match query.overdue {
        Some(true) => {
            statement
                .push(" AND closed = 0 AND due_at <= ")
                .bind(filter.now.ms())
                .push(" AND list_rank <= ")
                .bind(filter.now.ms());
        }
        Some(false) => {
            statement
                .push(" AND (due_at IS NULL OR closed = 1 OR due_at > ")
                .bind(filter.now.ms())
                .push(")");
        }
        None => {}
    }
    if let Some(held) = query.held {
        statement.push(" AND held = ").bind(i64::from(held));
    }
    if filter.worker == Some(Worker::Nobody) {
        statement.push(" AND assignee IS NULL AND closed = 0");
    }
}
