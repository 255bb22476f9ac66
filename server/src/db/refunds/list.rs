//! Lists of refunds.

use aftercare_domain::{
    refund::RefundState,
    values::{id::RefundId, number::ServiceOrderNumber, time::Timestamp},
};

use super::StoredRefund;
use crate::db::{Connection, DbError, engine::sql::Sql, list::Tenant, refunds};

/// Which refunds a list shows.
#[derive(Debug, Clone)]
pub struct RefundFilter<'a> {
    /// Whose.
    pub tenant: Tenant<'a>,
    /// Of this order.
    pub service_order: Option<&'a ServiceOrderNumber>,
    /// In this state.
    pub state: Option<RefundState>,
    /// When the last one that was shown was asked for, and its id.
    pub after: Option<(Timestamp, RefundId)>,
    /// How many.
    pub limit: i64,
}

/// A page of refunds, the newest first.
pub async fn page(
    connection: &mut Connection,
    filter: &RefundFilter<'_>,
) -> Result<Vec<StoredRefund>, DbError> {
    let mut statement = Sql::default();
    statement.push(concat!(refunds::columns!(), "WHERE 1 = 1"));
    // Those of one service order are few, and are looked up by it: an empty text keeps the other indexes out.
    let by_service_order = filter.service_order.is_some();
    match &filter.tenant {
        Tenant::Consumer(consumer, order) => {
            statement
                .push(if by_service_order {
                    " AND consumer_id || '' = "
                } else {
                    " AND consumer_id = "
                })
                .bind(consumer.as_str());
            if let Some(order) = order {
                statement
                    .push(" AND service_order IN (SELECT number FROM service_orders WHERE order_number = ")
                    .bind(order.as_str())
                    .push(")");
            }
        }
        Tenant::Merchant(merchant) => {
            statement
                .push(if by_service_order {
                    " AND merchant_id || '' = "
                } else {
                    " AND merchant_id = "
                })
                .bind(merchant.as_str());
        }
        Tenant::Channels(channels) => {
            statement
                .push(" AND channel IN (")
                .bind_all(channels.iter().map(|channel| channel.name()))
                .push(")");
        }
        Tenant::Platform => {}
        Tenant::Nobody => {
            statement.push(" AND 1 = 0");
        }
    }
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
