//! Which service orders name which parcel.

use std::collections::{BTreeSet, HashMap};

use aftercare_domain::{
    people::party::{Actor, Owner},
    service_order::ServiceOrder,
    values::{
        carrier::TrackingNumber,
        channel::Channel,
        id::{ConsumerId, MerchantId, OrderNumber},
        number::ServiceOrderNumber,
    },
};

use crate::db::{
    Connection, DbError,
    engine::{bulk::Bulk, row::Columns},
};

/// An open order that names a parcel, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParcelUse {
    /// The parcel's number.
    pub tracking_number: String,
    /// The order.
    pub service_order: ServiceOrderNumber,
    /// Whose it is.
    pub owner: Owner,
}

/// Other open orders with the same parcel that the actor may see (R-SHP-1).
pub fn sharing<'u>(
    uses: impl Iterator<Item = &'u ParcelUse>,
    order: &ServiceOrder,
    actor: &Actor,
) -> Vec<ServiceOrderNumber> {
    uses.filter(|used| {
        used.service_order != order.number
            && used.owner.merchant == order.goods.merchant
            && actor.may_see(&used.owner)
    })
    .map(|used| used.service_order.clone())
    .collect()
}

static NAME: Bulk = Bulk::new(
    "INSERT INTO parcels (tracking_number, service_order) ",
    2,
    " ON CONFLICT (tracking_number, service_order) DO NOTHING",
);

/// Takes note that orders name parcels.
pub async fn name(
    connection: &mut Connection,
    parcels: &[(&TrackingNumber, &ServiceOrderNumber)],
) -> Result<(), DbError> {
    NAME.execute(
        connection,
        parcels,
        |statement, (tracking_number, service_order)| {
            statement
                .bind(tracking_number.as_str())
                .bind(service_order.as_str())
        },
    )
    .await?;
    Ok(())
}

static FORGET: Bulk = Bulk::new("DELETE FROM parcels WHERE service_order IN (", 1, ")");

/// Deletes all parcels of these orders.
pub async fn remove(
    connection: &mut Connection,
    service_orders: &[&ServiceOrderNumber],
) -> Result<(), DbError> {
    FORGET
        .execute(connection, service_orders, |statement, service_order| {
            statement.bind(service_order.as_str())
        })
        .await?;
    Ok(())
}

/// The numbers of all orders that name a parcel.
pub async fn orders_of(
    connection: &mut Connection,
    parcel: &TrackingNumber,
) -> Result<BTreeSet<String>, DbError> {
    let rows = sqlx::query("SELECT service_order FROM parcels WHERE tracking_number = $1")
        .bind(parcel.as_str())
        .fetch_all(connection)
        .await?;
    rows.iter()
        .map(|row| Columns::new("parcels", parcel.as_str(), row).get("service_order"))
        .collect()
}

static OF_ORDERS: Bulk = Bulk::new(
    "SELECT service_order, tracking_number FROM parcels WHERE service_order IN (",
    1,
    ")",
);

/// The parcels that these orders name, as they are kept.
pub async fn of_orders(
    connection: &mut Connection,
    service_orders: &[ServiceOrderNumber],
) -> Result<HashMap<ServiceOrderNumber, BTreeSet<String>>, DbError> {
    let rows = OF_ORDERS
        .fetch(connection, service_orders, |statement, service_order| {
            statement.bind(service_order.as_str())
        })
        .await?;
    let mut named: HashMap<ServiceOrderNumber, BTreeSet<String>> = HashMap::new();
    for row in &rows {
        let columns = Columns::keyed("parcels", "service_order", row)?;
        let number = columns.domain("service_order", ServiceOrderNumber::parse)?;
        let parcel = columns.get("tracking_number")?;
        named.entry(number).or_default().insert(parcel);
    }
    Ok(named)
}

static OPEN: Bulk = Bulk::new(
    "SELECT p.tracking_number, p.service_order, o.order_number, o.merchant_id, o.consumer_id, o.channel FROM parcels p \
     JOIN service_orders o ON o.number = p.service_order WHERE o.closed = 0 AND p.tracking_number IN (",
    1,
    ") ORDER BY p.service_order",
);

/// The open orders that name these parcels.
pub async fn open_uses(
    connection: &mut Connection,
    parcels: &[TrackingNumber],
) -> Result<Vec<ParcelUse>, DbError> {
    let rows = OPEN
        .fetch(connection, parcels, |statement, tracking_number| {
            statement.bind(tracking_number.as_str())
        })
        .await?;
    rows.iter()
        .map(|row| {
            let columns = Columns::keyed("parcels", "service_order", row)?;
            Ok(ParcelUse {
                tracking_number: columns.get("tracking_number")?,
                service_order: columns.domain("service_order", ServiceOrderNumber::parse)?,
                owner: Owner {
                    order_number: columns.domain("order_number", OrderNumber::parse)?,
                    merchant: columns.domain("merchant_id", MerchantId::parse)?,
                    consumer: columns.domain("consumer_id", ConsumerId::parse)?,
                    channel: columns.name("channel", Channel::parse)?,
                },
            })
        })
        .collect()
}
