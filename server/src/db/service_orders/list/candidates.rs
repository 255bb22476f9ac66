//! Orders that are found before they are sorted: by numbers, each with an index, or by words that few orders have.

use aftercare_domain::{
    people::party::Tenancy,
    service_order::query::{NumberList, PhoneFilter},
    values::{
        carrier::TrackingNumber,
        id::{OrderNumber, SerialNumber},
        phone::Phone,
    },
};

use super::{ListFilter, text_search::TextSearch};
use crate::db::{
    Connection, DbError, Engine,
    engine::sql::Sql,
    search_index::{self, Expression, Tag},
    tenancy::kept_numbers,
};

/// How many orders may be found and sorted for a page. Where more have the words that are asked for, the list is walked
/// along, and a page is full soon. An order that is found takes a few microseconds, one that is walked past and asked for
/// its words some fifty.
const MOST: i64 = 20_000;

/// What the candidates are found by.
pub(super) enum Candidates<'a> {
    Numbers(&'a NumberList, &'a str, Tenancy<'a>),
    Order(&'a OrderNumber, Tenancy<'a>),
    Serial(&'a SerialNumber),
    Parcel(&'a TrackingNumber),
    Phone(&'a Phone),
    Words(Expression, Option<(TrackingNumber, Vec<Tag<'a>>)>),
}

/// How a list finds its orders: its access path.
pub(super) enum AccessPath<'a> {
    /// The database knows them: all, or those that were found.
    Straight(Option<Candidates<'a>>),
    /// Of all, or of those that were found, each is asked for its words; they are few.
    Checked(Option<Candidates<'a>>),
    /// All are walked along, and asked for words that many have; they are found by these where that leads nowhere.
    Walked(Candidates<'a>),
}

/// How a list finds its orders: its access path.
pub(super) async fn choose<'a>(
    connection: &mut Connection,
    filter: &'a ListFilter<'_>,
    wanted: &TextSearch<'a>,
) -> Result<AccessPath<'a>, DbError> {
    let found = by_number(filter);
    if !wanted.is_anything() {
        return Ok(AccessPath::Straight(found));
    }
    // A consumer has few orders.
    let is_little = matches!(filter.tenancy, Tenancy::Consumer(..) | Tenancy::Nobody);
    let Some(expression) = wanted.expression(filter) else {
        return Ok(AccessPath::Straight(found));
    };
    if found.is_some() || is_little {
        return Ok(AccessPath::Checked(found));
    }
    let is_rare = search_index::is_rare(connection, &expression, MOST).await?;
    let found = Candidates::Words(expression, wanted.parcel());
    Ok(if is_rare {
        AccessPath::Straight(Some(found))
    } else {
        AccessPath::Walked(found)
    })
}

/// By which number of theirs the orders of a list are found.
fn by_number<'a>(filter: &'a ListFilter<'_>) -> Option<Candidates<'a>> {
    let query = filter.query;
    if let Some(numbers) = &query.numbers {
        return Some(Candidates::Numbers(
            numbers,
            &filter.external_scope,
            filter.tenancy,
        ));
    }
    if let Some(order_number) = &query.order_number {
        return Some(Candidates::Order(order_number, filter.tenancy));
    }
    if let Some(serial_number) = &query.serial_number {
        return Some(Candidates::Serial(serial_number));
    }
    if let Some(tracking_number) = &query.tracking_number {
        return Some(Candidates::Parcel(tracking_number));
    }
    match &query.phone {
        Some(PhoneFilter::Whole(phone)) => Some(Candidates::Phone(phone)),
        Some(PhoneFilter::Masked(_) | PhoneFilter::Tail(_)) | None => None,
    }
}

impl Candidates<'_> {
    /// The query for their numbers.
    pub(super) fn push(&self, statement: &mut Sql, engine: Engine) {
        match self {
            Self::Numbers(numbers, external_scope, tenancy) => {
                push_numbers(statement, numbers, external_scope, *tenancy);
            }
            Self::Order(number, tenancy) => {
                statement
                    .push("SELECT number AS key FROM service_orders WHERE order_number IN (")
                    .bind_all(kept_numbers(*tenancy, number))
                    .push(")");
            }
            Self::Serial(number) => {
                statement
                    .push("SELECT number AS key FROM service_orders WHERE serial_number = ")
                    .bind(number.as_str());
            }
            Self::Parcel(number) => push_parcel(statement, number),
            Self::Phone(phone) => {
                statement
                    .push("SELECT number AS key FROM service_orders WHERE contact_phone = ")
                    .bind(phone.main_number());
            }
            Self::Words(expression, parcel) => {
                search_index::push_numbers(statement, engine, expression);
                if let Some((parcel, tags)) = parcel {
                    push_parcel_with(statement, engine, parcel, tags);
                }
            }
        }
    }
}

fn push_parcel(statement: &mut Sql, number: &TrackingNumber) {
    statement
        .push("SELECT service_order AS key FROM parcels WHERE tracking_number = ")
        .bind(number.as_str());
}

/// The orders of a parcel, as far as their words have tags.
fn push_parcel_with(
    statement: &mut Sql,
    engine: Engine,
    number: &TrackingNumber,
    tags: &[Tag<'_>],
) {
    statement
        .push(
            " UNION SELECT service_orders.number AS key FROM parcels CROSS JOIN service_orders \
             WHERE service_orders.number = parcels.service_order AND parcels.tracking_number = ",
        )
        .bind(number.as_str());
    for &tag in tags {
        statement.push(" AND ");
        search_index::push_condition(statement, engine, tag);
    }
}

fn push_numbers(
    statement: &mut Sql,
    numbers: &NumberList,
    external_scope: &str,
    tenancy: Tenancy<'_>,
) {
    let of_orders = numbers
        .iter()
        .filter_map(|one| OrderNumber::parse(one).ok());
    statement
        .push("SELECT number AS key FROM service_orders WHERE number IN (")
        .bind_all(numbers.iter())
        .push(") UNION SELECT number FROM service_orders WHERE order_number IN (")
        .bind_all(of_orders.flat_map(|number| kept_numbers(tenancy, &number)))
        .push(") UNION SELECT number FROM service_orders WHERE external_scope = ")
        .bind(external_scope)
        .push(" AND external_id IN (")
        .bind_all(numbers.iter())
        .push(")");
}
