//! Lists of refunds, the newest first, along the lanes of their plan.

use aftercare_domain::{
    people::party::Tenancy,
    refund::{RefundQuery, RefundState, RefundTotal, RefundTotals},
    values::{channel::Channel, id::RefundId, money::Money, time::Timestamp},
};

use super::StoredRefund;
use crate::db::{
    Connection, DbError,
    engine::{row::Columns, sql::Sql},
    list::{Condition, Direction, Lane, LaneRows, ListPlan, PlannedList, Reading},
    refunds,
    tenancy::OwnerConditions,
};

/// Which refunds a list shows.
#[derive(Debug, Clone)]
pub struct RefundFilter<'a> {
    /// Whose.
    pub tenancy: Tenancy<'a>,
    /// What was asked for.
    pub query: &'a RefundQuery,
    /// When the last one that was shown was asked for, and its id.
    pub after: Option<(Timestamp, RefundId)>,
    /// How many.
    pub limit: i64,
}

/// What a list shows of them.
const REFUNDS: Reading<StoredRefund> = Reading {
    columns: refunds::columns!(),
    read: refunds::read,
};

/// A page of refunds, the newest first.
pub async fn page(
    connection: &mut Connection,
    filter: &RefundFilter<'_>,
) -> Result<Vec<StoredRefund>, DbError> {
    let list = PlannedList {
        plan: plan(),
        filter,
        tenancy: filter.tenancy,
        lanes: lanes(filter),
        direction: Direction::Descending,
        after: filter
            .after
            .as_ref()
            .map(|(requested_at, id)| (requested_at.ms(), id.as_str())),
        limit: filter.limit,
    };
    // Those of one service order are few.
    let found = filter.query.service_order.as_ref().map(|number| {
        move |statement: &mut Sql| {
            statement
                .push("SELECT id AS key FROM refunds WHERE service_order = ")
                .bind(number.as_str());
        }
    });
    let found = match &found {
        Some(push) => list.page(connection, Some(push), &REFUNDS).await?,
        None => list.page(connection, None, &REFUNDS).await?,
    };
    Ok(found.into_iter().map(|(_, refund)| refund).collect())
}

fn plan<'a>() -> ListPlan<RefundFilter<'a>> {
    ListPlan {
        table: "refunds",
        key: "refunds.id",
        state: "state",
        owner: OwnerConditions {
            consumer: " AND consumer_id || '' = ",
            order: (
                " AND service_order || '' IN (SELECT number FROM service_orders WHERE order_number = ",
                ")",
            ),
            merchant: " AND merchant_id || '' = ",
            channels: " AND channel || '' IN (",
        },
        conditions: conditions(),
    }
}

fn conditions<'a>() -> Vec<(&'static str, Condition<RefundFilter<'a>>)> {
    use Condition::{Before, Elsewhere, Equals, From};
    vec![
        // Looked up before anything else.
        ("service_order", Elsewhere),
        (
            "state",
            Equals("state || ''", |filter| {
                filter.query.state.map(RefundState::name)
            }),
        ),
        (
            "requested_from",
            From(REQUESTED_AT, |filter| filter.query.requested_from),
        ),
        (
            "requested_to",
            Before(REQUESTED_AT, |filter| filter.query.requested_to),
        ),
        // The length of the list and where it begins.
        ("limit", Elsewhere),
        ("cursor", Elsewhere),
    ]
}

/// How many refunds within a tenancy are not with consumers yet, and what they add up to, by their state: counted along an index of
/// those alone.
pub async fn totals(
    connection: &mut Connection,
    tenancy: Tenancy<'_>,
) -> Result<RefundTotals, DbError> {
    let mut statement = Sql::default();
    statement
        .push(
            "SELECT state, CAST(COUNT(*) AS BIGINT) AS refunds, CAST(SUM(amount) AS BIGINT) AS amount \
             FROM refunds WHERE state IN (",
        )
        .bind_all(RefundState::OPEN.iter().map(|state| state.name()))
        .push(")");
    match tenancy {
        Tenancy::Merchant(merchant) => {
            statement
                .push(" AND merchant_id = ")
                .bind(merchant.as_str());
        }
        Tenancy::Channels(channels) => push_channels(&mut statement, channels),
        Tenancy::Platform => push_channels(&mut statement, Channel::ALL),
        // Consumers have few, and see each of them.
        Tenancy::Consumer(..) | Tenancy::Nobody => return Ok(RefundTotals::new()),
    }
    statement.push(" GROUP BY state");
    let rows = statement.fetch(connection).await?;
    rows.iter()
        .map(|row| {
            let columns = Columns::of_many("refunds", "state", row);
            let total = RefundTotal {
                refunds: columns.parse("refunds", |refunds: i64| u64::try_from(refunds))?,
                amount: columns.number("amount", Money::parse)?,
            };
            Ok((columns.name("state", RefundState::parse)?, total))
        })
        .collect()
}

fn push_channels<'c>(statement: &mut Sql, channels: impl IntoIterator<Item = &'c Channel>) {
    statement
        .push(" AND channel IN (")
        .bind_all(channels.into_iter().map(|channel| channel.name()))
        .push(")");
}

const REQUESTED_AT: &str = "requested_at";

/// The lanes: each along an index of its owner and state, or of its owner alone.
fn lanes<'a>(filter: &'a RefundFilter<'_>) -> Vec<Lane<'a>> {
    let lane = |rows, state: Option<RefundState>, is_sorted| Lane {
        rows,
        state: state.map(RefundState::name),
        place: REQUESTED_AT,
        is_sorted,
    };
    let state = filter.query.state;
    if filter.query.service_order.is_some() {
        return vec![lane(LaneRows::Found, None, false)];
    }
    match (filter.tenancy, state) {
        (Tenancy::Nobody, _) => Vec::new(),
        (Tenancy::Consumer(consumer, _), _) => {
            vec![lane(
                LaneRows::Of("consumer_id", consumer.as_str()),
                None,
                true,
            )]
        }
        (Tenancy::Merchant(merchant), _) => {
            vec![lane(
                LaneRows::Of("merchant_id", merchant.as_str()),
                state,
                true,
            )]
        }
        (Tenancy::Platform, None) => vec![lane(LaneRows::Where("1 = 1"), None, true)],
        (Tenancy::Platform, Some(_)) => of_channels(Channel::ALL, state, lane),
        (Tenancy::Channels(channels), _) => of_channels(channels, state, lane),
    }
}

fn of_channels<'a, 'c>(
    channels: impl IntoIterator<Item = &'c Channel>,
    state: Option<RefundState>,
    lane: impl Fn(LaneRows<'a>, Option<RefundState>, bool) -> Lane<'a>,
) -> Vec<Lane<'a>> {
    let states: Vec<RefundState> = match state {
        Some(state) => vec![state],
        None => RefundState::ALL.to_vec(),
    };
    let lanes = channels.into_iter().flat_map(|channel| {
        let rows = LaneRows::Of("channel", channel.name());
        states.iter().map(move |&state| (rows, state))
    });
    lanes
        .map(|(rows, state)| lane(rows, Some(state), true))
        .collect()
}

#[cfg(test)]
mod tests {
    use aftercare_domain::form::Record as _;

    use super::*;

    #[test]
    fn the_plan_says_of_each_filter_what_it_asks() {
        let fields: Vec<&str> = RefundQuery::FIELDS.iter().map(|field| field.name).collect();
        let planned: Vec<&str> = conditions().iter().map(|(name, _)| *name).collect();
        assert_eq!(planned, fields);
    }
}
