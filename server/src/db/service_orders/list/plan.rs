//! How service orders are listed: what each filter asks of an order. Columns that no lane's index is searched by have an empty text
//! joined to them, or a plus sign before them.

use aftercare_domain::{
    service_order::{Node, query::PhoneFilter},
    values::{
        channel::Channel,
        id::{MerchantId, SerialNumber},
        service::{ServiceMethod, ServiceType},
    },
};

use super::{AssignedTo, ListFilter, text_search};
use crate::db::{
    engine::sql::Sql,
    list::{Condition, ListPlan},
    tenancy::{OwnerConditions, kept_numbers},
};

/// Whose orders they are.
pub(super) const OWNER: OwnerConditions = OwnerConditions {
    consumer: " AND consumer_id || '' = ",
    order: (" AND order_number || '' = ", ""),
    merchant: " AND merchant_id || '' = ",
    channels: " AND channel || '' IN (",
};

/// The plan.
pub(super) fn plan<'a>() -> ListPlan<ListFilter<'a>> {
    ListPlan {
        table: "service_orders",
        key: "service_orders.number",
        state: "node",
        owner: OWNER,
        conditions: conditions(),
    }
}

/// What a field of the query asks.
type Planned<'a> = (&'static str, Condition<ListFilter<'a>>);

fn conditions<'a>() -> Vec<Planned<'a>> {
    let mut conditions = Vec::from(of_what_it_is());
    conditions.extend(of_what_is_looked_up());
    conditions.extend(of_time());
    conditions.extend(of_work());
    // The lanes, their order, and how many rows are read.
    conditions.extend(["sort", "limit", "cursor"].map(|name| (name, Condition::Elsewhere)));
    conditions
}

fn of_what_it_is<'a>() -> [Planned<'a>; 5] {
    use Condition::Equals;
    [
        (
            "node",
            Equals("node || ''", |filter| filter.query.node.map(Node::name)),
        ),
        (
            "service_type",
            Equals("service_type", |filter| {
                filter.query.service_type.map(ServiceType::name)
            }),
        ),
        (
            "service_method",
            Equals("service_method", |filter| {
                filter.query.service_method.map(ServiceMethod::name)
            }),
        ),
        (
            "channel",
            Equals("channel || ''", |filter| {
                filter.query.channel.map(Channel::name)
            }),
        ),
        (
            "merchant",
            Equals("merchant_id || ''", |filter| {
                filter.query.merchant.as_ref().map(MerchantId::as_str)
            }),
        ),
    ]
}

/// Words, tags among the words, and numbers: most of them are looked up before anything else.
fn of_what_is_looked_up<'a>() -> [Planned<'a>; 9] {
    use Condition::{Custom, Elsewhere, Equals};
    [
        ("reason_code", Elsewhere),
        ("q", Elsewhere),
        ("numbers", Elsewhere),
        ("order_number", Custom(push_order_number)),
        ("phone", Custom(push_phone)),
        (
            "serial_number",
            Equals("serial_number || ''", |filter| {
                filter
                    .query
                    .serial_number
                    .as_ref()
                    .map(SerialNumber::as_str)
            }),
        ),
        ("tracking_number", Custom(push_parcel)),
        ("spu", Elsewhere),
        ("sku", Elsewhere),
    ]
}

fn of_time<'a>() -> [Planned<'a>; 4] {
    use Condition::{Before, Custom, From};
    [
        (
            "applied_from",
            From("applied_at", |filter| filter.query.applied_from),
        ),
        (
            "applied_to",
            Before("applied_at", |filter| filter.query.applied_to),
        ),
        ("due_within", Custom(push_due_within)),
        ("overdue", Custom(push_overdue)),
    ]
}

fn of_work<'a>() -> [Planned<'a>; 4] {
    use Condition::{Custom, Flag};
    [
        (
            "urged",
            Flag(
                |filter| filter.query.urged,
                "urges > 0 AND closed = 0",
                "(urges = 0 OR closed = 1)",
            ),
        ),
        (
            "held",
            Flag(|filter| filter.query.held, "held = 1", "held = 0"),
        ),
        ("to_do", Custom(push_to_do)),
        ("assignee", Custom(push_assignee)),
    ]
}

fn push_order_number(statement: &mut Sql, filter: &ListFilter<'_>) {
    if let Some(number) = &filter.query.order_number {
        statement
            .push(" AND order_number || '' IN (")
            .bind_all(kept_numbers(filter.tenancy, number))
            .push(")");
    }
}

/// The last digits are a tag among the words of an order.
fn push_phone(statement: &mut Sql, filter: &ListFilter<'_>) {
    match &filter.query.phone {
        Some(PhoneFilter::Whole(phone)) => {
            statement
                .push(" AND contact_phone || '' = ")
                .bind(phone.main_number());
        }
        Some(PhoneFilter::Masked(phone)) => {
            statement
                .push(" AND substr(contact_phone, 1, 3) = ")
                .bind(phone.head());
        }
        Some(PhoneFilter::Tail(_)) | None => {}
    }
}

fn push_parcel(statement: &mut Sql, filter: &ListFilter<'_>) {
    if let Some(parcel) = &filter.query.tracking_number {
        statement.push(" AND ");
        text_search::push_parcel(statement, parcel);
    }
}

/// The rank is never behind the deadline, so it ends the lane where nothing else can be due.
fn push_due_within(statement: &mut Sql, filter: &ListFilter<'_>) {
    if let Some(within) = filter.query.due_within {
        let until = within.span().after(filter.now).ms();
        statement
            .push(" AND closed = 0 AND due_at > ")
            .bind(filter.now.ms())
            .push(" AND due_at <= ")
            .bind(until)
            .push(" AND list_rank <= ")
            .bind(until);
    }
}

/// The same.
fn push_overdue(statement: &mut Sql, filter: &ListFilter<'_>) {
    let now = filter.now.ms();
    match filter.query.overdue {
        Some(true) => {
            statement
                .push(" AND closed = 0 AND due_at <= ")
                .bind(now)
                .push(" AND list_rank <= ")
                .bind(now);
        }
        Some(false) => {
            statement
                .push(" AND (due_at IS NULL OR closed = 1 OR due_at > ")
                .bind(now)
                .push(")");
        }
        None => {}
    }
}

fn push_to_do(statement: &mut Sql, filter: &ListFilter<'_>) {
    if let Some(to_do) = filter.query.to_do {
        statement
            .push(if to_do {
                " AND node || '' IN ("
            } else {
                " AND node || '' NOT IN ("
            })
            .bind_all(Node::FOR_STAFF.iter().map(|node| node.name()))
            .push(")");
    }
}

fn push_assignee(statement: &mut Sql, filter: &ListFilter<'_>) {
    match filter.worker {
        Some(AssignedTo::Person(username)) => {
            statement
                .push(" AND assignee || '' = ")
                .bind(username.as_str());
        }
        Some(AssignedTo::Nobody) => {
            statement.push(" AND assignee IS NULL AND closed = 0");
        }
        Some(AssignedTo::Untold) => {
            statement.push(" AND 1 = 0");
        }
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use aftercare_domain::{form::Record as _, service_order::query::ServiceOrderQuery};

    use super::*;

    #[test]
    fn the_plan_says_of_each_filter_what_it_asks() {
        let fields = ServiceOrderQuery::FIELDS.iter().map(|field| field.name);
        let planned = conditions();
        let planned: Vec<&str> = planned.iter().map(|(name, _)| *name).collect();
        assert_eq!(planned, fields.collect::<Vec<_>>());
    }
}
