//! Orders that are found before they are sorted: by numbers, each with an index, or by words that few orders have.

use aftercare_domain::{
    carrier::TrackingNumber,
    id::{OrderNumber, SerialNumber},
    phone::Phone,
    service_order::query::{NumberList, PhoneFilter},
};

use super::{ListFilter, Tenant, wanted::Wanted};
use crate::db::{
    Connection, DbError, Engine,
    filter::Filter,
    service_order_words::{self, Expression},
};

/// How many orders may be found and sorted. Where more have the words that are asked for, the list is walked along, and
/// a page is full soon. SQLite takes a few microseconds for an order that is found, and a hundred for one that is asked
/// for its words while it is walked past; PostgreSQL takes the same for both.
const fn most(engine: Engine) -> i64 {
    match engine {
        Engine::Sqlite => 100_000,
        Engine::Postgres => 10_000,
    }
}

/// By what orders are found.
pub(super) enum Found<'a> {
    Numbers(&'a NumberList, &'a str),
    Order(&'a OrderNumber),
    Serial(&'a SerialNumber),
    Parcel(&'a TrackingNumber),
    Phone(&'a Phone),
    Words(Expression, Option<(TrackingNumber, Vec<Expression>)>),
}

/// By what the orders of a list are found; none where it is walked along instead.
pub(super) async fn choose<'a>(
    connection: &mut Connection,
    filter: &'a ListFilter<'_>,
    wanted: &Wanted,
) -> Result<Option<Found<'a>>, DbError> {
    let query = filter.query;
    if let Some(numbers) = &query.numbers {
        return Ok(Some(Found::Numbers(numbers, &filter.external_scope)));
    }
    if let Some(order_number) = &query.order_number {
        return Ok(Some(Found::Order(order_number)));
    }
    if let Some(serial_number) = &query.serial_number {
        return Ok(Some(Found::Serial(serial_number)));
    }
    if let Some(tracking_number) = &query.tracking_number {
        return Ok(Some(Found::Parcel(tracking_number)));
    }
    if let Some(PhoneFilter::Whole(phone)) = &query.phone {
        return Ok(Some(Found::Phone(phone)));
    }
    // A consumer has few orders: they are walked along.
    let is_little = matches!(filter.tenant, Tenant::Consumer(_) | Tenant::Nobody);
    let Some(expression) = wanted.expression(filter).filter(|_| !is_little) else {
        return Ok(None);
    };
    let most = most(Engine::of(connection));
    let is_rare = service_order_words::is_rare(connection, &expression, most).await?;
    Ok(is_rare.then(|| Found::Words(expression, wanted.parcel())))
}

impl Found<'_> {
    /// Whether they fit all words that are asked for, because they were found by them.
    pub(super) const fn is_by_words(&self) -> bool {
        matches!(self, Self::Words(..))
    }

    /// The query for their numbers.
    pub(super) fn push(&self, statement: &mut Filter, engine: Engine) {
        match self {
            Self::Numbers(numbers, external_scope) => {
                push_numbers(statement, numbers, external_scope);
            }
            Self::Order(number) => {
                statement
                    .push("SELECT number FROM service_orders WHERE order_number = ")
                    .bind(number.as_str());
            }
            Self::Serial(number) => {
                statement
                    .push("SELECT number FROM service_orders WHERE serial_number = ")
                    .bind(number.as_str());
            }
            Self::Parcel(number) => push_parcel(statement, number),
            Self::Phone(phone) => {
                statement
                    .push("SELECT number FROM service_orders WHERE contact_phone = ")
                    .bind(phone.main_number());
            }
            Self::Words(expression, parcel) => {
                service_order_words::push_numbers(statement, engine, expression);
                if let Some((parcel, tags)) = parcel {
                    push_parcel_with(statement, engine, parcel, tags);
                }
            }
        }
    }
}

fn push_parcel(statement: &mut Filter, number: &TrackingNumber) {
    statement
        .push("SELECT service_order AS number FROM parcels WHERE tracking_number = ")
        .bind(number.as_str());
}

/// The orders of a parcel, as far as their words have tags.
fn push_parcel_with(
    statement: &mut Filter,
    engine: Engine,
    number: &TrackingNumber,
    tags: &[Expression],
) {
    statement
        .push(
            " UNION SELECT service_orders.number FROM parcels CROSS JOIN service_orders \
             WHERE service_orders.number = parcels.service_order AND parcels.tracking_number = ",
        )
        .bind(number.as_str());
    for tag in tags {
        statement.push(" AND ");
        service_order_words::push_condition(statement, engine, tag);
    }
}

fn push_numbers(statement: &mut Filter, numbers: &NumberList, external_scope: &str) {
    statement
        .push("SELECT number FROM service_orders WHERE number IN (")
        .bind_all(numbers.iter())
        .push(") UNION SELECT number FROM service_orders WHERE order_number IN (")
        .bind_all(numbers.iter())
        .push(") UNION SELECT number FROM service_orders WHERE external_scope = ")
        .bind(external_scope)
        .push(" AND external_id IN (")
        .bind_all(numbers.iter())
        .push(")");
}
