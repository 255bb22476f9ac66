//! Lists of service orders: by numbers, by words, by node and by whatever else is asked for, along the lanes of their plan.
//!
//! Where few orders can be meant, by their numbers or their words, those are found first. Where very many have the words, the
//! lanes are walked along, and each order is asked for its words, until the page is full.

use aftercare_domain::{
    people::party::Tenancy,
    service_order::{
        ServiceOrder,
        query::{ServiceOrderQuery, Sort},
        view::ListEntry,
    },
    values::{id::Username, number::ServiceOrderNumber, time::Timestamp},
};

use self::{
    candidates::{AccessPath, Candidates},
    text_search::TextSearch,
    walk::Reach,
};
use super::list_entries;
use crate::db::{
    Connection, DbError, Engine,
    engine::{row::Columns, sql::Sql},
    list::{Direction, PlannedList, Reading},
    tenancy,
};

pub use self::text_search::has_words;

mod candidates;
mod lanes;
mod plan;
mod text_search;
pub mod to_do;
mod walk;

/// Which orders a list shows.
#[derive(Debug, Clone)]
pub struct ListFilter<'a> {
    /// Whose.
    pub tenancy: Tenancy<'a>,
    /// What was asked for.
    pub query: &'a ServiceOrderQuery,
    /// Whose work.
    pub worker: Option<AssignedTo<'a>>,
    /// Within what the caller's own numbers are unique.
    pub external_scope: String,
    /// The time by which orders are overdue.
    pub now: Timestamp,
    /// The place in the list of the last order that was shown, and its number.
    pub after: Option<(i64, ServiceOrderNumber)>,
    /// How many.
    pub limit: i64,
}

/// The assignee that a list asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssignedTo<'a> {
    /// This person.
    Person(&'a Username),
    /// Nobody yet.
    Nobody,
    /// Somebody of whom the caller is not told what they work on: of no order.
    Untold,
}

impl ListFilter<'_> {
    fn sort(&self) -> Sort {
        self.query.sort.unwrap_or(Sort::Due)
    }
}

/// A page of a list: what it shows of each order, with the order's place in the list.
pub async fn entries(
    connection: &mut Connection,
    filter: &ListFilter<'_>,
) -> Result<Vec<(i64, ListEntry)>, DbError> {
    let Some(wanted) = TextSearch::of(filter) else {
        return Ok(Vec::new());
    };
    let path = candidates::choose(connection, filter, &wanted).await?;
    if let AccessPath::Straight(found) = &path {
        return rows(connection, filter, found.as_ref(), &ENTRIES).await;
    }
    let orders = orders(connection, filter, &wanted, path).await?;
    let entry = |(place, order): &(i64, ServiceOrder)| (*place, ListEntry::of(order));
    Ok(orders.iter().map(entry).collect())
}

/// A page of a list: the whole orders, each with its place in the list.
pub async fn page(
    connection: &mut Connection,
    filter: &ListFilter<'_>,
) -> Result<Vec<(i64, ServiceOrder)>, DbError> {
    let Some(wanted) = TextSearch::of(filter) else {
        return Ok(Vec::new());
    };
    let path = candidates::choose(connection, filter, &wanted).await?;
    orders(connection, filter, &wanted, path).await
}

async fn orders(
    connection: &mut Connection,
    filter: &ListFilter<'_>,
    wanted: &TextSearch<'_>,
    path: AccessPath<'_>,
) -> Result<Vec<(i64, ServiceOrder)>, DbError> {
    match path {
        AccessPath::Straight(found) => rows(connection, filter, found.as_ref(), &ORDERS).await,
        AccessPath::Checked(found) => checked(connection, filter, wanted, found.as_ref()).await,
        AccessPath::Walked(found) => {
            match walk::page(connection, filter, wanted, None, Reach::Bounded).await? {
                Some(page) => Ok(page),
                None => rows(connection, filter, Some(&found), &ORDERS).await,
            }
        }
    }
}

/// The order with this number, if it is within the tenancy.
pub async fn find(
    connection: &mut Connection,
    tenancy: Tenancy<'_>,
    number: &ServiceOrderNumber,
) -> Result<Option<ServiceOrder>, DbError> {
    let mut statement = Sql::default();
    statement
        .push("SELECT number, document FROM service_orders WHERE number = ")
        .bind(number.as_str());
    tenancy::push_tenancy(&mut statement, tenancy, &plan::OWNER);
    let rows = statement.fetch(connection).await?;
    let row = rows.first();
    row.map(|row| Columns::keyed("service_orders", "number", row)?.json("document"))
        .transpose()
}

/// How many orders a list has, counted up to its limit.
pub async fn count(connection: &mut Connection, filter: &ListFilter<'_>) -> Result<i64, DbError> {
    let Some(wanted) = TextSearch::of(filter) else {
        return Ok(0);
    };
    let found = match candidates::choose(connection, filter, &wanted).await? {
        AccessPath::Straight(found) => found,
        AccessPath::Walked(found) => Some(found),
        AccessPath::Checked(found) => {
            let orders = checked(connection, filter, &wanted, found.as_ref()).await?;
            return Ok(i64::try_from(orders.len()).unwrap_or(i64::MAX));
        }
    };
    let list = planned(filter, found.is_some());
    match &found {
        Some(found) => {
            let push = push(found, Engine::of(connection));
            list.count(connection, Some(&push)).await
        }
        None => list.count(connection, None).await,
    }
}

/// The orders of a page that fit, of few.
async fn checked(
    connection: &mut Connection,
    filter: &ListFilter<'_>,
    wanted: &TextSearch<'_>,
    found: Option<&Candidates<'_>>,
) -> Result<Vec<(i64, ServiceOrder)>, DbError> {
    let page = walk::page(connection, filter, wanted, found, Reach::All).await?;
    Ok(page.unwrap_or_default())
}

/// What a list shows of its orders.
const ENTRIES: Reading<ListEntry> = Reading {
    columns: list_entries::columns!(),
    read: list_entries::read,
};
/// All of them.
const ORDERS: Reading<ServiceOrder> = Reading {
    columns: "document",
    read: |columns| columns.json("document"),
};

/// A page, of all orders or of those that were found.
async fn rows<T>(
    connection: &mut Connection,
    filter: &ListFilter<'_>,
    found: Option<&Candidates<'_>>,
    reading: &Reading<T>,
) -> Result<Vec<(i64, T)>, DbError> {
    let list = planned(filter, found.is_some());
    match found {
        Some(found) => {
            let push = push(found, Engine::of(connection));
            list.page(connection, Some(&push), reading).await
        }
        None => list.page(connection, None, reading).await,
    }
}

fn push<'c>(found: &'c Candidates<'_>, engine: Engine) -> impl Fn(&mut Sql) + Sync + 'c {
    move |statement| found.push(statement, engine)
}

fn planned<'a>(filter: &'a ListFilter<'a>, is_found: bool) -> PlannedList<'a, ListFilter<'a>> {
    PlannedList {
        plan: plan::plan(),
        filter,
        tenancy: filter.tenancy,
        lanes: lanes::lanes(filter, is_found),
        direction: match filter.sort() {
            Sort::Due | Sort::EnteredAt => Direction::Ascending,
            Sort::AppliedAt => Direction::Descending,
        },
        after: filter
            .after
            .as_ref()
            .map(|(place, number)| (*place, number.as_str())),
        limit: filter.limit,
    }
}
