//! What there is to do, counted along indexes of open orders alone: it costs the same however many have ended.

use aftercare_domain::{
    people::party::Tenancy,
    service_order::{Node, view::ToDo},
    values::{channel::Channel, id::Username, time::Timestamp},
};

use crate::db::{
    Connection, DbError,
    engine::{row::Columns, sql::Sql},
};

/// The times by which orders are due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moments {
    /// By then, what is due is overdue.
    pub now: Timestamp,
    /// By then, what is due is due soon.
    pub soon: Timestamp,
}

/// Counts the orders within a tenancy that stand where staff act, with those on which somebody works.
///
/// The place in the list is the deadline, but for orders that were urged in their node: they stand where they would if
/// they had been due then. So the many are counted by their places alone, and the few that were urged correct it.
pub async fn count(
    connection: &mut Connection,
    tenancy: Tenancy<'_>,
    worker: Option<&Username>,
    Moments { now, soon }: Moments,
) -> Result<ToDo, DbError> {
    if matches!(tenancy, Tenancy::Consumer(..) | Tenancy::Nobody) {
        return Ok(ToDo::default());
    }
    let mut statement = Sql::default();
    let (now, soon) = (now.ms(), soon.ms());
    statement.push("SELECT ranked.*, urged.*, (SELECT COUNT(*) FROM service_orders WHERE held = 1");
    push_few(&mut statement, tenancy);
    statement.push(") AS held, (SELECT COUNT(*) FROM service_orders WHERE assignee = ");
    statement
        .bind(worker.map_or("", Username::as_str))
        .push(" AND node IN (");
    push_nodes(&mut statement);
    push_few(&mut statement, tenancy);
    statement.push(
        ") AS mine, (SELECT COUNT(*) FROM service_orders WHERE closed = 0 AND assignee || '' <> ''",
    );
    push_few(&mut statement, tenancy);
    statement.push(
        ") AS assigned, (SELECT CAST(COALESCE(SUM(orders), 0) AS BIGINT) FROM node_counts WHERE 1 = 1",
    );
    push_many(&mut statement, tenancy);
    statement
        .push(") AS open FROM (SELECT COUNT(*) AS by_soon, COUNT(*) FILTER (WHERE list_rank <= ");
    statement
        .bind(now)
        .push(") AS by_now FROM service_orders WHERE list_rank <= ")
        .bind(soon);
    push_many(&mut statement, tenancy);
    statement.push(
        ") AS ranked CROSS JOIN (SELECT COUNT(*) AS urged, COUNT(*) FILTER (WHERE list_rank <= ",
    );
    statement
        .bind(now)
        .push(" AND (due_at IS NULL OR due_at > ")
        .bind(now)
        .push(")) AS raised, COUNT(*) FILTER (WHERE list_rank <= ")
        .bind(now)
        .push(" AND due_at > ")
        .bind(now)
        .push(" AND due_at <= ")
        .bind(soon)
        .push(") AS raised_soon FROM service_orders WHERE urges > 0 AND closed = 0");
    push_few(&mut statement, tenancy);
    statement.push(") AS urged");
    let rows = statement.fetch(connection).await?;
    let Some(row) = rows.first() else {
        return Ok(ToDo::default());
    };
    let columns = Columns::new("service_orders", "all", row);
    let counted = |column| columns.get::<i64>(column);
    let (by_now, by_soon) = (counted("by_now")?, counted("by_soon")?);
    let number = |count: i64| u64::try_from(count).unwrap_or(0);
    Ok(ToDo {
        due_soon: number(by_soon - by_now + counted("raised_soon")?),
        overdue: number(by_now - counted("raised")?),
        urged: number(counted("urged")?),
        held: number(counted("held")?),
        mine: number(counted("mine")?),
        unassigned: number(counted("open")? - counted("assigned")?),
    })
}

/// Those of the tenancy where staff act: ranges of the lists' indexes.
fn push_many(statement: &mut Sql, tenancy: Tenancy<'_>) {
    statement.push(" AND node IN (");
    push_nodes(statement);
    match tenancy {
        Tenancy::Merchant(merchant) => {
            statement
                .push(" AND merchant_id = ")
                .bind(merchant.as_str());
        }
        Tenancy::Channels(channels) => push_channels(statement, " AND channel IN (", channels),
        Tenancy::Platform => push_channels(statement, " AND channel IN (", Channel::ALL),
        Tenancy::Consumer(..) | Tenancy::Nobody => {}
    }
}

/// The same of the few that an index holds apart: no other is to be used for them.
fn push_few(statement: &mut Sql, tenancy: Tenancy<'_>) {
    statement.push(" AND node || '' IN (");
    push_nodes(statement);
    match tenancy {
        Tenancy::Merchant(merchant) => {
            statement
                .push(" AND merchant_id || '' = ")
                .bind(merchant.as_str());
        }
        Tenancy::Channels(channels) => {
            push_channels(statement, " AND channel || '' IN (", channels);
        }
        Tenancy::Platform | Tenancy::Consumer(..) | Tenancy::Nobody => {}
    }
}

fn push_nodes(statement: &mut Sql) {
    statement
        .bind_all(Node::FOR_STAFF.iter().map(|node| node.name()))
        .push(")");
}

fn push_channels<'c>(
    statement: &mut Sql,
    condition: &'static str,
    channels: impl IntoIterator<Item = &'c Channel>,
) {
    statement
        .push(condition)
        .bind_all(channels.into_iter().map(|channel| channel.name()))
        .push(")");
}
