//! Lists of service orders: pages along an index, in lanes.
//!
//! A list is of a tenancy and a node, or of all nodes. Each index holds the orders of one merchant (or one channel) and
//! one node in the order of the list: a lane. A page is merged from its lanes, and takes at most its own length from
//! each, so that it costs the same whether there are a thousand orders or millions. Where few orders can be meant, by
//! their numbers or their words, those are found first and sorted. Where very many have the words, the lanes are walked
//! along, and each order is asked for its words, until the page is full. A plus sign before a number, and an empty text joined
//! to a name, keep a column from being looked up by another index than the lane's.

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
    lanes::Lane,
    text_search::TextSearch,
    walk::Reach,
};
use super::{
    Connection, DbError, Engine,
    engine::{row::Columns, sql::Sql},
    service_orders::list_entries,
};

pub use self::text_search::has_words;

mod candidates;
mod conditions;
mod lanes;
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
        return rows(connection, filter, found.as_ref(), ENTRIES).await;
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
        AccessPath::Straight(found) => rows(connection, filter, found.as_ref(), ORDERS).await,
        AccessPath::Checked(found) => checked(connection, filter, wanted, found.as_ref()).await,
        AccessPath::Walked(found) => {
            match walk::page(connection, filter, wanted, None, Reach::Bounded).await? {
                Some(page) => Ok(page),
                None => rows(connection, filter, Some(&found), ORDERS).await,
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
    conditions::push_tenancy(&mut statement, tenancy);
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
    let mut statement = Sql::default();
    if !push_places(
        &mut statement,
        Engine::of(connection),
        filter,
        found.as_ref(),
    ) {
        return Ok(0);
    }
    statement
        .push(" SELECT CAST(COUNT(*) AS BIGINT) AS orders FROM (SELECT found FROM places LIMIT ")
        .bind(filter.limit)
        .push(") AS counted");
    let rows = statement.fetch(connection).await?;
    let counted = rows
        .iter()
        .map(|row| Columns::new("service_orders", "all", row).get::<i64>("orders"));
    counted.sum()
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

/// What is read of the orders of a page.
#[derive(Debug, Clone, Copy)]
struct Reading<T> {
    columns: &'static str,
    read: fn(&Columns<'_>) -> Result<T, DbError>,
}

/// What a list shows of them.
const ENTRIES: Reading<ListEntry> = Reading {
    columns: list_entries::columns!(),
    read: list_entries::read,
};
/// All of them.
const ORDERS: Reading<ServiceOrder> = Reading {
    columns: "document",
    read: |columns| columns.json("document"),
};

/// A page, merged from all lanes, of all orders or of those that were found.
async fn rows<T>(
    connection: &mut Connection,
    filter: &ListFilter<'_>,
    found: Option<&Candidates<'_>>,
    reading: Reading<T>,
) -> Result<Vec<(i64, T)>, DbError> {
    let mut statement = Sql::default();
    if !push_places(&mut statement, Engine::of(connection), filter, found) {
        return Ok(Vec::new());
    }
    let (order, order_of_page) = match filter.sort() {
        Sort::Due | Sort::EnteredAt => (
            " ORDER BY place, found LIMIT ",
            " ORDER BY page.place, page.found",
        ),
        Sort::AppliedAt => (
            " ORDER BY place DESC, found DESC LIMIT ",
            " ORDER BY page.place DESC, page.found DESC",
        ),
    };
    statement
        .push(", page AS (SELECT found, place FROM places")
        .push(order)
        .bind(filter.limit);
    statement
        .push(") SELECT page.found AS number, page.place AS place, ")
        .push(reading.columns)
        .push(" FROM page CROSS JOIN service_orders WHERE service_orders.number = page.found")
        .push(order_of_page);
    let rows = statement.fetch(connection).await?;
    rows.iter()
        .map(|row| {
            let columns = Columns::of_many("service_orders", "number", row);
            Ok((columns.get("place")?, (reading.read)(&columns)?))
        })
        .collect()
}

/// The numbers of the orders of a list and their places in it, merged from all lanes; `false` when there can't be any.
///
/// Lanes whose index stands in the order of the list are merged as they are by SQLite, which takes no more of each than the page
/// needs; one in a statement of its own is read and sorted up to the length of a page first, and the platform has 44 of them.
/// PostgreSQL sees the order of a lane in a statement of its own alone, else it reads and sorts the whole of it.
fn push_places(
    statement: &mut Sql,
    engine: Engine,
    filter: &ListFilter<'_>,
    found: Option<&Candidates<'_>>,
) -> bool {
    let lanes = lanes::lanes(filter, found.is_some());
    if lanes.is_empty() {
        return false;
    }
    statement.push("WITH ");
    if let Some(found) = found {
        statement.push("found AS MATERIALIZED (");
        found.push(statement, engine);
        statement.push("), ");
    }
    statement.push("places AS (");
    for (index, lane) in lanes.iter().enumerate() {
        if index > 0 {
            statement.push(" UNION ALL ");
        }
        let takes_no_more = engine == Engine::Sqlite && lane.is_sorted(filter.sort());
        if takes_no_more {
            push_lane(statement, filter, lane);
        } else {
            statement.push("SELECT found, place FROM (");
            push_lane(statement, filter, lane);
            push_order(statement, filter, lane);
            statement.push(") AS lane");
        }
    }
    statement.push(")");
    true
}

fn push_lane(statement: &mut Sql, filter: &ListFilter<'_>, lane: &Lane<'_>) {
    let place = lane.place(filter.sort());
    statement
        .push("SELECT service_orders.number AS found, ")
        .push(place)
        .push(" AS place FROM ");
    lane.push_rows(statement);
    if let Some(node) = lane.node {
        statement.push(" AND node = ").bind(node.name());
    } else if let Some(node) = filter.query.node {
        statement.push(" AND node || '' = ").bind(node.name());
    }
    conditions::push_tenancy(statement, filter.tenancy);
    conditions::push_conditions(statement, filter, lane);
    if let Some((last, number)) = &filter.after {
        statement
            .push(" AND (")
            .push(place)
            .push(match filter.sort() {
                Sort::Due | Sort::EnteredAt => ", service_orders.number) > (",
                Sort::AppliedAt => ", service_orders.number) < (",
            });
        statement
            .bind(*last)
            .push(", ")
            .bind(number.as_str())
            .push(")");
    }
}

/// The order of a lane whose index stands in another one, and its length.
fn push_order(statement: &mut Sql, filter: &ListFilter<'_>, lane: &Lane<'_>) {
    statement.push(" ORDER BY ").push(lane.place(filter.sort()));
    statement.push(match filter.sort() {
        Sort::Due | Sort::EnteredAt => ", found LIMIT ",
        Sort::AppliedAt => " DESC, found DESC LIMIT ",
    });
    statement.bind(filter.limit);
}
