//! Lists of refunds.

use aftercare_domain::{
    people::party::Tenancy,
    refund::RefundState,
    values::{id::RefundId, number::ServiceOrderNumber, time::Timestamp},
};

use super::StoredRefund;
use crate::db::{
    Connection, DbError,
    engine::sql::Sql,
    refunds,
    tenancy::{OwnerConditions, push_tenancy},
};

/// Which refunds a list shows.
#[derive(Debug, Clone)]
pub struct RefundFilter<'a> {
    /// Whose.
    pub tenancy: Tenancy<'a>,
    /// Of this order.
    pub service_order: Option<&'a ServiceOrderNumber>,
    /// In this state.
    pub state: Option<RefundState>,
    /// When the last one that was shown was asked for, and its id.
    pub after: Option<(Timestamp, RefundId)>,
    /// How many.
    pub limit: i64,
}

const OF_ALL: OwnerConditions = OwnerConditions {
    consumer: " AND consumer_id = ",
    order: (
        " AND service_order IN (SELECT number FROM service_orders WHERE order_number = ",
        ")",
    ),
    merchant: " AND merchant_id = ",
    channels: " AND channel IN (",
};

/// Those of one service order are few, and are looked up by it.
const OF_ONE_SERVICE_ORDER: OwnerConditions = OwnerConditions {
    consumer: " AND consumer_id || '' = ",
    merchant: " AND merchant_id || '' = ",
    ..OF_ALL
};

/// A page of refunds, the newest first.
pub async fn page(
    connection: &mut Connection,
    filter: &RefundFilter<'_>,
) -> Result<Vec<StoredRefund>, DbError> {
    let mut statement = Sql::default();
    statement.push(concat!(refunds::columns!(), "WHERE 1 = 1"));
    let owner = if filter.service_order.is_some() {
        &OF_ONE_SERVICE_ORDER
    } else {
        &OF_ALL
    };
    push_tenancy(&mut statement, filter.tenancy, owner);
    if let Some(number) = filter.service_order {
        statement
            .push(" AND service_order = ")
            .bind(number.as_str());
    }
    if let Some(state) = filter.state {
        statement.push(" AND state = ").bind(state.name());
    }
    if let Some((requested_at, id)) = &filter.after {
        statement
            .push(" AND (requested_at, id) < (")
            .bind(requested_at.ms())
            .push(", ")
            .bind(id.as_str())
            .push(")");
    }
    statement
        .push(" ORDER BY requested_at DESC, id DESC LIMIT ")
        .bind(filter.limit);
    let rows = statement.fetch(connection).await?;
    rows.iter().map(refunds::read).collect()
}
