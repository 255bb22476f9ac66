//! Service orders as their logs left them: the state as a document, and beside it what lists and look-ups ask for.

use std::collections::BTreeMap;

use aftercare_domain::{
    service_order::{Node, ServiceOrder, State},
    values::{
        id::{ExternalId, OrderNumber, SerialNumber, Username},
        number::ServiceOrderNumber,
        service::{ServiceMethod, ServiceType},
        time::Timestamp,
    },
};
use sqlx::any::AnyRow;

use super::{
    Connection, DbError, Engine,
    engine::{
        bulk::{Bulk, Statement},
        row::{Columns, to_json},
    },
    search_index,
};

pub mod list;
pub mod list_entries;
pub mod parcels;

/// A service order and where its log stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredServiceOrder {
    /// The order.
    pub order: ServiceOrder,
    /// The hash of the last line of its log.
    pub head_hash: String,
}

/// The caller's own number of a service order, and within what it is unique.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExternalKey {
    /// What the caller acts for.
    pub scope: String,
    /// Their number.
    pub id: ExternalId,
}

static FIND: Bulk = Bulk::new(
    "SELECT number, document, head_hash FROM service_orders WHERE number IN (",
    1,
    ") ORDER BY number",
);
static FIND_AND_LOCK: Bulk = Bulk::new(
    "SELECT number, document, head_hash FROM service_orders WHERE number IN (",
    1,
    ") ORDER BY number FOR UPDATE",
);

/// Whether there is an order with this number, whosever it is.
pub async fn exists(
    connection: &mut Connection,
    number: &ServiceOrderNumber,
) -> Result<bool, DbError> {
    let row = sqlx::query("SELECT number FROM service_orders WHERE number = $1")
        .bind(number.as_str())
        .fetch_optional(connection)
        .await?;
    Ok(row.is_some())
}

/// The orders with these numbers, as far as they are there.
pub async fn find(
    connection: &mut Connection,
    numbers: &[ServiceOrderNumber],
) -> Result<Vec<StoredServiceOrder>, DbError> {
    fetch(&FIND, connection, numbers).await
}

/// The same, with locks for a transaction that will change them. Give the numbers in order, so that two transactions
/// never wait for each other.
pub async fn find_to_change(
    connection: &mut Connection,
    engine: Engine,
    numbers: &[ServiceOrderNumber],
) -> Result<Vec<StoredServiceOrder>, DbError> {
    let bulk = match engine {
        // The one writer has the whole file.
        Engine::Sqlite => &FIND,
        Engine::Postgres => &FIND_AND_LOCK,
    };
    fetch(bulk, connection, numbers).await
}

async fn fetch(
    bulk: &'static Bulk,
    connection: &mut Connection,
    numbers: &[ServiceOrderNumber],
) -> Result<Vec<StoredServiceOrder>, DbError> {
    let rows = bulk
        .fetch(connection, numbers, |statement, number| {
            statement.bind(number.as_str())
        })
        .await?;
    rows.iter().map(read).collect()
}

fn read(row: &AnyRow) -> Result<StoredServiceOrder, DbError> {
    let columns = Columns::keyed("service_orders", "number", row)?;
    Ok(StoredServiceOrder {
        order: columns.json("document")?,
        head_hash: columns.get("head_hash")?,
    })
}

/// The lines of an order on which service orders stand, ended ones as well, each with those that are open.
pub async fn of_lines(
    connection: &mut Connection,
    order: &OrderNumber,
) -> Result<BTreeMap<u32, Vec<ServiceOrderNumber>>, DbError> {
    let rows = sqlx::query(
        "SELECT number, line_number, closed FROM service_orders WHERE order_number = $1 ORDER BY number",
    )
    .bind(order.as_str())
    .fetch_all(connection)
    .await?;
    let mut lines: BTreeMap<u32, Vec<ServiceOrderNumber>> = BTreeMap::new();
    for row in &rows {
        let columns = Columns::keyed("service_orders", "number", row)?;
        let line = columns.parse("line_number", |number: i64| u32::try_from(number))?;
        let open = lines.entry(line).or_default();
        let closed: i64 = columns.get("closed")?;
        if closed == 0 {
            open.push(columns.domain("number", ServiceOrderNumber::parse)?);
        }
    }
    Ok(lines)
}

static FIND_EXTERNAL: Bulk = Bulk::new(
    // A join, for SQLite looks through the whole table for pairs in a list.
    "SELECT o.external_scope, o.external_id, o.number FROM (",
    2,
    ") AS wanted CROSS JOIN service_orders o \
     WHERE o.external_scope = wanted.column1 AND o.external_id = wanted.column2",
);

/// The numbers of the orders that have these numbers of their callers.
pub async fn find_external(
    connection: &mut Connection,
    keys: &[ExternalKey],
) -> Result<Vec<(ExternalKey, ServiceOrderNumber)>, DbError> {
    let rows = FIND_EXTERNAL
        .fetch(connection, keys, |statement, key| {
            statement.bind(key.scope.as_str()).bind(key.id.as_str())
        })
        .await?;
    rows.iter()
        .map(|row| {
            let columns = Columns::keyed("service_orders", "number", row)?;
            let key = ExternalKey {
                scope: columns.get("external_scope")?,
                id: columns.domain("external_id", ExternalId::parse)?,
            };
            Ok((key, columns.domain("number", ServiceOrderNumber::parse)?))
        })
        .collect()
}

/// An order that begins.
#[derive(Debug, Clone, Copy)]
pub struct NewServiceOrder<'a> {
    /// The order.
    pub order: &'a ServiceOrder,
    /// The hash of the last line of its log.
    pub head_hash: &'a str,
    /// Within what the caller's own number is unique.
    pub external_scope: Option<&'a str>,
}

static INSERT: Bulk = Bulk::new(
    "INSERT INTO service_orders (merchant_id, consumer_id, channel, order_number, line_number, external_scope, \
     external_id, contact_phone, serial_number, applied_at, number, version, node, closed, service_type, \
     service_method, node_entered_at, due_at, list_rank, assignee, urges, held, document, head_hash, list_entry, \
     list_entry_version, list_entry_rules) ",
    27,
    "",
);

/// Writes orders that begin, and the words by which they are found.
pub async fn insert(
    connection: &mut Connection,
    begun: &[NewServiceOrder<'_>],
) -> Result<(), DbError> {
    let rows = begun
        .iter()
        .map(|begun| Ok((begun, StateColumns::of(begun.order, begun.head_hash)?)))
        .collect::<Result<Vec<_>, DbError>>()?;
    INSERT
        .execute(connection, &rows, |statement, (begun, changing)| {
            changing.bind(bind_lasting(statement, begun))
        })
        .await?;
    let orders: Vec<&ServiceOrder> = begun.iter().map(|begun| begun.order).collect();
    search_index::put(connection, &orders).await
}

fn bind_lasting(statement: Statement, begun: &NewServiceOrder<'_>) -> Statement {
    let goods = &begun.order.goods;
    let application = &begun.order.application;
    let external_id = application.external_id.as_ref().map(ExternalId::as_str);
    statement
        .bind(goods.merchant.as_str())
        .bind(goods.consumer.as_str())
        .bind(goods.channel.name())
        .bind(goods.order_number.as_str())
        .bind(i64::from(goods.line_number))
        .bind(external_id.and(begun.external_scope))
        .bind(external_id)
        .bind(application.contact.phone.main_number())
        .bind(application.serial_number.as_ref().map(SerialNumber::as_str))
        .bind(application.applied_at.ms())
}

static UPDATE: Bulk = Bulk::new(
    // The columns of a list of values are called so on both engines.
    "UPDATE service_orders SET version = new.column2, node = new.column3, closed = new.column4, \
     service_type = new.column5, service_method = new.column6, node_entered_at = new.column7, due_at = new.column8, \
     list_rank = new.column9, assignee = new.column10, urges = new.column11, held = new.column12, \
     document = new.column13, head_hash = new.column14, list_entry = new.column15, list_entry_version = new.column16, \
     list_entry_rules = new.column17 FROM (",
    17,
    ") AS new WHERE service_orders.number = new.column1",
);

/// Writes the new states of orders.
pub async fn update(
    connection: &mut Connection,
    changed: &[(&ServiceOrder, &str)],
) -> Result<(), DbError> {
    let rows = changed
        .iter()
        .map(|(order, head_hash)| StateColumns::of(order, head_hash))
        .collect::<Result<Vec<_>, DbError>>()?;
    UPDATE
        .execute(connection, &rows, |statement, changing| {
            changing.bind(statement)
        })
        .await?;
    Ok(())
}

/// The columns that move with the state.
struct StateColumns<'a> {
    number: &'a ServiceOrderNumber,
    listed: ListColumns,
    document: String,
    head_hash: &'a str,
    list_entry: String,
}

impl<'a> StateColumns<'a> {
    fn of(order: &'a ServiceOrder, head_hash: &'a str) -> Result<Self, DbError> {
        Ok(Self {
            number: &order.number,
            listed: ListColumns::of(order),
            document: to_json("service_orders", "document", order)?,
            head_hash,
            list_entry: list_entries::written(order)?,
        })
    }

    fn bind(&self, statement: Statement) -> Statement {
        let listed = &self.listed;
        statement
            .bind(self.number.as_str())
            .bind(listed.version)
            .bind(listed.node.name())
            .bind(i64::from(listed.is_closed))
            .bind(listed.service_type.name())
            .bind(listed.service_method.name())
            .bind(listed.node_entered_at.ms())
            .bind(listed.due_at.map(Timestamp::ms))
            .bind(listed.rank)
            .bind(listed.assignee.as_ref().map(Username::as_str))
            .bind(listed.urges)
            .bind(i64::from(listed.is_held))
            .bind(self.document.as_str())
            .bind(self.head_hash)
            .bind(self.list_entry.as_str())
            .bind(listed.version)
            .bind(list_entries::RULES)
    }
}

/// What lists ask of an order's state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListColumns {
    version: i64,
    node: Node,
    is_closed: bool,
    service_type: ServiceType,
    service_method: ServiceMethod,
    node_entered_at: Timestamp,
    due_at: Option<Timestamp>,
    rank: i64,
    assignee: Option<Username>,
    urges: i64,
    is_held: bool,
}

impl ListColumns {
    /// What lists ask of a state.
    pub fn of(order: &ServiceOrder) -> Self {
        Self {
            version: i64::from(order.version),
            node: order.node(),
            is_closed: order.node().is_final(),
            service_type: order.service_type,
            service_method: order.service_method,
            node_entered_at: order.node_entered_at,
            due_at: order.deadline.due_at(),
            rank: list_rank(order),
            assignee: order
                .assignee
                .as_ref()
                .and_then(|assignee| assignee.username.clone()),
            urges: i64::from(order.urges.count),
            is_held: matches!(order.state, State::PendingException { hold: Some(_) }),
        }
    }

    fn read(columns: &Columns<'_>) -> Result<Self, DbError> {
        let assignee: Option<String> = columns.get("assignee")?;
        Ok(Self {
            version: columns.get("version")?,
            node: columns.name("node", Node::parse)?,
            is_closed: columns.get::<i64>("closed")? == 1,
            service_type: columns.name("service_type", ServiceType::parse)?,
            service_method: columns.name("service_method", ServiceMethod::parse)?,
            node_entered_at: columns.time("node_entered_at")?,
            due_at: columns.time_if_any("due_at")?,
            rank: columns.get("list_rank")?,
            assignee: assignee
                .map(|assignee| Username::parse(&assignee))
                .transpose()
                .map_err(|fault| columns.corrupt("assignee", format_args!("{fault:?}")))?,
            urges: columns.get("urges")?,
            is_held: columns.get::<i64>("held")? == 1,
        })
    }
}

/// An order as it is kept, not read any further.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRow {
    /// Its number.
    pub number: ServiceOrderNumber,
    /// What lists ask for.
    pub listed: ListColumns,
    /// JSON of the state.
    pub document: String,
    /// The hash of the last line of its log.
    pub head_hash: String,
    /// JSON of its entry in lists; none where it is to be made.
    pub list_entry: Option<String>,
}

/// The orders, portion by portion, in the order of their numbers.
pub async fn rows_after(
    connection: &mut Connection,
    after: Option<&ServiceOrderNumber>,
    limit: i64,
) -> Result<Vec<StoredRow>, DbError> {
    let rows = sqlx::query(concat!(
        "SELECT number, version, node, closed, service_type, service_method, node_entered_at, due_at, list_rank, \
         assignee, urges, held, document, head_hash, CASE WHEN ",
        list_entries::is_to_be_made!(),
        " THEN NULL ELSE list_entry END AS list_entry FROM service_orders WHERE number > $1 ORDER BY number LIMIT $2",
    ))
    .bind(after.map_or("", ServiceOrderNumber::as_str))
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            let columns = Columns::keyed("service_orders", "number", row)?;
            Ok(StoredRow {
                number: columns.domain("number", ServiceOrderNumber::parse)?,
                listed: ListColumns::read(&columns)?,
                document: columns.get("document")?,
                head_hash: columns.get("head_hash")?,
                list_entry: columns.get("list_entry")?,
            })
        })
        .collect()
}

/// Where an order stands in lists, the lowest first: by the time when it is due, those without a deadline behind them by
/// how long they wait, ended ones last, the newest of them first. An order that was urged in its node stands where it
/// would if it had been due at that moment (R-MSG-2).
pub fn list_rank(order: &ServiceOrder) -> i64 {
    // Beyond the year 9999, which is the latest time that can be written.
    const WITHOUT_DEADLINE: i64 = 1 << 50;
    const ENDED: i64 = 1 << 52;
    let entered_at_ms = order.node_entered_at.ms();
    if order.node().is_final() {
        return ENDED - entered_at_ms;
    }
    let due = order
        .deadline
        .due_at()
        .map_or(WITHOUT_DEADLINE + entered_at_ms, Timestamp::ms);
    match order.urges.last_at {
        Some(urged_at) if urged_at >= order.node_entered_at => due.min(urged_at.ms()),
        Some(_) | None => due,
    }
}
