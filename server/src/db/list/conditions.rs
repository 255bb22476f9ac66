//! Conditions on the orders of a lane.

use aftercare_domain::{
    people::party::Tenancy,
    service_order::{
        Node,
        query::{PhoneFilter, ServiceOrderQuery},
    },
    values::{
        channel::Channel,
        id::{MerchantId, SerialNumber},
        service::{ServiceMethod, ServiceType},
        time::Timestamp,
    },
};

use super::{AssignedTo, ListFilter, lanes::Lane, text_search};
use crate::db::{
    engine::sql::Sql,
    tenancy::{self, OwnerConditions, kept_numbers},
};

/// No index of these columns is to be looked up: that of the lane is.
const OWNER: OwnerConditions = OwnerConditions {
    consumer: " AND consumer_id || '' = ",
    order: (" AND order_number || '' = ", ""),
    merchant: " AND merchant_id || '' = ",
    channels: " AND channel || '' IN (",
};

/// In every lane: only the orders within the tenancy.
pub(super) fn push_tenancy(statement: &mut Sql, tenancy: Tenancy<'_>) {
    tenancy::push_tenancy(statement, tenancy, &OWNER);
}

/// What was asked for besides words.
pub(super) fn push_conditions(statement: &mut Sql, filter: &ListFilter<'_>, lane: &Lane<'_>) {
    let query = filter.query;
    push_names(statement, query);
    if let Some(number) = &query.order_number {
        statement
            .push(" AND order_number || '' IN (")
            .bind_all(kept_numbers(filter.tenancy, number))
            .push(")");
    }
    push_application(statement, query, lane);
    push_due(statement, query, filter.now);
    match query.urged {
        Some(true) => statement.push(" AND urges > 0 AND closed = 0"),
        Some(false) => statement.push(" AND (urges = 0 OR closed = 1)"),
        None => statement,
    };
    if let Some(held) = query.held {
        statement.push(" AND held = ").bind(i64::from(held));
    }
    if let Some(to_do) = query.to_do {
        statement
            .push(if to_do {
                " AND node || '' IN ("
            } else {
                " AND node || '' NOT IN ("
            })
            .bind_all(Node::FOR_STAFF.iter().map(|node| node.name()))
            .push(")");
    }
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

fn push_names(statement: &mut Sql, query: &ServiceOrderQuery) {
    let (phone, phone_head) = match &query.phone {
        Some(PhoneFilter::Whole(phone)) => (Some(phone.main_number()), None),
        Some(PhoneFilter::Masked(phone)) => (None, Some(phone.head())),
        Some(PhoneFilter::Tail(_)) | None => (None, None),
    };
    for (condition, value) in [
        (
            " AND service_type = ",
            query.service_type.map(ServiceType::name),
        ),
        (
            " AND service_method = ",
            query.service_method.map(ServiceMethod::name),
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
        (" AND contact_phone || '' = ", phone),
        (" AND substr(contact_phone, 1, 3) = ", phone_head),
    ] {
        if let Some(value) = value {
            statement.push(condition).bind(value);
        }
    }
    if let Some(parcel) = &query.tracking_number {
        statement.push(" AND ");
        text_search::push_parcel(statement, parcel);
    }
}

fn push_application(statement: &mut Sql, query: &ServiceOrderQuery, lane: &Lane<'_>) {
    let column = if lane.by_application {
        " AND applied_at"
    } else {
        " AND +applied_at"
    };
    if let Some(from) = query.applied_from {
        statement.push(column).push(" >= ").bind(from.ms());
    }
    if let Some(to) = query.applied_to {
        statement.push(column).push(" < ").bind(to.ms());
    }
}

/// The rank is never behind the deadline, so it ends the lane where nothing else can be due.
fn push_due(statement: &mut Sql, query: &ServiceOrderQuery, now: Timestamp) {
    if let Some(within) = query.due_within {
        let until = within.span().after(now).ms();
        statement
            .push(" AND closed = 0 AND due_at > ")
            .bind(now.ms())
            .push(" AND due_at <= ")
            .bind(until)
            .push(" AND list_rank <= ")
            .bind(until);
    }
    match query.overdue {
        Some(true) => {
            statement
                .push(" AND closed = 0 AND due_at <= ")
                .bind(now.ms())
                .push(" AND list_rank <= ")
                .bind(now.ms());
        }
        Some(false) => {
            statement
                .push(" AND (due_at IS NULL OR closed = 1 OR due_at > ")
                .bind(now.ms())
                .push(")");
        }
        None => {}
    }
}
